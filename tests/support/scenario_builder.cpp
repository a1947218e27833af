#include "tests/support/scenario_builder.hpp"

#include "sim/base/check.hpp"

#include <algorithm>

namespace fcr::test {

namespace {

template <typename T>
std::size_t row_of(const std::vector<T>& rows, const std::string& name, std::string T::*field) {
    const auto found = std::ranges::find(rows, name, field);
    FCR_CHECK(found != rows.end(), "a test names something that is not in its scenario");
    return static_cast<std::size_t>(found - rows.begin());
}

Line make_line(const std::string& name, const LineOptions& options, const RunPlan& run) {
    Line line;
    line.name = name;
    line.emergency = options.emergency;
    line.arrivals.interval = options.interval;
    line.arrivals.calls = options.per_interval;
    line.arrivals.day_factor_cv = options.day_factor_cv;
    if (options.per_interval.empty()) {
        const Duration span = run.warm_up + run.measured;
        const auto intervals = (span + options.interval - Duration{1}) / options.interval;
        line.arrivals.calls.assign(static_cast<std::size_t>(intervals),
                                   options.per_hour * to_seconds(options.interval) / 3600.0);
    }
    line.operator_leg = options.operator_leg;
    line.message = options.message;
    line.lines_max = options.lines_max;
    return line;
}

CallClass make_class(const std::string& name, const ClassOptions& options, const Scenario& parts) {
    CallClass call_class;
    call_class.name = name;
    call_class.line = LineId{row_of(parts.lines, options.line, &Line::name)};
    call_class.share = options.share;
    call_class.priority = options.priority;
    call_class.time_credit = options.time_credit;
    call_class.talk = options.talk;
    call_class.wrap_up = options.wrap_up;
    call_class.patience = options.patience;
    call_class.balk_probability = options.balk_probability;
    return call_class;
}

EmployerId employer_of(Scenario& parts, const PoolOptions& options) {
    const auto found = std::ranges::find(parts.employers, options.employer, &Employer::name);
    if (found != parts.employers.end()) {
        return EmployerId{static_cast<std::size_t>(found - parts.employers.begin())};
    }
    parts.employers.push_back({.name = options.employer, .contractor = options.contractor});
    return EmployerId{parts.employers.size() - 1};
}

SiteId site_of(Scenario& parts, const std::string& name) {
    const auto found = std::ranges::find(parts.sites, name);
    if (found != parts.sites.end()) {
        return SiteId{static_cast<std::size_t>(found - parts.sites.begin())};
    }
    parts.sites.push_back(name);
    return SiteId{parts.sites.size() - 1};
}

void add_pool(Scenario& parts, const std::string& name, const PoolOptions& options) {
    Pool pool;
    pool.name = name;
    pool.employer = employer_of(parts, options);
    pool.site = site_of(parts, options.site.empty() ? options.employer : options.site);
    pool.skill_group = name;
    for (std::size_t row = 0; row < parts.call_classes.size(); ++row) {
        const std::string& skill = parts.call_classes[row].name;
        if (options.skills.empty() || std::ranges::count(options.skills, skill) > 0) {
            pool.skills.emplace_back(row);
        }
    }
    pool.seats = options.seat_changes;
    pool.staff = options.staff;
    if (pool.staff) {
        pool.seats = {{.from = kStartOfRun, .seats = 0}};
    } else if (pool.seats.empty()) {
        pool.seats.push_back({.from = kStartOfRun, .seats = options.seats});
    }
    pool.pick_up = options.pick_up;
    pool.after_call_gap = options.after_call_gap;
    pool.handling_factor = options.handling_factor;
    for (const auto& [call_class, seats] : options.seats_kept_free) {
        const std::size_t row = row_of(parts.call_classes, call_class, &CallClass::name);
        pool.seats_kept_free.push_back({.call_class = CallClassId{row}, .seats = seats});
    }
    parts.pools.push_back(std::move(pool));
}

std::vector<RouteStep> make_route(const ClassOptions& options,
                                  CallClassId call_class,
                                  const Scenario& parts) {
    std::vector<RouteStep> route;
    for (const StepOptions& step : options.route) {
        route.push_back({.after = step.after, .pools = {}, .move = step.move});
        for (const std::string& pool : step.pools) {
            route.back().pools.emplace_back(row_of(parts.pools, pool, &Pool::name));
        }
    }
    if (route.empty()) {
        route.emplace_back();
        for (std::size_t row = 0; row < parts.pools.size(); ++row) {
            if (std::ranges::count(parts.pools[row].skills, call_class) > 0) {
                route.back().pools.emplace_back(row);
            }
        }
    }
    return route;
}

}  // namespace

ScenarioBuilder& ScenarioBuilder::line(std::string name, LineOptions options) {
    lines_.emplace_back(std::move(name), std::move(options));
    return *this;
}

ScenarioBuilder& ScenarioBuilder::call_class(std::string name, ClassOptions options) {
    if (options.line.empty()) {
        options.line = lines_.empty() ? "999" : lines_.back().first;
    }
    classes_.emplace_back(std::move(name), std::move(options));
    return *this;
}

ScenarioBuilder& ScenarioBuilder::pool(std::string name, PoolOptions options) {
    pools_.emplace_back(std::move(name), std::move(options));
    return *this;
}

ScenarioBuilder& ScenarioBuilder::kpi(std::string id, KpiDefinition definition) {
    std::string title = id;
    kpis_.push_back({.id = std::move(id), .title = std::move(title), .definition = definition});
    return *this;
}

ScenarioBuilder& ScenarioBuilder::published(std::string kpi,
                                            double value,
                                            std::optional<double> tolerance) {
    published_.push_back({.kpi = std::move(kpi), .value = value, .tolerance = tolerance});
    return *this;
}

ScenarioBuilder& ScenarioBuilder::warm_up(Duration span) {
    run_.warm_up = span;
    return *this;
}

ScenarioBuilder& ScenarioBuilder::measured(Duration span) {
    run_.measured = span;
    return *this;
}

ScenarioBuilder& ScenarioBuilder::drain_max(Duration span) {
    run_.drain_max = span;
    return *this;
}

ScenarioBuilder& ScenarioBuilder::day_factor_correlation(double correlation) {
    day_factor_correlation_ = correlation;
    return *this;
}

ScenarioBuilder& ScenarioBuilder::time_credit() {
    time_credit_ = true;
    return *this;
}

ScenarioBuilder& ScenarioBuilder::load(std::vector<RecordedCall> calls) {
    load_ = std::move(calls);
    return *this;
}

ScenarioBuilder& ScenarioBuilder::response(ResponsePlan plan) {
    response_ = std::move(plan);
    return *this;
}

Scenario ScenarioBuilder::build() const {
    Scenario scenario;
    scenario.title = "test";
    scenario.run = run_;
    scenario.day_factor_correlation = day_factor_correlation_;
    scenario.priority_rule = time_credit_ ? PriorityRule::TimeCredit : PriorityRule::Strict;
    scenario.kpis = kpis_;
    scenario.load = load_;
    scenario.response = response_;

    auto lines = lines_;
    if (lines.empty()) {
        lines.emplace_back("999", LineOptions{});
    }
    for (const auto& [name, options] : lines) {
        scenario.lines.push_back(make_line(name, options, run_));
    }
    auto classes = classes_;
    for (const auto& [name, options] : lines) {
        const auto is_here = [&line = name](const auto& entry) {
            return entry.second.line == line;
        };
        if (std::ranges::none_of(classes, is_here)) {
            classes.emplace_back(name, ClassOptions{.line = name});
        }
    }
    for (const auto& [name, options] : classes) {
        scenario.call_classes.push_back(make_class(name, options, scenario));
    }
    auto pools = pools_;
    if (pools.empty()) {
        pools.emplace_back("in_house", PoolOptions{});
    }
    for (const auto& [name, options] : pools) {
        add_pool(scenario, name, options);
    }
    for (std::size_t row = 0; row < classes.size(); ++row) {
        scenario.call_classes[row].route =
            make_route(classes[row].second, CallClassId{row}, scenario);
    }
    for (const PublishedOptions& figure : published_) {
        const std::size_t row = row_of(scenario.kpis, figure.kpi, &Kpi::id);
        scenario.published.push_back({.kpi = KpiId{row},
                                      .value = figure.value,
                                      .tolerance = figure.tolerance,
                                      .source = "assumption: a test"});
    }
    return scenario;
}

}  // namespace fcr::test
