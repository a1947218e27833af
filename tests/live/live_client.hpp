// A browser of a test: messages of live.proto over a plain socket.
#pragma once

#include "fcr/v1/live.pb.h"
#include "tests/live/raw_client.hpp"

#include <cstdint>
#include <functional>
#include <optional>
#include <string>

namespace fcr::test {

/// Blocking; waits at most five seconds for anything.
class LiveClient {
public:
    /// Opens the socket and says hello; `hello` has its format set.
    LiveClient(std::uint16_t port, const v1::Hello& hello);

    /// The next message; empty when the connection is closed or nothing came.
    [[nodiscard]] std::optional<v1::ServerMessage> read();
    /// The next message of which `has` is true; what comes before it is passed over.
    template <typename Has>
    [[nodiscard]] std::optional<v1::ServerMessage> read_until(Has has) {
        while (auto message = read()) {
            if (has(*message)) {
                return message;
            }
        }
        return std::nullopt;
    }

    [[nodiscard]] bool say(const v1::ClientMessage& message);
    /// Puts an input in and waits for its answer; empty when none came.
    std::optional<v1::InputAnswer> put_in(const std::string& id,
                                          const std::function<void(v1::ExerciseInput&)>& set);
    std::optional<v1::InputAnswer> run(v1::RunOrder::Kind kind,
                                       const std::string& reason = {},
                                       std::uint32_t speed = 1);

    /// Of the last welcome; empty when there was none.
    [[nodiscard]] const v1::Welcome& welcome() const { return welcome_; }

private:
    RawClient socket_;
    v1::Welcome welcome_;
    int ids_ = 0;
};

[[nodiscard]] v1::Hello hello_with_code(const std::string& code, const std::string& name = "N. N.");
[[nodiscard]] v1::Hello hello_with_token(const std::string& token);
[[nodiscard]] v1::Hello hello_of_wall();

}  // namespace fcr::test
