// How the people of a pool act beside the rules of the room, and who watches them.
#include "proto/fcr/v1/scenario.pb.h"
#include "sim/scenario/validation.hpp"

namespace fcr {

namespace {

using B = v1::Behaviour;

Duration hours_of(double hours) {
    return duration_from_seconds(hours * 3600.0);
}

/// Two fields of hours that are given together.
HoursOfDay read_hours(const Block& block, int from_field, int until_field, bool needed) {
    constexpr Range hours{.min = 0.0, .max = 24.0, .unit = "hours"};
    if (!block.has(from_field) && !block.has(until_field) && !needed) {
        return {};
    }
    HoursOfDay read;
    read.from = hours_of(block.needed_number(from_field, hours));
    read.until = hours_of(block.needed_number(until_field, hours));
    if (block.has(from_field) && block.has(until_field) && read.from == read.until) {
        block.refuse(until_field, "must differ from from_h");
    }
    return read;
}

void read_hurry(const Block& block, BehaviourPlan& plan) {
    using H = v1::Hurry;
    plan.hurry_queue = static_cast<std::uint32_t>(block.needed_number(
        H::kQueueAtLeastFieldNumber, {.min = 1.0, .max = 65'535.0, .unit = "calls"}));
    plan.hurry_factor = block.needed_number(H::kFactorFieldNumber, {.min = 0.1, .max = 1.0});
}

void read_padding(const Validation& validation, const Block& block, BehaviourPlan& plan) {
    using P = v1::Padding;
    plan.padding_per_hour = block.needed_number(
        P::kCallsPerHourFieldNumber, {.min = 0.001, .max = 1'000.0, .unit = "calls an hour"});
    plan.padding_hours = read_hours(block, P::kFromHFieldNumber, P::kUntilHFieldNumber, false);
    plan.padding_free = block.count_or(
        P::kFreeAtLeastFieldNumber, {.min = 1.0, .max = 4'000.0, .unit = "handlers"}, 1);
    if (!block.has(P::kCallClassFieldNumber)) {
        block.missing(P::kCallClassFieldNumber, "must be given, the name of a call class");
    }
    plan.padding_class =
        read_caller_class(validation, block, P::kCallClassFieldNumber).value_or(CallClassId{0});
    if (!block.has(P::kTalkFieldNumber)) {
        block.missing(P::kTalkFieldNumber, "must be given, such as talk { constant_s: 10 }");
    }
    plan.padding_talk = read_law(block, P::kTalkFieldNumber, LawUse::Span, ConstantLaw{});
}

void read_cross_client(const Block& block, BehaviourPlan& plan) {
    using C = v1::CrossClient;
    plan.withdrawn_share = block.needed_number(C::kShareFieldNumber, kShare);
    plan.withdrawn_hours = read_hours(block, C::kFromHFieldNumber, C::kUntilHFieldNumber, true);
}

SupervisorRule rule_of(std::optional<int> policy) {
    switch (policy.value_or(v1::Supervisor::DO_NOTHING)) {
        case v1::Supervisor::OPEN_OVERFLOW: return SupervisorRule::OpenOverflow;
        case v1::Supervisor::ALL_TO_999: return SupervisorRule::AllToEmergencies;
        case v1::Supervisor::ASK_EARLY: return SupervisorRule::AskEarly;
        default: return SupervisorRule::DoNothing;
    }
}

/// Whom the supervisor may call in.
void read_called_in(Validation& validation, const Block& block, SupervisorPlan& plan) {
    using S = v1::Supervisor;
    constexpr Range day{.min = 0.0, .max = 86'400.0, .unit = "seconds"};
    constexpr Range some_of_day{.min = 0.0, .max = 86'400.0, .above_min = true, .unit = "seconds"};
    if (!block.has(S::kPoolFieldNumber)) {
        block.missing(S::kPoolFieldNumber, "must be given, the name of a pool");
    }
    plan.seats = static_cast<std::uint32_t>(
        block.needed_number(S::kSeatsFieldNumber, {.min = 1.0, .max = 4'000.0, .unit = "seats"}));
    plan.lag = duration_from_seconds(block.number_or(S::kLagSFieldNumber, day, 900.0));
    plan.stay = duration_from_seconds(block.number_or(S::kStaySFieldNumber, some_of_day, 7'200.0));
    const auto row = block.has(S::kPoolFieldNumber)
                         ? block.named(S::kPoolFieldNumber, validation.pools)
                         : std::nullopt;
    if (!row || *row >= validation.scenario.pools.size()) {
        return;
    }
    plan.pool = PoolId{*row};
    Pool& pool = validation.scenario.pools[*row];
    if (pool.staff || pool.concurrency > 1) {
        block.refuse(S::kPoolFieldNumber, "must be a pool with seats and one call to a seat");
        return;
    }
    pool.called_in_max = plan.seats;
}

}  // namespace

void validate_supervisor(Validation& validation) {
    using S = v1::Supervisor;
    if (!validation.root.has(v1::Scenario::kSupervisorFieldNumber)) {
        return;
    }
    const Block block = validation.root.child(v1::Scenario::kSupervisorFieldNumber);
    SupervisorPlan& plan = validation.scenario.supervisor.emplace();
    if (!block.has(S::kPolicyFieldNumber)) {
        block.missing(S::kPolicyFieldNumber,
                      "must be given: DO_NOTHING, OPEN_OVERFLOW, ALL_TO_999 or ASK_EARLY");
    }
    plan.rule = rule_of(block.enumerator(S::kPolicyFieldNumber));
    plan.wait = duration_from_seconds(block.number_or(S::kWaitSFieldNumber, kSpan, 60.0));
    plan.queue = block.count_or(
        S::kQueueAtLeastFieldNumber, {.min = 1.0, .max = 65'535.0, .unit = "calls"}, 3);
    if (plan.rule == SupervisorRule::AskEarly) {
        read_called_in(validation, block, plan);
    }
}

BehaviourPlan read_behaviour(const Validation& validation, const Block& block) {
    BehaviourPlan plan;
    if (const auto threshold = block.number(B::kThresholdFirstSFieldNumber, kSpan)) {
        plan.threshold_first = duration_from_seconds(*threshold);
    }
    if (block.has(B::kHurryFieldNumber)) {
        read_hurry(block.child(B::kHurryFieldNumber), plan);
    }
    if (block.has(B::kPaddingFieldNumber)) {
        read_padding(validation, block.child(B::kPaddingFieldNumber), plan);
    }
    if (block.has(B::kCrossClientFieldNumber)) {
        read_cross_client(block.child(B::kCrossClientFieldNumber), plan);
    }
    return plan;
}

}  // namespace fcr
