// Demand: the run's span, the lines, and how many calls each interval brings.
#include "proto/fcr/v1/scenario.pb.h"
#include "sim/scenario/validation.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <utility>

namespace fcr {

namespace {

constexpr Range kCallsADay{.min = 0.0, .max = 1e6, .unit = "calls"};

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

/// Calls by interval of a day from weights, which say only how the day's total is spread.
std::optional<DayPlan> plan_of_weights(const Block& arrivals) {
    using A = v1::Arrivals;
    constexpr Range weight_range{.min = 0.0, .max = 1e9};
    const auto count = static_cast<std::size_t>(arrivals.size(A::kWeightsFieldNumber));
    const std::optional<Duration> interval = day_interval(count);
    if (!interval) {
        arrivals.refuse(A::kWeightsFieldNumber,
                        fmt::format("must be 1, 24, 48, 96 or another number of weights that "
                                    "splits the 1440 minutes of a day evenly; there are {}",
                                    count));
        return std::nullopt;
    }
    const double total = arrivals.needed_number(A::kCallsPerDayFieldNumber, kCallsADay);
    DayPlan plan;
    plan.interval = *interval;
    plan.measured = arrivals.numbers(A::kWeightsFieldNumber, weight_range);
    double sum = 0.0;
    for (const double weight : plan.measured) {
        sum += weight;
    }
    if (sum <= 0.0) {
        arrivals.refuse(A::kWeightsFieldNumber, "must not all be 0");
        return std::nullopt;
    }
    for (double& calls : plan.measured) {
        calls = total * (calls / sum);
    }
    plan.warm_up = plan.measured;
    return plan;
}

/// Calls by interval of a day from a CSV file. A total for the day scales the measured day to it
/// and the warm-up day by the same factor, so that a quiet day before stays a quiet day.
std::optional<DayPlan> plan_of_profile(Validation& validation,
                                       const Block& arrivals,
                                       const std::string& line) {
    using A = v1::Arrivals;
    std::optional<DayPlan> plan =
        read_day_plan(validation, arrivals, A::kProfileCsvFieldNumber, line);
    const std::optional<double> total = arrivals.number(A::kCallsPerDayFieldNumber, kCallsADay);
    if (!plan || !total) {
        return plan;
    }
    double sum = 0.0;
    for (const double calls : plan->measured) {
        sum += calls;
    }
    if (sum <= 0.0) {
        arrivals.refuse(A::kCallsPerDayFieldNumber,
                        "must be left out: the profile's measured day has no calls to scale");
        return std::nullopt;
    }
    const double factor = *total / sum;
    for (std::vector<double>* day : {&plan->measured, &plan->warm_up}) {
        for (double& calls : *day) {
            calls *= factor;
        }
    }
    return plan;
}

/// An even day is told in quarter-hours, so that a run need not last whole days.
void split_even_day(DayPlan& plan) {
    constexpr std::size_t quarters = 96;
    for (std::vector<double>* day : {&plan.measured, &plan.warm_up}) {
        day->assign(quarters, day->front() / static_cast<double>(quarters));
    }
    plan.interval = std::chrono::minutes{15};
}

/// The plan of the days laid out over the run.
void lay_out(const Validation& validation, const DayPlan& plan, double factor, Line& line) {
    const RunPlan& run = validation.scenario.run;
    line.arrivals.interval = plan.interval;
    const Duration end = run.warm_up + run.measured;
    for (Duration at{0}; at < end; at += plan.interval) {
        line.arrivals.calls.push_back(factor * plan.at(at, run.warm_up));
    }
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
    const bool weights = arrivals.has(A::kWeightsFieldNumber);
    const bool profile = arrivals.has(A::kProfileCsvFieldNumber);
    if (weights == profile) {
        arrivals.refuse_block(
            {}, "must have either weights (weights: 1 is an even day) or profile_csv");
        return;
    }
    std::optional<DayPlan> plan =
        weights ? plan_of_weights(arrivals) : plan_of_profile(validation, arrivals, line.name);
    if (!plan) {
        return;
    }
    if (plan->measured.size() == 1) {
        split_even_day(*plan);
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
    lay_out(validation, *plan, factor, line);
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
