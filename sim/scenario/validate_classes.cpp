// Call classes and their routes: every class can be answered, every pool can be reached.
#include "proto/fcr/v1/scenario.pb.h"
#include "sim/base/check.hpp"
#include "sim/scenario/validation.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <utility>

namespace fcr {

namespace {

using C = v1::CallClass;

constexpr double kSumTolerance = 1e-6;

Block class_block(const Validation& validation, std::size_t row) {
    return validation.root.child(v1::Scenario::kCallClassesFieldNumber, static_cast<int>(row));
}

LineId read_line(Validation& validation, const Block& block) {
    if (!block.has(C::kLineFieldNumber)) {
        block.missing(C::kLineFieldNumber, "must be given, the name of a line");
        validation.names_resolve = false;
        return {};
    }
    const std::optional<std::size_t> row = block.named(C::kLineFieldNumber, validation.lines);
    if (!row) {
        validation.names_resolve = false;
    }
    return LineId{row.value_or(0)};
}

CallClass read_class(Validation& validation, const Block& block) {
    CallClass call_class;
    call_class.name = block.text(C::kNameFieldNumber);
    call_class.line = read_line(validation, block);
    const std::optional<double> share = block.number(C::kShareFieldNumber, kShare);
    if (block.has(C::kShareFieldNumber) && !share) {
        validation.shares_in_range = false;
    }
    call_class.share = share.value_or(1.0);
    call_class.priority =
        block.count_or(C::kPriorityFieldNumber, {.min = 1.0, .max = 255.0}, call_class.priority);
    call_class.time_credit =
        duration_from_seconds(block.number_or(C::kTimeCreditSFieldNumber, kSpan, 0.0));
    if (!block.has(C::kTalkFieldNumber)) {
        block.missing(C::kTalkFieldNumber,
                      "must be given, such as talk { exponential { mean_s: 300 } }");
    }
    call_class.talk = read_law(block, C::kTalkFieldNumber, LawUse::Span, ConstantLaw{});
    call_class.wrap_up = read_law(block, C::kWrapUpFieldNumber, LawUse::Span, ConstantLaw{});
    call_class.patience = read_law(block, C::kPatienceFieldNumber, LawUse::Patience, NeverLaw{});
    call_class.balk_probability = block.number_or(C::kBalkProbabilityFieldNumber, kShare, 0.0);
    return call_class;
}

/// Every line has classes, and their shares make up its calls. Shares are then made to sum to 1
/// as exactly as numbers can.
void check_shares(Validation& validation) {
    if (!validation.names_resolve) {
        return;
    }
    for (std::size_t line = 0; line < validation.scenario.lines.size(); ++line) {
        std::vector<std::size_t> rows;
        double sum = 0.0;
        for (std::size_t row = 0; row < validation.scenario.call_classes.size(); ++row) {
            if (validation.scenario.call_classes[row].line == LineId{line}) {
                rows.push_back(row);
                sum += validation.scenario.call_classes[row].share;
            }
        }
        if (rows.empty()) {
            validation.root.child(v1::Scenario::kLinesFieldNumber, static_cast<int>(line))
                .refuse_block({}, "must have a call class: none names this line");
        } else if (!validation.shares_in_range) {
            continue;
        } else if (std::abs(sum - 1.0) > kSumTolerance) {
            const Block block = class_block(validation, rows.front());
            const std::string remedy =
                fmt::format("shares of the classes of line {} must sum to 1; they sum to {:.9g}",
                            validation.lines.names[line],
                            sum);
            if (block.has(C::kShareFieldNumber)) {
                block.refuse(C::kShareFieldNumber, remedy);
            } else {
                block.missing(C::kShareFieldNumber, remedy);
            }
        } else {
            for (const std::size_t row : rows) {
                validation.scenario.call_classes[row].share /= sum;
            }
        }
    }
}

bool has_skill(const Pool& pool, CallClassId call_class) {
    return std::ranges::count(pool.skills, call_class) > 0;
}

/// The pools of a step; those that cannot serve are refused and left out.
std::vector<PoolId> read_step_pools(Validation& validation, const Block& step, CallClassId id) {
    using S = v1::RouteStep;
    std::vector<PoolId> pools;
    const int count = step.rows(S::kPoolsFieldNumber, 1, 64);
    for (int index = 0; index < count; ++index) {
        const auto row = step.named(S::kPoolsFieldNumber, validation.pools, index);
        if (!row) {
            validation.names_resolve = false;
            continue;
        }
        const Pool& pool = validation.scenario.pools[*row];
        if (!has_skill(pool, id)) {
            step.refuse(S::kPoolsFieldNumber,
                        index,
                        fmt::format("must have the skill: skill group {} of this pool does not "
                                    "list call class {}",
                                    pool.skill_group,
                                    validation.classes.names[id.index()]));
        } else if (std::ranges::count(pools, PoolId{*row}) > 0) {
            step.refuse(S::kPoolsFieldNumber, index, "must be named once in a step");
        }
        pools.emplace_back(*row);
    }
    if (count == 0) {
        validation.names_resolve = false;
    }
    return pools;
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
        if (index == 0 && read.after > Duration::zero()) {
            step.refuse(S::kAfterSFieldNumber, "must be 0 in the first step, or left out");
        } else if (index == 0 && read.move) {
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
        read.pools = read_step_pools(validation, step, id);
        route.push_back(std::move(read));
    }
    return route;
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

void validate_classes(Validation& validation) {
    for (std::size_t row = 0; row < validation.classes.names.size(); ++row) {
        validation.scenario.call_classes.push_back(
            read_class(validation, class_block(validation, row)));
    }
    check_shares(validation);
}

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
        if (block.size(C::kRouteFieldNumber) > 0) {
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
