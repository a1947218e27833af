#include "sim/calibration/calibration_file.hpp"

#include "proto/fcr/v1/calibration.pb.h"
#include "sim/design/design_words.hpp"
#include "sim/design/plan_heading.hpp"
#include "sim/design/scenario_trial.hpp"
#include "sim/scenario/block.hpp"
#include "sim/scenario/input_file.hpp"
#include "sim/scenario/syntax.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <optional>
#include <string_view>
#include <utility>

namespace fcr {

namespace {

using C = v1::Calibration;
using P = v1::CalibrationParameter;
using T = v1::CalibrationTarget;
using K = v1::KnownFit;
using B = v1::SearchBudget;

constexpr int kPathsMax = 64;
constexpr double kNumberMax = 1e9;
constexpr Range kNumber{.min = -kNumberMax, .max = kNumberMax};
constexpr Range kNumberAboveZero{.min = 0.0, .max = kNumberMax, .above_min = true};

void check_source(const Block& block, int field) {
    if (!is_utf8(block.text(field))) {
        block.refuse(field, "must be UTF-8 text");
    }
}

void read_sizes(const Block& root, CalibrationPlan& plan) {
    if (root.as<C>().has_seed()) {
        plan.seed = root.as<C>().seed();
    }
    plan.replications = root.count_or(C::kReplicationsFieldNumber,
                                      {.min = 2.0, .max = double{kSearchReplicationsMax}},
                                      static_cast<std::uint32_t>(plan.replications));
    plan.check_replications = root.count_or(C::kCheckReplicationsFieldNumber,
                                            {.min = 2.0, .max = double{kCheckReplicationsMax}},
                                            static_cast<std::uint32_t>(plan.check_replications));
    if (!root.has(C::kBudgetFieldNumber)) {
        return;
    }
    const Block block = root.child(C::kBudgetFieldNumber);
    SearchBudget& budget = plan.budget;
    const auto count = [&block](int field, double min, double max, std::size_t otherwise) {
        return std::size_t{
            block.count_or(field, {.min = min, .max = max}, static_cast<std::uint32_t>(otherwise))};
    };
    budget.points =
        count(B::kPointsFieldNumber, 10.0, static_cast<double>(kSearchPointsMax), budget.points);
    budget.starts = count(B::kStartsFieldNumber, 1.0, 64.0, budget.starts);
    budget.profile_points = count(B::kProfilePointsFieldNumber, 3.0, 101.0, budget.profile_points);
    budget.profile_search =
        count(B::kProfileSearchFieldNumber, 1.0, 10'000.0, budget.profile_search);
}

/// The range of a parameter; a harmless one when something is wrong with it.
UniformInput read_range(const Block& block, bool whole) {
    const double low = block.needed_number(P::kLowFieldNumber, kNumber);
    const double high = block.needed_number(P::kHighFieldNumber, kNumber);
    for (const auto& [field, end] :
         {std::pair{P::kLowFieldNumber, low}, std::pair{P::kHighFieldNumber, high}}) {
        if (whole && block.has(field) && end != std::round(end)) {
            block.refuse(field, "must be a whole number, as `whole` is true");
        }
    }
    if (block.has(P::kLowFieldNumber) && block.has(P::kHighFieldNumber) && high <= low) {
        block.refuse(P::kHighFieldNumber, fmt::format("must be above low, {}", low));
    }
    return high > low ? UniformInput{.low = low, .high = high} : UniformInput{};
}

Factor read_parameter(const Block& block) {
    Factor parameter;
    const int count = block.rows(P::kPathsFieldNumber, 1, kPathsMax);
    for (int row = 0; row < count; ++row) {
        parameter.paths.push_back(block.text(P::kPathsFieldNumber, row));
    }
    parameter.times = block.numbers(P::kTimesFieldNumber, kNumber);
    if (!parameter.times.empty() && parameter.times.size() != parameter.paths.size()) {
        block.refuse(P::kTimesFieldNumber,
                     fmt::format("must be as many as paths, {}, not {}",
                                 parameter.paths.size(),
                                 parameter.times.size()));
        parameter.times.clear();
    }
    if (parameter.times.empty()) {
        parameter.times.assign(parameter.paths.size(), 1.0);
    }
    parameter.name = block.has(P::kNameFieldNumber) || parameter.paths.empty()
                         ? block.text(P::kNameFieldNumber)
                         : parameter.paths.front();
    if (block.has(P::kNameFieldNumber) && !is_name(parameter.name)) {
        block.refuse(P::kNameFieldNumber, std::string(kNameRemedy));
    }
    parameter.whole = block.as<P>().whole();
    parameter.law = read_range(block, parameter.whole);
    parameter.source = block.text(P::kSourceFieldNumber);
    check_source(block, P::kSourceFieldNumber);
    return parameter;
}

void read_parameters(const Block& root, CalibrationPlan& plan) {
    constexpr int field = C::kParametersFieldNumber;
    std::vector<std::string> paths;
    const int count = root.rows(field, 1, static_cast<int>(kCalibrationParametersMax));
    for (int row = 0; row < count; ++row) {
        const Block block = root.child(field, row);
        Factor parameter = read_parameter(block);
        if (std::ranges::count(plan.parameters, parameter.name, &Factor::name) > 0) {
            block.refuse(P::kNameFieldNumber, "must be unique; an earlier one has this name");
        }
        for (std::size_t path = 0; path < parameter.paths.size(); ++path) {
            if (std::ranges::count(paths, parameter.paths[path]) > 0) {
                block.refuse(P::kPathsFieldNumber,
                             static_cast<int>(path),
                             "must be given once; it has been named before");
            }
            paths.push_back(parameter.paths[path]);
        }
        plan.parameters.push_back(std::move(parameter));
    }
}

CalibrationTarget read_target(const Block& block) {
    CalibrationTarget target{.kpi = block.text(T::kKpiFieldNumber),
                             .value = block.needed_number(T::kValueFieldNumber, kNumber),
                             .source = block.text(T::kSourceFieldNumber)};
    check_source(block, T::kSourceFieldNumber);
    const bool has_tolerance = block.has(T::kToleranceFieldNumber);
    target.is_standard_error = block.has(T::kStandardErrorFieldNumber);
    if (has_tolerance == target.is_standard_error) {
        block.refuse_block(has_tolerance ? "both" : "neither",
                           "must have one of tolerance and standard_error");
        return target;
    }
    const int field = has_tolerance ? T::kToleranceFieldNumber : T::kStandardErrorFieldNumber;
    target.scale = block.number_or(field, kNumberAboveZero, 1.0);
    return target;
}

void read_targets(const Block& root, CalibrationPlan& plan) {
    constexpr int field = C::kTargetsFieldNumber;
    const int count = root.rows(field, 1, static_cast<int>(kCalibrationTargetsMax));
    for (int row = 0; row < count; ++row) {
        const Block block = root.child(field, row);
        CalibrationTarget target = read_target(block);
        if (target.kpi.empty()) {
            block.missing(T::kKpiFieldNumber, "must be given, the id of a KPI of the scenario");
        } else if (std::ranges::count(plan.targets, target.kpi, &CalibrationTarget::kpi) > 0) {
            block.refuse(T::kKpiFieldNumber, "must be given once; an earlier target is of it");
        }
        plan.targets.push_back(std::move(target));
    }
}

void read_known(const Block& root, CalibrationPlan& plan) {
    constexpr int field = C::kKnownFieldNumber;
    const int count = root.rows(field, 0, static_cast<int>(kKnownFitsMax));
    for (int row = 0; row < count; ++row) {
        const Block block = root.child(field, row);
        KnownFit known{.name = block.text(K::kNameFieldNumber),
                       .values = block.numbers(K::kValuesFieldNumber, kNumber),
                       .source = block.text(K::kSourceFieldNumber)};
        check_source(block, K::kSourceFieldNumber);
        if (!is_name(known.name)) {
            block.refuse(K::kNameFieldNumber, std::string(kNameRemedy));
        } else if (std::ranges::count(plan.known, known.name, &KnownFit::name) > 0) {
            block.refuse(K::kNameFieldNumber, "must be unique; an earlier one has this name");
        }
        if (known.values.size() != plan.parameters.size()) {
            block.refuse_block(fmt::format("{} values", known.values.size()),
                               fmt::format("must have one value for each of the {} parameters",
                                           plan.parameters.size()));
            continue;
        }
        for (std::size_t at = 0; at < known.values.size(); ++at) {
            const UniformInput& range = range_of(plan.parameters[at]);
            const double value = known.values[at];
            const bool is_whole = !plan.parameters[at].whole || value == std::round(value);
            if (value < range.low || value > range.high || !is_whole) {
                block.refuse(K::kValuesFieldNumber,
                             static_cast<int>(at),
                             fmt::format("must be {}, the bounds of {}",
                                         spread_words(plan.parameters[at]),
                                         plan.parameters[at].name));
            }
        }
        plan.known.push_back(std::move(known));
    }
}

void check_kpis(const Block& root, const Scenario& scenario, const CalibrationPlan& plan) {
    Names names{.kind = "a KPI of the scenario", .names = {}};
    for (const Kpi& kpi : scenario.kpis) {
        names.names.push_back(kpi.id);
    }
    for (std::size_t row = 0; row < plan.targets.size(); ++row) {
        if (!plan.targets[row].kpi.empty()) {
            static_cast<void>(root.child(C::kTargetsFieldNumber, static_cast<int>(row))
                                  .named(T::kKpiFieldNumber, names));
        }
    }
}

/// A place inside a range that is no whole number of most.
constexpr double kBetween = 0.6180;

/// Why the scenario refuses the parameter there, alone; empty where it does not.
std::optional<std::string> fault_at(const Factor& parameter,
                                    double place,
                                    const ScenarioTrial& trial,
                                    std::vector<std::string> changes) {
    for (std::string& change : overrides_of(parameter, setting_in_range(parameter, place))) {
        changes.push_back(std::move(change));
    }
    const Result<Scenario> scenario = trial.scenario(changes);
    return scenario ? std::nullopt : std::optional(refused_by_scenario(scenario.error().front()));
}

/// Tries both ends of a parameter's range and a place between, alone.
void check_parameter(const Block& block,
                     const Factor& parameter,
                     const ScenarioTrial& trial,
                     const std::vector<std::string>& changes) {
    for (const auto& [field, place] :
         {std::pair{P::kLowFieldNumber, 0.0}, std::pair{P::kHighFieldNumber, 1.0}}) {
        const std::vector<std::string> overrides =
            overrides_of(parameter, setting_in_range(parameter, place));
        for (std::size_t row = 0; row < overrides.size(); ++row) {
            if (const auto fault = path_fault(trial.form(changes, overrides[row]))) {
                block.refuse(P::kPathsFieldNumber, static_cast<int>(row), *fault);
                return;
            }
        }
        if (const auto fault = fault_at(parameter, place, trial, changes)) {
            block.refuse(field, *fault);
            return;
        }
    }
    if (const auto fault = fault_at(parameter, kBetween, trial, changes)) {
        block.refuse_block(setting_in_range(parameter, kBetween).text,
                           *fault + (parameter.whole ? "" : "; is `whole: true` missing?"));
    }
}

/// Whether the scenario accepts the changes that all points have; told where it does not.
bool check_changes(const Block& root,
                   const ScenarioTrial& trial,
                   const std::vector<std::string>& changes) {
    std::vector<std::string> before;
    for (std::size_t row = 0; row < changes.size(); ++row) {
        if (const auto problem = trial.form(before, changes[row])) {
            root.refuse(C::kSetFieldNumber, static_cast<int>(row), refused_by_scenario(*problem));
            return false;
        }
        before.push_back(changes[row]);
    }
    const Result<Scenario> changed = trial.scenario(changes);
    if (!changed) {
        root.refuse(C::kSetFieldNumber,
                    static_cast<int>(changes.size()) - 1,
                    refused_by_scenario(changed.error().front()));
    }
    return changed.has_value();
}

void check_scenario(const Block& root, const CalibrationPlan& plan) {
    if (plan.scenario.empty()) {
        return;
    }
    Result<std::string> text = read_input_file(plan.scenario, kScenarioBytesMax);
    if (!text) {
        root.refuse(C::kScenarioFieldNumber, text.error().front().remedy);
        return;
    }
    const ScenarioTrial trial(std::move(*text), plan.scenario.string());
    const Result<Scenario> scenario = trial.scenario({});
    if (!scenario) {
        for (const Problem& problem : scenario.error()) {
            root.refuse_file(C::kScenarioFieldNumber, problem);
        }
        return;
    }
    check_kpis(root, *scenario, plan);
    if (!plan.changes.empty() && !check_changes(root, trial, plan.changes)) {
        return;
    }
    for (std::size_t row = 0; row < plan.parameters.size(); ++row) {
        const Block block = root.child(C::kParametersFieldNumber, static_cast<int>(row));
        if (block.has(P::kLowFieldNumber) && block.has(P::kHighFieldNumber)) {
            check_parameter(block, plan.parameters[row], trial, plan.changes);
        }
    }
}

}  // namespace

Result<CalibrationPlan> parse_calibration(std::string text, const std::string& file) {
    google::protobuf::TextFormat::ParseInfoTree locations;
    v1::Calibration message;
    const TextOrigin origin{.file = file,
                            .text = SourceText(without_byte_order_mark(std::move(text))),
                            .locations = &locations};
    if (auto problem =
            parse_filled_text(file,
                              origin.text,
                              "a calibration needs at least scenario, parameters and targets",
                              message,
                              locations)) {
        return tl::unexpected(Problems{std::move(*problem)});
    }
    Findings findings;
    const Block root(message, origin, findings);
    CalibrationPlan plan;
    plan.file = file;
    read_heading<C>(root, plan);
    read_sizes(root, plan);
    read_parameters(root, plan);
    read_targets(root, plan);
    read_known(root, plan);
    check_scenario(root, plan);
    if (!findings.empty()) {
        return tl::unexpected(findings.take());
    }
    return plan;
}

Result<CalibrationPlan> load_calibration(const std::filesystem::path& file) {
    Result<std::string> text = read_input_file(file, kScenarioBytesMax);
    if (!text) {
        return tl::unexpected(std::move(text.error()));
    }
    return parse_calibration(std::move(*text), file.string());
}

std::vector<std::string> unsourced_numbers(const CalibrationPlan& plan) {
    std::vector<std::string> names;
    for (const Factor& parameter : plan.parameters) {
        if (parameter.source.empty()) {
            names.push_back("parameter " + parameter.name);
        }
    }
    for (const CalibrationTarget& target : plan.targets) {
        if (target.source.empty()) {
            names.push_back("target " + target.kpi);
        }
    }
    return names;
}

std::string describe(const CalibrationPlan& plan) {
    std::string text =
        fmt::format("  calibration: {}\n  scenario: {}\n", plan.title, plan.scenario.string());
    for (const CalibrationTarget& target : plan.targets) {
        text += fmt::format("  target {}: {:g}, {} {:g}\n",
                            target.kpi,
                            target.value,
                            target.is_standard_error ? "standard error" : "tolerance",
                            target.scale);
    }
    for (const Factor& parameter : plan.parameters) {
        text += fmt::format("  parameter {}: {}\n", parameter.name, spread_words(parameter));
    }
    for (const KnownFit& known : plan.known) {
        text += fmt::format("  judged beside what is found: {}\n", known.name);
    }
    return text + fmt::format(
                      "  at most {} points of {} replications in the search, from {} "
                      "starts; {} replications of what it finds; at most {} in all\n",
                      plan.budget.points,
                      plan.replications,
                      plan.budget.starts,
                      plan.check_replications,
                      replications_max(plan));
}

}  // namespace fcr
