// Calls that may still follow from what has happened, and the rest of those that commands bring.
#include "sim/control_room/control_room.hpp"
#include "sim/control_room/lineage.hpp"

#include <algorithm>

namespace fcr {

/// Calls that follow from others and those of commands, planned anew.
void ControlRoom::draw_following_calls(const ForkSeed& seed, SimTime horizon) {
    returning_.reset();
    set_next_return();
    for (const Prospect& prospect : prospects_.rows()) {
        if (!prospect.over) {
            draw_prospect(prospect, seed);
        }
    }
    course_.draw_from(seed.streams());
    for (const DemandBrought& demand : demands_.rows()) {
        draw_brought_demand(demand, horizon);
    }
}

/// Whether something follows and when: drawn until it would not have come by now.
void ControlRoom::draw_prospect(const Prospect& prospect, const ForkSeed& seed) {
    if (prospect.kind == ProspectKind::Certain) {
        if (const std::optional<Caller> caller = certain_sequel(prospect, seed)) {
            plan(*caller, prospect.id);
        }
        return;
    }
    for (std::uint32_t attempt = 0; attempt < kRefusalsMax; ++attempt) {
        course_.draw_from(seed.streams(attempt));
        if (prospect.kind == ProspectKind::Cluster) {
            const std::uint32_t size = cluster_size(prospect.to, prospect.call.caller, 1);
            if (size < prospect.attempt) {
                continue;
            }
            if (size == prospect.attempt) {
                return;
            }
        }
        const std::optional<Caller> caller = one_sequel(prospect);
        if (!caller) {
            return;
        }
        if (caller->network_arrive > now()) {
            plan(*caller, prospect.id);
            return;
        }
    }
}

/// By the draws in force, what follows from something after which nothing may.
std::optional<Caller> ControlRoom::one_sequel(const Prospect& prospect) const {
    const CallRecord& call = prospect.call;
    const CompiledFollowUps& follow_ups = scenario_.follow_ups[call.call_class];
    // Who gave up is as patient the next time; the work that is told then has not been seen.
    Caller again;
    again.key = call.caller;
    again.lineage = child_lineage(call.lineage, Origin::Redial, std::uint32_t{call.attempt} + 1);
    again.call_class = call.call_class;
    std::optional<Following> next;
    switch (prospect.kind) {
        case ProspectKind::Loss:
            next = next_after_loss(call, again.draws, *follow_ups.after_loss, prospect.since);
            break;
        case ProspectKind::CutOff:
            next = next_after_cut(call, again.draws, *prospect.cut, prospect.since);
            break;
        case ProspectKind::Repeat: next = next_repeat(call, prospect.since); break;
        case ProspectKind::Cluster: {
            const std::uint32_t size = cluster_size(prospect.to, call.caller, 1);
            const Caller duplicate =
                next_duplicate(call.caller, prospect.to, size - prospect.attempt, prospect.since);
            return duplicate.dialled < scenario_.latest_end ? std::optional(duplicate)
                                                            : std::nullopt;
        }
        case ProspectKind::Certain: break;
    }
    if (!next) {
        return std::nullopt;
    }
    if (next->kept != nullptr) {
        course_.draw_following(again);
        if (call.outcome == Outcome::Abandoned && call.abandon_reason == AbandonReason::GaveUp &&
            !call.patience_is_moment) {
            again.draws.patience_word = prospect.patience_word;
        }
    }
    return caller_after(call, *next);
}

/// What is agreed comes; its moment is open where it follows a law.
std::optional<Caller> ControlRoom::certain_sequel(const Prospect& prospect, const ForkSeed& seed) {
    Following next{.to = prospect.to,
                   .origin = prospect.origin,
                   .attempt = prospect.attempt,
                   .since = prospect.since};
    std::optional<Caller> caller;
    for (std::uint32_t attempt = 0; attempt < kRefusalsMax; ++attempt) {
        const Streams streams = seed.streams(attempt);
        course_.draw_from(streams);
        if (prospect.delay != nullptr) {
            // The way to the force comes on top, so that all of it may lie before now.
            const double age_s = to_seconds(std::max(Duration::zero(), now() - prospect.since));
            const bool all_of_it =
                !scenario_.lines[scenario_.classes[prospect.to].line].has_operator_leg;
            const Draw draw = streams.draw(Purpose::FollowDelay, entity_of(prospect.call));
            const double delay_s = prospect.delay->sample_beyond(
                all_of_it || attempt + 1 == kRefusalsMax ? age_s : 0.0, draw);
            next.since = prospect.since + duration_from_seconds(delay_s);
        }
        caller = caller_after(prospect.call, next);
        if (!caller || caller->network_arrive > now()) {
            return caller;
        }
    }
    // Every attempt would have come by now: it comes at once.
    caller->network_arrive = now() + Duration{1};
    return caller;
}

/// The rest of what a command brings, at the rate that it began with; the number that is left is
/// as little known as the moments.
void ControlRoom::draw_brought_demand(const DemandBrought& demand, SimTime horizon) {
    const SimTime from = std::max(demand.from, now() - kLongestLeg);
    const SimTime until = std::min(demand.until, horizon);
    if (from >= until) {
        return;
    }
    if (demand.call_class) {
        bring_rest_of_burst(demand, from, until);
    } else {
        static_cast<void>(bring_raised(demand, from, until));
    }
}

}  // namespace fcr
