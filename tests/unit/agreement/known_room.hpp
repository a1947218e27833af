// A small room on dated days, and extracts that it makes of itself.
#pragma once

#include "sim/agreement/agreement.hpp"
#include "sim/agreement/compared_days.hpp"
#include "sim/agreement/dated_scenario.hpp"
#include "sim/agreement/simulated_days.hpp"
#include "sim/base/check.hpp"
#include "sim/experiment/experiment.hpp"
#include "sim/fitting/fit_extract.hpp"
#include "sim/scenario/compile.hpp"
#include "sim/scenario/load.hpp"
#include "sim/scenario/scenario_bundle.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <string>
#include <vector>

namespace fcr::test {

/// What differs between rooms.
struct KnownRoom {
    int seats = 9;
    double talk_s = 300.0;
    std::string source = "assumption: a test";

    [[nodiscard]] std::string text() const {
        return fmt::format(
            R"(
title: "Known"
calendar {{ start_date: "2025-09-01" source: "assumption: a test" }}
run {{ warm_up_h: 24 measured_h: 24 }}
lines {{ name: "999" kind: EMERGENCY arrivals {{ calls_per_day: 420 weights: [1, 1, 1, 1, 1, 2, 3, 4, 5, 5, 5, 5, 5, 5, 5, 6, 6, 6, 6, 5, 4, 3, 2, 2] day_factor_cv: 0.1 source: "{1}" }} }}
lines {{ name: "101" kind: NON_EMERGENCY arrivals {{ calls_per_day: 560 weights: [0, 0, 0, 0, 0, 1, 2, 4, 6, 7, 7, 6, 6, 6, 6, 6, 6, 5, 4, 3, 2, 1, 1, 0] day_factor_cv: 0.1 source: "{1}" }} }}
call_classes {{ name: "999" line: "999" priority: 1 talk {{ lognormal {{ mean_s: {2} cv: 0.8 }} }} wrap_up {{ exponential {{ mean_s: 60 }} }} patience {{ exponential {{ mean_s: 300 }} }} source: "{1}" }}
call_classes {{ name: "101" line: "101" priority: 2 talk {{ lognormal {{ mean_s: {2} cv: 0.9 }} }} wrap_up {{ exponential {{ mean_s: 60 }} }} patience {{ exponential {{ mean_s: 400 }} }} source: "{1}" }}
employers {{ name: "force" kind: FORCE }}
skill_groups {{ name: "all" call_classes: ["999", "101"] }}
pools {{ name: "in_house" employer: "force" skill_group: "all" seats: {0} source: "{1}" }}
)",
            seats,
            source,
            talk_s);
    }
    [[nodiscard]] ScenarioBundle bundle() const { return bundle_text(text(), {}); }
};

inline constexpr FitDays kKnownDays{.from = Date{std::chrono::year{2025} / 9 / 1},
                                    .until = Date{std::chrono::year{2025} / 9 / 15}};

/// Keeps calls as an extract tells them.
class CallKeeper final : public LedgerSink {
public:
    explicit CallKeeper(const Scenario& scenario) : scenario_(scenario) {}

    void call(const CallLedgerRow& row) override {
        const CallRecord& call = row.call;
        const SimTime at =
            call.times.offered == kNever ? call.times.network_arrive : call.times.offered;
        const Duration since = at - kStartOfRun;
        if (since >= scenario_.run.warm_up + scenario_.run.measured) {
            return;
        }
        const LocalMoment moment = scenario_.calendar->moment(since);
        const bool answered = call.outcome == Outcome::Answered;
        calls.push_back(
            {.offered = LocalTime{scenario_.calendar->days[moment.day].date} + moment.time_of_day,
             .at = at,
             .call_class = call.call_class,
             .outcome = call.outcome,
             .left_queue = answered ? call.times.answered : call.times.abandoned,
             .ended = answered ? call.times.ended : kNever,
             .wrapped_up = answered ? call.times.wrapped_up : kNever,
             .pool = call.pool,
             .handler = call.handler});
    }
    void staffing(const StaffingLedgerRow& /*row*/) override {}

    std::vector<ExtractCall> calls;

private:
    const Scenario& scenario_;
};

/// What the room makes of kKnownDays and the day before, as an extract.
inline FitExtract extract_of(const KnownRoom& room, std::uint64_t seed) {
    const Result<DatedScenario> dated = lay_on_days(room.bundle(), kKnownDays, "the truth");
    FCR_CHECK(dated.has_value(), "the truth is a scenario");
    const Result<CompiledScenario> compiled = compile(dated->generated);
    FCR_CHECK(compiled.has_value(), "the truth can be compiled");
    CallKeeper keeper(dated->generated);
    ReplicationRunner runner(*compiled);
    FCR_CHECK(runner.run(seed, 0, keeper).has_value(), "the truth runs");
    FitExtract extract;
    extract.file = "calls.csv";
    extract.hash = std::string(64, 'a');
    extract.calls = std::move(keeper.calls);
    std::ranges::stable_sort(extract.calls, {}, &ExtractCall::at);
    extract.tells = {.outcomes = true,
                     .talk = true,
                     .wrap_up = true,
                     .incidents = false,
                     .pick_up = false,
                     .ready = false,
                     .handlers = true};
    extract.read = extract.calls.size();
    return extract;
}

/// A scenario beside an extract of kKnownDays.
inline Agreement compare(const KnownRoom& room, const FitExtract& extract, std::uint64_t seed) {
    const ScenarioBundle bundle = room.bundle();
    const Result<DatedScenario> dated = lay_on_days(bundle, kKnownDays, "the room");
    FCR_CHECK(dated.has_value(), "the room is a scenario");
    const Result<ComparedDays> compared = ComparedDays::make(
        extract, dated->generated, {.days = kKnownDays, .held_out = true, .notes = {}});
    FCR_CHECK(compared.has_value(), "the extract has the days");
    const Scenario replay = replayed(dated->generated, extract);
    const Result<CompiledScenario> compiled = compile(dated->generated);
    const Result<CompiledScenario> compiled_replay = compile(replay);
    FCR_CHECK(compiled.has_value() && compiled_replay.has_value(), "the room can be compiled");
    const ExperimentOptions options{.seed = seed, .replications = 40, .jobs = 1};
    ExperimentProgress progress;
    const SimulatedDays generated = simulate_days(
        *compiled, dated->generated, *compared, CountedOrigin::FromCallers, options, progress);
    const SimulatedDays replays = simulate_days(
        *compiled_replay, replay, *compared, CountedOrigin::Recorded, options, progress);
    return judge({.scenario = dated->generated,
                  .compared = *compared,
                  .generated = generated,
                  .replay = &replays,
                  .tolerances = Tolerances{}});
}

}  // namespace fcr::test
