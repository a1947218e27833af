// Where a server may listen, and what it may then be called.
#pragma once

#include "sim/live/server.hpp"
#include "tl/expected.hpp"

#include <boost/asio/ip/address.hpp>

#include <string>
#include <vector>

namespace fcr {

/// The addresses that the options name; or why the server does not start: an address that others
/// can reach needs a certificate.
[[nodiscard]] tl::expected<std::vector<boost::asio::ip::address>, ServerFault> listening_addresses(
    const ServerOptions& options);

/// How an address is written in a URL.
[[nodiscard]] std::string host_of(const boost::asio::ip::address& address);

/// By which names browsers may call a server that listens there.
[[nodiscard]] std::vector<std::string> called_names(
    const std::vector<boost::asio::ip::address>& addresses, std::vector<std::string> host_names);

}  // namespace fcr
