// What the live shell itself writes into a journal: when a program began, went on, stood still.
#pragma once

#include "sim/journal/journal_record.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace fcr {

/// The kind of a journal's record whose payload is a mark (v1::ShellMark). An exercise and its
/// replay pass marks over.
inline constexpr std::uint16_t kMarkRecordKind = 3;

enum class ShellMarkKind : std::uint8_t { Started, Recovered, Stalled, SpaceLow, Ended };

struct ShellMark {
    ShellMarkKind kind = ShellMarkKind::Started;
    std::int64_t wall_us = 0;  ///< microseconds since 1970-01-01 UTC

    friend bool operator==(const ShellMark&, const ShellMark&) = default;
};

[[nodiscard]] std::string mark_bytes(const ShellMark& mark);
/// Empty when the record is of another kind or is no mark.
[[nodiscard]] std::optional<ShellMark> read_mark(const JournalRecord& record);

}  // namespace fcr
