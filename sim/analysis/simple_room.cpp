#include "sim/analysis/simple_room.hpp"

#include "sim/base/check.hpp"

#include <fmt/format.h>

#include <cmath>

namespace fcr {
namespace {

constexpr Duration kInterval = std::chrono::minutes{15};

Duration whole_intervals(Duration span) {
    return (span + kInterval - Duration{1}) / kInterval * kInterval;
}

Line line_of(const std::string& name, double arrivals_per_hour, const RunPlan& run) {
    const auto intervals = static_cast<std::size_t>((run.warm_up + run.measured) / kInterval);
    Line line;
    line.name = name;
    line.arrivals.interval = kInterval;
    line.arrivals.calls.assign(intervals, arrivals_per_hour * to_seconds(kInterval) / 3600.0);
    return line;
}

void add_lines(const SimpleRoom& room, Scenario& scenario) {
    double arrivals_all = 0.0;
    for (const SimpleClass& simple : room.classes) {
        arrivals_all += simple.arrivals_per_hour;
        if (!room.one_line) {
            scenario.lines.push_back(line_of(simple.name, simple.arrivals_per_hour, scenario.run));
        }
    }
    if (room.one_line) {
        scenario.lines.push_back(line_of("calls", arrivals_all, scenario.run));
    }
    for (Line& line : scenario.lines) {
        line.lines_max = room.lines_max;
    }
    for (std::size_t row = 0; row < room.classes.size(); ++row) {
        const SimpleClass& simple = room.classes[row];
        CallClass call_class;
        call_class.name = simple.name;
        call_class.line = LineId{room.one_line ? 0 : row};
        call_class.share = room.one_line ? simple.arrivals_per_hour / arrivals_all : 1.0;
        call_class.priority = simple.priority;
        call_class.talk = room.service;
        call_class.patience = room.patience;
        call_class.route.push_back({.after = Duration{0}, .pools = {PoolId{0}}});
        scenario.call_classes.push_back(call_class);
    }
}

}  // namespace

Scenario to_scenario(const SimpleRoom& room) {
    Scenario scenario;
    scenario.title = room.title;
    scenario.run.warm_up = whole_intervals(room.warm_up);
    scenario.run.measured = whole_intervals(room.measured);
    add_lines(room, scenario);
    scenario.employers.push_back({.name = "force", .contractor = false});
    scenario.sites.emplace_back("room");
    Pool pool;
    pool.name = "handlers";
    pool.employer = EmployerId{0};
    pool.site = SiteId{0};
    pool.skill_group = "all";
    for (std::size_t row = 0; row < scenario.call_classes.size(); ++row) {
        pool.skills.emplace_back(row);
    }
    pool.seats.push_back({.from = kStartOfRun, .seats = room.handlers});
    scenario.pools.push_back(pool);
    for (const WaitLimit& limit : room.limits) {
        Kpi kpi;
        kpi.id = fmt::format("within_{}_s", to_seconds(limit.threshold));
        kpi.title = kpi.id;
        kpi.definition.clock = ClockStart::Offered;
        kpi.definition.threshold = limit.threshold;
        kpi.definition.comparator = limit.comparator;
        scenario.kpis.push_back(kpi);
    }
    return scenario;
}

double relaxation_s(const QueueLoad& load) {
    const double occupancy = load.arrivals_per_s * load.service_mean_s / load.handlers;
    FCR_CHECK(occupancy < 1.0, "a queue of endless patience needs fewer erlangs than handlers");
    const double gap = 1.0 - std::sqrt(occupancy);
    return load.service_mean_s * (1.0 + 1.0 / (load.handlers * gap * gap));
}

}  // namespace fcr
