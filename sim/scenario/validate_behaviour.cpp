// How the people of a pool act beside the rules of the room.
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

}  // namespace

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
