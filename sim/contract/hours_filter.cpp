#include "sim/contract/hours_filter.hpp"

namespace fcr {

bool in_hours(const HoursFilter& hours, const ServiceDay& day, Duration time_of_day) {
    if (!hours.days[static_cast<std::size_t>(day.weekday)] ||
        (day.bank_holiday && !hours.bank_holidays)) {
        return false;
    }
    const bool passes_midnight = hours.until <= hours.from;
    const bool begun = hours.from <= time_of_day;
    const bool not_over = time_of_day < hours.until;
    return passes_midnight ? begun || not_over : begun && not_over;
}

}  // namespace fcr
