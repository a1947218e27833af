#include "tools/benchmarks/load_client.hpp"

#include "proto/fcr/v1/live.pb.h"
#include "sim/live/server.hpp"

#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/beast/core/flat_buffer.hpp>
#include <boost/beast/http/status.hpp>
#include <boost/beast/websocket/stream.hpp>
#include <fmt/format.h>

#include <algorithm>
#include <optional>
#include <utility>

namespace fcr {
namespace {

namespace asio = boost::asio;
namespace websocket = boost::beast::websocket;
using asio::ip::tcp;
using Error = boost::system::error_code;

/// So many handshakes are on their way at once.
constexpr std::size_t kOpeningMax = 50;
/// Between two states.
constexpr std::int64_t kEvents = 10;

std::int64_t wall_us() {
    return std::chrono::duration_cast<std::chrono::microseconds>(
               std::chrono::system_clock::now().time_since_epoch())
        .count();
}

std::uint32_t passed(std::int64_t since_us, std::int64_t now_us) {
    return static_cast<std::uint32_t>(std::clamp<std::int64_t>(now_us - since_us, 0, UINT32_MAX));
}

std::string hello() {
    v1::ClientMessage message;
    message.mutable_hello()->set_format(1);
    message.mutable_hello()->set_wall(true);
    return message.SerializeAsString();
}

}  // namespace

void LoadNotes::clear() {
    state_to_receipt.clear();
    event_to_receipt.clear();
    bytes = 0;
    lost = 0;
    first_now = 0;
    last_now = 0;
    connected_max = 0;
}

class LoadClients::Group {
public:
    class Client;

    Group(asio::io_context& loop, std::uint16_t port)
        : io(loop),
          server(asio::ip::address_v4::loopback(), port),
          host(fmt::format("127.0.0.1:{}", port)) {}

    void open_more();

    asio::io_context& io;
    tcp::endpoint server;
    std::string host;
    std::string first_message = hello();
    v1::ServerMessage message;  ///< read into by one client after another
    std::vector<std::shared_ptr<Client>> clients;
    std::size_t to_open = 0;
    std::size_t opening = 0;
    std::size_t joined = 0;
    std::size_t refused = 0;
    std::size_t resumed = 0;
    std::int64_t read_again_us = 0;  ///< when they were told to
    unsigned refusal_status = 0;
    Refusals refusals;
    LoadNotes notes;
};

class LoadClients::Group::Client : public std::enable_shared_from_this<Client> {
public:
    explicit Client(Group& group) : group_(group), waiting_(group.io) {}

    /// Opens after this time, and as long after each refusal again.
    void press(std::chrono::milliseconds first, std::chrono::milliseconds again) {
        again_ = again;
        open_after(first);
    }

    void open() {
        ++group_.opening;
        socket_ = std::make_unique<websocket::stream<tcp::socket, false>>(group_.io);
        heard_.clear();
        before_us_ = 0;
        socket_->next_layer().async_connect(group_.server,
                                            [self = this->shared_from_this()](Error error) {
                                                error ? self->opened(error) : self->shake_hands();
                                            });
    }

    void stop_reading() {
        reads_ = false;
        has_stopped_ = true;
    }

    void read_again() {
        reads_ = true;
        if (waits_) {
            waits_ = false;
            read();
        }
    }

    /// Leaves without a word.
    void leave() {
        has_left_ = true;
        waiting_.cancel();
        if (socket_) {
            Error ignored;
            socket_->next_layer().close(ignored);
        }
    }

private:
    void open_after(std::chrono::milliseconds time) {
        waiting_.expires_after(time);
        waiting_.async_wait([self = this->shared_from_this()](Error error) {
            if (!error && !self->has_left_) {
                self->open();
            }
        });
    }

    void count_refusal(const Error& error) {
        ++group_.refused;
        if (error != websocket::error::upgrade_declined) {
            ++group_.refusals.unanswered;
            return;
        }
        group_.refusal_status = response_.result_int();
        const bool full = response_.result() == boost::beast::http::status::service_unavailable;
        ++(full ? group_.refusals.full : group_.refusals.others);
    }

    void shake_hands() {
        Error ignored;
        socket_->next_layer().set_option(tcp::no_delay(true), ignored);
        socket_->set_option(
            websocket::stream_base::decorator([this](websocket::request_type& request) {
                request.set(boost::beast::http::field::origin, "http://" + group_.host);
            }));
        socket_->read_message_max(16 << 20);
        socket_->async_handshake(
            response_,
            group_.host,
            std::string(kSocketPath),
            [self = this->shared_from_this()](Error error) { self->opened(error); });
    }

