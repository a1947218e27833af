// Dispatch and travel by grade, fitted from a ledger of incidents.
#pragma once

#include "sim/base/result.hpp"
#include "sim/domain/ids.hpp"
#include "sim/fitting/duration_fit.hpp"
#include "sim/fitting/fitted_value.hpp"
#include "sim/scenario/scenario.hpp"

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

namespace fcr {

struct FittedGrade {
    GradeId grade;
    std::uint64_t incidents = 0;
    FittedValue assigned;  ///< share to which a unit was assigned, Wilson's interval
    FittedValue attended;  ///< share of all that a unit reached
    /// From the dispatcher's having it to the first unit. No number of a scenario: desks and units
    /// make it, and it tells whether they are right.
    std::optional<DurationFit> to_dispatch;
    std::optional<DurationFit> travel;  ///< of the first unit
};

struct ResponseFit {
    std::string file;  ///< its name, without the folder
    std::string hash;  ///< SHA-256 of the file as it lies on the disk
    std::uint64_t incidents = 0;
    std::uint64_t impossible = 0;     ///< left out: times that go backwards
    bool told_mobile = false;         ///< when a unit was on its way
    std::vector<FittedGrade> grades;  ///< those with an incident, in the scenario's order
};

/// Fits from incidents.csv, as fcrsim import or a trace writes it: of the columns given_grade,
/// graded_s (else opened_s), assigned_s, mobile_s and at_scene_s. Names of grades are those of the
/// scenario's response, without which there is a problem. Where nobody tells when a unit was on its
/// way, travel is from its assignment, less the mean that the scenario's units take to set out.
/// Memory holds the durations.
[[nodiscard]] Result<ResponseFit> fit_response(const std::filesystem::path& file,
                                               const Scenario& scenario,
                                               const DurationFitOptions& options);

}  // namespace fcr
