// What a supplier does with the calls themselves: its own calls, clocks, menus, desks, diversions.
#include "sim/contract_study/probe_parts.hpp"
#include "sim/control_room/lineage.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <unordered_map>

namespace fcr::probing {
namespace {

constexpr double kAnnouncement = 90.0;   // seconds; Kent, model.md 6.4
constexpr double kPaddingCalls = 349.0;  // in a month; Lincolnshire, December 2015
constexpr Duration kShortAbandon = std::chrono::seconds{60};

}  // namespace

Probe padding(const ProbeFacts& facts) {
    const auto pools = supplier_pools(facts);
    const auto classes = classes_of(facts);
    if (pools.empty() || classes.empty()) {
        return not_tried("the contract has no pool of the supplier that could ring its own line");
    }
    Probe probe;
    probe.figure = indicator(facts);
    probe.how = fmt::format(
        "staff try {:.0f} calls of 10 s a month to their own line from 01:00 to "
        "05:00 while nobody waits, not flagged",
        kPaddingCalls);
    probe.edit = [pools, call_class = CallClassId{classes.front()}](Scenario& scenario) {
        for (const PoolId pool : pools) {
            std::optional<BehaviourPlan>& people = scenario.pools[pool.index()].behaviour;
            people = people.value_or(BehaviourPlan{});
            people->padding_per_hour =
                kPaddingCalls * 12.0 / 365.25 / 4.0 / static_cast<double>(pools.size());
            people->padding_hours = {.from = std::chrono::hours{1}, .until = std::chrono::hours{5}};
            people->padding_class = call_class;
            people->padding_talk = ConstantLaw{10.0};
        }
    };
    probe.judge = [definition = facts.definition](
                      const ProbeRecords&, const ProbeRecords& played, const CompiledScenario&) {
        return ProbeSample{.reported = level(played, definition),
                           .genuine = level(played, definition, is_genuine)};
    };
    return probe;
}

Probe two_clocks(const ProbeFacts& facts) {
    const bool operator_leg = line_of(facts).operator_leg.has_value();
    KpiDefinition friendly = facts.definition;
    KpiDefinition strict = facts.definition;
    friendly.clock = operator_leg ? ClockStart::NetworkArrive : ClockStart::SegmentPresented;
    strict.clock = operator_leg ? ClockStart::OperatorConnect : ClockStart::NetworkArrive;
    Probe probe;
    probe.figure = indicator(facts);
    probe.how = operator_leg
                    ? "the same calls on the force's clock (T3) instead of the operator's (T2)"
                    : "the same calls from when the pool that answers is asked instead of from the "
                      "switch (T3)";
    probe.judge = [friendly, strict](
                      const ProbeRecords& honest, const ProbeRecords&, const CompiledScenario&) {
        return ProbeSample{.reported = level(honest, friendly), .genuine = level(honest, strict)};
    };
    return probe;
}

Probe announcement(const ProbeFacts& facts) {
    KpiDefinition after = facts.definition;
    KpiDefinition from_arrival = facts.definition;
    after.clock = ClockStart::MessageEnd;
    from_arrival.clock = ClockStart::NetworkArrive;
    Probe probe;
    probe.figure = indicator(facts);
    const auto* constant = std::get_if<ConstantLaw>(&line_of(facts).message);
    const bool has_message = constant == nullptr || constant->value_s > 0.0;
    if (has_message) {
        probe.how = "the line's own announcement before the clock instead of in it";
    } else {
        probe.how = fmt::format("an announcement of {:.0f} s before the queue, the clock after it",
                                kAnnouncement);
        probe.edit = [line = facts.definition.line](Scenario& scenario) {
            for (std::size_t row = 0; row < scenario.lines.size(); ++row) {
                if ((!line || line->index() == row) && !scenario.lines[row].internal) {
                    scenario.lines[row].message = ConstantLaw{kAnnouncement};
                }
            }
        };
    }
    probe.judge = [after, from_arrival](
                      const ProbeRecords&, const ProbeRecords& played, const CompiledScenario&) {
        return ProbeSample{.reported = level(played, after),
                           .genuine = level(played, from_arrival)};
    };
    return probe;
}

namespace {

// ------------------------------------------------------------------ 4 to 7

/// Whoever the desk passes on has waited twice.
RatioSample end_to_end(const ProbeRecords& records, const KpiDefinition& definition) {
    std::unordered_map<std::uint64_t, const CallRecord*> passed_on;
    for (const CallRecord& call : records.calls) {
        if (call.origin == Origin::Transfer) {
            passed_on[call.lineage ^ call.caller] = &call;
        }
    }
    const CountingRule rule = counting_rule(definition);
    RatioSample sample;
    for (const CallRecord& call : records.calls) {
        if (!counts_in(definition, call, std::nullopt) || call.origin == Origin::Transfer) {
            continue;
        }
        sample.denominator += 1.0;
        if (call.outcome != Outcome::Answered) {
            continue;
        }
        Duration wait = call.times.answered - clock_start(call, rule.clock);
        const auto next =
            passed_on.find(child_lineage(call.lineage, Origin::Transfer, 0) ^ call.caller);
        bool answered = true;
        if (next != passed_on.end()) {
            const CallRecord& second = *next->second;
            answered = second.outcome == Outcome::Answered;
            wait += answered ? second.times.answered - second.times.offered : Duration{0};
        }
        sample.numerator += answered && wait <= rule.within_max ? 1.0 : 0.0;
    }
    return sample;
}

}  // namespace

Probe thin_desk(const ProbeFacts& facts) {
    const auto classes = classes_of(facts);
    const bool has_desk = std::ranges::any_of(
        classes, [&](std::size_t row) { return !facts.scenario.call_classes[row].next.empty(); });
    if (!has_desk) {
        return not_tried(
            "the scenario has no second queue behind its first (next); "
            "config/scenarios/mid_force_triage.txtpb has one");
    }
    Probe probe;
    probe.figure = indicator(facts);
    probe.how = "the first desk's answer alone, against both waits of those it passes on";
    probe.judge = [definition = facts.definition](
                      const ProbeRecords& honest, const ProbeRecords&, const CompiledScenario&) {
        return ProbeSample{.reported = level(honest, definition),
                           .genuine = end_to_end(honest, definition)};
    };
    return probe;
}

namespace {

KpiDefinition abandonment_of(const ProbeFacts& facts) {
    KpiDefinition definition = facts.definition;
    definition.type = KpiType::Abandonment;
    definition.abandonment = AbandonmentFormula::Ab1All;
    return definition;
}

}  // namespace

Probe short_abandonments(const ProbeFacts& facts) {
    const KpiDefinition all = abandonment_of(facts);
    KpiDefinition late = all;
    late.abandonment = AbandonmentFormula::Ab3AfterShort;
    late.short_abandon = kShortAbandon;
    Probe probe;
    probe.figure = "abandoned, " + line_of(facts).name;
    probe.lower_is_better = true;
    probe.how = fmt::format("abandonments within {} do not count", seconds(kShortAbandon));
    probe.judge = [all, late](
                      const ProbeRecords& honest, const ProbeRecords&, const CompiledScenario&) {
        return ProbeSample{.reported = level(honest, late), .genuine = level(honest, all)};
    };
    return probe;
}

Probe netted_call_backs(const ProbeFacts& facts) {
    const auto classes = classes_of(facts);
    const bool offers = std::ranges::any_of(classes, [&](std::size_t row) {
        return facts.scenario.call_classes[row].call_back.has_value();
    });
    if (!offers) {
        return not_tried(
            "the scenario offers no call-backs (call_back); "
            "config/scenarios/mid_force_callback.txtpb does");
    }
    Probe probe;
    probe.figure = "abandoned, " + line_of(facts).name;
    probe.lower_is_better = true;
    probe.how = "call-backs that reached the caller are taken off";
    probe.judge = [all = abandonment_of(facts)](
                      const ProbeRecords& honest, const ProbeRecords&, const CompiledScenario&) {
        RatioSample gross = level(honest, all);
        RatioSample net = gross;
        for (const CallRecord& call : honest.calls) {
            if (call.origin == Origin::CallBack && call.outcome == Outcome::Answered) {
                net.numerator -= 1.0;
            }
        }
        return ProbeSample{.reported = net, .genuine = gross};
    };
    return probe;
}

Probe menu_base(const ProbeFacts& facts) {
    const auto classes = classes_of(facts);
    const Line& line = line_of(facts);
    Probe probe;
    probe.figure = indicator(facts);
    if (line.message_leave_share + line.message_served_share > 0.0) {
        probe.how = "calls that leave in the menu are not in the base";
        probe.judge = [definition = facts.definition](const ProbeRecords& honest,
                                                      const ProbeRecords&,
                                                      const CompiledScenario&) {
            const auto in_queue = [](const CallRecord& call) {
                return call.times.offered != kNever;
            };
            return ProbeSample{.reported = level(honest, definition, in_queue),
                               .genuine = level(honest, definition)};
        };
        return probe;
    }
    if (classes.size() < 2) {
        return not_tried(
            "the line has one class and no menu that callers leave in "
            "(message_leave_share)");
    }
    probe.how = "the base is the class of the line with the best level alone";
    probe.judge = [definition = facts.definition, classes](
                      const ProbeRecords& honest, const ProbeRecords&, const CompiledScenario&) {
        RatioSample best;
        for (const std::size_t row : classes) {
            KpiDefinition one = definition;
            one.call_class = CallClassId{row};
            const RatioSample sample = level(honest, one);
            if (sample.denominator > 0.0 &&
                (best.denominator == 0.0 ||
                 sample.numerator * best.denominator > best.numerator * sample.denominator)) {
                best = sample;
            }
        }
        return ProbeSample{.reported = best, .genuine = level(honest, definition)};
    };
    return probe;
}

Probe diverted_calls(const ProbeFacts& facts) {
    const auto classes = classes_of(facts);
    const Duration before = facts.definition.threshold - std::chrono::seconds{1};
    if (before <= Duration::zero() || classes.empty()) {
        return not_tried("the threshold leaves no moment to divert before it");
    }
    Probe probe;
    probe.figure = indicator(facts);
    probe.how = fmt::format("a call that has waited {} is sent to another force and not counted",
                            seconds(before));
    probe.edit = [classes, before](Scenario& scenario) {
        for (const std::size_t row : classes) {
            std::vector<RouteStep>& route = scenario.call_classes[row].route;
            std::erase_if(route, [before](const RouteStep& step) { return step.after >= before; });
            route.push_back({.after = before, .pools = {}, .divert = true});
        }
    };
    probe.judge = [definition = facts.definition](
                      const ProbeRecords&, const ProbeRecords& played, const CompiledScenario&) {
        const auto kept = [](const CallRecord& call) { return call.outcome != Outcome::Diverted; };
        return ProbeSample{.reported = level(played, definition, kept),
                           .genuine = level(played, definition)};
    };
    return probe;
}

}  // namespace fcr::probing
