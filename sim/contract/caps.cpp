#include "sim/contract/caps.hpp"

#include "sim/contract/basis_points.hpp"

#include <algorithm>
#include <limits>

namespace fcr {

namespace {

constexpr std::size_t kMonthsCapped = 12;

/// No cap: more than any sum.
constexpr Money kUnlimited{std::numeric_limits<std::int64_t>::max()};

}  // namespace

std::optional<std::int64_t> effective_exposure_bp(const CapTerms& caps) {
    if (!caps.service_credit_bp) {
        return std::nullopt;
    }
    return divide_rounded(*caps.service_credit_bp * caps.element_bp, kOneBp);
}

Capped CapLedger::credits(int contract_year, Money gross) const {
    std::optional<Money> cap;
    if (caps_.service_credit_bp) {
        const Money of_all = yearly(contract_year, *caps_.service_credit_bp);
        cap = to_pence(basis_points(of_all, caps_.element_bp));
    }
    return limit(gross, cap, &Period::credits, liability_left());
}

Capped CapLedger::compensation(int contract_year, Money gross, Money credits) const {
    std::optional<Money> cap;
    if (caps_.compensation_bp) {
        cap = to_pence(yearly(contract_year, *caps_.compensation_bp));
    }
    const Money left = caps_.liability ? liability_left() - credits : kUnlimited;
    return limit(gross, cap, &Period::compensation, left);
}

void CapLedger::close(Money charges, Money credits, Money compensation) {
    periods_.push_back({.charges = charges, .credits = credits, .compensation = compensation});
}

Money CapLedger::sum_of_last(std::size_t periods, Money Period::*what) const {
    Money sum;
    const std::size_t first = periods_.size() - std::min(periods, periods_.size());
    for (std::size_t row = first; row < periods_.size(); ++row) {
        sum += periods_[row].*what;
    }
    return sum;
}

Capped CapLedger::limit(Money gross,
                        std::optional<Money> cap,
                        Money Period::*what,
                        Money liability_left) const {
    Capped capped{.payable = std::max(Money{}, std::min(gross, liability_left))};
    if (cap) {
        capped.room = std::max(Money{}, *cap - sum_of_last(kMonthsCapped - 1, what));
        capped.payable = std::min(capped.payable, *capped.room);
        capped.reached = gross > Money{} && capped.payable == *capped.room;
    }
    return capped;
}

Money CapLedger::yearly(int contract_year, std::int64_t share_bp) const {
    const Money charges =
        contract_year == 0 ? caps_.estimated_year1 : sum_of_last(kMonthsCapped, &Period::charges);
    return basis_points(charges, share_bp);
}

Money CapLedger::liability_left() const {
    if (!caps_.liability) {
        return kUnlimited;
    }
    const std::size_t all = periods_.size();
    return std::max(Money{},
                    *caps_.liability - sum_of_last(all, &Period::credits) -
                        sum_of_last(all, &Period::compensation));
}

}  // namespace fcr
