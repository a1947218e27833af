#include "sim/scenario/compile_limits.hpp"

#include "sim/base/check.hpp"
#include "sim/random/real_math.hpp"
#include "sim/scenario/compile.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <string>
#include <vector>

namespace fcr {

namespace {

constexpr Duration kQuarterHour = std::chrono::minutes{15};
constexpr double kQuarterHoursHeld = 20.0;  // a full waiting room is five busy hours
constexpr std::uint32_t kWaitingCallsMin = 64;
constexpr std::uint32_t kOtherSlots = 64;  // shift clocks, day ends and the like
constexpr double kDeviations = 12.0;       // beyond any draw of 10^12 runs
constexpr double kBusyMax = 1e9;           // callers of an interval; more than any memory holds

double busiest_interval(const Line& line) {
    const auto& calls = line.arrivals.calls;
    return calls.empty() ? 0.0 : *std::ranges::max_element(calls);
}

/// Adds each interval's expected calls to the quarter-hours it overlaps.
void add_quarter_hours(const ArrivalProfile& profile, std::vector<double>& quarters) {
    const double length = to_seconds(profile.interval);
    for (std::size_t row = 0; row < profile.calls.size(); ++row) {
        const Duration from = profile.interval * static_cast<std::int64_t>(row);
        const Duration until = from + profile.interval;
        for (Duration at = from; at < until;) {
            const auto quarter = static_cast<std::size_t>(at / kQuarterHour);
            const Duration next = std::min(until, (at / kQuarterHour + 1) * kQuarterHour);
            if (quarter >= quarters.size()) {
                quarters.resize(quarter + 1, 0.0);
            }
            quarters[quarter] += profile.calls[row] * (to_seconds(next - at) / length);
            at = next;
        }
    }
}

double busiest_quarter_hour(const Scenario& scenario) {
    std::vector<double> quarters;
    if (scenario.load) {
        for (const RecordedCall& call : *scenario.load) {
            FCR_CHECK(call.call_class.index() < scenario.call_classes.size(), "unknown class");
            const LineId line = scenario.call_classes[call.call_class.index()].line;
            if (!scenario.lines[line.index()].lines_max) {
                const auto quarter =
                    static_cast<std::size_t>((call.at - kStartOfRun) / kQuarterHour);
                quarters.resize(std::max(quarters.size(), quarter + 1), 0.0);
                quarters[quarter] += 1.0;
            }
        }
    } else {
        for (const Line& line : scenario.lines) {
            if (!line.lines_max) {
                add_quarter_hours(line.arrivals, quarters);
            }
        }
    }
    return quarters.empty() ? 0.0 : *std::ranges::max_element(quarters);
}

/// Expected calls of the surges, all of which may wait at once.
double surge_calls(const Scenario& scenario) {
    double calls = 0.0;
    for (const Surge& surge : scenario.surges) {
        calls += scenario.load ? 0.0 : surge.calls;
    }
    return calls;
}

/// A problem that has no place in a file: a limit, or a scenario made by a program.
void add(Problems& problems, std::string field, std::string value, std::string remedy) {
    problems.push_back(Problem{.file = {},
                               .line = 0,
                               .column = 0,
                               .field = std::move(field),
                               .value = std::move(value),
                               .remedy = std::move(remedy)});
}

void check_load(const Scenario& scenario, Problems& problems) {
    const std::vector<RecordedCall>& load = *scenario.load;
    const SimTime end = kStartOfRun + scenario.run.warm_up + scenario.run.measured;
    SimTime previous = kStartOfRun;
    for (std::size_t row = 0; row < load.size(); ++row) {
        const SimTime at = load[row].at;
        if (at < kStartOfRun || at >= end) {
            add(problems,
                fmt::format("load[{}]", row),
                fmt::format("{} s", to_seconds(at - kStartOfRun)),
                fmt::format("must be dialled within the run, 0 to {} s",
                            to_seconds(end - kStartOfRun)));
            return;
        }
        if (at < previous) {
            add(problems,
                fmt::format("load[{}]", row),
                fmt::format("{} s", to_seconds(at - kStartOfRun)),
                fmt::format("must not be before the call above it, {} s",
                            to_seconds(previous - kStartOfRun)));
            return;
        }
        previous = at;
    }
}

void check_profile(const Line& line, const RunPlan& run, Problems& problems) {
    const std::string field = fmt::format("lines[{}].arrivals", line.name);
    const ArrivalProfile& profile = line.arrivals;
    FCR_CHECK(profile.interval > Duration::zero(), "an arrival interval must last some time");
    const Duration span = run.warm_up + run.measured;
    const auto count = static_cast<std::int64_t>(profile.calls.size());
    if (count != (span + profile.interval - Duration{1}) / profile.interval) {
        add(problems,
            field,
            fmt::format("{} intervals of {} s", count, to_seconds(profile.interval)),
            fmt::format("must span warm-up and measured part, {} s", to_seconds(span)));
    }
    if (busiest_interval(line) > kIntervalCallsMax) {
        add(problems,
            field,
            fmt::format("{:.6g} calls", busiest_interval(line)),
            fmt::format("limit reached: at most {} expected calls in one interval of {} s",
                        kIntervalCallsMax,
                        to_seconds(profile.interval)));
    }
}

void check_slots(const Scenario& scenario, Problems& problems) {
    std::uint64_t handlers = 0;
    for (const Pool& pool : scenario.pools) {
        handlers += seats_max(pool);
    }
    if (handlers > kHandlersMax) {
        add(problems,
            "pools",
            fmt::format("{} seats", handlers),
            fmt::format("limit reached: at most {} seats in all pools together", kHandlersMax));
    }
    std::uint64_t lanes = 0;
    for (const CallClass& call_class : scenario.call_classes) {
        // A step with a gate doubles what follows.
        const auto gates = std::ranges::count_if(
            call_class.route, [](const RouteStep& step) { return step.when.has_value(); });
        lanes += call_class.route.size() << static_cast<unsigned>(gates);
    }
    const std::uint64_t waiting = waiting_calls_max(scenario);
    if (waiting > kWaitingCallsMax) {
        add(problems,
            "lines",
            fmt::format("{} waiting calls", waiting),
            fmt::format("limit reached: at most {} callers waiting at once; lower lines_max",
                        kWaitingCallsMax));
    }
    const std::uint64_t slots = handlers + waiting + lanes + scenario.lines.size() + kOtherSlots;
    if (slots > kSlotsMax) {
        add(problems,
            "scenario",
            fmt::format("{} handlers, {} waiting calls, {} lanes", handlers, waiting, lanes),
            fmt::format("limit reached: handlers, waiting calls, lanes and lines together at most "
                        "{}; lower lines_max or seats",
                        kSlotsMax - kOtherSlots));
    }
}

}  // namespace

std::uint32_t seats_max(const Pool& pool) {
    if (pool.staff) {
        return staff_size(*pool.staff);
    }
    std::uint32_t most = 0;
    for (const SeatChange& change : pool.seats) {
        most = std::max(most, change.seats * pool.concurrency);
    }
    return most + pool.called_in_max;
}

std::uint32_t returning_calls_max(const Scenario& scenario) {
    // Twice the calls of the busiest day-long stretch: most come back within hours.
    constexpr double calls_min = 4'096.0;
    constexpr double calls_max = 65'535.0;
    double calls = 0.0;
    for (std::size_t row = 0; row < scenario.lines.size(); ++row) {
        const Line& line = scenario.lines[row];
        if (line.arrivals.calls.empty()) {
            continue;
        }
        calls += other_calls_max(scenario, LineId{row});
        const double intervals_a_day =
            to_seconds(std::chrono::hours{24}) / to_seconds(line.arrivals.interval);
        calls += 2.0 * busiest_interval(line) * intervals_a_day;
    }
    if (scenario.load) {
        calls = 2.0 * static_cast<double>(scenario.load->size());
    }
    return static_cast<std::uint32_t>(std::clamp(calls, calls_min, calls_max));
}

std::uint32_t interval_calls_max(const Line& line) {
    constexpr double factor_deviations = 8.0;
    double busy = busiest_interval(line) * (1.0 + kDeviations * line.arrivals.day_factor_cv);
    const double hour_cv = line.arrivals.hour_factor.cv;
    if (hour_cv > 0.0) {
        busy *= exp(factor_deviations * std::sqrt(log(1.0 + hour_cv * hour_cv)));
    }
    busy = std::min(busy, kBusyMax);
    return static_cast<std::uint32_t>(busy + kDeviations * std::sqrt(busy)) + 64;
}

std::uint32_t other_calls_max(const Scenario& scenario, LineId line) {
    double most = 0.0;
    const auto add = [&](CallClassId call_class, double calls, bool exactly) {
        if (scenario.call_classes[call_class.index()].line == line) {
            most += exactly ? calls : calls + kDeviations * std::sqrt(calls) + 64.0;
        }
    };
    for (const Surge& surge : scenario.surges) {
        add(surge.call_class, surge.calls, surge.exactly);
    }
    for (const NamedCaller& caller : scenario.named_callers) {
        add(caller.call_class, 2.0 * caller.calls_per_day, false);
    }
    return static_cast<std::uint32_t>(most);
}

std::uint32_t recorded_interval_calls_max(const Scenario& scenario, LineId line) {
    const Duration interval = scenario.lines[line.index()].arrivals.interval;
    std::uint32_t most = 0;
    std::uint32_t calls = 0;
    std::int64_t current = 0;
    for (const RecordedCall& call : *scenario.load) {
        if (scenario.call_classes[call.call_class.index()].line != line) {
            continue;
        }
        const std::int64_t of_call = (call.at - kStartOfRun) / interval;
        calls = of_call == current ? calls + 1 : 1;
        current = of_call;
        most = std::max(most, calls);
    }
    return most;
}

std::uint32_t waiting_calls_max(const Scenario& scenario) {
    std::uint32_t limited = 0;
    bool all_limited = !scenario.lines.empty();
    for (const Line& line : scenario.lines) {
        limited += line.lines_max.value_or(0);
        all_limited = all_limited && line.lines_max.has_value();
    }
    if (all_limited) {
        return limited;
    }
    const double held =
        std::ceil(kQuarterHoursHeld * busiest_quarter_hour(scenario) + surge_calls(scenario));
    const double kept = std::clamp(
        held, static_cast<double>(kWaitingCallsMin), static_cast<double>(kWaitingCallsMax));
    return limited + static_cast<std::uint32_t>(kept);
}

Problems limit_problems(const Scenario& scenario) {
    Problems problems;
    if (scenario.run.warm_up + scenario.run.measured + scenario.run.drain_max >= kLongestSpan) {
        add(problems,
            "run",
            {},
            fmt::format("limit reached: warm-up, measured part and drain together at most {} h",
                        std::chrono::floor<std::chrono::hours>(kLongestSpan).count()));
    }
    for (const CallClass& call_class : scenario.call_classes) {
        if (call_class.route.empty() || call_class.route.size() > 8) {
            add(problems,
                fmt::format("call_classes[{}].route", call_class.name),
                fmt::format("{} steps", call_class.route.size()),
                "must have 1 to 8 steps");
        }
    }
    if (scenario.load) {
        check_load(scenario, problems);
    } else {
        for (const Line& line : scenario.lines) {
            if (!line.internal) {
                check_profile(line, scenario.run, problems);
            }
        }
    }
    if (problems.empty()) {
        check_slots(scenario, problems);
    }
    return problems;
}

}  // namespace fcr
