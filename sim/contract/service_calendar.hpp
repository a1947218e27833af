// The Service Periods of a contract: calendar months by local midnight in Europe/London.
#pragma once

#include "sim/base/time.hpp"
#include "sim/scenario/civil_day.hpp"

#include <cstddef>
#include <cstdint>
#include <vector>

namespace fcr {

/// A local day of a Service Period.
struct ServiceDay {
    Date date;
    Duration midnight{0};       ///< its start, since the start of the period
    Duration length{0};         ///< 23, 24 or 25 hours
    int weekday = 0;            ///< 0 Monday to 6 Sunday
    bool bank_holiday = false;  ///< England and Wales

    friend bool operator==(const ServiceDay&, const ServiceDay&) = default;
};

/// One Service Period, a calendar month of the term or the part of one at an end of it.
struct ServicePeriod {
    int number = 0;  ///< from 0 at the start of the term
    Date first;
    Date last;      ///< the last day that belongs to it
    SimTime start;  ///< on the ledger's clock
    SimTime end;
    std::vector<ServiceDay> days;
    int days_of_month = 0;  ///< of the whole calendar month: fixed charges of a part are prorated

    [[nodiscard]] bool has(SimTime time) const { return start <= time && time < end; }
    /// The day that holds a moment of the period (bug otherwise).
    [[nodiscard]] const ServiceDay& day_of(SimTime time) const;
    /// What the clock on the wall shows at a moment of the period.
    [[nodiscard]] Duration time_of_day(SimTime time) const;

    friend bool operator==(const ServicePeriod&, const ServicePeriod&) = default;
};

/// The day after the last of a term: the same day so many months later, or the last of a month that
/// has no such day.
[[nodiscard]] Date term_end(Date term_start, int months);

/// The periods of a term in order. `ledger_start` is the local midnight at which the ledger's clock
/// is zero; moments before it are negative. A term that starts within a month has one period more,
/// a part of a month at each end.
[[nodiscard]] std::vector<ServicePeriod> service_periods(Date term_start,
                                                         int months,
                                                         Date ledger_start);

}  // namespace fcr
