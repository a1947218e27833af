// The calendar: the run's dates, what kind of day each is, and the days that are unlike others.
#include "proto/fcr/v1/scenario.pb.h"
#include "sim/scenario/bank_holidays.hpp"
#include "sim/scenario/day_set.hpp"
#include "sim/scenario/local_time.hpp"
#include "sim/scenario/validation.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <set>
#include <utility>

namespace fcr {

namespace {

using C = v1::Calendar;

constexpr const char* kDateRemedy = "must be a date from 1996-01-01 to 2199-12-31, YYYY-MM-DD";
constexpr int kRulesMax = 64;
constexpr int kNamedDaysMax = 256;
constexpr std::array<std::string_view, 7> kWeekdays{
    "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"};

std::string weekday_name(Date date) {
    return std::string(kWeekdays[std::chrono::weekday{date}.iso_encoding() - 1]);
}

/// The date in a field; empty and refused when it is none.
std::optional<Date> read_date(const Block& block, int field, int index = -1) {
    const std::optional<Date> date = parse_date(block.text(field, index));
    if (!date) {
        block.refuse(field, index, kDateRemedy);
    }
    return date;
}

/// A rule, or a named day, that gives the days of a set a day type.
struct TypeRule {
    DaySet days;
    std::string day_type;  ///< empty: the named day leaves the type to the rules
    Block block;
    int field = 0;
};

/// Reads a calendar and tells what its days are.
class CalendarReader {
public:
    CalendarReader(Validation& validation, Block block)
        : validation_(validation), block_(std::move(block)) {}

    void read() {
        std::optional<RunCalendar> laid_out = lay_out();
        read_holidays();
        read_rules();
        read_named_days();
        if (!laid_out) {
            return;
        }
        calendar_ = std::move(*laid_out);
        if (block_.has(C::kLevelDateFieldNumber)) {
            calendar_.level_date =
                read_date(block_, C::kLevelDateFieldNumber).value_or(calendar_.level_date);
        }
        for (CalendarDay& day : calendar_.days) {
            tell(day);
        }
        for (std::size_t weekday = 0; weekday < kWeekdays.size(); ++weekday) {
            // 2024-01-01 was a Monday; no date and no holiday is meant, only the weekday.
            const Date date = Date{std::chrono::year{2024} / 1 / 1} +
                              std::chrono::days{static_cast<int>(weekday)};
            const TypeRule* rule = rule_of(date, false);
            validation_.ordinary_week[weekday] =
                rule == nullptr ? std::string(kWeekdays[weekday]) : rule->day_type;
        }
        calendar_.named_days = std::move(named_days_);
        name_the_span();
        validation_.scenario.calendar = std::move(calendar_);
    }

private:
    /// The days of the run, if it is known when they are.
    std::optional<RunCalendar> lay_out() {
        if (!block_.has(C::kStartDateFieldNumber)) {
            block_.missing(C::kStartDateFieldNumber,
                           "must be given, the date of the first measured day, YYYY-MM-DD");
            return std::nullopt;
        }
        const std::optional<Date> start = read_date(block_, C::kStartDateFieldNumber);
        if (!start) {
            return std::nullopt;
        }
        const RunPlan& run = validation_.scenario.run;
        RunCalendar calendar = lay_out_days(*start, run.warm_up, run.measured + run.drain_max);
        if (calendar.days.front().date < kDateMin || calendar.days.back().date > kDateMax) {
            block_.refuse(C::kStartDateFieldNumber,
                          "must be such that the run lies within 1996-01-01 and 2199-12-31");
            return std::nullopt;
        }
        return calendar;
    }

    void read_holidays() {
        using B = v1::BankHolidays;
        const bool given = block_.has(C::kBankHolidaysFieldNumber);
        const std::optional<Block> holidays =
            given ? std::optional(block_.child(C::kBankHolidaysFieldNumber)) : std::nullopt;
        const bool table = !given || holidays->enumerator(B::kTableFieldNumber) != B::NONE;
        if (table) {
            for (auto year = std::chrono::year_month_day{kDateMin}.year();
                 year <= std::chrono::year_month_day{kDateMax}.year();
                 ++year) {
                const std::vector<Date> of_year = bank_holidays(year);
                holidays_.insert(of_year.begin(), of_year.end());
            }
        }
        for (int index = 0; given && index < holidays->size(B::kAddedFieldNumber); ++index) {
            if (const auto date = read_date(*holidays, B::kAddedFieldNumber, index)) {
                holidays_.insert(*date);
            }
        }
        for (int index = 0; given && index < holidays->size(B::kRemovedFieldNumber); ++index) {
            const auto date = read_date(*holidays, B::kRemovedFieldNumber, index);
            if (date && holidays_.erase(*date) == 0) {
                holidays->refuse(
                    B::kRemovedFieldNumber, index, "must be a bank holiday, which this is not");
            }
        }
    }

