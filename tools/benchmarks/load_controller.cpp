#include "tools/benchmarks/load_controller.hpp"

#include "proto/fcr/v1/live.pb.h"
#include "sim/live/server.hpp"

#include <boost/asio/ip/tcp.hpp>
#include <boost/beast/core/flat_buffer.hpp>
#include <boost/beast/http/field.hpp>
#include <boost/beast/websocket/stream.hpp>
#include <fmt/format.h>

namespace fcr {
namespace {

namespace websocket = boost::beast::websocket;
using boost::asio::ip::tcp;

}  // namespace

class LoadController::Socket : public std::enable_shared_from_this<Socket> {
public:
    Socket(boost::asio::io_context& io, std::uint16_t port, const std::string& code) : stream_(io) {
        const std::string host = fmt::format("127.0.0.1:{}", port);
        stream_.next_layer().connect({boost::asio::ip::address_v4::loopback(), port});
        stream_.set_option(
            websocket::stream_base::decorator([&host](websocket::request_type& request) {
                request.set(boost::beast::http::field::origin, "http://" + host);
            }));
        stream_.handshake(host, std::string(kSocketPath));
        stream_.binary(true);
        v1::ClientMessage message;
        message.mutable_hello()->set_format(1);
        message.mutable_hello()->set_code(code);
        say(message);
    }

    /// Why it was refused; empty when it was not.
    std::string order(v1::RunOrder::Kind kind, std::uint32_t speed) {
        v1::ClientMessage message;
        v1::ExerciseInput& input = *message.mutable_input();
        const std::string id = fmt::format("load {}", v1::RunOrder::Kind_Name(kind));
        input.set_id(id);
        input.mutable_run()->set_kind(kind);
        input.mutable_run()->set_speed(speed);
        say(message);
        while (true) {
            v1::ServerMessage told;
            const std::size_t length = stream_.read(heard_);
            const bool is_good =
                told.ParseFromArray(heard_.data().data(), static_cast<int>(length));
            heard_.consume(length);
            if (!is_good || told.has_goodbye()) {
                return "the controller was not let in";
            }
            if (told.has_answer() && told.answer().id() == id) {
                return told.answer().accepted() ? std::string() : told.answer().reason();
            }
        }
    }

    /// From here on what comes is read and left.
    void look_on() {
        stream_.async_read(heard_,
                           [self = shared_from_this()](const auto& error, std::size_t length) {
                               if (!error) {
                                   self->heard_.consume(length);
                                   self->look_on();
                               }
                           });
    }

private:
    void say(const v1::ClientMessage& message) {
        stream_.write(boost::asio::buffer(message.SerializeAsString()));
    }

    websocket::stream<tcp::socket, false> stream_;
    boost::beast::flat_buffer heard_;
};

LoadController::LoadController(boost::asio::io_context& io,
                               std::uint16_t port,
                               const std::string& code)
    : socket_(std::make_shared<Socket>(io, port, code)) {}

LoadController::~LoadController() = default;

std::string LoadController::start(std::uint32_t speed) {
    for (const auto kind :
         {v1::RunOrder::OPEN_LOBBY, v1::RunOrder::START, v1::RunOrder::SET_SPEED}) {
        if (const std::string wrong = socket_->order(kind, speed); !wrong.empty()) {
            return fmt::format("{}: {}", v1::RunOrder::Kind_Name(kind), wrong);
        }
    }
    socket_->look_on();
    return {};
}

}  // namespace fcr
