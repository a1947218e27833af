// Values as messages have them: one way to put an estimate, a number, a unit. Internal to this
// folder.
#pragma once

#include "proto/fcr/v1/page.pb.h"
#include "sim/report/number.hpp"
#include "sim/report/summary.hpp"
#include "sim/statistics/ranking.hpp"

#include <optional>

namespace fcr {

/// Leaves the message empty when the figure was not measured.
inline void fill(v1::EstimateReport& report, const Figure& figure) {
    if (!figure) {
        return;
    }
    report.set_value(six_digits(figure->value));
    if (figure->half_width) {
        report.set_half_width(six_digits(*figure->half_width));
    }
}

/// Sets the estimate that `field` makes; leaves it absent when it was not measured.
template <typename Message>
void set(Message& message, v1::EstimateReport* (Message::*field)(), const Figure& figure) {
    if (figure) {
        fill(*(message.*field)(), figure);
    }
}

/// Sets a number; leaves it absent when it was not measured.
template <typename Message>
void set(Message& message, void (Message::*field)(double), const std::optional<double>& value) {
    if (value) {
        (message.*field)(six_digits(*value));
    }
}

inline v1::KpiReport::Unit unit_code(KpiUnit unit) {
    switch (unit) {
        case KpiUnit::Percent: return v1::KpiReport::PERCENT;
        case KpiUnit::Seconds: return v1::KpiReport::SECONDS;
        case KpiUnit::Calls: return v1::KpiReport::CALLS;
    }
    return v1::KpiReport::UNIT_UNSPECIFIED;
}

inline v1::ComparedFigureReport::Better better_code(const std::optional<BetterWhen>& better) {
    if (!better) {
        return v1::ComparedFigureReport::BETTER_UNSPECIFIED;
    }
    return *better == BetterWhen::Larger ? v1::ComparedFigureReport::HIGHER
                                         : v1::ComparedFigureReport::LOWER;
}

}  // namespace fcr
