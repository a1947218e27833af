// Requests for pages and downloads, and the one that becomes a client.
#include "sim/live/connection.hpp"
#include "sim/live/http_answer.hpp"
#include "sim/live/server_core.hpp"

#include <boost/beast/core/flat_buffer.hpp>
#include <boost/beast/http/parser.hpp>
#include <boost/beast/http/read.hpp>
#include <boost/beast/http/span_body.hpp>
#include <boost/beast/http/write.hpp>
#include <boost/beast/websocket/rfc6455.hpp>
#include <fmt/format.h>

#include <optional>
#include <utility>

namespace fcr {
namespace {

namespace http = boost::beast::http;
using Error = boost::beast::error_code;

class HttpConnection final : public Connection,
                             public std::enable_shared_from_this<HttpConnection> {
public:
    HttpConnection(std::shared_ptr<ServerCore> core, std::unique_ptr<Wire> wire)
        : core_(std::move(core)), wire_(std::move(wire)), buffer_(core_->limits.header_bytes_max) {}

    void begin() {
        if (!wire_->is_secure()) {
            read();
            return;
        }
        wire_->async_handshake([self = shared_from_this()](Error error) {
            self->guarded([&] { error ? self->end() : self->read(); });
        });
    }

    void look(Wire::Clock::time_point now) override {
        const ServerLimits& limits = core_->limits;
        switch (phase_) {
            case Phase::Handshake:
                end_when(now - since_ > limits.handshake, "no TLS in time");
                break;
            case Phase::Request:
                // One that asked for a page and is idle since is no offender.
                end_when(now - since_ > limits.header,
                         buffer_.size() > 0 || !served_ ? "no whole request in time" : "");
                break;
            case Phase::Answer:
                end_when(now - wire_->moved() > limits.body, "an answer was not taken in time");
                break;
            case Phase::Farewell:
                end_when(now - *wire_->lingering_since() > limits.farewell, "");
                break;
        }
    }

    void stop() override { cut(); }
    void cut() override { end(); }

private:
    enum class Phase : std::uint8_t { Handshake, Request, Answer, Farewell };
    using Parser = http::request_parser<http::empty_body>;
    using Response = http::response<http::span_body<const char>>;

    /// An exception costs this connection and nothing else.
    template <typename Body>
    void guarded(Body&& body) noexcept {
        try {
            if (!ended_) {
                body();
            }
        } catch (const std::exception&) {
            end();
        }
    }

    void read() {
        phase_ = Phase::Request;
        since_ = Wire::Clock::now();
        parser_.emplace();
        parser_->header_limit(core_->limits.header_bytes_max);
        parser_->body_limit(boost::none);  // none is read, whatever its length
        http::async_read_header(
            *wire_, buffer_, *parser_, [self = shared_from_this()](Error error, std::size_t) {
                self->guarded([&] { error ? self->read_failed(error) : self->requested(); });
            });
    }

    void read_failed(const Error& error) {
        if (error == http::error::header_limit || error == http::error::buffer_overflow) {
            write(refusal(http::status::request_header_fields_too_large,
                          "the headers of the request are too long"));
        } else if (error.category() == http::make_error_code(http::error::bad_method).category() &&
                   error != http::error::end_of_stream && error != http::error::partial_message) {
            write(refusal(http::status::bad_request, "that is no HTTP request"));
        } else {
            end();
        }
    }

    void requested() {
        const UpgradeRequest& request = parser_->get();
        RequestView view{
            .request = request,
            .has_body = parser_->content_length().value_or(0) > 0 || parser_->chunked(),
            .wants_socket = boost::beast::websocket::is_upgrade(request),
            .has_more = buffer_.size() > 0,
        };
        std::optional<HttpAnswer> answer = answer_to(view, *core_);
        if (answer) {
            write(std::move(*answer));
            return;
        }
        const auto self = shared_from_this();
        ended_ = true;
        core_->connections.erase(self);
        begin_client(core_, std::move(wire_), request);
    }

    void write(HttpAnswer answer) {
        phase_ = Phase::Answer;
        if (answer.is_refusal) {
            core_->audit.refused(
                wire_->address(),
                fmt::format(
                    "{} {}", static_cast<unsigned>(answer.status), std::string_view(answer.why)));
        }
        const bool whole = parser_->is_header_done();
        const bool head = whole && parser_->get().method() == http::verb::head;
        answer_ = std::move(answer);
        const std::string_view bytes = answer_.bytes();
        response_.emplace(answer_.status, 11);
        response_->set(http::field::server, "fcrsim");
        for (const HttpHeader& header : kSecurityHeaders) {
            response_->set(header.name, header.value);
        }
        if (wire_->is_secure()) {
            response_->set(kStrictTransport.name, kStrictTransport.value);
        }
        for (const auto& [name, value] : answer_.headers) {
            response_->set(name, value);
        }
        if (!head) {
            response_->body() = {bytes.data(), bytes.size()};
        }
        response_->content_length(bytes.size());
        const bool stays = whole && answer_.keeps_open && parser_->get().keep_alive();
        response_->keep_alive(stays);
        http::async_write(
            *wire_, *response_, [self = shared_from_this(), stays](Error error, std::size_t) {
                self->guarded([&] { self->written(error, stays); });
            });
    }

    void written(const Error& error, bool stays) {
        served_ = true;
        response_.reset();
        answer_ = {};
        if (error) {
            end();
        } else if (stays) {
            read();
        } else {
            wire_->async_linger([self = shared_from_this()](Error) { self->end(); });
            phase_ = Phase::Farewell;
        }
    }

    void end_when(bool overdue, std::string_view why) {
        if (!overdue) {
            return;
        }
        if (!why.empty()) {
            core_->audit.refused(wire_->address(), why);
        }
        end();
    }

    void end() {
        if (!ended_) {
            ended_ = true;
            wire_->cut();
            core_->connections.erase(shared_from_this());
        }
    }

    std::shared_ptr<ServerCore> core_;
    std::unique_ptr<Wire> wire_;  ///< null when a client has it
    bool ended_ = false;
    boost::beast::flat_buffer buffer_;
    Phase phase_ = Phase::Handshake;
    Wire::Clock::time_point since_ = Wire::Clock::now();  ///< of a handshake or a request
    bool served_ = false;
    std::optional<Parser> parser_;
    HttpAnswer answer_;
    std::optional<Response> response_;
};

}  // namespace

void begin_http(std::shared_ptr<ServerCore> core, std::unique_ptr<Wire> wire) {
    const auto connection = std::make_shared<HttpConnection>(core, std::move(wire));
    core->connections.insert(connection);
    connection->begin();
}

}  // namespace fcr
