#include "sim/report/fit_text.hpp"

#include "sim/fitting/fit_parameters.hpp"
#include "sim/report/number.hpp"
#include "sim/report/text_table.hpp"

#include <fmt/format.h>

#include <cmath>

namespace fcr {
namespace {

/// Four significant digits, never in powers of ten.
std::string figure_words(double value) {
    if (std::abs(value) >= 1000.0) {
        return fmt::format("{:.0f}", value);
    }
    return fmt::format("{:.4g}", value);
}

std::string span_words(const FitDays& span) {
    return fmt::format("{} to {} ({} days)",
                       date_of(LocalTime{span.from}),
                       date_of(LocalTime{span.until - std::chrono::days{1}}),
                       span.days());
}

std::string rows_text(const FitExtract& extract) {
    TextTable table("Extract " + extract.file, {"rows"});
    table.add_row("read", {fmt::format("{}", extract.read)});
    for (const RowsLeftOut& left : extract.left_out) {
        table.add_row("  left out: " + left.why, {fmt::format("{}", left.rows)});
    }
    table.add_row("calls", {fmt::format("{}", extract.calls.size())});
    return table.to_string();
}

std::string parameters_text(const ReportedFit& reported) {
    const std::string percent = fmt::format("{:g} %", 100.0 * reported.fit.confidence);
    std::string text;
    std::string path;
    std::optional<TextTable> table;
    for (const FitParameter& row : parameters_of(reported.fit, reported.base)) {
        if (row.path != path) {
            text += table ? table->to_string() + '\n' : std::string{};
            path = row.path;
            table.emplace(path + (row.law.empty() ? "" : ": " + row.law),
                          std::vector<std::string>{"estimate", percent + " from", "to", "n"});
        }
        const std::string unit = row.unit.empty() ? "" : ", " + row.unit;
        const bool has_ends = row.value.low < row.value.high;
        table->add_row(row.title + unit,
                       {figure_words(row.value.value),
                        has_ends ? figure_words(row.value.low) : "",
                        has_ends ? figure_words(row.value.high) : "",
                        fmt::format("{}", row.count)});
        if (!row.fit.empty()) {
            table->add_words(row.fit);
        }
    }
    return text + (table ? table->to_string() : std::string{});
}

std::string held_out_text(const ScenarioFit& fit, const Scenario& base) {
    std::string text = "Held out: " + span_words(*fit.held_out) + "\n\n";
    for (const FittedLine& line : fit.lines) {
        const HeldOutLine& held = *line.held_out;
        TextTable table(base.lines[line.line.index()].name + ": calls",
                        {"fitted", "observed", "off by"});
        const auto add = [&](const std::string& label, double expected, double observed) {
            table.add_row(
                label,
                {figure_words(expected),
                 figure_words(observed),
                 expected > 0.0 ? fmt::format("{:+.1f} %", 100.0 * (observed / expected - 1.0))
                                : std::string{}});
        };
        for (const HeldOutBlock& block : held.blocks) {
            add(fmt::format(
                    "{:02}:00 to {:02}:00", block.from_hour, block.from_hour + kHoursOfBlock),
                block.expected,
                block.observed);
        }
        add(fmt::format("all, {} days", held.days), held.expected, held.observed);
        text += table.to_string();
        text +=
            wrapped(fmt::format("{} of {} blocks are within the {:.0f} % agreed before looking.",
                                held.blocks_within(),
                                held.blocks.size(),
                                100.0 * kBlockTolerance),
                    2);
        TextTable spread("Dispersion of hours", {"fitted", "held out"});
        const auto add_spread = [&](const char* label,
                                    const FittedValue& fitted,
                                    const std::optional<FittedValue>& own) {
            spread.add_row(label,
                           {figure_words(fitted.value),
                            own ? figure_words(own->value) : std::string(kNotMeasured)});
        };
        add_spread("each by its own profile", line.arrivals.dispersion, held.dispersion);
        add_spread("the same, days scaled to their totals",
                   line.arrivals.dispersion_of_days,
                   held.dispersion_of_days);
        if (held.plain_dispersion_fitted && held.plain_dispersion) {
            spread.add_row("variance / mean of four-hour counts over days",
                           {figure_words(*held.plain_dispersion_fitted),
                            figure_words(*held.plain_dispersion)});
        }
        text += spread.to_string();
        if (held.dispersion_of_both) {
            text += wrapped(fmt::format("Of both spans together by hour of the week: {}.",
                                        figure_words(held.dispersion_of_both->value)),
                            2);
        }
        text += '\n';
    }
    TextTable shares("Share of the line's calls", {"fitted", "from", "to", "held out"});
    bool has_shares = false;
    for (const FittedClass& fitted : fit.classes) {
        if (fitted.share_held_out) {
            has_shares = true;
            const auto percent = [](double share) { return one_decimal(100.0 * share) + " %"; };
            shares.add_row(base.call_classes[fitted.call_class.index()].name,
                           {percent(fitted.share.value),
                            percent(fitted.share.low),
                            percent(fitted.share.high),
                            percent(*fitted.share_held_out)});
        }
    }
    return text + (has_shares ? shares.to_string() + '\n' : std::string{});
}

}  // namespace

std::string fit_text(const ReportedFit& reported, const FitExtract& extract) {
    const ScenarioFit& fit = reported.fit;
    std::string text = rows_text(extract);
    text += wrapped(fmt::format("Fitted from {}: {} calls. sha256 {}.",
                                span_words(fit.span),
                                fit.calls,
                                fit.hash.substr(0, 12)),
                    2) +
            '\n' + parameters_text(reported) + '\n';
    if (fit.held_out) {
        text += held_out_text(fit, reported.base);
    }
    if (!fit.kept.empty()) {
        TextTable kept("As the base scenario has it", {"why"});
        for (const KeptNumber& row : fit.kept) {
            kept.add_note(row.path, row.why);
        }
        text += kept.to_string();
    }
    for (const auto* notes : {&fit.notes, &reported.notes}) {
        for (const std::string& note : *notes) {
            text += wrapped(note, 2);
        }
    }
    return text;
}

}  // namespace fcr
