#include "sim/calibration/calibrated_scenario.hpp"

#include "sim/scenario/field_value.hpp"
#include "sim/scenario/load.hpp"

#include <fmt/format.h>
#include <google/protobuf/stubs/strutil.h>

#include <algorithm>
#include <map>
#include <optional>
#include <utility>
#include <vector>

namespace fcr {

namespace {

constexpr const char* kHead =
    "# proto-file: proto/fcr/v1/scenario.proto\n"
    "# proto-message: fcr.v1.Scenario\n";

/// The path without its last step; empty where it has one only.
std::string around(const std::string& path) {
    const std::size_t dot = path.find_last_of('.');
    return dot == std::string::npos ? std::string{} : path.substr(0, dot);
}

/// The `source` of the nearest block around the path that can have one.
std::optional<std::string> source_path(const CalibrationPlan& plan,
                                       const std::vector<std::string>& changes,
                                       const std::string& path) {
    for (std::string block = around(path); !block.empty(); block = around(block)) {
        std::vector<std::string> overrides = changes;
        overrides.push_back(block + ".source=tried");
        if (bundle_scenario(plan.scenario, overrides)) {
            return block + ".source";
        }
    }
    return std::nullopt;
}

/// `answered_999_below_10s 87.5 ±3 (Cleveland ... [L1]); ...`
std::string target_words(const CalibrationPlan& plan) {
    std::string words;
    for (const CalibrationTarget& target : plan.targets) {
        words += fmt::format("{}{} {:g} ±{:g}{}",
                             words.empty() ? "" : "; ",
                             target.kpi,
                             target.value,
                             target.scale,
                             target.source.empty() ? "" : " (" + target.source + ")");
    }
    return words;
}

}  // namespace

Result<ScenarioBundle> calibrated_scenario(const CalibrationPlan& plan,
                                           const CalibrationPoint& point) {
    std::vector<std::string> changes = overrides_of(plan, point);
    Result<ScenarioBundle> bundle = bundle_scenario(plan.scenario, changes);
    if (!bundle) {
        return bundle;
    }
    std::map<std::string, std::string> numbers;  // what was found, by the source that tells of it
    for (std::size_t row = 0; row < point.size(); ++row) {
        const Factor& parameter = plan.parameters[row];
        std::vector<std::string> told;
        for (const std::string& path : parameter.paths) {
            const auto source = source_path(plan, changes, path);
            if (source && std::ranges::count(told, *source) == 0) {
                told.push_back(*source);
                std::string& words = numbers[*source];
                words += fmt::format(
                    "{}{} {}", words.empty() ? "" : ", ", parameter.name, point[row].text);
            }
        }
    }
    const std::string file = std::filesystem::path(plan.file).filename().string();
    for (const auto& [path, found] : numbers) {
        const std::optional<std::string> before = field_value(*bundle, path);
        std::string old;
        if (before && before->size() >= 2) {
            google::protobuf::UnescapeCEscapeString(before->substr(1, before->size() - 2), &old);
        }
        changes.push_back(fmt::format("{}=calibrated: {} by fcrsim calibrate {}, seed {}, to {}{}",
                                      path,
                                      found,
                                      file,
                                      plan.seed,
                                      target_words(plan),
                                      old.empty() ? "" : "; all else here, and before: " + old));
    }
    bundle = bundle_scenario(plan.scenario, changes);
    if (bundle) {
        bundle->text = kHead + bundle->text;
    }
    return bundle;
}

}  // namespace fcr
