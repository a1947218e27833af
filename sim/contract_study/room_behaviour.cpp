#include "sim/contract_study/room_behaviour.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace fcr {

namespace {

constexpr double kHoursOfDay = 24.0;
constexpr double kDaysOfMonth = 365.25 / 12.0;

/// Hours of a day that the hours have.
double length_h(const HoursOfDay& hours) {
    const double span = to_seconds(hours.until - hours.from) / 3600.0;
    return span > 0.0 ? span : span + kHoursOfDay;
}

Problem rostered(const ContractTerms& terms, std::string_view policy, const Pool& pool) {
    return {.file = terms.file,
            .field = fmt::format("supplier_model.policies[{}]", policy),
            .value = pool.name,
            .remedy = "must be about a pool with seats: people on a roster come by its own rules"};
}

/// The class of the room whose calls the padding counts as: the first of its line.
std::optional<CallClassId> padding_class(LineId line,
                                         const ScopeMap& scope,
                                         const Scenario& scenario) {
    for (std::size_t row = 0; row < scenario.call_classes.size(); ++row) {
        const LineId of_room = scenario.call_classes[row].line;
        if (scope.of(of_room) == line && !scenario.lines[of_room.index()].internal) {
            return CallClassId{row};
        }
    }
    return std::nullopt;
}

/// Lets the people of a pool act as one policy says.
struct Adding {
    const ContractTerms& terms;
    const ScopeMap& scope;
    Scenario& scenario;
    Pool& pool;

    std::optional<Problem> operator()(const ThresholdFirstPlan& plan) const {
        behaviour().threshold_first = plan.threshold;
        return std::nullopt;
    }

    std::optional<Problem> operator()(const PaddingPlan& plan) const {
        const auto call_class = padding_class(plan.line, scope, scenario);
        if (!call_class) {
            return Problem{.file = terms.file,
                           .field = "supplier_model.policies[padding].line",
                           .value = terms.scope.lines[plan.line.index()],
                           .remedy = "must be a line with calls of its own"};
        }
        BehaviourPlan& people = behaviour();
        people.padding_per_hour = plan.calls_per_month / (kDaysOfMonth * length_h(plan.hours));
        people.padding_hours = plan.hours;
        people.padding_free = plan.free_min;
        people.padding_class = *call_class;
        people.padding_talk = ConstantLaw{to_seconds(plan.talk)};
        return std::nullopt;
    }

    std::optional<Problem> operator()(const CrossClientPlan& plan) const {
        if (pool.staff) {
            return rostered(terms, "cross_client", pool);
        }
        BehaviourPlan& people = behaviour();
        people.withdrawn_share = static_cast<double>(plan.share_bp) / 10'000.0;
        people.withdrawn_hours = plan.hours;
        return std::nullopt;
    }

    std::optional<Problem> operator()(const TargetChaserPlan& /*plan*/) const {
        return pool.staff ? std::optional(rostered(terms, "target_chaser", pool)) : std::nullopt;
    }
    std::optional<Problem> operator()(const CostMinimiserPlan& /*plan*/) const {
        return pool.staff ? std::optional(rostered(terms, "cost_minimiser", pool)) : std::nullopt;
    }
    std::optional<Problem> operator()(const ZeroHoursPlan& /*plan*/) const {
        return pool.staff ? std::optional(rostered(terms, "zero_hours", pool)) : std::nullopt;
    }

    [[nodiscard]] BehaviourPlan& behaviour() const {
        if (!pool.behaviour) {
            pool.behaviour.emplace();
        }
        return *pool.behaviour;
    }
};

}  // namespace

std::vector<PoolId> pools_of(const SupplierPolicyTerms& policy,
                             const ContractTerms& terms,
                             const ScopeMap& scope) {
    std::vector<PoolId> pools;
    for (std::size_t row = 0; row < terms.scope.pools.size(); ++row) {
        const bool named = policy.pool ? policy.pool->index() == row
                                       : terms.scope.pools[row].owner == Party::Supplier;
        if (named) {
            pools.push_back(scope.room_pools[row]);
        }
    }
    return pools;
}

std::optional<Problem> add_behaviours(const ContractTerms& terms,
                                      const ScopeMap& scope,
                                      std::span<const SupplierPolicyTerms> policies,
                                      Scenario& scenario) {
    for (const SupplierPolicyTerms& policy : policies) {
        for (const PoolId pool : pools_of(policy, terms, scope)) {
            const Adding adding{.terms = terms,
                                .scope = scope,
                                .scenario = scenario,
                                .pool = scenario.pools[pool.index()]};
            if (auto problem = std::visit(adding, policy.plan)) {
                return problem;
            }
        }
    }
    return std::nullopt;
}

}  // namespace fcr