    void opened(const Error& error) {
        --group_.opening;
        if (has_left_) {
            return;
        }
        if (error) {
            count_refusal(error);
            if (again_) {
                open_after(*again_);
            }
        } else {
            socket_->binary(true);
            socket_->async_write(asio::buffer(group_.first_message),
                                 [self = this->shared_from_this()](Error, std::size_t) {});
            read();
        }
        group_.open_more();
    }

    void read() {
        if (!reads_) {
            waits_ = true;
            return;
        }
        socket_->async_read(heard_,
                            [self = this->shared_from_this()](Error error, std::size_t length) {
                                error ? self->lost() : self->heard(length);
                            });
    }

    void heard(std::size_t length) {
        const std::int64_t now_us = wall_us();
        const auto bytes = heard_.data();
        v1::ServerMessage& message = group_.message;
        if (again_ && length > 0) {  // who presses in makes no notes
            group_.joined += std::exchange(has_joined_, true) ? 0 : 1;
        } else if (message.ParseFromArray(bytes.data(), static_cast<int>(bytes.size())) &&
                   message.has_state()) {
            LoadNotes& notes = group_.notes;
            notes.last_now = std::max(notes.last_now, message.state().now_us());
            notes.first_now = notes.first_now == 0 ? notes.last_now : notes.first_now;
            notes.connected_max = std::max(notes.connected_max, message.state().connected());
            state_came(message.state().wall_us(), now_us, length);
        }
        heard_.consume(heard_.size());
        read();
    }

    void state_came(std::int64_t made_us, std::int64_t now_us, std::size_t length) {
        if (!std::exchange(has_joined_, true)) {
            ++group_.joined;
        }
        if (has_stopped_) {
            // What had been sent before it read again may still come.
            if (reads_ && made_us >= group_.read_again_us && !std::exchange(has_resumed_, true)) {
                ++group_.resumed;
            }
            return;
        }
        group_.notes.state_to_receipt.push_back(passed(made_us, now_us));
        if (before_us_ != 0) {
            for (std::int64_t half = 1; half < 2 * kEvents; half += 2) {
                const std::int64_t event_us =
                    before_us_ + (made_us - before_us_) * half / (2 * kEvents);
                group_.notes.event_to_receipt.push_back(passed(event_us, now_us));
            }
        }
        group_.notes.bytes += length;
        before_us_ = made_us;
    }

    void lost() {
        if (has_left_) {
            return;
        }
        if (has_stopped_) {
            open();  // as a browser would
        } else {
            ++group_.notes.lost;
        }
    }

    Group& group_;
    asio::steady_timer waiting_;
    std::optional<std::chrono::milliseconds> again_;  ///< tries again so long after a refusal
    bool has_left_ = false;
    std::unique_ptr<websocket::stream<tcp::socket, false>> socket_;
    websocket::response_type response_;
    boost::beast::flat_buffer heard_;
    bool reads_ = true;
    bool waits_ = false;  ///< to be told to read
    bool has_stopped_ = false;
    bool has_joined_ = false;
    bool has_resumed_ = false;
    std::int64_t before_us_ = 0;  ///< when the state before was made
};

void LoadClients::Group::open_more() {
    while (to_open > 0 && opening < kOpeningMax) {
        --to_open;
        clients.push_back(std::make_shared<Client>(*this));
        clients.back()->open();
    }
}

LoadClients::LoadClients(asio::io_context& io, std::uint16_t port)
    : group_(std::make_unique<Group>(io, port)) {}

LoadClients::~LoadClients() {
    // What is pending ends with an error and needs the group: it is run before that goes.
    for (const auto& client : group_->clients) {
        client->leave();
    }
    group_->io.restart();
    group_->io.poll();
}

void LoadClients::open(std::size_t count) {
    group_->to_open += count;
    group_->open_more();
}

void LoadClients::press(std::size_t count, std::chrono::milliseconds again) {
    for (std::size_t client = 0; client < count; ++client) {
        group_->clients.push_back(std::make_shared<Group::Client>(*group_));
        group_->clients.back()->press(again * client / count, again);
    }
}

std::size_t LoadClients::joined() const {
    return group_->joined;
}

std::size_t LoadClients::refused() const {
    return group_->refused;
}

unsigned LoadClients::refusal_status() const {
    return group_->refusal_status;
}

void LoadClients::stop_reading(std::size_t count) {
    for (std::size_t i = 0; i < count; ++i) {
        group_->clients[i]->stop_reading();
    }
}

void LoadClients::read_again() {
    group_->read_again_us = wall_us();
    for (const auto& client : group_->clients) {
        client->read_again();
    }
}

std::size_t LoadClients::resumed() const {
    return group_->resumed;
}

const LoadClients::Refusals& LoadClients::refusals() const {
    return group_->refusals;
}

LoadNotes& LoadClients::notes() {
    return group_->notes;
}

}  // namespace fcr
