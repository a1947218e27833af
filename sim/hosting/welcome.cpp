// Welcome: what stays as it is for the length of an exercise.
#include "fcr/v1/live.pb.h"
#include "sim/exercise/action.hpp"
#include "sim/exercise/plan_words.hpp"
#include "sim/hosting/frames.hpp"
#include "sim/hosting/message_words.hpp"
#include "sim/hosting/offered_actions.hpp"
#include "sim/scenario/kpi_codes.hpp"

#include <fmt/chrono.h>
#include <fmt/format.h>

#include <set>

namespace fcr {
namespace {

/// A moment as the clock on the wall tells it: `2027-04-14T07:00:00`, and `T07:00:00` in a run
/// without dates.
std::string civil_words(const ExercisePlan& plan, SimTime at) {
    std::string date;
    Duration time = (at - plan.room->measured_from) % std::chrono::hours{24};
    if (plan.scenario->calendar) {
        const LocalMoment moment = plan.scenario->calendar->moment(at - kStartOfRun);
        const std::chrono::year_month_day day(plan.scenario->calendar->days[moment.day].date);
        date = fmt::format("{:04}-{:02}-{:02}",
                           static_cast<int>(day.year()),
                           static_cast<unsigned>(day.month()),
                           static_cast<unsigned>(day.day()));
        time = moment.time_of_day;
    }
    const auto seconds = static_cast<std::int64_t>(to_seconds(time));
    return fmt::format(
        "{}T{:02}:{:02}:{:02}", date, seconds / 3'600, seconds % 3'600 / 60, seconds % 60);
}

void set_tile(v1::TileTerms& terms, TileId tile, const LevelRule& rule) {
    terms.set_id(std::string(name_of(tile)));
    terms.set_watch(rule.watch);
    terms.set_act(rule.act);
    terms.set_lower_is_worse(rule.lower_is_worse);
    terms.set_dwell_s(to_seconds(rule.dwell));
    terms.set_margin(rule.margin);
    terms.set_clear_s(to_seconds(rule.clear));
}

void set_board(v1::BoardTerms& terms, const BoardPlan& board) {
    terms.set_emergency_target(board.emergency_target);
    terms.set_emergency_minutes(static_cast<std::uint32_t>(board.emergency_minutes));
    terms.set_other_minutes(static_cast<std::uint32_t>(board.other_minutes));
    terms.set_people_minutes(static_cast<std::uint32_t>(board.people_minutes));
    terms.set_emergency_threshold_s(to_seconds(board.emergency.threshold));
    terms.set_emergency_clock(std::string(code_of(board.emergency.clock)));
    terms.set_emergency_breach_s(to_seconds(board.emergency_breach));
    set_tile(*terms.add_tiles(), TileId::EmergencyWaiting, board.emergency_waiting);
    set_tile(*terms.add_tiles(), TileId::EmergencyAnswered, board.emergency_answered);
    set_tile(*terms.add_tiles(), TileId::OtherWaiting, board.other_waiting);
    set_tile(*terms.add_tiles(), TileId::OtherOutcome, board.other_outcome);
    set_tile(*terms.add_tiles(), TileId::People, board.people);
    set_tile(*terms.add_tiles(), TileId::Risk, board.risk);
}

void add_actions(v1::Welcome& welcome, const ExercisePlan& plan) {
    for (std::size_t row = 0; row < kActionKinds; ++row) {
        const auto kind = static_cast<ActionKind>(row);
        const OfferedAction offer = offer_of(kind, plan);
        v1::LiveAction& action = *welcome.add_actions();
        action.set_kind(std::string(name_of(kind)));
        action.set_needs_reason(needs_reason(kind));
        action.set_available(offer.why_not.empty());
        action.set_why_not(offer.why_not);
        action.set_lead_s(to_seconds(offer.lead));
    }
}

void add_pools(v1::Welcome& welcome, const Scenario& scenario) {
    for (const Pool& pool : scenario.pools) {
        v1::LivePool& told = *welcome.add_pools();
        told.set_name(pool.name);
        told.set_employer(scenario.employers[pool.employer.index()].name);
        told.set_rostered(pool.staff.has_value());
        bool emergencies = false;
        std::set<std::uint32_t> lines;
        for (const CallClassId skill : pool.skills) {
            const LineId line = scenario.call_classes[skill.index()].line;
            emergencies = emergencies || scenario.lines[line.index()].emergency;
            lines.insert(static_cast<std::uint32_t>(line.index()));
        }
        told.mutable_lines()->Add(lines.begin(), lines.end());
        told.set_takes_emergencies(emergencies);
    }
}

void add_directing(v1::Welcome& welcome, const ExercisePlan& plan) {
    for (const CallClass& call_class : plan.scenario->call_classes) {
        welcome.add_call_classes(call_class.name);
    }
    for (const std::string& note : plan.instructor_notes) {
        welcome.add_instructor_notes(note);
    }
    for (std::size_t row = 0; row < plan.lines.size(); ++row) {
        const EventLine& line = plan.lines[row];
        v1::LivePlannedLine& told = *welcome.add_planned();
        told.set_id(line.id);
        told.set_title(line.title);
        if (line.at) {
            told.set_at_us(microseconds(plan.start + *line.at));
        }
        told.set_when(moment_words(plan, row));
        told.set_inject(words_of(plan, line.inject));
        for (const ExpectedResponse& expected : line.expected) {
            told.add_expected(words_of(expected));
        }
        if (line.contingency) {
            told.set_contingency(plan.lines[*line.contingency].id);
        }
        told.set_objective(line.objective);
        told.set_controller(line.controller);
    }
}

}  // namespace

std::string welcome_frame(const LiveRoom& room, const WelcomeFacts& facts) {
    const ExercisePlan& plan = room.plan();
    v1::ServerMessage message;
    v1::Welcome& welcome = *message.mutable_welcome();
    welcome.set_format(kLiveFormat);
    welcome.set_build(facts.build);
    if (facts.role) {
        welcome.set_seat(facts.seat);
        welcome.set_role(role_message(*facts.role));
    }
    if (!facts.token.empty()) {
        welcome.set_token(facts.token);
    }
    welcome.set_title(plan.title);
    welcome.set_description(plan.description);
    for (const Objective& objective : plan.objectives) {
        v1::ExerciseObjective& told = *welcome.add_objectives();
        told.set_id(objective.id);
        told.set_text(objective.text);
    }
    welcome.set_start_us(microseconds(plan.start));
    welcome.set_end_us(microseconds(plan.end));
    welcome.set_start_civil(civil_words(plan, plan.start));
    for (const Line& line : plan.scenario->lines) {
        welcome.add_lines(line.name);
        if (line.emergency) {
            welcome.add_emergency_lines(line.name);
        }
    }
    add_pools(welcome, *plan.scenario);
    add_actions(welcome, plan);
    if (facts.directing) {
        add_directing(welcome, plan);
    }
    set_board(*welcome.mutable_board(), room.wall().plan());
    for (const LineId line : room.wall().plan().other_lines) {
        welcome.add_other_lines(plan.scenario->lines[line.index()].name);
    }
    welcome.set_branch(facts.branch);
    return message.SerializeAsString();
}

}  // namespace fcr
