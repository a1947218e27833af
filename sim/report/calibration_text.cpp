// A calibration for a terminal.
#include "sim/report/calibration_summary.hpp"
#include "sim/report/number.hpp"
#include "sim/report/text_table.hpp"

#include <fmt/format.h>

#include <cmath>

namespace fcr {
namespace {

constexpr std::size_t kNameWidth = 12;

std::string figure(double value) {
    return std::abs(value) >= 1000.0 ? fmt::format("{:.0f}", value) : fmt::format("{:.4g}", value);
}

std::string_view unit_words(KpiUnit unit) {
    switch (unit) {
        case KpiUnit::Percent: return "%";
        case KpiUnit::Seconds: return "s";
        case KpiUnit::Calls: return "calls";
    }
    return "";
}

std::string head_text(const ReportedCalibration& reported) {
    const CalibrationPlan& plan = reported.plan;
    const Calibration& result = reported.result;
    std::string text = plan.title + '\n';
    text += wrapped(fmt::format("{}; {} of at most {} points searched from {} starts, {} in the "
                                "profile, {} replications each; {} points checked with {} "
                                "replications on other callers; {} replications in all; seed {}.",
                                plan.scenario.string(),
                                result.search_points,
                                plan.budget.points,
                                plan.budget.starts,
                                result.profile_points,
                                plan.replications,
                                result.checked_points,
                                plan.check_replications,
                                result.replications(plan),
                                plan.seed),
                    0);
    const Misfit& misfit = result.best().misfit;
    return text +
           wrapped(fmt::format("Misfit of the best {:.3g}, standard error {:.2g}, of which "
                               "simulation error makes {:.2g} on average: the sum over "
                               "targets of (simulated - target)^2, each counted in its "
                               "tolerance or standard error.",
                               misfit.value,
                               misfit.standard_error,
                               misfit.bias),
                   0) +
           '\n';
}

std::string parameters_text(const ReportedCalibration& reported) {
    const Calibration& result = reported.result;
    const bool has_hold = result.identifiability.has_value();
    TextTable table("Parameter",
                    {"best", "±, first\norder", "as good\nfrom", "to", "bounds\nfrom", "to"});
    for (std::size_t row = 0; row < reported.plan.parameters.size(); ++row) {
        const Factor& parameter = reported.plan.parameters[row];
        table.add_row(parameter.name,
                      {result.best().point[row].text,
                       has_hold ? figure(result.identifiability->half_widths[row]) : std::string{},
                       figure(result.spans[row].low),
                       figure(result.spans[row].high),
                       figure(range_of(parameter).low),
                       figure(range_of(parameter).high)});
    }
    return table.to_string() +
           wrapped(fmt::format("As good: among {} of {} points tried, whose misfit is no more than "
                               "{:g} above the least.",
                               result.near_equals,
                               result.tried.size(),
                               kNearEqual),
                   2) +
           '\n';
}

std::string targets_text(const ReportedCalibration& reported) {
    TextTable table("Target", {"simulated", "target", "difference", "limit", ""});
    const CheckedFit& best = reported.result.best();
    for (std::size_t row = 0; row < best.figures.size(); ++row) {
        const CalibrationTarget& target = reported.plan.targets[row];
        const JudgedTarget judged = judge(target, best.figures[row], reported.confidence);
        const std::string_view unit = unit_words(reported.words[row].unit);
        const std::string_view verdict = judged.verdict == TargetVerdict::Within    ? "within"
                                         : judged.verdict == TargetVerdict::Outside ? "OUTSIDE"
                                                                                    : "open";
        table.add_row(reported.words[row].title,
                      {with_half_width(judged.simulated, unit),
                       fmt::format("{:g} {}", target.value, unit),
                       fmt::format("{:+.2f}", judged.difference),
                       fmt::format("{:.3g} {}", judged.limit, unit),
                       std::string(verdict)});
        if (!target.source.empty()) {
            table.add_words(target.source);
        }
    }
    return table.to_string() + '\n';
}

std::string fits_text(const ReportedCalibration& reported) {
    std::vector<std::string> columns{"misfit", "±", "more than\nbest", "±"};
    for (const Factor& parameter : reported.plan.parameters) {
        columns.push_back(broken_name(parameter.name, kNameWidth));
    }
    TextTable table("Fits, checked", columns);
    for (const CheckedFit& fit : reported.result.fits) {
        std::vector<std::string> cells{figure(fit.misfit.value),
                                       fmt::format("{:.2g}", fit.misfit.standard_error),
                                       fmt::format("{:+.3g}", fit.from_best.value + 0.0),
                                       fmt::format("{:.2g}", fit.from_best.standard_error)};
        for (const Setting& setting : fit.point) {
            cells.push_back(setting.text);
        }
        table.add_row(name_of_fit(reported, fit), std::move(cells));
    }
    return table.to_string(120) + '\n';
}

std::string hold_text(const ReportedCalibration& reported) {
    const Identifiability& held = *reported.result.identifiability;
    std::vector<std::string> columns;
    for (const Factor& parameter : reported.plan.parameters) {
        columns.push_back(broken_name(parameter.name, kNameWidth));
    }
    TextTable slopes("One unit more of", columns);
    for (std::size_t target = 0; target < held.sensitivities.size(); ++target) {
        std::vector<std::string> cells;
        for (const TargetResponse& of : held.sensitivities[target]) {
            cells.push_back(fmt::format(
                "{:+.2g} ±{:.1g}", of.per_unit.value, of.per_unit.half_width.value_or(0.0)));
        }
        slopes.add_row(reported.words[target].title, std::move(cells));
    }
    columns.insert(columns.begin(), {"strength", "±", "held"});
    TextTable directions("Directions, firmest first", columns);
    for (std::size_t row = 0; row < held.directions.size(); ++row) {
        const Direction& direction = held.directions[row];
        const Hold hold = hold_of(direction);
        std::vector<std::string> cells{figure(direction.strength),
                                       fmt::format("{:.2g}", direction.noise),
                                       hold == Hold::Firm    ? "firmly"
                                       : hold == Hold::Loose ? "loosely"
                                                             : "not"};
        for (const double part : direction.parts) {
            cells.push_back(fmt::format("{:+.2f}", part + 0.0));
        }
        directions.add_row(fmt::format("{}", row + 1), std::move(cells));
    }
    const std::string condition =
        held.condition ? fmt::format("Condition (firmest over least): {:.3g}.", *held.condition)
                       : std::string(
                             "The least held direction moves no target at all: condition "
                             "without end.");
    return slopes.to_string(120) + '\n' + directions.to_string(120) +
           wrapped(fmt::format("Strength: tolerances that the targets move, all told, for a way as "
                               "long as a range. {}",
                               condition),
                   2) +
           '\n';
}

std::string profile_text(const ReportedCalibration& reported) {
    const MisfitProfile& profile = *reported.result.profile;
    std::vector<std::string> columns{"least\nmisfit"};
    for (std::size_t row = 0; row < reported.plan.parameters.size(); ++row) {
        if (row != profile.parameter) {
            columns.push_back(broken_name(reported.plan.parameters[row].name, kNameWidth));
        }
    }
    TextTable table("Profile: " + reported.plan.parameters[profile.parameter].name, columns);
    for (const ProfileRow& row : profile.rows) {
        std::vector<std::string> cells;
        if (row.tried) {
            const TriedPoint& tried = reported.result.tried[*row.tried];
            cells.push_back(figure(tried.misfit.value));
            for (std::size_t other = 0; other < tried.point.size(); ++other) {
                if (other != profile.parameter) {
                    cells.push_back(tried.point[other].text);
                }
            }
        } else {
            cells.emplace_back(kNotMeasured);
        }
        table.add_row(row.setting.text, std::move(cells));
    }
    return table.to_string(120) + '\n';
}

}  // namespace

std::string calibration_text(const ReportedCalibration& reported) {
    const Calibration& result = reported.result;
    std::string text = head_text(reported) + targets_text(reported) + parameters_text(reported) +
                       fits_text(reported);
    if (result.identifiability) {
        text += hold_text(reported);
    }
    if (result.profile) {
        text += profile_text(reported);
    }
    for (const std::string& finding : calibration_findings(reported)) {
        text += wrapped("- " + finding, 0);
    }
    for (const std::string& warning : calibration_warnings(reported)) {
        text += wrapped("Look at this first: " + warning, 0);
    }
    return text;
}

}  // namespace fcr
