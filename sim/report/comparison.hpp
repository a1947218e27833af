// Scenarios that met the same callers, compared.
#pragma once

#include "sim/experiment/experiment.hpp"
#include "sim/report/figures.hpp"
#include "sim/report/summary.hpp"
#include "sim/scenario/compiled_scenario.hpp"
#include "sim/scenario/scenario.hpp"
#include "sim/statistics/paired_difference.hpp"
#include "sim/statistics/ranking.hpp"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

namespace fcr {

/// A scenario with what its replications came to. All that are compared have the same ones.
struct ComparedScenario {
    std::string name;  ///< short; no two have the same
    std::string file;  ///< as the user named it
    const Scenario& scenario;
    const CompiledScenario& compiled;
    const ExperimentResult& result;
    std::vector<std::string> differs{};  ///< from the baseline, one setting each
};

/// What an hour of work costs.
struct HourlyPrice {
    std::string employer;
    double pounds = 0.0;
};

/// The scenarios are to be ranked by a figure.
struct RankRequest {
    std::string figure;  ///< ComparedFigure::id
    double indifference_zone = 0.0;
    std::uint64_t first_stage = 0;  ///< replications that the spread is judged from
};

struct ComparisonRequest {
    RunRequest run{};  ///< replications: as asked for, of each scenario
    std::size_t baseline = 0;
    std::vector<HourlyPrice> prices{};
    std::optional<RankRequest> rank{};
    std::uint64_t replications_max = 0;  ///< of a ranking
    bool control_variates = false;       ///< differences are corrected by them
};

/// A figure of one scenario, and what it differs from the baseline's by. `difference` is empty for
/// the baseline and where either side was not measured.
struct ComparedValue {
    Figure value;
    std::optional<PairedDifference> difference;
    std::optional<double> adjusted_p;  ///< after the correction
    bool differs = false;              ///< after the correction
};

/// An indicator that all scenarios have, or a figure of a line that all have.
struct ComparedFigure {
    std::string id;     ///< of the indicator, or such as `101.answered_percent`
    std::string title;  ///< for a person
    std::string line;   ///< empty when of none alone
    std::string words;  ///< its definition
    KpiUnit unit = KpiUnit::Percent;
    std::optional<BetterWhen> better;   ///< empty: neither, as of a count
    bool of_line = false;               ///< else an indicator
    std::vector<ComparedValue> values;  ///< in the order of scenarios
};

/// What a scenario takes in RunSummary::per.
struct Resources {
    Figure seat_hours;
    Figure fte;             ///< full-time people
    Figure overtime_hours;  ///< empty where nobody is on a roster
    Figure pounds;          ///< empty where an employer has no price
};

struct ScenarioResources {
    Resources use;
    std::optional<Resources> difference;  ///< from the baseline; empty for it
};

/// What pairing was worth over all differences: replications that unpaired runs would have needed
/// over those there were.
struct PairingWorth {
    double median = 1.0;
    double least = 1.0;
    double most = 1.0;
    std::size_t differences = 0;
};

/// The scenarios by one figure.
struct ComparedRanking {
    std::string figure;  ///< ComparedFigure::id
    double indifference_zone = 0.0;
    std::uint64_t first_stage = 0;
    Ranking ranking;
};

struct ComparisonSummary {
    struct Entry {
        std::string name;
        std::string file;
        std::string title;
        std::vector<std::string> differs;
    };
    ComparisonRequest request;
    std::vector<Entry> scenarios;
    std::uint64_t replications = 0;       ///< finished, of each scenario
    bool stopped = false;                 ///< before all that were asked for
    Duration per{0};                      ///< counts, hours and pounds are for this much time
    std::size_t comparisons = 0;          ///< differences that the correction (Holm) is for
    std::vector<ComparedFigure> figures;  ///< lines first
    std::vector<ScenarioResources> resources;
    std::string fte_basis;
    std::string cost_basis;
    std::optional<PairingWorth> pairing;
    std::optional<ControlledBy> controlled_by;  ///< of differences; empty unless asked for
    std::optional<ComparedRanking> ranking;
    std::vector<std::string> warnings;
};

/// Compares two or more scenarios. Every one has the same finished replications, at least one, and
/// no limit (bug otherwise).
[[nodiscard]] ComparisonSummary compare_runs(std::span<const ComparedScenario> scenarios,
                                             const ComparisonRequest& request);

/// Replications of each scenario that the ranking needs, as far as its first stage tells; empty
/// when the figure was not measured in two of its replications.
[[nodiscard]] std::optional<std::uint64_t> replications_to_rank(
    std::span<const ComparedScenario> scenarios, const ComparisonRequest& request);

/// A figure that all scenarios have, by its id.
struct RankableFigure {
    std::string id;
    bool has_better = false;  ///< false: nobody can say which is best
};
[[nodiscard]] std::vector<RankableFigure> rankable_figures(
    std::span<const CompiledScenario* const> scenarios);

}  // namespace fcr
