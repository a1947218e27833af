#include "sim/scenario/sha256.hpp"

#include <fmt/format.h>
#include <openssl/evp.h>

#include <array>

namespace fcr {

struct Sha256::Context {
    std::unique_ptr<EVP_MD_CTX, decltype(&EVP_MD_CTX_free)> digest{EVP_MD_CTX_new(),
                                                                   EVP_MD_CTX_free};
};

Sha256::Sha256() : context_(std::make_unique<Context>()) {
    EVP_DigestInit_ex(context_->digest.get(), EVP_sha256(), nullptr);
}

Sha256::~Sha256() = default;

void Sha256::update(std::string_view bytes) {
    EVP_DigestUpdate(context_->digest.get(), bytes.data(), bytes.size());
}

std::string Sha256::hex() {
    std::array<unsigned char, EVP_MAX_MD_SIZE> bytes{};
    unsigned size = 0;
    EVP_DigestFinal_ex(context_->digest.get(), bytes.data(), &size);
    std::string digits;
    for (unsigned at = 0; at < size; ++at) {
        digits += fmt::format("{:02x}", bytes.at(at));
    }
    return digits;
}

}  // namespace fcr
