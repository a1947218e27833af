#include "sim/live/allowed_hosts.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace fcr {

AllowedHosts::AllowedHosts(const Options& options) {
    const std::string_view scheme = options.tls ? "https" : "http";
    const std::uint16_t usual_port = options.tls ? 443 : 80;
    for (const std::string& name : options.names) {
        std::string host = fmt::format("{}:{}", name, options.port);
        origins_.insert(fmt::format("{}://{}", scheme, host));
        hosts_.insert(std::move(host));
        // Browsers leave the usual port out.
        if (options.port == usual_port) {
            origins_.insert(fmt::format("{}://{}", scheme, name));
            hosts_.insert(name);
        }
    }
}

bool is_host_name(std::string_view name) {
    const auto is_good = [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-' || c == '.';
    };
    return !name.empty() && name.size() <= 253 && std::ranges::all_of(name, is_good);
}

}  // namespace fcr
