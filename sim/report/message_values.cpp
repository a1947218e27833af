#include "sim/report/message_values.hpp"

#include "proto/fcr/v1/page.pb.h"

namespace fcr {

void fill(v1::EstimateReport& report, const Figure& figure) {
    if (!figure) {
        return;
    }
    report.set_value(six_digits(figure->value));
    if (figure->half_width) {
        report.set_half_width(six_digits(*figure->half_width));
    }
}

v1::KpiReport_Unit unit_code(KpiUnit unit) {
    switch (unit) {
        case KpiUnit::Percent: return v1::KpiReport::PERCENT;
        case KpiUnit::Seconds: return v1::KpiReport::SECONDS;
        case KpiUnit::Calls: return v1::KpiReport::CALLS;
    }
    return v1::KpiReport::UNIT_UNSPECIFIED;
}

v1::ComparedFigureReport_Better better_code(const std::optional<BetterWhen>& better) {
    if (!better) {
        return v1::ComparedFigureReport::BETTER_UNSPECIFIED;
    }
    return *better == BetterWhen::Larger ? v1::ComparedFigureReport::HIGHER
                                         : v1::ComparedFigureReport::LOWER;
}

}  // namespace fcr
