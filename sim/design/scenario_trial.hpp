// A scenario in which changes are tried before anything is run.
#pragma once

#include "sim/base/result.hpp"
#include "sim/scenario/scenario.hpp"

#include <optional>
#include <string>
#include <vector>

namespace fcr {

/// A scenario's text, in which overrides are tried.
class ScenarioTrial {
public:
    /// `file` is for the problems, and its folder for the files it names.
    ScenarioTrial(std::string text, std::string file)
        : text_(std::move(text)), file_(std::move(file)) {}

    /// The scenario with the overrides, or what is wrong then; limits of its size included.
    [[nodiscard]] Result<Scenario> scenario(const std::vector<std::string>& overrides) const;

    /// Why one override cannot be applied after others, before asking for its meaning.
    [[nodiscard]] std::optional<Problem> form(std::vector<std::string> overrides,
                                              std::string last) const;

private:
    std::string text_;
    std::string file_;
};

/// The scenario's problem as a sentence part.
[[nodiscard]] std::string refused_by_scenario(const Problem& problem);

/// What is wrong with a path, as a sentence part, when an override fails because of it and not of
/// its value; empty when it does not.
[[nodiscard]] std::optional<std::string> path_fault(const std::optional<Problem>& problem);

}  // namespace fcr
