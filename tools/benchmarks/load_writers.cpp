#include "tools/benchmarks/load_writers.hpp"

#include "proto/fcr/v1/live.pb.h"
#include "sim/live/server.hpp"

#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/beast/core/flat_buffer.hpp>
#include <boost/beast/http/field.hpp>
#include <boost/beast/websocket/stream.hpp>
#include <fmt/format.h>

#include <chrono>
#include <deque>
#include <map>
#include <string_view>
#include <utility>

namespace fcr {
namespace {

namespace asio = boost::asio;
namespace websocket = boost::beast::websocket;
using asio::ip::tcp;
using Clock = std::chrono::steady_clock;
using Error = boost::system::error_code;

/// Where the server does not say when to come back.
constexpr std::chrono::duration<double> kAgain{1.0};

/// How a welcome, an answer and a goodbye begin: a field's number and that it has a length.
constexpr std::string_view kLookedAt = "\x0a\x2a\x32";

Clock::duration rounded(std::chrono::duration<double> time) {
    return std::chrono::duration_cast<Clock::duration>(time);
}

}  // namespace

class LoadWriters::Group {
public:
    class Writer;

    Group(asio::io_context& loop, std::uint16_t port, std::string the_code)
        : io(loop),
          server(asio::ip::address_v4::loopback(), port),
          host(fmt::format("127.0.0.1:{}", port)),
          code(std::move(the_code)) {}

    asio::io_context& io;
    tcp::endpoint server;
    std::string host;
    std::string code;
    std::vector<std::shared_ptr<Writer>> writers;
    std::size_t joined = 0;
    std::chrono::duration<double> each{0.0};  ///< between two notes of a seat; 0: none are written
    WriterNotes notes;
};

class LoadWriters::Group::Writer : public std::enable_shared_from_this<Writer> {
public:
    Writer(Group& group, std::size_t number)
        : group_(group), number_(number), writing_(group.io), opening_(group.io) {}

    void open() {
        socket_ = std::make_unique<websocket::stream<tcp::socket, false>>(group_.io);
        heard_.clear();
        to_send_.clear();
        unanswered_.clear();
        retry_ = kAgain;
        is_sending_ = false;
        socket_->next_layer().async_connect(
            group_.server,
            [self = this->shared_from_this()](Error error) { self->connected(error); });
    }

    /// The first of its notes after a part of the time between two, so that not all write at once.
    void write_on() {
        const double part = static_cast<double>(number_ % group_.writers.size()) /
                            static_cast<double>(group_.writers.size());
        write_after(group_.each * part);
    }

    void leave() {
        has_left_ = true;
        writing_.cancel();
        opening_.cancel();
        if (socket_) {
            Error ignored;
            socket_->next_layer().close(ignored);
        }
    }

private:
    void connected(const Error& error) {
        if (error) {
            open_again();
            return;
        }
        Error ignored;
        socket_->next_layer().set_option(tcp::no_delay(true), ignored);
        socket_->set_option(
            websocket::stream_base::decorator([this](websocket::request_type& request) {
                request.set(boost::beast::http::field::origin, "http://" + group_.host);
            }));
        socket_->read_message_max(16 << 20);
        socket_->binary(true);
        socket_->async_handshake(
            group_.host, std::string(kSocketPath), [self = this->shared_from_this()](Error failed) {
                self->opened(failed);
            });
    }

    void opened(const Error& error) {
        if (error) {
            open_again();
            return;
        }
        v1::ClientMessage message;
        message.mutable_hello()->set_format(1);
        if (token_.empty()) {
            message.mutable_hello()->set_code(group_.code);
        } else {
            message.mutable_hello()->set_token(token_);
        }
        say(message);
        read();
    }

    void read() {
        socket_->async_read(heard_,
                            [self = this->shared_from_this()](Error error, std::size_t length) {
                                error ? self->lost() : self->heard(length);
                            });
    }

