#include "sim/live/listening_address.hpp"

#include "sim/live/allowed_hosts.hpp"

#include <boost/asio/ip/address_v4.hpp>
#include <boost/asio/ip/address_v6.hpp>
#include <fmt/format.h>

namespace fcr {
namespace {

using boost::asio::ip::address;
using boost::asio::ip::address_v4;
using boost::asio::ip::address_v6;

tl::unexpected<ServerFault> fault(ServerFault::Kind kind, std::string message) {
    return tl::unexpected(ServerFault{kind, std::move(message)});
}

}  // namespace

tl::expected<std::vector<address>, ServerFault> listening_addresses(const ServerOptions& options) {
    using Kind = ServerFault::Kind;
    for (const std::string& name : options.host_names) {
        if (!is_host_name(name)) {
            return fault(Kind::BadOptions,
                         fmt::format("host name \"{}\": must be small letters, digits, hyphens and "
                                     "dots, without a port",
                                     name));
        }
    }
    if (options.certificate_file.empty() != options.key_file.empty()) {
        return fault(Kind::BadOptions, "a certificate and its key are given together, or neither");
    }
    if (options.address.empty()) {
        return std::vector<address>{address_v4::loopback(), address_v6::loopback()};
    }
    boost::system::error_code error;
    const address one = boost::asio::ip::make_address(options.address, error);
    if (error) {
        return fault(Kind::BadOptions,
                     fmt::format("address \"{}\": must be an IP address, such as 192.0.2.10; a "
                                 "name that browsers use is a host name",
                                 options.address));
    }
    if (!one.is_loopback() && options.certificate_file.empty()) {
        return fault(Kind::Unsafe,
                     fmt::format("address {}: other machines can reach it, so a certificate and "
                                 "its key are needed; without them a server listens on 127.0.0.1 "
                                 "and ::1 alone",
                                 options.address));
    }
    return std::vector<address>{one};
}

std::string host_of(const address& address) {
    return address.is_v6() ? fmt::format("[{}]", address.to_string()) : address.to_string();
}

std::vector<std::string> called_names(const std::vector<address>& addresses,
                                      std::vector<std::string> host_names) {
    for (const address& address : addresses) {
        host_names.push_back(host_of(address));
    }
    host_names.insert(host_names.end(), {"localhost", "127.0.0.1", "[::1]"});
    return host_names;
}

}  // namespace fcr
