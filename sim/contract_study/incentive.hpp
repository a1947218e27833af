// Whether it is cheaper for the supplier to pay the credits (contracts.md 2.11, the incentive
// test).
#pragma once

#include "sim/contract_study/staffing_change.hpp"
#include "sim/contract_study/term_study.hpp"
#include "sim/statistics/estimate.hpp"
#include "sim/statistics/proportion.hpp"

#include <cstddef>
#include <cstdint>
#include <functional>
#include <optional>
#include <vector>

namespace fcr {

/// What one FTE is worth in credits, on the same callers: those that one more saves, or that one
/// fewer costs, over the pay of its hours. Of one indicator's part of the gross credits, or of the
/// payable credits of all. Below 1 the contract pays the supplier to do without that FTE.
struct IncentiveFigures {
    std::optional<std::size_t> kpi{};         ///< row of the contract's indicators; empty: all
    std::optional<Estimate> credits_month{};  ///< pounds a month
    std::optional<Estimate> strength{};
    std::vector<std::optional<Estimate>> by_month{};  ///< strength in each month of the term
};

/// One FTE more or fewer than bid.
struct OneFte {
    SeatsByHour seats{};                   ///< beside the plan
    double pay_month = 0.0;                ///< of its hours, pounds
    std::vector<IncentiveFigures> rows{};  ///< all first, then by indicator
};

/// Staffing that meets an indicator in at least kMet of its months.
struct ComplianceFigures {
    std::size_t kpi = 0;
    bool found = false;       ///< else no number of FTE up to kPeopleMax was enough
    std::int64_t people = 0;  ///< FTE beside those bid
    SeatsByHour seats{};
    std::optional<Proportion> met_before{};  ///< of months, as bid
    std::optional<Proportion> met{};         ///< with these people
    double cost_year = 0.0;                  ///< pounds
    std::optional<Estimate> saved_year{};    ///< payable credits avoided, pounds
    std::optional<Estimate> strength{};      ///< saved over cost
};

struct IncentiveTest {
    OneFte more{};
    OneFte fewer{};  ///< without rows where nobody is left to go
    std::vector<ComplianceFigures> compliance{};
    std::uint64_t pilot_replications = 0;  ///< of the search for compliance
    std::size_t pilot_months = 0;
    bool whole = true;  ///< false: interrupted
};

struct IncentiveRequest {
    SeatsByHour planned{};  ///< of the pool that is tested
    std::uint64_t pilot_replications = 10;
    int pilot_months = 12;
    double confidence = 0.95;
};

/// Runs the term with seats beside the plan, as many replications and months as said.
using RunWithSeats = std::function<TermResults(
    const std::vector<SeatsBeside>& seats, std::uint64_t replications, int months)>;

/// The test against a term that has been run. `pool` is the supplier's pool that gets the people,
/// a row of the contract's scope. `run` must give the callers that `base` met.
class IncentiveTesting {
public:
    static constexpr double kMet = 0.95;
    static constexpr std::int64_t kPeopleMax = 256;

    IncentiveTesting(const ContractTerms& terms,
                     const TermResults& base,
                     PoolId pool,
                     const IncentiveRequest& request,
                     RunWithSeats run);

    [[nodiscard]] IncentiveTest test() const;

private:
    enum class Than : std::uint8_t { Fewer, More };
    /// The same callers with fewer people and with more.
    struct Staffings {
        const TermResults& fewer;
        const TermResults& more;
    };
    [[nodiscard]] bool price(OneFte& fte, Than as_bid) const;
    [[nodiscard]] IncentiveFigures compare(const Staffings& both,
                                           std::optional<std::size_t> kpi,
                                           double pay_month) const;
    [[nodiscard]] std::optional<ComplianceFigures> comply(std::size_t kpi,
                                                          const TermResults& as_bid) const;

    const ContractTerms& terms_;
    const TermResults& base_;
    PoolId pool_;
    IncentiveRequest request_;
    RunWithSeats run_;
};

}  // namespace fcr
