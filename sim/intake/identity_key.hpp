// Salted ids: what stands in the place of telephone numbers and names.
#pragma once

#include "sim/base/result.hpp"

#include <cstdint>
#include <filesystem>
#include <memory>
#include <string>
#include <string_view>

namespace fcr {

/// A secret by which texts get ids: equal texts of one kind equal ids, and without the secret
/// nobody can try which number has which id. SipHash-2-4 (Aumasson and Bernstein 2012) of OpenSSL,
/// 128 bits of key, 64 of id. The secret is in no output. Not thread-safe.
class IdentityKey {
public:
    static constexpr std::size_t kSaltBytesMin = 16;
    static constexpr std::size_t kSaltBytesMax = 4096;

    /// The key is made of all bytes of the file: the same file gives the same ids in every import.
    [[nodiscard]] static Result<IdentityKey> from_file(const std::filesystem::path& file);
    /// Another one each time, forgotten when the program ends.
    [[nodiscard]] static IdentityKey random();

    IdentityKey(IdentityKey&&) noexcept;
    IdentityKey& operator=(IdentityKey&&) noexcept;
    ~IdentityKey();

    /// The id of a text; the kind keeps a number that calls apart from the same one that answers.
    [[nodiscard]] std::uint64_t id_of(char kind, std::string_view text);

private:
    struct Context;
    explicit IdentityKey(std::string_view secret);
    std::unique_ptr<Context> context_;
};

/// 16 hexadecimal digits.
void append_id(std::string& to, std::uint64_t id);

}  // namespace fcr
