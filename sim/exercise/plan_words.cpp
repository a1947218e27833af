#include "sim/exercise/plan_words.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cstdint>

namespace fcr {
namespace {

std::string for_a_time(const std::optional<Duration>& length, std::string_view otherwise) {
    return length ? "for " + span_words(*length) : std::string(otherwise);
}

/// A command of an events list as a person reads it.
struct CommandWords {
    const Scenario& scenario;

    [[nodiscard]] const std::string& of(PoolId pool) const {
        return scenario.pools[pool.index()].name;
    }
    [[nodiscard]] const std::string& of(LineId line) const {
        return scenario.lines[line.index()].name;
    }

    [[nodiscard]] std::string operator()(const BringCalls& burst) const {
        return fmt::format("{} calls of {} come over {}",
                           burst.calls,
                           scenario.call_classes[burst.call_class.index()].name,
                           span_words(burst.over));
    }
    [[nodiscard]] std::string operator()(const RaiseDemand& raise) const {
        return fmt::format("{:g} times the calls on {} for {}",
                           raise.factor,
                           of(raise.line),
                           span_words(raise.length));
    }
    [[nodiscard]] std::string operator()(const LoseStaff& loss) const {
        std::string who = loss.people > 0 ? fmt::format("{} people", loss.people) : std::string();
        if (loss.share > 0.0) {
            who += fmt::format("{}{:g} %", who.empty() ? "" : " and ", loss.share * 100.0);
        }
        return fmt::format("{} of {} leave {}",
                           who,
                           of(loss.pool),
                           for_a_time(loss.length, "until they are told to return"));
    }
    [[nodiscard]] std::string operator()(const ReturnStaff& back) const {
        return fmt::format("who left {} comes back", of(back.pool));
    }
    [[nodiscard]] std::string operator()(const FailSystem& fault) const {
        const std::string until = for_a_time(fault.length, "until it is mended");
        return fault.system == System::CommandAndControl
                   ? fmt::format("command and control is down, calls take {:g} times as long, {}",
                                 fault.handling_factor,
                                 until)
                   : fmt::format("{:g} % of callers on {} do not get through, {}",
                                 fault.connect_loss_share * 100.0,
                                 of(fault.line),
                                 until);
    }
    [[nodiscard]] std::string operator()(const MendSystem& mended) const {
        return mended.system == System::CommandAndControl ? "command and control works again"
                                                          : "telephony works again";
    }
    [[nodiscard]] std::string operator()(const RefuseOverflow& refusal) const {
        return refusal.on ? "the contractor refuses overflow" : "the contractor takes overflow";
    }
    [[nodiscard]] std::string operator()(const RefuseAid& refusal) const {
        return refusal.on ? "the other force is busy" : "the other force can help";
    }
    /// The orders of supervisors stand on no events list.
    template <typename Order>
    [[nodiscard]] std::string operator()(const Order& /*order*/) const {
        return "an order of a supervisor";
    }
};

}  // namespace

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

std::string words_of(const ExpectedResponse& expected) {
    std::string words;
    for (const ActionKind kind : expected.any_of) {
        words += fmt::format("{}{}", words.empty() ? "" : " or ", name_of(kind));
    }
    return fmt::format("{} within {}", words, span_words(expected.within));
}

std::string words_of(const ExercisePlan& plan, const Inject& inject) {
    if (const auto* const told = std::get_if<ExerciseMessage>(&inject)) {
        return fmt::format("told: {}", told->text);
    }
    return std::visit(CommandWords{*plan.scenario}, std::get<Command>(inject));
}

}  // namespace fcr
