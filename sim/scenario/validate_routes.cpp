// Routes: every class can be answered, every pool can be reached.
#include "proto/fcr/v1/scenario.pb.h"
#include "sim/scenario/validation.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

namespace fcr {

namespace {

using C = v1::CallClass;

Block class_block(const Validation& validation, std::size_t row) {
    return validation.root.child(v1::Scenario::kCallClassesFieldNumber, static_cast<int>(row));
}

bool has_skill(const Pool& pool, CallClassId call_class) {
    return std::ranges::count(pool.skills, call_class) > 0;
}

/// The pools of a step; those that cannot serve are refused and left out.
std::vector<PoolId> read_pools(Validation& validation,
                               const Block& step,
                               int field,
                               CallClassId id) {
    std::vector<PoolId> pools;
    const int count = step.rows(field, 1, 64);
    for (int index = 0; index < count; ++index) {
        const auto row = step.named(field, validation.pools, index);
        if (!row) {
            validation.names_resolve = false;
            continue;
        }
        const Pool& pool = validation.scenario.pools[*row];
        if (!has_skill(pool, id)) {
            step.refuse(field,
                        index,
                        fmt::format("must have the skill: skill group {} of this pool does not "
                                    "list call class {}",
                                    pool.skill_group,
                                    validation.classes.names[id.index()]));
        } else if (std::ranges::count(pools, PoolId{*row}) > 0) {
            step.refuse(field, index, "must be named once in a step");
        }
        pools.emplace_back(*row);
    }
    if (count == 0) {
        validation.names_resolve = false;
    }
    return pools;
}

/// Two hours of the day, both or none.
void read_hours(const Block& block, int from_field, int until_field, Gate& gate) {
    constexpr Range hours{.min = 0.0, .max = 24.0, .unit = "hours"};
    const std::optional<double> from = block.number(from_field, hours);
    const std::optional<double> until = block.number(until_field, hours);
    if (block.has(from_field) != block.has(until_field)) {
        block.missing(block.has(from_field) ? until_field : from_field,
                      "must be given: from_h and until_h go together");
    }
    if (from && until) {
        gate.from_of_day = duration_from_seconds(*from * 3600.0);
        gate.until_of_day = duration_from_seconds(*until * 3600.0);
    }
}

Gate read_gate(const Block& block) {
    using G = v1::Gate;
    constexpr Range counts{.min = 0.0, .max = 65'535.0};
    Gate gate;
    read_hours(block, G::kFromHFieldNumber, G::kUntilHFieldNumber, gate);
    gate.share = block.number(G::kShareFieldNumber, kShare);
    gate.queue_at_least = block.count_or(G::kQueueAtLeastFieldNumber, counts, 0);
    if (block.has(G::kFreeAtMostFieldNumber)) {
        gate.free_at_most = block.count_or(G::kFreeAtMostFieldNumber, counts, 0);
    }
    gate.service_below = block.number_or(G::kServiceBelowFieldNumber, kShare, 0.0);
    gate.service_within =
        duration_from_seconds(block.number_or(G::kServiceWithinSFieldNumber, kSpan, 0.0));
    if (block.has(G::kServiceBelowFieldNumber) && !block.has(G::kServiceWithinSFieldNumber)) {
        block.missing(G::kServiceWithinSFieldNumber, "must be given with service_below");
    }
    gate.by_supervisor = block.as<G>().by_supervisor();
    return gate;
}

void read_step_rules(Validation& validation, const Block& step, RouteStep& read) {
    using S = v1::RouteStep;
    if (step.has(S::kWhenFieldNumber)) {
        read.when = read_gate(step.child(S::kWhenFieldNumber));
    }
    const std::optional<int> order = step.enumerator(S::kOrderFieldNumber);
    read.order = order == v1::AS_LISTED ? Order::AsListed
                 : order == v1::RANDOM  ? Order::Random
                                        : Order::LongestIdle;
    if (step.has(S::kPassBackFieldNumber)) {
        if (!read.divert) {
            step.refuse_block({}, "pass_back belongs to a step of kind DIVERT");
        }
        using B = v1::PassBack;
        const Block pass_back = step.child(S::kPassBackFieldNumber);
        read.pass_back =
            read_follow_up(validation, pass_back, B::kToClassFieldNumber, B::kDelayFieldNumber);
    }
}

/// How a class was served lately is counted once, against one limit.
void check_service_limits(const Block& block, const std::vector<RouteStep>& route) {
    std::optional<Duration> within;
    for (std::size_t row = 0; row < route.size(); ++row) {
        const std::optional<Gate>& gate = route[row].when;
        if (!gate || gate->service_below <= 0.0) {
            continue;
        }
        if (within && *within != gate->service_within) {
            block.child(C::kRouteFieldNumber, static_cast<int>(row))
                .child(v1::RouteStep::kWhenFieldNumber)
                .refuse(v1::Gate::kServiceWithinSFieldNumber,
                        fmt::format("must be {}, as in the step above it of this class",
                                    to_seconds(*within)));
        }
        within = gate->service_within;
    }
}

void check_gates(const Block& block, const std::vector<RouteStep>& route) {
    check_service_limits(block, route);
    constexpr auto gates_max = 3;
    if (std::ranges::count_if(route, [](const RouteStep& step) { return step.when.has_value(); }) >
        gates_max) {
        block.refuse(C::kRouteFieldNumber, 0, "at most 3 steps of a route may have a `when`");
    }
}

std::vector<RouteStep> read_route(Validation& validation, const Block& block, CallClassId id) {
    using S = v1::RouteStep;
    std::vector<RouteStep> route;
    const int count = block.rows(C::kRouteFieldNumber, 1, 8);
    for (int index = 0; index < count; ++index) {
        const Block step = block.child(C::kRouteFieldNumber, index);
        RouteStep read;
        read.after = duration_from_seconds(step.number_or(S::kAfterSFieldNumber, kSpan, 0.0));
        const std::optional<int> kind = step.enumerator(S::kKindFieldNumber);
        read.move = kind == v1::MOVE;
        read.divert = kind == v1::DIVERT;
        read_step_rules(validation, step, read);
        if (index == 0 && read.after > Duration::zero()) {
            step.refuse(S::kAfterSFieldNumber, "must be 0 in the first step, or left out");
        } else if (index == 0 && (read.move || read.divert)) {
            step.refuse(S::kKindFieldNumber, "the first step has nothing to move from");
        } else if (index > 0 && read.after < route.back().after) {
            const std::string remedy = fmt::format("must not be before the step above it, {} s",
                                                   to_seconds(route.back().after));
            if (step.has(S::kAfterSFieldNumber)) {
                step.refuse(S::kAfterSFieldNumber, remedy);
            } else {
                step.missing(S::kAfterSFieldNumber, remedy);
            }
        }
        if (!read.divert) {
            read.pools = read_pools(validation, step, S::kPoolsFieldNumber, id);
        } else if (step.size(S::kPoolsFieldNumber) > 0) {
            step.refuse(S::kPoolsFieldNumber, 0, "must be left out: a call diverted has left");
        } else if (index + 1 < count) {
            step.refuse(S::kKindFieldNumber, "must be the last step: a call diverted has left");
        }
        route.push_back(std::move(read));
    }
    check_gates(block, route);
    return route;
}

RouteStep step_of(std::vector<PoolId> pools) {
    RouteStep step;
    step.pools = std::move(pools);
    return step;
}

RouteStep instead_to(std::vector<PoolId> pools, Gate when) {
    RouteStep step = step_of(std::move(pools));
    step.move = true;
    step.instead = true;
    step.when = when;
    return step;
}

/// Refuses what the kind of split makes no use of.
void check_split_fields(const Block& block, int kind) {
    using S = v1::Split;
    const bool has_hours = kind == v1::TIME_OF_DAY || kind == v1::OFF_PEAK;
    const std::pair<int, bool> uses[] = {
        {S::kInHouseFieldNumber, kind != v1::ALL_TO_CONTRACTOR},
        {S::kAfterSFieldNumber, kind == v1::OVERFLOW},
        {S::kShareFieldNumber, kind == v1::FIXED_SHARE},
        {S::kFromHFieldNumber, has_hours},
        {S::kUntilHFieldNumber, has_hours},
    };
    for (const auto& [field, used] : uses) {
        if (!used && field == S::kInHouseFieldNumber && block.size(field) > 0) {
            block.refuse(field, 0, "must be left out: the contractor takes every call");
        } else if (!used && field != S::kInHouseFieldNumber && block.has(field)) {
            block.refuse(field, "must be left out: this kind of split makes no use of it");
        }
    }
}

/// A named split as the route it stands for.
std::vector<RouteStep> read_split(Validation& validation, const Block& block, CallClassId id) {
    using S = v1::Split;
    const auto pools = [&](int field, bool needed) {
        if (block.size(field) == 0) {
            if (needed) {
                block.missing(field, "must name at least one pool for this kind of split");
                validation.names_resolve = false;
            }
            return std::vector<PoolId>{};
        }
        return read_pools(validation, block, field, id);
    };
    const std::optional<int> kind = block.enumerator(S::kKindFieldNumber);
    if (!kind) {
        if (!block.has(S::kKindFieldNumber)) {
            block.missing(S::kKindFieldNumber, "must be given, such as OVERFLOW");
        }
        return {};
    }
    check_split_fields(block, *kind);
    std::vector<PoolId> in_house = pools(S::kInHouseFieldNumber, *kind != v1::ALL_TO_CONTRACTOR);
    std::vector<PoolId> contractor = pools(S::kContractorFieldNumber, true);
    for (std::size_t row = 0; row < contractor.size(); ++row) {
        if (std::ranges::count(in_house, contractor[row]) > 0) {
            block.refuse(S::kContractorFieldNumber,
                         static_cast<int>(row),
                         "must be in-house or the contractor's, not both");
        }
    }
    Gate hours;
    if (*kind == v1::TIME_OF_DAY || *kind == v1::OFF_PEAK) {
        read_hours(block, S::kFromHFieldNumber, S::kUntilHFieldNumber, hours);
        if (!block.has(S::kFromHFieldNumber)) {
            block.missing(S::kFromHFieldNumber,
                          "must be given with until_h for this kind of split");
        }
    }
    std::vector<RouteStep> route{step_of(in_house)};
    switch (*kind) {
        case v1::ALL_TO_CONTRACTOR: return {step_of(contractor)};
        case v1::OVERFLOW: {
            RouteStep& step = route.emplace_back(step_of(contractor));
            step.after = duration_from_seconds(block.needed_number(S::kAfterSFieldNumber, kSpan));
            step.move = true;
            return route;
        }
        case v1::TIME_OF_DAY: route.push_back(instead_to(contractor, hours)); return route;
        case v1::FIXED_SHARE: {
            Gate share;
            share.share = block.needed_number(S::kShareFieldNumber, kShare);
            route.push_back(instead_to(contractor, share));
            return route;
        }
        case v1::JOINT_QUEUE:
            in_house.insert(in_house.end(), contractor.begin(), contractor.end());
            return {step_of(in_house)};
        case v1::CONTRACTOR_FIRST: return {step_of(contractor), step_of(in_house)};
        case v1::OFF_PEAK: {
            RouteStep& step = route.emplace_back(step_of(contractor));
            step.when = hours;
            return route;
        }
        default: return {};
    }
}

/// Without a route every pool with the skill is asked at once.
std::vector<RouteStep> default_route(const Validation& validation, CallClassId id) {
    RouteStep step;
    for (std::size_t row = 0; row < validation.scenario.pools.size(); ++row) {
        if (has_skill(validation.scenario.pools[row], id)) {
            step.pools.emplace_back(row);
        }
    }
    return {step};
}

/// Why nobody can answer a class, or nothing.
std::string why_unanswerable(const Validation& validation, CallClassId id) {
    const auto can = [id](const std::vector<CallClassId>& classes) {
        return std::ranges::count(classes, id) > 0;
    };
    if (std::ranges::none_of(validation.group_classes, can)) {
        return "nobody can answer it: no skill group lists this call class";
    }
    const auto can_answer = [id](const Pool& pool) { return has_skill(pool, id); };
    if (std::ranges::none_of(validation.scenario.pools, can_answer)) {
        return "nobody can answer it: no pool has a skill group with this call class";
    }
    return {};
}

/// Refuses every pool that no route leads to.
void check_reached(const Validation& validation) {
    std::vector<bool> reached(validation.scenario.pools.size(), false);
    for (const CallClass& call_class : validation.scenario.call_classes) {
        for (const RouteStep& step : call_class.route) {
            for (const PoolId pool : step.pools) {
                reached[pool.index()] = true;
            }
        }
    }
    for (std::size_t row = 0; row < reached.size(); ++row) {
        if (!reached[row]) {
            validation.root.child(v1::Scenario::kPoolsFieldNumber, static_cast<int>(row))
                .refuse_block({}, "no call can reach it: no route of a call class names this pool");
        }
    }
}

}  // namespace

void validate_routes(Validation& validation) {
    for (std::size_t row = 0; row < validation.classes.names.size(); ++row) {
        const Block block = class_block(validation, row);
        const CallClassId id{row};
        const bool told = !validation.names_resolve;
        const std::string why = why_unanswerable(validation, id);
        if (!why.empty() && !told) {
            block.refuse_block({}, why);
        }
        std::vector<RouteStep>& route = validation.scenario.call_classes[row].route;
        if (block.has(C::kSplitFieldNumber)) {
            if (block.size(C::kRouteFieldNumber) > 0) {
                block.refuse(C::kRouteFieldNumber, 0, "must be left out where a split is given");
            }
            route = read_split(validation, block.child(C::kSplitFieldNumber), id);
        } else if (block.size(C::kRouteFieldNumber) > 0) {
            route = read_route(validation, block, id);
        } else {
            route = default_route(validation, id);
        }
    }
    if (validation.names_resolve) {
        check_reached(validation);
    }
}

}  // namespace fcr
