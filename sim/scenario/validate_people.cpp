// People: employers, skill groups and pools with their seats.
#include "proto/fcr/v1/scenario.pb.h"
#include "sim/scenario/compile.hpp"
#include "sim/scenario/compile_limits.hpp"
#include "sim/scenario/validation.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <utility>

namespace fcr {

namespace {

using P = v1::Pool;

constexpr double kSeatsMax = 4'000.0;
constexpr Range kSeats{.min = 0.0, .max = kSeatsMax, .unit = "seats"};

Block pool_block(const Validation& validation, std::size_t row) {
    return validation.root.child(v1::Scenario::kPoolsFieldNumber, static_cast<int>(row));
}

void read_employers(Validation& validation) {
    using E = v1::Employer;
    for (std::size_t row = 0; row < validation.employers.names.size(); ++row) {
        const Block block =
            validation.root.child(v1::Scenario::kEmployersFieldNumber, static_cast<int>(row));
        if (!block.has(E::kKindFieldNumber)) {
            block.missing(E::kKindFieldNumber, "must be given: FORCE or CONTRACTOR");
        }
        validation.scenario.employers.push_back(
            {.name = validation.employers.names[row],
             .contractor = block.enumerator(E::kKindFieldNumber) == v1::CONTRACTOR});
    }
}

void read_groups(Validation& validation) {
    using G = v1::SkillGroup;
    for (std::size_t row = 0; row < validation.groups.names.size(); ++row) {
        const Block block =
            validation.root.child(v1::Scenario::kSkillGroupsFieldNumber, static_cast<int>(row));
        std::vector<CallClassId>& classes = validation.group_classes.emplace_back();
        const int count = block.rows(G::kCallClassesFieldNumber, 1, 64);
        for (int index = 0; index < count; ++index) {
            const auto found = block.named(G::kCallClassesFieldNumber, validation.classes, index);
            if (!found) {
                validation.names_resolve = false;
            } else if (std::ranges::count(classes, CallClassId{*found}) > 0) {
                block.refuse(G::kCallClassesFieldNumber, index, "must be listed once");
            } else {
                classes.emplace_back(*found);
            }
        }
    }
}

/// The row of a name that must be given.
std::optional<std::size_t> needed_name(Validation& validation,
                                       const Block& block,
                                       int field,
                                       const Names& names) {
    std::optional<std::size_t> row;
    if (block.has(field)) {
        row = block.named(field, names);
    } else {
        block.missing(field, fmt::format("must be given, the name of {}", names.kind));
    }
    if (!row) {
        validation.names_resolve = false;
    }
    return row;
}

SiteId read_site(Validation& validation, const Block& block, EmployerId employer) {
    std::string name = block.text(P::kSiteFieldNumber);
    if (!block.has(P::kSiteFieldNumber)) {
        name = validation.employers.names.empty() ? std::string{}
                                                  : validation.employers.names[employer.index()];
    } else if (!is_name(name)) {
        block.refuse(P::kSiteFieldNumber, std::string(kNameRemedy));
    }
    std::vector<std::string>& sites = validation.scenario.sites;
    const auto found = std::ranges::find(sites, name);
    if (found != sites.end()) {
        return SiteId{static_cast<std::size_t>(found - sites.begin())};
    }
    sites.push_back(std::move(name));
    return SiteId{sites.size() - 1};
}

/// Seats from a CSV file: whole people only.
std::optional<DayPlan> plan_of_csv(Validation& validation, const Block& block) {
    const std::string pool = block.text(P::kNameFieldNumber);
    std::optional<DayPlan> plan = read_day_plan(validation, block, P::kSeatsCsvFieldNumber, pool);
    if (!plan) {
        return std::nullopt;
    }
    // Both were found a moment ago.
    const Profile& profile = *validation.profiles.get(block, P::kSeatsCsvFieldNumber);
    const std::size_t column = profile.column(pool).value_or(0);
    bool good = true;
    for (const std::string& type : day_types_of(validation)) {
        const Profile::Day& day = *profile.day(type);
        for (std::size_t row = 0; row < day.lines.size(); ++row) {
            const double seats = profile.value(day, row, column);
            if (seats > kSeatsMax || seats != std::floor(seats)) {
                good = false;
                block.refuse_file(P::kSeatsCsvFieldNumber,
                                  {.file = profile.file,
                                   .line = day.lines[row],
                                   .column = static_cast<int>(column) + 3,
                                   .field = pool,
                                   .value = fmt::format("{}", seats),
                                   .remedy = "must be a whole number " + to_string(kSeats)});
            }
        }
    }
    return good ? plan : std::nullopt;
}

std::optional<DayPlan> plan_of_list(const Block& block) {
    const auto count = static_cast<std::size_t>(block.size(P::kSeatsByIntervalFieldNumber));
    const std::optional<Duration> interval = day_interval(count);
    if (!interval) {
        block.refuse(P::kSeatsByIntervalFieldNumber,
                     fmt::format("must be 24, 48, 96 or another number of intervals that splits "
                                 "the 1440 minutes of a day evenly; there are {}",
                                 count));
        return std::nullopt;
    }
    DayPlan plan;
    plan.interval = *interval;
    plan.measured = block.numbers(P::kSeatsByIntervalFieldNumber, kSeats);
    plan.warm_up = plan.measured;
    return plan;
}

DayPlan plan_of_constant(const Block& block) {
    DayPlan plan;
    plan.measured = {static_cast<double>(block.count_or(P::kSeatsFieldNumber, kSeats, 0))};
    plan.warm_up = plan.measured;
    return plan;
}

std::optional<DayPlan> read_seats(Validation& validation, const Block& block) {
    const int ways = static_cast<int>(block.has(P::kSeatsFieldNumber)) +
                     static_cast<int>(block.has(P::kSeatsByIntervalFieldNumber)) +
                     static_cast<int>(block.has(P::kSeatsCsvFieldNumber)) +
                     static_cast<int>(block.has(P::kRosterFieldNumber));
    if (ways != 1) {
        block.refuse_block({}, "must have one of seats, seats_by_interval, seats_csv and roster");
        return std::nullopt;
    }
    if (block.has(P::kRosterFieldNumber)) {
        return std::nullopt;  // people instead of seats
    }
    if (block.has(P::kSeatsFieldNumber)) {
        return plan_of_constant(block);
    }
    return block.has(P::kSeatsCsvFieldNumber) ? plan_of_csv(validation, block)
                                              : plan_of_list(block);
}

/// Seats over the run and the last calls after it; only changes are kept.
std::vector<SeatChange> lay_out(const DayPlan& plan, const RunPlan& run) {
    std::vector<SeatChange> changes;
    const Duration end = run.warm_up + run.measured + run.drain_max;
    Duration at{0};
    while (at < end || changes.empty()) {
        const auto seats = static_cast<std::uint32_t>(plan.at(at, run.warm_up));
        if (changes.empty() || changes.back().seats != seats) {
            changes.push_back({.from = kStartOfRun + at, .seats = seats});
        }
        // The run may start within an interval; days begin on one.
        const Duration into = (at - run.warm_up) % plan.stretch();
        at += into < Duration::zero() ? -into : plan.stretch() - into;
    }
    return changes;
}

void read_kept_free(Validation& validation, const Block& block, Pool& pool) {
    using K = v1::SeatsKeptFree;
    const int count = block.rows(P::kSeatsKeptFreeFieldNumber, 0, 64);
    for (int index = 0; index < count; ++index) {
        const Block kept = block.child(P::kSeatsKeptFreeFieldNumber, index);
        const auto seats =
            static_cast<std::uint32_t>(kept.needed_number(K::kSeatsFieldNumber, kSeats));
        if (!kept.has(K::kCallClassFieldNumber)) {
            kept.missing(K::kCallClassFieldNumber, "must be given, the name of a call class");
            continue;
        }
        const auto row = kept.named(K::kCallClassFieldNumber, validation.classes);
        if (!row) {
            continue;
        }
        const CallClassId id{*row};
        if (std::ranges::count(pool.skills, id) == 0) {
            kept.refuse(K::kCallClassFieldNumber,
                        "must be a call class that this pool's skill group lists");
        } else if (std::ranges::count(pool.seats_kept_free, id, &SeatsKeptFree::call_class) > 0) {
            kept.refuse(K::kCallClassFieldNumber, "must be named once in a pool");
        }
        pool.seats_kept_free.push_back({.call_class = id, .seats = seats});
    }
}

void read_preferences(Validation& validation, const Block& block, Pool& pool) {
    using R = v1::Preference;
    const int count = block.rows(P::kPreferencesFieldNumber, 0, 64);
    for (int index = 0; index < count; ++index) {
        const Block preference = block.child(P::kPreferencesFieldNumber, index);
        const double head_start_s = preference.needed_number(
            R::kHeadStartSFieldNumber, {.min = 0.0, .max = 1e6, .unit = "seconds"});
        if (!preference.has(R::kCallClassFieldNumber)) {
            preference.missing(R::kCallClassFieldNumber, "must be given, the name of a call class");
            continue;
        }
        const auto row = preference.named(R::kCallClassFieldNumber, validation.classes);
        if (!row) {
            continue;
        }
        if (std::ranges::count(pool.skills, CallClassId{*row}) == 0) {
            preference.refuse(R::kCallClassFieldNumber,
                              "must be a call class that this pool's skill group lists");
        } else if (std::ranges::count(
                       pool.preferences, CallClassId{*row}, &Preference::call_class) > 0) {
            preference.refuse(R::kCallClassFieldNumber, "must be named once in a pool");
        }
        pool.preferences.push_back(
            {.call_class = CallClassId{*row}, .head_start = duration_from_seconds(head_start_s)});
    }
}

Pool read_pool(Validation& validation, const Block& block) {
    Pool pool;
    pool.name = block.text(P::kNameFieldNumber);
    pool.employer = EmployerId{
        needed_name(validation, block, P::kEmployerFieldNumber, validation.employers).value_or(0)};
    pool.site = read_site(validation, block, pool.employer);
    pool.skill_group = block.text(P::kSkillGroupFieldNumber);
    if (const auto group =
            needed_name(validation, block, P::kSkillGroupFieldNumber, validation.groups)) {
        pool.skills = validation.group_classes[*group];
    }
    pool.seats = {{.from = kStartOfRun, .seats = 0}};
    if (std::optional<DayPlan> plan = read_seats(validation, block)) {
        plan->calendar = calendar_of(validation);
        const RunPlan& run = validation.scenario.run;
        const auto rows = static_cast<std::uint64_t>((run.warm_up + run.measured + run.drain_max) /
                                                     plan->interval);
        if (rows * validation.pools.names.size() > kProfileRowsMax) {
            block.refuse_block(fmt::format("{} intervals in the run", rows),
                               fmt::format("limit reached: at most {} intervals in all pools; use "
                                           "longer intervals or a shorter run",
                                           kProfileRowsMax));
        } else {
            pool.seats = lay_out(*plan, run);
        }
    }
    read_staff(validation, block, pool);
    pool.pick_up = read_law(block, P::kPickUpFieldNumber, LawUse::Span, ConstantLaw{});
    pool.after_call_gap = read_law(block, P::kAfterCallGapFieldNumber, LawUse::Span, ConstantLaw{});
    pool.handling_factor =
        block.number_or(P::kHandlingFactorFieldNumber, {.min = 0.1, .max = 10.0}, 1.0);
    pool.concurrency =
        block.count_or(P::kConcurrencyFieldNumber, {.min = 1.0, .max = 8.0}, pool.concurrency);
    if (pool.concurrency > 1 && block.has(P::kRosterFieldNumber)) {
        block.refuse(
            P::kConcurrencyFieldNumber,
            "must be 1 where handlers are people: give the pool seats instead of a roster");
    }
    read_preferences(validation, block, pool);
    if (block.has(P::kBehaviourFieldNumber)) {
        pool.behaviour = read_behaviour(validation, block.child(P::kBehaviourFieldNumber));
        if (pool.behaviour->withdrawn_share > 0.0 && block.has(P::kRosterFieldNumber)) {
            block.child(P::kBehaviourFieldNumber)
                .child(v1::Behaviour::kCrossClientFieldNumber)
                .refuse_block({},
                              "must be left out where handlers are people: give the pool seats");
        }
    }
    read_kept_free(validation, block, pool);
    return pool;
}

void check_groups_used(const Validation& validation) {
    for (std::size_t row = 0; row < validation.groups.names.size(); ++row) {
        if (std::ranges::count(
                validation.scenario.pools, validation.groups.names[row], &Pool::skill_group) == 0) {
            validation.root.child(v1::Scenario::kSkillGroupsFieldNumber, static_cast<int>(row))
                .refuse_block({}, "must be the skill group of a pool; none names it");
        }
    }
}

void check_seats_total(const Validation& validation) {
    std::uint64_t total = 0;
    for (const Pool& pool : validation.scenario.pools) {
        total += seats_max(pool);
    }
    if (total > kHandlersMax) {
        const Block last = pool_block(validation, validation.scenario.pools.size() - 1);
        last.refuse_block(fmt::format("{} seats", total),
                          fmt::format("limit reached: all pools together at most {} seats at "
                                      "their fullest",
                                      kHandlersMax));
    }
}

}  // namespace

void validate_people(Validation& validation) {
    read_employers(validation);
    read_groups(validation);
    for (std::size_t row = 0; row < validation.pools.names.size(); ++row) {
        validation.scenario.pools.push_back(read_pool(validation, pool_block(validation, row)));
    }
    if (validation.names_resolve) {
        check_groups_used(validation);
    }
    check_seats_total(validation);
}

}  // namespace fcr
