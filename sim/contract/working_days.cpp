#include "sim/contract/working_days.hpp"

#include "sim/scenario/bank_holidays.hpp"

#include <algorithm>

namespace fcr {

bool is_working_day(Date date) {
    const unsigned weekday = std::chrono::weekday{date}.iso_encoding();
    if (weekday > 5) {
        return false;
    }
    return !std::ranges::binary_search(bank_holidays(std::chrono::year_month_day{date}.year()),
                                       date);
}

Date working_days_after(Date date, int working_days) {
    while (working_days > 0) {
        date += std::chrono::days{1};
        working_days -= is_working_day(date) ? 1 : 0;
    }
    return date;
}

}  // namespace fcr
