#include "sim/journal/sha256.hpp"

#include "sim/base/check.hpp"

#include <openssl/evp.h>

#include <memory>

namespace fcr {

namespace {

/// One digest after another in one OpenSSL context: to fetch the algorithm for each record would
/// cost more than the record does.
class Hasher {
public:
    Hasher() {
        FCR_CHECK(algorithm_ != nullptr && context_ != nullptr &&
                      EVP_DigestInit_ex2(context_.get(), algorithm_.get(), nullptr) == 1,
                  "OpenSSL has SHA-256");
    }

    JournalDigest digest(std::span<const std::byte> first, std::span<const std::byte> second) {
        JournalDigest result{};
        auto* const to = reinterpret_cast<unsigned char*>(result.data());
        FCR_CHECK(EVP_DigestInit_ex2(context_.get(), nullptr, nullptr) == 1 &&
                      EVP_DigestUpdate(context_.get(), first.data(), first.size()) == 1 &&
                      EVP_DigestUpdate(context_.get(), second.data(), second.size()) == 1 &&
                      EVP_DigestFinal_ex(context_.get(), to, nullptr) == 1,
                  "OpenSSL makes a SHA-256 of any bytes");
        return result;
    }

private:
    std::unique_ptr<EVP_MD, decltype(&EVP_MD_free)> algorithm_{
        EVP_MD_fetch(nullptr, "SHA256", nullptr), EVP_MD_free};
    std::unique_ptr<EVP_MD_CTX, decltype(&EVP_MD_CTX_free)> context_{EVP_MD_CTX_new(),
                                                                     EVP_MD_CTX_free};
};

Hasher& hasher() {
    thread_local Hasher of_thread;
    return of_thread;
}

}  // namespace

JournalDigest sha256(std::span<const std::byte> bytes) {
    return hasher().digest(bytes, {});
}

JournalDigest extended(const JournalDigest& before, std::span<const std::byte> record) {
    return hasher().digest(before, record);
}

std::string to_hex(const JournalDigest& digest) {
    constexpr std::string_view kDigits = "0123456789abcdef";
    std::string hex;
    for (const std::byte byte : digest) {
        hex += kDigits[std::to_integer<std::size_t>(byte >> 4U)];
        hex += kDigits[std::to_integer<std::size_t>(byte & std::byte{0xF})];
    }
    return hex;
}

}  // namespace fcr
