// One record of a journal, and the limits that hold of every one.
#pragma once

#include "sim/base/time.hpp"

#include <cstddef>
#include <cstdint>
#include <span>

namespace fcr {

/// One fact of an exercise. It is handed on and not kept: `payload` is somebody else's bytes.
struct JournalRecord {
    std::uint64_t seq = 0;  ///< from 1, without gaps over all segments
    SimTime at{};           ///< simulated time at which it was told
    std::uint16_t kind = 0;
    std::span<const std::byte> payload;
};

/// What comes before the payload: length, checksum, seq, time, kind, place in its group.
inline constexpr std::size_t kRecordOverhead = 28;

/// The longest record, overhead included: 1 MiB. A length is checked before anything is done with
/// it.
inline constexpr std::size_t kRecordBytesMax = std::size_t{1} << 20U;
inline constexpr std::size_t kPayloadBytesMax = kRecordBytesMax - kRecordOverhead;

/// The kind that the journal itself writes: a digest of the exercise's state together with the
/// journal's running digest. All other kinds are the exercise's.
inline constexpr std::uint16_t kStateDigestKind = 0xFFFF;

}  // namespace fcr
