#include "sim/live/client_socket.hpp"

#include "sim/live/security_headers.hpp"
#include "sim/live/server_core.hpp"

#include <boost/asio/post.hpp>
#include <fmt/format.h>

#include <utility>

namespace fcr {
namespace {

namespace websocket = boost::beast::websocket;
namespace http = boost::beast::http;

/// RFC 6455 5.5: a control frame carries 125 bytes, of which the code takes two.
constexpr std::size_t kReasonMax = 123;
/// At most read at once.
constexpr std::size_t kReadBytes = 4096;
/// What a buffer may keep between messages.
constexpr std::size_t kKeptBytes = 2 * kReadBytes;

/// As much of it as fits, in whole characters of UTF-8.
std::string_view fitting(std::string_view text) {
    if (text.size() <= kReasonMax) {
        return text;
    }
    std::size_t length = kReasonMax;
    while (length > 0 && (static_cast<unsigned char>(text[length]) & 0xC0U) == 0x80U) {
        --length;
    }
    return text.substr(0, length);
}

void add_headers(http::fields& fields, bool is_secure) {
    fields.set(http::field::server, "fcrsim");
    for (const HttpHeader& header : kSecurityHeaders) {
        fields.set(header.name, header.value);
    }
    if (is_secure) {
        fields.set(kStrictTransport.name, kStrictTransport.value);
    }
}

}  // namespace

ClientSocket::ClientSocket(std::shared_ptr<ServerCore> core, std::unique_ptr<Wire> wire)
    : core_(std::move(core)),
      wire_(std::move(wire)),
      socket_(std::in_place, *wire_),
      outbox_({.messages_max = core_->limits.owed_messages_max,
               .bytes_max = core_->limits.owed_bytes_max}),
      pinged_(Wire::Clock::now()),
      closing_since_(pinged_) {
    ++core_->clients_taken;
}

ClientSocket::~ClientSocket() {
    if (!ended_) {
        --core_->clients_taken;
    }
}

void ClientSocket::begin(const UpgradeRequest& request) {
    // Times are looked at by `look`, once for all clients.
    socket_->set_option(websocket::stream_base::timeout{
        websocket::stream_base::none(), websocket::stream_base::none(), false});
    socket_->set_option(websocket::stream_base::decorator(
        [is_secure = wire_->is_secure()](websocket::response_type& response) {
            add_headers(response, is_secure);
        }));
    socket_->read_message_max(core_->limits.message_bytes_max);
    socket_->auto_fragment(false);
    socket_->binary(true);
    socket_->async_accept(request, [self = shared_from_this()](Error error) {
        self->guarded([&] { error ? self->end("no WebSocket was agreed") : self->opened(); });
    });
}

void ClientSocket::opened() {
    core_->clients.emplace(core_->next_client, shared_from_this());
    id_ = core_->next_client++;
    const ServerLimits& limits = core_->limits;
    wire_->meter_frames(
        {.fragments_max = limits.fragments_max,
         .controls_burst = limits.controls_burst,
         .controls_per_second = limits.controls_per_second},
        [this](FrameMeter::Verdict verdict) { guarded([&] { too_many(verdict); }); });
    core_->audit.joined(id_, wire_->address());
    core_->events->client_opened(id_, wire_->address());
    read();
}

void ClientSocket::send_state(SharedBytes state) {
    if (!closing_) {
        outbox_.put_state(std::move(state));
        pump();
    }
}

void ClientSocket::send(SharedBytes message) {
    if (closing_) {
        return;
    }
    if (outbox_.put(std::move(message))) {
        pump();
        return;
    }
    outbox_.clear();
    close(CloseCode::TryLater, "too slow: more waits for this client than it may");
}

void ClientSocket::close(CloseCode code, std::string_view reason) {
    if (closing_) {
        return;
    }
    closing_ = true;
    closing_since_ = Wire::Clock::now();
    outbox_.drop_state();
    const std::string_view text = fitting(reason);
    reason_.code = static_cast<std::uint16_t>(code);
    reason_.reason = boost::beast::string_view(text.data(), text.size());
    why_ = reason;
    if (id_ == 0) {
        end(why_);
    } else {
        pump();
    }
}

void ClientSocket::look(Wire::Clock::time_point now) {
    if (ended_) {
        tell_end();
        return;
    }
    guarded([&] {
        const ServerLimits& limits = core_->limits;
        if (id_ == 0) {
            if (now - closing_since_ > limits.handshake) {
                end("no WebSocket in time");
            }
        } else if (closing_ && now - closing_since_ > limits.farewell) {
            end(why_);
        } else if (wire_->lingering_since()) {
            if (now - *wire_->lingering_since() > limits.farewell) {
                end("closed, and stayed");
            }
        } else if (now - wire_->heard() > limits.gone) {
            end("gone: nothing was heard of it");
        } else if (now - wire_->unfinished_since(now) > limits.body) {
            close(CloseCode::Policy, "a message was not whole in time");
        } else {
            ping(now);
        }
    });
}

void ClientSocket::ping(Wire::Clock::time_point now) {
    if (pinging_ || closing_ || now - pinged_ < core_->limits.ping) {
        return;
    }
    pinging_ = true;
    pinged_ = now;
    socket_->async_ping({}, [self = shared_from_this()](Error) { self->pinging_ = false; });
}

void ClientSocket::read() {
    // Piece by piece: when a close comes between the pieces of one message, async_read of a whole
    // message fails an assertion of Beast 1.81.
    socket_->async_read_some(heard_.prepare(kReadBytes),
                             [self = shared_from_this()](Error error, std::size_t length) {
                                 self->reading_ = false;
                                 self->guarded([&] {
                                     self->heard_.commit(length);
                                     error ? self->read_failed(error) : self->heard();
                                 });
                             });
    reading_ = true;
}

void ClientSocket::heard() {
    if (!socket_->got_binary()) {
        close(CloseCode::WrongKind, "messages are binary here");
    }
    if (!socket_->is_message_done()) {
        read();
        return;
    }
    if (!closing_) {
        const auto bytes = heard_.data();
        core_->events->client_said(id_, {static_cast<const char*>(bytes.data()), bytes.size()});
    }
    heard_.consume(heard_.size());
    if (heard_.capacity() > kKeptBytes) {
        heard_.shrink_to_fit();
    }
    read();
}

void ClientSocket::read_failed(const Error& error) {
    if (closing_) {
        end(why_);
    } else if (error == websocket::error::closed) {
        end(fmt::format("left ({})", socket_->reason().code));
    } else if (error == websocket::error::message_too_big) {
        end("a message was too big");
    } else if (error.category() ==
               websocket::make_error_code(websocket::error::closed).category()) {
        end(fmt::format("broke the protocol ({})", error.message()));
    } else {
        end(fmt::format("connection lost ({})", error.message()));
    }
}

void ClientSocket::too_many(FrameMeter::Verdict verdict) {
    outbox_.clear();
    close(
        CloseCode::Policy,
        verdict == FrameMeter::Verdict::TooManyControls ? "too many pings" : "too many fragments");
}

void ClientSocket::pump() {
    if (sending_ != nullptr || close_sent_ || ended_) {
        return;
    }
    if (closing_ && !outbox_.owes()) {
        close_sent_ = true;
        socket_->async_close(reason_,
                             [self = shared_from_this()](Error) { self->end(self->why_); });
        return;
    }
    sending_ = outbox_.next();
    if (sending_ == nullptr) {
        return;
    }
    socket_->async_write(boost::asio::buffer(*sending_),
                         [self = shared_from_this()](Error error, std::size_t) {
                             self->guarded([&] {
                                 self->sending_ = nullptr;
                                 // What is wrong with the connection the read tells.
                                 if (!error) {
                                     self->pump();
                                 }
                             });
                         });
}

template <typename Body>
void ClientSocket::guarded(Body&& body) noexcept {
    try {
        if (!ended_) {
            body();
        }
    } catch (const std::exception&) {
        failed();
    }
}

void ClientSocket::failed() noexcept {
    try {
        core_->audit.failed(fmt::format("client {}: a failure ends its session", id_));
        outbox_.clear();
        close(CloseCode::InternalError, "this server failed");
        if (!reading_ && !ended_) {
            read();
        }
    } catch (const std::exception&) {
        end("a failure");
    }
}

void ClientSocket::end(std::string_view why) noexcept {
    if (ended_) {
        return;
    }
    ended_ = true;
    closing_ = true;
    --core_->clients_taken;
    wire_->cut();
    outbox_.clear();
    try {
        why_ = std::string(why);
        boost::asio::post(wire_->get_executor(), [self = shared_from_this()] { self->tell_end(); });
    } catch (const std::exception&) {
        // The next look tells it.
    }
}

void ClientSocket::tell_end() noexcept {
    if (std::exchange(end_told_, true)) {
        return;
    }
    const auto self = shared_from_this();
    core_->connections.erase(self);
    // One operation of Beast may wait for another that the cut has ended; it goes with the stream,
    // and with it what it holds of this session.
    socket_.reset();
    if (id_ == 0 || core_->clients.erase(id_) == 0) {
        return;
    }
    try {
        core_->audit.left(id_, why_);
        if (core_->events != nullptr) {
            core_->events->client_closed(id_, why_);
        }
    } catch (const std::exception&) {
        // There is no session left that could be ended for it.
    }
}

void begin_client(std::shared_ptr<ServerCore> core,
                  std::unique_ptr<Wire> wire,
                  const UpgradeRequest& request) {
    const auto client = std::make_shared<ClientSocket>(core, std::move(wire));
    core->connections.insert(client);
    client->begin(request);
}

}  // namespace fcr
