// Who is let in: join codes, tokens to come back with, and a brake on guessing
// (spec/reliability.md 7).
#pragma once

#include "sim/exercise/exercise_plan.hpp"
#include "sim/hosting/host_time.hpp"
#include "sim/journal/sha256.hpp"

#include <cstddef>
#include <cstdint>
#include <functional>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace fcr {

using FillRandom = std::function<void(std::span<std::byte>)>;

/// Codes and tokens are kept as SHA-256 and compared in constant time. Not thread-safe.
class Admission {
public:
    static constexpr HostTime kCodeLife = std::chrono::hours{12};
    static constexpr std::size_t kCodesMax = 256;
    static constexpr std::uint32_t kTries = 5;  ///< wrong ones in a minute from one address
    static constexpr HostTime kFirstWait = std::chrono::minutes{1};
    static constexpr HostTime kLongestWait = std::chrono::minutes{15};
    static constexpr std::size_t kAddressesMax = 10'000;

    explicit Admission(FillRandom fill_random);

    /// A code of 50 random bits, such as `4K7QW-9ZTM2`, good for anybody for 12 hours. Empty when
    /// there are 256 already.
    [[nodiscard]] std::string make_code(Role role, HostTime now);
    /// Case, spaces and dashes do not matter.
    [[nodiscard]] std::optional<Role> role_of(std::string_view code, HostTime now) const;

    /// A token of 128 random bits for the seat, as 32 hexadecimal digits; earlier ones are void.
    [[nodiscard]] std::string make_token(const std::string& seat);
    void know_token(const std::string& seat, const JournalDigest& sha256);
    [[nodiscard]] const JournalDigest* token_of(const std::string& seat) const;
    void forget_token(const std::string& seat);
    [[nodiscard]] std::optional<std::string> seat_of(std::string_view token) const;

    /// How long an address must wait until it may try again; 0: it may.
    [[nodiscard]] HostTime wait_of(const std::string& address, HostTime now) const;
    /// A code or token from there was wrong. The wait doubles with each round of five.
    void count_wrong(const std::string& address, HostTime now);

private:
    struct Code {
        JournalDigest sha256;
        Role role;
        HostTime until;
    };
    struct Wrong {
        std::uint32_t count = 0;  ///< in this minute
        HostTime since{0};
        HostTime blocked_until{0};
        HostTime next_wait = kFirstWait;
    };

    FillRandom fill_random_;
    std::vector<Code> codes_;
    std::map<std::string, JournalDigest> tokens_;  ///< by seat
    std::map<std::string, Wrong> wrong_;           ///< by address
};

}  // namespace fcr
