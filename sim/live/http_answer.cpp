#include "sim/live/http_answer.hpp"

#include "sim/live/server_core.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace fcr {
namespace {

namespace http = boost::beast::http;
using http::field;
using http::status;
using http::verb;
using Request = http::request<http::empty_body>;

constexpr std::size_t kDownloadIdMax = 64;

bool is_file_name(std::string_view name) {
    const auto is_good = [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
               c == '-' || c == '_' || c == '.';
    };
    return !name.empty() && std::ranges::all_of(name, is_good);
}

bool is_download_id(std::string_view id) {
    return id.size() <= kDownloadIdMax && is_file_name(id) && id.find('.') == id.npos;
}

/// The one value of a header; empty when it is missing or there are several.
std::optional<std::string_view> only_value(const Request& request, field name) {
    const auto [first, last] = request.equal_range(name);
    if (first == last || std::next(first) != last) {
        return std::nullopt;
    }
    return std::string_view(first->value().data(), first->value().size());
}

/// Other pages and other names are refused before anything else is looked at.
std::optional<HttpAnswer> refuse_stranger(const RequestView& view, const ServerCore& core) {
    const std::optional<std::string_view> host = only_value(view.request, field::host);
    if (!host || !core.hosts.is_host(*host)) {
        return refusal(status::forbidden, "this server is not called by that Host");
    }
    // A browser leaves Origin out when a person opens a page, never when a page opens a socket.
    const bool has_origin = view.request.count(field::origin) > 0;
    if (has_origin || view.wants_socket) {
        const std::optional<std::string_view> origin = only_value(view.request, field::origin);
        if (!origin || !core.hosts.is_origin(*origin)) {
            return refusal(status::forbidden, "pages of that Origin may not use this server");
        }
    }
    return std::nullopt;
}

std::optional<HttpAnswer> refuse_form(const RequestView& view) {
    if (view.request.method() != verb::get && view.request.method() != verb::head) {
        HttpAnswer answer = refusal(status::method_not_allowed, "only GET and HEAD are answered");
        answer.headers.emplace_back("Allow", "GET, HEAD");
        return answer;
    }
    if (view.has_body) {
        return refusal(status::bad_request, "a request has no body here");
    }
    if (view.request.version() != 10 && view.request.version() != 11) {
        return refusal(status::http_version_not_supported, "HTTP/1.1 is spoken here");
    }
    return std::nullopt;
}

std::optional<HttpAnswer> answer_socket(const RequestView& view, const ServerCore& core) {
    if (!view.wants_socket) {
        HttpAnswer answer = refusal(status::upgrade_required, "a WebSocket is opened here");
        answer.headers.emplace_back("Upgrade", "websocket");
        return answer;
    }
    if (view.has_more) {
        return refusal(status::bad_request, "frames were sent before the socket was open");
    }
    if (core.clients_taken >= core.limits.clients_max) {
        HttpAnswer answer = refusal(status::service_unavailable, "every place is taken");
        answer.headers.emplace_back("Retry-After", "10");
        return answer;
    }
    return std::nullopt;
}

HttpAnswer not_found() {
    return refusal(status::not_found, "there is no such page");
}

HttpAnswer answer_download(std::string_view id, const RequestView& view, const ServerCore& core) {
    if (!is_download_id(id)) {
        return not_found();
    }
    // An id is good for once, so that looking at it would use it up.
    if (view.request.method() == verb::head) {
        HttpAnswer answer = refusal(status::method_not_allowed, "a download is only given by GET");
        answer.headers.emplace_back("Allow", "GET");
        return answer;
    }
    std::optional<Download> download = core.events->download(id);
    if (!download || !is_file_name(download->file_name)) {
        return not_found();
    }
    HttpAnswer answer;
    answer.headers.emplace_back("Content-Type", std::move(download->content_type));
    answer.headers.emplace_back("Content-Disposition",
                                fmt::format("attachment; filename=\"{}\"", download->file_name));
    answer.headers.emplace_back("Cache-Control", "no-store");
    answer.download = std::move(download->bytes);
    return answer;
}

HttpAnswer answer_file(const ServedFile& file) {
    HttpAnswer answer;
    answer.headers.emplace_back("Content-Type", file.content_type);
    answer.headers.emplace_back("Cache-Control",
                                file.never_changes ? "max-age=31536000, immutable" : "no-store");
    answer.page = file.bytes;
    return answer;
}

}  // namespace

std::optional<HttpAnswer> answer_to(const RequestView& view, ServerCore& core) {
    if (core.stopping) {
        return refusal(status::service_unavailable, "the exercise is being closed");
    }
    if (auto answer = refuse_stranger(view, core)) {
        return answer;
    }
    if (auto answer = refuse_form(view)) {
        return answer;
    }
    // The target is compared as it came, so that no spelling of another path means anything.
    const std::string_view target(view.request.target().data(), view.request.target().size());
    if (target == kSocketPath) {
        return answer_socket(view, core);
    }
    if (view.wants_socket) {
        return not_found();
    }
    if (target.starts_with(kDownloadPath)) {
        return answer_download(target.substr(kDownloadPath.size()), view, core);
    }
    const auto file = core.files.find(target);
    return file == core.files.end() ? not_found() : answer_file(file->second);
}

HttpAnswer refusal(status code, std::string_view why) {
    HttpAnswer answer;
    answer.status = code;
    answer.headers.emplace_back("Content-Type", "text/plain; charset=utf-8");
    answer.headers.emplace_back("Cache-Control", "no-store");
    answer.page = why;
    // Who asks for a page that is not there may ask for others; the rest have done something wrong.
    answer.keeps_open = code == status::not_found;
    answer.is_refusal = true;
    answer.why = why;
    return answer;
}

}  // namespace fcr
