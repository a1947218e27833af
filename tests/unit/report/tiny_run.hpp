// A run small enough to read in a diff: two lines, two employers, an hour.
#pragma once

#include "sim/experiment/experiment.hpp"
#include "sim/report/summary.hpp"
#include "sim/scenario/compile.hpp"
#include "tests/support/scenario_builder.hpp"

#include <memory>
#include <utility>

namespace fcr::test {

inline KpiDefinition service_level_kpi(std::size_t line, ClockStart clock) {
    KpiDefinition kpi;
    kpi.line = LineId{line};
    kpi.clock = clock;
    kpi.threshold = std::chrono::seconds{10};
    kpi.comparator = Comparator::Below;
    kpi.formula = ServiceLevelFormula::F1AnsweredOnly;
    return kpi;
}

inline KpiDefinition kpi_of_type(KpiType type, std::size_t line) {
    KpiDefinition kpi;
    kpi.type = type;
    kpi.line = LineId{line};
    return kpi;
}

/// 999 with an operator leg and 101 with two classes; one seat in-house, one at a contractor who
/// takes 101 only. Overloaded, so that there is something to see.
inline ScenarioBuilder tiny_scenario() {
    return ScenarioBuilder()
        .line("999", {.per_hour = 12.0, .operator_leg = OperatorLeg{.connect = ConstantLaw{4.0}}})
        .line("101", {.per_hour = 20.0, .emergency = false, .lines_max = 4})
        .call_class("emergency",
                    {.line = "999", .talk = ExponentialLaw{120.0}, .wrap_up = ConstantLaw{30.0}})
        .call_class("crime",
                    {.line = "101",
                     .share = 0.25,
                     .priority = 2,
                     .talk = ExponentialLaw{240.0},
                     .patience = ExponentialLaw{300.0}})
        .call_class("advice",
                    {.line = "101",
                     .share = 0.75,
                     .priority = 3,
                     .talk = ExponentialLaw{180.0},
                     .patience = ExponentialLaw{200.0}})
        .pool("in_house", {.seats = 2, .pick_up = ConstantLaw{2.0}})
        .pool("contractor",
              {.seats = 1,
               .skills = {"crime", "advice"},
               .employer = "Acme",
               .contractor = true,
               .after_call_gap = ConstantLaw{20.0}})
        .kpi("national", service_level_kpi(0, ClockStart::OperatorConnect))
        .kpi("own_clock", service_level_kpi(0, ClockStart::NetworkArrive))
        .kpi("abandoned_101", kpi_of_type(KpiType::Abandonment, 1))
        .kpi("mean_wait_101", kpi_of_type(KpiType::MeanWait, 1))
        .kpi("p90_101", kpi_of_type(KpiType::Percentile, 1))
        .kpi("longest_101", kpi_of_type(KpiType::LongestWait, 1))
        .kpi("calls_101", kpi_of_type(KpiType::Count, 1))
        .published("national", 70.0, 10.0)
        .published("mean_wait_101", 30.0)
        .published("abandoned_101", 1.0, 0.5);
}

/// A scenario, run.
struct FinishedRun {
    Scenario scenario;
    std::unique_ptr<CompiledScenario> compiled;
    ExperimentResult result;
    RunRequest request;
    RunSummary summary;
};

inline FinishedRun run(const ScenarioBuilder& builder,
                       RunRequest request = {.replications = 4},
                       unsigned jobs = 1) {
    FinishedRun run{.scenario = builder.build(),
                    .compiled = nullptr,
                    .result = {},
                    .request = request,
                    .summary = {}};
    run.compiled = std::make_unique<CompiledScenario>(*compile(run.scenario));
    ExperimentProgress progress;
    run.result = run_experiment(*run.compiled,
                                {.seed = request.seed,
                                 .first_replication = request.first_replication,
                                 .replications = request.replications,
                                 .jobs = jobs,
                                 .ledgers = nullptr},
                                progress);
    run.summary = summarise(run.scenario, *run.compiled, run.result, request);
    return run;
}

}  // namespace fcr::test
