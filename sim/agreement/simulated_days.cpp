#include "sim/agreement/simulated_days.hpp"

#include "sim/base/check.hpp"
#include "sim/experiment/share_replications.hpp"
#include "sim/metrics/recorder.hpp"

#include <algorithm>
#include <memory>
#include <utility>

namespace fcr {

namespace {

/// A wait as the extract would tell it: rounded to its unit.
Duration rounded(Duration wait, Duration unit) {
    return (wait + unit / 2) / unit * unit;
}

/// Counts a replication's calls by day.
class DayCounter final : public LedgerSink {
public:
    DayCounter(const Scenario& scenario, const ComparedDays& compared, CountedOrigin counted)
        : scenario_(scenario),
          compared_(compared),
          counted_(counted),
          days_(compared.dates().size(), compared.no_facts()) {}

    void begin() { std::ranges::fill(days_, compared_.no_facts()); }
    [[nodiscard]] const std::vector<DayFacts>& days() const { return days_; }

    void call(const CallLedgerRow& row) override {
        const CallRecord& call = row.call;
        if (call.origin != Origin::Caller && counted_ == CountedOrigin::Recorded) {
            return;
        }
        const std::optional<std::size_t> line = compared_.row_of(call.line);
        if (!line) {
            return;
        }
        const CallTimes& times = call.times;
        const SimTime at = times.offered == kNever ? times.network_arrive : times.offered;
        const Duration since = at - kStartOfRun;
        if (at == kNever || since < scenario_.run.warm_up ||
            since >= scenario_.run.warm_up + scenario_.run.measured) {
            return;
        }
        const LocalMoment moment = scenario_.calendar->moment(since);
        const auto day = compared_.row_of(scenario_.calendar->days[moment.day].date);
        if (!day) {
            return;
        }
        ComparedCall seen{
            .day = *day,
            .hour = static_cast<std::size_t>(moment.time_of_day / std::chrono::hours{1}),
            .line = *line,
            .call_class = call.call_class,
            .queued = counted_ == CountedOrigin::Recorded || times.offered != kNever,
            .answered = call.outcome == Outcome::Answered,
            .abandoned = call.outcome == Outcome::Abandoned,
            .pool = compared_.tells_pools() ? call.pool : std::nullopt};
        if (seen.answered) {
            seen.wait = rounded(times.answered - at, compared_.wait_unit());
            seen.handling = handling(call);
        }
        compared_.add(seen, days_);
    }
    void staffing(const StaffingLedgerRow& /*row*/) override {}

private:
    /// As far as the extract tells it.
    [[nodiscard]] std::optional<Duration> handling(const CallRecord& call) const {
        const CallTimes& times = call.times;
        if (!compared_.tells().talk || times.ended == kNever) {
            return std::nullopt;
        }
        const SimTime done = compared_.tells().wrap_up ? times.wrapped_up : talked_until(times);
        return done == kNever ? std::nullopt : std::optional(done - taken_up(times));
    }

    const Scenario& scenario_;
    const ComparedDays& compared_;
    CountedOrigin counted_;
    std::vector<DayFacts> days_;
};

/// A thread's room, and what its replications came to together.
struct DayWorker {
    DayWorker(const CompiledScenario& compiled,
              const Scenario& scenario,
              const ComparedDays& compared,
              CountedOrigin counted)
        : runner(compiled),
          counter(scenario, compared, counted),
          pooled(compared.dates().size(), compared.no_facts()) {}

    [[nodiscard]] Limit limit_reached() const { return runner.limit_reached(); }

    ReplicationRunner runner;
    DayCounter counter;
    std::vector<DayFacts> pooled;
    std::vector<std::int64_t> on_duty_us;  ///< by PoolId
};

SimulatedSpan span_of(const ComparedDays& compared, const std::vector<DayFacts>& facts) {
    SimulatedSpan span{.total = compared.no_facts(), .days = {}};
    span.days.resize(compared.lines().size());
    for (std::size_t line = 0; line < compared.lines().size(); ++line) {
        for (const DayFacts& day : facts) {
            span.days[line].push_back({.calls = day.all_calls(line),
                                       .answered = day.service[line].answered,
                                       .wait_us = day.service[line].wait_us});
        }
    }
    for (const DayFacts& day : facts) {
        span.total.add(day);
    }
    return span;
}

void add_duty(DayWorker& worker,
              const CompiledScenario& scenario,
              const ReplicationResult& result) {
    const Recorder& recorder = worker.runner.recorder();
    worker.on_duty_us.resize(scenario.pools.size(), 0);
    for (std::size_t pool = 0; pool < scenario.pools.size(); ++pool) {
        worker.on_duty_us[pool] +=
            result.populations[recorder.population(PoolId{pool}).index()].seats.on_duty_us;
    }
}

}  // namespace

SimulatedDays simulate_days(const CompiledScenario& scenario,
                            const Scenario& source,
                            const ComparedDays& compared,
                            CountedOrigin counted,
                            const ExperimentOptions& options,
                            ExperimentProgress& progress) {
    FCR_CHECK(source.calendar.has_value(), "a scenario on days has a calendar");
    auto shared = share_replications<SimulatedSpan, DayWorker>(
        {.first = options.first_replication, .count = options.replications, .jobs = options.jobs},
        progress,
        [&] { return std::make_unique<DayWorker>(scenario, source, compared, counted); },
        [&](DayWorker& worker, std::uint64_t number) -> std::optional<SimulatedSpan> {
            worker.counter.begin();
            const auto result = worker.runner.run(options.seed, number, worker.counter);
            if (!result) {
                return std::nullopt;
            }
            add_duty(worker, scenario, *result);
            for (std::size_t day = 0; day < worker.pooled.size(); ++day) {
                worker.pooled[day].add(worker.counter.days()[day]);
            }
            return span_of(compared, worker.counter.days());
        });
    SimulatedDays simulated;
    simulated.limit = shared.limit;
    simulated.pooled.assign(compared.dates().size(), compared.no_facts());
    simulated.on_duty_us.assign(scenario.pools.size(), 0);
    for (const std::unique_ptr<DayWorker>& worker : shared.workers) {
        for (std::size_t day = 0; day < simulated.pooled.size(); ++day) {
            simulated.pooled[day].add(worker->pooled[day]);
        }
        for (std::size_t pool = 0; pool < worker->on_duty_us.size(); ++pool) {
            simulated.on_duty_us[pool] += worker->on_duty_us[pool];
        }
    }
    for (std::optional<SimulatedSpan>& span : shared.results) {
        if (span) {
            simulated.replications.push_back(std::move(*span));
        }
    }
    simulated.stopped = !simulated.limit && simulated.replications.size() < options.replications;
    return simulated;
}

}  // namespace fcr
