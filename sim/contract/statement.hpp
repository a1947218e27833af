// The monthly statement: every figure with its working (contracts.md 2.3).
#pragma once

#include "sim/contract/credit_terms.hpp"
#include "sim/contract/kpi_terms.hpp"
#include "sim/contract/money.hpp"
#include "sim/contract/remedy_state.hpp"
#include "sim/contract/service_calendar.hpp"
#include "sim/metrics/kpi.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace fcr {

/// The value of an indicator, exact. Shares: numerator over denominator. Times: microseconds over
/// calls (1 for percentile and longest). Counts: calls over 1. Not measured: denominator 0.
struct KpiResult {
    std::int64_t numerator = 0;
    std::int64_t denominator = 0;
    std::int64_t sample = 0;  ///< calls or intervals behind it

    [[nodiscard]] bool measured() const { return denominator > 0; }
    friend bool operator==(const KpiResult&, const KpiResult&) = default;
};

/// Calls of the indicator's population that did not count, or not as they went, by reason.
struct ExcludedCounts {
    std::int64_t test_calls = 0;
    std::int64_t redials = 0;
    std::int64_t other_hours = 0;
    std::int64_t censored = 0;
    std::int64_t unattributed = 0;
    std::vector<std::int64_t> relief;  ///< by row of the contract's relief

    friend bool operator==(const ExcludedCounts&, const ExcludedCounts&) = default;
};

/// The published rating words of the Procurement Act 2023; the map is an assumption (2.15).
enum class Rating : std::uint8_t {
    Good,
    ApproachingTarget,
    RequiresImprovement,
    Inadequate,
    Other,
};

/// One measurement of one indicator, judged.
struct KpiLine {
    std::size_t kpi = 0;  ///< row of the contract's indicators
    Date from;            ///< of the measurement period
    Date until;           ///< its last day
    KpiResult raw;
    KpiResult after_relief;
    KpiCounts counted_raw;  ///< behind `raw`, pooled: for the comparison of formulas
    KpiCounts counted;      ///< the same after relief
    ExcludedCounts excluded;
    bool treated_as_met = false;            ///< by relief of the whole measurement period
    std::int64_t points_scale_bp = 10'000;  ///< what relief that scales points leaves of them
    bool target_met = false;                ///< after relief, by the band's severity
    Severity severity = Severity::Met;
    Rating rating = Rating::Other;
    std::int64_t points_base = 0;  ///< hundredths of points
    bool repeat = false;
    std::int64_t points_raw = 0;           ///< without relief and bedding-in, hundredths
    std::int64_t points_after_relief = 0;  ///< hundredths
    std::int64_t points = 0;               ///< after bedding-in, hundredths
    bool overshadowed = false;             ///< a related indicator counts instead
    Money credit;                          ///< its part of the period's gross credit
    std::vector<std::string> rules;        ///< identifiers of the rules applied

    friend bool operator==(const KpiLine&, const KpiLine&) = default;
};

struct ChargeLine {
    std::string charge{};  ///< its id
    std::string code{};    ///< C1 to C12
    Decimal quantity{};    ///< months, hours, minutes or calls
    std::string unit{};
    Money rate{};
    Money amount{};              ///< whole pence
    bool after_credits = false;  ///< C10 and C12
    std::string working{};       ///< numerator, denominator and rule in words

    friend bool operator==(const ChargeLine&, const ChargeLine&) = default;
};

/// The same results scored three times (contracts.md 2.5).
struct ScoredViews {
    std::int64_t raw = 0;
    std::int64_t after_relief = 0;
    std::int64_t after_bedding_in = 0;

    friend bool operator==(const ScoredViews&, const ScoredViews&) = default;
};

struct CreditSummary {
    ScoredViews points;  ///< TSP, hundredths; the last is what counts
    Money gross;
    std::optional<Money> cap_room;  ///< before this period; empty without a yearly cap
    bool capped = false;            ///< by the yearly cap or the liability cap
    bool cap_reached = false;       ///< nothing is left of a yearly cap
    Money payable;
    Money lost_to_cap;
    Money lost_to_relief;      ///< before caps; below zero where relief made a result worse
    Money lost_to_bedding_in;  ///< the same
    Money earned_back;
    Money withheld;      ///< of an unacceptable failure
    Money compensation;  ///< what is withheld, and what stepping in cost the force

    friend bool operator==(const CreditSummary&, const CreditSummary&) = default;
};

enum class LadderEvent : std::uint8_t {
    KpiFailed,
    MaterialFailure,
    PlanOpened,
    PlanCleared,
    PlanFailed,
    UnacceptableFailure,
    CriticalFailure,
    CapReached,
    DistressPlan,
    SteppedIn,
    TerminationRight,
    Terminated,
};

struct LadderNote {
    LadderEvent event = LadderEvent::KpiFailed;
    std::string because;

    friend bool operator==(const LadderNote&, const LadderNote&) = default;
};

struct Statement {
    ServicePeriod period;
    std::vector<KpiLine> kpis;
    std::vector<ChargeLine> charges;
    Money charges_for_credits;  ///< AC: C1 to C9 and C11
    CreditSummary credits;
    std::vector<LadderNote> ladder;
    std::optional<RectificationPlan> plan;  ///< open, or closed in this period
    ContractStanding standing = ContractStanding::Running;
    int termination_rights = 0;  ///< periods so far in which one arose
    Money gross;                 ///< sum of the charge lines
    Money net;                   ///< gross - credits + earned back - compensation
    std::int64_t offered = 0;
    std::int64_t answered = 0;  ///< by the supplier's pools
    std::int64_t censored = 0;
    std::optional<Money> unit_cost;  ///< net over answered calls
    std::optional<std::int64_t> forecast_calls_millionths;
    std::optional<Money> supplier_cost;
    std::string contract_hash;
    std::string ledger_hash;

    friend bool operator==(const Statement&, const Statement&) = default;
};

}  // namespace fcr
