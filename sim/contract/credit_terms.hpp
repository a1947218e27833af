// What follows from a result: points and credits, caps, relief, bedding-in, the remedy ladder
// (contracts.md 2.5 to 2.8).
#pragma once

#include "sim/base/time.hpp"
#include "sim/contract/money.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace fcr {

enum class Mechanism : std::uint8_t { Points, Linear, AtRiskPool, Ratchet };
enum class PointsMode : std::uint8_t { Fixed, Graduated };

struct RatchetStep {
    std::optional<std::int64_t> up_to_points{};  ///< empty in the last
    Decimal multiplier{1'000'000};
};

struct EarnBackTerms {
    Decimal beats_by{};  ///< percentage points
    int periods = 1;
};

struct ScoringTerms {
    Mechanism mechanism = Mechanism::Points;
    std::int64_t deduction_bp_per_point = 100;
    std::int64_t repeat_multiplier = 2;
    Decimal slope{};  ///< of charges for each percentage point: 0.5 is half a percent
    std::int64_t at_risk_bp = 0;
    std::int64_t pool_allocation_bp = 10'000;
    std::int64_t free_points = 0;
    Money point{};
    std::vector<RatchetStep> ratchet{};
    std::optional<EarnBackTerms> earn_back{};
    PointsMode points_mode = PointsMode::Fixed;
};

struct CapTerms {
    std::optional<std::int64_t> service_credit_bp{};
    Money estimated_year1{};
    std::int64_t element_bp = 10'000;  ///< what of the fee the cap's share is of
    std::optional<std::int64_t> compensation_bp{};
    std::optional<Money> liability{};
};

enum class ReliefCause : std::uint8_t {
    AuthorityCause,
    ForceMajeure,
    PlannedMaintenance,
    VolumeOver,
    HandlingTimeOver,
    ThirdParty,
    StrikeOwnStaff,
    Cyber,
    OwnSubcontractor,
};
enum class ReliefScope : std::uint8_t { Call, Interval, Day, Period, ExcessOnly };
enum class ReliefEffect : std::uint8_t { Exclude, TreatAsMet, ScalePoints };

struct ReliefTerms {
    std::string id{};
    ReliefCause cause = ReliefCause::AuthorityCause;
    ReliefScope scope = ReliefScope::Interval;
    ReliefEffect effect = ReliefEffect::Exclude;
    std::int64_t points_bp = 0;     ///< of ScalePoints
    std::int64_t tolerance_bp = 0;  ///< of VolumeOver and HandlingTimeOver
    int notice_days = 10;
    bool evidence_required = false;
    std::vector<std::size_t> kpis{};  ///< rows of the contract's indicators
};

struct BeddingInTerms {
    int months = 0;  ///< 0: none
    std::int64_t points_factor_bp = 5'000;
    std::int64_t target_factor_bp = 10'000;
    std::vector<std::size_t> kpis{};
};

enum class TerminationPolicy : std::uint8_t { Stay, FirstRight, AfterRights, WithProbability };

struct LadderTerms {
    bool credits_sole_remedy = false;
    int plan_due_days = 10;     ///< working days
    int plan_review_days = 10;  ///< working days
    int plan_clean_periods = 2;
    int plan_months_max = 6;
    std::int64_t unacceptable_share_bp = 5'000;
    std::int64_t critical_points = 50;
    int critical_months = 3;
    bool critical_at_cap = true;
    std::int64_t distress_margin_bp = 0;
    int distress_months = 3;
    bool step_in = false;
    TerminationPolicy termination = TerminationPolicy::Stay;
    int termination_after = 1;
    std::int64_t termination_bp = 0;
};

}  // namespace fcr
