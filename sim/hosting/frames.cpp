#include "sim/hosting/frames.hpp"

#include "fcr/v1/live.pb.h"
#include "sim/contract/contract_words.hpp"
#include "sim/contract/statement_words.hpp"
#include "sim/hosting/message_words.hpp"

namespace fcr {
namespace {

v1::LiveTile::Level level_of(Level level) {
    switch (level) {
        case Level::Ok: return v1::LiveTile::OK;
        case Level::Watch: return v1::LiveTile::WATCH;
        case Level::Act: return v1::LiveTile::ACT;
        case Level::Unjudged: break;
    }
    return v1::LiveTile::UNJUDGED;
}

void set(v1::LiveRatio& message, const Ratio& ratio) {
    message.set_numerator(ratio.numerator);
    message.set_denominator(ratio.denominator);
}

void set(v1::LiveCount& message, const LineSight& line) {
    message.set_waiting(line.waiting);
    message.set_longest_wait_s(to_seconds(line.longest_wait));
    message.set_in_hand(line.in_hand);
}

void set_board(v1::LiveBoard& message, const Board& board) {
    for (const Tile& tile : board.tiles) {
        v1::LiveTile& told = *message.add_tiles();
        told.set_level(level_of(tile.level));
        if (tile.since != kNever) {
            told.set_since_us(microseconds(tile.since));
        }
        if (tile.value) {
            told.set_value(*tile.value);
        }
    }
    set(*message.mutable_emergency_recent(), board.emergency_recent);
    set(*message.mutable_emergency_today(), board.emergency_today);
    if (board.other_answer.measured()) {
        message.set_other_answer_s(board.other_answer.value() / 1e6);
    }
    set(*message.mutable_other_abandoned(), board.other_abandoned);
    message.set_emergency_breach(board.emergency_breach);
    message.set_call_backs_owed(board.call_backs_owed);
    if (board.oldest_promise) {
        message.set_oldest_promise_us(microseconds(*board.oldest_promise));
    }
    message.set_promise_broken(board.promise_broken);
    set(*message.mutable_occupancy(), board.occupancy);
    message.set_nobody_free(board.nobody_free);
    message.set_undispatched(board.undispatched.count);
    message.set_undispatched_oldest_s(to_seconds(board.undispatched.oldest));
    message.set_unreconciled(board.unreconciled);
    set(*message.mutable_emergency(), board.emergency);
    set(*message.mutable_other(), board.other);
}

void set_pool(v1::LivePoolState& message, const PoolSight& pool) {
    message.set_on_duty(pool.on_duty);
    message.set_free(pool.free);
    message.set_ringing(pool.ringing);
    message.set_talking(pool.talking);
    message.set_wrapping_up(pool.wrapping_up);
    message.set_after_call(pool.after_call);
    message.set_on_break(pool.on_break);
    message.set_seats(pool.seats);
    message.set_coming(pool.coming);
}

void set_contract(v1::ContractBoard& message, const PoolCounts& pool) {
    message.set_emergency_answered(pool.emergency_answered);
    message.set_emergency_in_time(pool.emergency_in_time);
    message.set_other_answered(pool.other_answered);
    message.set_other_in_time(pool.other_in_time);
    const double handling_s = static_cast<double>(pool.handling_us) / 1e6;
    if (pool.finished > 0) {
        message.set_handling_mean_s(handling_s / static_cast<double>(pool.finished));
    }
    message.set_minutes(handling_s / 60.0);
}

void set_orders(v1::LiveOrders& message, const OrderSight& orders, bool major_declared) {
    message.set_overflow_open(orders.overflow_open);
    message.set_overflow_refused(orders.overflow_refused);
    message.set_emergencies_only(orders.emergencies_only);
    message.set_diversion_live(orders.diversion_live);
    message.set_message_on(orders.message_on);
    message.set_call_backs_on(orders.call_backs_on);
    message.set_on_paper(orders.on_paper);
    message.set_command_and_control_down(orders.command_and_control_down);
    message.set_records_on_paper(orders.records_on_paper);
    message.set_major_declared(major_declared);
    message.set_triage_on(orders.triage_on);
    message.set_bureau_open(orders.bureau_open);
    message.set_at_other_site(orders.at_other_site);
    message.set_changes_site(orders.changes_site);
    if (orders.spill_after) {
        message.set_spill_after_us(orders.spill_after->count());
    }
    message.set_longest_wait_first(orders.longest_wait_first);
}

void add_alarms(v1::RoomState& state, const Alarms& alarms, SimTime now) {
    if (alarms.flood(now)) {
        state.set_alarm_flood(static_cast<std::uint32_t>(alarms.standing().size()));
        return;
    }
    for (const Alarm& alarm : alarms.standing()) {
        v1::LiveAlarm& told = *state.add_alarms();
        told.set_number(alarm.number);
        told.set_tile(std::string(name_of(static_cast<TileId>(alarm.condition))));
        told.set_raised_us(microseconds(alarm.raised));
        if (alarm.cleared != kNever) {
            told.set_cleared_us(microseconds(alarm.cleared));
        }
        if (alarm.acknowledged != kNever) {
            told.set_acknowledged_us(microseconds(alarm.acknowledged));
            told.set_by(alarm.by);
        }
    }
}

void set_seat(v1::LiveSeat& message, const SeatConnections& seat) {
    message.set_seat(seat.seat);
    message.set_name(seat.name);
    message.set_role(role_message(seat.role));
    message.set_connections(seat.connections);
}

void set(v1::Projection::Band& message, const Band& band) {
    message.set_p10(band.p10);
    message.set_median(band.median);
    message.set_p90(band.p90);
}

v1::LiveLineStatus::Status status_of(LineStatus status) {
    switch (status) {
        case LineStatus::Held: return v1::LiveLineStatus::HELD;
        case LineStatus::Fired: return v1::LiveLineStatus::FIRED;
        case LineStatus::Skipped: return v1::LiveLineStatus::SKIPPED;
        case LineStatus::Waiting: break;
    }
    return v1::LiveLineStatus::WAITING;
}

v1::LivePerson::Doing doing_of(Doing doing) {
    switch (doing) {
        case Doing::Free: return v1::LivePerson::FREE;
        case Doing::Ringing: return v1::LivePerson::RINGING;
        case Doing::Talking: return v1::LivePerson::TALKING;
        case Doing::WrappingUp: return v1::LivePerson::WRAPPING_UP;
        case Doing::AfterCall: return v1::LivePerson::AFTER_CALL;
        case Doing::OnBreak: return v1::LivePerson::ON_BREAK;
        case Doing::OnTheWay: return v1::LivePerson::ON_THE_WAY;
        case Doing::Away: break;
    }
    return v1::LivePerson::DOING_UNSPECIFIED;
}

v1::Goodbye::Why why_of(GoodbyeWhy why) {
    switch (why) {
        case GoodbyeWhy::NotAdmitted: return v1::Goodbye::NOT_ADMITTED;
        case GoodbyeWhy::SlowDown: return v1::Goodbye::SLOW_DOWN;
        case GoodbyeWhy::AnotherFormat: return v1::Goodbye::ANOTHER_FORMAT;
        case GoodbyeWhy::Ending: return v1::Goodbye::ENDING;
        case GoodbyeWhy::Removed: return v1::Goodbye::REMOVED;
        case GoodbyeWhy::TooFast: return v1::Goodbye::TOO_FAST;
        case GoodbyeWhy::Branched: return v1::Goodbye::BRANCHED;
    }
    return v1::Goodbye::WHY_UNSPECIFIED;
}

}  // namespace

std::string state_frame(const LiveRoom& room, const StateFacts& facts) {
    const Exercise& exercise = room.exercise();
    const ControlRoom& floor = exercise.room();
    v1::ServerMessage message;
    v1::RoomState& state = *message.mutable_state();
    state.set_number(facts.number);
    state.set_now_us(microseconds(exercise.now()));
    state.set_wall_us(facts.wall_us);
    state.set_run(run_state(exercise.state()));
    state.set_speed(exercise.speed());
    state.set_pause_reason(room.standing_because());
    set_board(*state.mutable_board(), room.wall().board());
    state.mutable_board()->set_call_backs_kept(exercise.promises().kept);
    state.mutable_board()->set_call_backs_broken(exercise.promises().broken);
    for (std::size_t row = 0; row < room.counts().lines().size(); ++row) {
        v1::LiveLine& line = *state.add_lines();
        set(*line.mutable_now(), floor.sight_of(LineId{row}));
        line.set_answered(static_cast<std::uint64_t>(room.counts().lines()[row].answered));
        line.set_abandoned(static_cast<std::uint64_t>(room.counts().lines()[row].abandoned));
    }
    for (std::size_t row = 0; row < room.counts().pools().size(); ++row) {
        set_pool(*state.add_pools(), floor.sight_of(PoolId{row}));
        set_contract(*state.add_contract(), room.counts().pools()[row]);
    }
    set_orders(*state.mutable_orders(), floor.sight_of_orders(), exercise.major_declared());
    add_alarms(state, room.wall().alarms(), exercise.now());
    state.set_banner(facts.banner);
    state.set_feed_through(room.everybody().through());
    state.set_connected(facts.connected);
    state.set_branch(facts.branch);
    if (exercise.state() == ExerciseState::Lobby || exercise.state() == ExerciseState::HotDebrief) {
        for (const SeatConnections& seat : facts.seats) {
            set_seat(*state.add_present(), seat);
        }
    }
    return message.SerializeAsString();
}

std::string directing_frame(const LiveRoom& room,
                            const std::vector<SeatConnections>& seats,
                            const std::vector<BranchFacts>& branches) {
    const Exercise& exercise = room.exercise();
    v1::ServerMessage message;
    v1::DirectingState& state = *message.mutable_directing();
    for (std::size_t row = 0; row < room.plan().lines.size(); ++row) {
        state.add_lines()->set_status(status_of(exercise.status_of(row)));
    }
    for (const SeatConnections& seat : seats) {
        set_seat(*state.add_seats(), seat);
    }
    for (const BranchFacts& branch : branches) {
        v1::LiveBranch& told = *state.add_branches();
        told.set_number(branch.number);
        if (branch.from) {
            told.set_from_us(microseconds(*branch.from));
        }
        const bool open = &branch == &branches.back();
        if (!open) {
            told.set_until_us(microseconds(branch.until));
        }
        told.set_open(open);
    }
    return message.SerializeAsString();
}

std::string costs_frame(const Costs& costs) {
    v1::ServerMessage message;
    v1::LiveCosts& told = *message.mutable_costs();
    for (const CostLine& line : costs.lines) {
        v1::LiveCostLine& row = *told.add_lines();
        row.set_kind(std::string(name_of(line.kind)));
        row.set_thousandths(line.thousandths);
        row.set_price(to_exact_string(line.price));
        row.set_sum(to_string(line.sum));
    }
    told.set_total(to_string(costs.total));
    return message.SerializeAsString();
}

std::string contract_frame(const ContractTerms& terms, const MonthAsOf& month) {
    const Statement& statement = month.statement;
    v1::ServerMessage message;
    v1::LiveContractMonth& told = *message.mutable_contract_month();
    told.set_title(terms.title);
    told.set_period(period_name(statement.period));
    told.set_as_of_us(microseconds(month.at));
    for (const KpiLine& line : statement.kpis) {
        const KpiTerms& kpi = terms.kpis[line.kpi];
        v1::LiveContractKpi& row = *told.add_kpis();
        row.set_id(kpi.id);
        row.set_title(kpi.title);
        row.set_result(result_words(kpi, line.after_relief));
        row.set_target(value_words(kpi, kpi.target));
        row.set_lower_better(kpi.polarity == Polarity::LowerBetter);
        if (line.after_relief.measured()) {
            row.set_counted(working_words(kpi, line.after_relief));
            row.set_severity(std::string(severity_words(line.severity)));
        }
        row.set_points(points_words(line.points));
    }
    for (const ChargeLine& line : statement.charges) {
        v1::LiveContractCharge& row = *told.add_charges();
        row.set_id(line.charge);
        row.set_quantity(decimal_words(line.quantity));
        row.set_unit(line.unit);
        row.set_sum(to_string(line.amount));
    }
    told.set_gross(to_string(statement.gross));
    told.set_credits(to_string(statement.credits.payable));
    if (statement.credits.compensation != Money{}) {
        told.set_withheld(to_string(statement.credits.compensation));
    }
    told.set_net(to_string(statement.net));
    told.set_points(points_words(statement.credits.points.after_bedding_in));
    return message.SerializeAsString();
}

std::string people_frame(const LiveRoom& room) {
    const CompiledScenario& scenario = *room.plan().room;
    v1::ServerMessage message;
    v1::LivePeople& told = *message.mutable_people();
    for (std::size_t home = 0; home < scenario.pools.size(); ++home) {
        const CompiledPool& pool = scenario.pools[PoolId{home}];
        for (std::uint32_t number = 0; number < pool.seats_max; ++number) {
            const PersonSight person =
                room.exercise().room().sight_of(HandlerId{pool.first_handler + number});
            if (person.doing == Doing::Away) {
                continue;
            }
            v1::LivePerson& row = *told.add_people();
            row.set_home(static_cast<std::uint32_t>(home));
            row.set_number(number + 1);
            row.set_pool(static_cast<std::uint32_t>(person.pool.index()));
            row.set_doing(doing_of(person.doing));
            if (person.since) {
                row.set_since_us(microseconds(*person.since));
            }
            if (person.line) {
                row.set_line(static_cast<std::uint32_t>(person.line->index()));
            }
            if (person.back_at) {
                row.set_back_us(microseconds(*person.back_at));
            }
            if (person.shift_until) {
                row.set_shift_until_us(microseconds(*person.shift_until));
            }
            if (person.next_break) {
                row.set_next_break_us(microseconds(*person.next_break));
            }
        }
    }
    return message.SerializeAsString();
}

std::string projection_frame(const Projection& projection) {
    v1::ServerMessage message;
    v1::Projection& told = *message.mutable_projection();
    told.set_from_us(microseconds(projection.from));
    told.set_seeds(projection.futures);
    for (const ProjectedLine& line : projection.lines) {
        v1::Projection::ProjectedLine& row = *told.add_lines();
        for (const Band& band : line.longest_wait_s) {
            set(*row.add_longest_wait_s(), band);
        }
        for (const Band& band : line.waiting) {
            set(*row.add_waiting(), band);
        }
        if (line.answered_in_time) {
            set(*row.mutable_answered_in_time(), *line.answered_in_time);
        }
    }
    for (const ProjectedPool& pool : projection.pools) {
        v1::Projection::ProjectedPool& row = *told.add_pools();
        for (const Band& band : pool.free) {
            set(*row.add_free(), band);
        }
    }
    return message.SerializeAsString();
}

std::string answer_frame(const AnswerFacts& facts) {
    v1::ServerMessage message;
    v1::InputAnswer& answer = *message.mutable_answer();
    answer.set_id(facts.id);
    answer.set_accepted(facts.answer.accepted);
    if (!facts.answer.accepted) {
        answer.set_reason(facts.answer.reason);
    }
    answer.set_repeated(facts.answer.repeated);
    answer.set_at_us(microseconds(facts.answer.at));
    if (facts.answer.effective != kNever) {
        answer.set_effective_us(microseconds(facts.answer.effective));
    }
    answer.set_count(facts.answer.count);
    if (!facts.code.empty()) {
        answer.set_code(facts.code);
    }
    if (!facts.path.empty()) {
        answer.set_path(facts.path);
    }
    return message.SerializeAsString();
}

std::string goodbye_frame(GoodbyeWhy why, const std::string& text, double retry_s) {
    v1::ServerMessage message;
    message.mutable_goodbye()->set_why(why_of(why));
    message.mutable_goodbye()->set_text(text);
    message.mutable_goodbye()->set_retry_s(retry_s);
    return message.SerializeAsString();
}

}  // namespace fcr
