// A digest of bytes that come in pieces.
#pragma once

#include <memory>
#include <string>
#include <string_view>

namespace fcr {

/// SHA-256 (FIPS 180-4).
class Sha256 {
public:
    Sha256();
    ~Sha256();

    void update(std::string_view bytes);
    /// 64 hexadecimal digits. The digest is of no use afterwards.
    [[nodiscard]] std::string hex();

private:
    struct Context;
    std::unique_ptr<Context> context_;
};

}  // namespace fcr