    void read_rules() {
        using R = v1::DayTypeRule;
        const int count = block_.rows(C::kDayTypesFieldNumber, 0, kRulesMax);
        for (int row = 0; row < count; ++row) {
            const Block rule = block_.child(C::kDayTypesFieldNumber, row);
            const std::string type = rule.text(R::kDayTypeFieldNumber);
            if (!rule.has(R::kDayTypeFieldNumber)) {
                rule.missing(R::kDayTypeFieldNumber, "must be given, the name of a day type");
            } else if (!is_name(type)) {
                rule.refuse(R::kDayTypeFieldNumber, std::string(kNameRemedy));
            }
            rules_.push_back({.days = DaySet::read(rule, R::kOnFieldNumber, R::kDatesFieldNumber),
                              .day_type = type,
                              .block = rule,
                              .field = R::kDayTypeFieldNumber});
        }
    }

    void read_named_days() {
        using N = v1::NamedDay;
        const int count = block_.rows(C::kNamedDaysFieldNumber, 0, kNamedDaysMax);
        for (int row = 0; row < count; ++row) {
            const Block block = block_.child(C::kNamedDaysFieldNumber, row);
            NamedDay day;
            day.name = block.text(N::kNameFieldNumber);
            if (!block.has(N::kNameFieldNumber)) {
                block.missing(N::kNameFieldNumber, "must be given");
            } else if (!is_name(day.name)) {
                block.refuse(N::kNameFieldNumber, std::string(kNameRemedy));
            } else if (std::ranges::count(named_days_, day.name, &NamedDay::name) > 0) {
                block.refuse(N::kNameFieldNumber, "must be unique; an earlier one has this name");
            }
            read_hours(block, day);
            read_factors(block, day);
            named_.push_back({.days = DaySet::read(block, N::kOnFieldNumber, N::kDatesFieldNumber),
                              .day_type = read_type_of_named(block),
                              .block = block,
                              .field = N::kDayTypeFieldNumber});
            named_days_.push_back(std::move(day));
        }
    }

    static std::string read_type_of_named(const Block& block) {
        using N = v1::NamedDay;
        if (!block.has(N::kDayTypeFieldNumber)) {
            return {};
        }
        if (block.has(N::kFromHFieldNumber) || block.has(N::kUntilHFieldNumber)) {
            block.refuse(N::kDayTypeFieldNumber,
                         "must be left out where from_h or until_h is given: a day has one type");
        } else if (!is_name(block.text(N::kDayTypeFieldNumber))) {
            block.refuse(N::kDayTypeFieldNumber, std::string(kNameRemedy));
        }
        return block.text(N::kDayTypeFieldNumber);
    }

    static void read_hours(const Block& block, NamedDay& day) {
        using N = v1::NamedDay;
        constexpr Range hours{.min = 0.0, .max = 24.0, .unit = "hours"};
        day.from =
            duration_from_seconds(3600.0 * block.number_or(N::kFromHFieldNumber, hours, 0.0));
        const std::optional<double> until = block.number(N::kUntilHFieldNumber, hours);
        if (until) {
            day.until = duration_from_seconds(3600.0 * *until);
        }
        if (day.from >= day.until) {
            const int field = until ? N::kUntilHFieldNumber : N::kFromHFieldNumber;
            block.refuse(field, "must leave some of the day: until_h must be after from_h");
        }
    }

