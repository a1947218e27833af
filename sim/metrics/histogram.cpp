#include "sim/metrics/histogram.hpp"

#include <algorithm>
#include <bit>

namespace fcr {

void Histogram::make_room() {
    counts_ = std::make_unique<Counts>();
}

void Histogram::reset() {
    if (counts_ == nullptr) {
        return;
    }
    for (std::size_t octave = 0; octave < kOctaves; ++octave) {
        each_stride(octave, counts_->octaves[octave].strides, [this](std::size_t first) {
            std::fill_n(counts_->buckets + first, kStride, 0U);
        });
        counts_->octaves[octave] = Octave{};
    }
}

void Histogram::merge(const Histogram& other) {
    if (other.counts_ == nullptr) {
        return;
    }
    FCR_CHECK(counts_ != nullptr || other.total() == 0, "a histogram without room was added to");
    for (std::size_t octave = 0; octave < kOctaves; ++octave) {
        const Octave& added = other.counts_->octaves[octave];
        if (added.count == 0) {
            continue;
        }
        counts_->octaves[octave].count += added.count;
        counts_->octaves[octave].strides |= added.strides;
        each_stride(octave, added.strides, [this, &other](std::size_t first) {
            for (std::size_t bucket = first; bucket < first + kStride; ++bucket) {
                counts_->buckets[bucket] += other.counts_->buckets[bucket];
            }
        });
    }
}

void Histogram::move_to(Histogram& other) {
    other.merge(*this);
    reset();
}

std::uint64_t Histogram::total() const {
    std::uint64_t sum = 0;
    if (counts_ != nullptr) {
        for (const Octave& octave : counts_->octaves) {
            sum += octave.count;
        }
    }
    return sum;
}

std::optional<Duration> Histogram::percentile(double share) const {
    const Histogram* const part = this;
    Duration wait{0};
    return percentiles({&part, 1}, {&share, 1}, {&wait, 1}) ? std::optional(wait) : std::nullopt;
}

bool Histogram::percentiles(std::span<const Histogram* const> parts,
                            std::span<const double> shares,
                            std::span<Duration> waits) {
    FCR_CHECK(shares.size() == waits.size(), "a place for each percentile");
    std::uint64_t counts[kOctaves] = {};
    std::uint64_t all = 0;
    for (const Histogram* const part : parts) {
        for (std::size_t octave = 0; part->counts_ != nullptr && octave < kOctaves; ++octave) {
            counts[octave] += part->counts_->octaves[octave].count;
            all += part->counts_->octaves[octave].count;
        }
    }
    if (all == 0) {
        return false;
    }
    std::size_t octave = 0;
    std::uint64_t below = 0;  // before the octave
    for (std::size_t row = 0; row < shares.size(); ++row) {
        const double exact = shares[row] * static_cast<double>(all);
        auto rank = static_cast<std::uint64_t>(exact);
        if (static_cast<double>(rank) < exact) {
            ++rank;
        }
        rank = std::clamp<std::uint64_t>(rank, 1, all);
        for (; below + counts[octave] < rank; ++octave) {
            below += counts[octave];
        }
        waits[row] = middle_of(bucket_of_rank(parts, octave, rank - below));
    }
    return true;
}

/// The bucket of an octave in which all parts together count up to the rank.
std::size_t Histogram::bucket_of_rank(std::span<const Histogram* const> parts,
                                      std::size_t octave,
                                      std::uint64_t rank) {
    std::uint64_t strides = 0;
    for (const Histogram* const part : parts) {
        strides |= part->counts_ != nullptr ? part->counts_->octaves[octave].strides : 0;
    }
    // The part's counts of the stride, or of one of its buckets.
    const auto sum = [parts](auto count) {
        std::uint64_t counts = 0;
        for (const Histogram* const part : parts) {
            counts += part->counts_ != nullptr ? count(*part) : 0;
        }
        return counts;
    };
    std::size_t bucket = 0;
    for (std::uint64_t here = 0;; rank -= here, strides &= strides - 1) {
        FCR_CHECK(strides != 0, "an octave counts more waits than its strides");
        bucket =
            octave * kPerOctave + static_cast<std::size_t>(std::countr_zero(strides)) * kStride;
        here = sum([=](const Histogram& part) { return part.in_stride(bucket); });
        if (here >= rank) {
            break;
        }
    }
    for (std::uint64_t here = 0;; rank -= here, ++bucket) {
        here = sum([=](const Histogram& part) { return part.counts_->buckets[bucket]; });
        if (here >= rank) {
            return bucket;
        }
    }
}

std::uint64_t Histogram::in_stride(std::size_t first) const {
    if ((counts_->octaves[first / kPerOctave].strides & stride_bit(first)) == 0) {
        return 0;
    }
    // Of 32 bits, which compilers add up four at a time: no stride holds over 2^32 waits.
    std::uint32_t sum = 0;
    for (std::size_t row = 0; row < kStride; ++row) {
        sum += counts_->buckets[first + row];
    }
    return sum;
}

std::uint64_t Histogram::at_most(Duration wait) const {
    if (counts_ == nullptr) {
        return 0;
    }
    const std::size_t last = bucket_of(wait);
    std::uint64_t count = 0;
    for (std::size_t octave = 0; octave < last / kPerOctave; ++octave) {
        count += counts_->octaves[octave].count;
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
