// What stands at the start of each segment of a journal: whose it is, and where it goes on.
#pragma once

#include "sim/journal/sha256.hpp"

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>

namespace fcr {

/// 128 bits that tell an exercise from every other.
using ExerciseId = std::array<std::byte, 16>;

inline constexpr std::size_t kBuildIdBytesMax = 64;

/// Which exercise a journal is of; the same in all its segments.
struct JournalHeader {
    ExerciseId exercise_id{};
    std::string build_id;  ///< of the program that wrote it: at most 64 bytes, none of them zero
    JournalDigest scenario_hash{};  ///< of the scenario as it was loaded
    std::uint64_t seed = 0;

    friend bool operator==(const JournalHeader&, const JournalHeader&) = default;
};

/// The header of one segment.
struct SegmentHeader {
    JournalHeader journal;
    std::uint32_t number = 1;        ///< of the segment, from 1
    std::uint32_t segment_size = 0;  ///< bytes, header included
    std::uint64_t first_seq = 1;     ///< of its first record
    JournalDigest digest{};          ///< the running digest before its first record
};

inline constexpr std::uint32_t kJournalFormat = 1;
inline constexpr std::size_t kHeaderBytes = 512;
using HeaderBytes = std::array<std::byte, kHeaderBytes>;

/// The running digest before the first record: of what the header says of the exercise.
[[nodiscard]] JournalDigest first_digest(const JournalHeader& header);

/// Bytes of a header. A build id that is too long or has a zero byte is a bug.
[[nodiscard]] HeaderBytes encode(const SegmentHeader& header);

/// What became of reading a header.
struct HeaderReading {
    std::optional<SegmentHeader> header;
    std::optional<std::uint32_t> other_format;  ///< set when it is whole, of a format unknown here
};
/// Reads the header at the start of `bytes`; neither is set when it is cut or damaged.
[[nodiscard]] HeaderReading read_header(std::span<const std::byte> bytes);

/// `journal-000001.fcrj`
[[nodiscard]] std::string segment_name(std::uint32_t number);

/// The number in a segment's name; empty for any other name.
[[nodiscard]] std::optional<std::uint32_t> segment_number(std::string_view name);

}  // namespace fcr
