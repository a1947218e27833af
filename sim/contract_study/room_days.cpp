#include "sim/contract_study/room_days.hpp"

#include "sim/base/check.hpp"
#include "sim/contract/belonging.hpp"
#include "sim/contract_study/month_ledger.hpp"
#include "sim/control_room/control_room.hpp"
#include "sim/random/streams.hpp"

#include <algorithm>

namespace fcr {
namespace {

constexpr Duration kDayOfRoom = std::chrono::hours{24};
/// How long a day's last calls are waited for, and how often they are asked for.
constexpr Duration kLastCallsMax = std::chrono::hours{12};
constexpr Duration kLastCallsLook = std::chrono::minutes{15};
constexpr Duration kInstant{1};

/// A time of a call or of a segment; one that never came never comes.
SimTime moved(SimTime time, Duration later) {
    return time == kNever ? kNever : time + later;
}

CallLedgerRow moved(const PeriodCalls& calls, std::size_t row, Duration later) {
    CallLedgerRow to;
    to.call = calls.call(row);
    to.flags = calls.flags(row);
    CallTimes& times = to.call.times;
    for (SimTime* const time : {&times.dialled,
                                &times.operator_answered,
                                &times.operator_connect,
                                &times.network_arrive,
                                &times.message_end,
                                &times.offered,
                                &times.segment_presented,
                                &times.presented,
                                &times.answered,
                                &times.resumed,
                                &times.abandoned,
                                &times.ended,
                                &times.wrapped_up,
                                &times.ready}) {
        *time = moved(*time, later);
    }
    for (const CallSegment& segment : calls.segments(row)) {
        CallSegment& copy = to.segments[to.segment_count++];
        copy = segment;
        copy.presented = moved(segment.presented, later);
        copy.answered = moved(segment.answered, later);
        copy.left = moved(segment.left, later);
    }
    return to;
}

}  // namespace

std::vector<PeriodLedger> run_room_days(const ContractTerms& terms,
                                        const ScopeMap& scope,
                                        const CompiledScenario& room,
                                        const RoomDays& days) {
    ServicePeriod day;
    day.start = days.midnight;
    day.end = days.midnight + kDayOfRoom;
    FCR_CHECK(day.end <= room.measured_until, "the run has no whole day from there on");
    MonthLedger ledger(terms, scope, {});
    ControlRoom floor(room, ledger, {.pools = {}, .takes_commands = true});
    std::vector<PeriodLedger> ledgers;
    for (std::size_t row = 0; row < days.count; ++row) {
        ledger.begin(room, false);
        ledger.begin_month(&day, {.at = kStartOfRun});
        floor.begin(Streams(days.seed, days.first_replication + row));
        floor.run_until(day.end - kInstant);
        const CallCounts& counts = floor.counts();
        ledger.begin_month(nullptr,
                           {.at = day.end,
                            .calls_so_far = counts.offered,
                            .calls_open = counts.waiting + counts.in_hand});
        const SimTime last = std::min(day.end + kLastCallsMax, room.measured_until);
        for (SimTime at = day.end;
             ledger.open_calls() > 0 && at < last && floor.limit_reached() == Limit::None;
             at += kLastCallsLook) {
            floor.run_until(std::min(at + kLastCallsLook, last) - kInstant);
        }
        ledgers.push_back(ledger.close_month());
    }
    return ledgers;
}

void add_day(const PeriodLedger& day,
             BelongsTo belongs_to,
             SimTime day_start,
             const PlaceInMonth& place,
             PeriodLedger& month) {
    for (std::size_t row = 0; row < day.calls.size(); ++row) {
        const SimTime at = belongs_at(day.calls.call(row), belongs_to);
        if (place.from <= at && at < place.until) {
            month.calls.add(moved(day.calls, row, place.later));
        }
    }
    const std::size_t cells =
        std::min(day.staffing.cells(), month.staffing.cells() - place.first_cell);
    for (std::size_t cell = 0; cell < cells; ++cell) {
        const SimTime at = day_start + static_cast<std::int64_t>(cell) * PeriodStaffing::kCell;
        if (at < place.from || at >= place.until) {
            continue;
        }
        for (std::size_t pool = 0; pool < day.staffing.pools(); ++pool) {
            StaffCell& to = month.staffing.at(PoolId{pool}, place.first_cell + cell);
            const StaffCell& from = day.staffing.at(PoolId{pool}, cell);
            to.logged_in += from.logged_in;
            to.handling += from.handling;
            to.wrap_up += from.wrap_up;
            to.standby += from.standby;
            to.cancelled += from.cancelled;
        }
    }
    month.censored += day.censored;
}

ServicePeriod first_days(const ServicePeriod& period, std::size_t days) {
    FCR_CHECK(days > 0 && days <= period.days.size(), "a period has no such days");
    ServicePeriod part = period;
    part.days.resize(days);
    part.last = part.days.back().date;
    part.end = part.start + part.days.back().midnight + part.days.back().length;
    return part;
}

}  // namespace fcr
