#include "sim/report/fit_message.hpp"

#include "proto/fcr/v1/fit.pb.h"
#include "sim/base/check.hpp"
#include "sim/fitting/fit_parameters.hpp"
#include "sim/report/number.hpp"

#include <fmt/format.h>
#include <google/protobuf/util/json_util.h>

#include <algorithm>
#include <chrono>

namespace fcr {
namespace {

std::string day_words(Date date) {
    return date_of(LocalTime{date});
}

/// value, low and high of a message that has them.
template <typename Message>
void fill_ends(Message& to, const FittedValue& value) {
    to.set_low(six_digits(value.low));
    to.set_high(six_digits(value.high));
}

v1::FitLineReport::Cells code_of(ProfileCells cells) {
    switch (cells) {
        case ProfileCells::HourOfWeek: return v1::FitLineReport::HOUR_OF_WEEK;
        case ProfileCells::DayKind: return v1::FitLineReport::DAY_KIND;
        case ProfileCells::HourOfDay: break;
    }
    return v1::FitLineReport::HOUR_OF_DAY;
}

/// Of a normal law: how many standard deviations 95 of 100 values are within.
constexpr double kDeviationsOf95 = 1.959964;

void fill_day(v1::FitDayReport& to, const DayResidual& day, const ArrivalFit& fit) {
    const auto weekday = static_cast<int>(std::chrono::weekday{day.date}.iso_encoding()) - 1;
    const double wide = kDeviationsOf95 * spread_of_day(fit, weekday);
    to.set_date(day_words(day.date));
    to.set_expected(six_digits(day.expected));
    to.set_low(six_digits(std::max(0.0, day.expected - wide)));
    to.set_high(six_digits(day.expected + wide));
    to.set_observed(day.observed);
}

void fill_held_out(v1::HeldOutReport& to, const HeldOutLine& held, const ArrivalFit& fit) {
    to.set_days(static_cast<std::int32_t>(held.days));
    to.set_expected(six_digits(held.expected));
    to.set_observed(held.observed);
    for (const HeldOutBlock& block : held.blocks) {
        v1::HeldOutBlockReport& row = *to.add_blocks();
        row.set_from_h(static_cast<std::int32_t>(block.from_hour));
        row.set_until_h(static_cast<std::int32_t>(block.from_hour + kHoursOfBlock));
        row.set_expected(six_digits(block.expected));
        row.set_observed(block.observed);
    }
    to.set_tolerance(kBlockTolerance);
    to.set_blocks_within(static_cast<std::int32_t>(held.blocks_within()));
    if (held.dispersion) {
        to.set_dispersion(six_digits(held.dispersion->value));
    }
    if (held.dispersion_of_days) {
        to.set_dispersion_of_days(six_digits(held.dispersion_of_days->value));
    }
    if (held.dispersion_of_both) {
        to.set_dispersion_of_both(six_digits(held.dispersion_of_both->value));
    }
    if (held.plain_dispersion_fitted && held.plain_dispersion) {
        to.set_plain_dispersion_fitted(six_digits(*held.plain_dispersion_fitted));
        to.set_plain_dispersion(six_digits(*held.plain_dispersion));
    }
    for (const DayResidual& day : held.by_day) {
        fill_day(*to.add_by_day(), day, fit);
    }
}

void fill_line(v1::FitLineReport& to, const FittedLine& line, const Scenario& base) {
    to.set_name(base.lines[line.line.index()].name);
    to.set_cells(code_of(line.arrivals.cells));
    to.set_days(static_cast<std::int32_t>(line.arrivals.days));
    for (std::size_t hour = 0; hour < kProfileHours; ++hour) {
        const FittedValue& fitted = line.arrivals.profile[hour];
        v1::FitHourReport& row = *to.add_profile();
        row.set_calls(six_digits(fitted.value));
        fill_ends(row, fitted);
        if (const auto observed = line.observed(hour)) {
            row.set_observed(six_digits(*observed));
        }
    }
    for (const DayResidual& day : line.arrivals.residuals) {
        fill_day(*to.add_by_day(), day, line.arrivals);
    }
    if (line.held_out) {
        fill_held_out(*to.mutable_held_out(), *line.held_out, line.arrivals);
    }
}

void add_duration(v1::FitReport& to,
                  const std::string& path,
                  const std::optional<DurationFit>& fit) {
    if (!fit) {
        return;
    }
    v1::FitDurationReport& row = *to.add_durations();
    row.set_path(path);
    row.set_law(fit->law_name());
    row.set_count(static_cast<double>(fit->count));
    row.set_zeros(static_cast<double>(fit->zeros));
    for (const LawCandidate& law : fit->candidates) {
        v1::FitLawReport& candidate = *row.add_candidates();
        candidate.set_law(std::string(name_of(law.law.kind)));
        candidate.set_akaike(six_digits(law.akaike));
        candidate.set_distance(six_digits(law.distance));
        candidate.set_anderson_darling(six_digits(law.anderson_darling));
    }
    if (fit->p_value) {
        row.set_p_value(six_digits(*fit->p_value));
        row.set_tested(static_cast<double>(fit->tested));
    }
    for (const double value : fit->observed) {
        row.add_observed_s(six_digits(value));
    }
    for (const double value : fit->fitted) {
        row.add_fitted_s(six_digits(value));
    }
}

void add_patience(v1::FitReport& to, const std::string& path, const PatienceFit& fit) {
    v1::FitPatienceReport& row = *to.add_patience();
    row.set_path(path);
    row.set_law(std::string(name_of(fit.kind())));
    row.set_count(static_cast<double>(fit.count));
    row.set_gave_up(static_cast<double>(fit.gave_up));
    for (const PatienceCandidate& law : fit.candidates) {
        v1::FitPatienceLawReport& candidate = *row.add_candidates();
        candidate.set_law(std::string(name_of(law.kind)));
        candidate.set_akaike(six_digits(law.akaike));
        candidate.set_distance(six_digits(law.distance));
    }
    for (const SurvivalPoint& point : fit.curve) {
        v1::FitPatiencePointReport& at = *row.add_points();
        at.set_at_s(six_digits(point.seconds));
        at.set_share(six_digits(point.share.value));
        fill_ends(at, point.share);
        at.set_fitted(six_digits(point.fitted));
        at.set_at_risk(static_cast<double>(point.at_risk));
    }
}

void add_incidents(v1::FitReport& to, const std::string& path, const IncidentFit& fit) {
    v1::FitIncidentReport& row = *to.add_incidents();
    row.set_path(path);
    row.set_incidents(static_cast<double>(fit.incidents));
    for (const IncidentSize& size : fit.sizes) {
        v1::FitIncidentSizeReport& to_size = *row.add_sizes();
        to_size.set_calls(size.calls);
        to_size.set_incidents(static_cast<double>(size.incidents));
    }
}

void add_classes(v1::FitReport& to, const ScenarioFit& fit, const Scenario& base) {
    for (const FittedClass& fitted : fit.classes) {
        const CallClass& call_class = base.call_classes[fitted.call_class.index()];
        const std::string path = fmt::format("call_classes[{}]", call_class.name);
        add_duration(to, path + ".talk", fitted.talk);
        add_duration(to, path + ".wrap_up", fitted.wrap_up);
        if (fitted.patience) {
            add_patience(to, path + ".patience", *fitted.patience);
        }
        if (fitted.incidents) {
            add_incidents(to, path + ".cluster", *fitted.incidents);
            add_duration(to, path + ".cluster.gap", fitted.incidents->gap);
        }
        v1::FitShareReport& share = *to.add_shares();
        share.set_call_class(call_class.name);
        share.set_line(base.lines[call_class.line.index()].name);
        share.set_share(six_digits(fitted.share.value));
        fill_ends(share, fitted.share);
        if (fitted.share_held_out) {
            share.set_held_out(six_digits(*fitted.share_held_out));
        }
    }
    for (const FittedPool& pool : fit.pools) {
        const std::string path = fmt::format("pools[{}]", base.pools[pool.pool.index()].name);
        add_duration(to, path + ".pick_up", pool.pick_up);
        add_duration(to, path + ".after_call_gap", pool.gap);
    }
    if (fit.response) {
        for (const FittedGrade& grade : fit.response->grades) {
            const std::string path =
                fmt::format("response.grades[{}]", base.response->grades[grade.grade.index()].name);
            add_duration(to, path + ".dispatch", grade.to_dispatch);
            add_duration(to, path + ".travel", grade.travel);
        }
    }
}

}  // namespace

v1::FitReport fit_message(const ReportedFit& reported) {
    const ScenarioFit& fit = reported.fit;
    v1::FitReport to;
    to.set_fcrsim_version(reported.fcrsim_version);
    to.set_file(fit.file);
    to.set_sha256(fit.hash);
    to.set_first_day(day_words(fit.span.from));
    to.set_last_day(day_words(fit.span.until - std::chrono::days{1}));
    to.set_calls(static_cast<double>(fit.calls));
    to.set_confidence(fit.confidence);
    to.set_base(reported.base_file);
    if (fit.held_out) {
        to.set_held_out_first_day(day_words(fit.held_out->from));
        to.set_held_out_last_day(day_words(fit.held_out->until - std::chrono::days{1}));
    }
    for (const FitParameter& parameter : parameters_of(fit, reported.base)) {
        v1::FitParameterReport& row = *to.add_parameters();
        row.set_path(parameter.path);
        row.set_title(parameter.title);
        if (!parameter.unit.empty()) {
            row.set_unit(parameter.unit);
        }
        row.set_value(six_digits(parameter.value.value));
        fill_ends(row, parameter.value);
        row.set_count(static_cast<double>(parameter.count));
        if (!parameter.law.empty()) {
            row.set_law(parameter.law);
        }
        if (!parameter.fit.empty()) {
            row.set_fit(parameter.fit);
        }
    }
    for (const FittedLine& line : fit.lines) {
        fill_line(*to.add_lines(), line, reported.base);
    }
    add_classes(to, fit, reported.base);
    for (const KeptNumber& kept : fit.kept) {
        v1::KeptNumberReport& row = *to.add_kept();
        row.set_path(kept.path);
        row.set_why(kept.why);
    }
    for (const auto* notes : {&fit.notes, &reported.notes}) {
        for (const std::string& note : *notes) {
            to.add_notes(note);
        }
    }
    return to;
}

std::string fit_json(const ReportedFit& fit) {
    google::protobuf::util::JsonPrintOptions options;
    options.add_whitespace = true;
    options.preserve_proto_field_names = true;
    std::string text;
    const auto status =
        google::protobuf::util::MessageToJsonString(fit_message(fit), &text, options);
    FCR_CHECK(status.ok(), "a report of finite numbers and valid names can be printed");
    return text;
}

}  // namespace fcr
