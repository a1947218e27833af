// The contract in whose month an exercise lies: its terms, and the days of the month that nobody
// plays.
#pragma once

#include "sim/contract/evaluate.hpp"
#include "sim/contract/period_ledger.hpp"
#include "sim/contract/service_calendar.hpp"
#include "sim/contract/terms.hpp"
#include "sim/contract_study/scope_map.hpp"
#include "sim/exercise/exercise_plan.hpp"
#include "sim/scenario/scenario_bundle.hpp"

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <memory>
#include <mutex>
#include <string_view>
#include <vector>

namespace fcr {

class Block;

/// Earlier months are run to know what they left: repeats, caps, indexed prices. So many at most.
inline constexpr int kEarlierMonthsMax = 36;

/// What of a contract's term nobody plays.
struct UnplayedDays {
    std::vector<PeriodLedger> days{};            ///< by day of a month of 31, from midnight on
    std::unique_ptr<const Evaluator> earlier{};  ///< has closed all periods before the month
};

/// The measured part of the room begins on `date`, at its local midnight. Every other day of the
/// month, and every day of the months of the term before it, is taken to be like that day without
/// events list and supervisors: one day of the room each, on other draws, the same in all months.
struct ExerciseContract {
    ContractTerms terms;
    ScopeMap scope;
    Date date;
    SimTime midnight{};                    ///< of the date, on the room's clock
    ServicePeriod month{};                 ///< likewise; it may begin below zero
    std::vector<ServicePeriod> earlier{};  ///< the periods of the term before it
    std::shared_ptr<const CompiledScenario> room{};
    std::uint64_t seed = 1;  ///< of the exercise

    /// Run at the first call, which takes some ten milliseconds and more for a late month; any
    /// thread may ask.
    [[nodiscard]] const UnplayedDays& unplayed() const;

private:
    mutable std::once_flag once_{};
    mutable UnplayedDays unplayed_{};
};

/// The row of the exercise's own date among the days of its month.
[[nodiscard]] std::size_t played_row(const ExerciseContract& contract);

/// The contract that a block of type v1::ExerciseContract names: the file, or what `bundle` has
/// kept of it. Null when something is wrong, which the block then tells. `folder` is that of the
/// exercise's file. The plan has its room, scenario, seed and times already.
[[nodiscard]] std::shared_ptr<const ExerciseContract> read_exercise_contract(
    const Block& block,
    const std::filesystem::path& folder,
    const ScenarioBundle* bundle,
    const ExercisePlan& plan);

/// The files of a plan's bundle in which the contract and its forecast profile are kept, so that a
/// journal needs no other file.
inline constexpr std::string_view kContractFile = "contract.txtpb";
inline constexpr std::string_view kForecastFile = "contract_forecast.csv";

/// What the bundle keeps of a contract, read from its files. Problems: a file has gone meanwhile.
[[nodiscard]] Result<std::vector<ScenarioBundle::File>> contract_files(
    const ExerciseContract& contract);

/// Puts day `row` of the month, as the room is on days that nobody plays, into a ledger of the
/// contract's periods; only what is from so long after its midnight on. `period` has the day.
void add_unplayed_day(const ExerciseContract& contract,
                      const ServicePeriod& period,
                      std::size_t row,
                      Duration from,
                      PeriodLedger& ledger);

/// A ledger of the period without calls, with room for its staffing.
[[nodiscard]] PeriodLedger empty_ledger(const ContractTerms& terms, const ServicePeriod& period);

/// Adds what the calls do not tell: the contract's forecast and the supplier's cost.
void complete_ledger(const ContractTerms& terms, const ServicePeriod& period, PeriodLedger& ledger);

}  // namespace fcr
