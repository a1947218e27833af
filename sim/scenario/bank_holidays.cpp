#include "sim/scenario/bank_holidays.hpp"

#include <algorithm>
#include <array>

namespace fcr {

namespace {

using std::chrono::days;
using std::chrono::local_days;
using std::chrono::year;
using std::chrono::year_month_day;

constexpr Date date(int of_year, unsigned month, unsigned day) {
    return local_days{year{of_year} / static_cast<int>(month) / static_cast<int>(day)};
}

struct Moved {
    Date from;
    Date to;
};

/// Holidays that stood on another day for once: for jubilees and for VE Day.
constexpr std::array kMoved{
    Moved{date(2002, 5, 27), date(2002, 6, 4)},
    Moved{date(2012, 5, 28), date(2012, 6, 4)},
    Moved{date(2020, 5, 4), date(2020, 5, 8)},
    Moved{date(2022, 5, 30), date(2022, 6, 2)},
};

/// Holidays that were proclaimed once: the millennium, jubilees, a wedding, a funeral, a
/// coronation.
constexpr std::array kOnce{
    date(1999, 12, 31),
    date(2002, 6, 3),
    date(2011, 4, 29),
    date(2012, 6, 5),
    date(2022, 6, 3),
    date(2022, 9, 19),
    date(2023, 5, 8),
};

bool is_weekend(Date day) {
    const std::chrono::weekday weekday{day};
    return weekday == std::chrono::Saturday || weekday == std::chrono::Sunday;
}

/// Adds the holiday, or the next day that is free for it.
void add_or_substitute(Date day, std::vector<Date>& holidays) {
    while (is_weekend(day) || std::ranges::count(holidays, day) > 0) {
        day += days{1};
    }
    holidays.push_back(day);
}

}  // namespace

// The anonymous Gregorian algorithm: Meeus, "Astronomical Algorithms", 1991, chapter 8, whose names
// for the steps these are.
Date easter_sunday(year of_year) {
    const int y = static_cast<int>(of_year);
    const int a = y % 19;
    const int b = y / 100;
    const int c = y % 100;
    const int g = (b - (b + 8) / 25 + 1) / 3;
    const int h = (19 * a + b - b / 4 - g + 15) % 30;
    const int l = (32 + 2 * (b % 4) + 2 * (c / 4) - h - c % 4) % 7;
    const int m = (a + 11 * h + 22 * l) / 451;
    const int sum = h + l - 7 * m + 114;
    return local_days{of_year / (sum / 31) / (sum % 31 + 1)};
}

std::vector<Date> bank_holidays(year of_year) {
    using std::chrono::last;
    using std::chrono::May;
    using std::chrono::Monday;
    std::vector<Date> holidays;
    add_or_substitute(local_days{of_year / 1 / 1}, holidays);
    holidays.push_back(easter_sunday(of_year) - days{2});
    holidays.push_back(easter_sunday(of_year) + days{1});
    holidays.push_back(local_days{of_year / May / Monday[1]});
    holidays.push_back(local_days{of_year / May / Monday[last]});
    holidays.push_back(local_days{of_year / std::chrono::August / Monday[last]});
    // Boxing Day keeps its day when Christmas Day falls on a Sunday, which then has the Tuesday.
    const Date christmas = local_days{of_year / 12 / 25};
    if (!is_weekend(christmas + days{1})) {
        holidays.push_back(christmas + days{1});
        add_or_substitute(christmas, holidays);
    } else {
        add_or_substitute(christmas, holidays);
        add_or_substitute(christmas + days{1}, holidays);
    }
    for (const Moved& moved : kMoved) {
        std::ranges::replace(holidays, moved.from, moved.to);
    }
    for (const Date once : kOnce) {
        if (year_month_day{once}.year() == of_year) {
            holidays.push_back(once);
        }
    }
    std::ranges::sort(holidays);
    return holidays;
}

}  // namespace fcr
