#include "sim/hosting/admission.hpp"

#include <algorithm>
#include <array>
#include <cctype>
#include <utility>

namespace fcr {
namespace {

/// Crockford's base 32: no letter looks like a digit.
constexpr std::string_view kLetters = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
constexpr std::size_t kCodeLetters = 10;
constexpr std::size_t kTokenBytes = 16;

JournalDigest sha256_of(std::string_view text) {
    return sha256(std::as_bytes(std::span(text)));
}

/// The code as it was made: capitals, no spaces or dashes.
std::string plain_code(std::string_view code) {
    std::string plain;
    for (const char letter : code) {
        if (std::isalnum(static_cast<unsigned char>(letter)) != 0) {
            plain += static_cast<char>(std::toupper(static_cast<unsigned char>(letter)));
        }
    }
    return plain;
}

/// Takes as long whatever the bytes are.
bool are_equal(const JournalDigest& one, const JournalDigest& other) {
    std::byte difference{0};
    for (std::size_t row = 0; row < one.size(); ++row) {
        difference |= one[row] ^ other[row];
    }
    return difference == std::byte{0};
}

}  // namespace

Admission::Admission(FillRandom fill_random) : fill_random_(std::move(fill_random)) {}

std::string Admission::make_code(Role role, HostTime now) {
    std::erase_if(codes_, [now](const Code& code) { return code.until <= now; });
    if (codes_.size() >= kCodesMax) {
        return {};
    }
    std::array<std::byte, kCodeLetters> random{};
    fill_random_(random);
    std::string code;
    for (const std::byte byte : random) {
        code += kLetters[std::to_integer<std::size_t>(byte) % kLetters.size()];
    }
    codes_.push_back({.sha256 = sha256_of(code), .role = role, .until = now + kCodeLife});
    return code.insert(kCodeLetters / 2, "-");
}

std::optional<Role> Admission::role_of(std::string_view code, HostTime now) const {
    const JournalDigest given = sha256_of(plain_code(code));
    std::optional<Role> role;
    for (const Code& known : codes_) {
        if (are_equal(known.sha256, given) && now < known.until) {
            role = known.role;
        }
    }
    return role;
}

std::string Admission::make_token(const std::string& seat) {
    constexpr std::string_view digits = "0123456789abcdef";
    std::array<std::byte, kTokenBytes> random{};
    fill_random_(random);
    std::string token;
    for (const std::byte byte : random) {
        token += digits[std::to_integer<std::size_t>(byte >> 4U)];
        token += digits[std::to_integer<std::size_t>(byte & std::byte{0xF})];
    }
    know_token(seat, sha256_of(token));
    return token;
}

void Admission::know_token(const std::string& seat, const JournalDigest& sha256) {
    tokens_.insert_or_assign(seat, sha256);
}

const JournalDigest* Admission::token_of(const std::string& seat) const {
    const auto found = tokens_.find(seat);
    return found == tokens_.end() ? nullptr : &found->second;
}

void Admission::forget_token(const std::string& seat) {
    tokens_.erase(seat);
}

std::optional<std::string> Admission::seat_of(std::string_view token) const {
    const JournalDigest given = sha256_of(token);
    std::optional<std::string> seat;
    for (const auto& [owner, known] : tokens_) {
        if (are_equal(known, given)) {
            seat = owner;
        }
    }
    return seat;
}

HostTime Admission::wait_of(const std::string& address, HostTime now) const {
    const auto found = wrong_.find(address);
    return found == wrong_.end() ? HostTime{0}
                                 : std::max(HostTime{0}, found->second.blocked_until - now);
}

void Admission::count_wrong(const std::string& address, HostTime now) {
    constexpr HostTime minute = std::chrono::minutes{1};
    if (wrong_.size() >= kAddressesMax) {
        std::erase_if(wrong_, [now](const auto& entry) {
            return entry.second.blocked_until + kLongestWait < now &&
                   entry.second.since + kLongestWait < now;
        });
    }
    if (wrong_.size() >= kAddressesMax && !wrong_.contains(address)) {
        return;  // fifty random bits are brake enough
    }
    Wrong& wrong = wrong_[address];
    if (now - wrong.since >= minute) {
        wrong.count = 0;
        wrong.since = now;
    }
    if (++wrong.count >= kTries) {
        wrong.count = 0;
        wrong.blocked_until = now + wrong.next_wait;
        wrong.next_wait = std::min(kLongestWait, 2 * wrong.next_wait);
    }
}

}  // namespace fcr
