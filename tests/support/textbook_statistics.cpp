#include "tests/support/textbook_kernel.hpp"

#include <algorithm>
#include <cmath>

namespace fcr {

double TextbookTally::share(std::int64_t count) const {
    return offered == 0 ? 0.0 : static_cast<double>(count) / static_cast<double>(offered);
}

double TextbookTally::wait_mean_s() const {
    return offered == 0 ? 0.0 : to_seconds(wait_sum) / static_cast<double>(offered);
}

TextbookWaitHistogram& TextbookWaitHistogram::operator+=(const TextbookWaitHistogram& other) {
    for (std::size_t i = 0; i < counts_.size(); ++i) {
        counts_[i] += other.counts_[i];
    }
    return *this;
}

Duration TextbookWaitHistogram::quantile(double share) const {
    std::int64_t all = 0;
    for (const std::int64_t count : counts_) {
        all += count;
    }
    const double rank = std::max(1.0, std::ceil(share * static_cast<double>(all)));
    std::int64_t until = 0;
    for (std::size_t i = 0; i < counts_.size(); ++i) {
        until += counts_[i];
        if (all > 0 && static_cast<double>(until) >= rank) {
            // The next bucket starts right after this one's largest wait.
            const std::size_t next = i + 1;
            if (next < 16) {
                return Duration{static_cast<std::int64_t>(i)};
            }
            const auto octave = next / 8 + 3;
            return Duration{static_cast<std::int64_t>(((8 + next % 8) << (octave - 4)) - 1)};
        }
    }
    return Duration::zero();
}

TextbookTally TextbookQueueResult::total() const {
    TextbookTally sum;
    for (const TextbookTally& batch : batches) {
        sum += batch;
    }
    return sum;
}

TextbookDay& TextbookDay::operator+=(const TextbookDay& other) {
    callers_max = std::max(callers_max, other.callers_max);
    for (std::size_t i = 0; i < kTextbookClasses; ++i) {
        by_class[i] += other.by_class[i];
        waits[i] += other.waits[i];
        for (std::size_t k = 0; k < kTextbookQuarters; ++k) {
            by_quarter[i][k] += other.by_quarter[i][k];
        }
    }
    return *this;
}

}  // namespace fcr
