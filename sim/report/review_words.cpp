#include "sim/report/review_words.hpp"

#include "sim/exercise/plan_words.hpp"
#include "sim/report/number.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <chrono>
#include <cmath>

namespace fcr {
namespace {

std::int64_t second_of_day(SimTime at) {
    constexpr std::int64_t day = 86'400;
    const auto seconds =
        std::chrono::duration_cast<std::chrono::seconds>(at - kStartOfRun).count() % day;
    return seconds < 0 ? seconds + day : seconds;
}

const std::string& pool_name(const ExercisePlan& plan, PoolId pool) {
    return plan.scenario->pools[pool.index()].name;
}

/// What is told or decided, in one line.
std::string with_text(std::string words, const std::string& text) {
    return text.empty() ? words : words + ": " + text;
}

std::string methane_words(const SupervisorAction& action) {
    constexpr std::array<std::string_view, 7> letters{
        "major incident", "exact location", "type", "hazards", "access", "casualties", "services"};
    std::string words;
    std::string missing;
    for (std::size_t row = 0; row < letters.size(); ++row) {
        if (action.methane[row].empty()) {
            missing += missing.empty() ? "" : ", ";
            missing += letters[row];
        } else {
            words += words.empty() ? "" : "; ";
            words += fmt::format("{}: {}", letters[row], action.methane[row]);
        }
    }
    return missing.empty() ? words : words + "; not given: " + missing;
}

}  // namespace

std::string clock_minute(SimTime at) {
    const std::int64_t seconds = second_of_day(at);
    return fmt::format("{:02}:{:02}", seconds / 3'600, seconds / 60 % 60);
}

std::string clock_second(SimTime at) {
    const std::int64_t seconds = second_of_day(at);
    return fmt::format("{:02}:{:02}:{:02}", seconds / 3'600, seconds / 60 % 60, seconds % 60);
}

double minutes_since(SimTime at, const ExercisePlan& plan) {
    return six_digits(to_seconds(at - plan.start) / 60.0);
}

std::string wall_words(std::int64_t wall_us) {
    using namespace std::chrono;
    const sys_time<microseconds> at{microseconds{wall_us}};
    const sys_days day = floor<days>(at);
    const year_month_day date{day};
    const auto seconds = duration_cast<std::chrono::seconds>(at - day).count();
    return fmt::format("{:04}-{:02}-{:02} {:02}:{:02}:{:02} UTC",
                       static_cast<int>(date.year()),
                       static_cast<unsigned>(date.month()),
                       static_cast<unsigned>(date.day()),
                       seconds / 3'600,
                       seconds / 60 % 60,
                       seconds % 60);
}

std::string_view name_of(Role role) {
    switch (role) {
        case Role::Controller: return "controller";
        case Role::Evaluator: return "evaluator";
        case Role::RolePlayer: return "role-player";
        case Role::Supervisor: return "supervisor";
        case Role::Handler: return "handler";
        case Role::Observer: return "observer";
    }
    return "";
}

std::string_view name_of(ExerciseState state) {
    switch (state) {
        case ExerciseState::Draft: return "draft";
        case ExerciseState::Lobby: return "lobby";
        case ExerciseState::Running: return "running";
        case ExerciseState::Paused: return "paused";
        case ExerciseState::Ended: return "ended";
        case ExerciseState::HotDebrief: return "hot debrief";
        case ExerciseState::Closed: return "closed";
        case ExerciseState::NoDuff: return "NO DUFF";
    }
    return "";
}

std::string_view name_of(ShellMarkKind kind) {
    switch (kind) {
        case ShellMarkKind::Started: return "the program began the journal";
        case ShellMarkKind::Recovered: return "the program went on with it after an end";
        case ShellMarkKind::Stalled: return "the machine stood still";
        case ShellMarkKind::SpaceLow: return "there was little room on the disk";
        case ShellMarkKind::Ended: return "the program ended";
    }
    return "";
}

std::string_view name_of(TaskVerdict verdict) {
    switch (verdict) {
        case TaskVerdict::Met: return "met";
        case TaskVerdict::Missed: return "missed";
        case TaskVerdict::Ended: return "the exercise ended";
        case TaskVerdict::NotCued: return "not cued";
    }
    return "";
}

std::string_view name_of(OutcomeUnit unit) {
    switch (unit) {
        case OutcomeUnit::Percent: return "%";
        case OutcomeUnit::Seconds: return "s";
        case OutcomeUnit::Calls: return "calls";
        case OutcomeUnit::Minutes: return "min";
        case OutcomeUnit::Hours: return "h";
        case OutcomeUnit::Pounds: return "GBP";
        case OutcomeUnit::CallBacks: return "call-backs";
    }
    return "";
}

std::string_view name_of(OutcomeBetter better) {
    switch (better) {
        case OutcomeBetter::Higher: return "higher";
        case OutcomeBetter::Lower: return "lower";
        case OutcomeBetter::Neither: return "neither";
    }
    return "";
}

const PolicyWords& words_of(ReferencePolicy policy) {
    static constexpr PolicyWords kWords[] = {
        {"Open overflow at 60 s",
         "the overflow is ordered when somebody on another line than 999 has waited 60 s, and shut "
         "when nobody waits there"},
        {"All to 999",
         "everybody takes 999 alone from the moment somebody has waited 10 s there until nobody "
         "has "
         "waited there for 10 minutes"},
        {"Ask for help early",
         "another force is asked to take 999 as soon as a call waits on 999, where help is "
         "agreed"}};
    return kWords[static_cast<std::size_t>(policy)];
}

std::string_view words_of(DebriefHeading heading) {
    switch (heading) {
        case DebriefHeading::Meant: return "What was meant to happen";
        case DebriefHeading::Happened: return "What happened";
        case DebriefHeading::Why: return "Why";
        case DebriefHeading::Keep: return "What to keep";
        case DebriefHeading::Change: return "What to change";
        case DebriefHeading::ToDo: return "Actions, with owner and date";
        case DebriefHeading::None: return "Without a heading";
    }
    return "";
}

std::string action_words(const ExercisePlan& plan, const SupervisorAction& action) {
    std::string name(name_of(action.kind));
    std::ranges::replace(name, '_', ' ');
    switch (action.kind) {
        case ActionKind::MoveStaff:
            if (action.post) {
                return fmt::format("move {} {} from {} to {}",
                                   pool_name(plan, action.home),
                                   *action.post,
                                   pool_name(plan, action.pool),
                                   pool_name(plan, action.to));
            }
            return fmt::format("move {} {} from {} to {}",
                               action.people,
                               action.people == 1 ? "person" : "people",
                               pool_name(plan, action.pool),
                               pool_name(plan, action.to));
        case ActionKind::CallIn:
            return fmt::format("call in {} for {}", action.people, pool_name(plan, action.pool));
        case ActionKind::HoldShiftEnd:
            return fmt::format("hold the shift of {} for {}",
                               pool_name(plan, action.pool),
                               span_words(action.length));
        case ActionKind::MoveBreaks:
        case ActionKind::CancelBreaks:
            return fmt::format(
                "{} of {} for {}", name, pool_name(plan, action.pool), span_words(action.length));
        case ActionKind::StartSpill:
            return action.length > Duration::zero()
                       ? "calls may go to others after " + span_words(action.length)
                       : std::string("calls may go to others at once");
        case ActionKind::Reconcile:
            return fmt::format("reconcile {} calls without a log", action.people);
        case ActionKind::DeclareCritical:
            return "declare a critical incident, led by " + action.text;
        case ActionKind::DeclareMajor: return "declare a major incident: " + methane_words(action);
        case ActionKind::Brief:
        case ActionKind::Decide: return with_text(name, action.text);
        case ActionKind::OpenOverflow:
        case ActionKind::CloseOverflow:
        case ActionKind::EmergenciesOnly:
        case ActionKind::AllCalls:
        case ActionKind::AskForAid:
        case ActionKind::EndAid:
        case ActionKind::StartMessage:
        case ActionKind::StopMessage:
        case ActionKind::StartCallBacks:
        case ActionKind::StopCallBacks:
        case ActionKind::GoOnPaper:
        case ActionKind::Recover:
        case ActionKind::StartTriage:
        case ActionKind::StopTriage:
        case ActionKind::FallBack:
        case ActionKind::ReturnToSite:
        case ActionKind::StopSpill:
        case ActionKind::LongestWaitFirst:
        case ActionKind::PlannedPriority:
        case ActionKind::StandDownMajor: break;
    }
    return name;
}

std::vector<std::pair<std::string, std::string>> term_rows(const ExercisePlan& plan) {
    const ActionTerms& terms = plan.terms;
    std::vector<std::pair<std::string, std::string>> rows{
        {"Log-in of somebody who was moved", span_words(terms.log_in)},
        {"People left for 999", fmt::format("{}", terms.emergency_min)},
        {"Notice until the overflow opens", span_words(terms.overflow_notice)},
        {"Mutual aid",
         terms.pass_back
             ? fmt::format("after {}, for {}, {:g} % of 999 calls that find nobody free; each "
                           "comes back as work after {}",
                           span_words(terms.aid_lead),
                           span_words(terms.aid_length),
                           100.0 * terms.aid_share,
                           span_words(terms.pass_back_lag))
             : std::string("not agreed")},
        {"People called in",
         fmt::format("{:g} % come, after {} to {}, for {}",
                     100.0 * terms.call_in_accepts,
                     span_words(terms.call_in_travel_min),
                     span_words(terms.call_in_travel_max),
                     span_words(terms.call_in_stay))}};
    for (const OffDuty& off_duty : terms.off_duty) {
        rows.emplace_back("Off duty, of " + pool_name(plan, off_duty.pool),
                          fmt::format("{}", off_duty.people));
    }
    rows.emplace_back("Longest hold of a shift's end", span_words(terms.hold_max));
    rows.emplace_back("Message on lines other than 999",
                      fmt::format("{}; {:g} % of callers have what they want then",
                                  span_words(terms.message_length),
                                  100.0 * terms.message_deflects));
    rows.emplace_back(
        "Work on paper",
        terms.back_record
            ? fmt::format("calls take {:g} times as long; records are typed in over {}",
                          terms.paper_factor,
                          span_words(terms.back_record_spread))
            : std::string("none"));
    rows.emplace_back("Until partners know of a major incident", span_words(terms.major_notice));
    rows.emplace_back("Until the chief officer knows of a critical incident",
                      span_words(terms.critical_notice));
    return rows;
}

std::string figure_words(std::optional<double> value, OutcomeUnit unit) {
    if (!value) {
        return std::string(kNotMeasured);
    }
    if (unit == OutcomeUnit::Pounds) {
        return fmt::format("GBP {:.2f}", *value);
    }
    return unit == OutcomeUnit::Calls || unit == OutcomeUnit::CallBacks
               ? fmt::format("{:.0f} {}", *value, name_of(unit))
               : fmt::format("{:.1f} {}", *value, name_of(unit));
}

std::string change_words(std::optional<double> value, OutcomeUnit unit) {
    if (!value) {
        return std::string(kNotMeasured);
    }
    const double size = std::abs(*value) < 0.05 ? 0.0 : *value;
    const std::string_view name = unit == OutcomeUnit::Percent ? "points" : name_of(unit);
    return size == 0.0 ? fmt::format("0 {}", name) : fmt::format("{:+.1f} {}", size, name);
}

}  // namespace fcr
