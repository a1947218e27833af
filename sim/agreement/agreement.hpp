// How well a scenario agrees with an extract: figure by figure, with an interval, a tolerance set
// before looking, and a verdict.
//
// docs/validation.md says why it is done so. In short:
//
// - Calls are compared with those that the scenario generates on the same dates. All else is
//   compared with a replay: the simulated room meets the recorded calls, each when it was offered
//   (trace-driven: Kleijnen 1995; Law 2015, section 5.6.1), so that demand is not what differs.
// - Chance is how the figure of the whole span scatters over replications: were the scenario right,
//   the extract would be one more of them. Before a figure is said to agree, what the compared days
//   themselves show of it (jackknife over days) must be no wider.
// - A figure agrees when its difference is within the tolerance on either side with 95 % each (two
//   one-sided tests: the 90 % interval lies inside). It disagrees when the interval that holds for
//   all figures together at 95 % (Bonferroni) lies outside. Else the days are too few to tell.
#pragma once

#include "sim/agreement/compared_days.hpp"
#include "sim/agreement/simulated_days.hpp"
#include "sim/agreement/tolerances.hpp"
#include "sim/scenario/scenario.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace fcr {

enum class Verdict : std::uint8_t { Agrees, Disagrees, CannotTell };

enum class AgreementUnit : std::uint8_t { Calls, Percent, Seconds, Number };

/// Of each single one-sided test; the interval shown has twice that outside.
inline constexpr double kAgreementRisk = 0.05;
/// Days from which the days' own scatter is asked for.
inline constexpr std::size_t kDaysOfScatter = 5;
/// Fewer calls on either side are not judged.
inline constexpr double kCallsOfFigure = 50.0;

struct Ends {
    double low = 0.0;
    double high = 0.0;
};

struct AgreementRow {
    std::string of;       ///< line, class or pool
    std::string measure;  ///< such as "answered within 10 s, 08:00 to 12:00"
    AgreementKind kind = AgreementKind::Calls;
    AgreementUnit unit = AgreementUnit::Calls;
    bool replayed = false;  ///< else generated
    double observed = 0.0;
    double simulated = 0.0;   ///< of all replications together
    double difference = 0.0;  ///< simulated less observed, in the figure's unit
    double tolerance = 0.0;   ///< in the same unit
    bool one_sided = false;   ///< only a difference above is a fault
    Ends alone;               ///< of the difference: 90 %, for agreeing
    Ends together;            ///< of the difference: all rows at once, for disagreeing
    Verdict verdict = Verdict::CannotTell;
};

/// A figure that was not judged.
struct UnjudgedFigure {
    std::string of;
    std::string measure;
    std::string why;
};

// What the pictures show. low and high: nine of ten replications lie between.

struct SpreadFigure {
    std::optional<double> observed;
    std::optional<double> simulated;
    std::optional<double> low;
    std::optional<double> high;
};

struct AgreementLine {
    LineId line;
    Duration within{0};
    std::vector<SpreadFigure> calls_by_day;   ///< generated; empty figures: the day is left out
    std::vector<SpreadFigure> calls_by_hour;  ///< of the day, mean; generated
    std::vector<SpreadFigure> waits_by_day;   ///< mean of answered calls, seconds; replayed
    std::vector<SpreadFigure> level_by_hour;  ///< percent answered within the line's time; replayed
    std::vector<SpreadFigure> level_by_band;
    std::vector<double> waits_observed;   ///< share of answered calls, up to the end of each step
    std::vector<double> waits_simulated;  ///< the same
};

struct Agreement {
    std::vector<AgreementRow> rows;
    std::vector<UnjudgedFigure> unjudged;
    std::vector<AgreementLine> lines;  ///< by compared line
    double confidence = 0.95;          ///< of all rows together
    std::uint64_t replications = 0;

    [[nodiscard]] std::size_t count(Verdict verdict) const;
    /// Figures that agree, of all that were judged, in percent.
    [[nodiscard]] double headline() const;
};

/// `replay` is empty where the extract does not tell what became of calls.
struct AgreementInput {
    const Scenario& scenario;
    const ComparedDays& compared;
    const SimulatedDays& generated;
    const SimulatedDays* replay = nullptr;
    const Tolerances& tolerances;
    double confidence = 0.95;
};

/// Judges. Both sides have two replications or more (bug otherwise).
[[nodiscard]] Agreement judge(const AgreementInput& input);

}  // namespace fcr
