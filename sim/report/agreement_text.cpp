#include "sim/report/agreement_text.hpp"

#include "sim/report/text_table.hpp"

#include <fmt/format.h>

#include <cmath>
#include <optional>

namespace fcr {
namespace {

std::string figure_words(double value, AgreementUnit unit) {
    switch (unit) {
        case AgreementUnit::Calls: return fmt::format("{:.0f}", value);
        case AgreementUnit::Percent: return fmt::format("{:.1f}", value);
        case AgreementUnit::Seconds: return fmt::format("{:.1f}", value);
        case AgreementUnit::Number: break;
    }
    return fmt::format("{:.2f}", value);
}

std::string signed_words(double value, AgreementUnit unit) {
    const std::string words = figure_words(value, unit);
    return value > 0.0 ? '+' + words : words;
}

std::string rows_text(const ReportedAgreement& reported) {
    const Agreement& agreement = reported.agreement;
    std::string text;
    std::optional<TextTable> table;
    std::string of;
    for (const AgreementRow& row : agreement.rows) {
        if (!table || row.of != of) {
            text += table ? table->to_string() + '\n' : std::string{};
            of = row.of;
            table.emplace(of,
                          std::vector<std::string>{"observed",
                                                   "simulated",
                                                   "differ by",
                                                   "± alone",
                                                   "± all",
                                                   "allowed",
                                                   "verdict"});
        }
        const std::string unit = unit_words(row.unit);
        const auto half = [&](const Ends& ends) {
            return figure_words((ends.high - ends.low) / 2.0, row.unit);
        };
        const bool plain = unit.empty() || row.unit == AgreementUnit::Calls;
        table->add_row(plain ? row.measure : fmt::format("{}, {}", row.measure, unit),
                       {figure_words(row.observed, row.unit),
                        figure_words(row.simulated, row.unit),
                        signed_words(row.difference, row.unit),
                        half(row.alone),
                        half(row.together),
                        figure_words(row.tolerance, row.unit),
                        verdict_words(row.verdict)});
    }
    return text + (table ? table->to_string() + '\n' : std::string{});
}

}  // namespace

std::string headline_text(const ReportedAgreement& reported) {
    const Agreement& agreement = reported.agreement;
    const std::size_t agree = agreement.count(Verdict::Agrees);
    const std::size_t disagree = agreement.count(Verdict::Disagrees);
    const std::size_t unknown = agreement.count(Verdict::CannotTell);
    return fmt::format(
        "{} of {} figures agree ({:.0f} %), {} {}, of {} the days are too few to tell.",
        agree,
        agreement.rows.size(),
        agreement.headline(),
        disagree,
        disagree == 1 ? "disagrees" : "disagree",
        unknown);
}

std::string agreement_text(const ReportedAgreement& reported) {
    const Agreement& agreement = reported.agreement;
    const ComparedSpan& span = reported.compared.span();
    std::string text = wrapped(headline_text(reported), 0);
    text += wrapped(
        fmt::format(
            "{} on {} to {} ({} days{}) beside {}: {} replications from seed {}. sha256 {}.",
            reported.extract.file,
            date_of(LocalTime{span.days.from}),
            date_of(LocalTime{span.days.until - std::chrono::days{1}}),
            span.days.days(),
            span.held_out ? ", held out" : ", not held out",
            reported.scenario_file,
            agreement.replications,
            reported.seed,
            reported.extract.hash.substr(0, 12)),
        0);
    text += '\n' + rows_text(reported);
    text += wrapped(
        "Calls are beside those that the scenario generates on these dates, all else beside a "
        "replay of the recorded calls.",
        0);
    text += wrapped(
        fmt::format(
            "A figure agrees when the difference, ± alone (90 %), is within what is "
            "allowed: two one-sided tests of 5 %. It disagrees when the difference, ± all "
            "({:g} % for all figures at once, Bonferroni), is beyond it. The correlation of "
            "waits is beside that of one replication with the others, and at fault only "
            "below it.",
            100.0 * agreement.confidence),
        0);
    text += wrapped(reported.tolerances.changes().empty()
                        ? "Tolerances are the defaults, set before looking (docs/validation.md)."
                        : fmt::format("Tolerances changed by the user: {}.",
                                      fmt::join(reported.tolerances.changes(), "; ")),
                    0);
    for (const UnjudgedFigure& figure : agreement.unjudged) {
        text += wrapped(
            fmt::format("Not judged: {}, {}: {}.", figure.of, figure.measure, figure.why), 0);
    }
    for (const auto* notes : {&span.notes, &reported.notes}) {
        for (const std::string& note : *notes) {
            text += wrapped(note, 0);
        }
    }
    return text;
}

}  // namespace fcr
