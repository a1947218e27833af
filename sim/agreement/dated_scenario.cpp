#include "sim/agreement/dated_scenario.hpp"

#include "proto/fcr/v1/scenario.pb.h"
#include "sim/base/check.hpp"
#include "sim/fitting/given_calendar.hpp"
#include "sim/scenario/block.hpp"
#include "sim/scenario/syntax.hpp"

#include <fmt/format.h>
#include <google/protobuf/text_format.h>

#include <algorithm>
#include <chrono>
#include <utility>

namespace fcr {

namespace {

using std::chrono::days;
using std::chrono::floor;

constexpr Duration kWarmUp = std::chrono::hours{24};

double hours_of(const FitDays& span) {
    Duration length{0};
    for (Date date = span.from; date < span.until; date += days{1}) {
        length += day_length(date);
    }
    return to_seconds(length) / 3600.0;
}

void put_dates(v1::Scenario& message, const FitDays& span, std::vector<std::string>& notes) {
    if (message.has_calendar()) {
        v1::Calendar& calendar = *message.mutable_calendar();
        if (!calendar.has_level_date()) {
            calendar.set_level_date(calendar.start_date());
        }
        calendar.set_start_date(date_of(LocalTime{span.from}));
    } else {
        give_calendar(message, span.from, "the days that are compared");
        notes.push_back(
            "The scenario has no calendar: every compared day has the calls and seats of its "
            "measured day.");
    }
    v1::Run& run = *message.mutable_run();
    run.set_warm_up_h(to_seconds(kWarmUp) / 3600.0);
    run.set_measured_h(hours_of(span));
}

}  // namespace

Result<DatedScenario> lay_on_days(const ScenarioBundle& bundle,
                                  const FitDays& span,
                                  const std::string& name) {
    v1::Scenario message;
    google::protobuf::TextFormat::ParseInfoTree places;
    const auto problem = parse_text(name, SourceText(bundle.text), message, places);
    FCR_CHECK(!problem.has_value(), "a bundle holds a scenario's text");
    std::vector<std::string> notes;
    put_dates(message, span, notes);
    google::protobuf::TextFormat::Printer printer;
    printer.SetUseUtf8StringEscaping(true);
    std::string text;
    printer.PrintToString(message, &text);
    Result<Scenario> scenario = load_bundle(bundle_text(text, bundle.files), name);
    if (!scenario) {
        for (Problem& row : scenario.error()) {
            row.file = fmt::format("{}, laid on the days compared", name);
            row.line = 0;
            row.column = 0;
        }
        return tl::unexpected(std::move(scenario.error()));
    }
    return DatedScenario{.generated = std::move(*scenario), .notes = std::move(notes)};
}

Scenario replayed(const Scenario& generated, const FitExtract& extract) {
    FCR_CHECK(generated.calendar.has_value(), "a scenario on days has a calendar");
    Scenario room = generated;
    for (Line& line : room.lines) {
        line.operator_leg.reset();
        line.message = ConstantLaw{};
        line.message_leave_share = 0.0;
        line.message_served_share = 0.0;
    }
    for (CallClass& call_class : room.call_classes) {
        call_class.after_loss.reset();
        call_class.repeat.reset();
        call_class.cluster.reset();
    }
    if (room.response) {
        for (Grade& grade : room.response->grades) {
            grade.chase_after.reset();
        }
    }
    room.surges.clear();
    room.named_callers.clear();
    const SimTime end = kStartOfRun + room.run.warm_up + room.run.measured;
    std::vector<RecordedCall> load;
    for (const ExtractCall& call : extract.calls) {
        const bool ended = call.outcome == Outcome::Answered || call.outcome == Outcome::Abandoned;
        if (!ended || call.left_queue == kNever) {
            continue;
        }
        const Date date = floor<days>(call.offered);
        const auto since = room.calendar->time(date, call.offered - date);
        if (!since || *since < Duration::zero() || kStartOfRun + *since >= end) {
            continue;
        }
        load.push_back({.at = kStartOfRun + *since, .call_class = call.call_class});
    }
    std::ranges::stable_sort(load, {}, &RecordedCall::at);
    room.load = std::move(load);
    return room;
}

}  // namespace fcr
