// What becomes of a supplier that cannot live on what it is paid (contracts.md 2.11).
#pragma once

#include "sim/contract/credit_terms.hpp"
#include "sim/contract/money.hpp"
#include "sim/contract/supplier_terms.hpp"
#include "sim/contract/viability.hpp"
#include "sim/contract_study/month_facts.hpp"
#include "sim/random/streams.hpp"

#include <cstdint>

namespace fcr {

/// What a month cost the supplier beside what its people were on the phones for.
struct MonthOfWork {
    Duration staffed{0};     ///< hours on the phones
    Duration guaranteed{0};  ///< hours paid that nobody worked
    Duration cancelled{0};   ///< hours of shifts called off late
    std::int64_t cancelled_bp = 0;
};

/// staffed and guaranteed hours, cancelled ones at their share; overhead on that and for the month;
/// mobilisation in equal parts over the term.
[[nodiscard]] Money supplier_cost(const SupplierTerms& supplier,
                                  const MonthOfWork& work,
                                  int term_months);

/// A supplier's course month by month. Too low a trailing margin for too many months stops hiring,
/// then it asks to renegotiate, then it gives notice; a margin that recovers for as many months
/// ends it, unless notice was given. Who leaves meanwhile is not replaced; afterwards a twentieth
/// of the planned seats comes back each month. Chances are keyed by month: the same whatever else
/// happens.
class DistressCourse {
public:
    DistressCourse(const SupplierTerms& supplier, const LadderTerms& ladder)
        : supplier_(supplier), ladder_(ladder) {}

    void begin(const Streams& streams);
    /// The month is closed; what comes of it holds from then on.
    void close_month(const Margin& month);

    [[nodiscard]] Distress distress() const { return distress_; }
    /// Of the planned seats, what leavers who were not replaced have left.
    [[nodiscard]] std::int64_t staffed_bp() const { return staffed_millionths_ / 100; }

private:
    [[nodiscard]] bool happens(std::uint64_t what, std::int64_t bp) const;
    void advance();

    const SupplierTerms& supplier_;
    const LadderTerms& ladder_;
    Streams streams_{0, 0};
    SupplierMargins margins_;
    std::uint64_t months_ = 0;
    Distress distress_ = Distress::None;
    int good_months_ = 0;   ///< in a row
    int stage_months_ = 0;  ///< since the stage began
    std::int64_t staffed_millionths_ = 1'000'000;
};

}  // namespace fcr
