// A TCP connection, with TLS or without, as one stream of bytes.
#pragma once

#include "sim/live/address_places.hpp"
#include "sim/live/frame_meter.hpp"

#include <boost/asio/associator.hpp>
#include <boost/asio/buffer.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/ssl/stream.hpp>
#include <boost/beast/core/error.hpp>
#include <boost/beast/websocket/teardown.hpp>

#include <algorithm>
#include <array>
#include <chrono>
#include <functional>
#include <optional>
#include <span>
#include <utility>

namespace fcr {

/// A handler before which `note` is told how many bytes there were.
template <typename Note, typename Handler>
struct Noting {
    Note note;
    Handler handler;

    void operator()(boost::beast::error_code error, std::size_t length) {
        if (length > 0) {
            note(length);
        }
        handler(error, length);
    }
};

/// What Beast reads from and writes to, so that it is compiled once for both kinds of connection.
/// Notes when bytes came and went, and counts the frames in what comes once it is told to.
class Wire {
public:
    using Socket = boost::asio::ip::tcp::socket;
    using executor_type = Socket::executor_type;
    using Error = boost::beast::error_code;
    using Clock = std::chrono::steady_clock;

    /// With `tls` the peer must shake hands first.
    Wire(Socket socket, boost::asio::ssl::context* tls, AddressPlaces::Place place)
        : socket_(std::move(socket)), place_(std::move(place)), moved_(Clock::now()) {
        if (tls != nullptr) {
            tls_.emplace(socket_, *tls);
        }
    }
    Wire(const Wire&) = delete;
    Wire& operator=(const Wire&) = delete;

    executor_type get_executor() { return socket_.get_executor(); }
    [[nodiscard]] const std::string& address() const { return place_.address(); }
    [[nodiscard]] bool is_secure() const { return tls_.has_value(); }

    template <typename Handler>
    void async_handshake(Handler&& handler) {
        tls_->async_handshake(boost::asio::ssl::stream_base::server,
                              std::forward<Handler>(handler));
    }

    template <typename Buffers, typename Handler>
    void async_read_some(const Buffers& buffers, Handler&& handler) {
        Noting<Reading<Buffers>, std::decay_t<Handler>> noting{{this, buffers},
                                                               std::forward<Handler>(handler)};
        if (tls_) {
            tls_->async_read_some(buffers, std::move(noting));
        } else {
            socket_.async_read_some(buffers, std::move(noting));
        }
    }

    template <typename Buffers, typename Handler>
    void async_write_some(const Buffers& buffers, Handler&& handler) {
        Noting<Writing, std::decay_t<Handler>> noting{{this}, std::forward<Handler>(handler)};
        if (tls_) {
            tls_->async_write_some(buffers, std::move(noting));
        } else {
            socket_.async_write_some(buffers, std::move(noting));
        }
    }

    /// From the next byte on what comes are frames. When they are too many, `too_many` is told
    /// before anybody reads them.
    void meter_frames(FrameMeter::Limits limits,
                      std::function<void(FrameMeter::Verdict)> too_many) {
        meter_.emplace(limits, Clock::now());
        too_many_ = std::move(too_many);
    }
    /// Since when an unfinished message has been coming; `now` when none is.
    [[nodiscard]] Clock::time_point unfinished_since(Clock::time_point now) const {
        return meter_ ? meter_->unfinished_since(now) : now;
    }

    /// When bytes came last, and when any came or went; at first when the connection was made.
    [[nodiscard]] Clock::time_point heard() const { return heard_; }
    [[nodiscard]] Clock::time_point moved() const { return moved_; }

    /// Closes at once; what is pending ends with an error.
    void cut() {
        Error ignored;
        socket_.close(ignored);
    }

    /// Says that nothing more will be sent and reads, to no end, what the peer still sends until it
    /// closes too: closing with bytes unread would take from the peer what it was sent last.
    /// Whoever owns the wire cuts it when that takes too long.
    template <typename Handler>
    void async_linger(Handler handler) {
        lingering_since_ = Clock::now();
        if (tls_) {
            tls_->async_shutdown(
                [this, handler = std::move(handler)](Error) mutable { drain(std::move(handler)); });
        } else {
            drain(std::move(handler));
        }
    }
    [[nodiscard]] std::optional<Clock::time_point> lingering_since() const {
        return lingering_since_;
    }

    // What Beast calls to end a WebSocket.
    template <typename Handler>
    friend void async_teardown(boost::beast::role_type, Wire& wire, Handler&& handler) {
        wire.async_linger(std::forward<Handler>(handler));
    }
    friend void beast_close_socket(Wire& wire) { wire.cut(); }

private:
    template <typename Buffers>
    struct Reading {
        Wire* wire;
        Buffers buffers;
        void operator()(std::size_t length) { wire->heard_some(buffers, length); }
    };
    struct Writing {
        Wire* wire;
        void operator()(std::size_t) { wire->moved_ = Clock::now(); }
    };

    template <typename Buffers>
    void heard_some(const Buffers& buffers, std::size_t length) {
        heard_ = moved_ = Clock::now();
        if (!meter_) {
            return;
        }
        for (auto buffer = boost::asio::buffer_sequence_begin(buffers);
             buffer != boost::asio::buffer_sequence_end(buffers) && length > 0;
             ++buffer) {
            const boost::asio::const_buffer piece{*buffer};
            const std::size_t taken = std::min(length, piece.size());
            const FrameMeter::Verdict verdict =
                meter_->take({static_cast<const unsigned char*>(piece.data()), taken}, moved_);
            if (verdict != FrameMeter::Verdict::Fine) {
                meter_.reset();
                too_many_(verdict);
                return;
            }
            length -= taken;
        }
    }

    template <typename Handler>
    void drain(Handler handler) {
        Error error;
        socket_.shutdown(Socket::shutdown_send, error);
        drain_more(std::move(handler));
    }

    template <typename Handler>
    void drain_more(Handler handler) {
        socket_.async_read_some(
            boost::asio::buffer(drained_),
            [this, handler = std::move(handler)](Error error, std::size_t) mutable {
                if (error) {
                    cut();
                    handler(Error{});
                } else {
                    drain_more(std::move(handler));
                }
            });
    }

    Socket socket_;
    std::optional<boost::asio::ssl::stream<Socket&>> tls_;
    AddressPlaces::Place place_;
    std::optional<FrameMeter> meter_;
    std::function<void(FrameMeter::Verdict)> too_many_;
    Clock::time_point heard_ = Clock::now();
    Clock::time_point moved_;
    std::optional<Clock::time_point> lingering_since_;
    std::array<unsigned char, 2048> drained_;
};

}  // namespace fcr

/// A noting handler runs where its handler would, in its memory.
template <template <typename, typename> class Associator,
          typename Note,
          typename Handler,
          typename Default>
struct boost::asio::associator<Associator, fcr::Noting<Note, Handler>, Default>
    : Associator<Handler, Default> {
    static typename Associator<Handler, Default>::type get(
        const fcr::Noting<Note, Handler>& noting, const Default& fallback = Default()) noexcept {
        return Associator<Handler, Default>::get(noting.handler, fallback);
    }
};
