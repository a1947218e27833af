#include "sim/exercise/describe_exercise.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace fcr {
namespace {

/// A span as `1 h 05 min 30 s`, without the parts that are nothing.
std::string span_words(Duration span) {
    const auto seconds = static_cast<std::int64_t>(to_seconds(span));
    std::string words;
    if (seconds >= 3'600) {
        words += fmt::format("{} h ", seconds / 3'600);
    }
    if (seconds % 3'600 >= 60) {
        words += fmt::format("{} min ", seconds % 3'600 / 60);
    }
    if (seconds % 60 > 0 || words.empty()) {
        words += fmt::format("{} s ", seconds % 60);
    }
    words.pop_back();
    return words;
}

/// When a line fires: `10 min`, `when 101 longest wait above 300 for 60 s`, `by the controller`.
std::string moment_words(const ExercisePlan& plan, std::size_t row) {
    const EventLine& line = plan.lines[row];
    if (line.at) {
        return "at " + span_words(*line.at);
    }
    if (line.when) {
        const Condition& when = *line.when;
        const bool of_line =
            when.measure == Measure::LongestWait || when.measure == Measure::Waiting;
        const std::string& subject = of_line ? plan.scenario->lines[when.line.index()].name
                                             : plan.scenario->pools[when.pool.index()].name;
        const std::string_view what = when.measure == Measure::LongestWait ? "longest wait, s,"
                                      : when.measure == Measure::Waiting   ? "waiting"
                                      : when.measure == Measure::Free      ? "free"
                                                                           : "on duty";
        return fmt::format("when {} {} {} {} for {}",
                           subject,
                           what,
                           when.above ? "above" : "below",
                           when.limit,
                           span_words(when.lasting));
    }
    const auto cause = std::ranges::find(plan.lines, std::optional(row), &EventLine::contingency);
    return cause == plan.lines.end() ? "when the controller fires it"
                                     : fmt::format("when nobody answers {} in time", cause->id);
}

std::string response_words(const ExpectedResponse& expected) {
    std::string words;
    for (const ActionKind kind : expected.any_of) {
        words += fmt::format("{}{}", words.empty() ? "" : " or ", name_of(kind));
    }
    return fmt::format("{} within {}", words, span_words(expected.within));
}

}  // namespace

std::string describe(const ExercisePlan& plan) {
    const Duration start = plan.start - plan.room->measured_from;
    std::string text = fmt::format(
        "{}\n  in the room \"{}\", seed {}\n  from {} to {} of the "
        "measured part, {}\n",
        plan.title,
        plan.scenario->title,
        plan.seed,
        span_words(start),
        span_words(start + (plan.end - plan.start)),
        span_words(plan.end - plan.start));
    const ActionTerms& terms = plan.terms;
    text += fmt::format(
        "\nTerms\n  a move takes {} to log in and leaves {} on 999; overflow opens "
        "after {}\n  people called in: {:g} % come, after {} to {}, for {}\n",
        span_words(terms.log_in),
        terms.emergency_min,
        span_words(terms.overflow_notice),
        terms.call_in_accepts * 100.0,
        span_words(terms.call_in_travel_min),
        span_words(terms.call_in_travel_max),
        span_words(terms.call_in_stay));
    for (const OffDuty& off_duty : terms.off_duty) {
        text += fmt::format("    {} of {} can be asked\n",
                            off_duty.people,
                            plan.scenario->pools[off_duty.pool.index()].name);
    }
    text += terms.pass_back ? fmt::format("  mutual aid after {}, for {}\n",
                                          span_words(terms.aid_lead),
                                          span_words(terms.aid_length))
                            : "  no mutual aid\n";
    text += terms.back_record
                ? fmt::format("  on paper calls take {:g} times as long\n", terms.paper_factor)
                : "  no work on paper\n";
    if (!plan.objectives.empty()) {
        text += "\nObjectives\n";
    }
    for (const Objective& objective : plan.objectives) {
        text += fmt::format("  {}: {}\n", objective.id, objective.text);
    }
    text += fmt::format("\nEvents list, {} lines\n", plan.lines.size());
    for (std::size_t row = 0; row < plan.lines.size(); ++row) {
        const EventLine& line = plan.lines[row];
        text += fmt::format("  {}: {}, {}\n", line.id, line.title, moment_words(plan, row));
        for (const ExpectedResponse& expected : line.expected) {
            text += fmt::format("    expects {}\n", response_words(expected));
        }
    }
    return text;
}

}  // namespace fcr
