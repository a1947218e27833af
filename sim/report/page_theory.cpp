// Erlang C and Erlang A beside the simulated figures: what the textbook would have said.
#include "proto/fcr/v1/page.pb.h"
#include "sim/analysis/erlang.hpp"
#include "sim/report/number.hpp"
#include "sim/report/page.hpp"
#include "sim/scenario/law.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <optional>
#include <vector>

namespace fcr {
namespace {

constexpr std::size_t kIntervalsOfHour = 4;
constexpr double kSecondsOfHour = 3600.0;
constexpr double kUsOfSecond = 1e6;

/// An hour of the day, all lines and pools taken as one queue before one pool.
struct Hour {
    std::size_t number = 0;
    double arrivals_per_h = 0.0;
    double handlers = 0.0;
    double answered = 0.0;
    double wait_s = 0.0;  ///< simulated, sum over answered calls, force clock

    [[nodiscard]] std::string words() const {
        return fmt::format("{:02}:00 to {:02}:00", number, number + 1);
    }
};

/// What the formulas are fed with.
struct Inputs {
    std::vector<Hour> hours;
    std::string lines;  ///< `999 and 101`
    double handling_s = 0.0;
    std::optional<double> patience_s;  ///< mean of all callers; empty where some never give up
    std::string differs;  ///< what the formulas do not know, as the middle of a sentence
};

std::string names_of_lines(const PagedRun& run) {
    std::vector<std::string> names;
    for (const Line& line : run.scenario.lines) {
        if (!line.internal) {
            names.push_back(line.name);
        }
    }
    std::string words;
    for (std::size_t row = 0; row < names.size(); ++row) {
        words += row == 0 ? "" : row + 1 == names.size() ? " and " : ", ";
        words += names[row];
    }
    return words;
}

/// Talk, wrap-up and gap of a call, over all pools.
double handling_of(const PagedRun& run) {
    Rollup all;
    for (std::size_t row = 0; row < run.compiled.pools.size(); ++row) {
        for (std::size_t interval = 0; interval < kResultIntervals; ++interval) {
            all.merge(run.result.totals->total(PoolId{row}, IntervalId{interval}));
        }
    }
    const std::int64_t us = all.calls.talk_us + all.calls.wrap_up_us + all.seats.gap_us;
    return all.calls.answered > 0
               ? static_cast<double>(us) / static_cast<double>(all.calls.answered) / kUsOfSecond
               : 0.0;
}

/// The mean patience of the callers, weighted by the calls of their classes.
std::optional<double> patience_of(const PagedRun& run) {
    double sum = 0.0;
    double calls = 0.0;
    for (std::size_t row = 0; row < run.scenario.call_classes.size(); ++row) {
        const CallClass& call_class = run.scenario.call_classes[row];
        const std::optional<Estimate>& offered = run.summary.classes[row].figures.offered;
        if (run.scenario.lines[call_class.line.index()].internal || !offered) {
            continue;
        }
        sum += offered->value * mean_s(call_class.patience);
        calls += offered->value;
    }
    return calls > 0.0 && std::isfinite(sum) && sum > 0.0 ? std::optional(sum / calls)
                                                          : std::nullopt;
}

std::vector<Hour> hours_of(const PagedRun& run) {
    std::vector<Hour> hours;
    const auto& intervals = run.summary.intervals;
    for (std::size_t first = 0; first + kIntervalsOfHour <= intervals.size();
         first += kIntervalsOfHour) {
        Hour hour{.number = first / kIntervalsOfHour};
        for (std::size_t row = first; row < first + kIntervalsOfHour; ++row) {
            const IntervalSummary& interval = intervals[row];
            for (std::size_t line = 0; line < interval.lines.size(); ++line) {
                const CallInterval& calls = interval.lines[line];
                if (run.scenario.lines[line].internal) {
                    continue;
                }
                const double answered = calls.answered.value_or(0.0);
                hour.arrivals_per_h += calls.offered.value_or(0.0);
                hour.answered += answered;
                hour.wait_s += answered * calls.mean_wait_s.value_or(0.0);
            }
            for (const WorkInterval& pool : interval.pools) {
                hour.handlers += pool.on_duty.value_or(0.0) / kIntervalsOfHour;
            }
        }
        hours.push_back(hour);
    }
    return hours;
}

std::string differences(const PagedRun& run) {
    std::string words;
    const auto& classes = run.scenario.call_classes;
    const bool priorities = std::ranges::any_of(classes, [&](const CallClass& call_class) {
        return call_class.priority != classes.front().priority;
    });
    if (priorities) {
        words += "the urgent go first, ";
    }
    if (run.scenario.pools.size() > 1) {
        words += "pools take over by their own rules, ";
    }
    return words + "hours pass into each other and days differ";
}

ErlangInput queue_of(const Hour& hour, const Inputs& inputs) {
    return {.arrivals_per_s = hour.arrivals_per_h / kSecondsOfHour,
            .service_mean_s = inputs.handling_s,
            .handlers = std::max(1, static_cast<int>(std::lround(hour.handlers)))};
}

bool is_usable(const Hour& hour) {
    return hour.arrivals_per_h > 0.0 && hour.handlers >= 0.5 && hour.answered > 0.0;
}

v1::TheoryReport theory_of(const Hour& hour, const Inputs& inputs) {
    v1::TheoryReport theory;
    theory.set_line(inputs.lines);
    theory.set_period(hour.words());
    theory.set_arrivals_per_h(six_digits(hour.arrivals_per_h));
    theory.set_handling_s(six_digits(inputs.handling_s));
    theory.set_handlers(std::max(1.0, std::round(hour.handlers)));
    return theory;
}

/// Mean wait of one hour by Erlang C.
void add_erlang_c(v1::RunDetailReport& detail, const Hour& hour, const Inputs& inputs) {
    v1::TheoryReport& theory = *detail.add_theory() = theory_of(hour, inputs);
    const ErlangInput queue = queue_of(hour, inputs);
    theory.set_figure("Mean wait");
    theory.set_formula(v1::TheoryReport::ERLANG_C);
    theory.set_unit(v1::KpiReport::SECONDS);
    theory.mutable_simulated()->set_value(six_digits(hour.wait_s / hour.answered));
    if (has_steady_state(queue)) {
        theory.set_value(six_digits(erlang_c(queue).wait_mean_s));
        theory.set_why(
            fmt::format("Erlang C lets nobody hang up, takes all callers and handlers "
                        "alike and every hour as if it lasted for ever; in the "
                        "simulation callers give up, {}.",
                        inputs.differs));
    } else {
        theory.set_why(
            fmt::format("Erlang C has no value: the work of {:.1f} handlers meets {}, so "
                        "its queue would grow for ever; in the simulation callers give "
                        "up and the hour ends.",
                        offered_load(queue),
                        queue.handlers));
    }
}

/// Mean wait and abandonment of one hour by Erlang A.
void add_erlang_a(v1::RunDetailReport& detail, const Hour& hour, const Inputs& inputs) {
    v1::TheoryReport& theory = *detail.add_theory() = theory_of(hour, inputs);
    theory.set_figure("Mean wait");
    theory.set_formula(v1::TheoryReport::ERLANG_A);
    theory.set_unit(v1::KpiReport::SECONDS);
    theory.set_patience_s(six_digits(*inputs.patience_s));
    theory.mutable_simulated()->set_value(six_digits(hour.wait_s / hour.answered));
    theory.set_value(six_digits(
        erlang_a({.queue = queue_of(hour, inputs), .patience_mean_s = *inputs.patience_s})
            .wait_mean_s));
    theory.set_why(
        fmt::format("Erlang A knows that callers hang up, but takes their patience and "
                    "the handling time as exponential and all callers alike; in the "
                    "simulation {}.",
                    inputs.differs));
}

/// Abandonment of the day by Erlang A, hour by hour.
void add_day(v1::RunDetailReport& detail, const PagedRun& run, const Inputs& inputs) {
    double offered = 0.0;
    double abandoned = 0.0;
    for (const Hour& hour : inputs.hours) {
        if (!is_usable(hour)) {
            continue;
        }
        offered += hour.arrivals_per_h;
        abandoned += hour.arrivals_per_h * erlang_a({.queue = queue_of(hour, inputs),
                                                     .patience_mean_s = *inputs.patience_s})
                                               .abandon_probability;
    }
    double simulated = 0.0;
    double ended = 0.0;
    for (std::size_t row = 0; row < run.scenario.lines.size(); ++row) {
        const CallFigures& figures = run.summary.lines[row].figures;
        if (run.scenario.lines[row].internal || !figures.abandoned || !figures.offered) {
            continue;
        }
        simulated += figures.abandoned->value;
        ended += figures.offered->value - (figures.unfinished ? figures.unfinished->value : 0.0);
    }
    if (offered <= 0.0 || ended <= 0.0) {
        return;
    }
    v1::TheoryReport& theory = *detail.add_theory();
    theory.set_line(inputs.lines);
    theory.set_figure("Abandoned, of offered");
    theory.set_formula(v1::TheoryReport::ERLANG_A);
    theory.set_unit(v1::KpiReport::PERCENT);
    theory.set_period("every hour, weighted by calls");
    theory.set_handling_s(six_digits(inputs.handling_s));
    theory.set_patience_s(six_digits(*inputs.patience_s));
    theory.set_value(six_digits(100.0 * abandoned / offered));
    theory.mutable_simulated()->set_value(six_digits(100.0 * simulated / ended));
    theory.set_why(
        fmt::format("Erlang A takes each hour as if it lasted for ever; in the "
                    "simulation {}, so bad hours are worse and good ones better.",
                    inputs.differs));
}

}  // namespace

void fill_theory(v1::RunDetailReport& detail, const PagedRun& run) {
    const Inputs inputs{.hours = hours_of(run),
                        .lines = names_of_lines(run),
                        .handling_s = handling_of(run),
                        .patience_s = patience_of(run),
                        .differs = differences(run)};
    if (inputs.handling_s <= 0.0 || std::ranges::none_of(inputs.hours, is_usable)) {
        return;
    }
    const auto load = [](const Hour& hour) {
        return is_usable(hour) ? hour.arrivals_per_h / hour.handlers : 0.0;
    };
    const Hour busiest = *std::ranges::max_element(inputs.hours, {}, load);
    const Hour quietest = *std::ranges::min_element(inputs.hours, {}, [&](const Hour& hour) {
        return is_usable(hour) ? load(hour) : HUGE_VAL;
    });
    for (const Hour& hour : {quietest, busiest}) {
        add_erlang_c(detail, hour, inputs);
        if (inputs.patience_s) {
            add_erlang_a(detail, hour, inputs);
        }
    }
    if (inputs.patience_s) {
        add_day(detail, run, inputs);
    }
}

}  // namespace fcr
