#include "tools/fcrsim/intake_text.hpp"

#include "sim/base/check.hpp"
#include "sim/report/number.hpp"
#include "sim/report/text_table.hpp"

#include <fmt/format.h>

namespace fcr {
namespace {

std::string percent_of(std::uint64_t part, std::uint64_t whole) {
    return one_decimal(100.0 * static_cast<double>(part) / static_cast<double>(whole)) + " %";
}

/// `2023-01-15` for a midnight, else with its time.
std::string bound(LocalTime time) {
    return time == midnight_of(time) ? date_of(time) : to_string(time);
}

/// Rows that were read, and where each went.
TextTable rows_table(const LoadIntake& intake, const LoadMapping& mapping) {
    const IntakeCounts& counts = intake.counts;
    TextTable table("Recorded load", {"rows"});
    const auto add = [&table](const std::string& label, std::uint64_t rows) {
        table.add_row(label, {fmt::format("{}", rows)});
    };
    add("read", counts.read);
    if (mapping.span.from) {
        add("  left out: before " + bound(*mapping.span.from), counts.before);
    }
    if (mapping.span.to) {
        add("  left out: from " + bound(*mapping.span.to) + " on", counts.after);
    }
    for (const DroppedRows& dropped : counts.dropped) {
        add(fmt::format("  left out: {} \"{}\"", mapping.class_column, dropped.value),
            dropped.rows);
    }
    if (counts.empty > 0) {
        add("  left out: empty", counts.empty);
    }
    add("kept", counts.kept);
    return table;
}

TextTable class_table(const LoadIntake& intake, const Scenario& scenario) {
    const IntakeCounts& counts = intake.counts;
    TextTable table("Calls by class", {"calls", "share", "a day"});
    const auto add = [&](const std::string& label, std::uint64_t calls) {
        table.add_row(label,
                      {fmt::format("{}", calls),
                       percent_of(calls, counts.kept),
                       one_decimal(static_cast<double>(calls) / static_cast<double>(intake.days))});
    };
    for (std::size_t row = 0; row < counts.by_class.size(); ++row) {
        add(scenario.call_classes[row].name, counts.by_class[row]);
    }
    add("all", counts.kept);
    return table;
}

std::string counted(std::uint64_t count, std::string_view one, std::string_view several) {
    return fmt::format("{} {}", count, count == 1 ? one : several);
}

/// When the calls came, and what a user should know before trusting the replay.
std::string notes(const LoadIntake& intake, const LoadMapping& mapping) {
    const IntakeCounts& counts = intake.counts;
    const LocalTime last_day =
        intake.midnight + std::chrono::hours{24} * static_cast<int>(intake.days - 1);
    std::string text =
        wrapped(fmt::format("First call {}, last {}; {} measured, {} to {}.",
                            to_string(intake.local_time(intake.calls.front().at)),
                            to_string(intake.local_time(intake.calls.back().at)),
                            counted(static_cast<std::uint64_t>(intake.days), "day is", "days are"),
                            date_of(intake.midnight),
                            date_of(last_day)),
                2);
    const LoadSpan& span = mapping.span;
    if ((span.from && *span.from != midnight_of(*span.from)) ||
        (span.to && *span.to != midnight_of(*span.to))) {
        text +=
            wrapped("Whole days are measured: the part of a day outside the span has no calls.", 2);
    }
    if (counts.kept > 1) {
        text += wrapped(fmt::format("Longest time without a call: {:.0f} s from {}.",
                                    to_seconds(intake.longest_gap.length),
                                    to_string(intake.local_time(intake.longest_gap.from))),
                        2);
    }
    if (intake.days_without_calls > 0) {
        text += wrapped(counted(static_cast<std::uint64_t>(intake.days_without_calls),
                                "measured day has no call at all: is the extract whole?",
                                "measured days have no call at all: is the extract whole?"),
                        2);
    }
    if (counts.otherwise > 0) {
        FCR_CHECK(mapping.otherwise.has_value(), "calls of a default class without one");
        text += wrapped(counted(counts.otherwise, "call has", "calls have") +
                            " a value that the mapping does not list and took its "
                            "default_call_class, " +
                            mapping.otherwise->call_class + ".",
                        2);
    }
    text += wrapped(counts.out_of_order == 0
                        ? std::string("Every call stood in order of time.")
                        : counted(counts.out_of_order, "call stood", "calls stood") +
                              " below a later one; all were sorted by time.",
                    2);
    if (counts.repeated > 0) {
        text += wrapped(counted(counts.repeated, "call has", "calls have") +
                            " time and class of the call before; all are kept.",
                        2);
    }
    return text;
}

}  // namespace

std::string to_text(const LoadIntake& intake,
                    const LoadMapping& mapping,
                    const Scenario& scenario) {
    FCR_CHECK(
        intake.counts.by_class.size() == scenario.call_classes.size() && !intake.calls.empty(),
        "the load was read for another scenario");
    return rows_table(intake, mapping).to_string() + notes(intake, mapping) + '\n' +
           class_table(intake, scenario).to_string();
}

}  // namespace fcr
