// What every file that tries a scenario at many points begins with.
#pragma once

#include "sim/scenario/block.hpp"
#include "sim/scenario/input_file.hpp"

#include <filesystem>
#include <string>

namespace fcr {

inline constexpr int kPlanChangesMax = 64;

/// Reads title, description, scenario and set of an experiment or a calibration. Without a title
/// the plan has the file's name; the scenario is found from the file's folder. `Message` has the
/// fields' numbers, `plan.file` is filled in.
template <typename Message, typename Plan>
void read_heading(const Block& root, Plan& plan) {
    plan.title = root.text(Message::kTitleFieldNumber);
    plan.description = root.text(Message::kDescriptionFieldNumber);
    if (!is_utf8(plan.title) || plan.title.find('\n') != std::string::npos) {
        root.refuse(Message::kTitleFieldNumber, "must be one line of UTF-8 text");
    }
    if (!is_utf8(plan.description)) {
        root.refuse(Message::kDescriptionFieldNumber, "must be UTF-8 text");
    }
    const std::filesystem::path file(plan.file);
    if (plan.title.empty()) {
        plan.title = file.stem().string();
    }
    const std::string scenario = root.text(Message::kScenarioFieldNumber);
    if (scenario.empty()) {
        root.missing(Message::kScenarioFieldNumber,
                     "must be given, the scenario's file relative to this one's folder");
    } else {
        plan.scenario = (file.parent_path() / scenario).lexically_normal();
    }
    const int changes = root.rows(Message::kSetFieldNumber, 0, kPlanChangesMax);
    for (int row = 0; row < changes; ++row) {
        plan.changes.push_back(root.text(Message::kSetFieldNumber, row));
    }
}

}  // namespace fcr
