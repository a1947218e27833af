// The counter-based generator behind every draw: Philox4x64-10.
#pragma once

#include <cstdint>
#include <span>

namespace fcr {

/// Two words: a key, or half a counter. Small enough to be passed in registers.
struct PhiloxPair {
    std::uint64_t words[2];
};

/// Four words of random bits.
struct PhiloxWords {
    std::uint64_t words[4];
};

/// Philox4x64 with ten rounds under one key (Salmon, Moraes, Dror and Shaw, "Parallel random
/// numbers: as easy as 1, 2, 3", SC 2011). A bijection of 256-bit counters: two counters never
/// give the same four words. The rounds and constants are Random123's; the key schedule is
/// computed once. A value without changing state: thread-safe.
class Philox4x64 {
public:
    explicit Philox4x64(PhiloxPair key);

    /// The four words of the counter whose words 0 and 1 are `low`, 2 and 3 `high`.
    [[nodiscard]] PhiloxWords operator()(PhiloxPair low, PhiloxPair high) const;

    /// The same for a row of counters: word 0 counts up by one from each to the next.
    void fill(std::span<PhiloxWords> row, PhiloxPair low, PhiloxPair high) const;

private:
    static constexpr int kRounds = 10;

    [[nodiscard, gnu::always_inline]] inline PhiloxWords words_of(PhiloxPair low,
                                                                  PhiloxPair high) const;

    PhiloxPair round_keys_[kRounds];
};

}  // namespace fcr
