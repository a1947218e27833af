// A calibration with all that its reports tell.
#pragma once

#include "sim/calibration/calibration.hpp"
#include "sim/calibration/target_verdict.hpp"
#include "sim/report/summary.hpp"

#include <string>
#include <vector>

namespace fcr {

/// What a target is called and counted in.
struct TargetWords {
    std::string title;
    KpiUnit unit = KpiUnit::Percent;
};

[[nodiscard]] TargetWords words_of(const Kpi& kpi);

struct ReportedCalibration {
    const CalibrationPlan& plan;
    const Calibration& result;       ///< with at least one fit
    std::vector<TargetWords> words;  ///< by target
    std::string scenario_digest;
    double confidence = 0.95;
    std::string fcrsim_version;
};

/// `search 1`, `tried on the way`, or the name of a known fit.
[[nodiscard]] std::string name_of_fit(const ReportedCalibration& reported, const CheckedFit& fit);

/// What the calibration comes to, in sentences: how well the targets are explained, by what else
/// they are explained as well, what cannot be told apart.
[[nodiscard]] std::vector<std::string> calibration_findings(const ReportedCalibration& reported);

/// What to know before trusting the figures.
[[nodiscard]] std::vector<std::string> calibration_warnings(const ReportedCalibration& reported);

/// For a terminal: what was simulated, parameters, targets, fits, what holds the parameters, the
/// profile, findings.
[[nodiscard]] std::string calibration_text(const ReportedCalibration& reported);

/// calibration.json: the same bytes for equal calibrations. Ends with a line break.
[[nodiscard]] std::string calibration_json(const ReportedCalibration& reported);

/// points.csv: every point of search and profile in the order of their simulation, with the
/// targets' figures and the misfit.
[[nodiscard]] std::string calibration_csv(const ReportedCalibration& reported);

}  // namespace fcr
