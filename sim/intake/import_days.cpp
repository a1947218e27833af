#include "sim/intake/import_days.hpp"

#include "sim/intake/repeats.hpp"

#include <algorithm>
#include <utility>
#include <vector>

namespace fcr {

namespace {

using OneDay = std::chrono::days;

/// Of fewer rows it is chance that two days are alike.
constexpr std::uint64_t kAlikeRowsMin = 5;
/// With fewer days there is no usual one.
constexpr std::size_t kUsualDaysMin = 7;

}  // namespace

ImportDays::Day& ImportDays::at(Date day) {
    if (latest_day_ == nullptr || day != latest_) {
        latest_ = day;
        latest_day_ = &days_[day];
    }
    return *latest_day_;
}

void ImportDays::add(Date day, std::uint64_t key) {
    Day& row = at(day);
    ++row.rows;
    row.digest += stirred(key);
}

void ImportDays::add_repeat(Date day) {
    ++at(day).repeats;
}

void ImportDays::add_shown_twice(Date day, bool second) {
    Day& row = at(day);
    ++row.shown_twice;
    row.second += second ? 1 : 0;
}

void ImportDays::report(ImportReport& report) const {
    std::vector<std::uint64_t> rows;
    std::optional<Date> before;
    for (const auto& [date, day] : days_) {
        if (day.rows == 0) {
            continue;
        }
        for (Date missing = before.value_or(date) + OneDay{1}; missing < date;
             missing += OneDay{1}) {
            report.days_missing.push_back(missing);
        }
        before = date;
        rows.push_back(day.rows);
        if (day.repeats > 0 && 2 * day.repeats >= day.rows) {
            report.days_twice.push_back(date);
        }
    }
    if (rows.size() >= kUsualDaysMin) {
        std::ranges::nth_element(rows, rows.begin() + static_cast<std::ptrdiff_t>(rows.size() / 2));
        const std::uint64_t usual = rows[rows.size() / 2];
        for (const auto& [date, day] : days_) {
            if (day.rows > 0 && 4 * day.rows < usual) {
                report.days_thin.push_back(date);
            }
        }
    }
    report_copies(report);
    if (!report.first || !report.last) {
        return;
    }
    const Date last = std::chrono::floor<OneDay>(*report.last);
    for (Date date = std::chrono::floor<OneDay>(*report.first); date <= last; date += OneDay{1}) {
        const Duration length = day_length(date);
        if (length != std::chrono::hours{24}) {
            const auto found = days_.find(date);
            const Day day = found == days_.end() ? Day{} : found->second;
            report.clock_changes.push_back({.day = date,
                                            .forward = length < std::chrono::hours{24},
                                            .shown_twice = day.shown_twice,
                                            .second = day.second});
        }
    }
}

void ImportDays::report_copies(ImportReport& report) const {
    std::map<std::pair<std::uint64_t, std::uint64_t>, Date> known;
    for (const auto& [date, day] : days_) {
        if (day.rows < kAlikeRowsMin) {
            continue;
        }
        const auto [first, is_new] = known.emplace(std::pair(day.rows, day.digest), date);
        if (!is_new) {
            report.days_alike.emplace_back(first->second, date);
        }
    }
}

}  // namespace fcr
