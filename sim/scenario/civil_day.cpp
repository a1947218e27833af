#include "sim/scenario/civil_day.hpp"

#include <charconv>

namespace fcr {

namespace {

using std::chrono::hours;

/// When after midnight the clocks change, and by how much; not at all on most days.
struct ClockChange {
    Duration after{0};
    Duration by{0};
};

ClockChange clock_change(Date date) {
    using std::chrono::last;
    using std::chrono::Sunday;
    const std::chrono::year year = std::chrono::year_month_day{date}.year();
    if (date == Date{year / std::chrono::March / Sunday[last]}) {
        return {.after = hours{1}, .by = hours{1}};
    }
    if (date == Date{year / std::chrono::October / Sunday[last]}) {
        return {.after = hours{2}, .by = -hours{1}};
    }
    return {};
}

/// The whole number that the text is, digits only.
std::optional<int> whole_number(std::string_view text) {
    int number = 0;
    if (text.find_first_not_of("0123456789") != std::string_view::npos) {
        return std::nullopt;
    }
    const auto [stop, error] = std::from_chars(text.data(), text.data() + text.size(), number);
    if (error != std::errc{} || stop != text.data() + text.size()) {
        return std::nullopt;
    }
    return number;
}

}  // namespace

Duration day_length(Date date) {
    return hours{24} - clock_change(date).by;
}

Duration time_of_day(Date date, Duration since_midnight) {
    const ClockChange change = clock_change(date);
    return since_midnight < change.after ? since_midnight : since_midnight + change.by;
}

std::optional<Duration> since_midnight(Date date, Duration time_of_day) {
    const ClockChange change = clock_change(date);
    if (time_of_day < change.after) {
        return time_of_day;
    }
    if (time_of_day < change.after + change.by) {
        return std::nullopt;
    }
    return time_of_day - change.by;
}

std::optional<Date> parse_date(std::string_view text) {
    if (text.size() != 10 || text[4] != '-' || text[7] != '-') {
        return std::nullopt;
    }
    const std::optional<int> year = whole_number(text.substr(0, 4));
    const std::optional<int> month = whole_number(text.substr(5, 2));
    const std::optional<int> day = whole_number(text.substr(8, 2));
    if (!year || !month || !day) {
        return std::nullopt;
    }
    const std::chrono::year_month_day date{std::chrono::year{*year},
                                           std::chrono::month{static_cast<unsigned>(*month)},
                                           std::chrono::day{static_cast<unsigned>(*day)}};
    if (!date.ok() || Date{date} < kDateMin || Date{date} > kDateMax) {
        return std::nullopt;
    }
    return Date{date};
}

}  // namespace fcr
