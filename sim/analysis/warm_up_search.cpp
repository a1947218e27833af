#include "sim/analysis/warm_up_search.hpp"

#include "boost/asio/post.hpp"
#include "boost/asio/thread_pool.hpp"
#include "sim/experiment/experiment.hpp"
#include "sim/scenario/compile.hpp"
#include "sim/statistics/warm_up.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <atomic>
#include <mutex>
#include <utility>

namespace fcr {
namespace {

constexpr Duration kPilotDay = std::chrono::hours{24};
constexpr Duration kObservation = std::chrono::minutes{3};
constexpr Duration kPilot = 2 * kPilotDay;
constexpr Duration kPilotOfDays = 14 * kPilotDay;
constexpr int kTries = 5;

/// Time spent in the room, by observation. Whole microseconds, so that it does not matter who adds
/// first.
class TimeInRoom final : public LedgerSink {
public:
    explicit TimeInRoom(Duration span)
        : span_(span), us_(static_cast<std::size_t>(span / kObservation), 0) {}

    void call(const CallLedgerRow& row) override {
        const CallTimes& times = row.call.times;
        switch (row.call.outcome) {
            case Outcome::Answered: add(times.offered, times.wrapped_up); break;
            case Outcome::Abandoned: add(times.offered, times.abandoned); break;
            case Outcome::Diverted: add(times.offered, times.ended); break;
            case Outcome::Unfinished: add(times.offered, kNever); break;
            case Outcome::Blocked: break;  // never in it
        }
    }
    void staffing(const StaffingLedgerRow& /*row*/) override {}
    void incident(const IncidentRecord& row) override { add(row.times.opened, row.times.closed); }

    [[nodiscard]] const std::vector<std::int64_t>& us() const { return us_; }

private:
    void add(SimTime from, SimTime until) {
        const Duration end = std::min(until - kStartOfRun, span_);
        for (Duration at = from - kStartOfRun; at < end;) {
            const auto row = static_cast<std::size_t>(at / kObservation);
            const Duration next = std::min<Duration>(end, (at / kObservation + 1) * kObservation);
            if (row < us_.size()) {
                us_[row] += (next - at).count();
            }
            at = next;
        }
    }

