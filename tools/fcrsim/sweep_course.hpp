// The points of a sweep, run one after the other; what is finished is kept.
#pragma once

#include "sim/base/time.hpp"
#include "sim/design/experiment_plan.hpp"
#include "sim/design/sweep_points.hpp"
#include "sim/experiment/experiment.hpp"
#include "sim/ranks/ranks.hpp"
#include "sim/report/sweep_figures.hpp"
#include "sim/scenario/compiled_scenario.hpp"
#include "sim/scenario/scenario.hpp"
#include "sim/scenario/scenario_bundle.hpp"
#include "tools/fcrsim/exit_code.hpp"
#include "tools/fcrsim/kept_run.hpp"

#include <atomic>
#include <cstdint>
#include <filesystem>
#include <map>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace fcr {

/// What a course is of.
struct SweepTask {
    ExperimentPlan plan;
    double confidence = 0.95;
    unsigned jobs = 1;
    std::optional<std::filesystem::path> store{};  ///< file that keeps what is finished
};

/// Runs the replications of every point, in the order of the design. A point that is in the store,
/// or whose scenario, seed and replications are those of an earlier point, is not run again. What
/// goes wrong is told on standard error. `progress` is watched and steered from another thread.
class SweepCourse {
public:
    /// The task must outlive it.
    explicit SweepCourse(const SweepTask& task);

    /// Finds the figures, in the scenario that all points are variants of.
    [[nodiscard]] std::optional<ExitCode> begin();

    /// The first rank: every point until one is refused or the progress is stopped. Returns why it
    /// ended before its time; nothing after a stop.
    [[nodiscard]] std::optional<ExitCode> run(Ranks& ranks);

    /// The other ranks: the same points, in the same order.
    [[nodiscard]] ExitCode serve(Ranks& ranks) const;

    ExperimentProgress progress;

    [[nodiscard]] std::string progress_line(std::chrono::duration<double> elapsed) const;

    [[nodiscard]] const ScenarioBundle& bundle() const { return bundle_; }
    [[nodiscard]] Duration per() const { return per_; }
    [[nodiscard]] const std::vector<SweepFigure>& figures() const { return figures_; }
    [[nodiscard]] const std::vector<PointOutcome>& outcomes() const { return outcomes_; }
    [[nodiscard]] std::size_t points() const { return points_.size(); }
    [[nodiscard]] std::size_t taken() const { return taken_; }    ///< from the store
    [[nodiscard]] std::size_t shared() const { return shared_; }  ///< equal to an earlier point
    [[nodiscard]] std::uint64_t calls() const { return calls_; }

private:
    struct Variant {
        Scenario scenario;
        CompiledScenario compiled;
        ScenarioBundle bundle;
    };

    [[nodiscard]] Result<Variant> variant(const std::vector<std::string>& overrides) const;
    [[nodiscard]] std::optional<ExitCode> run_point(std::size_t row, Ranks& ranks);
    [[nodiscard]] std::optional<ExitCode> finish(const Variant& of, KeptRun& run, std::size_t row);
    [[nodiscard]] std::string name_of(std::size_t row) const;
    void say_limit(const LimitReached& reached, const CompiledScenario& compiled, std::size_t row);
    [[nodiscard]] std::string kept_words() const;

    const SweepTask& task_;
    std::vector<SweepPoint> points_;
    std::vector<SweepFigure> figures_;
    ScenarioBundle bundle_;
    Duration per_{0};
    std::vector<PointOutcome> outcomes_;
    /// Finished points by digest of the scenario and first replication.
    std::map<std::pair<std::string, std::uint64_t>, std::size_t> finished_;
    std::atomic<std::size_t> points_done_{0};
    std::size_t taken_ = 0;
    std::size_t shared_ = 0;
    std::uint64_t calls_ = 0;
};

}  // namespace fcr
