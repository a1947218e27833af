// Which days of a calendar a rule or a named day means. Internal to this folder.
#pragma once

#include "sim/scenario/block.hpp"
#include "sim/scenario/civil_day.hpp"

#include <chrono>
#include <vector>

namespace fcr {

/// Days by kind, by date and by the date of every year.
class DaySet {
public:
    /// Reads a list of Calendar.DayKind and a list of dates; refuses what is no date, a kind that
    /// says nothing, and a set without both.
    [[nodiscard]] static DaySet read(const Block& block, int on_field, int dates_field);

    [[nodiscard]] bool contains(Date date, bool bank_holiday) const;

private:
    struct Span {
        Date first;
        Date last;
    };
    /// Both ends belong to it; it goes on into the next year when the last comes first.
    struct YearlySpan {
        std::chrono::month_day first;
        std::chrono::month_day last;
    };

    bool add_date(std::string_view text);
    [[nodiscard]] bool has_kind(Date date, bool bank_holiday) const;

    std::vector<int> kinds_;  ///< numbers of Calendar.DayKind
    std::vector<Span> spans_;
    std::vector<YearlySpan> yearly_;
};

}  // namespace fcr
