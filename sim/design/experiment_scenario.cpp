// Whether the scenario accepts what an experiment does to it: changes, KPIs, values of factors.
#include "proto/fcr/v1/experiment.pb.h"
#include "sim/design/experiment_validation.hpp"
#include "sim/design/scenario_trial.hpp"
#include "sim/design/sweep_points.hpp"
#include "sim/scenario/input_file.hpp"

#include <algorithm>
#include <utility>

namespace fcr {

namespace {

using E = v1::Experiment;
using F = v1::Factor;

/// Applies the experiment's changes one after the other; false when one is refused.
bool check_changes(const Block& root, const ScenarioTrial& trial, const ExperimentPlan& plan) {
    std::vector<std::string> before;
    for (std::size_t row = 0; row < plan.changes.size(); ++row) {
        if (const auto problem = trial.form(before, plan.changes[row])) {
            root.refuse(E::kSetFieldNumber, static_cast<int>(row), refused_by_scenario(*problem));
            return false;
        }
        before.push_back(plan.changes[row]);
    }
    const Result<Scenario> changed = trial.scenario(plan.changes);
    if (!changed) {
        root.refuse(E::kSetFieldNumber,
                    static_cast<int>(plan.changes.size()) - 1,
                    refused_by_scenario(changed.error().front()));
    }
    return changed.has_value();
}

void check_kpis(const Block& root, const Scenario& scenario, ExperimentPlan& plan) {
    Names names{.kind = "a KPI of the scenario", .names = {}};
    for (const Kpi& kpi : scenario.kpis) {
        names.names.push_back(kpi.id);
    }
    for (int row = 0; row < root.size(E::kKpisFieldNumber); ++row) {
        std::string id = root.text(E::kKpisFieldNumber, row);
        if (root.named(E::kKpisFieldNumber, names, row) && std::ranges::count(plan.kpis, id) > 0) {
            root.refuse(E::kKpisFieldNumber, row, "must be given once");
        }
        plan.kpis.push_back(std::move(id));
    }
    if (plan.kpis.empty()) {
        plan.kpis = names.names;
    }
    if (names.names.empty()) {
        root.refuse(E::kScenarioFieldNumber, "must have KPIs: there is nothing to report");
    }
}

/// Tries one factor in the scenario.
class FactorTrial {
public:
    FactorTrial(const Block& block, const Factor& factor, const ScenarioTrial& trial)
        : block_(block), factor_(factor), trial_(trial) {}

    /// False when a path leads nowhere. A fault of the path says nothing of the value.
    [[nodiscard]] bool check_paths(const std::vector<std::string>& changes,
                                   const Setting& setting) const {
        bool good = true;
        const std::vector<std::string> overrides = overrides_of(factor_, setting);
        for (std::size_t row = 0; row < overrides.size(); ++row) {
            if (const auto fault = path_fault(trial_.form(changes, overrides[row]))) {
                block_.refuse(F::kPathsFieldNumber, static_cast<int>(row), *fault);
                good = false;
            }
        }
        return good;
    }

    void check_setting(std::vector<std::string> changes, const Setting& setting) const {
        for (std::string& change : overrides_of(factor_, setting)) {
            changes.push_back(std::move(change));
        }
        if (const Result<Scenario> scenario = trial_.scenario(changes); !scenario) {
            refuse(setting, refused_by_scenario(scenario.error().front()));
        }
    }

private:
    void refuse(const Setting& setting, std::string remedy) const {
        if (!setting.number) {
            const auto row = std::ranges::find(factor_.values, setting.text);
            block_.refuse(F::kValuesFieldNumber,
                          static_cast<int>(row - factor_.values.begin()),
                          std::move(remedy));
            return;
        }
        for (const int field : {F::kRangeFieldNumber,
                                F::kTriangularFieldNumber,
                                F::kNormalFieldNumber,
                                F::kLognormalFieldNumber,
                                F::kPertFieldNumber}) {
            if (block_.has(field)) {
                block_.child(field).refuse_block(setting.text, std::move(remedy));
                return;
            }
        }
    }

    const Block& block_;
    const Factor& factor_;
    const ScenarioTrial& trial_;
};

/// The least and greatest number that a factor has at the points.
std::vector<Setting> extremes(const std::vector<SweepPoint>& points, std::size_t factor) {
    const Setting* least = nullptr;
    const Setting* greatest = nullptr;
    for (const SweepPoint& point : points) {
        const auto& setting = point.settings[factor];
        if (setting && (least == nullptr || *setting->number < *least->number)) {
            least = &*setting;
        }
        if (setting && (greatest == nullptr || *setting->number > *greatest->number)) {
            greatest = &*setting;
        }
    }
    return least == nullptr ? std::vector<Setting>{} : std::vector{*least, *greatest};
}

/// What of a factor is tried; the points are made only for laws whose extremes they decide.
std::vector<Setting> settings_to_try(const ExperimentPlan& plan,
                                     const std::vector<SweepPoint>& points,
                                     std::size_t row) {
    const Factor& factor = plan.factors[row];
    if (!factor.law || plan.design.kind == DesignKind::Grid) {
        return grid_settings(factor);
    }
    return std::holds_alternative<UniformInput>(*factor.law) ? settings_alone(factor)
                                                             : extremes(points, row);
}

}  // namespace

void check_scenario(const Block& root, bool plan_is_sound, ExperimentPlan& plan) {
    if (plan.scenario.empty()) {
        return;
    }
    Result<std::string> text = read_input_file(plan.scenario, kScenarioBytesMax);
    if (!text) {
        root.refuse(E::kScenarioFieldNumber, text.error().front().remedy);
        return;
    }
    const ScenarioTrial trial(std::move(*text), plan.scenario.string());
    const Result<Scenario> scenario = trial.scenario({});
    if (!scenario) {
        for (const Problem& problem : scenario.error()) {
            root.refuse_file(E::kScenarioFieldNumber, problem);
        }
        return;
    }
    check_kpis(root, *scenario, plan);
    if (!plan.changes.empty() && !check_changes(root, trial, plan)) {
        return;
    }
    const std::vector<SweepPoint> points =
        plan_is_sound ? sweep_points(plan) : std::vector<SweepPoint>{};
    for (std::size_t row = 0; row < plan.factors.size(); ++row) {
        const Factor& factor = plan.factors[row];
        if (factor.values.empty() && !factor.law) {
            continue;
        }
        const Block block = root.child(E::kFactorsFieldNumber, static_cast<int>(row));
        const FactorTrial of_factor(block, factor, trial);
        if (!of_factor.check_paths(plan.changes, settings_alone(factor).front()) ||
            !plan_is_sound) {
            continue;
        }
        for (const Setting& setting : settings_to_try(plan, points, row)) {
            of_factor.check_setting(plan.changes, setting);
        }
    }
}

}  // namespace fcr
