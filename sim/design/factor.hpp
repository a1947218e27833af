// A factor of an experiment: what is varied, and what it is set to at a point.
#pragma once

#include "sim/design/input_law.hpp"

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

namespace fcr {

/// A field of the scenario, or several that move together. Has either `values` or a `law`.
struct Factor {
    std::string name;
    std::vector<std::string> paths;     ///< as --set takes them; one or more
    std::vector<double> times;          ///< for each path, what its number is multiplied by
    std::vector<std::string> values;    ///< as they stand after `=` in --set
    std::vector<std::string> labels;    ///< of the values, in tables
    std::optional<InputLaw> law;        ///< a range is a uniform law
    std::optional<std::size_t> levels;  ///< of a range in a grid
    bool whole = false;                 ///< only whole numbers are meant
    std::string source;
};

/// What a factor is set to.
struct Setting {
    std::string text;                ///< the value, or the number before it is multiplied
    std::optional<double> number{};  ///< of a law; what `text` says, exactly
    double unit = 0.0;               ///< 0 to 1, where it stands among what the factor may be
};

// A number is rounded to six significant digits before it is used, so that a point is exactly what
// its table says, on every machine. The unit of a value is its place in the list, from 0 for the
// first to 1 for the last; of a number from a range, its place between the ends; from another law,
// the cumulative share it was drawn at.

/// The setting at a uniform number of [0, 1): each value of a list, and each whole number of a
/// range, gets an equal part; else the law's quantile.
[[nodiscard]] Setting setting_at(const Factor& factor, double uniform);

/// The setting at a level of a Morris design, 0 to 1: the ends are those of the list or range; of
/// another law, its 5 % and 95 % quantiles. A step of more than half always gives another setting.
[[nodiscard]] Setting setting_at_level(const Factor& factor, double level);

/// All settings of a factor in a grid, rising or in the order of the list. Empty where a law has
/// no levels.
[[nodiscard]] std::vector<Setting> grid_settings(const Factor& factor);

/// How many those are, without making them.
[[nodiscard]] std::size_t count_grid_settings(const Factor& factor);

/// The settings at which a factor is tried alone: each value of a list; the ends of a range; of
/// another law, its 5 % and 95 % quantiles.
[[nodiscard]] std::vector<Setting> settings_alone(const Factor& factor);

/// `path=value` for each path of the factor.
[[nodiscard]] std::vector<std::string> overrides_of(const Factor& factor, const Setting& setting);

/// What a table calls the setting: the value's label, or the number.
[[nodiscard]] std::string label_of(const Factor& factor, const Setting& setting);

}  // namespace fcr
