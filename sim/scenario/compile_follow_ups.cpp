#include "sim/scenario/compile_follow_ups.hpp"

#include "sim/base/check.hpp"

#include <algorithm>
#include <utility>
#include <vector>

namespace fcr {

namespace {

CompiledNextCall next_call(const FollowUp& follow_up) {
    return {.to = follow_up.to, .delay = to_distribution(follow_up.delay)};
}

CompiledAfterLoss after_loss(const AfterLoss& loss) {
    return {.redial_first = loss.redial_first,
            .redial_later = loss.redial_later,
            .attempts_max = loss.attempts_max,
            .redial_delay = to_distribution(loss.redial_delay),
            .change_share = loss.change_share,
            .change_after_wait = loss.change_after_wait,
            .change = next_call({.to = loss.change_to, .delay = loss.change_delay}),
            .same_patience = loss.same_patience};
}

CompiledFollowUps compile_class(const CallClass& call_class) {
    CompiledFollowUps compiled;
    if (call_class.after_loss) {
        compiled.after_loss = after_loss(*call_class.after_loss);
    }
    if (const auto& repeat = call_class.repeat) {
        compiled.repeat = CompiledRepeat{.share = repeat->share,
                                         .share_after_wait = repeat->share_after_wait,
                                         .after_wait = repeat->after_wait,
                                         .call = next_call(repeat->call)};
    }
    if (const auto& ring_back = call_class.ring_back) {
        compiled.ring_back =
            CompiledRingBack{.share = ring_back->share, .work = next_call(ring_back->work)};
    }
    if (const auto& offer = call_class.call_back) {
        const double handling_s = mean_s(call_class.talk) + mean_s(call_class.wrap_up);
        compiled.call_back = CompiledCallBack{.when_wait_over = offer->when_wait_over,
                                              .accept = offer->accept,
                                              .mean_handling = duration_from_seconds(handling_s),
                                              .work = next_call(offer->work)};
    }
    if (const auto& outbound = call_class.outbound) {
        compiled.outbound = CompiledOutbound{.reached = outbound->reached,
                                             .unreached = to_distribution(outbound->unreached),
                                             .attempts_max = outbound->attempts_max,
                                             .retry_delay = to_distribution(outbound->retry_delay)};
    }
    if (const auto& cluster = call_class.cluster) {
        compiled.cluster = CompiledCluster{.sizes = cluster->sizes,
                                           .gap = to_distribution(cluster->gap),
                                           .duplicate = cluster->duplicate,
                                           .recognised = cluster->recognised};
    }
    double cumulative = 0.0;
    for (const NextStage& stage : call_class.next) {
        cumulative += stage.share;
        compiled.stages.push_back(
            {.cumulative = cumulative, .to = stage.to, .conference = stage.conference});
    }
    if (const auto& recording = call_class.recording) {
        compiled.recording =
            CompiledRecording{.share = recording->share, .work = to_distribution(recording->work)};
    }
    return compiled;
}

bool has_follow_ups(const CallClass& call_class) {
    return call_class.after_loss || call_class.repeat || call_class.ring_back ||
           call_class.call_back || call_class.outbound || call_class.cluster ||
           !call_class.next.empty() || call_class.recording;
}

bool meets(const StaffCut& cut, const Scenario& scenario, PoolId pool) {
    const Pool& facts = scenario.pools[pool.index()];
    return (!cut.pool || *cut.pool == pool) && (!cut.site || *cut.site == facts.site) &&
           (!cut.employer || *cut.employer == facts.employer);
}

CompiledDisruptionStage compile_stage(const Scenario& scenario, const DisruptionStage& stage) {
    CompiledDisruptionStage compiled;
    compiled.handling_factor = stage.handling_factor;
    compiled.seats_multiplier = Table<PoolId, double>(scenario.pools.size());
    for (std::size_t row = 0; row < scenario.pools.size(); ++row) {
        double& multiplier = compiled.seats_multiplier[PoolId{row}];
        multiplier = 1.0;
        for (const StaffCut& cut : stage.staff) {
            multiplier *= meets(cut, scenario, PoolId{row}) ? cut.multiplier : 1.0;
        }
    }
    compiled.lines = Table<LineId, CompiledLineCut>(scenario.lines.size());
    for (const LineCut& cut : stage.lines) {
        compiled.lines[cut.line] = {.connect_loss_share = cut.connect_loss_share,
                                    .lost_ring_share = cut.lost_ring_share,
                                    .lost_ring = next_call(cut.lost_ring)};
    }
    if (stage.back_record) {
        compiled.back_record = next_call(*stage.back_record);
    }
    return compiled;
}

/// A disruption that is sure to come changes the expected calls themselves, so that the callers who
/// were there are kept.
void scale_rates(CompiledScenario& compiled, LineId line, SimTime from, SimTime until, double by) {
    const CompiledLine& facts = compiled.lines[line];
    for (std::uint32_t row = 0; row < facts.rates.count; ++row) {
        const SimTime begins = kStartOfRun + row * facts.interval;
        const Duration inside = std::min(until, begins + facts.interval) - std::max(from, begins);
        if (inside > Duration::zero()) {
            const double share = to_seconds(inside) / to_seconds(facts.interval);
            compiled.rates[RateId{facts.rates.first + row}] *= 1.0 + (by - 1.0) * share;
        }
    }
}

}  // namespace

void compile_follow_ups(const Scenario& scenario, CompiledScenario& compiled) {
    compiled.follow_ups = Table<CallClassId, CompiledFollowUps>(scenario.call_classes.size());
    for (std::size_t row = 0; row < scenario.call_classes.size(); ++row) {
        const CallClassId id{row};
        compiled.follow_ups[id] = compile_class(scenario.call_classes[row]);
        compiled.classes[id].has_follow_ups = has_follow_ups(scenario.call_classes[row]);
    }
}

void compile_disruptions(const Scenario& scenario, CompiledScenario& compiled) {
    std::vector<CompiledDisruptionStage> stages;
    compiled.disruptions = Table<DisruptionId, CompiledDisruption>(scenario.disruptions.size());
    for (std::size_t row = 0; row < scenario.disruptions.size(); ++row) {
        const Disruption& disruption = scenario.disruptions[row];
        compiled.disruptions[DisruptionId{row}].chance = disruption.chance;
        SimTime from = compiled.measured_from + disruption.start;
        for (const DisruptionStage& stage : disruption.stages) {
            CompiledDisruptionStage& target = stages.emplace_back(compile_stage(scenario, stage));
            target.disruption = DisruptionId{row};
            target.from = from;
            target.until = from + stage.length;
            for (const LineCut& cut : stage.lines) {
                if (cut.arrival_multiplier != 1.0) {
                    scale_rates(compiled, cut.line, from, target.until, cut.arrival_multiplier);
                }
            }
            from = target.until;
        }
    }
    std::ranges::stable_sort(stages, {}, &CompiledDisruptionStage::from);
    compiled.disruption_stages = Table<DisruptionStageId, CompiledDisruptionStage>(stages.size());
    std::ranges::move(stages, compiled.disruption_stages.begin());
}

double first_call_share(const Scenario& scenario, LineId line) {
    double calls = 0.0;
    for (std::size_t row = 0; row < scenario.call_classes.size(); ++row) {
        const CallClass& call_class = scenario.call_classes[row];
        if (call_class.line != line) {
            continue;
        }
        const bool stays =
            call_class.cluster &&
            scenario.call_classes[call_class.cluster->duplicate.index()].line == line;
        calls += call_class.share * (stays ? call_class.cluster->mean() : 1.0);
    }
    return calls > 0.0 ? 1.0 / calls : 1.0;
}

bool is_plain(const Scenario& scenario) {
    const auto has_gate = [](const RouteStep& step) {
        return step.when.has_value() || step.divert || step.order != Order::LongestIdle;
    };
    const auto is_plain_class = [&](const CallClass& call_class) {
        return !has_follow_ups(call_class) && !call_class.preempts &&
               call_class.interruption == Interruption::Never &&
               std::ranges::none_of(call_class.route, has_gate);
    };
    const auto has_preferences = [](const Pool& pool) {
        return !pool.preferences.empty() || pool.behaviour.has_value();
    };
    return scenario.disruptions.empty() && !scenario.response && !scenario.supervisor &&
           scenario.priority_rule != PriorityRule::Ageing &&
           std::ranges::all_of(scenario.call_classes, is_plain_class) &&
           std::ranges::none_of(scenario.pools, has_preferences);
}

}  // namespace fcr
