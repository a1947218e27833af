#include "sim/contract/viability.hpp"

#include "sim/contract/basis_points.hpp"

#include <algorithm>

namespace fcr {

bool Margin::below(std::int64_t bp) const {
    return static_cast<WideInteger>(money().units) * kOneBp <
           static_cast<WideInteger>(revenue.units) * bp;
}

Margin SupplierMargins::trailing(std::size_t months) const {
    return sum(months_.size(), months);
}

bool SupplierMargins::distressed(std::size_t trailing,
                                 std::int64_t margin_bp,
                                 std::size_t months) const {
    if (months_.size() < months) {
        return false;
    }
    for (std::size_t back = 0; back < months; ++back) {
        if (!sum(months_.size() - back, trailing).below(margin_bp)) {
            return false;
        }
    }
    return true;
}

Margin SupplierMargins::sum(std::size_t end, std::size_t months) const {
    Margin margin;
    for (std::size_t row = end - std::min(months, end); row < end; ++row) {
        margin.revenue += months_[row].revenue;
        margin.cost += months_[row].cost;
    }
    return margin;
}

bool is_unrealistic(Money unit_price, Money unit_cost) {
    return static_cast<WideInteger>(unit_price.units) * 10 <
           static_cast<WideInteger>(unit_cost.units) * 8;
}

}  // namespace fcr
