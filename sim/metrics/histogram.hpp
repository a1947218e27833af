// A histogram of waits with buckets at most 0.1 % wide.
#pragma once

#include "sim/base/check.hpp"
#include "sim/base/time.hpp"

#include <bit>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <span>

namespace fcr {

class WordReader;
class WordWriter;

/// Counts of waits in log-linear buckets: whole microseconds below 2,048, then 1,024 buckets to an
/// octave (0.05 to 0.1 % wide), up to 38 hours; longer waits fall into the last bucket. Integer
/// counts, so histograms merge in any order. Allocates in `make_room` only; reset and merge touch
/// only strides of buckets that hold something, since a day's waits are few among many buckets.
class Histogram {
public:
    /// Makes room for counts. Before it the histogram is empty, and adding to it is a bug.
    void make_room();

    void add(Duration wait) {
        FCR_DEBUG_CHECK(counts_ != nullptr, "a histogram without room was added to");
        add_to(bucket_of(wait), 1);
    }

    void reset();
    void merge(const Histogram& other);
    /// Adds all counts to another histogram and leaves none.
    void move_to(Histogram& other);

    [[nodiscard]] std::uint64_t total() const;

    /// The wait at nearest rank ceil(share * n) in ascending order, as the middle of its bucket.
    /// `share` is above 0 and at most 1. Empty when nothing was counted.
    [[nodiscard]] std::optional<Duration> percentile(double share) const;
    /// The same of several histograms together, for shares in ascending order. False when nothing
    /// was counted; the waits are then as they were.
    [[nodiscard]] static bool percentiles(std::span<const Histogram* const> parts,
                                          std::span<const double> shares,
                                          std::span<Duration> waits);

    /// Waits counted at or below the upper edge of the bucket `wait` lies in.
    [[nodiscard]] std::uint64_t at_most(Duration wait) const;

    /// Appends the counts to the words.
    void write(WordWriter& words) const;
    /// Takes the counts from words that `write` wrote, instead of its own. False when they are not
    /// such words, or there are counts and no room.
    [[nodiscard]] bool read(WordReader& words);

private:
    static constexpr std::size_t kPerOctave = 1024;
    static constexpr unsigned kPerOctaveBits = 10;
    static constexpr std::size_t kStride = 16;  ///< a cache line
    static constexpr std::size_t kOctaves = 29;
    static constexpr std::uint64_t kLongest = std::uint64_t{1} << 38U;

    struct Octave {
        std::uint64_t count = 0;
        std::uint64_t strides = 0;  ///< one bit for each stride that may hold counts
    };
    static_assert(kPerOctave / kStride == 64, "a bit for each stride of an octave");

    struct Counts {
        Octave octaves[kOctaves] = {};
        alignas(kStride * sizeof(std::uint32_t)) std::uint32_t buckets[kOctaves * kPerOctave] = {};
    };

    /// The bucket of a wait. Negative waits count as 0.
    static std::size_t bucket_of(Duration wait) {
        const std::int64_t count = wait.count();
        std::uint64_t us = count > 0 ? static_cast<std::uint64_t>(count) : 0;
        us = us < kLongest ? us : kLongest - 1;
        const unsigned width = static_cast<unsigned>(std::bit_width(us | kPerOctave));
        const unsigned shift = width - (kPerOctaveBits + 1);
        return static_cast<std::size_t>(shift) * kPerOctave + static_cast<std::size_t>(us >> shift);
    }

    void add_to(std::size_t bucket, std::uint32_t count) {
        counts_->buckets[bucket] += count;
        Octave& octave = counts_->octaves[bucket / kPerOctave];
        octave.count += count;
        octave.strides |= stride_bit(bucket);
    }
    static std::uint64_t stride_bit(std::size_t bucket) {
        return std::uint64_t{1} << (bucket / kStride % 64U);
    }
    /// Calls `visit` with the first bucket of each stride of the octave that may hold counts.
    template <typename Visit>
    static void each_stride(std::size_t octave, std::uint64_t strides, Visit visit) {
        for (; strides != 0; strides &= strides - 1) {
            visit(octave * kPerOctave +
                  static_cast<std::size_t>(std::countr_zero(strides)) * kStride);
        }
    }
    /// Counts in the buckets [first, first + kStride).
    [[nodiscard]] std::uint64_t in_stride(std::size_t first) const;
    [[nodiscard]] static std::size_t bucket_of_rank(std::span<const Histogram* const> parts,
                                                    std::size_t octave,
                                                    std::uint64_t rank);
    static Duration middle_of(std::size_t bucket);

    std::unique_ptr<Counts> counts_;
};

}  // namespace fcr
