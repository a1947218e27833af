// The files that options name: scenarios that share their callers, contracts of the appraised
// years.
#include "proto/fcr/v1/appraisal.pb.h"
#include "sim/appraisal/appraisal_reading.hpp"
#include "sim/contract/contract_file.hpp"
#include "sim/contract/contract_reading.hpp"
#include "sim/contract/contract_words.hpp"
#include "sim/contract/service_calendar.hpp"
#include "sim/scenario/compile.hpp"
#include "sim/scenario/dated.hpp"
#include "sim/scenario/load.hpp"
#include "sim/scenario/near_name.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <numeric>
#include <utility>

namespace fcr {
namespace {

using A = v1::Appraisal;
using O = v1::AppraisalOption;

bool has_callers(const Line& line) {
    return !line.internal && !line.digital;
}

/// The faults of a file that the option names; those that have no file of their own are told in
/// the option.
void refuse_files(const Block& block, int field, const Problems& problems) {
    for (const Problem& problem : problems) {
        block.refuse_file(field, problem);
    }
}

/// The first appraised year of an option's room.
Result<Scenario> first_year(const AppraisalPlan& plan, const AppraisalOption& option) {
    Result<Scenario> scenario = load_scenario_on_dates(
        option.scenario,
        option.changes,
        {.first = plan.start, .until = term_end(plan.start, 12), .level = plan.start});
    if (scenario) {
        if (auto compiled = compile(*scenario); !compiled) {
            return tl::unexpected(std::move(compiled.error()));
        }
    }
    return scenario;
}

bool has_same_callers(const Line& one, const Line& other) {
    return one.arrivals.interval == other.arrivals.interval &&
           one.arrivals.calls == other.arrivals.calls &&
           one.arrivals.day_factor_cv == other.arrivals.day_factor_cv &&
           one.arrivals.hour_factor.cv == other.arrivals.hour_factor.cv &&
           one.arrivals.hour_factor.correlation == other.arrivals.hour_factor.correlation;
}

/// What of an option's callers is not as today; empty when they are the same.
std::string other_callers(const Scenario& today, const Scenario& option) {
    for (std::size_t row = 0; row < today.lines.size(); ++row) {
        if (!has_callers(today.lines[row])) {
            continue;
        }
        const bool there =
            row < option.lines.size() && option.lines[row].name == today.lines[row].name;
        if (!there) {
            return fmt::format("line {} is not in the same place", today.lines[row].name);
        }
        if (!has_same_callers(today.lines[row], option.lines[row])) {
            return fmt::format("line {} has other calls or day factors", today.lines[row].name);
        }
    }
    const auto callers = [](const Scenario& scenario) {
        return std::ranges::count_if(scenario.lines, has_callers);
    };
    if (callers(today) != callers(option)) {
        return "it has lines that today's has not";
    }
    return today.day_factor_correlation == option.day_factor_correlation
               ? ""
               : "demand.day_factor_correlation differs";
}

/// Seat-hours of a pool in the measured year.
double seat_hours(const Scenario& scenario, const Pool& pool) {
    const SimTime from = kStartOfRun + scenario.run.warm_up;
    const SimTime end = from + scenario.run.measured;
    double seconds = 0.0;
    for (std::size_t row = 0; row < pool.seats.size(); ++row) {
        const SimTime since = std::max(from, pool.seats[row].from);
        const SimTime until =
            row + 1 < pool.seats.size() ? std::min(end, pool.seats[row + 1].from) : end;
        if (until > since) {
            seconds += to_seconds(until - since) * static_cast<double>(pool.seats[row].seats);
        }
    }
    return seconds / 3600.0;
}

/// FTE times 100 that fill the seats of the option's pools.
std::int64_t posts_of_seats(const AppraisalReading& reading,
                            const Block& block,
                            const AppraisalOption& option,
                            const Scenario& scenario) {
    double hours = 0.0;
    for (std::size_t row = 0; row < option.staffed_pools.size(); ++row) {
        const auto pool = std::ranges::find(scenario.pools, option.staffed_pools[row], &Pool::name);
        if (pool == scenario.pools.end()) {
            block.refuse(
                O::kStaffedPoolsFieldNumber,
                static_cast<int>(row),
                fmt::format("must be the name of a pool of {}{}",
                            option.scenario.string(),
                            suggest(option.staffed_pools[row], reading.pools.back().names)));
            continue;
        }
        if (scenario.employers[pool->employer.index()].contractor) {
            block.refuse(O::kStaffedPoolsFieldNumber,
                         static_cast<int>(row),
                         "must be a pool of the force: a contractor's people are in its charges");
        }
        if (pool->staff && !block.has(O::kHandlerFteFieldNumber)) {
            block.missing(
                O::kHandlerFteFieldNumber,
                fmt::format("must be given: the people of {} are on a roster, not on seats",
                            pool->name));
        }
        hours += seat_hours(scenario, *pool);
    }
    return static_cast<std::int64_t>(
        hours / static_cast<double>(reading.plan.staff.productive_hours) * 100.0 + 0.5);
}

void check_contract(const AppraisalReading& reading, const Block& block, AppraisalOption& option) {
    Result<ContractTerms> terms = load_contract(option.contract_file);
    if (!terms) {
        refuse_files(block, O::kContractFieldNumber, terms.error());
        return;
    }
    const AppraisalPlan& plan = reading.plan;
    if (terms->term.start != plan.start) {
        block.refuse(
            O::kContractFieldNumber,
            fmt::format("must be a contract that begins on {}, the start of the appraisal, "
                        "not on {}",
                        date_words(plan.start),
                        date_words(terms->term.start)));
    }
    const std::vector<int>& extensions = terms->term.extension_months;
    const int months = std::accumulate(extensions.begin(), extensions.end(), terms->term.months);
    if (months < 12 * plan.years) {
        block.refuse(O::kContractFieldNumber,
                     fmt::format("must last the {} months that are appraised; with its extensions "
                                 "it has {}",
                                 12 * plan.years,
                                 months));
    }
    option.contract = std::move(*terms);
    // The appraised years are its term: options to extend it are taken, and no more of it is run.
    option.contract->term.months = 12 * plan.years;
    option.contract->term.extension_months.clear();
}

}  // namespace

void read_rooms(AppraisalReading& reading) {
    AppraisalPlan& plan = reading.plan;
    if (plan.years < 1 || plan.start == Date{}) {
        return;  // told already, and nothing can be dated
    }
    reading.rooms_are_sound = true;
    std::vector<std::optional<Scenario>> scenarios;
    for (std::size_t row = 0; row < plan.options.size(); ++row) {
        AppraisalOption& option = plan.options[row];
        const Block block = reading.root.child(A::kOptionsFieldNumber, static_cast<int>(row));
        if (!option.contract_file.empty()) {
            check_contract(reading, block, option);
        }
        reading.pools.push_back({.kind = "a pool of the scenario"});
        Result<Scenario> scenario = option.scenario.empty()
                                        ? Result<Scenario>(tl::unexpected(Problems{}))
                                        : first_year(plan, option);
        if (!scenario) {
            refuse_files(block, O::kScenarioFieldNumber, scenario.error());
            reading.rooms_are_sound = false;
            scenarios.emplace_back();
            continue;
        }
        for (const Pool& pool : scenario->pools) {
            reading.pools.back().names.push_back(pool.name);
        }
        option.handler_hundredths = posts_of_seats(reading, block, option, *scenario);
        scenarios.emplace_back(std::move(*scenario));
    }
    if (plan.today >= scenarios.size() || !scenarios[plan.today]) {
        return;
    }
    const Scenario& today = *scenarios[plan.today];
    for (const Line& line : today.lines) {
        if (has_callers(line)) {
            reading.lines.names.push_back(line.name);
            plan.lines.push_back(line.name);
        }
    }
    for (std::size_t row = 0; row < scenarios.size(); ++row) {
        const std::string other =
            scenarios[row] && row != plan.today ? other_callers(today, *scenarios[row]) : "";
        if (!other.empty()) {
            reading.root.child(A::kOptionsFieldNumber, static_cast<int>(row))
                .refuse(O::kScenarioFieldNumber,
                        fmt::format("must have the callers of option {}: {}",
                                    plan.options[plan.today].id,
                                    other));
        }
    }
}

}  // namespace fcr