    Duration span_;
    std::vector<std::int64_t> us_;
};

/// What the threads share.
struct Pilots {
    std::atomic<std::uint64_t> next{0};
    std::atomic<bool> full{false};
    std::mutex mutex;
    std::vector<std::int64_t> us;
};

void run_pilots(const CompiledScenario& scenario, const WarmUpSearch& search, Pilots& pilots) {
    ReplicationRunner runner(scenario);
    TimeInRoom time(scenario.measured_until - kStartOfRun);
    while (!pilots.full) {
        const std::uint64_t number = pilots.next.fetch_add(1);
        if (number >= search.replications) {
            break;
        }
        if (!runner.run(search.seed, number, time)) {
            pilots.full = true;
        }
    }
    const std::lock_guard lock(pilots.mutex);
    for (std::size_t row = 0; row < time.us().size(); ++row) {
        pilots.us[row] += time.us()[row];
    }
}

bool is_constant(const std::vector<double>& calls) {
    return std::ranges::all_of(calls, [&](double of) { return of == calls.front(); });
}

bool acts_by_the_hour(const Pool& pool) {
    return pool.seats.size() > 1 || pool.staff ||
           (pool.behaviour &&
            (pool.behaviour->padding_per_hour > 0.0 || pool.behaviour->withdrawn_share > 0.0));
}

bool routes_by_the_hour(const CallClass& of) {
    return std::ranges::any_of(
        of.route, [](const RouteStep& step) { return step.when && step.when->from_of_day; });
}

bool people_change(const Pool& pool) {
    if (!pool.staff) {
        return false;
    }
    const People& people = pool.staff->people;
    return people.leave_per_year > 0.0 || !people.cohorts.empty() || people.transfer ||
           people.from_day || people.until_day;
}

Problem no_warm_up(std::string remedy) {
    return {.file = {}, .field = "--long-run", .value = {}, .remedy = std::move(remedy)};
}

/// The warm-up that the pilot runs show; empty when they are too short.
std::optional<Duration> told_by(std::span<const double> series, bool by_days) {
    const std::optional<std::size_t> dropped =
        by_days ? warm_up_cyclic(series, static_cast<std::size_t>(kPilotDay / kObservation))
                : warm_up(series);
    if (!dropped) {
        return std::nullopt;
    }
    return std::chrono::ceil<std::chrono::hours>(static_cast<std::int64_t>(*dropped) *
                                                 kObservation);
}

}  // namespace

std::optional<std::string> why_no_long_run(const Scenario& scenario) {
    if (scenario.load) {
        return "its callers are those of a recorded load, and end with it";
    }
    if (scenario.calendar) {
        return "its days have dates (calendar), and the question is about those";
    }
    if (!scenario.disruptions.empty()) {
        return fmt::format("the disruption {} happens once", scenario.disruptions.front().name);
    }
    if (!scenario.surges.empty()) {
        return fmt::format("the surge {} happens once", scenario.surges.front().name);
    }
    const auto pool = std::ranges::find_if(scenario.pools, people_change);
    if (pool != scenario.pools.end()) {
        return fmt::format("the people of pool {} change as time goes by", pool->name);
    }
    return std::nullopt;
}

bool repeats_daily(const Scenario& scenario) {
    return scenario.response || !scenario.named_callers.empty() ||
           std::ranges::any_of(scenario.pools, acts_by_the_hour) ||
           std::ranges::any_of(scenario.call_classes, routes_by_the_hour) ||
           std::ranges::any_of(scenario.lines,
                               [](const Line& line) { return !is_constant(line.arrivals.calls); });
}

std::vector<double> mean_in_room(const CompiledScenario& scenario, const WarmUpSearch& search) {
    Pilots pilots;
    pilots.us.resize(
        static_cast<std::size_t>((scenario.measured_until - kStartOfRun) / kObservation), 0);
    const auto threads = static_cast<unsigned>(
        std::clamp<std::uint64_t>(search.replications, 1, std::max(1U, search.jobs)));
    boost::asio::thread_pool pool(threads);
    for (unsigned thread = 0; thread < threads; ++thread) {
        boost::asio::post(pool, [&] { run_pilots(scenario, search, pilots); });
    }
    pool.join();
    std::vector<double> mean;
    if (pilots.full) {
        return mean;
    }
    for (const std::int64_t us : pilots.us) {
        mean.push_back(static_cast<double>(us) / static_cast<double>(kObservation.count()) /
                       static_cast<double>(search.replications));
    }
    return mean;
}

Result<WarmUpFound> find_warm_up(const RoomFromEmpty& room, const WarmUpSearch& search) {
    Result<Scenario> scenario = room(kPilot);
    if (!scenario) {
        return tl::unexpected(std::move(scenario.error()));
    }
    WarmUpFound found{.warm_up = Duration::zero(),
                      .pilot = kPilot,
                      .replications = search.replications,
                      .by_days = repeats_daily(*scenario)};
    if (found.by_days) {
        found.pilot = kPilotOfDays;
        scenario = room(found.pilot);
    }
    for (int attempt = 0; scenario; scenario = room(found.pilot)) {
        const Result<CompiledScenario> compiled = compile(*scenario);
        if (!compiled) {
            return tl::unexpected(compiled.error());
        }
        const std::vector<double> series = mean_in_room(*compiled, search);
        if (series.empty()) {
            return tl::unexpected(Problems{no_warm_up(fmt::format(
                "finds no steady state: beginning with an empty room it fills up within {:.6g} h; "
                "ask about a day, without --long-run",
                to_seconds(found.pilot) / 3600.0))});
        }
        if (const std::optional<Duration> told = told_by(series, found.by_days)) {
            found.warm_up = *told;
            return found;
        }
        if (++attempt == kTries) {
            break;
        }
        found.pilot *= 2;
    }
    if (!scenario) {
        return tl::unexpected(std::move(scenario.error()));
    }
    return tl::unexpected(Problems{no_warm_up(
        fmt::format("finds no steady state: after {:.6g} h the room still changes; where more work "
                    "comes than people can do it never settles. Ask about a day, without "
                    "--long-run, or say how much to drop with --warm-up HOURS",
                    to_seconds(found.pilot) / 3600.0))});
}

}  // namespace fcr
