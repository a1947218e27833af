// What an option costs in one replication, line by line and year by year (contracts.md 2.14).
#pragma once

#include "sim/appraisal/appraisal_plan.hpp"
#include "sim/appraisal/appraised_world.hpp"
#include "sim/appraisal/happenings.hpp"
#include "sim/contract/cash_flow.hpp"

#include <cstdint>
#include <span>
#include <vector>

namespace fcr {

/// What a contract came to in a month, as it is paid.
struct MonthMoney {
    Money charges{};  ///< before credits
    Money credits;    ///< credits and compensation less what was earned back{}; not below zero

    friend bool operator==(const MonthMoney&, const MonthMoney&) = default;
};

/// What an option's posts cost in a year at the prices of year 0, before growth: pay, and what
/// turnover adds to it.
[[nodiscard]] Money post_cost(const AppraisedStaff& staff,
                              std::int64_t posts_hundredths,
                              const AppraisedWorld& world);

/// Posts as they follow the work of the world.
[[nodiscard]] std::int64_t posts_in(const AppraisedWorld& world,
                                    const AppraisedStaff& staff,
                                    std::int64_t posts_hundredths);

/// The months by which an option starts late; 0 for one without a contract.
[[nodiscard]] int months_late(const AppraisalOption& option,
                              const AppraisedWorld& world,
                              const Happenings& happenings);

/// Works out the costs of a plan's options.
class Costing {
public:
    /// The plan must outlive it.
    Costing(const AppraisalPlan& plan, const AppraisedWorld& world);

    /// Of option `row`; `months` has the money of its contract's months, none without one. Months
    /// before a late start cost what today's arrangement costs.
    [[nodiscard]] PricedFlow flow(std::size_t row,
                                  std::span<const MonthMoney> months,
                                  const Happenings& happenings) const;

    /// What of an occurrence is within the appraised years.
    [[nodiscard]] bool has(std::size_t row, const RiskOccurrence& occurrence) const;

private:
    class Flow;

    const AppraisalPlan& plan_;
    AppraisedWorld world_;
    std::vector<Duration> years_;
};

/// What is spent when a procurement is given up, by how far it got; at the prices of year 0.
struct CancellingCost {
    std::string stage{};
    int month = 0;    ///< after it began
    Money spent{};    ///< on procurement
    Money bidders{};  ///< owed to them
    Money exit{};     ///< owed to the supplier once it is signed

    [[nodiscard]] Money total() const { return spent + bidders + exit; }
};

/// Four stages before signature, at equal steps of its months, and the day before the start, when
/// the contract is signed and mobilised.
[[nodiscard]] std::vector<CancellingCost> cancelling_costs(const SourcingPlan& plan);

/// What leaving a contract costs after each year, year 1 first, for convenience before the last.
struct LeavingCost {
    int year = 0;
    Money convenience{};
    Money supplier_default{};
};
[[nodiscard]] std::vector<LeavingCost> leaving_costs(const SourcingPlan& plan, int years);

}  // namespace fcr
