#include "sim/scenario/describe.hpp"

#include "sim/scenario/describe_demand.hpp"
#include "sim/scenario/describe_follow_ups.hpp"
#include "sim/scenario/describe_kpi.hpp"
#include "sim/scenario/describe_people.hpp"
#include "sim/scenario/describe_response.hpp"
#include "sim/scenario/text_columns.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <iterator>
#include <string_view>
#include <utility>
#include <vector>

namespace fcr {

namespace {

using Row = TextRow;

std::string number(double value) {
    return short_number(value);
}

double hours(Duration span) {
    return to_seconds(span) / 3600.0;
}

/// Calls expected in the measured part, for each 24 hours of it.
double calls_a_day(const Line& line, const RunPlan& run) {
    double sum = 0.0;
    for (std::size_t row = 0; row < line.arrivals.calls.size(); ++row) {
        if (line.arrivals.interval * static_cast<std::int64_t>(row) >= run.warm_up) {
            sum += line.arrivals.calls[row];
        }
    }
    return sum * 24.0 / hours(run.measured);
}

std::string describe_run(const Scenario& scenario) {
    const RunPlan& run = scenario.run;
    const std::string day = run.day_type.empty() ? std::string{}
                            : scenario.calendar  ? fmt::format(" of {}", run.day_type)
                                                 : fmt::format(" of day type {}", run.day_type);
    return fmt::format("{}\n  {} h warm-up, {} h measured{}, then up to {} h for the last calls\n",
                       scenario.title,
                       number(hours(run.warm_up)),
                       number(hours(run.measured)),
                       day,
                       number(hours(run.drain_max)));
}

std::string describe_lines(const Scenario& scenario) {
    std::vector<Row> rows{
        {"line", "kind", "calls/day", "interval", "day cv", "lines", "operator", "message"}};
    for (const Line& line : scenario.lines) {
        std::string leg = "-";
        if (line.operator_leg) {
            leg = fmt::format("{}; {}; {}",
                              to_string(line.operator_leg->answer),
                              to_string(line.operator_leg->select),
                              to_string(line.operator_leg->connect));
        }
        rows.push_back({line.name,
                        line.emergency  ? "emergency"
                        : line.digital  ? "digital"
                        : line.internal ? "internal"
                                        : "non-emergency",
                        scenario.load ? "recorded" : number(calls_a_day(line, scenario.run)),
                        fmt::format("{} min", number(to_seconds(line.arrivals.interval) / 60.0)),
                        number(line.arrivals.day_factor_cv),
                        line.lines_max ? fmt::format("{}", *line.lines_max) : "no limit",
                        leg,
                        to_string(line.message)});
    }
    std::string text = "\nLines\n" + in_columns(rows);
    if (scenario.day_factor_correlation > 0.0) {
        text +=
            fmt::format("  day factors correlate by {}\n", number(scenario.day_factor_correlation));
    }
    text += describe_hour_factors(scenario);
    if (scenario.load) {
        text += fmt::format("  {} recorded calls replace the arrivals\n", scenario.load->size());
    }
    return text;
}

std::string rank_of(const Scenario& scenario, const CallClass& call_class) {
    switch (scenario.priority_rule) {
        case PriorityRule::Strict: return fmt::format("{}", call_class.priority);
        case PriorityRule::TimeCredit:
            return fmt::format("+{} s", number(to_seconds(call_class.time_credit)));
        case PriorityRule::Ageing: return fmt::format("x{}", number(call_class.ageing));
        case PriorityRule::LongestWait: break;
    }
    return "-";
}

std::string_view rule_in_words(PriorityRule rule) {
    switch (rule) {
        case PriorityRule::Strict:
            return "  the lowest rank goes first, then who has waited longest\n";
        case PriorityRule::TimeCredit:
            return "  who has waited longest goes first, with its class's credit added\n";
        case PriorityRule::Ageing:
            return "  the greatest wait times its class's weight goes first\n";
        case PriorityRule::LongestWait: break;
    }
    return "  who has waited longest goes first, whatever the class\n";
}

std::string describe_classes(const Scenario& scenario) {
    std::vector<Row> rows{
        {"call class", "line", "share", "rank", "handling", "talk", "wrap-up", "patience", "balk"}};
    for (const CallClass& call_class : scenario.call_classes) {
        rows.push_back(
            {call_class.name,
             scenario.lines[call_class.line.index()].name,
             number(call_class.share),
             rank_of(scenario, call_class),
             fmt::format("{} s", number(mean_s(call_class.talk) + mean_s(call_class.wrap_up))),
             to_string(call_class.talk),
             to_string(call_class.wrap_up),
             std::holds_alternative<NeverLaw>(call_class.patience) ? "never gives up"
                                                                   : to_string(call_class.patience),
             number(call_class.balk_probability)});
    }
    return "\nCall classes\n" + in_columns(rows) +
           std::string(rule_in_words(scenario.priority_rule));
}

/// Fewest and most seats in the measured part, and its seat-hours for each 24 hours.
struct SeatSummary {
    std::uint32_t fewest = 0;
    std::uint32_t most = 0;
    double hours_a_day = 0.0;
};

SeatSummary summarise_seats(const Pool& pool, const RunPlan& run) {
    if (pool.staff) {
        const PlannedPresence planned = planned_presence(*pool.staff, run);
        return {.fewest = planned.fewest, .most = planned.most, .hours_a_day = planned.hours_a_day};
    }
    const SimTime from = kStartOfRun + run.warm_up;
    const SimTime until = from + run.measured;
    SeatSummary summary;
    bool first = true;
    for (std::size_t row = 0; row < pool.seats.size(); ++row) {
        const SimTime begin = std::max(from, pool.seats[row].from);
        const SimTime end =
            row + 1 < pool.seats.size() ? std::min(until, pool.seats[row + 1].from) : until;
        if (begin >= end) {
            continue;
        }
        const std::uint32_t seats = pool.seats[row].seats;
        summary.fewest = first ? seats : std::min(summary.fewest, seats);
        summary.most = std::max(summary.most, seats);
        summary.hours_a_day += seats * hours(end - begin) * 24.0 / hours(run.measured);
        first = false;
    }
    return summary;
}

std::string describe_pools(const Scenario& scenario) {
    std::vector<Row> rows{{"pool",
                           "employer",
                           "site",
                           "skills",
                           "seats",
                           "seat-hours/day",
                           "pick-up",
                           "after-call gap",
                           "factor",
                           "kept free"}};
    for (const Pool& pool : scenario.pools) {
        const SeatSummary seats = summarise_seats(pool, scenario.run);
        std::vector<std::string> kept;
        for (const SeatsKeptFree& entry : pool.seats_kept_free) {
            kept.push_back(fmt::format(
                "{} of {}", entry.seats, scenario.call_classes[entry.call_class.index()].name));
        }
        const Employer& employer = scenario.employers[pool.employer.index()];
        rows.push_back({pool.name,
                        employer.name + (employer.contractor ? " (contractor)" : ""),
                        scenario.sites[pool.site.index()],
                        pool.skill_group,
                        seats.fewest == seats.most
                            ? fmt::format("{}", seats.most)
                            : fmt::format("{} to {}", seats.fewest, seats.most),
                        number(seats.hours_a_day),
                        to_string(pool.pick_up),
                        to_string(pool.after_call_gap),
                        number(pool.handling_factor),
                        kept.empty() ? "-" : fmt::format("{}", fmt::join(kept, ", "))});
    }
    return "\nPools\n" + in_columns(rows);
}

std::string describe_routes(const Scenario& scenario) {
    std::string text = "\nRoutes\n";
    for (const CallClass& call_class : scenario.call_classes) {
        std::vector<std::string> steps;
        for (const RouteStep& step : call_class.route) {
            std::vector<std::string> pools;
            for (const PoolId pool : step.pools) {
                pools.push_back(scenario.pools[pool.index()].name);
            }
            const std::string_view between = step.order == Order::AsListed ? ", else " : " or ";
            std::string names = fmt::format("{}", fmt::join(pools, between));
            names += step.order == Order::Random ? " at random" : "";
            const std::string after =
                step.after > Duration::zero()
                    ? fmt::format("after {} s", number(to_seconds(step.after)))
                    : std::string("at once");
            std::string told = steps.empty()  ? fmt::format("{} at once", names)
                               : step.divert  ? fmt::format("{} to another force", after)
                               : step.instead ? fmt::format("{} instead", names)
                               : step.move    ? fmt::format("{} {} instead", after, names)
                                              : fmt::format("{} also {}", after, names);
            steps.push_back(told + (step.when ? describe_gate(*step.when) : std::string{}));
        }
        text += fmt::format("  {}: {}\n", call_class.name, fmt::join(steps, "; "));
    }
    return text;
}

std::string population(const Scenario& scenario, const KpiDefinition& kpi) {
    std::vector<std::string> filters;
    if (kpi.line) {
        filters.push_back("line " + scenario.lines[kpi.line->index()].name);
    }
    if (kpi.call_class) {
        filters.push_back("class " + scenario.call_classes[kpi.call_class->index()].name);
    }
    if (kpi.pool) {
        filters.push_back("pool " + scenario.pools[kpi.pool->index()].name);
    }
    if (kpi.employer) {
        filters.push_back("employer " + scenario.employers[kpi.employer->index()].name);
    }
    return filters.empty() ? "all calls" : fmt::format("{}", fmt::join(filters, ", "));
}

std::string describe_kpis(const Scenario& scenario) {
    if (scenario.kpis.empty()) {
        return {};
    }
    std::vector<Row> rows{{"KPI", "of", "measure", "clock starts when", "short", "published"}};
    for (std::size_t row = 0; row < scenario.kpis.size(); ++row) {
        const Kpi& kpi = scenario.kpis[row];
        const auto figure =
            std::ranges::find(scenario.published, KpiId{row}, &PublishedFigure::kpi);
        rows.push_back(
            {kpi.id,
             population(scenario, kpi.definition),
             measure_words(kpi.definition),
             clock_words(kpi.definition.clock),
             kpi.definition.short_abandon == Duration::zero()
                 ? "-"
                 : number(to_seconds(kpi.definition.short_abandon)) + " s",
             figure == scenario.published.end() ? "-"
             : figure->tolerance
                 ? fmt::format("{} +- {}", number(figure->value), number(*figure->tolerance))
                 : number(figure->value)});
    }
    return "\nKPIs\n" + in_columns(rows);
}

}  // namespace

std::string describe(const Scenario& scenario) {
    return describe_run(scenario) + describe_lines(scenario) + describe_calendar(scenario) +
           describe_streams(scenario) + describe_classes(scenario) + describe_pools(scenario) +
           describe_people(scenario) + describe_behaviours(scenario) + describe_routes(scenario) +
           describe_follow_ups(scenario) + describe_disruptions(scenario) +
           describe_kpis(scenario) + describe_response(scenario);
}

}  // namespace fcr
