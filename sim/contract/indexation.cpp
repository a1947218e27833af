#include "sim/contract/indexation.hpp"

#include "sim/contract/basis_points.hpp"

#include <algorithm>

namespace fcr {

namespace {

/// The published yearly change that a price change goes by.
std::int64_t rate_of(const IndexationTerms& indexation, int change) {
    if (indexation.rates_bp.empty()) {
        return 0;
    }
    const auto row = std::min(static_cast<std::size_t>(change), indexation.rates_bp.size() - 1);
    return indexation.rates_bp[row];
}

/// Raises every price of a kind of charge.
class PriceList {
public:
    PriceList(const IndexationTerms& indexation, int changes)
        : indexation_(indexation), changes_(changes) {}

    void operator()(FixedCharge& charge) const { raise(charge.month); }
    void operator()(HoursCharge& charge) const {
        for (HourBand& band : charge.bands) {
            raise(band.hour);
        }
    }
    void operator()(HandleCharge& charge) const { raise(charge.minute); }
    void operator()(PerCallCharge& charge) const {
        for (PriceStep& step : charge.steps) {
            raise(step.call);
        }
    }
    void operator()(AnchoredCharge& charge) const {
        raise(charge.base);
        raise(charge.additional);
        raise(charge.reduced);
    }
    void operator()(CommitmentCharge& charge) const { raise(charge.call); }
    void operator()(TargetCostCharge& charge) const {
        raise(charge.target);
        raise(charge.maximum);
    }
    void operator()(CostPlusCharge& /*charge*/) const {}
    void operator()(FlexCharge& charge) const {
        raise(charge.standby_hour);
        raise(charge.cancelled_hour);
    }
    void operator()(MilestoneCharge& /*charge*/) const {}
    void operator()(PassThroughCharge& charge) const { raise(charge.month); }
    void operator()(ExcessProfitCharge& /*charge*/) const {}

private:
    void raise(Money& price) const { price = indexed(indexation_, price, changes_); }

    const IndexationTerms& indexation_;
    int changes_;
};

}  // namespace

int changes_until(const IndexationTerms& indexation, Date day) {
    using std::chrono::year_month_day;
    int changes = 0;
    Date next = indexation.first;
    std::chrono::year year = year_month_day{next}.year();
    while (next <= day) {
        ++changes;
        ++year;
        next = Date{year / indexation.month / 1};
    }
    return changes;
}

Money indexed(const IndexationTerms& indexation, Money price, int changes) {
    for (int change = 0; change < changes; ++change) {
        std::int64_t rate = std::max(rate_of(indexation, change), indexation.floor_bp);
        rate = indexation.cap_bp ? std::min(rate, *indexation.cap_bp) : rate;
        price = times(price, kOneBp * kOneBp + indexation.share_bp * rate, kOneBp * kOneBp);
    }
    return price;
}

ChargeKind indexed(const IndexationTerms& indexation, const ChargeKind& charge, int changes) {
    ChargeKind result = charge;
    std::visit(PriceList(indexation, changes), result);
    return result;
}

}  // namespace fcr
