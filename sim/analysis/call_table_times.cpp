// When what happened to a call or incident, the queues it was in, and whether it holds together.
#include "sim/analysis/call_table.hpp"
#include "sim/analysis/seconds_text.hpp"
#include "sim/analysis/word_table.hpp"
#include "sim/contract/belonging.hpp"

#include <array>

namespace fcr {

namespace {

constexpr std::array<std::pair<std::string_view, SegmentOutcome>, 4> kSegmentOutcomes{{
    {"answered", SegmentOutcome::Answered},
    {"abandoned", SegmentOutcome::Abandoned},
    {"moved_on", SegmentOutcome::MovedOn},
    {"unfinished", SegmentOutcome::Unfinished},
}};

SegmentOutcome last_outcome(Outcome outcome) {
    switch (outcome) {
        case Outcome::Answered: return SegmentOutcome::Answered;
        case Outcome::Abandoned: return SegmentOutcome::Abandoned;
        case Outcome::Diverted: return SegmentOutcome::MovedOn;
        case Outcome::Blocked:
        case Outcome::Unfinished: break;
    }
    return SegmentOutcome::Unfinished;
}

}  // namespace

void CallTable::read_times(const CsvCells& cells) {
    CallTimes& times = row_.call.times;
    const Outcome outcome = row_.call.outcome;
    times.offered = moment(cells, LedgerColumn::Offered, Side::Offer);
    times.dialled = moment(cells, LedgerColumn::Dialled, Side::Before);
    times.operator_connect = moment(cells, LedgerColumn::OperatorConnect, Side::Before);
    times.network_arrive = moment(cells, LedgerColumn::NetworkArrive, Side::Before);
    times.message_end = moment(cells, LedgerColumn::MessageEnd, Side::Before);
    if (times.network_arrive == kNever) {
        times.network_arrive = times.offered;
    }
    if (offered_at(row_.call) == kNever) {
        if (cells[cell_of(LedgerColumn::Offered)].empty()) {
            refuse_cell(cells, cell_of(LedgerColumn::Offered), RowFault::OfferedMissing);
        }
        return;
    }
    times.segment_presented = moment(cells, LedgerColumn::SegmentPresented, Side::After);
    if (times.segment_presented == kNever) {
        times.segment_presented = times.offered;
    }
    times.answered = moment(cells, LedgerColumn::Answered, Side::After);
    times.abandoned = moment(cells, LedgerColumn::Abandoned, Side::After);
    times.ended = moment(cells, LedgerColumn::Ended, Side::After);
    times.presented = moment(cells, LedgerColumn::Presented, Side::After);
    times.ready = moment(cells, LedgerColumn::Ready, Side::After);
    if (const auto wait = span(cells, LedgerColumn::Wait)) {
        (outcome == Outcome::Answered ? times.answered : times.abandoned) = times.offered + *wait;
    }
    if (outcome == Outcome::Abandoned && times.abandoned == kNever) {
        times.abandoned = times.ended;
    }
    read_end(cells);
}

void CallTable::read_end(const CsvCells& cells) {
    CallTimes& times = row_.call.times;
    const Outcome outcome = row_.call.outcome;
    if (outcome != Outcome::Answered) {
        times.answered = kNever;
        if (outcome == Outcome::Abandoned) {
            if (times.abandoned == kNever) {
                refuse_cell(cells, kNoCell, RowFault::AbandonedWithoutTime);
            }
            times.ended = times.abandoned;
        }
        return;
    }
    if (times.answered == kNever) {
        refuse_cell(cells, kNoCell, RowFault::AnsweredWithoutTime);
        return;
    }
    times.abandoned = kNever;
    if (times.ended == kNever) {
        times.ended = times.answered + span(cells, LedgerColumn::Talk).value_or(Duration{0});
    }
    times.wrapped_up = moment(cells, LedgerColumn::WrappedUp, Side::After);
    if (times.wrapped_up == kNever) {
        times.wrapped_up = times.ended + span(cells, LedgerColumn::WrapUp).value_or(Duration{0});
    }
}

void CallTable::read_incident(const CsvCells& cells) {
    CallTimes& times = row_.call.times;
    row_.call.outcome = Outcome::Answered;
    times.offered = moment(cells, LedgerColumn::Offered, Side::Offer);
    times.network_arrive = times.offered;
    if (times.offered == kNever) {
        refuse_cell(cells, cell_of(LedgerColumn::Offered), RowFault::OfferedMissing);
        return;
    }
    const auto later = [&](LedgerColumn at, LedgerColumn after) {
        const SimTime told = moment(cells, at, Side::After);
        const std::optional<Duration> since = span(cells, after);
        return since ? times.offered + *since : told;
    };
    marks_.assigned = later(LedgerColumn::Assigned, LedgerColumn::AssignedAfter);
    marks_.at_scene = later(LedgerColumn::AtScene, LedgerColumn::AtSceneAfter);
    marks_.closed = later(LedgerColumn::Closed, LedgerColumn::ClosedAfter);
}

void CallTable::read_own_queues(const CsvCells& cells) {
    row_.call.pool = pool_named(text(cells, LedgerColumn::Pool));
    const std::string_view segments = text(cells, LedgerColumn::Segments);
    const auto wrong = [&](RowFault fault) {
        refuse_cell(cells, cell_of(LedgerColumn::Segments), fault);
    };
    if (segments.empty()) {
        if (cell_of(LedgerColumn::Segments) == kNoCell && row_.call.times.offered != kNever) {
            row_.segments[0] = {.pool = row_.call.pool,
                                .site = std::nullopt,
                                .presented = row_.call.times.segment_presented,
                                .answered = row_.call.times.answered,
                                .left = kNever,
                                .outcome = last_outcome(row_.call.outcome)};
            row_.segment_count = 1;
        }
        return;
    }
    split_text(segments, ';', [&](std::string_view words) {
        if (row_.segment_count == CallLedgerRow::kSegmentsMax) {
            wrong(RowFault::SegmentsTooMany);
            return;
        }
        // pool|site|presented_s|answered_s|left_s|outcome
        std::array<std::string_view, 6> parts;
        std::size_t count = 0;
        split_text(words, '|', [&](std::string_view part) {
            if (count < parts.size()) {
                parts[count] = part;
            }
            ++count;
        });
        const SegmentOutcome* outcome = find_name(kSegmentOutcomes, parts[5]);
        const std::optional<Duration> presented = parse_seconds(parts[2]);
        const std::optional<Duration> left =
            parts[4].empty() ? std::optional(kLongestSpan) : parse_seconds(parts[4]);
        if (count != parts.size() || outcome == nullptr || !presented || !left) {
            wrong(RowFault::SegmentsUnreadable);
            return;
        }
        row_.segments[row_.segment_count] = {.pool = pool_named(parts[0]),
                                             .site = std::nullopt,
                                             .presented = kStartOfRun + *presented,
                                             .answered = kNever,
                                             .left = kStartOfRun + *left,
                                             .outcome = *outcome};
        ++row_.segment_count;
    });
}

void CallTable::read_queues(const CsvCells& cells) {
    CallTimes& times = row_.call.times;
    for (std::size_t queue = 0; queue < queues_.size(); ++queue) {
        const std::string_view value = cells[queues_[queue].pool];
        const SimTime told = moment(cells, queues_[queue].presented, Side::After);
        const bool first = queue == 0;
        if (value.empty() && told == kNever && !first) {
            continue;
        }
        const SimTime presented = told == kNever && first ? times.offered : told;
        if (presented == kNever) {
            refuse_cell(cells, queues_[queue].presented, RowFault::QueueWithoutTime);
            return;
        }
        if (row_.segment_count > 0) {
            CallSegment& before = row_.segments[row_.segment_count - 1];
            before.outcome = SegmentOutcome::MovedOn;
            before.left = presented;
        }
        row_.segments[row_.segment_count] = {.pool = pool_named(value),
                                             .site = std::nullopt,
                                             .presented = presented,
                                             .answered = times.answered,
                                             .left = kNever,
                                             .outcome = last_outcome(row_.call.outcome)};
        ++row_.segment_count;
        times.segment_presented = presented;
    }
    if (row_.segment_count > 0 && row_.call.outcome == Outcome::Answered) {
        row_.call.pool = row_.segments[row_.segment_count - 1].pool;
    }
}

void CallTable::in_order(const CsvCells& cells, SimTime earlier, SimTime later, RowFault what) {
    if (earlier != kNever && later != kNever && later < earlier) {
        refuse_cell(cells, kNoCell, what);
    }
}

void CallTable::check_times(const CsvCells& cells) {
    const CallTimes& times = row_.call.times;
    const auto check = [&](SimTime earlier, SimTime later, RowFault what) {
        in_order(cells, earlier, later, what);
    };
    using enum RowFault;
    const SimTime offered = offered_at(row_.call);
    check(times.network_arrive, times.offered, SwitchAfterOffer);
    check(times.operator_connect, times.network_arrive, OperatorAfterSwitch);
    check(times.message_end, times.offered, MessageAfterOffer);
    check(offered, times.answered, AnsweredBeforeOffer);
    check(offered, times.abandoned, AbandonedBeforeOffer);
    check(times.answered, times.ended, EndedBeforeAnswer);
    check(times.answered, times.wrapped_up, WrappedUpBeforeAnswer);
    check(offered, times.presented, RangBeforeOffer);
    check(times.presented, times.answered, AnsweredBeforeRinging);
    check(times.wrapped_up, times.ready, ReadyBeforeWrapUp);
    for (std::size_t row = 0; row < row_.segment_count; ++row) {
        const SimTime before = row == 0 ? times.offered : row_.segments[row - 1].presented;
        check(before, row_.segments[row].presented, QueuesOutOfOrder);
        check(row_.segments[row].presented, times.answered, AnsweredBeforeQueue);
    }
    check_incident(cells);
}

void CallTable::check_incident(const CsvCells& cells) {
    const SimTime told = row_.call.times.offered;
    in_order(cells, told, marks_.assigned, RowFault::AssignedBeforeTold);
    in_order(cells,
             marks_.assigned == kNever ? told : marks_.assigned,
             marks_.at_scene,
             RowFault::AtSceneBeforeAssigned);
    in_order(cells, told, marks_.closed, RowFault::ClosedBeforeTold);
}

}  // namespace fcr
