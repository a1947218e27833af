#include "sim/wallboard/board.hpp"

#include "sim/base/check.hpp"

#include <algorithm>
#include <utility>

namespace fcr {
namespace {

constexpr double kPercent = 100.0;
/// Of a tile about waits when nobody waits: better than any wait, so that it always clears.
constexpr double kNobodyWaits = -1.0;
constexpr Duration kOneMinute = std::chrono::minutes{1};

std::optional<double> percent_of(const Ratio& share) {
    return share.denominator >= kCallsToJudge ? std::optional(kPercent * share.value())
                                              : std::nullopt;
}

double wait_value(const LineSight& line) {
    return line.waiting > 0 ? to_seconds(line.longest_wait) : kNobodyWaits;
}

void add(LineSight& sum, const LineSight& line) {
    sum.waiting += line.waiting;
    sum.in_hand += line.in_hand;
    sum.longest_wait = std::max(sum.longest_wait, line.longest_wait);
}

/// A condition that is Act once it has lasted.
LevelRule act_after(Duration lasting) {
    return {.watch = 1.0, .act = 1.0, .dwell = lasting};
}

}  // namespace

SeenRoom see_room(const ControlRoom& room, const CompiledScenario& scenario) {
    SeenRoom seen;
    seen.at = room.now();
    for (std::size_t row = 0; row < scenario.lines.size(); ++row) {
        seen.lines.push_back(room.sight_of(LineId{row}));
    }
    for (std::size_t row = 0; row < scenario.pools.size(); ++row) {
        seen.pools.push_back(room.sight_of(PoolId{row}));
    }
    seen.undispatched = room.sight_of_undispatched();
    const UnreconciledSight unreconciled = room.sight_of_unreconciled();
    seen.unreconciled = unreconciled.count;
    seen.oldest_unreconciled = unreconciled.oldest;
    return seen;
}

std::vector<bool> pools_that_take(const CompiledScenario& scenario, std::span<const LineId> lines) {
    std::vector<bool> takes(scenario.pools.size(), false);
    for (std::size_t row = 0; row < takes.size(); ++row) {
        const Rows lanes = scenario.pools[PoolId{row}].lanes;
        for (const PoolLane& lane : scenario.pool_lanes.rows().subspan(lanes.first, lanes.count)) {
            const CallClassId of = scenario.lanes[lane.lane].call_class;
            takes[row] = takes[row] || std::ranges::count(lines, scenario.classes[of].line) > 0;
        }
    }
    return takes;
}

WallBoard::WallBoard(const CompiledScenario& scenario, BoardPlan plan)
    : scenario_(scenario),
      plan_(std::move(plan)),
      sides_(scenario.lines.size(), Side::Neither),
      takes_emergencies_(pools_that_take(scenario, plan_.emergency_lines)),
      emergency_rule_(counting_rule(plan_.emergency)),
      other_rule_(counting_rule(plan_.other)),
      emergency_waiting_(plan_.emergency_waiting),
      emergency_answered_(plan_.emergency_answered),
      other_waiting_(plan_.other_waiting),
      other_outcome_(plan_.other_outcome),
      occupied_(plan_.people),
      nobody_free_(act_after(plan_.nobody_free)),
      risk_(plan_.risk) {
    for (const LineId line : plan_.emergency_lines) {
        sides_[line.index()] = Side::Emergency;
    }
    for (const LineId line : plan_.other_lines) {
        sides_[line.index()] = Side::Other;
    }
}

/// The caller hears somebody a few seconds later; until then it waits.
void WallBoard::call_taken(const CallRecord& call) {
    if (side_of(call.line) != Side::Neither && call.outcome == Outcome::Answered) {
        ringing_.push_back(call);
    }
}

/// Who was answered has been counted then.
void WallBoard::call_closed(const CallRecord& call) {
    if (side_of(call.line) != Side::Neither && call.outcome != Outcome::Answered &&
        call.outcome != Outcome::Unfinished) {
        const SimTime ended =
            call.times.abandoned != kNever ? call.times.abandoned : call.times.ended;
        count_answers(ended);
        count(call, ended);
    }
}

void WallBoard::count(const CallRecord& call, SimTime at) {
    if (side_of(call.line) == Side::Emergency) {
        emergency_.count(emergency_rule_, call, at);
    } else {
        other_.count(other_rule_, call, at);
    }
}

void WallBoard::count_answers(SimTime until) {
    std::erase_if(ringing_, [this, until](const CallRecord& call) {
        const bool answered = call.times.answered <= until;
        if (answered) {
            count(call, call.times.answered);
        }
        return answered;
    });
}

/// What was seen last time lasted until now.
void WallBoard::add_work(const SeenRoom& room) {
    if (!before_) {
        return;
    }
    const std::int64_t span = (room.at - before_->at).count();
    const std::int64_t number = (before_->at - kStartOfRun) / kOneMinute;
    WorkMinute& minute = work_[static_cast<std::size_t>(number) % work_.size()];
    if (minute.number != number) {
        minute = {.number = number, .work = {}};
    }
    for (const PoolSight& pool : before_->pools) {
        minute.work.busy_us += span * std::int64_t{pool.ringing + pool.talking + pool.wrapping_up};
        minute.work.on_duty_us += span * std::int64_t{pool.on_duty};
    }
}

Ratio WallBoard::occupancy(SimTime now) const {
    const std::int64_t until = (now - kStartOfRun) / kOneMinute;
    Ratio sum;
    for (const WorkMinute& minute : work_) {
        if (minute.number <= until &&
            minute.number > until - static_cast<std::int64_t>(plan_.people_minutes)) {
            sum.numerator += minute.work.busy_us;
            sum.denominator += minute.work.on_duty_us;
        }
    }
    return sum;
}

void WallBoard::set_tile(TileId tile, HeldLevel& held, SimTime at, std::optional<double> value) {
    held.see(at, value);
    board_.tiles[static_cast<std::size_t>(tile)] = {
        .level = held.level(), .since = held.since(), .value = value};
}

void WallBoard::look(const SeenRoom& room) {
    FCR_CHECK(!before_ || room.at >= before_->at, "looks go forward in time");
    const SimTime at = room.at;
    count_answers(at);
    add_work(room);
    board_.at = at;
    board_.emergency = {};
    board_.other = {};
    for (std::size_t row = 0; row < room.lines.size(); ++row) {
        if (sides_[row] == Side::Emergency) {
            add(board_.emergency, room.lines[row]);
        } else if (sides_[row] == Side::Other) {
            add(board_.other, room.lines[row]);
        }
    }
    bool free_for_emergencies = false;
    for (std::size_t row = 0; row < room.pools.size(); ++row) {
        free_for_emergencies =
            free_for_emergencies || (takes_emergencies_[row] && room.pools[row].free > 0);
    }

    board_.emergency_breach = board_.emergency.longest_wait >= plan_.emergency_breach;
    set_tile(TileId::EmergencyWaiting, emergency_waiting_, at, wait_value(board_.emergency));

    board_.emergency_recent =
        service_level(plan_.emergency.formula, emergency_.last(plan_.emergency_minutes, at));
    board_.emergency_today = service_level(plan_.emergency.formula, emergency_.today(at));
    set_tile(
        TileId::EmergencyAnswered, emergency_answered_, at, percent_of(board_.emergency_recent));

    board_.call_backs_owed = room.call_backs_owed;
    board_.oldest_promise = room.oldest_promise;
    board_.promise_broken = room.oldest_promise && *room.oldest_promise < at;
    set_tile(TileId::OtherWaiting, other_waiting_, at, wait_value(board_.other));
    if (board_.promise_broken) {
        board_.tiles[static_cast<std::size_t>(TileId::OtherWaiting)].level = Level::Act;
    }

    const KpiCounts other = other_.last(plan_.other_minutes, at);
    board_.other_answer = {other.answered_wait_us, other.answered};
    board_.other_abandoned = abandonment(plan_.other.abandonment, other);
    set_tile(TileId::OtherOutcome, other_outcome_, at, percent_of(board_.other_abandoned));

    board_.occupancy = occupancy(at);
    nobody_free_.see(at, free_for_emergencies ? 0.0 : 1.0);
    board_.nobody_free = nobody_free_.level() == Level::Act;
    set_tile(TileId::People,
             occupied_,
             at,
             board_.occupancy.measured() ? std::optional(kPercent * board_.occupancy.value())
                                         : std::nullopt);
    if (board_.nobody_free) {
        Tile& people = board_.tiles[static_cast<std::size_t>(TileId::People)];
        people.since = people.level == Level::Act ? people.since : nobody_free_.since();
        people.level = Level::Act;
    }

    board_.undispatched = room.undispatched;
    board_.unreconciled = room.unreconciled;
    const bool overdue = room.unreconciled > 0 && room.oldest_unreconciled > plan_.unreconciled;
    set_tile(TileId::Risk,
             risk_,
             at,
             room.undispatched.count > 0 ? to_seconds(room.undispatched.oldest) : kNobodyWaits);
    if (overdue) {
        board_.tiles[static_cast<std::size_t>(TileId::Risk)].level = Level::Act;
    }
    raise_alarms(at);
    before_ = room;
}

/// A tile that says Act is an alarm: somebody must do something now.
void WallBoard::raise_alarms(SimTime at) {
    for (std::size_t tile = 0; tile < kTiles; ++tile) {
        alarms_.see(static_cast<std::uint32_t>(tile), board_.tiles[tile].level == Level::Act, at);
    }
}

}  // namespace fcr
