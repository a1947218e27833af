// Which rows of an extract come again: found in two readings of it, in little memory.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <vector>

namespace fcr {

/// Of the keys seen those that may have come before. None that came again is missed; among 10^7
/// that came once some thousand are taken for one. Holds 32 MiB and the keys found.
class RepeatSearch {
public:
    static constexpr std::size_t kFoundMax = 4'000'000;

    RepeatSearch();

    void see(std::uint64_t key);
    /// More than kFoundMax keys were found: the answer would be cut.
    [[nodiscard]] bool too_many() const { return too_many_; }
    /// The keys found, each once, in order. The search is of no use afterwards.
    [[nodiscard]] std::vector<std::uint64_t> take();

private:
    void tidy();

    std::vector<std::uint64_t> filter_;  ///< Bloom's, four bits of one word for a key
    std::vector<std::uint64_t> found_;
    std::size_t tidy_at_;
    bool too_many_ = false;
};

/// Tells rows that came before, once it is known which keys may come again.
class RepeatedRows {
public:
    explicit RepeatedRows(std::vector<std::uint64_t> keys);

    /// The line of the first row of the key, when there was one above; else this is the first.
    [[nodiscard]] std::optional<int> line_before(std::uint64_t key, int line);

private:
    std::vector<std::uint64_t> keys_;  ///< in order
    std::vector<int> lines_;           ///< of each key's first row; 0: not seen
};

/// The same number stirred, so that any bits of it can choose a place (splitmix64, Steele 2014).
[[nodiscard]] constexpr std::uint64_t stirred(std::uint64_t key) {
    key = (key ^ key >> 30U) * 0xBF58476D1CE4E5B9U;
    key = (key ^ key >> 27U) * 0x94D049BB133111EBU;
    return key ^ key >> 31U;
}

}  // namespace fcr
