#include "sim/scenario/compile.hpp"

#include "sim/base/check.hpp"
#include "sim/scenario/compile_follow_ups.hpp"
#include "sim/scenario/compile_lanes.hpp"
#include "sim/scenario/compile_limits.hpp"
#include "sim/scenario/compile_people.hpp"
#include "sim/scenario/compile_response.hpp"
#include "sim/scenario/compile_streams.hpp"

#include <algorithm>
#include <cmath>
#include <utility>
#include <vector>

namespace fcr {

namespace {

/// The rows of a vector as a table of their own.
template <typename IdType, typename T>
Table<IdType, T> to_table(const std::vector<T>& rows) {
    Table<IdType, T> table(rows.size());
    std::ranges::copy(rows, table.begin());
    return table;
}

Rows next_rows(std::size_t first, std::size_t count) {
    return Rows{.first = static_cast<std::uint32_t>(first),
                .count = static_cast<std::uint32_t>(count)};
}

/// The classes of each line with their cumulative shares. The last share is 1 exactly, so that
/// every draw finds a class.
void compile_shares(const Scenario& scenario, CompiledScenario& compiled) {
    std::vector<ClassShare> shares;
    for (std::size_t line = 0; line < scenario.lines.size(); ++line) {
        const std::size_t first = shares.size();
        double cumulative = 0.0;
        for (std::size_t row = 0; row < scenario.call_classes.size(); ++row) {
            const CallClass& call_class = scenario.call_classes[row];
            if (call_class.line == LineId{line}) {
                cumulative += call_class.share;
                shares.push_back({.call_class = CallClassId{row}, .cumulative = cumulative});
            }
        }
        if (shares.size() > first) {
            shares.back().cumulative = 1.0;
        }
        compiled.lines[LineId{line}].classes = next_rows(first, shares.size() - first);
    }
    compiled.class_shares = to_table<ClassShareId>(shares);
}

CompiledLine compile_line(const Line& line, double shared_shape) {
    CompiledLine compiled;
    compiled.name = line.name;
    compiled.emergency = line.emergency;
    compiled.digital = line.digital;
    compiled.internal = line.internal;
    if (line.operator_leg) {
        compiled.has_operator_leg = true;
        compiled.operator_answer = to_distribution(line.operator_leg->answer);
        compiled.operator_select = to_distribution(line.operator_leg->select);
        compiled.operator_connect = to_distribution(line.operator_leg->connect);
    }
    compiled.message = to_distribution(line.message);
    compiled.has_message = !compiled.message.is_zero();
    compiled.message_leave_share = line.message_leave_share;
    compiled.message_served_share = line.message_served_share;
    compiled.lines_max = line.lines_max;
    compiled.interval = line.arrivals.interval;
    if (line.arrivals.day_factor_cv > 0.0) {
        compiled.day_shape = 1.0 / (line.arrivals.day_factor_cv * line.arrivals.day_factor_cv);
        compiled.day_shape_own = std::max(0.0, compiled.day_shape - shared_shape);
    }
    return compiled;
}

/// Lines with their rates. A recorded load replaces the arrivals: no rates, no day factors.
void compile_lines(const Scenario& scenario, CompiledScenario& compiled) {
    const bool drawn = !scenario.load.has_value();
    compiled.day_shape_shared = drawn ? shared_day_shape(scenario).shape : 0.0;
    compiled.lines = Table<LineId, CompiledLine>(scenario.lines.size());
    std::vector<double> rates;
    for (std::size_t row = 0; row < scenario.lines.size(); ++row) {
        const Line& line = scenario.lines[row];
        CompiledLine& target = compiled.lines[LineId{row}];
        target = compile_line(line, compiled.day_shape_shared);
        if (drawn) {
            target.rates = next_rows(rates.size(), line.arrivals.calls.size());
            target.interval_calls_max = interval_calls_max(line);
            target.other_calls_max = other_calls_max(scenario, LineId{row});
            const double share = first_call_share(scenario, LineId{row});
            for (const double calls : line.arrivals.calls) {
                rates.push_back(calls * share);
            }
        } else {
            target.rates = next_rows(rates.size(), 0);
            target.day_shape = 0.0;
            target.day_shape_own = 0.0;
            target.interval_calls_max = recorded_interval_calls_max(scenario, LineId{row});
        }
    }
    if (drawn) {
        compile_hour_factors(scenario, compiled);
        compile_streams(scenario, compiled);
    }
    compiled.rates = to_table<RateId>(rates);
    compile_shares(scenario, compiled);
}

/// Classes without their lanes.
void compile_classes(const Scenario& scenario, CompiledScenario& compiled) {
    compiled.classes = Table<CallClassId, CompiledClass>(scenario.call_classes.size());
    for (std::size_t row = 0; row < scenario.call_classes.size(); ++row) {
        const CallClass& call_class = scenario.call_classes[row];
        CompiledClass& target = compiled.classes[CallClassId{row}];
        target.name = call_class.name;
        target.line = call_class.line;
        target.talk = to_distribution(call_class.talk);
        target.wrap_up = to_distribution(call_class.wrap_up);
        target.patient_for_ever = std::holds_alternative<NeverLaw>(call_class.patience);
        if (!target.patient_for_ever) {
            target.patience = to_distribution(call_class.patience);
        }
        target.balk_probability = call_class.balk_probability;
        target.preempts = call_class.preempts;
        target.interruption = call_class.interruption;
        target.priority = call_class.priority;
    }
}

/// Pools without their lanes; a pool's handlers are numbered in a row.
void compile_pools(const Scenario& scenario, CompiledScenario& compiled) {
    compiled.pools = Table<PoolId, CompiledPool>(scenario.pools.size());
    std::vector<SeatChange> changes;
    for (std::size_t row = 0; row < scenario.pools.size(); ++row) {
        const Pool& pool = scenario.pools[row];
        FCR_CHECK(!pool.seats.empty() && pool.seats.front().from == kStartOfRun,
                  "a pool's seats must be given from the start of the run");
        CompiledPool& target = compiled.pools[PoolId{row}];
        target.name = pool.name;
        target.employer = pool.employer;
        target.site = pool.site;
        target.pick_up = to_distribution(pool.pick_up);
        target.after_call_gap = to_distribution(pool.after_call_gap);
        target.handling_factor = pool.handling_factor;
        target.concurrency = pool.concurrency;
        target.seat_changes = next_rows(changes.size(), pool.seats.size());
        for (const SeatChange& change : pool.seats) {
            changes.push_back({.from = change.from, .seats = change.seats * pool.concurrency});
        }
        target.rostered = pool.staff.has_value();
        if (pool.behaviour) {
            target.behaviour =
                CompiledBehaviour{.plan = *pool.behaviour,
                                  .padding_talk = to_distribution(pool.behaviour->padding_talk)};
        }
        target.seats_max = seats_max(pool);
        target.first_handler = compiled.handlers_max;
        compiled.handlers_max += target.seats_max;
    }
    compiled.seat_changes = to_table<SeatChangeId>(changes);
}

}  // namespace

SharedDayShape shared_day_shape(const Scenario& scenario) {
    std::vector<double> shapes;
    for (const Line& line : scenario.lines) {
        if (line.arrivals.day_factor_cv > 0.0) {
            shapes.push_back(1.0 / (line.arrivals.day_factor_cv * line.arrivals.day_factor_cv));
        }
    }
    if (shapes.size() < 2) {
        return {};
    }
    std::ranges::sort(shapes);
    // Rounding must not let the common part outgrow the smallest shape.
    const double shape = scenario.day_factor_correlation * std::sqrt(shapes[0] * shapes[1]);
    return {.shape = std::min(shape, shapes[0]),
            .correlation_max = std::sqrt(shapes[0] / shapes[1])};
}

Result<CompiledScenario> compile(const Scenario& scenario) {
    if (Problems problems = limit_problems(scenario); !problems.empty()) {
        return tl::unexpected(std::move(problems));
    }
    if (Problems problems = response_problems(scenario); !problems.empty()) {
        return tl::unexpected(std::move(problems));
    }
    CompiledScenario compiled;
    compiled.measured_from = kStartOfRun + scenario.run.warm_up;
    compiled.measured_until = compiled.measured_from + scenario.run.measured;
    compiled.latest_end = compiled.measured_until + scenario.run.drain_max;
    compile_hours_of_week(scenario, compiled);
    compile_lines(scenario, compiled);
    compile_classes(scenario, compiled);
    compile_pools(scenario, compiled);
    compile_people(scenario, compiled);
    compile_lanes(scenario, compiled);
    compile_follow_ups(scenario, compiled);
    compile_disruptions(scenario, compiled);
    compiled.employers = to_table<EmployerId>(scenario.employers);
    compiled.sites = to_table<SiteId>(scenario.sites);
    compiled.kpis = to_table<KpiId>(scenario.kpis);
    if (scenario.load) {
        compiled.load = to_table<RecordedId>(*scenario.load);
    }
    compiled.waiting_calls_max = waiting_calls_max(scenario);
    compiled.supervisor = scenario.supervisor;
    if (scenario.response) {
        compiled.response = compile_response(scenario);
    }
    compiled.plain = is_plain(scenario);
    compiled.returning_calls_max = compiled.plain ? 0 : returning_calls_max(scenario);
    return compiled;
}

}  // namespace fcr
