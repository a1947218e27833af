// What a contract pays for the month in which an exercise is played.
#pragma once

#include "sim/contract/counted_calls.hpp"
#include "sim/contract/statement.hpp"
#include "sim/contract_study/month_ledger.hpp"
#include "sim/control_room/notice.hpp"
#include "sim/exercise/exercise_contract.hpp"
#include "sim/exercise/exercise_plan.hpp"

#include <vector>

namespace fcr {

/// Hears the room of an exercise and prices its month by the contract: what was played, with the
/// days of the month that nobody plays. Not thread-safe.
class ContractMonth final : public NoticeSink {
public:
    /// The plan has a contract and must outlive it. A run of its room begins.
    explicit ContractMonth(const ExercisePlan& plan);

    /// Forgets what was played: another run of the room begins.
    void begin();

    /// The month from its first day to the one that has `now`, priced as if it ended with it: fixed
    /// charges by days, calls that are over, nothing of the rest of the day.
    [[nodiscard]] Statement so_far(SimTime now);

    /// The whole month: what comes after `now` is as on days that nobody plays.
    [[nodiscard]] Statement whole(SimTime now);

    /// The calls behind the indicators of so_far() and whole(), one by one.
    [[nodiscard]] std::vector<CountedCall> counted_so_far(SimTime now);
    [[nodiscard]] std::vector<CountedCall> counted_whole(SimTime now);

    void call_closed(const CallRecord& call) override { ledger_.call_closed(call); }
    void seat_taken(const SeatTaken& seat) override { ledger_.seat_taken(seat); }
    void work_interrupted(const WorkInterrupted& work) override { ledger_.work_interrupted(work); }
    void queue_grew(const QueueGrew& /*queue*/) override {}

private:
    [[nodiscard]] std::size_t row_at(SimTime now) const;
    /// The days before that of the exercise, and it as far as it was played.
    void add_played(const ServicePeriod& period, SimTime now, PeriodLedger& ledger);
    [[nodiscard]] PeriodLedger ledger_so_far(const ServicePeriod& period, SimTime now);
    [[nodiscard]] PeriodLedger ledger_whole(SimTime now);
    [[nodiscard]] Statement close(const ServicePeriod& period, PeriodLedger& ledger) const;

    const ExercisePlan& plan_;
    const ExerciseContract& contract_;
    ServicePeriod played_;  ///< the days that the exercise touches
    MonthLedger ledger_;
};

}  // namespace fcr
