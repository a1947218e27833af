// What a call begets: redials, another line, repeats, ring-backs, call-backs, duplicates.
#include "sim/control_room/control_room.hpp"

#include <algorithm>

namespace fcr {
namespace {

/// More calls of one line of descent than any rule asks for.
constexpr std::uint8_t kAttemptsMax = 250;

/// Whether the call from which another follows has told the force what it is about. The force's own
/// further attempts at somebody it has not reached are of the origin of the first.
bool told(const CallRecord& parent, Origin next) {
    const bool not_reached = next == parent.origin && next != Origin::Redial;
    return parent.outcome == Outcome::Answered && !not_reached;
}

}  // namespace

/// Somebody who rings because of the call, with the draws of that call's own; empty where nothing
/// follows: not from padding, not beyond the attempts, not after the end. The draws are keyed by
/// parent, origin and attempt; the patience and the work are `kept` where they are given.
std::optional<Caller> ControlRoom::caller_after(const CallRecord& parent,
                                                const Following& next) const {
    SimTime dials = next.since;
    if (next.delay != nullptr) {
        dials += course_.span(parent, next.purpose, *next.delay);
    }
    if (parent.origin == Origin::Padding || next.attempt > kAttemptsMax ||
        dials >= scenario_.latest_end) {
        return std::nullopt;
    }
    Caller caller;
    caller.key = parent.caller;
    caller.lineage = child_lineage(parent.lineage, next.origin, next.attempt);
    caller.origin = next.origin;
    caller.attempt = static_cast<std::uint8_t>(next.attempt);
    caller.call_class = next.to;
    caller.dialled = dials;
    caller.known = parent.known || told(parent, next.origin);
    caller.matter = parent.matter;
    course_.draw_following(caller);
    if (next.kept != nullptr && caller.reached) {
        caller.draws = *next.kept;
    }
    return caller;
}

/// Plans what follows. `prospect` is that of a call which might have had no such sequel; what is
/// agreed has one of its own.
void ControlRoom::plan_call(const CallRecord& parent,
                            const Following& next,
                            std::uint64_t prospect) {
    const std::optional<Caller> caller = caller_after(parent, next);
    if (!caller) {
        return;
    }
    if (takes_commands_ && prospect == 0) {
        prospect = prospects_.add({.origin = next.origin,
                                   .since = next.since,
                                   .call = parent,
                                   .to = next.to,
                                   .attempt = next.attempt,
                                   .delay = next.delay});
    }
    plan(*caller, prospect);
}

/// Keeps a caller whose draws are made until it is time to ring.
void ControlRoom::plan(const Caller& caller, std::uint64_t prospect) {
    if (!returning_.plan(caller, prospect)) {
        stop_at(Limit::ReturningCalls);
        return;
    }
    set_next_return();
}

/// What follows when a caller was lost: abandoned, blocked or cut off.
void ControlRoom::after_lost(const RoomCall& lost) {
    const CallRecord& call = lost.record;
    const CompiledFollowUps& follow_ups = scenario_.follow_ups[call.call_class];
    const auto work = [this](const CompiledNextCall& next, Origin origin) {
        return Following{.to = next.to, .origin = origin, .since = now(), .delay = &next.delay};
    };
    if (call.outcome == Outcome::Abandoned) {
        if (call.abandon_reason == AbandonReason::ServedByMenu) {
            return;
        }
        if (call.abandon_reason == AbandonReason::CallBack) {
            plan_call(call, work(follow_ups.call_back->work, Origin::CallBack));
            return;
        }
        const auto& ring_back = follow_ups.ring_back;
        if (ring_back && course_.uniform(call, Purpose::RingBackChoice) < ring_back->share) {
            plan_call(call, work(ring_back->work, Origin::RingBack));
        }
    }
    if (follow_ups.after_loss) {
        redial(lost, *follow_ups.after_loss);
    }
}

/// The caller rings again, or tries another line, or neither.
void ControlRoom::redial(const RoomCall& lost, const CompiledAfterLoss& loss) {
    const std::uint64_t prospect = hope(ProspectKind::Loss, lost);
    if (auto next = next_after_loss(lost.record, lost.draws, loss, now())) {
        if (course_.knows_patience_end(lost.record)) {
            next->kept = nullptr;  // a moment is no draw
        }
        plan_call(lost.record, *next, prospect);
    }
}

/// A call after which another may come or not; the number of the prospect where such are kept.
std::uint64_t ControlRoom::hope(ProspectKind kind,
                                const RoomCall& call,
                                const CompiledLineCut* cut) {
    if (!takes_commands_) {
        return 0;
    }
    return prospects_.add({.kind = kind,
                           .reached = call.reached,
                           .since = now(),
                           .call = call.record,
                           .patience_word = call.draws.patience_word,
                           .cut = cut});
}

std::optional<Following> ControlRoom::next_after_loss(const CallRecord& call,
                                                      const CallDraws& draws,
                                                      const CompiledAfterLoss& loss,
                                                      SimTime since) const {
    const std::uint32_t attempt = std::uint32_t{call.attempt} + 1;
    const double share = call.attempt == 0 ? loss.redial_first : loss.redial_later;
    if (attempt < loss.attempts_max && course_.uniform(call, Purpose::LossChoice) < share) {
        return Following{.to = call.call_class,
                         .origin = Origin::Redial,
                         .attempt = attempt,
                         .since = since,
                         .delay = &loss.redial_delay,
                         .purpose = Purpose::LossDelay,
                         .kept = loss.same_patience ? &draws : nullptr};
    }
    const Duration waited = since - call.times.network_arrive;
    if (waited >= loss.change_after_wait &&
        course_.uniform(call, Purpose::ChangeChoice) < loss.change_share) {
        return Following{.to = loss.change.to,
                         .origin = Origin::LineChange,
                         .attempt = attempt,
                         .since = since,
                         .delay = &loss.change.delay};
    }
    return std::nullopt;
}

/// What follows when a call was answered and is over.
void ControlRoom::after_served(const RoomCall& call) {
    const CallRecord& record = call.record;
    const CompiledFollowUps& follow_ups = scenario_.follow_ups[record.call_class];
    const std::uint32_t attempt = std::uint32_t{record.attempt} + 1;
    if (!call.reached) {
        const CompiledOutbound& outbound = *follow_ups.outbound;
        if (attempt < outbound.attempts_max) {
            plan_call(record,
                      {.to = record.call_class,
                       .origin = record.origin,
                       .attempt = attempt,
                       .since = now(),
                       .delay = &outbound.retry_delay});
        }
        return;
    }
    if (follow_ups.repeat) {
        const std::uint64_t prospect = hope(ProspectKind::Repeat, call);
        if (const auto next = next_repeat(record, now())) {
            plan_call(record, *next, prospect);
        }
    }
    plan_back_record(record);
    keep_on_paper(record);
}

std::optional<Following> ControlRoom::next_repeat(const CallRecord& call, SimTime since) const {
    const CompiledRepeat& repeat = *scenario_.follow_ups[call.call_class].repeat;
    const Duration waited = call.times.answered - call.times.network_arrive;
    const double share = waited > repeat.after_wait ? repeat.share_after_wait : repeat.share;
    if (course_.uniform(call, Purpose::RepeatChoice) >= share) {
        return std::nullopt;
    }
    return Following{.to = repeat.call.to,
                     .origin = Origin::Repeat,
                     .attempt = std::uint32_t{call.attempt} + 1,
                     .since = since,
                     .delay = &repeat.call.delay,
                     .purpose = Purpose::RepeatDelay};
}

/// An incident's calls come one after another, each a gap after the one before, whatever becomes of
/// those.
void ControlRoom::beget_duplicates(const Caller& caller, std::uint32_t so_far) {
    std::uint32_t more = caller.more;
    CallClassId incident = caller.incident_class;
    if (caller.origin == Origin::Caller) {
        if (!scenario_.follow_ups[caller.call_class].cluster) {
            return;
        }
        more = cluster_size(caller.call_class, caller.key, caller.lineage) - 1;
        incident = caller.call_class;
    } else if (caller.origin != Origin::Duplicate) {
        return;
    }
    std::uint64_t prospect = 0;
    if (takes_commands_) {
        Prospect row{.kind = ProspectKind::Cluster, .since = now(), .to = incident};
        row.call.caller = caller.key;
        row.attempt = so_far + 1;
        prospect = prospects_.add(row);
    }
    if (more == 0) {
        return;
    }
    const Caller next = next_duplicate(caller.key, incident, more, now());
    if (next.dialled < scenario_.latest_end) {
        plan(next, prospect);
    }
}

/// How many callers an incident has in all, by the first one's own draw.
std::uint32_t ControlRoom::cluster_size(CallClassId incident,
                                        std::uint64_t key,
                                        std::uint64_t lineage) const {
    const CompiledCluster& cluster = *scenario_.follow_ups[incident].cluster;
    const double place = course_.uniform(entity_of(key, lineage), Purpose::ClusterSize);
    return std::ranges::find_if(cluster.sizes,
                                [=](const Cluster::Size& row) { return place < row.cumulative; })
        ->calls;
}

/// The next of `more` further callers about an incident, a gap after the one before.
Caller ControlRoom::next_duplicate(std::uint64_t key,
                                   CallClassId incident,
                                   std::uint32_t more,
                                   SimTime since) const {
    const CompiledCluster& cluster = *scenario_.follow_ups[incident].cluster;
    Caller next;
    next.key = key;
    next.lineage = child_lineage(1, Origin::Duplicate, more);
    next.origin = Origin::Duplicate;
    next.more = static_cast<std::uint16_t>(more - 1);
    next.incident_class = incident;
    const EntityKey own = entity_of(next.key, next.lineage);
    const bool recognised = course_.uniform(own, Purpose::Recognised) < cluster.recognised;
    next.call_class = recognised ? cluster.duplicate : incident;
    next.known = recognised;
    next.matter = static_cast<std::uint16_t>(more);
    next.dialled = since + course_.span(own, Purpose::ClusterGap, cluster.gap);
    if (next.dialled < scenario_.latest_end) {
        course_.draw_following(next);
    }
    return next;
}

}  // namespace fcr