    void heard(std::size_t length) {
        v1::ServerMessage message;
        const auto* const bytes = static_cast<const char*>(heard_.data().data());
        // States and feeds are many and nothing of them is looked at.
        if (length > 0 && kLookedAt.find(*bytes) != kLookedAt.npos &&
            message.ParseFromArray(bytes, static_cast<int>(length))) {
            if (message.has_welcome()) {
                token_ = message.welcome().token().empty() ? token_ : message.welcome().token();
                is_in_ = true;
                ++group_.joined;
            } else if (message.has_answer()) {
                answered(message.answer());
            } else if (message.has_goodbye()) {
                ++group_.notes.sent_away;
                retry_ =
                    std::max(retry_, std::chrono::duration<double>(message.goodbye().retry_s()));
            }
        }
        heard_.consume(heard_.size());
        read();
    }

    void answered(const v1::InputAnswer& answer) {
        const auto found = unanswered_.find(answer.id());
        if (found == unanswered_.end()) {
            return;
        }
        if (answer.accepted()) {
            group_.notes.written_to_answer.push_back(static_cast<std::uint32_t>(
                std::chrono::duration_cast<std::chrono::microseconds>(Clock::now() - found->second)
                    .count()));
        } else {
            ++group_.notes.refused;
        }
        unanswered_.erase(found);
    }

    void write_after(std::chrono::duration<double> time) {
        writing_.expires_after(rounded(time));
        writing_.async_wait([self = this->shared_from_this()](Error error) {
            if (!error && !self->has_left_ && self->group_.each.count() > 0.0) {
                self->write();
                self->write_after(self->group_.each);
            }
        });
    }

    void write() {
        if (!is_in_) {
            return;
        }
        v1::ClientMessage message;
        const std::string id = fmt::format("n{}", ++written_);
        message.mutable_input()->set_id(id);
        message.mutable_input()->mutable_note()->set_text("seen");
        unanswered_[id] = Clock::now();
        say(message);
    }

    void say(const v1::ClientMessage& message) {
        to_send_.push_back(message.SerializeAsString());
        send();
    }

    void send() {
        if (is_sending_ || to_send_.empty()) {
            return;
        }
        is_sending_ = true;
        sending_ = std::move(to_send_.front());
        to_send_.pop_front();
        socket_->async_write(asio::buffer(sending_),
                             [self = this->shared_from_this()](Error error, std::size_t) {
                                 if (!error) {
                                     self->is_sending_ = false;
                                     self->send();
                                 }
                             });
    }

    void lost() {
        if (is_in_) {
            is_in_ = false;
            --group_.joined;
            group_.notes.lost += retry_ == kAgain ? 1 : 0;
        }
        open_again();
    }

    void open_again() {
        if (has_left_) {
            return;
        }
        opening_.expires_after(rounded(retry_));
        opening_.async_wait([self = this->shared_from_this()](Error error) {
            if (!error && !self->has_left_) {
                self->open();
            }
        });
    }

    Group& group_;
    std::size_t number_;
    asio::steady_timer writing_;
    asio::steady_timer opening_;
    std::unique_ptr<websocket::stream<tcp::socket, false>> socket_;
    boost::beast::flat_buffer heard_;
    std::deque<std::string> to_send_;
    std::string sending_;
    bool is_sending_ = false;
    bool is_in_ = false;
    bool has_left_ = false;
    std::string token_;
    std::chrono::duration<double> retry_ = kAgain;  ///< longer once the server has said so
    std::map<std::string, Clock::time_point> unanswered_;
    std::uint64_t written_ = 0;
};

LoadWriters::LoadWriters(asio::io_context& io, std::uint16_t port, std::string code)
    : group_(std::make_unique<Group>(io, port, std::move(code))) {}

LoadWriters::~LoadWriters() {
    for (const auto& writer : group_->writers) {
        writer->leave();
    }
    group_->io.restart();
    group_->io.poll();
}

void LoadWriters::open(std::size_t seats) {
    for (std::size_t number = 0; number < seats; ++number) {
        group_->writers.push_back(std::make_shared<Group::Writer>(*group_, number));
        group_->writers.back()->open();
    }
}

std::size_t LoadWriters::joined() const {
    return group_->joined;
}

void LoadWriters::write(double per_second) {
    group_->each = std::chrono::duration<double>(
        per_second > 0.0 ? static_cast<double>(group_->writers.size()) / per_second : 0.0);
    for (const auto& writer : group_->writers) {
        writer->write_on();
    }
}

WriterNotes& LoadWriters::notes() {
    return group_->notes;
}

}  // namespace fcr
