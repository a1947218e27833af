// What a server answers to a request: every rule about requests is here.
#pragma once

#include "sim/live/security_headers.hpp"
#include "sim/live/server.hpp"

#include <boost/beast/http/empty_body.hpp>
#include <boost/beast/http/message.hpp>
#include <boost/beast/http/status.hpp>

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace fcr {

struct ServerCore;

struct RequestView {
    const boost::beast::http::request<boost::beast::http::empty_body>& request;
    bool has_body;      ///< told by its headers; none is ever read
    bool wants_socket;  ///< an upgrade to WebSocket
    bool has_more;      ///< bytes after its headers are here
};

struct HttpAnswer {
    boost::beast::http::status status = boost::beast::http::status::ok;
    std::vector<std::pair<std::string_view, std::string>> headers;
    std::string_view page;  ///< bytes that outlive the server
    SharedBytes download;   ///< or bytes held by this
    bool keeps_open = true;
    bool is_refusal = false;
    std::string_view why;  ///< of a refusal, for the log

    [[nodiscard]] std::string_view bytes() const {
        return download != nullptr ? std::string_view(*download) : page;
    }
};

/// Empty when the request is one for a socket, and allowed.
[[nodiscard]] std::optional<HttpAnswer> answer_to(const RequestView& view, ServerCore& core);

/// Tells why and closes.
[[nodiscard]] HttpAnswer refusal(boost::beast::http::status status, std::string_view why);

}  // namespace fcr
