#include "tests/live/live_client.hpp"

namespace fcr::test {

LiveClient::LiveClient(std::uint16_t port, const v1::Hello& hello) : socket_(port) {
    if (socket_.upgrade().status != 101) {
        return;
    }
    v1::ClientMessage message;
    *message.mutable_hello() = hello;
    if (!say(message)) {
        return;
    }
    static_cast<void>(read_until(
        [](const v1::ServerMessage& told) { return told.has_welcome() || told.has_goodbye(); }));
}

std::optional<v1::ServerMessage> LiveClient::read() {
    while (auto frame = socket_.read_frame()) {
        if (frame->opcode() == kPing) {
            static_cast<void>(socket_.try_send(masked_frame(kFin | kPong, frame->payload)));
            continue;
        }
        v1::ServerMessage message;
        if (frame->opcode() != kBinary || !message.ParseFromString(frame->payload)) {
            return std::nullopt;
        }
        if (message.has_welcome()) {
            welcome_ = message.welcome();
        }
        return message;
    }
    return std::nullopt;
}

bool LiveClient::say(const v1::ClientMessage& message) {
    return socket_.try_send(masked_frame(kFin | kBinary, message.SerializeAsString()));
}

std::optional<v1::InputAnswer> LiveClient::put_in(
    const std::string& id, const std::function<void(v1::ExerciseInput&)>& set) {
    v1::ClientMessage message;
    set(*message.mutable_input());
    message.mutable_input()->set_id(id);
    if (!say(message)) {
        return std::nullopt;
    }
    const auto told = read_until([&id](const v1::ServerMessage& server) {
        return server.has_answer() && server.answer().id() == id;
    });
    return told ? std::optional(told->answer()) : std::nullopt;
}

std::optional<v1::InputAnswer> LiveClient::run(v1::RunOrder::Kind kind,
                                               const std::string& reason,
                                               std::uint32_t speed) {
    return put_in("run" + std::to_string(++ids_), [&](v1::ExerciseInput& input) {
        input.mutable_run()->set_kind(kind);
        input.mutable_run()->set_reason(reason);
        input.mutable_run()->set_speed(speed);
    });
}

v1::Hello hello_with_code(const std::string& code, const std::string& name) {
    v1::Hello hello;
    hello.set_format(1);
    hello.set_code(code);
    hello.set_name(name);
    return hello;
}

v1::Hello hello_with_token(const std::string& token) {
    v1::Hello hello;
    hello.set_format(1);
    hello.set_token(token);
    return hello;
}

v1::Hello hello_of_wall() {
    v1::Hello hello;
    hello.set_format(1);
    hello.set_wall(true);
    return hello;
}

}  // namespace fcr::test
