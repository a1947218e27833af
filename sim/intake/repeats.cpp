#include "sim/intake/repeats.hpp"

#include <algorithm>
#include <utility>

namespace fcr {

namespace {

constexpr std::size_t kFilterWords = std::size_t{1} << 22;  // 32 MiB
constexpr std::size_t kFirstTidy = std::size_t{1} << 16;

}  // namespace

RepeatSearch::RepeatSearch() : filter_(kFilterWords), tidy_at_(kFirstTidy) {}

void RepeatSearch::see(std::uint64_t key) {
    const std::uint64_t place = stirred(key);
    std::uint64_t bits = 0;
    for (unsigned bit = 0; bit < 4; ++bit) {
        bits |= std::uint64_t{1} << (place >> (22 + 6 * bit) & 63U);
    }
    std::uint64_t& word = filter_[place & (kFilterWords - 1)];
    if ((word & bits) == bits) {
        found_.push_back(key);
        if (found_.size() >= tidy_at_) {
            tidy();
        }
    }
    word |= bits;
}

void RepeatSearch::tidy() {
    std::ranges::sort(found_);
    found_.erase(std::unique(found_.begin(), found_.end()), found_.end());
    if (found_.size() > kFoundMax) {
        too_many_ = true;
        found_.clear();
    }
    tidy_at_ = std::max(kFirstTidy, found_.size() + found_.size() / 4 + kFirstTidy);
}

std::vector<std::uint64_t> RepeatSearch::take() {
    tidy();
    found_.shrink_to_fit();
    filter_ = {};
    return std::move(found_);
}

RepeatedRows::RepeatedRows(std::vector<std::uint64_t> keys)
    : keys_(std::move(keys)), lines_(keys_.size()) {}

std::optional<int> RepeatedRows::line_before(std::uint64_t key, int line) {
    const auto found = std::ranges::lower_bound(keys_, key);
    if (found == keys_.end() || *found != key) {
        return std::nullopt;
    }
    int& first = lines_[static_cast<std::size_t>(found - keys_.begin())];
    if (first == 0) {
        first = line;
        return std::nullopt;
    }
    return first;
}

}  // namespace fcr
