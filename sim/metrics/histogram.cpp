#include "sim/metrics/histogram.hpp"

#include <algorithm>

namespace fcr {

void Histogram::make_room() { buckets_ = std::make_unique<std::uint32_t[]>(kBuckets); }

void Histogram::reset() {
    for (std::size_t octave = 0; octave < kOctaves; ++octave) {
        if (octaves_[octave] > 0) {
            std::fill_n(buckets_.get() + octave * kPerOctave, kPerOctave, 0U);
            octaves_[octave] = 0;
        }
    }
    total_ = 0;
}

void Histogram::merge(const Histogram& other) {
    FCR_CHECK(buckets_ != nullptr || other.total_ == 0, "a histogram without room was added to");
    for (std::size_t octave = 0; octave < kOctaves; ++octave) {
        if (other.octaves_[octave] == 0) {
            continue;
        }
        octaves_[octave] += other.octaves_[octave];
        std::uint32_t* into = buckets_.get() + octave * kPerOctave;
        const std::uint32_t* from = other.buckets_.get() + octave * kPerOctave;
        for (std::size_t bucket = 0; bucket < kPerOctave; ++bucket) {
            into[bucket] += from[bucket];
        }
    }
    total_ += other.total_;
}

std::optional<Duration> Histogram::percentile(double share) const {
    if (total_ == 0) {
        return std::nullopt;
    }
    const double exact = share * static_cast<double>(total_);
    auto rank = static_cast<std::uint64_t>(exact);
    if (static_cast<double>(rank) < exact) {
        ++rank;
    }
    rank = std::clamp<std::uint64_t>(rank, 1, total_);
    std::uint64_t below = 0;
    std::size_t octave = 0;
    while (below + octaves_[octave] < rank) {
        below += octaves_[octave];
        ++octave;
    }
    std::size_t bucket = octave * kPerOctave;
    while (below + buckets_[bucket] < rank) {
        below += buckets_[bucket];
        ++bucket;
    }
    return middle_of(bucket);
}

std::uint64_t Histogram::at_most(Duration wait) const {
    if (total_ == 0) {
        return 0;
    }
    const std::size_t last = bucket_of(wait);
    std::uint64_t count = 0;
    for (std::size_t octave = 0; octave < last / kPerOctave; ++octave) {
        count += octaves_[octave];
    }
    for (std::size_t bucket = last / kPerOctave * kPerOctave; bucket <= last; ++bucket) {
        count += buckets_[bucket];
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
