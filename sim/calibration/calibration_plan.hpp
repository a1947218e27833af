// A calibration that has a meaning: what a calibration file says, with nothing left open.
#pragma once

#include "sim/design/factor.hpp"

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

namespace fcr {

// Limits of a calibration; each is named in the problem it causes.
inline constexpr std::size_t kCalibrationParametersMax = 16;
inline constexpr std::size_t kCalibrationTargetsMax = 32;
inline constexpr std::size_t kKnownFitsMax = 16;
inline constexpr std::uint64_t kSearchReplicationsMax = 10'000;
inline constexpr std::uint64_t kCheckReplicationsMax = 100'000;
inline constexpr std::size_t kSearchPointsMax = 100'000;

/// At most so many points that are about as good as the best and lie elsewhere are checked.
inline constexpr std::size_t kEqualsChecked = 3;

/// A figure to be explained.
struct CalibrationTarget {
    std::string kpi;  ///< id in the scenario
    double value = 0.0;
    double scale = 1.0;              ///< > 0, what its misfit is counted in, in its own unit
    bool is_standard_error = false;  ///< the scale is one of the observed figure; else a tolerance
    std::string source;
};

/// A fit that somebody has proposed: one number for each parameter.
struct KnownFit {
    std::string name;
    std::vector<double> values;
    std::string source;
};

/// How many points are simulated at most.
struct SearchBudget {
    std::size_t points = 300;         ///< of the search
    std::size_t starts = 4;           ///< places it begins from
    std::size_t profile_points = 7;   ///< values of the profiled parameter
    std::size_t profile_search = 20;  ///< points of the search at each of them
};

/// A validated calibration file, defaults filled in.
struct CalibrationPlan {
    std::string file;  ///< as the user named it
    std::string title;
    std::string description;
    std::filesystem::path scenario;    ///< to be opened from here
    std::vector<std::string> changes;  ///< path=value, of all points
    std::uint64_t seed = 1;
    std::uint64_t replications = 50;         ///< of each point of the search
    std::uint64_t check_replications = 200;  ///< of what it found
    std::vector<Factor> parameters;          ///< one or more, each with a range
    std::vector<CalibrationTarget> targets;  ///< one or more
    std::vector<KnownFit> known;
    SearchBudget budget;
};

/// The parameters at a point, in the order of the plan.
using CalibrationPoint = std::vector<Setting>;

/// The setting of a parameter at this place of its range, 0 at its low end and 1 at its high one;
/// places outside count as the ends. Numbers have six significant digits, or are whole.
[[nodiscard]] Setting setting_in_range(const Factor& parameter, double place);

/// The setting nearest to a number in the parameter's own unit.
[[nodiscard]] Setting setting_of_number(const Factor& parameter, double number);

/// The point at these places of the ranges.
[[nodiscard]] CalibrationPoint point_at(const CalibrationPlan& plan,
                                        const std::vector<double>& places);

/// Where the settings of a point lie in their ranges.
[[nodiscard]] std::vector<double> places_of(const CalibrationPoint& point);

/// `path=value` for all that the point changes in the scenario, the plan's own changes first.
[[nodiscard]] std::vector<std::string> overrides_of(const CalibrationPlan& plan,
                                                    const CalibrationPoint& point);

/// The range of a parameter.
[[nodiscard]] const UniformInput& range_of(const Factor& parameter);

/// The most replications that the calibration can take, known fits and all else included.
[[nodiscard]] std::uint64_t replications_max(const CalibrationPlan& plan);

}  // namespace fcr
