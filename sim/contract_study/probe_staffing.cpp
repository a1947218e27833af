// What a supplier does with its people: who is robbed, how fast they work.
#include "sim/contract_study/probe_parts.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace fcr::probing {
namespace {

constexpr double kHurriedPace = 0.82;  // calls cut by 15 to 20 %, model.md 6.4
constexpr double kMoreRepeats = 1.5;   // assumption
constexpr std::uint32_t kMoreKeptFree = 2;

/// Pools that take calls of an emergency line and of another.
std::vector<std::size_t> mixed_pools(const Scenario& scenario) {
    std::vector<std::size_t> mixed;
    for (std::size_t row = 0; row < scenario.pools.size(); ++row) {
        bool emergency = false;
        bool other = false;
        for (const CallClassId skill : scenario.pools[row].skills) {
            const LineId line = scenario.call_classes[skill.index()].line;
            (scenario.lines[line.index()].emergency ? emergency : other) = true;
        }
        if (emergency && other) {
            mixed.push_back(row);
        }
    }
    return mixed;
}

KpiDefinition answered_in_time(LineId line, ClockStart clock, Duration within) {
    return {.type = KpiType::ServiceLevel,
            .line = line,
            .clock = clock,
            .threshold = within,
            .comparator = Comparator::AtMost,
            .formula = ServiceLevelFormula::F2Offered};
}

}  // namespace

Probe robbed_line(const ProbeFacts& facts) {
    const auto pools = mixed_pools(facts.scenario);
    std::optional<LineId> emergency;
    std::optional<LineId> other;
    for (std::size_t row = 0; row < facts.scenario.lines.size(); ++row) {
        const Line& line = facts.scenario.lines[row];
        if (line.emergency && !emergency) {
            emergency = LineId{row};
        }
        if (!line.emergency && !line.internal && !line.digital && !other) {
            other = LineId{row};
        }
    }
    if (pools.empty() || !emergency || !other) {
        return not_tried("no pool of the scenario answers an emergency line and another");
    }
    const KpiDefinition first =
        answered_in_time(*emergency, ClockStart::OperatorConnect, std::chrono::seconds{10});
    const KpiDefinition second =
        answered_in_time(*other, ClockStart::NetworkArrive, std::chrono::seconds{60});
    Probe probe;
    probe.figure = fmt::format("{} answered within 10 s, operator clock",
                               facts.scenario.lines[emergency->index()].name);
    probe.how = fmt::format("{} more seats are kept free of {} in each pool that takes both",
                            kMoreKeptFree,
                            facts.scenario.lines[other->index()].name);
    probe.side = fmt::format("{} answered within 60 s", facts.scenario.lines[other->index()].name);
    probe.edit = [pools, line = *other](Scenario& scenario) {
        for (const std::size_t row : pools) {
            Pool& pool = scenario.pools[row];
            for (const CallClassId skill : pool.skills) {
                if (scenario.call_classes[skill.index()].line != line) {
                    continue;
                }
                const auto kept =
                    std::ranges::find(pool.seats_kept_free, skill, &SeatsKeptFree::call_class);
                if (kept == pool.seats_kept_free.end()) {
                    pool.seats_kept_free.push_back({.call_class = skill, .seats = kMoreKeptFree});
                } else {
                    kept->seats += kMoreKeptFree;
                }
            }
        }
    };
    probe.judge = [first, second](const ProbeRecords& honest,
                                  const ProbeRecords& played,
                                  const CompiledScenario&) {
        return ProbeSample{.reported = level(played, first),
                           .genuine = level(honest, first),
                           .side_before = level(honest, second),
                           .side_after = level(played, second)};
    };
    return probe;
}

Probe hurried_calls(const ProbeFacts& facts) {
    const auto pools = supplier_pools(facts);
    if (pools.empty()) {
        return not_tried("the contract has no pool of the supplier whose people could hurry");
    }
    const auto repeats = [](const ProbeRecords& records) {
        RatioSample sample;
        for (const CallRecord& call : records.calls) {
            sample.numerator += call.origin == Origin::Repeat ? 1.0 : 0.0;
            sample.denominator += call.outcome == Outcome::Answered ? 1.0 : 0.0;
        }
        return sample;
    };
    Probe probe;
    probe.figure = indicator(facts);
    probe.how = fmt::format(
        "calls are cut to {:.0f} % while anybody waits, and half as many callers "
        "again have to ring once more",
        100.0 * kHurriedPace);
    const bool ring_again = std::ranges::any_of(
        facts.scenario.call_classes,
        [](const CallClass& call_class) { return call_class.repeat.has_value(); });
    if (ring_again) {
        probe.side = "repeat calls for each answered call";
    } else {
        probe.note =
            "callers do not ring again in this scenario, so what it costs them is not "
            "seen; in config/scenarios/mid_force_redial.txtpb they do";
    }
    probe.edit = [pools](Scenario& scenario) {
        for (const PoolId pool : pools) {
            std::optional<BehaviourPlan>& people = scenario.pools[pool.index()].behaviour;
            people = people.value_or(BehaviourPlan{});
            people->hurry_queue = 1;
            people->hurry_factor = kHurriedPace;
        }
        for (CallClass& call_class : scenario.call_classes) {
            if (call_class.repeat) {
                double& share = call_class.repeat->share;
                double& late = call_class.repeat->share_after_wait;
                share = std::min(share * kMoreRepeats, 1.0);
                late = std::min(late * kMoreRepeats, 1.0);
            }
        }
    };
    probe.judge = [definition = facts.definition, repeats](const ProbeRecords& honest,
                                                           const ProbeRecords& played,
                                                           const CompiledScenario&) {
        return ProbeSample{.reported = level(played, definition),
                           .genuine = level(honest, definition),
                           .side_before = repeats(honest),
                           .side_after = repeats(played)};
    };
    return probe;
}

}  // namespace fcr::probing
