// By which names a server may be called, and from whose pages.
#pragma once

#include <cstdint>
#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace fcr {

/// An exact list of values of the headers Host and Origin. A page of somebody else has another
/// Origin; a name of somebody else that was made to mean this machine (DNS rebinding) is another
/// Host.
class AllowedHosts {
public:
    struct Options {
        bool tls;
        std::uint16_t port;
        std::vector<std::string> names;  ///< IPv6 addresses in brackets
    };

    explicit AllowedHosts(const Options& options);

    [[nodiscard]] bool is_host(std::string_view value) const { return hosts_.contains(value); }
    [[nodiscard]] bool is_origin(std::string_view value) const { return origins_.contains(value); }

private:
    std::set<std::string, std::less<>> hosts_;
    std::set<std::string, std::less<>> origins_;
};

/// Whether this can be a host name: letters, digits, hyphens and dots.
[[nodiscard]] bool is_host_name(std::string_view name);

}  // namespace fcr
