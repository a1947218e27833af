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

/// Plans a call that follows from another; nothing follows from padding. Its draws are keyed by
/// parent, origin and attempt; the patience and the work are `kept` where they are given.
void ControlRoom::plan_call(const CallRecord& parent,
                            CallClassId to,
                            Origin origin,
                            std::uint32_t attempt,
                            SimTime dials,
                            const CallDraws* kept) {
    if (parent.origin == Origin::Padding || attempt > kAttemptsMax ||
        dials >= scenario_.latest_end) {
        return;
    }
    Caller caller;
    caller.key = parent.caller;
    caller.lineage = child_lineage(parent.lineage, origin, attempt);
    caller.origin = origin;
    caller.attempt = static_cast<std::uint8_t>(attempt);
    caller.call_class = to;
    caller.dialled = dials;
    caller.known = parent.known || told(parent, origin);
    caller.matter = parent.matter;
    course_.draw_following(caller);
    if (kept != nullptr && caller.reached) {
        caller.draws = *kept;
    }
    plan(caller);
}

/// Keeps a caller whose draws are made until it is time to ring.
void ControlRoom::plan(const Caller& caller) {
    if (!returning_.plan(caller)) {
        stop_at(Limit::ReturningCalls);
        return;
    }
    set_next_return();
}

/// What follows when a caller was lost: abandoned, blocked or cut off.
void ControlRoom::after_lost(const RoomCall& lost) {
    const CallRecord& call = lost.record;
    const CompiledFollowUps& follow_ups = scenario_.follow_ups[call.call_class];
    const auto delay = [&](const CompiledNextCall& next) {
        return course_.span(call, Purpose::FollowDelay, next.delay);
    };
    if (call.outcome == Outcome::Abandoned) {
        if (call.abandon_reason == AbandonReason::ServedByMenu) {
            return;
        }
        if (call.abandon_reason == AbandonReason::CallBack) {
            const CompiledNextCall& work = follow_ups.call_back->work;
            plan_call(call, work.to, Origin::CallBack, 0, now() + delay(work));
            return;
        }
        const auto& ring_back = follow_ups.ring_back;
        if (ring_back && course_.uniform(call, Purpose::RingBackChoice) < ring_back->share) {
            const CompiledNextCall& work = ring_back->work;
            plan_call(call, work.to, Origin::RingBack, 0, now() + delay(work));
        }
    }
    if (follow_ups.after_loss) {
        redial(lost, *follow_ups.after_loss);
    }
}

/// The caller rings again, or tries another line, or neither.
void ControlRoom::redial(const RoomCall& lost, const CompiledAfterLoss& loss) {
    const CallRecord& call = lost.record;
    const std::uint32_t attempt = std::uint32_t{call.attempt} + 1;
    const double share = call.attempt == 0 ? loss.redial_first : loss.redial_later;
    if (attempt < loss.attempts_max && course_.uniform(call, Purpose::LossChoice) < share) {
        const Duration delay = course_.span(call, Purpose::LossDelay, loss.redial_delay);
        plan_call(call,
                  call.call_class,
                  Origin::Redial,
                  attempt,
                  now() + delay,
                  loss.same_patience ? &lost.draws : nullptr);
        return;
    }
    const Duration waited = now() - call.times.network_arrive;
    if (waited >= loss.change_after_wait &&
        course_.uniform(call, Purpose::ChangeChoice) < loss.change_share) {
        const Duration delay = course_.span(call, Purpose::FollowDelay, loss.change.delay);
        plan_call(call, loss.change.to, Origin::LineChange, attempt, now() + delay);
    }
}

/// What follows when a call was answered and is over.
void ControlRoom::after_served(const RoomCall& call) {
    const CallRecord& record = call.record;
    const CompiledFollowUps& follow_ups = scenario_.follow_ups[record.call_class];
    const std::uint32_t attempt = std::uint32_t{record.attempt} + 1;
    if (!call.reached) {
        const CompiledOutbound& outbound = *follow_ups.outbound;
        if (attempt < outbound.attempts_max) {
            const Duration delay = course_.span(record, Purpose::FollowDelay, outbound.retry_delay);
            plan_call(record, record.call_class, record.origin, attempt, now() + delay);
        }
        return;
    }
    if (const auto& repeat = follow_ups.repeat) {
        const Duration waited = record.times.answered - record.times.network_arrive;
        const double share = waited > repeat->after_wait ? repeat->share_after_wait : repeat->share;
        if (course_.uniform(record, Purpose::RepeatChoice) < share) {
            const Duration delay = course_.span(record, Purpose::RepeatDelay, repeat->call.delay);
            plan_call(record, repeat->call.to, Origin::Repeat, attempt, now() + delay);
        }
    }
    plan_back_record(record);
    keep_on_paper(record);
}

/// An incident's calls come one after another, each a gap after the one before, whatever becomes of
/// those.
void ControlRoom::beget_duplicates(const Caller& caller) {
    std::uint32_t more = caller.more;
    CallClassId incident = caller.incident_class;
    if (caller.origin == Origin::Caller) {
        const auto& cluster = scenario_.follow_ups[caller.call_class].cluster;
        if (!cluster) {
            return;
        }
        const double place =
            course_.uniform(entity_of(caller.key, caller.lineage), Purpose::ClusterSize);
        const auto size = std::ranges::find_if(
            cluster->sizes, [=](const Cluster::Size& row) { return place < row.cumulative; });
        more = size->calls - 1;
        incident = caller.call_class;
    }
    if (more == 0) {
        return;
    }
    const CompiledCluster& cluster = *scenario_.follow_ups[incident].cluster;
    Caller next;
    next.key = caller.key;
    next.lineage = child_lineage(1, Origin::Duplicate, more);
    next.origin = Origin::Duplicate;
    next.more = static_cast<std::uint16_t>(more - 1);
    next.incident_class = incident;
    const EntityKey own = entity_of(next.key, next.lineage);
    const bool recognised = course_.uniform(own, Purpose::Recognised) < cluster.recognised;
    next.call_class = recognised ? cluster.duplicate : incident;
    next.known = recognised;
    next.matter = static_cast<std::uint16_t>(more);
    next.dialled = now() + course_.span(own, Purpose::ClusterGap, cluster.gap);
    if (next.dialled < scenario_.latest_end) {
        course_.draw_following(next);
        plan(next);
    }
}

}  // namespace fcr
