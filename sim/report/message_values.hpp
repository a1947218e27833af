// Values as messages have them: one way to put an estimate, a number, a unit. Internal to this
// folder.
#pragma once

#include "sim/report/number.hpp"
#include "sim/report/summary.hpp"
#include "sim/statistics/ranking.hpp"

#include <optional>

namespace fcr::v1 {
class EstimateReport;
enum KpiReport_Unit : int;
enum ComparedFigureReport_Better : int;
}  // namespace fcr::v1

namespace fcr {

/// Leaves the message empty when the figure was not measured.
void fill(v1::EstimateReport& report, const Figure& figure);

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

[[nodiscard]] v1::KpiReport_Unit unit_code(KpiUnit unit);
[[nodiscard]] v1::ComparedFigureReport_Better better_code(const std::optional<BetterWhen>& better);

}  // namespace fcr
