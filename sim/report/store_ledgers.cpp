// The ledgers' totals of a run in the store, replication by replication.
#include "sim/report/samples.hpp"
#include "sim/report/store.hpp"
#include "sim/report/store_statement.hpp"

namespace fcr {
namespace {

double seconds(std::int64_t us) {
    return static_cast<double>(us) / kUsPerSecond;
}

/// What a replication is put under: its run and number, bound before the rest of a row.
class LedgerRows {
public:
    LedgerRows(sqlite3* database, std::int64_t run) : database_(database), run_(run) {}

    /// Puts the rows of every replication into a table of so many columns, while all is well.
    /// `rows(replication, put)` calls `put(values...)` for each row.
    template <typename Rows>
    void put(const char* insert, const ExperimentResult& result, const Rows& rows) {
        StoreStatement statement(database_, insert);
        for (const ReplicationResult& replication : result.replications) {
            rows(replication, [&](const auto&... values) {
                good_ = good_ && statement.bind(run_, replication.number, values...).done();
            });
        }
    }

    [[nodiscard]] bool good() const { return good_; }

private:
    sqlite3* database_;
    std::int64_t run_;
    bool good_ = true;
};

void put_calls(LedgerRows& rows, const CompiledScenario& scenario, const ExperimentResult& result) {
    rows.put("INSERT INTO ledger_calls VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
             result,
             [&](const ReplicationResult& replication, const auto& put) {
                 for (std::size_t row = 0; row < scenario.lines.size(); ++row) {
                     const PopulationId id = result.totals->population(LineId{row});
                     const CallTally& calls = replication.populations[id.index()].calls;
                     put(scenario.lines[LineId{row}].name,
                         calls.answered,
                         calls.abandoned,
                         calls.diverted,
                         calls.blocked,
                         calls.unfinished,
                         calls.band_below_10s,
                         seconds(calls.answered_wait_us));
                 }
             });
}

void put_time(LedgerRows& rows, const CompiledScenario& scenario, const ExperimentResult& result) {
    rows.put("INSERT INTO ledger_time VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
             result,
             [&](const ReplicationResult& replication, const auto& put) {
                 for (std::size_t row = 0; row < scenario.pools.size(); ++row) {
                     const CompiledPool& pool = scenario.pools[PoolId{row}];
                     const PopulationId id = result.totals->population(PoolId{row});
                     const SeatTally& time = replication.populations[id.index()].seats;
                     put(pool.name,
                         scenario.employers[pool.employer].name,
                         seconds(time.on_duty_us - time.ringing_us - time.talk_us -
                                 time.wrap_up_us - time.gap_us),
                         seconds(time.ringing_us),
                         seconds(time.talk_us),
                         seconds(time.wrap_up_us),
                         seconds(time.gap_us),
                         seconds(time.break_us),
                         seconds(time.absent_us),
                         seconds(time.leave_us),
                         seconds(time.unfilled_us));
                 }
             });
}

void put_incidents(LedgerRows& rows,
                   const CompiledResponse& response,
                   const ExperimentResult& result) {
    rows.put("INSERT INTO ledger_incidents VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
             result,
             [&](const ReplicationResult& replication, const auto& put) {
                 for (std::size_t row = 0; row < response.grades.size(); ++row) {
                     const IncidentTally& tally = replication.response.grades[row].incidents;
                     put(response.grades[GradeId{row}].name,
                         tally.attended,
                         tally.resolved,
                         tally.never_resourced,
                         tally.unfinished,
                         tally.in_target,
                         seconds(tally.response_us));
                 }
             });
}

void put_units(LedgerRows& rows, const CompiledResponse& response, const ExperimentResult& result) {
    rows.put(
        "INSERT INTO ledger_units VALUES (?, ?, ?, ?, ?, ?, ?)",
        result,
        [&](const ReplicationResult& replication, const auto& put) {
            for (std::size_t row = 0; row < response.groups.size(); ++row) {
                const UnitTally& time = replication.response.units[row];
                put(response.groups[UnitGroupId{row}].name,
                    seconds(time.on_duty_us - time.travel_us - time.scene_us - time.paperwork_us),
                    seconds(time.travel_us),
                    seconds(time.scene_us),
                    seconds(time.paperwork_us));
            }
        });
}

void put_desks(LedgerRows& rows, const CompiledResponse& response, const ExperimentResult& result) {
    rows.put("INSERT INTO ledger_desks VALUES (?, ?, ?, ?, ?, ?)",
             result,
             [&](const ReplicationResult& replication, const auto& put) {
                 for (std::size_t row = 0; row < response.talkgroups.size(); ++row) {
                     const DeskTally& desk = replication.response.desks[row];
                     put(response.talkgroups[TalkgroupId{row}].name,
                         desk.decisions,
                         seconds(desk.on_duty_us - desk.busy_us),
                         seconds(desk.busy_us));
                 }
             });
}

}  // namespace

bool Store::put_ledgers(const CompiledScenario& scenario, const ExperimentResult& result) {
    LedgerRows rows(database_, run_);
    put_calls(rows, scenario, result);
    put_time(rows, scenario, result);
    if (scenario.response) {
        put_incidents(rows, *scenario.response, result);
        put_units(rows, *scenario.response, result);
        put_desks(rows, *scenario.response, result);
    }
    return rows.good();
}

}  // namespace fcr
