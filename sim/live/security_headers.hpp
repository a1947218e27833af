// Headers that every answer of a server has.
#pragma once

#include <array>
#include <string_view>

namespace fcr {

struct HttpHeader {
    std::string_view name;
    std::string_view value;
};

/// On every answer, whatever its status (OWASP ASVS 5.0, 3.4).
inline constexpr std::array kSecurityHeaders{
    HttpHeader{"Content-Security-Policy",
               "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; "
               "connect-src 'self'; base-uri 'none'; object-src 'none'; form-action 'none'; "
               "frame-ancestors 'none'"},
    HttpHeader{"X-Content-Type-Options", "nosniff"},
    HttpHeader{"Referrer-Policy", "no-referrer"},
};

/// On every answer over TLS: a year.
inline constexpr HttpHeader kStrictTransport{"Strict-Transport-Security", "max-age=31536000"};

}  // namespace fcr
