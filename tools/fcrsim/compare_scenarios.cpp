#include "tools/fcrsim/compare_scenarios.hpp"

#include "sim/scenario/compile.hpp"
#include "sim/scenario/load.hpp"
#include "sim/scenario/near_name.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <filesystem>
#include <span>
#include <utility>

namespace fcr {
namespace {

using Loaded = Result<std::unique_ptr<LoadedScenario>>;

Loaded load(const std::string& name, const std::string& file, std::span<const std::string> set) {
    Result<Scenario> scenario = load_scenario(file, set);
    if (!scenario) {
        return tl::unexpected(std::move(scenario.error()));
    }
    Result<ScenarioBundle> bundle = bundle_scenario(file, set);
    if (!bundle) {
        return tl::unexpected(std::move(bundle.error()));
    }
    Result<CompiledScenario> compiled = compile(*scenario);
    if (!compiled) {
        return tl::unexpected(std::move(compiled.error()));
    }
    return std::make_unique<LoadedScenario>(LoadedScenario{.name = name,
                                                           .file = file,
                                                           .is_variant = false,
                                                           .scenario = std::move(*scenario),
                                                           .bundle = std::move(*bundle),
                                                           .compiled = std::move(*compiled)});
}

std::vector<std::string> names_of(const LoadedScenarios& loaded) {
    std::vector<std::string> names;
    for (const auto& scenario : loaded.scenarios) {
        names.push_back(scenario->name);
    }
    return names;
}

std::string free_name(const std::string& file, const LoadedScenarios& loaded) {
    const std::vector<std::string> names = names_of(loaded);
    const std::string stem = std::filesystem::path(file).stem().string();
    std::string name = stem;
    for (int number = 2; std::ranges::count(names, name) > 0; ++number) {
        name = fmt::format("{}_{}", stem, number);
    }
    return name;
}

Problem wrong_scenario(std::string file, std::string value, std::string remedy) {
    return {.file = std::move(file),
            .field = {},
            .value = std::move(value),
            .remedy = std::move(remedy)};
}

/// Takes the scenario in, or what is wrong with it.
void take(LoadedScenarios& loaded, Loaded scenario, Problems& problems) {
    if (scenario) {
        loaded.scenarios.push_back(std::move(*scenario));
    } else {
        std::ranges::move(scenario.error(), std::back_inserter(problems));
    }
}

/// Files come before variants, which are not there yet.
Problems choose_baseline(LoadedScenarios& loaded,
                         const std::vector<Variant>& variants,
                         const CompareOptions& options) {
    if (!options.baseline) {
        return {};
    }
    std::vector<std::string> names = names_of(loaded);
    for (const Variant& variant : variants) {
        names.push_back(variant.name);
    }
    const auto found = std::ranges::find(names, *options.baseline);
    if (found == names.end()) {
        return {wrong_scenario("--baseline",
                               *options.baseline,
                               "must be the name of a scenario file or a variant" +
                                   suggest(*options.baseline, names))};
    }
    loaded.baseline = static_cast<std::size_t>(found - names.begin());
    return {};
}

void add_variants(LoadedScenarios& loaded,
                  const std::vector<Variant>& variants,
                  const CompareOptions& options,
                  Problems& problems) {
    const std::size_t made_of = loaded.baseline < loaded.scenarios.size() ? loaded.baseline : 0;
    const std::string file = loaded.scenarios[made_of]->file;
    for (const Variant& variant : variants) {
        if (std::ranges::count(names_of(loaded), variant.name) > 0) {
            problems.push_back(wrong_scenario(
                "--variant", variant.name, "is the name of another scenario already"));
            continue;
        }
        std::vector<std::string> set = options.set;
        set.insert(set.end(), variant.set.begin(), variant.set.end());
        Loaded scenario = load(variant.name, file, set);
        if (scenario) {
            (*scenario)->is_variant = true;
        } else {
            // The file was good: what is wrong came with the variant.
            for (Problem& problem : scenario.error()) {
                if (problem.file == "--set") {
                    problem.file = "--variant " + variant.name;
                }
            }
        }
        take(loaded, std::move(scenario), problems);
    }
}

}  // namespace

Result<LoadedScenarios> load_scenarios(const CompareOptions& options) {
    const Result<std::vector<Variant>> variants = variants_of(options);
    if (!variants) {
        return tl::unexpected(variants.error());
    }
    LoadedScenarios loaded;
    Problems problems;
    for (const std::string& file : options.files) {
        take(loaded, load(free_name(file, loaded), file, options.set), problems);
    }
    if (problems.empty()) {
        problems = choose_baseline(loaded, *variants, options);
    }
    if (problems.empty()) {
        add_variants(loaded, *variants, options, problems);
    }
    if (!problems.empty()) {
        return tl::unexpected(std::move(problems));
    }
    return loaded;
}

}  // namespace fcr
