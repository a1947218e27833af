// What a simulation supposes of the supplier: costs, distress, ways of acting (contracts.md 2.11).
#pragma once

#include "sim/base/time.hpp"
#include "sim/contract/credit_terms.hpp"
#include "sim/contract/money.hpp"
#include "sim/domain/ids.hpp"
#include "sim/scenario/scenario.hpp"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace fcr {

/// When trailing margins have been too low for as long as the ladder says, these follow.
struct DistressTerms {
    int trailing_months = 3;  ///< of the margin that is looked at
    std::int64_t leavers_bp = 2'700;
    int renegotiate_after_months = 3;
    std::int64_t renegotiate_bp = 5'000;
    int exit_after_months = 6;
    std::int64_t exit_bp = 2'500;
};

/// Releases staff while the month is safe, and when it is lost. Seats are shares of the plan.
struct TargetChaserPlan {
    std::size_t kpi = 0;  ///< row of the contract's indicators, a share
    int after_days = 7;
    std::int64_t safe_bp = 200;
    std::int64_t released_bp = 1'000;
    std::int64_t stopped_bp = 3'000;
};

/// Chooses FTE more or fewer than bid for each contract year, from pilot replications.
struct CostMinimiserPlan {
    int fte_least = -6;
    int fte_most = 6;
    int fte_step = 2;
    int pilot_replications = 5;
};

/// Calls that waited so long in the queue come last.
struct ThresholdFirstPlan {
    Duration threshold{0};
};

/// Unflagged calls to the own line.
struct PaddingPlan {
    double calls_per_month = 0.0;  ///< tried, in a twelfth of a year
    HoursOfDay hours{.from = std::chrono::hours{1}, .until = std::chrono::hours{5}};
    Duration talk = std::chrono::seconds{10};
    std::uint32_t free_min = 1;
    LineId line{};               ///< row of the contract's scope
    bool while_missing = false;  ///< only while the month so far misses the target of `kpi`
    std::size_t kpi = 0;
};

/// A share of the planned seats serves other clients.
struct CrossClientPlan {
    std::int64_t share_bp = 0;
    HoursOfDay hours{.from = std::chrono::hours{16}, .until = std::chrono::hours{20}};
};

/// A share of the planned seats are people without guaranteed hours.
struct ZeroHoursPlan {
    std::int64_t share_bp = 0;
    std::int64_t accept_bp = 10'000;
    Duration notice = std::chrono::hours{24};
    Duration shift = std::chrono::hours{8};
    std::int64_t guaranteed_bp = 5'000;
    std::int64_t cancelled_bp = 5'000;
};

struct SupplierPolicyTerms {
    std::optional<PoolId> pool;  ///< row of the contract's scope; empty: each of the supplier's
    std::variant<TargetChaserPlan,
                 CostMinimiserPlan,
                 ThresholdFirstPlan,
                 PaddingPlan,
                 CrossClientPlan,
                 ZeroHoursPlan>
        plan;
};

/// What it claims when a disruption of the scenario has happened.
struct ReliefClaimPlan {
    std::string disruption;
    ReliefCause cause = ReliefCause::AuthorityCause;
    int after_days = 5;
    bool evidence = true;
};

/// Defaults: contracts.md 3, an FTE of 43,190 pounds and 1,313 productive hours.
struct SupplierTerms {
    Money hour{32 * 10'000 + 9'000};
    std::int64_t overhead_bp = 1'000;  ///< of what its people cost
    Money overhead_month;
    Money mobilisation;
    std::int64_t margin_bp = 800;  ///< that it bid for
    DistressTerms distress;
    std::vector<SupplierPolicyTerms> policies;
    std::vector<ReliefClaimPlan> claims;
};

/// `padding`, `target chaser`: how a policy is called in reports.
[[nodiscard]] std::string_view name_of(const SupplierPolicyTerms& policy);

}  // namespace fcr
