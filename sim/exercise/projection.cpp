#include "sim/exercise/projection.hpp"

#include "sim/base/check.hpp"

#include <algorithm>
#include <cmath>

namespace fcr {
namespace {

constexpr Duration kMinute = std::chrono::minutes{1};
constexpr double kPercent = 100.0;

/// The least value that this share of the values does not exceed.
double quantile(const std::vector<double>& sorted, double share) {
    const double rank = std::ceil(share * static_cast<double>(sorted.size()));
    return sorted[static_cast<std::size_t>(std::max(rank, 1.0)) - 1];
}

Band band_of(std::vector<double> values) {
    std::ranges::sort(values);
    return {.p10 = quantile(values, 0.1),
            .median = quantile(values, 0.5),
            .p90 = quantile(values, 0.9)};
}

}  // namespace

ProjectionPlan usual_projection(const CompiledScenario& scenario) {
    ProjectionPlan plan;
    for (const CompiledLine& line : scenario.lines) {
        CountingRule rule;
        rule.within_max = line.emergency ? std::chrono::seconds{10} : std::chrono::seconds{120};
        plan.in_time.push_back(rule);
    }
    return plan;
}

KnownRoom::KnownRoom(const CompiledScenario& scenario)
    : room_(scenario, silence_, {.pools = {}, .takes_commands = true}) {}

Futures::Futures(const CompiledScenario& scenario, const ProjectionPlan& plan)
    : lines_(scenario.lines.size()),
      pools_(scenario.pools.size()),
      minutes_(plan.minutes),
      futures_(plan.futures),
      values_((2 * lines_ + pools_) * minutes_ * futures_),
      in_time_(lines_ * futures_) {}

std::span<double> Futures::row(std::size_t column, std::size_t minute) {
    return std::span(values_).subspan((column * minutes_ + minute) * futures_, futures_);
}
std::span<const double> Futures::row(std::size_t column, std::size_t minute) const {
    return std::span(values_).subspan((column * minutes_ + minute) * futures_, futures_);
}
std::span<const double> Futures::longest_wait_s(LineId line, std::size_t minute) const {
    return row(line.index(), minute);
}
std::span<const double> Futures::waiting(LineId line, std::size_t minute) const {
    return row(lines_ + line.index(), minute);
}
std::span<const double> Futures::free(PoolId pool, std::size_t minute) const {
    return row(2 * lines_ + pool.index(), minute);
}
std::span<const Ratio> Futures::in_time(LineId line) const {
    return std::span(in_time_).subspan(line.index() * futures_, futures_);
}

Band Futures::band(std::size_t column, std::size_t minute) const {
    const std::span<const double> values = row(column, minute);
    return band_of({values.begin(), values.end()});
}

Projection Futures::summarise(SimTime from) const {
    Projection projection{.from = from, .futures = futures_, .lines = {}, .pools = {}};
    for (std::size_t line = 0; line < lines_; ++line) {
        ProjectedLine projected;
        for (std::size_t minute = 0; minute < minutes_; ++minute) {
            projected.longest_wait_s.push_back(band(line, minute));
            projected.waiting.push_back(band(lines_ + line, minute));
        }
        std::vector<double> shares;
        for (const Ratio& share : in_time(LineId{line})) {
            if (share.measured()) {
                shares.push_back(kPercent * share.value());
            }
        }
        if (!shares.empty()) {
            projected.answered_in_time = band_of(std::move(shares));
        }
        projection.lines.push_back(std::move(projected));
    }
    for (std::size_t pool = 0; pool < pools_; ++pool) {
        ProjectedPool projected;
        for (std::size_t minute = 0; minute < minutes_; ++minute) {
            projected.free.push_back(band(2 * lines_ + pool, minute));
        }
        projection.pools.push_back(std::move(projected));
    }
    return projection;
}

void Projector::Counter::begin(SimTime from, SimTime until) {
    from_ = from;
    until_ = until;
    std::ranges::fill(counts_, Ratio{});
}

bool Projector::Counter::counts(const CallRecord& call) const {
    return call.times.network_arrive > from_ && call.times.network_arrive <= until_;
}

/// Told of every call that is answered, and of those alone that are lost while they ring.
void Projector::Counter::call_taken(const CallRecord& call) {
    if (!counts(call) || call.outcome != Outcome::Answered) {
        return;
    }
    const CountingRule& rule = plan_.in_time[call.line.index()];
    Ratio& count = counts_[call.line.index()];
    ++count.denominator;
    count.numerator +=
        call.times.answered - clock_start(call, rule.clock) <= rule.within_max ? 1 : 0;
}

void Projector::Counter::call_closed(const CallRecord& call) {
    if (counts(call) && call.outcome != Outcome::Answered && call.outcome != Outcome::Unfinished) {
        ++counts_[call.line.index()].denominator;
    }
}

Projector::Projector(const CompiledScenario& scenario, const ProjectionPlan& plan)
    : scenario_(scenario),
      plan_(plan),
      counter_(plan),
      room_(scenario, counter_, {.pools = {}, .takes_commands = true}) {
    FCR_CHECK(plan.in_time.size() == scenario.lines.size() && plan.futures > 0 && plan.minutes > 0,
              "a projection has a rule for each line, and futures of a minute or more");
    for (const CountingRule& rule : plan.in_time) {
        decided_after_ = std::max(decided_after_, rule.within_max);
    }
}

void Projector::run(const KnownRoom& known,
                    std::uint32_t first,
                    std::uint32_t last,
                    Futures& futures) {
    const SimTime from = known.room().now();
    const SimTime until = from + kMinute * static_cast<std::int64_t>(plan_.minutes);
    for (std::uint32_t future = first; future < last; ++future) {
        counter_.begin(from, until);
        room_.copy_known(known.room());
        room_.draw_unknown({.seed = plan_.seed, .path = future}, until + decided_after_);
        for (std::size_t minute = 0; minute < plan_.minutes; ++minute) {
            room_.run_until(from + kMinute * static_cast<std::int64_t>(minute + 1));
            see(minute, future, futures);
        }
        room_.run_until(until + decided_after_);
        for (std::size_t line = 0; line < scenario_.lines.size(); ++line) {
            Ratio share = counter_.of_line(line);
            share.denominator += room_.still_waiting(LineId{line}, from, until);
            futures.in_time_[line * plan_.futures + future] = share;
        }
    }
}

void Projector::see(std::size_t minute, std::uint32_t future, Futures& futures) const {
    const std::size_t lines = scenario_.lines.size();
    for (std::size_t line = 0; line < lines; ++line) {
        const LineSight sight = room_.sight_of(LineId{line});
        futures.row(line, minute)[future] = to_seconds(sight.longest_wait);
        futures.row(lines + line, minute)[future] = sight.waiting;
    }
    for (std::size_t pool = 0; pool < scenario_.pools.size(); ++pool) {
        futures.row(2 * lines + pool, minute)[future] = room_.sight_of(PoolId{pool}).free;
    }
}

Projection Projector::project(const KnownRoom& known) {
    Futures futures(scenario_, plan_);
    run(known, 0, plan_.futures, futures);
    return futures.summarise(known.room().now());
}

}  // namespace fcr
