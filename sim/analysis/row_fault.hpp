// What may be wrong with a row of a call ledger or of an extract.
#pragma once

#include "sim/analysis/ledger_mapping.hpp"

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace fcr {

enum class RowFault : std::uint8_t {
    CellCount,
    LineUnknown,
    OutcomeUnknown,
    PriorityUnknown,
    NotWhole,
    FlagUnknown,
    SegmentsTooMany,
    SegmentsUnreadable,
    HandlersTooMany,
    OfferedMissing,
    TimeUnreadable,
    TimeLeftOut,  ///< of the hour that the clocks leave out in spring
    SpanUnreadable,
    SpanNegative,
    AbandonedWithoutTime,
    AnsweredWithoutTime,
    QueueWithoutTime,
    SwitchAfterOffer,
    OperatorAfterSwitch,
    MessageAfterOffer,
    AnsweredBeforeOffer,
    AbandonedBeforeOffer,
    EndedBeforeAnswer,
    WrappedUpBeforeAnswer,
    RangBeforeOffer,
    AnsweredBeforeRinging,
    ReadyBeforeWrapUp,
    QueuesOutOfOrder,
    AnsweredBeforeQueue,
    AssignedBeforeTold,
    AtSceneBeforeAssigned,
    ClosedBeforeTold,
};
inline constexpr std::size_t kRowFaults = static_cast<std::size_t>(RowFault::ClosedBeforeTold) + 1;

/// What would be right, as a sentence part.
[[nodiscard]] std::string remedy_of(RowFault fault, const LedgerMapping& mapping);

/// What is wrong with such rows, in a few words after "rows": "of a line that the mapping does not
/// name".
[[nodiscard]] std::string_view words_of(RowFault fault);

/// The form that a time of an extract must have.
[[nodiscard]] std::string time_remedy(const LedgerMapping& mapping);

}  // namespace fcr
