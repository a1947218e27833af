#include "sim/analysis/row_fault.hpp"

#include <fmt/format.h>

#include <array>

namespace fcr {

namespace {

struct FaultText {
    RowFault fault;
    const char* remedy;  ///< empty: depends on the mapping
    const char* words;
};
constexpr std::array<FaultText, kRowFaults> kFaultTexts{{
    {RowFault::CellCount,
     "must have as many cells as the header",
     "with more or fewer cells than the header"},
    {RowFault::LineUnknown,
     "must be one of the mapping's lines or dropped_lines",
     "of a line that the mapping does not name"},
    {RowFault::OutcomeUnknown, "", "with an outcome that the mapping does not name"},
    {RowFault::PriorityUnknown,
     "must be one of the mapping's priorities",
     "with a priority that the mapping does not name"},
    {RowFault::NotWhole, "must be a whole number", "with a count that is no whole number"},
    {RowFault::FlagUnknown,
     "must be flags with a space between them: test, training, duplicate, silent, transferred_in, "
     "failed_to_connect, outage_affected",
     "with unknown flags"},
    {RowFault::SegmentsTooMany, "limit reached: at most 8 segments", "with more than 8 segments"},
    {RowFault::SegmentsUnreadable,
     "must be pool|site|presented_s|answered_s|left_s|outcome, one after another with ; between "
     "them",
     "with segments that cannot be read"},
    {RowFault::HandlersTooMany,
     "limit reached: at most 65536 handlers; is it the column of who answered?",
     "of more than 65536 handlers"},
    {RowFault::OfferedMissing,
     "must be given: when it was offered",
     "without the time of the offer"},
    {RowFault::TimeUnreadable, "", "with a time that cannot be read"},
    {RowFault::TimeLeftOut, "", "in the hour that the clocks leave out in spring"},
    {RowFault::SpanUnreadable, "", "with a duration that cannot be read"},
    {RowFault::SpanNegative, "must be a number of seconds from 0", "with a duration below 0"},
    {RowFault::AbandonedWithoutTime,
     "an abandoned call must tell when the caller gave up",
     "abandoned without a time"},
    {RowFault::AnsweredWithoutTime,
     "an answered call must tell when it was answered",
     "answered without a time"},
    {RowFault::QueueWithoutTime,
     "a later queue must tell when the call came there",
     "in a later queue without a time"},
    {RowFault::SwitchAfterOffer,
     "must not reach the switch after it was offered",
     "at the switch after the offer"},
    {RowFault::OperatorAfterSwitch,
     "the operator must not connect after the call reached the switch",
     "connected by the operator after reaching the switch"},
    {RowFault::MessageAfterOffer,
     "its message must not end after it was offered",
     "with a message that ends after the offer"},
    {RowFault::AnsweredBeforeOffer,
     "must not be answered before it was offered",
     "answered before the offer"},
    {RowFault::AbandonedBeforeOffer,
     "must not be abandoned before it was offered",
     "abandoned before the offer"},
    {RowFault::EndedBeforeAnswer, "must not end before it was answered", "ended before the answer"},
    {RowFault::WrappedUpBeforeAnswer,
     "must not be wrapped up before it was answered",
     "wrapped up before the answer"},
    {RowFault::RangBeforeOffer, "must not ring before it was offered", "ringing before the offer"},
    {RowFault::AnsweredBeforeRinging,
     "must not be answered before it rang",
     "answered before it rang"},
    {RowFault::ReadyBeforeWrapUp,
     "its handler must not be ready before it was wrapped up",
     "whose handler was ready before the end of wrap-up"},
    {RowFault::QueuesOutOfOrder, "its queues must be in order of time", "with queues out of order"},
    {RowFault::AnsweredBeforeQueue,
     "must not be answered before it came to its queue",
     "answered before it came to its queue"},
    {RowFault::AssignedBeforeTold,
     "must not have a unit assigned before it was told",
     "with a unit assigned before it was told"},
    {RowFault::AtSceneBeforeAssigned,
     "must not have a unit at scene before one was assigned",
     "with a unit at scene before one was assigned"},
    {RowFault::ClosedBeforeTold,
     "must not be closed before it was told",
     "closed before it was told"},
}};

constexpr bool in_order_of_faults() {
    for (std::size_t row = 0; row < kFaultTexts.size(); ++row) {
        if (static_cast<std::size_t>(kFaultTexts[row].fault) != row) {
            return false;
        }
    }
    return true;
}
static_assert(in_order_of_faults());

const FaultText& text_of(RowFault fault) {
    return kFaultTexts[static_cast<std::size_t>(fault)];
}

}  // namespace

std::string time_remedy(const LedgerMapping& mapping) {
    const char* const zone = mapping.zone == TimeZone::Utc       ? "in UTC "
                             : mapping.zone == TimeZone::Written ? ""
                                                                 : "in London ";
    std::string formats = mapping.time_format;
    for (const std::string& other : mapping.other_time_formats) {
        formats += " or " + other;
    }
    return fmt::format(
        "must be a time {}written as {}{}, 1996 to 2199, that its day has",
        zone,
        formats,
        mapping.zone == TimeZone::Written ? " with Z, +01:00, GMT or BST behind" : "");
}

std::string remedy_of(RowFault fault, const LedgerMapping& mapping) {
    if (fault == RowFault::OutcomeUnknown) {
        return mapping.outcomes.empty()
                   ? "must be answered, abandoned, diverted, blocked or unfinished"
                   : "must be one of the mapping's outcomes";
    }
    if (fault == RowFault::TimeUnreadable || fault == RowFault::TimeLeftOut) {
        return mapping.is_own() ? "must be seconds since the ledger's start" : time_remedy(mapping);
    }
    if (fault == RowFault::SpanUnreadable) {
        switch (mapping.durations) {
            case DurationForm::Seconds: return "must be a number of seconds from 0";
            case DurationForm::Clock: return "must be a duration such as 1:15 or 0:01:15";
            case DurationForm::Milliseconds: return "must be a number of milliseconds from 0";
        }
    }
    return text_of(fault).remedy;
}

std::string_view words_of(RowFault fault) {
    return text_of(fault).words;
}

}  // namespace fcr
