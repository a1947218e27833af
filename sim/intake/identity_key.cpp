#include "sim/intake/identity_key.hpp"

#include "sim/base/check.hpp"
#include "sim/scenario/input_file.hpp"

#include <fmt/format.h>
#include <openssl/core_names.h>
#include <openssl/crypto.h>
#include <openssl/evp.h>
#include <openssl/params.h>
#include <openssl/rand.h>

#include <array>
#include <utility>

namespace fcr {

namespace {

constexpr std::size_t kKeyBytes = 16;
constexpr std::size_t kIdBytes = 8;

using FreeMac = decltype(&EVP_MAC_free);
using FreeContext = decltype(&EVP_MAC_CTX_free);

}  // namespace

struct IdentityKey::Context {
    std::unique_ptr<EVP_MAC, FreeMac> mac{EVP_MAC_fetch(nullptr, "SIPHASH", nullptr), EVP_MAC_free};
    std::unique_ptr<EVP_MAC_CTX, FreeContext> state{nullptr, EVP_MAC_CTX_free};
    std::array<unsigned char, kKeyBytes> key{};
    std::array<OSSL_PARAM, 2> parameters{};
    std::size_t size = kIdBytes;

    ~Context() { OPENSSL_cleanse(key.data(), key.size()); }
};

IdentityKey::IdentityKey(std::string_view secret) : context_(std::make_unique<Context>()) {
    // Secrets of any length make a key of 16 bytes: the first of their SHA-256.
    std::array<unsigned char, EVP_MAX_MD_SIZE> digest{};
    FCR_CHECK(EVP_Digest(
                  secret.data(), secret.size(), digest.data(), nullptr, EVP_sha256(), nullptr) == 1,
              "OpenSSL has SHA-256");
    std::copy_n(digest.begin(), kKeyBytes, context_->key.begin());
    OPENSSL_cleanse(digest.data(), digest.size());
    FCR_CHECK(context_->mac != nullptr, "OpenSSL has SipHash");
    context_->state.reset(EVP_MAC_CTX_new(context_->mac.get()));
    context_->parameters = {OSSL_PARAM_construct_size_t(OSSL_MAC_PARAM_SIZE, &context_->size),
                            OSSL_PARAM_construct_end()};
    FCR_CHECK(EVP_MAC_CTX_set_params(context_->state.get(), context_->parameters.data()) == 1,
              "OpenSSL's SipHash has 64 bits");
}

IdentityKey::IdentityKey(IdentityKey&&) noexcept = default;
IdentityKey& IdentityKey::operator=(IdentityKey&&) noexcept = default;
IdentityKey::~IdentityKey() = default;

Result<IdentityKey> IdentityKey::from_file(const std::filesystem::path& file) {
    Result<std::string> bytes = read_input_file(file, kSaltBytesMax);
    if (!bytes) {
        return tl::unexpected(std::move(bytes.error()));
    }
    if (bytes->size() < kSaltBytesMin) {
        return tl::unexpected(Problems{
            {.file = file.string(),
             .field = {},
             .value = fmt::format("{} bytes", bytes->size()),
             .remedy = fmt::format("a salt must have {} to {} bytes that nobody can guess, such as "
                                   "those of `head -c 32 /dev/urandom`",
                                   kSaltBytesMin,
                                   kSaltBytesMax)}});
    }
    IdentityKey key(*bytes);
    OPENSSL_cleanse(bytes->data(), bytes->size());
    return key;
}

IdentityKey IdentityKey::random() {
    std::array<unsigned char, kKeyBytes> secret{};
    FCR_CHECK(RAND_bytes(secret.data(), static_cast<int>(secret.size())) == 1,
              "the machine has random bytes");
    IdentityKey key({reinterpret_cast<const char*>(secret.data()), secret.size()});
    OPENSSL_cleanse(secret.data(), secret.size());
    return key;
}

std::uint64_t IdentityKey::id_of(char kind, std::string_view text) {
    EVP_MAC_CTX* const state = context_->state.get();
    std::array<unsigned char, kIdBytes> bytes{};
    std::size_t size = 0;
    const auto* const kind_byte = reinterpret_cast<const unsigned char*>(&kind);
    const bool done =
        EVP_MAC_init(state, context_->key.data(), kKeyBytes, nullptr) == 1 &&
        EVP_MAC_update(state, kind_byte, 1) == 1 &&
        EVP_MAC_update(state, reinterpret_cast<const unsigned char*>(text.data()), text.size()) ==
            1 &&
        EVP_MAC_final(state, bytes.data(), &size, bytes.size()) == 1;
    FCR_CHECK(done && size == kIdBytes, "OpenSSL makes an id of any text");
    std::uint64_t id = 0;
    for (const unsigned char byte : bytes) {
        id = id << 8U | byte;
    }
    return id;
}

void append_id(std::string& to, std::uint64_t id) {
    constexpr std::string_view kDigits = "0123456789abcdef";
    for (int shift = 60; shift >= 0; shift -= 4) {
        to += kDigits[(id >> static_cast<unsigned>(shift)) & 0xFU];
    }
}

}  // namespace fcr
