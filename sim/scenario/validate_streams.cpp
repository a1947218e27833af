// Streams of calls beside the lines' own: surges and named callers.
#include "proto/fcr/v1/scenario.pb.h"
#include "sim/scenario/local_time.hpp"
#include "sim/scenario/validation.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

namespace fcr {

namespace {

using S = v1::Surge;
using N = v1::NamedCaller;

constexpr int kStreamsMax = 64;
constexpr std::size_t kHoursOfDay = 24;
constexpr double kDaysOfMonth = 365.25 / 12.0;
constexpr Range kSurgeCalls{.min = 0.0, .max = 10'000.0, .unit = "calls"};

/// A name that no element of the list above it has.
std::string read_name(const Block& block, int field, const std::vector<std::string>& taken) {
    std::string name = block.text(field);
    if (!block.has(field)) {
        block.missing(field, "must be given");
    } else if (!is_name(name)) {
        block.refuse(field, std::string(kNameRemedy));
    } else if (std::ranges::count(taken, name) > 0) {
        block.refuse(field, "must be unique; an earlier one has this name");
    }
    return name;
}

CallClassId read_class(const Validation& validation, const Block& block, int field) {
    if (!block.has(field)) {
        block.missing(field, "must be given, the name of a call class");
    }
    return read_caller_class(validation, block, field).value_or(CallClassId{0});
}

/// Since the start of the run; empty when the field was refused.
std::optional<Duration> read_start_time(const Validation& validation, const Block& block) {
    const std::string text = block.text(S::kStartFieldNumber);
    const std::optional<LocalTime> time = parse_local_time(text);
    if (!validation.root.has(v1::Scenario::kCalendarFieldNumber)) {
        block.refuse(S::kStartFieldNumber, "needs a calendar; without one give start_h");
        return std::nullopt;
    }
    if (!time) {
        block.refuse(S::kStartFieldNumber, "must be a date and time such as \"2026-12-31 23:30\"");
        return std::nullopt;
    }
    const RunCalendar* calendar = calendar_of(validation);
    if (calendar == nullptr) {
        return std::nullopt;
    }
    const Date date = std::chrono::floor<std::chrono::days>(*time);
    if (!since_midnight(date, *time - date)) {
        block.refuse(S::kStartFieldNumber,
                     "must be a time that exists: the clocks go forward over this one");
        return std::nullopt;
    }
    const std::optional<Duration> start = calendar->time(date, *time - date);
    // A day that the run does not touch is as far away as can be.
    return start.value_or(kLongestSpan);
}

Duration read_start(const Validation& validation, const Block& block) {
    const RunPlan& run = validation.scenario.run;
    const bool by_hours = block.has(S::kStartHFieldNumber);
    if (by_hours == block.has(S::kStartFieldNumber)) {
        block.refuse_block({}, "must have either start_h or start");
        return run.warm_up;
    }
    const int field = by_hours ? S::kStartHFieldNumber : S::kStartFieldNumber;
    std::optional<Duration> start;
    if (by_hours) {
        const std::optional<double> hours =
            block.number(field, {.min = 0.0, .max = 78'000.0, .unit = "hours"});
        if (hours) {
            start = run.warm_up + duration_from_seconds(*hours * 3600.0);
        }
    } else {
        start = read_start_time(validation, block);
    }
    if (start && (*start < Duration::zero() || *start >= run.warm_up + run.measured)) {
        block.refuse(field, "must lie within the run, before the end of its measured part");
        return run.warm_up;
    }
    return start.value_or(run.warm_up);
}

Law read_spread(const Block& block) {
    const bool even = block.has(S::kDurationSFieldNumber);
    if (even == block.has(S::kSpreadFieldNumber)) {
        block.refuse_block({}, "must have either duration_s or spread");
        return ConstantLaw{};
    }
    if (even) {
        const double duration = block.needed_number(S::kDurationSFieldNumber, kSpanAboveZero);
        return UniformLaw{.low_s = 0.0, .high_s = duration};
    }
    return read_law(block, S::kSpreadFieldNumber, LawUse::Span, ConstantLaw{});
}

void read_calls(const Block& block, Surge& surge) {
    surge.exactly = block.has(S::kCallsExactlyFieldNumber);
    if (surge.exactly == block.has(S::kCallsFieldNumber)) {
        block.refuse_block({}, "must have either calls or calls_exactly");
        return;
    }
    surge.calls = surge.exactly ? block.count_or(S::kCallsExactlyFieldNumber, kSurgeCalls, 0)
                                : block.needed_number(S::kCallsFieldNumber, kSurgeCalls);
}

void read_surges(Validation& validation) {
    constexpr int field = v1::Scenario::kSurgesFieldNumber;
    const int count = validation.root.rows(field, 0, kStreamsMax);
    std::vector<std::string> names;
    for (int row = 0; row < count; ++row) {
        const Block block = validation.root.child(field, row);
        Surge surge;
        surge.name = read_name(block, S::kNameFieldNumber, names);
        names.push_back(surge.name);
        surge.call_class = read_class(validation, block, S::kCallClassFieldNumber);
        surge.start = read_start(validation, block);
        surge.spread = read_spread(block);
        read_calls(block, surge);
        validation.scenario.surges.push_back(std::move(surge));
    }
}

std::vector<double> read_hours(const Block& block) {
    constexpr int field = N::kHourWeightsFieldNumber;
    std::vector<double> weights(kHoursOfDay, 1.0);
    if (!block.has(field)) {
        return weights;
    }
    if (static_cast<std::size_t>(block.size(field)) != kHoursOfDay) {
        block.refuse(field,
                     fmt::format("must be 24 weights, the hour after midnight first; there are {}",
                                 block.size(field)));
        return weights;
    }
    weights = block.numbers(field, {.min = 0.0, .max = 1e9});
    if (std::ranges::all_of(weights, [](double weight) { return weight <= 0.0; })) {
        block.refuse(field, "must not all be 0");
    }
    return weights;
}

void read_named_callers(Validation& validation) {
    constexpr int field = v1::Scenario::kNamedCallersFieldNumber;
    const int count = validation.root.rows(field, 0, kStreamsMax);
    std::vector<std::string> names;
    for (int row = 0; row < count; ++row) {
        const Block block = validation.root.child(field, row);
        NamedCaller caller;
        caller.name = read_name(block, N::kNameFieldNumber, names);
        names.push_back(caller.name);
        caller.call_class = read_class(validation, block, N::kCallClassFieldNumber);
        caller.calls_per_day = block.needed_number(N::kCallsPerMonthFieldNumber,
                                                   {.min = 0.0, .max = 3'000.0, .unit = "calls"}) /
                               kDaysOfMonth;
        caller.hour_weights = read_hours(block);
        validation.scenario.named_callers.push_back(std::move(caller));
    }
}

}  // namespace

std::optional<CallClassId> read_caller_class(const Validation& validation,
                                             const Block& block,
                                             int field) {
    if (!block.has(field)) {
        return std::nullopt;
    }
    const std::optional<std::size_t> found = block.named(field, validation.classes);
    const Scenario& scenario = validation.scenario;
    if (!found || *found >= scenario.call_classes.size()) {
        return std::nullopt;
    }
    const LineId line = scenario.call_classes[*found].line;
    if (line.index() < scenario.lines.size() && scenario.lines[line.index()].internal) {
        block.refuse(field,
                     "must be a class of a line with callers; an INTERNAL line has the room's own "
                     "work only");
    }
    return CallClassId{*found};
}

void validate_streams(Validation& validation) {
    read_surges(validation);
    read_named_callers(validation);
}

}  // namespace fcr
