#include "sim/report/agreement_message.hpp"

#include "proto/fcr/v1/agreement.pb.h"
#include "sim/base/check.hpp"
#include "sim/report/number.hpp"

#include <fmt/format.h>
#include <google/protobuf/util/json_util.h>

#include <array>

namespace fcr {
namespace {

v1::AgreementRowReport::Verdict code_of(Verdict verdict) {
    switch (verdict) {
        case Verdict::Agrees: return v1::AgreementRowReport::AGREES;
        case Verdict::Disagrees: return v1::AgreementRowReport::DISAGREES;
        case Verdict::CannotTell: break;
    }
    return v1::AgreementRowReport::CANNOT_TELL;
}

void fill_row(v1::AgreementRowReport& to, const AgreementRow& row) {
    to.set_of(row.of);
    to.set_measure(row.measure);
    if (const std::string unit = unit_words(row.unit); !unit.empty()) {
        to.set_unit(unit);
    }
    to.set_replayed(row.replayed);
    to.set_observed(six_digits(row.observed));
    to.set_simulated(six_digits(row.simulated));
    to.set_difference(six_digits(row.difference));
    to.set_tolerance(six_digits(row.tolerance));
    to.set_one_sided(row.one_sided);
    to.set_alone_low(six_digits(row.alone.low));
    to.set_alone_high(six_digits(row.alone.high));
    to.set_together_low(six_digits(row.together.low));
    to.set_together_high(six_digits(row.together.high));
    to.set_verdict(code_of(row.verdict));
}

void fill_figure(v1::SpanFigureReport& to, const std::string& at, const SpreadFigure& figure) {
    to.set_at(at);
    const auto put = [](const std::optional<double>& value, const auto& set) {
        if (value) {
            set(six_digits(*value));
        }
    };
    put(figure.observed, [&](double value) { to.set_observed(value); });
    put(figure.simulated, [&](double value) { to.set_simulated(value); });
    put(figure.low, [&](double value) { to.set_low(value); });
    put(figure.high, [&](double value) { to.set_high(value); });
}

void fill_line(v1::AgreementLineReport& to,
               const AgreementLine& line,
               const ReportedAgreement& reported,
               const ComparedLine& compared) {
    to.set_name(reported.scenario.lines[line.line.index()].name);
    to.set_within_s(to_seconds(line.within));
    const auto hour = [](std::size_t at) { return fmt::format("{:02}:00", at); };
    const auto day = [&](std::size_t at) {
        return date_of(LocalTime{reported.compared.dates()[at]});
    };
    for (std::size_t at = 0; at < line.calls_by_day.size(); ++at) {
        fill_figure(*to.add_calls_by_day(), day(at), line.calls_by_day[at]);
    }
    for (std::size_t at = 0; at < line.calls_by_hour.size(); ++at) {
        fill_figure(*to.add_calls_by_hour(), hour(at), line.calls_by_hour[at]);
    }
    for (std::size_t at = 0; at < line.waits_by_day.size(); ++at) {
        fill_figure(*to.add_waits_by_day(), day(at), line.waits_by_day[at]);
    }
    for (std::size_t at = 0; at < line.level_by_hour.size(); ++at) {
        fill_figure(*to.add_level_by_hour(), hour(at), line.level_by_hour[at]);
    }
    const std::vector<std::string> bands = band_names(compared);
    for (std::size_t at = 0; at < line.level_by_band.size(); ++at) {
        fill_figure(*to.add_level_by_band(), bands[at], line.level_by_band[at]);
    }
    for (std::size_t step = 0; step < line.waits_observed.size(); ++step) {
        v1::WaitShareReport& row = *to.add_waits();
        row.set_at_s(six_digits(wait_step_end(step)));
        row.set_observed_percent(six_digits(100.0 * line.waits_observed[step]));
        row.set_simulated_percent(six_digits(100.0 * line.waits_simulated[step]));
        if (line.waits_observed[step] >= 1.0 && line.waits_simulated[step] >= 1.0) {
            break;
        }
    }
}

}  // namespace

std::string unit_words(AgreementUnit unit) {
    switch (unit) {
        case AgreementUnit::Calls: return "calls";
        case AgreementUnit::Percent: return "%";
        case AgreementUnit::Seconds: return "s";
        case AgreementUnit::Number: break;
    }
    return {};
}

std::string verdict_words(Verdict verdict) {
    switch (verdict) {
        case Verdict::Agrees: return "agrees";
        case Verdict::Disagrees: return "disagrees";
        case Verdict::CannotTell: break;
    }
    return "cannot tell";
}

std::vector<std::string> band_names(const ComparedLine& line) {
    constexpr std::array<const char*, kLoadBands> kWords{"quiet", "middle", "busy"};
    std::vector<std::string> names;
    for (std::size_t band = 0; band < kLoadBands; ++band) {
        names.push_back(fmt::format("{} ({} to {} calls an hour)",
                                    kWords[band],
                                    line.band_calls[band].first,
                                    line.band_calls[band].second));
    }
    return names;
}

v1::AgreementReport agreement_message(const ReportedAgreement& reported) {
    const Agreement& agreement = reported.agreement;
    const ComparedSpan& span = reported.compared.span();
    v1::AgreementReport to;
    to.set_fcrsim_version(reported.fcrsim_version);
    to.set_scenario(reported.scenario_file);
    to.set_file(reported.extract.file);
    to.set_sha256(reported.extract.hash);
    to.set_first_day(date_of(LocalTime{span.days.from}));
    to.set_last_day(date_of(LocalTime{span.days.until - std::chrono::days{1}}));
    to.set_held_out(span.held_out);
    to.set_seed(static_cast<double>(reported.seed));
    to.set_replications(static_cast<std::int32_t>(agreement.replications));
    to.set_confidence(agreement.confidence);
    to.set_agree(static_cast<std::int32_t>(agreement.count(Verdict::Agrees)));
    to.set_disagree(static_cast<std::int32_t>(agreement.count(Verdict::Disagrees)));
    to.set_cannot_tell(static_cast<std::int32_t>(agreement.count(Verdict::CannotTell)));
    to.set_agree_percent(six_digits(agreement.headline()));
    for (const AgreementRow& row : agreement.rows) {
        fill_row(*to.add_rows(), row);
    }
    for (const UnjudgedFigure& figure : agreement.unjudged) {
        v1::UnjudgedFigureReport& row = *to.add_unjudged();
        row.set_of(figure.of);
        row.set_measure(figure.measure);
        row.set_why(figure.why);
    }
    for (const Tolerance& tolerance : reported.tolerances.all()) {
        v1::ToleranceReport& row = *to.add_tolerances();
        row.set_name(std::string(tolerance.name));
        row.set_words(to_words(tolerance));
    }
    for (const std::string& change : reported.tolerances.changes()) {
        to.add_tolerance_changes(change);
    }
    for (std::size_t line = 0; line < agreement.lines.size(); ++line) {
        fill_line(
            *to.add_lines(), agreement.lines[line], reported, reported.compared.lines()[line]);
    }
    for (const auto* notes : {&span.notes, &reported.notes}) {
        for (const std::string& note : *notes) {
            to.add_notes(note);
        }
    }
    return to;
}

std::string agreement_json(const ReportedAgreement& reported) {
    google::protobuf::util::JsonPrintOptions options;
    options.add_whitespace = true;
    options.preserve_proto_field_names = true;
    std::string text;
    const auto status =
        google::protobuf::util::MessageToJsonString(agreement_message(reported), &text, options);
    FCR_CHECK(status.ok(), "a report of finite numbers and valid names can be printed");
    return text;
}

}  // namespace fcr
