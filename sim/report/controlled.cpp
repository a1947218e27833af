#include "sim/report/controlled.hpp"

#include "sim/report/comparison_figures.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>

namespace fcr {
namespace {

/// Empty when the figure was not measured in every replication.
std::optional<ControlledEstimate> corrected(const FigureSamples& samples,
                                            const Controls& controls,
                                            double confidence) {
    if (samples.is_ratio) {
        return controls.estimate(samples.ratios, confidence);
    }
    std::vector<double> measured;
    for (const std::optional<double>& sample : samples.means) {
        if (!sample) {
            return std::nullopt;
        }
        measured.push_back(*sample);
    }
    return controls.estimate(measured, confidence);
}

bool are_same(const std::vector<Control>& first, const std::vector<Control>& second) {
    return std::ranges::equal(first, second, [](const Control& one, const Control& other) {
        return one.mean == other.mean && one.samples == other.samples;
    });
}

}  // namespace

std::optional<std::string> why_no_controls(const CallerWork& work, std::uint64_t replications) {
    if (work.lines().empty()) {
        return "Control variates need callers who come by chance: here the same come every time.";
    }
    if (work.parts_for(replications) == 0) {
        return fmt::format(
            "Control variates need {} replications or more, {} for the callers' work of each line.",
            work.lines().size() * CallerWork::kReplicationsOfControl,
            CallerWork::kReplicationsOfControl);
    }
    return std::nullopt;
}

ControlledBy controlled_by(const CompiledScenario& scenario,
                           const CallerWork& work,
                           std::uint64_t replications) {
    ControlledBy by{.lines = {}, .parts = work.parts_for(replications)};
    for (const LineId line : work.lines()) {
        by.lines.push_back(scenario.lines[line].name);
    }
    return by;
}

std::vector<std::string> control_words(const ControlledBy& by) {
    std::vector<std::string> words;
    for (const std::string& line : by.lines) {
        words.push_back(fmt::format(
            "work of the callers of {}{}",
            line,
            by.parts == 1 ? std::string{}
                          : fmt::format(" in {} parts of the measured span", by.parts)));
    }
    return words;
}

ControlledSummary control_figures(const CompiledScenario& scenario,
                                  const ExperimentResult& result,
                                  double confidence,
                                  CallerWork& work) {
    ControlledSummary summary{.by = controlled_by(scenario, work, result.replications.size()),
                              .figures = {}};
    if (summary.by.parts == 0) {
        return summary;
    }
    const Controls controls(work.controls(result.replications, summary.by.parts));
    const std::array<const CompiledScenario*, 1> alone{&scenario};
    for (const FigurePlan& plan : plan_figures(alone).figures) {
        const FigureSamples samples = samples_of(plan, 0, scenario, result);
        ControlledFigure figure{
            .id = plan.id,
            .title = plan.title,
            .unit = plan.unit,
            .kpi = plan.line_figure ? std::nullopt : std::optional(plan.rows.front()),
            .plain = estimate_of(samples, confidence),
            .corrected = std::nullopt,
            .worth = std::nullopt};
        if (const auto estimate = corrected(samples, controls, confidence)) {
            figure.corrected = estimate->estimate;
            figure.worth = estimate->variance_ratio;
        }
        summary.figures.push_back(std::move(figure));
    }
    return summary;
}

Controls controls_between(CallerWork& baseline,
                          CallerWork& other,
                          std::span<const ReplicationResult> replications) {
    const std::size_t parts = baseline.parts_for(replications.size());
    std::vector<Control> controls = baseline.controls(replications, parts);
    // With the work of both, each may have half as many.
    const std::size_t of_each = std::min(baseline.parts_for(replications.size() / 2),
                                         other.parts_for(replications.size() / 2));
    if (of_each == 0) {
        return Controls(controls);
    }
    const std::vector<Control> of_baseline = baseline.controls(replications, of_each);
    const std::vector<Control> of_other = other.controls(replications, of_each);
    if (are_same(of_baseline, of_other)) {
        return Controls(controls);
    }
    controls = of_baseline;
    controls.insert(controls.end(), of_other.begin(), of_other.end());
    return Controls(controls);
}

const Figure& known_value(const RunSummary& summary, std::size_t kpi) {
    if (summary.controlled) {
        for (const ControlledFigure& figure : summary.controlled->figures) {
            if (figure.kpi == kpi && figure.corrected) {
                return figure.corrected;
            }
        }
    }
    return summary.kpis[kpi].value;
}

}  // namespace fcr
