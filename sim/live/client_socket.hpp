// The socket of a client: frames both ways until one side leaves.
#pragma once

#include "sim/live/connection.hpp"
#include "sim/live/outbox.hpp"
#include "sim/live/server.hpp"

#include <boost/beast/core/flat_buffer.hpp>
#include <boost/beast/websocket/stream.hpp>

#include <memory>
#include <optional>
#include <string>
#include <string_view>

namespace fcr {

/// One read is always pending, at most one write and one ping. Every way to end leads through
/// `end`.
class ClientSocket final : public Connection, public std::enable_shared_from_this<ClientSocket> {
public:
    ClientSocket(std::shared_ptr<ServerCore> core, std::unique_ptr<Wire> wire);
    ~ClientSocket() override;

    void begin(const UpgradeRequest& request);

    void send_state(SharedBytes state);
    void send(SharedBytes message);
    [[nodiscard]] std::size_t bytes_waiting() const { return outbox_.bytes(); }
    /// Sends what must arrive, then a close frame; the rest of what the client says is not told.
    void close(CloseCode code, std::string_view reason);

    void look(Wire::Clock::time_point now) override;
    void stop() override { close(CloseCode::GoingAway, "the exercise is being closed"); }
    void cut() override { end("cut off"); }

private:
    using Socket = boost::beast::websocket::stream<Wire&, false>;
    using Error = boost::beast::error_code;

    template <typename Body>
    void guarded(Body&& body) noexcept;
    void failed() noexcept;

    void opened();
    void read();
    void heard();
    void read_failed(const Error& error);
    void too_many(FrameMeter::Verdict verdict);
    void pump();
    void ping(Wire::Clock::time_point now);
    void end(std::string_view why) noexcept;
    void tell_end() noexcept;

    std::shared_ptr<ServerCore> core_;
    std::unique_ptr<Wire> wire_;
    std::optional<Socket> socket_;  ///< until the end is told
    ClientId id_ = 0;               ///< 0 until it is open
    boost::beast::flat_buffer heard_;
    Outbox outbox_;
    bool reading_ = false;
    SharedBytes sending_;  ///< null when nothing is on its way
    bool pinging_ = false;
    Wire::Clock::time_point pinged_;

    bool closing_ = false;     ///< nothing more is taken in
    bool close_sent_ = false;  ///< or about to be: after what is on its way
    Wire::Clock::time_point closing_since_;
    boost::beast::websocket::close_reason reason_;
    bool ended_ = false;
    bool end_told_ = false;
    std::string why_;  ///< it ended
};

}  // namespace fcr
