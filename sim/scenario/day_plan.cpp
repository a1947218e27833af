// Numbers by interval of the day: from lists in the scenario and from its CSV files.
#include "proto/fcr/v1/scenario.pb.h"
#include "sim/base/check.hpp"
#include "sim/scenario/local_time.hpp"
#include "sim/scenario/near_name.hpp"
#include "sim/scenario/validation.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <numeric>
#include <utility>

namespace fcr {

namespace {

constexpr Duration kDay = std::chrono::hours{24};

std::vector<double> column_of(const Profile& profile, const Profile::Day& day, std::size_t column) {
    std::vector<double> values;
    for (std::size_t row = 0; row < day.lines.size(); ++row) {
        values.push_back(profile.value(day, row, column));
    }
    return values;
}

/// The rows of one day type; empty and refused when there is no such day type.
std::vector<double> column_of_day(const Validation& validation,
                                  const Profile& profile,
                                  const std::string& type,
                                  int type_field,
                                  std::size_t column) {
    const Profile::Day* day = profile.day(type);
    if (day == nullptr) {
        const Block& root = validation.root;
        const std::string remedy =
            fmt::format("must be a day type of {}: {}", profile.file, listed(profile.day_types()));
        if (!root.has(v1::Scenario::kRunFieldNumber)) {
            root.missing(v1::Scenario::kRunFieldNumber,
                         "must be given with a day_type; it " + remedy);
            return {};
        }
        const Block run = root.child(v1::Scenario::kRunFieldNumber);
        if (run.has(type_field)) {
            run.refuse(type_field, remedy);
        } else {
            run.missing(type_field, remedy);
        }
        return {};
    }
    return column_of(profile, *day, column);
}

/// The day types of the run's dates have to be in the file; each that is not is told where it
/// comes from.
void refuse_day_type(const DayTypeUse& use, const Profile& profile) {
    const std::string types = fmt::format("{}: {}", profile.file, listed(profile.day_types()));
    if (use.by_rule) {
        use.block.refuse(use.field, "must be a day type of " + types);
    } else {
        use.block.missing(
            use.field,
            fmt::format("must have a rule for {}, which without one is of day type {}; it must be "
                        "a day type of {}",
                        date_of(use.first),
                        use.name,
                        types));
    }
}

/// The numbers of one column for the dates of the run: a kind of day for each day type.
std::optional<DayPlan> read_dated_plan(const Validation& validation,
                                       const Profile& profile,
                                       std::size_t column) {
    const RunCalendar* calendar = calendar_of(validation);
    if (calendar == nullptr) {
        return std::nullopt;  // it was refused where it stands
    }
    DayPlan plan;
    plan.interval = profile.interval;
    plan.calendar = calendar;
    bool good = true;
    for (const DayTypeUse& use : validation.day_types) {
        const Profile::Day* day = profile.day(use.name);
        if (day == nullptr) {
            refuse_day_type(use, profile);
            good = false;
        } else {
            plan.kinds.push_back(column_of(profile, *day, column));
        }
    }
    for (const CalendarDay& day : calendar->days) {
        const auto use = std::ranges::find(validation.day_types, day.day_type, &DayTypeUse::name);
        plan.kind_of_day.push_back(static_cast<std::size_t>(use - validation.day_types.begin()));
    }
    return good ? std::optional(plan) : std::nullopt;
}

}  // namespace

const Profile* ProfileFiles::get(const Block& block, int field) {
    const std::string name = block.text(field);
    if (name.empty() || name.find('\0') != std::string::npos) {
        block.refuse(field, "must be the path of a CSV file");
        return nullptr;
    }
    const auto known = read_.find(name);
    if (known != read_.end()) {
        return known->second ? &*known->second : nullptr;
    }
    std::optional<Profile>& stored = read_[name];
    const std::filesystem::path file = folder_ / name;
    Result<Profile> profile = read_profile(file);
    if (profile) {
        stored = std::move(*profile);
        return &*stored;
    }
    for (Problem& problem : profile.error()) {
        if (problem.line == 0) {
            // Not the file's content is wrong but the file: that is told where it is named.
            block.refuse(field, fmt::format("{}: {}", problem.file, problem.remedy));
        } else {
            block.refuse_file(field, std::move(problem));
        }
    }
    return nullptr;
}

double DayPlan::at(Duration time, Duration lead) const {
    if (calendar != nullptr) {
        const LocalMoment moment = calendar->moment(time);
        const std::vector<double>& day = kinds.empty() ? measured : kinds[kind_of_day[moment.day]];
        const auto row = static_cast<std::size_t>(moment.time_of_day / interval);
        FCR_CHECK(row < day.size(), "a day plan fills the day");
        return day[row];
    }
    const Duration since_midnight = time - lead;
    const std::vector<double>& day = since_midnight < Duration::zero() ? warm_up : measured;
    const Duration of_day = (since_midnight % kDay + kDay) % kDay;
    const auto row = static_cast<std::size_t>(of_day / interval);
    FCR_CHECK(row < day.size(), "a day plan fills the day");
    return day[row];
}

Duration DayPlan::stretch() const {
    if (calendar == nullptr) {
        return interval;
    }
    constexpr Duration hour = std::chrono::hours{1};
    return Duration{std::gcd(interval.count(), hour.count())};
}

std::optional<Duration> day_interval(std::size_t count) {
    constexpr std::size_t minutes_of_day = 1'440;
    if (count == 0 || count > minutes_of_day || minutes_of_day % count != 0) {
        return std::nullopt;
    }
    return std::chrono::minutes{minutes_of_day / count};
}

std::optional<DayPlan> read_day_plan(Validation& validation,
                                     const Block& block,
                                     int field,
                                     const std::string& column) {
    const Profile* profile = validation.profiles.get(block, field);
    if (profile == nullptr) {
        return std::nullopt;
    }
    const std::optional<std::size_t> found = profile->column(column);
    if (!found) {
        block.refuse(
            field,
            fmt::format("must have a column \"{}\"{}", column, suggest(column, profile->columns)));
        return std::nullopt;
    }
    if (validation.root.has(v1::Scenario::kCalendarFieldNumber)) {
        return read_dated_plan(validation, *profile, *found);
    }
    using R = v1::Run;
    DayPlan plan;
    plan.interval = profile->interval;
    plan.measured = column_of_day(
        validation, *profile, validation.scenario.run.day_type, R::kDayTypeFieldNumber, *found);
    if (validation.warm_up_day_type == validation.scenario.run.day_type) {
        plan.warm_up = plan.measured;
    } else {
        plan.warm_up = column_of_day(validation,
                                     *profile,
                                     validation.warm_up_day_type,
                                     R::kWarmUpDayTypeFieldNumber,
                                     *found);
    }
    if (plan.measured.empty() || plan.warm_up.empty()) {
        return std::nullopt;
    }
    return plan;
}

}  // namespace fcr
