// A calibration as calibration.json and points.csv.
#include "proto/fcr/v1/calibration_report.pb.h"
#include "sim/base/check.hpp"
#include "sim/report/calibration_summary.hpp"
#include "sim/report/csv.hpp"
#include "sim/report/number.hpp"

#include <google/protobuf/util/json_util.h>

#include <algorithm>

namespace fcr {
namespace {

std::uint32_t count32(std::size_t count) {
    return static_cast<std::uint32_t>(count);
}

void fill_effort(v1::CalibrationEffort& to, const ReportedCalibration& reported) {
    const CalibrationPlan& plan = reported.plan;
    const Calibration& result = reported.result;
    to.set_search_points(count32(result.search_points));
    to.set_search_points_max(count32(plan.budget.points));
    to.set_profile_points(count32(result.profile_points));
    to.set_checked_points(count32(result.checked_points));
    to.set_replications(count32(plan.replications));
    to.set_check_replications(count32(plan.check_replications));
    to.set_replications_in_all(result.replications(plan));
    to.set_replications_max(replications_max(plan));
    to.set_refused_points(count32(result.refused));
}

void add_parameter(v1::CalibrationReport& to,
                   const ReportedCalibration& reported,
                   std::size_t row) {
    const Factor& parameter = reported.plan.parameters[row];
    const Calibration& result = reported.result;
    v1::CalibratedParameterReport& message = *to.add_parameters();
    message.set_name(parameter.name);
    for (std::size_t path = 0; path < parameter.paths.size(); ++path) {
        message.add_paths(parameter.paths[path]);
        message.add_times(parameter.times[path]);
    }
    message.set_low(range_of(parameter).low);
    message.set_high(range_of(parameter).high);
    message.set_whole(parameter.whole);
    message.set_source(parameter.source);
    message.set_best(*result.best().point[row].number);
    message.set_near_equal_low(result.spans[row].low);
    message.set_near_equal_high(result.spans[row].high);
    if (result.identifiability) {
        message.set_half_width(six_digits(result.identifiability->half_widths[row]));
        message.set_idle(std::ranges::count(result.identifiability->idle, row) > 0);
    }
}

v1::CalibrationFitReport::Origin code_of(FitOrigin origin) {
    switch (origin) {
        case FitOrigin::Start: return v1::CalibrationFitReport::START;
        case FitOrigin::Equal: return v1::CalibrationFitReport::EQUAL;
        case FitOrigin::Known: return v1::CalibrationFitReport::KNOWN;
    }
    return v1::CalibrationFitReport::ORIGIN_UNSPECIFIED;
}

std::string verdict_word(TargetVerdict verdict) {
    switch (verdict) {
        case TargetVerdict::Within: return "within";
        case TargetVerdict::Outside: return "outside";
        case TargetVerdict::Open: return "open";
    }
    return {};
}

void add_fit(v1::CalibrationReport& to,
             const ReportedCalibration& reported,
             const CheckedFit& fit) {
    v1::CalibrationFitReport& message = *to.add_fits();
    message.set_name(name_of_fit(reported, fit));
    message.set_origin(code_of(fit.origin));
    for (const Setting& setting : fit.point) {
        message.add_values(*setting.number);
    }
    message.set_misfit(six_digits(fit.misfit.value));
    message.set_misfit_standard_error(six_digits(fit.misfit.standard_error));
    message.set_misfit_bias(six_digits(fit.misfit.bias));
    message.set_from_best(six_digits(fit.from_best.value));
    message.set_from_best_standard_error(six_digits(fit.from_best.standard_error));
    message.set_near_equal(fit.is_near_equal());
    if (fit.origin == FitOrigin::Known) {
        message.set_source(reported.plan.known[fit.number].source);
    }
    for (std::size_t row = 0; row < fit.figures.size(); ++row) {
        const CalibrationTarget& target = reported.plan.targets[row];
        const JudgedTarget judged = judge(target, fit.figures[row], reported.confidence);
        v1::CalibrationFitReport::Target& of = *message.add_targets();
        of.set_kpi(target.kpi);
        of.set_target(target.value);
        of.set_scale(target.scale);
        of.set_scale_is_standard_error(target.is_standard_error);
        of.set_simulated(six_digits(judged.simulated.value));
        of.set_half_width(six_digits(judged.simulated.half_width.value_or(0.0)));
        of.set_difference(six_digits(judged.difference));
        of.set_in_scales(six_digits(fit.misfit.differences[row]));
        of.set_verdict(verdict_word(judged.verdict));
        of.set_source(target.source);
    }
}

std::string hold_word(Hold hold) {
    switch (hold) {
        case Hold::Firm: return "firm";
        case Hold::Loose: return "loose";
        case Hold::None: return "none";
    }
    return {};
}

void fill_hold(v1::CalibrationReport& to, const ReportedCalibration& reported) {
    const Identifiability& held = *reported.result.identifiability;
    const auto& parameters = reported.plan.parameters;
    for (const Direction& direction : held.directions) {
        v1::DirectionReport& message = *to.add_directions();
        for (const double part : direction.parts) {
            message.add_parts(six_digits(part));
        }
        message.set_strength(six_digits(direction.strength));
        message.set_noise(six_digits(direction.noise));
        message.set_reach(six_digits(direction.reach()));
        message.set_hold(hold_word(hold_of(direction)));
    }
    if (held.condition) {
        to.set_condition(six_digits(*held.condition));
    }
    for (const AlikePair& pair : held.alike) {
        v1::AlikePairReport& message = *to.add_alike();
        message.set_first(parameters[pair.first].name);
        message.set_second(parameters[pair.second].name);
        message.set_cosine(six_digits(pair.cosine));
        message.set_undoes(six_digits(pair.undoes));
    }
    for (std::size_t target = 0; target < held.sensitivities.size(); ++target) {
        for (std::size_t row = 0; row < parameters.size(); ++row) {
            const TargetResponse& of = held.sensitivities[target][row];
            v1::CalibrationSlopeReport& message = *to.add_sensitivities();
            message.set_kpi(reported.plan.targets[target].kpi);
            message.set_parameter(parameters[row].name);
            message.set_per_unit(six_digits(of.per_unit.value));
            message.set_half_width(six_digits(of.per_unit.half_width.value_or(0.0)));
            message.set_slope(six_digits(of.slope));
        }
    }
}

void fill_profile(v1::MisfitProfileReport& to, const ReportedCalibration& reported) {
    const MisfitProfile& profile = *reported.result.profile;
    to.set_parameter(reported.plan.parameters[profile.parameter].name);
    for (const ProfileRow& row : profile.rows) {
        v1::MisfitProfileReport::Row& message = *to.add_rows();
        message.set_value(*row.setting.number);
        if (row.tried) {
            const TriedPoint& tried = reported.result.tried[*row.tried];
            message.set_misfit(six_digits(tried.misfit.value));
            for (const Setting& setting : tried.point) {
                message.add_values(*setting.number);
            }
        }
    }
    if (reported.result.stretch) {
        to.set_near_equal_low(reported.result.stretch->low);
        to.set_near_equal_high(reported.result.stretch->high);
    }
}

v1::CalibrationReport message_of(const ReportedCalibration& reported) {
    const CalibrationPlan& plan = reported.plan;
    const Calibration& result = reported.result;
    v1::CalibrationReport to;
    to.set_fcrsim_version(reported.fcrsim_version);
    to.set_file(plan.file);
    to.set_title(plan.title);
    to.set_description(plan.description);
    to.set_scenario(plan.scenario.string());
    to.set_scenario_digest(reported.scenario_digest);
    to.set_seed(plan.seed);
    to.set_confidence(reported.confidence);
    fill_effort(*to.mutable_effort(), reported);
    for (std::size_t row = 0; row < plan.parameters.size(); ++row) {
        add_parameter(to, reported, row);
    }
    for (const CheckedFit& fit : result.fits) {
        add_fit(to, reported, fit);
    }
    if (result.identifiability) {
        fill_hold(to, reported);
        to.set_unique(!is_ambiguous(result));
    }
    if (result.profile) {
        fill_profile(*to.mutable_profile(), reported);
    }
    for (std::string& finding : calibration_findings(reported)) {
        to.add_findings(std::move(finding));
    }
    for (std::string& warning : calibration_warnings(reported)) {
        to.add_warnings(std::move(warning));
    }
    to.set_interrupted(result.stopped);
    return to;
}

}  // namespace

std::string calibration_json(const ReportedCalibration& reported) {
    google::protobuf::util::JsonPrintOptions options;
    options.add_whitespace = true;
    options.preserve_proto_field_names = true;
    std::string text;
    const auto status =
        google::protobuf::util::MessageToJsonString(message_of(reported), &text, options);
    FCR_CHECK(status.ok(), "a report of finite numbers and valid names can be printed");
    return text;
}

std::string calibration_csv(const ReportedCalibration& reported) {
    const CalibrationPlan& plan = reported.plan;
    CsvText csv;
    csv.text("point");
    for (const Factor& parameter : plan.parameters) {
        csv.text(parameter.name);
    }
    for (const CalibrationTarget& target : plan.targets) {
        csv.text(target.kpi);
    }
    csv.text("misfit").text("misfit_standard_error").end_row();
    std::size_t number = 0;
    for (const TriedPoint& tried : reported.result.tried) {
        csv.raw(std::to_string(++number));
        for (const Setting& setting : tried.point) {
            csv.raw(setting.text);
        }
        for (const Linearised& figure : tried.figures) {
            csv.number(figure.value);
        }
        csv.number(tried.misfit.value).number(tried.misfit.standard_error).end_row();
    }
    return csv.take();
}

}  // namespace fcr
