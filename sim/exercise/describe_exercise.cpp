#include "sim/exercise/describe_exercise.hpp"

#include "sim/exercise/plan_words.hpp"

#include <fmt/format.h>

namespace fcr {

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
            text += fmt::format("    expects {}\n", words_of(expected));
        }
    }
    return text;
}

}  // namespace fcr
