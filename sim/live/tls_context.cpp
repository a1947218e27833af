#include "sim/live/tls_context.hpp"

#include <fmt/format.h>
#include <openssl/ssl.h>

#include <fstream>

namespace fcr {
namespace {

namespace ssl = boost::asio::ssl;

/// Of TLS 1.2; those of 1.3 are all good.
constexpr const char* kCiphers =
    "ECDHE-ECDSA-AES256-GCM-SHA384:ECDHE-RSA-AES256-GCM-SHA384:"
    "ECDHE-ECDSA-CHACHA20-POLY1305:ECDHE-RSA-CHACHA20-POLY1305:"
    "ECDHE-ECDSA-AES128-GCM-SHA256:ECDHE-RSA-AES128-GCM-SHA256";

bool is_readable(const std::string& file) {
    return std::ifstream(file).good();
}

}  // namespace

tl::expected<std::unique_ptr<ssl::context>, std::string> make_tls_context(
    const std::string& certificate_file, const std::string& key_file) {
    for (const std::string& file : {certificate_file, key_file}) {
        if (!is_readable(file)) {
            return tl::unexpected(fmt::format("{}: cannot be read", file));
        }
    }
    auto context = std::make_unique<ssl::context>(ssl::context::tls_server);
    SSL_CTX* const native = context->native_handle();
    const bool set = SSL_CTX_set_min_proto_version(native, TLS1_2_VERSION) == 1 &&
                     SSL_CTX_set_cipher_list(native, kCiphers) == 1;
    if (!set) {
        return tl::unexpected(std::string("this OpenSSL has no TLS 1.2 with safe ciphers"));
    }
    SSL_CTX_set_options(native,
                        SSL_OP_NO_RENEGOTIATION | SSL_OP_NO_COMPRESSION | SSL_OP_NO_TICKET |
                            SSL_OP_CIPHER_SERVER_PREFERENCE);
    // The option above is heard by TLS 1.2 alone: 1.3 would hand out tickets that name a kept
    // session.
    SSL_CTX_set_num_tickets(native, 0);
    SSL_CTX_set_session_cache_mode(native, SSL_SESS_CACHE_OFF);
    // Two thousand idle clients keep no buffers of their own.
    SSL_CTX_set_mode(native, SSL_MODE_RELEASE_BUFFERS);

    boost::system::error_code error;
    if (context->use_certificate_chain_file(certificate_file, error)) {
        return tl::unexpected(fmt::format(
            "{}: is no certificate in PEM form ({})", certificate_file, error.message()));
    }
    if (context->use_private_key_file(key_file, ssl::context::pem, error)) {
        return tl::unexpected(fmt::format(
            "{}: is not the private key, in PEM form and without a password, of the certificate in "
            "{} ({})",
            key_file,
            certificate_file,
            error.message()));
    }
    return context;
}

}  // namespace fcr
