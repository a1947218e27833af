#include "sim/scenario/day_set.hpp"

#include "proto/fcr/v1/scenario.pb.h"

#include <algorithm>
#include <optional>
#include <string>
#include <string_view>

namespace fcr {

namespace {

constexpr std::string_view kTo = " to ";

/// A day of every year, written 12-31.
std::optional<std::chrono::month_day> parse_month_day(std::string_view text) {
    // A leap year has every day that any year has.
    const std::optional<Date> date = parse_date("2000-" + std::string(text));
    if (!date) {
        return std::nullopt;
    }
    const std::chrono::year_month_day day{*date};
    return day.month() / day.day();
}

}  // namespace

bool DaySet::add_date(std::string_view text) {
    const std::size_t to = text.find(kTo);
    const std::string_view first = text.substr(0, to);
    const std::string_view last =
        to == std::string_view::npos ? first : text.substr(to + kTo.size());
    const std::optional<Date> first_date = parse_date(first);
    const std::optional<Date> last_date = parse_date(last);
    if (first_date && last_date && *first_date <= *last_date) {
        spans_.push_back({.first = *first_date, .last = *last_date});
        return true;
    }
    const std::optional<std::chrono::month_day> first_of_year = parse_month_day(first);
    const std::optional<std::chrono::month_day> last_of_year = parse_month_day(last);
    if (first_of_year && last_of_year) {
        yearly_.push_back({.first = *first_of_year, .last = *last_of_year});
        return true;
    }
    return false;
}

DaySet DaySet::read(const Block& block, int on_field, int dates_field) {
    DaySet set;
    if (!block.has(on_field) && !block.has(dates_field)) {
        block.missing(on_field, "must be given, or dates: which days are meant");
    }
    set.kinds_ = block.enumerators(on_field);
    for (int index = 0; index < block.size(dates_field); ++index) {
        if (!set.add_date(block.text(dates_field, index))) {
            block.refuse(dates_field,
                         index,
                         "must be a date such as \"2026-06-20\" or of every year, \"12-31\", or "
                         "two of a kind with \" to \" between, the earlier first");
        }
    }
    return set;
}

bool DaySet::has_kind(Date date, bool bank_holiday) const {
    const auto listed = [this](int kind) { return std::ranges::count(kinds_, kind) > 0; };
    const int weekday = static_cast<int>(std::chrono::weekday{date}.iso_encoding());
    static_assert(v1::Calendar::MONDAY == 1 && v1::Calendar::SUNDAY == 7, "as ISO counts them");
    return listed(weekday) ||
           listed(weekday < v1::Calendar::SATURDAY ? v1::Calendar::WEEKDAY
                                                   : v1::Calendar::WEEKEND) ||
           (bank_holiday && listed(v1::Calendar::BANK_HOLIDAY)) || listed(v1::Calendar::EVERY_DAY);
}

bool DaySet::contains(Date date, bool bank_holiday) const {
    const std::chrono::year_month_day parts{date};
    const std::chrono::month_day of_year = parts.month() / parts.day();
    const auto within = [date](const Span& span) {
        return span.first <= date && date <= span.last;
    };
    const auto within_year = [of_year](const YearlySpan& span) {
        const bool from = span.first <= of_year;
        const bool until = of_year <= span.last;
        return span.first <= span.last ? from && until : from || until;
    };
    return has_kind(date, bank_holiday) || std::ranges::any_of(spans_, within) ||
           std::ranges::any_of(yearly_, within_year);
}

}  // namespace fcr
