#include "tools/fcrsim/sweep_course.hpp"

#include "sim/design/design_words.hpp"
#include "sim/scenario/compile.hpp"
#include "sim/scenario/load.hpp"
#include "tools/fcrsim/console.hpp"
#include "tools/fcrsim/limit_words.hpp"
#include "tools/fcrsim/progress.hpp"
#include "tools/fcrsim/run_report.hpp"
#include "tools/fcrsim/version.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace fcr {
namespace {

constexpr Duration kWholeDay = std::chrono::hours{24};

}  // namespace

SweepCourse::SweepCourse(const SweepTask& task) : task_(task), points_(sweep_points(task.plan)) {}

Result<SweepCourse::Variant> SweepCourse::variant(const std::vector<std::string>& overrides) const {
    const std::filesystem::path& file = task_.plan.scenario;
    Result<Scenario> scenario = load_scenario(file.string(), overrides);
    if (!scenario) {
        return tl::unexpected(std::move(scenario.error()));
    }
    Result<CompiledScenario> compiled = compile(*scenario);
    if (!compiled) {
        return tl::unexpected(std::move(compiled.error()));
    }
    Result<ScenarioBundle> bundle = bundle_scenario(file, overrides);
    if (!bundle) {
        return tl::unexpected(std::move(bundle.error()));
    }
    return Variant{.scenario = std::move(*scenario),
                   .compiled = std::move(*compiled),
                   .bundle = std::move(*bundle)};
}

std::optional<ExitCode> SweepCourse::begin() {
    Result<Variant> base = variant(task_.plan.changes);
    if (!base) {
        say(base.error());
        return ExitCode::BadInput;
    }
    figures_ = sweep_figures(task_.plan, base->compiled);
    per_ = std::min(base->compiled.measured_until - base->compiled.measured_from, kWholeDay);
    bundle_ = std::move(base->bundle);
    return std::nullopt;
}

std::string SweepCourse::name_of(std::size_t row) const {
    return fmt::format(
        "point {} of {} ({})", row + 1, points_.size(), settings_words(task_.plan, points_[row]));
}

std::string SweepCourse::kept_words() const {
    if (!task_.store) {
        return "Nothing was written; with --out DIR what is finished is kept.";
    }
    return fmt::format("{} of {} points are finished and kept in {}.",
                       outcomes_.size(),
                       points_.size(),
                       task_.store->string());
}

void SweepCourse::say_limit(const LimitReached& reached,
                            const CompiledScenario& compiled,
                            std::size_t row) {
    std::string again = fmt::format("fcrsim run {} --seed {} --replication {}",
                                    task_.plan.scenario.string(),
                                    task_.plan.seed,
                                    reached.replication);
    for (const std::string& change : overrides_of(task_.plan, points_[row])) {
        again += fmt::format(" --set '{}'", change);
    }
    say(fmt::format("fcrsim: {}: {}\n{}\nThe same replication alone: {}",
                    name_of(row),
                    limit_words(reached, task_.plan.seed, compiled),
                    kept_words(),
                    again));
}

std::optional<ExitCode> SweepCourse::finish(const Variant& of, KeptRun& run, std::size_t row) {
    const RunRequest request{.seed = task_.plan.seed,
                             .first_replication = points_[row].first_replication,
                             .replications = task_.plan.replications,
                             .confidence = task_.confidence};
    const ExperimentResult& result = run.result();
    RunSummary summary = summarise(of.scenario, of.compiled, result, request);
    outcomes_.push_back(
        point_outcome(figures_,
                      {.compiled = of.compiled, .result = result, .summary = summary},
                      task_.plan.design.kind == DesignKind::InputUncertainty));
    for (const ReplicationResult& replication : result.replications) {
        calls_ += replication.counts.offered;
    }
    if (run.has_figures()) {
        return std::nullopt;
    }
    // A thousand points by quarter-hours would be most of the store, and nobody asked for them.
    summary.intervals.clear();
    summary.days.clear();
    const auto failure = run.put_results(summary);
    return failure ? std::optional(storage_failed(*failure, kept_words())) : std::nullopt;
}

std::optional<ExitCode> SweepCourse::run_point(std::size_t row, Ranks& ranks) {
    const SweepPoint& point = points_[row];
    const Result<Variant> of = variant(overrides_of(task_.plan, point));
    if (!of) {
        say(fmt::format("fcrsim: {} is refused by the scenario. {}", name_of(row), kept_words()));
        say(of.error());
        return ExitCode::BadInput;
    }
    const std::pair key{of->bundle.digest, point.first_replication};
    if (const auto same = finished_.find(key); same != finished_.end()) {
        ranks.end_scenario();
        outcomes_.push_back(PointOutcome(outcomes_[same->second]));
        ++shared_;
        return std::nullopt;
    }
    KeptRun run(of->compiled,
                {.fcrsim_version = version(),
                 .scenario_name = task_.plan.scenario.string(),
                 .scenario = of->bundle,
                 .seed = task_.plan.seed,
                 .first_replication = point.first_replication,
                 .replications = task_.plan.replications,
                 .confidence = task_.confidence,
                 .shard = {}});
    if (const auto failure =
            task_.store ? run.keep_in(*task_.store, task_.plan.replications) : std::nullopt) {
        return storage_failed(*failure, outcomes_.empty() ? std::string() : kept_words());
    }
    const bool taken = run.taken() == task_.plan.replications;
    if (!taken) {
        run.run(ranks, task_.jobs, nullptr, progress);
    }
    ranks.end_scenario();
    if (run.failure()) {
        return storage_failed(*run.failure(), kept_words());
    }
    if (run.result().limit) {
        say_limit(*run.result().limit, of->compiled, row);
        if (outcomes_.empty()) {
            run.discard();
        }
        return ExitCode::LimitReached;
    }
    if (run.result().replications.size() < task_.plan.replications) {
        return std::nullopt;  // stopped in the middle: not a finished point
    }
    taken_ += taken ? 1 : 0;
    finished_.emplace(key, row);
    return finish(*of, run, row);
}

std::optional<ExitCode> SweepCourse::run(Ranks& ranks) {
    for (std::size_t row = 0; row < points_.size() && !progress.stop; ++row) {
        if (const auto refused = run_point(row, ranks)) {
            return refused;
        }
        points_done_ = outcomes_.size();
    }
    return std::nullopt;
}

ExitCode SweepCourse::serve(Ranks& ranks) const {
    for (const SweepPoint& point : points_) {
        const Result<Variant> of = variant(overrides_of(task_.plan, point));
        if (!of) {
            return ExitCode::BadInput;  // the first rank says why
        }
        if (!ranks.serve(of->compiled, task_.jobs)) {
            break;
        }
    }
    return ExitCode::Done;
}

std::string SweepCourse::progress_line(std::chrono::duration<double> elapsed) const {
    const double run = static_cast<double>(progress.finished.load()) /
                       static_cast<double>(task_.plan.replications);
    return points_line({.finished = points_done_, .points = points_.size(), .run = run}, elapsed);
}

}  // namespace fcr
