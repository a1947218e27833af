// What is kept of one month of one replication: whole numbers.
#pragma once

#include "sim/contract/measuring.hpp"
#include "sim/contract/period_ledger.hpp"
#include "sim/contract/service_calendar.hpp"
#include "sim/contract/statement.hpp"
#include "sim/contract/terms.hpp"
#include "sim/contract_study/hours_of_week.hpp"
#include "sim/metrics/histogram.hpp"
#include "sim/metrics/kpi.hpp"

#include <cstdint>
#include <optional>
#include <vector>

namespace fcr {

/// An indicator in the statement of a month. Indicators of days or weeks have several measurements
/// in it; their numerators and denominators are added up.
struct KpiMonth {
    KpiResult raw{};
    KpiCounts pooled{};  ///< behind `raw`, of all its calls: for the comparison of formulas
    KpiResult after_relief{};
    std::int32_t measured = 0;  ///< measurement periods that ended in the month, with a result
    std::int32_t missed = 0;    ///< of those
    Severity severity = Severity::Met;  ///< the worst
    std::int64_t points = 0;            ///< that count, hundredths
    Money credit;                       ///< its part of the gross credit
};

/// The calls that an indicator measures in a month, before relief.
struct KpiCalls {
    KpiCounts all{};
    /// By its own formula, the worst of the 24 hours of the day, each pooled over the month. Not
    /// measured where no hour is.
    Ratio worst_hour{};
    std::int32_t worst_hour_of_day = 0;
};

/// Calls of an indicator that counted against it, by hour of the week. Adds up in any order.
struct LateByHour {
    ByHourOfWeek<std::int64_t> calls{};
    ByHourOfWeek<std::int64_t> late{};  ///< see count_calls

    void merge(const LateByHour& other);
};

/// How far a supplier in distress has come.
enum class Distress : std::uint8_t { None, HiringStopped, AsksToRenegotiate, GivesNotice };

struct MonthFacts {
    std::vector<KpiMonth> kpis{};   ///< by row of the contract's indicators
    std::vector<KpiCalls> calls{};  ///< the same
    std::vector<Money> charges{};   ///< by row of the contract's charges
    CreditSummary credits{};
    Money gross;
    Money net;
    Money charges_for_credits;
    std::int64_t offered = 0;
    std::int64_t answered = 0;          ///< by the supplier's pools
    std::int64_t answered_genuine = 0;  ///< of those, not rung by its own staff
    std::int64_t censored = 0;
    std::optional<std::int64_t> forecast_millionths{};
    bool right_to_terminate = false;  ///< one arose
    bool terminated = false;
    bool plan_open = false;
    bool relieved = false;  ///< relief took calls out, or scaled points
    Duration staffed{0};    ///< of the supplier's people
    Money supplier_cost;
    Money margin;  ///< net revenue less cost
    Distress distress = Distress::None;
    std::int64_t padding = 0;  ///< calls that staff made to their own line
    /// Where there are such calls: what would have been measured and credited without them.
    std::vector<KpiMonth> genuine_kpis{};
    Money genuine_credit;  ///< payable
};

/// The part of the facts that a statement tells.
[[nodiscard]] MonthFacts facts_of(const Statement& statement, const ContractTerms& terms);

/// What a statement says of each indicator.
[[nodiscard]] std::vector<KpiMonth> kpi_months(const Statement& statement,
                                               const ContractTerms& terms);

/// Waits of each indicator that is a service level, on its clock, of calls that were answered or
/// given up; without room for the others.
[[nodiscard]] std::vector<Histogram> waits_of_levels(const ContractTerms& terms);

/// By indicator.
struct CountedCalls {
    std::vector<KpiCalls> kpis{};
    std::vector<LateByHour> late{};
};

/// Counts the calls that each indicator measures: those of its line, pool and hours, without tests,
/// redials and what is nobody's; before relief. Late are calls that were not answered within the
/// threshold of a service level, or within the target of an indicator in seconds; those abandoned
/// of an abandonment; none of a count. Adds the waits of service levels to `waits`, made by
/// waits_of_levels. Periods come in order; `history` is of these counts alone.
[[nodiscard]] CountedCalls count_calls(const ContractTerms& terms,
                                       const ServicePeriod& period,
                                       const PeriodLedger& ledger,
                                       MeasuringHistory& history,
                                       std::vector<Histogram>& waits);

}  // namespace fcr
