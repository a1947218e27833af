// A calibration from its first point to what it comes to.
#pragma once

#include "sim/calibration/identifiability.hpp"
#include "sim/calibration/misfit_profile.hpp"
#include "sim/calibration/search.hpp"
#include "sim/calibration/target_model.hpp"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace fcr {

/// How a fit came to be looked at.
enum class FitOrigin : std::uint8_t {
    Start,  ///< a local search ended there
    Equal,  ///< tried on the way, about as good as the best, and far from it
    Known,  ///< somebody proposed it
};

/// A point whose figures were taken anew, on callers that the search has not met.
struct CheckedFit {
    FitOrigin origin = FitOrigin::Start;
    std::size_t number = 0;  ///< of the start or the known fit, from 0
    CalibrationPoint point;
    TargetFigures figures;
    Misfit misfit;
    MisfitDifference from_best;  ///< this less the best

    /// It explains the targets about as well as the best does.
    [[nodiscard]] bool is_near_equal() const { return from_best.value <= kNearEqual; }
};

/// The values that a parameter has among all points tried whose misfit is about the best's.
struct NearEqualSpan {
    double low = 0.0;
    double high = 0.0;
};

/// What a calibration comes to. What a stop prevented is empty.
struct Calibration {
    /// The best first, then the ends of the other starts, equals, known fits; those whose search or
    /// check was stopped are left out.
    std::vector<CheckedFit> fits;
    bool is_checked = true;  ///< false: the best's figures are those of the search
    std::optional<Identifiability> identifiability;
    std::optional<MisfitProfile> profile;
    std::optional<ProfileStretch> stretch;
    std::vector<TriedPoint> tried;     ///< every point of search and profile
    std::vector<NearEqualSpan> spans;  ///< by parameter
    std::size_t near_equals = 0;       ///< of the tried points
    std::size_t search_points = 0;     ///< simulated in the search, refused ones included
    std::size_t profile_points = 0;    ///< the same of the profile
    std::size_t checked_points = 0;    ///< with check_replications
    std::size_t refused = 0;
    std::string first_refusal;
    std::vector<std::string> known_refused;  ///< `NAME: why`
    bool stopped = false;

    [[nodiscard]] const CheckedFit& best() const { return fits.front(); }
    /// Replications of all points.
    [[nodiscard]] std::uint64_t replications(const CalibrationPlan& plan) const;
};

/// Searches, checks what the search found on new callers and takes the best of that, looks at its
/// neighbours, follows the direction that is least held, and judges known fits. A function of its
/// arguments but for stops; after one, what there is so far. Empty fits: no point was measured.
[[nodiscard]] Calibration calibrate(const CalibrationPlan& plan,
                                    TargetModel& model,
                                    double confidence);

/// True where something else explains the targets about as well: a direction that is not firmly
/// held, or a checked fit that is a tenth of a range or more away.
[[nodiscard]] bool is_ambiguous(const Calibration& calibration);

/// Far enough apart to be another answer, as a share of a range.
inline constexpr double kAnotherAnswer = 0.1;

}  // namespace fcr
