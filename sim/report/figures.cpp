#include "sim/report/figures.hpp"

#include "sim/report/samples.hpp"

#include <algorithm>

namespace fcr {
namespace {

/// A counter of calls, as a mean for each RunSummary::per.
Figure count_of(const Samples<Rollup>& samples,
                const Spans& spans,
                std::int64_t CallTally::*field) {
    return samples.mean([&](const Rollup& rollup) -> std::optional<double> {
        return static_cast<double>(rollup.calls.*field) * spans.per_measured;
    });
}

std::int64_t ended(const Rollup& rollup) {
    return rollup.calls.offered() - rollup.calls.unfinished;
}

std::int64_t answered(const Rollup& rollup) {
    return rollup.calls.answered;
}

/// A counter of calls in percent of those that `whole` counts.
template <typename Whole>
Figure percent_of(const Samples<Rollup>& samples, std::int64_t CallTally::*field, Whole whole) {
    return samples.ratio(
        [field](const Rollup& rollup) { return rollup.calls.*field; }, whole, kPercent);
}

WaitFigures wait_figures(const Samples<Rollup>& samples,
                         std::int64_t CallTally::*sum_us,
                         WaitPercentiles Rollup::*percentiles) {
    WaitFigures waits;
    waits.mean_s = samples.ratio([sum_us](const Rollup& rollup) { return rollup.calls.*sum_us; },
                                 answered,
                                 1.0 / kUsPerSecond);
    for (std::size_t row = 0; row < kReportPercentiles.size(); ++row) {
        waits.percentiles_s[row] = samples.mean([&](const Rollup& rollup) -> std::optional<double> {
            const std::int64_t us = (rollup.*percentiles)[row];
            return us < 0 ? std::nullopt : std::optional(static_cast<double>(us) / kUsPerSecond);
        });
    }
    return waits;
}

}  // namespace

Spans spans_of(const CompiledScenario& scenario) {
    const Duration measured = scenario.measured_until - scenario.measured_from;
    const Duration per = std::min<Duration>(measured, std::chrono::hours{24});
    return {
        .measured_us = static_cast<double>(measured.count()),
        .per_measured = static_cast<double>(per.count()) / static_cast<double>(measured.count())};
}

CallFigures call_figures(const Samples<Rollup>& samples,
                         const Spans& spans,
                         bool has_operator_leg) {
    CallFigures figures;
    figures.offered = samples.mean([&](const Rollup& rollup) -> std::optional<double> {
        return static_cast<double>(rollup.calls.offered()) * spans.per_measured;
    });
    figures.answered = count_of(samples, spans, &CallTally::answered);
    figures.abandoned = count_of(samples, spans, &CallTally::abandoned);
    figures.diverted = count_of(samples, spans, &CallTally::diverted);
    figures.blocked = count_of(samples, spans, &CallTally::blocked);
    figures.unfinished = count_of(samples, spans, &CallTally::unfinished);
    figures.answered_percent = percent_of(samples, &CallTally::answered, ended);
    figures.abandoned_percent = percent_of(samples, &CallTally::abandoned, ended);
    figures.blocked_percent = percent_of(samples, &CallTally::blocked, ended);

    figures.force_clock = wait_figures(samples, &CallTally::answered_wait_us, &Rollup::force_clock);
    if (has_operator_leg) {
        figures.operator_clock =
            wait_figures(samples, &CallTally::operator_wait_us, &Rollup::operator_clock);
    }
    figures.below_10s_percent = percent_of(samples, &CallTally::band_below_10s, answered);
    figures.from_10s_to_60s_percent = percent_of(samples, &CallTally::band_10s_to_60s, answered);
    figures.from_60s_percent = percent_of(samples, &CallTally::band_60s_and_over, answered);

    std::int64_t longest_wait_us = 0;
    std::int64_t waited = 0;
    for (const Rollup* rollup : samples.rows()) {
        longest_wait_us = std::max(longest_wait_us, rollup->calls.longest_wait_us);
        waited += rollup->calls.answered + rollup->calls.abandoned;
        figures.longest_queue = std::max(figures.longest_queue, rollup->queue.longest);
    }
    if (waited > 0) {
        figures.longest_wait_s = static_cast<double>(longest_wait_us) / kUsPerSecond;
    }
    figures.mean_queue = samples.mean([&](const Rollup& rollup) -> std::optional<double> {
        return static_cast<double>(rollup.queue.waiting_us) / spans.measured_us;
    });
    return figures;
}

RosterFigures roster_figures(const Samples<Rollup>& samples, const Spans& spans) {
    const auto hours = [&](auto us_of) {
        return samples.mean([&](const Rollup& rollup) -> std::optional<double> {
            return static_cast<double>(us_of(rollup.seats)) / kUsPerHour * spans.per_measured;
        });
    };
    return {.paid_hours = hours([](const SeatTally& seats) { return seats.paid_us(); }),
            .break_hours = hours([](const SeatTally& seats) { return seats.break_us; }),
            .overrun_hours = hours([](const SeatTally& seats) { return seats.overrun_us; }),
            .absent_hours = hours([](const SeatTally& seats) { return seats.absent_us; }),
            .leave_hours = hours([](const SeatTally& seats) { return seats.leave_us; }),
            .unfilled_hours = hours([](const SeatTally& seats) { return seats.unfilled_us; })};
}

WorkFigures work_figures(const Samples<Rollup>& samples, const Spans& spans) {
    const auto on_duty = [](const Rollup& rollup) { return rollup.seats.on_duty_us; };
    const auto percent_of_duty = [&](std::int64_t SeatTally::*field) {
        return samples.ratio(
            [field](const Rollup& rollup) { return rollup.seats.*field; }, on_duty, kPercent);
    };
    WorkFigures figures;
    figures.answered = count_of(samples, spans, &CallTally::answered);
    figures.abandoned_ringing = count_of(samples, spans, &CallTally::abandoned);
    figures.seat_hours = samples.mean([&](const Rollup& rollup) -> std::optional<double> {
        return static_cast<double>(rollup.seats.on_duty_us) / kUsPerHour * spans.per_measured;
    });
    figures.occupancy_percent = samples.ratio(
        [](const Rollup& rollup) { return rollup.seats.talk_us + rollup.seats.wrap_up_us; },
        on_duty,
        kPercent);
    figures.talk_percent = percent_of_duty(&SeatTally::talk_us);
    figures.wrap_up_percent = percent_of_duty(&SeatTally::wrap_up_us);
    figures.ringing_percent = percent_of_duty(&SeatTally::ringing_us);
    figures.gap_percent = percent_of_duty(&SeatTally::gap_us);
    figures.handling_s = samples.ratio(
        [](const Rollup& rollup) { return rollup.calls.talk_us + rollup.calls.wrap_up_us; },
        answered,
        1.0 / kUsPerSecond);
    figures.force_clock = wait_figures(samples, &CallTally::answered_wait_us, &Rollup::force_clock);
    return figures;
}

}  // namespace fcr
