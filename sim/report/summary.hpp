// What a run came to: every figure of its reports, computed in one place.
#pragma once

#include "sim/base/time.hpp"
#include "sim/experiment/experiment.hpp"
#include "sim/report/day_figures.hpp"
#include "sim/report/figures.hpp"
#include "sim/report/response_figures.hpp"
#include "sim/scenario/compiled_scenario.hpp"
#include "sim/scenario/scenario.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace fcr {

struct LineSummary {
    std::string name;
    bool emergency = false;
    CallFigures figures;
    std::vector<std::size_t> classes;  ///< rows of RunSummary::classes
};

struct ClassSummary {
    std::string name;
    std::string line;
    CallFigures figures;
};

struct EmployerSummary {
    std::string name;
    bool contractor = false;
    WorkFigures figures;
    std::vector<std::size_t> pools;  ///< rows of RunSummary::pools
};

struct PoolSummary {
    std::string name;
    std::string employer;
    std::string site;
    WorkFigures figures;
};

/// What a figure of an indicator is counted in.
enum class KpiUnit : std::uint8_t { Percent, Seconds, Calls };

struct KpiSummary {
    std::string id;
    std::string title;
    std::string words;  ///< the definition as a sentence
    std::string codes;  ///< the same as a contract names it: `F2 OPERATOR_CONNECT LT 10 s`
    KpiUnit unit = KpiUnit::Percent;
    Figure value;
    /// Exact, over all replications: of shares in calls, of a mean wait in microseconds and calls.
    /// Empty for indicators that are no ratio.
    std::optional<Ratio> ratio;
    KpiCounts counts;  ///< over all replications
};

/// A published figure beside the simulated one, in the indicator's unit.
struct PublishedSummary {
    std::size_t kpi = 0;  ///< row of RunSummary::kpis
    double value = 0.0;
    std::optional<double> tolerance;
    std::optional<double> difference;  ///< simulated less published
    std::optional<bool> within;        ///< the difference is at most the tolerance
    std::string source;
};

/// How well an indicator was to be known.
struct PrecisionSummary {
    std::size_t kpi = 0;      ///< row of RunSummary::kpis
    double half_width = 0.0;  ///< asked for, in the indicator's unit
    bool reached = false;
    std::optional<std::uint64_t> predicted;  ///< replications that would do
};

/// What figures are corrected by: the work of the lines' callers in equal parts of the measured
/// span, see sim/analysis/caller_work.hpp.
struct ControlledBy {
    std::vector<std::string> lines;
    std::size_t parts = 0;  ///< 0: too few replications, and nothing is corrected
};

/// A figure with what its controls explain taken out.
struct ControlledFigure {
    std::string id;  ///< of an indicator, or such as `101.abandoned_percent`
    std::string title;
    KpiUnit unit = KpiUnit::Percent;
    std::optional<std::size_t> kpi;  ///< row of RunSummary::kpis; empty: of a line
    Figure plain;
    Figure corrected;             ///< empty: not measured in every replication
    std::optional<double> worth;  ///< variance of the plain one over that of the corrected
};

struct ControlledSummary {
    ControlledBy by;
    std::vector<ControlledFigure> figures;
};

/// A quarter-hour of the day. Rows stand as in RunSummary.
struct IntervalSummary {
    Duration from{0};  ///< since midnight
    std::vector<CallInterval> lines;
    std::vector<CallInterval> classes;
    std::vector<WorkInterval> pools;
    std::vector<WorkInterval> employers;
    std::vector<std::optional<double>> kpis;  ///< in the indicator's unit
};

/// That the run was of the long run, and where its warm-up comes from.
struct LongRun {
    Duration pilot{
        0};  ///< length of the runs from an empty room that told the warm-up; 0: the user
    std::uint64_t pilots = 0;  ///< how many they were
};

/// What was asked for.
struct RunRequest {
    std::uint64_t seed = 1;
    std::uint64_t first_replication = 0;
    std::uint64_t replications = 100;
    double confidence = 0.95;  ///< of every interval, 0 to 1
};

/// A finished run in figures. Holds no host, clock, thread count or path: equal runs are equal.
struct RunSummary {
    std::string title;
    RunPlan span;
    RunRequest request;
    std::optional<LongRun> long_run;   ///< empty: of the measured span itself
    std::vector<std::string> changes;  ///< --set: in what the scenario is not that of its file
    std::uint64_t replications = 0;    ///< finished
    bool stopped = false;              ///< before all that were asked for
    Duration per{0};  ///< counts are calls in this much simulated time: a day, or the measured part
                      ///< where that is shorter

    std::vector<LineSummary> lines;
    std::vector<ClassSummary> classes;
    std::vector<EmployerSummary> employers;
    std::vector<PoolSummary> pools;
    std::vector<KpiSummary> kpis;
    std::vector<PublishedSummary> published;
    std::vector<PrecisionSummary> precision;      ///< empty unless asked for
    std::optional<ControlledSummary> controlled;  ///< empty unless asked for
    std::optional<ResponseSummary> response;      ///< of scenarios with one
    std::vector<IntervalSummary> intervals;       ///< those the measured part touches; 96 of a day
    std::vector<LineDays> days;                   ///< by line
    std::vector<std::string> warnings;            ///< what to know before trusting the figures
};

/// Every figure of the run. The result is of this scenario and reached no limit (bug otherwise).
[[nodiscard]] RunSummary summarise(const Scenario& scenario,
                                   const CompiledScenario& compiled,
                                   const ExperimentResult& result,
                                   const RunRequest& request);

/// Tells in the summary that it is of the long run.
void tell_long_run(RunSummary& summary, const LongRun& run);

/// Tells in the summary that the scenario was changed so, as on the command line. What was
/// published is of the scenario unchanged: no figure is said to be within its tolerance. Nothing
/// without changes.
void tell_changes(RunSummary& summary, const std::vector<std::string>& changes);

/// The period that counts are given for, in words: `a day`, or `in 6 h`.
[[nodiscard]] std::string period_words(const RunSummary& summary);

/// The unit as it stands behind a figure: `%`, `s`, or nothing.
[[nodiscard]] std::string unit_sign(KpiUnit unit);

}  // namespace fcr
