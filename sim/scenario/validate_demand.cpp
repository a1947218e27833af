// Demand: the run's span, the lines, and how many calls each interval brings.
#include "proto/fcr/v1/scenario.pb.h"
#include "sim/scenario/seasons.hpp"
#include "sim/scenario/validation.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <utility>

namespace fcr {

namespace {

Duration from_hours(double hours) {
    return duration_from_seconds(hours * 3600.0);
}

double to_hours(Duration span) {
    return to_seconds(span) / 3600.0;
}

/// A run that starts and ends between two intervals would need part of one.
void check_span(const Validation& validation, const std::string& line, Duration interval) {
    const Block& root = validation.root;
    if (!root.has(v1::Scenario::kRunFieldNumber)) {
        return;
    }
    const Block run = root.child(v1::Scenario::kRunFieldNumber);
    const auto check = [&](int field, Duration span) {
        if (span % interval != Duration::zero()) {
            run.refuse(field,
                       fmt::format("must be a multiple of {:.6g} h, the interval of line {}",
                                   to_hours(interval),
                                   line));
        }
    };
    check(v1::Run::kWarmUpHFieldNumber, validation.scenario.run.warm_up);
    check(v1::Run::kMeasuredHFieldNumber, validation.scenario.run.measured);
}

/// The plan of the days laid out over the run, with what the dates change.
void lay_out(const Validation& validation,
             const DayPlan& plan,
             const Seasons& seasons,
             double factor,
             Line& line) {
    const RunPlan& run = validation.scenario.run;
    line.arrivals.interval = plan.interval;
    const Duration end = run.warm_up + run.measured;
    const std::size_t line_row = validation.scenario.lines.size();
    for (Duration at{0}; at < end; at += plan.interval) {
        double calls = factor * plan.at(at, run.warm_up);
        if (plan.calendar != nullptr) {
            const LocalMoment moment = plan.calendar->moment(at);
            const Date date = plan.calendar->days[moment.day].date;
            calls *= season_factor(seasons, date, plan.calendar->level_date) *
                     named_factor(*plan.calendar, moment, line_row);
        }
        line.arrivals.calls.push_back(calls);
    }
}

/// Hours of a named day that split an interval of the line would need part of it.
void check_named_hours(const Validation& validation, const std::string& line, Duration interval) {
    using N = v1::NamedDay;
    const std::size_t line_row = validation.scenario.lines.size();
    const std::vector<NamedDay>& named = validation.scenario.calendar->named_days;
    const Block calendar = validation.root.child(v1::Scenario::kCalendarFieldNumber);
    for (std::size_t row = 0; row < named.size(); ++row) {
        const Block block =
            calendar.child(v1::Calendar::kNamedDaysFieldNumber, static_cast<int>(row));
        const auto check = [&](int field, Duration hour) {
            if (hour % interval != Duration::zero()) {
                block.refuse(field,
                             fmt::format("must be a multiple of {:.6g} h, the interval of line {}",
                                         to_hours(interval),
                                         line));
            }
        };
        if (named[row].factors[line_row] != 1.0) {
            check(N::kFromHFieldNumber, named[row].from);
            check(N::kUntilHFieldNumber, named[row].until);
        }
    }
}

/// An hour's factor needs whole hours of intervals.
HourFactor read_hour_factor(const Block& arrivals, Duration interval) {
    using H = v1::HourFactor;
    constexpr int field = v1::Arrivals::kHourFactorFieldNumber;
    HourFactor factor;
    if (!arrivals.has(field)) {
        return factor;
    }
    const Block block = arrivals.child(field);
    factor.cv = block.number_or(H::kCvFieldNumber, {.min = 0.0, .max = 2.0}, 0.0);
    factor.correlation =
        block.number_or(H::kCorrelationFieldNumber, {.min = 0.0, .max = kHourCorrelationMax}, 0.0);
    if (interval > Duration::zero() && std::chrono::hours{1} % interval != Duration::zero()) {
        block.refuse_block(fmt::format("intervals of {:.6g} h", to_hours(interval)),
                           "must be left out, or the line's intervals must divide the hour");
    }
    return factor;
}

void read_arrivals(Validation& validation, const Block& block, Line& line) {
    using A = v1::Arrivals;
    if (!block.has(v1::Line::kArrivalsFieldNumber)) {
        block.missing(v1::Line::kArrivalsFieldNumber,
                      "must be given, such as arrivals { calls_per_day: 300 weights: 1 }");
        return;
    }
    const Block arrivals = block.child(v1::Line::kArrivalsFieldNumber);
    const double factor =
        arrivals.number_or(A::kVolumeFactorFieldNumber, {.min = 0.0, .max = 100.0}, 1.0);
    line.arrivals.day_factor_cv =
        arrivals.number_or(A::kDayFactorCvFieldNumber, {.min = 0.0, .max = 2.0}, 0.0);
    const Seasons seasons =
        read_seasons(arrivals, validation.root.has(v1::Scenario::kCalendarFieldNumber));
    const std::optional<DayPlan> plan = read_calls_plan(validation, arrivals, line.name);
    line.arrivals.hour_factor =
        read_hour_factor(arrivals, plan ? plan->interval : Duration::zero());
    if (!plan) {
        return;
    }
    if (plan->calendar != nullptr) {
        check_named_hours(validation, line.name, plan->interval);
    }
    check_span(validation, line.name, plan->interval);
    const RunPlan& run = validation.scenario.run;
    const auto rows = static_cast<std::uint64_t>((run.warm_up + run.measured) / plan->interval);
    if (rows * validation.lines.names.size() > kProfileRowsMax) {
        arrivals.refuse_block(fmt::format("{} intervals in the run", rows),
                              fmt::format("limit reached: at most {} intervals on all lines; use "
                                          "longer intervals or a shorter run",
                                          kProfileRowsMax));
        return;
    }
    lay_out(validation, *plan, seasons, factor, line);
}

void read_operator_leg(const Block& block, Line& line) {
    using O = v1::OperatorLeg;
    if (!block.has(v1::Line::kOperatorLegFieldNumber)) {
        return;
    }
    const Block leg = block.child(v1::Line::kOperatorLegFieldNumber);
    if (block.has(v1::Line::kKindFieldNumber) && !line.emergency) {
        leg.refuse_block({}, "only an EMERGENCY line goes through the national operator");
    }
    line.operator_leg =
        OperatorLeg{.answer = read_law(leg, O::kAnswerFieldNumber, LawUse::Span, ConstantLaw{}),
                    .select = read_law(leg, O::kSelectFieldNumber, LawUse::Span, ConstantLaw{}),
                    .connect = read_law(leg, O::kConnectFieldNumber, LawUse::Span, ConstantLaw{})};
}

void read_message_shares(const Block& block, Line& line) {
    using L = v1::Line;
    line.message_leave_share = block.number_or(L::kMessageLeaveShareFieldNumber, kShare, 0.0);
    line.message_served_share = block.number_or(L::kMessageServedShareFieldNumber, kShare, 0.0);
    const bool given =
        block.has(L::kMessageLeaveShareFieldNumber) || block.has(L::kMessageServedShareFieldNumber);
    if (given && !block.has(L::kMessageFieldNumber)) {
        block.missing(L::kMessageFieldNumber, "must be given: nobody can leave during no message");
    }
    if (line.message_leave_share + line.message_served_share > 1.0) {
        block.refuse(L::kMessageServedShareFieldNumber,
                     "must be at most 1 together with message_leave_share");
    }
}

void read_day_types(Validation& validation, const Block& run) {
    using R = v1::Run;
    for (const int field : {R::kDayTypeFieldNumber, R::kWarmUpDayTypeFieldNumber}) {
        if (run.has(field) && !is_name(run.text(field))) {
            run.refuse(field, std::string(kNameRemedy));
        }
    }
    validation.scenario.run.day_type = run.text(R::kDayTypeFieldNumber);
    validation.warm_up_day_type = run.has(R::kWarmUpDayTypeFieldNumber)
                                      ? run.text(R::kWarmUpDayTypeFieldNumber)
                                      : validation.scenario.run.day_type;
}

}  // namespace

void validate_run(Validation& validation) {
    if (!validation.root.has(v1::Scenario::kRunFieldNumber)) {
        return;
    }
    using R = v1::Run;
    constexpr Range around{.min = 0.0, .max = 8'784.0, .unit = "hours"};
    constexpr Range measured{.min = 0.0, .max = 78'000.0, .above_min = true, .unit = "hours"};
    const Block run = validation.root.child(v1::Scenario::kRunFieldNumber);
    RunPlan& plan = validation.scenario.run;
    read_day_types(validation, run);
    plan.warm_up = from_hours(run.number_or(R::kWarmUpHFieldNumber, around, 24.0));
    plan.measured = from_hours(run.number_or(R::kMeasuredHFieldNumber, measured, 24.0));
    plan.drain_max = from_hours(run.number_or(R::kDrainMaxHFieldNumber, around, 24.0));
    if (plan.measured == Duration::zero()) {
        run.refuse(R::kMeasuredHFieldNumber, "must be at least a microsecond");
    }
    if (plan.warm_up + plan.measured + plan.drain_max >= kLongestSpan) {
        run.refuse_block(
            fmt::format("{:.6g} h", to_hours(plan.warm_up + plan.measured + plan.drain_max)),
            fmt::format("warm_up_h, measured_h and drain_max_h together must be at most {} h",
                        std::floor(to_hours(kLongestSpan))));
        plan = {};
    }
}

void validate_lines(Validation& validation) {
    for (std::size_t row = 0; row < validation.lines.names.size(); ++row) {
        using L = v1::Line;
        const Block block =
            validation.root.child(v1::Scenario::kLinesFieldNumber, static_cast<int>(row));
        Line line;
        line.name = validation.lines.names[row];
        if (!block.has(L::kKindFieldNumber)) {
            block.missing(L::kKindFieldNumber, "must be given: EMERGENCY or NON_EMERGENCY");
        }
        const std::optional<int> kind = block.enumerator(L::kKindFieldNumber);
        line.emergency = kind == v1::EMERGENCY;
        line.digital = kind == v1::DIGITAL;
        line.internal = kind == v1::INTERNAL;
        if (!line.internal) {
            read_arrivals(validation, block, line);
        } else if (block.has(L::kArrivalsFieldNumber)) {
            block.refuse(L::kArrivalsFieldNumber,
                         "must be left out: an INTERNAL line has no callers of its own");
        }
        read_operator_leg(block, line);
        line.message = read_law(block, L::kMessageFieldNumber, LawUse::Span, ConstantLaw{});
        read_message_shares(block, line);
        if (block.has(L::kLinesMaxFieldNumber)) {
            line.lines_max =
                block.count_or(L::kLinesMaxFieldNumber, {.min = 1.0, .max = 65'535.0}, 1);
        }
        validation.scenario.lines.push_back(std::move(line));
    }
}

}  // namespace fcr
