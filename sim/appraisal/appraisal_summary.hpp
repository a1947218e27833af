// What an appraisal comes to: everything its reports tell.
#pragma once

#include "sim/appraisal/option_outcome.hpp"
#include "sim/contract/appraisal.hpp"
#include "sim/statistics/estimate.hpp"
#include "sim/statistics/proportion.hpp"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace fcr {

/// An option against today, at one discount rate and one optimism bias.
struct ValuedSaving {
    Valuation valuation{};
    Money cost{};              ///< whole-life
    Money saving;              ///< against today{}; 0 for today itself
    std::size_t cheapest = 0;  ///< option, at this valuation
};

/// Whether callers are worse off than today in one of the plan's tests.
struct TestedService {
    double today = 0.0;  ///< share that waited longer
    double option = 0.0;
    Proportion worse{};  ///< replications in which it is worse
};

/// How the callers of a line fared in a year, over all replications; counts are of one replication.
struct ServiceFigures {
    double offered = 0.0;
    double answered = 0.0;
    double lost = 0.0;
    std::vector<double> over{};  ///< by row of kOverSeconds
    std::optional<double> p95_s{};
    std::optional<double> p99_s{};
    std::optional<WorstHour> worst{};
};

struct OptionSummary {
    CashFlow real{0};  ///< mean over replications
    CashFlow nominal{0};
    std::vector<ValuedSaving> valued{};  ///< by rate, then bias
    Money cost{};                        ///< at the first rate, without bias
    Money saving{};
    std::optional<double> saving_half_width{};  ///< of the mean, pounds
    std::optional<MoneySpread> saving_spread{};
    std::optional<MoneySpread> cost_spread{};
    std::optional<Proportion> saving_negative{};  ///< empty for today itself
    std::vector<Money> costs{};                   ///< whole-life, by replication
    std::vector<Money> savings{};                 ///< by replication
    std::vector<Money> position{};                ///< cumulative, by year
    std::optional<int> pays_back{};               ///< year
    std::optional<Decimal> switching_charges{};   ///< percent
    std::optional<MoneySpread> charges_year{};    ///< mean real charges of a year
    std::optional<MoneySpread> credits_year{};
    std::optional<double> supplier_margin{};  ///< of revenue, mean over the term
    double months_late = 0.0;                 ///< mean
    double risk_events = 0.0;                 ///< mean number
    std::vector<std::vector<ServiceFigures>>
        service;                       ///< by line, then year{}; the last is the term
    std::vector<TestedService> tests;  ///< by test of the plan{}; empty for today itself
    std::optional<Proportion> worse_in_any{};
    std::vector<CancellingCost> cancelling{};
    std::vector<LeavingCost> leaving{};
};

/// One input at two settings: what each option then costs and saves.
struct SensitivitySummary {
    Sensitivity asked{};
    std::vector<Money> cost_low{};   ///< by option
    std::vector<Money> cost_base{};  ///< over the same replications
    std::vector<Money> cost_high{};
    std::vector<std::vector<ServiceCounts>>
        service_low{};  ///< by option and line; volume, handling
    std::vector<std::vector<ServiceCounts>> service_high{};
    std::optional<Switch> above{};  ///< where the cheapest option changes
    std::optional<Switch> below{};
};

struct CaseSummary {
    std::string title{};
    std::vector<Money> cost{};    ///< by option
    std::vector<Money> saving{};  ///< against today
    std::size_t cheapest = 0;
};

struct AppraisalSummary {
    AppraisalPlan plan{};
    std::uint64_t replications = 0;
    std::uint64_t sensitivity_replications = 0;
    double confidence = 0.95;
    std::size_t cheapest = 0;
    std::size_t second = 0;
    Proportion cheapest_is{};  ///< replications in which it is
    std::vector<OptionSummary> options{};
    std::vector<SensitivitySummary> sensitivities{};
    std::vector<CaseSummary> cases{};
    std::vector<std::string> warnings{};
};

}  // namespace fcr
