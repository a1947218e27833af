// The certificate of a server and how it speaks TLS.
#pragma once

#include "tl/expected.hpp"

#include <boost/asio/ssl/context.hpp>

#include <memory>
#include <string>

namespace fcr {

/// TLS 1.2 and 1.3, forward secrecy and authenticated ciphers alone, with this certificate (and
/// what leads to its root) and its key, both PEM; or what is wrong with the files.
[[nodiscard]] tl::expected<std::unique_ptr<boost::asio::ssl::context>, std::string>
make_tls_context(const std::string& certificate_file, const std::string& key_file);

}  // namespace fcr
