#include "sim/metrics/histogram.hpp"

#include <algorithm>

namespace fcr {

void Histogram::make_room() {
    counts_ = std::make_unique<Counts>();
}

void Histogram::reset() {
    if (counts_ == nullptr) {
        return;
    }
    for (std::size_t octave = 0; octave < kOctaves; ++octave) {
        if (counts_->octaves[octave] > 0) {
            std::fill_n(counts_->buckets + octave * kPerOctave, kPerOctave, 0U);
            counts_->octaves[octave] = 0;
        }
    }
}

void Histogram::merge(const Histogram& other) {
    if (other.counts_ == nullptr) {
        return;
    }
    FCR_CHECK(counts_ != nullptr || other.total() == 0, "a histogram without room was added to");
    for (std::size_t octave = 0; octave < kOctaves; ++octave) {
        if (other.counts_->octaves[octave] == 0) {
            continue;
        }
        counts_->octaves[octave] += other.counts_->octaves[octave];
        std::uint32_t* const into = counts_->buckets + octave * kPerOctave;
        const std::uint32_t* const from = other.counts_->buckets + octave * kPerOctave;
        for (std::size_t bucket = 0; bucket < kPerOctave; ++bucket) {
            into[bucket] += from[bucket];
        }
    }
}

std::uint64_t Histogram::total() const {
    std::uint64_t sum = 0;
    if (counts_ != nullptr) {
        for (const std::uint64_t octave : counts_->octaves) {
            sum += octave;
        }
    }
    return sum;
}

std::optional<Duration> Histogram::percentile(double share) const {
    const std::uint64_t all = total();
    if (all == 0) {
        return std::nullopt;
    }
    const double exact = share * static_cast<double>(all);
    auto rank = static_cast<std::uint64_t>(exact);
    if (static_cast<double>(rank) < exact) {
        ++rank;
    }
    rank = std::clamp<std::uint64_t>(rank, 1, all);
    std::uint64_t below = 0;
    std::size_t octave = 0;
    while (below + counts_->octaves[octave] < rank) {
        below += counts_->octaves[octave];
        ++octave;
    }
    // By strides of buckets first, which compilers add up several at a time.
    constexpr std::size_t kStride = 32;
    std::size_t bucket = octave * kPerOctave;
    for (;;) {
        std::uint64_t in_stride = 0;
        for (std::size_t row = 0; row < kStride; ++row) {
            in_stride += counts_->buckets[bucket + row];
        }
        if (below + in_stride >= rank) {
            break;
        }
        below += in_stride;
        bucket += kStride;
    }
    while (below + counts_->buckets[bucket] < rank) {
        below += counts_->buckets[bucket];
        ++bucket;
    }
    return middle_of(bucket);
}

std::uint64_t Histogram::at_most(Duration wait) const {
    if (counts_ == nullptr) {
        return 0;
    }
    const std::size_t last = bucket_of(wait);
    std::uint64_t count = 0;
    for (std::size_t octave = 0; octave < last / kPerOctave; ++octave) {
        count += counts_->octaves[octave];
    }
    for (std::size_t bucket = last / kPerOctave * kPerOctave; bucket <= last; ++bucket) {
        count += counts_->buckets[bucket];
    }
    return count;
}

Duration Histogram::middle_of(std::size_t bucket) {
    // The inverse of bucket_of: the first two octaves hold single microseconds.
    if (bucket < 2 * kPerOctave) {
        return Duration{static_cast<std::int64_t>(bucket)};
    }
    const std::size_t shift = bucket / kPerOctave - 1;
    const std::size_t mantissa = bucket - shift * kPerOctave;
    const std::int64_t low = static_cast<std::int64_t>(mantissa) << shift;
    const std::int64_t width = std::int64_t{1} << shift;
    return Duration{low + (width - 1) / 2};
}

}  // namespace fcr