    void read_factors(const Block& block, NamedDay& day) const {
        using F = v1::LineFactor;
        constexpr int field = v1::NamedDay::kFactorsFieldNumber;
        day.factors.assign(validation_.lines.names.size(), 1.0);
        std::set<std::size_t> seen;
        const int count = block.rows(field, 0, 16);
        for (int row = 0; row < count; ++row) {
            const Block factor = block.child(field, row);
            const double value =
                factor.needed_number(F::kFactorFieldNumber, {.min = 0.0, .max = 100.0});
            if (!factor.has(F::kLineFieldNumber)) {
                factor.missing(F::kLineFieldNumber, "must be given, the name of a line");
                continue;
            }
            const auto line = factor.named(F::kLineFieldNumber, validation_.lines);
            if (line && !seen.insert(*line).second) {
                factor.refuse(F::kLineFieldNumber, "must be listed once");
            } else if (line) {
                day.factors[*line] = value;
            }
        }
    }

    /// The rule that gives a day its type; null when none fits.
    [[nodiscard]] const TypeRule* rule_of(Date date, bool bank_holiday) const {
        const auto fits = [&](const TypeRule& rule) {
            return rule.days.contains(date, bank_holiday);
        };
        const auto rule = std::ranges::find_if(rules_, fits);
        return rule == rules_.end() ? nullptr : &*rule;
    }

    /// What a day is: a holiday or not, its type, its names.
    void tell(CalendarDay& day) {
        day.bank_holiday = holidays_.count(day.date) > 0;
        const TypeRule* rule = rule_of(day.date, day.bank_holiday);
        bool named = false;
        for (std::size_t row = 0; row < named_.size(); ++row) {
            if (!named_[row].days.contains(day.date, day.bank_holiday)) {
                continue;
            }
            day.named.push_back(row);
            if (!named_[row].day_type.empty() && !named) {
                rule = &named_[row];
                named = true;
            }
        }
        day.day_type = rule == nullptr ? weekday_name(day.date) : rule->day_type;
        std::vector<DayTypeUse>& types = validation_.day_types;
        if (std::ranges::count(types, day.day_type, &DayTypeUse::name) == 0) {
            types.push_back({.name = day.day_type,
                             .block = rule == nullptr ? block_ : rule->block,
                             .field = rule == nullptr ? C::kDayTypesFieldNumber : rule->field,
                             .by_rule = rule != nullptr,
                             .first = day.date});
        }
    }

    /// Reports call the measured part by its dates.
    void name_the_span() {
        RunPlan& run = validation_.scenario.run;
        const LocalMoment last = calendar_.moment(run.warm_up + run.measured - Duration{1});
        const Date from = calendar_.days[calendar_.measured_day].date;
        const Date until = calendar_.days[last.day].date;
        run.day_type =
            from == until ? date_of(from) : fmt::format("{} to {}", date_of(from), date_of(until));
    }

    Validation& validation_;
    Block block_;
    RunCalendar calendar_;
    std::set<Date> holidays_;
    std::vector<TypeRule> rules_;
    std::vector<TypeRule> named_;  ///< as named_days_, row by row
    std::vector<NamedDay> named_days_;
};

/// With dates a run has no day type of its own.
void refuse_day_types_of_run(const Validation& validation) {
    using R = v1::Run;
    if (!validation.root.has(v1::Scenario::kRunFieldNumber)) {
        return;
    }
    const Block run = validation.root.child(v1::Scenario::kRunFieldNumber);
    for (const int field : {R::kDayTypeFieldNumber, R::kWarmUpDayTypeFieldNumber}) {
        if (run.has(field)) {
            run.refuse(field, "must be left out: calendar.day_types says what day each date is");
        }
    }
}

}  // namespace

void validate_calendar(Validation& validation) {
    if (!validation.root.has(v1::Scenario::kCalendarFieldNumber)) {
        return;
    }
    refuse_day_types_of_run(validation);
    CalendarReader(validation, validation.root.child(v1::Scenario::kCalendarFieldNumber)).read();
}

const RunCalendar* calendar_of(const Validation& validation) {
    return validation.scenario.calendar ? &*validation.scenario.calendar : nullptr;
}

std::vector<std::string> day_types_of(const Validation& validation) {
    if (!validation.root.has(v1::Scenario::kCalendarFieldNumber)) {
        return {validation.scenario.run.day_type, validation.warm_up_day_type};
    }
    std::vector<std::string> names;
    for (const DayTypeUse& use : validation.day_types) {
        names.push_back(use.name);
    }
    return names;
}

}  // namespace fcr
