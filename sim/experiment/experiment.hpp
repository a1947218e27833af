// An experiment: replications of one scenario, shared out to threads.
#pragma once

#include "agents/behaviour/people_of_room.hpp"
#include "sim/control_room/control_room.hpp"
#include "sim/control_room/plain_room.hpp"
#include "sim/control_room/single_queue.hpp"
#include "sim/metrics/ledger.hpp"
#include "sim/metrics/recorder.hpp"
#include "sim/scenario/compiled_scenario.hpp"

#include <atomic>
#include <cstdint>
#include <memory>
#include <optional>
#include <vector>

namespace fcr {

/// What one replication did of the response to calls; empty without one.
struct ResponseResult {
    IncidentCounts counts;             ///< over the whole run, warm-up included
    std::vector<GradeOutcome> grades;  ///< by GradeId
    std::vector<UnitTally> units;      ///< by UnitGroupId
    std::vector<DeskTally> desks;      ///< by TalkgroupId
};

/// One finished replication.
struct ReplicationResult {
    std::uint64_t number = 0;         ///< with the seed, all that is needed to run it again alone
    CallCounts counts;                ///< over the whole run, warm-up included
    std::vector<Rollup> populations;  ///< by PopulationId of the recorder
    std::vector<KpiOutcome> kpis;     ///< by KpiId
    ResponseResult response;
};

/// A replication that stopped because a stated limit was reached.
struct LimitReached {
    std::uint64_t replication = 0;
    Limit limit = Limit::None;
};

/// The ledgers of one replication. Calls, incidents and assignments stand in the order in which
/// they were over.
struct ReplicationLedgers {
    std::vector<CallLedgerRow> calls;
    std::vector<StaffingLedgerRow> staffing;
    std::vector<IncidentRecord> incidents;
    std::vector<AssignmentRecord> assignments;
    std::vector<DutyLedgerRow> duty;
};

/// Takes the ledgers of each replication, in order of replication whatever thread ran it. Called
/// by one thread at a time.
class LedgerConsumer {
public:
    LedgerConsumer() = default;
    LedgerConsumer(const LedgerConsumer&) = delete;
    LedgerConsumer& operator=(const LedgerConsumer&) = delete;
    virtual ~LedgerConsumer() = default;

    virtual void replication(std::uint64_t number, const ReplicationLedgers& ledgers) = 0;
};

struct ExperimentOptions {
    std::uint64_t seed = 1;
    std::uint64_t first_replication = 0;
    std::uint64_t replications = 100;
    unsigned jobs = 1;                  ///< threads; 1 or more
    LedgerConsumer* ledgers = nullptr;  ///< optional; must outlive the run
};

/// Watched and steered from another thread while the experiment runs.
struct ExperimentProgress {
    std::atomic<std::uint64_t> finished{0};
    std::atomic<bool> stop{false};  ///< set to finish the replications in hand and no more
};

/// What came of it. The same for every number of jobs: replications stand in order, totals are
/// integers.
struct ExperimentResult {
    std::vector<ReplicationResult> replications;  ///< the finished ones, by number
    std::unique_ptr<Recorder> totals;             ///< over the finished ones
    std::optional<LimitReached> limit;            ///< of the lowest replication that hit one
    bool stopped = false;                         ///< before all were finished
};

/// Runs the replications [first, first + replications) on `jobs` threads of a Boost.Asio pool. The
/// scenario must outlive the result, whose totals refer to it. Replications are begun in order of
/// number, so after a stop the finished ones have no gap. After a limit the rest of the result is
/// of no use.
[[nodiscard]] ExperimentResult run_experiment(const CompiledScenario& scenario,
                                              const ExperimentOptions& options,
                                              ExperimentProgress& progress);

/// Runs one replication alone and returns its rooms' results; the building block of the above.
class ReplicationRunner {
public:
    explicit ReplicationRunner(const CompiledScenario& scenario);

    /// Runs replication `number` of the experiment with `seed`. Empty when a limit was reached.
    [[nodiscard]] std::optional<ReplicationResult> run(std::uint64_t seed, std::uint64_t number);

    /// The same, with its ledgers.
    [[nodiscard]] std::optional<ReplicationResult> run(std::uint64_t seed,
                                                       std::uint64_t number,
                                                       LedgerSink& ledgers);

    [[nodiscard]] Limit limit_reached() const { return limit_; }
    [[nodiscard]] const Recorder& recorder() const { return recorder_; }

private:
    /// Empty when the room reached a limit.
    template <typename Room>
    [[nodiscard]] std::optional<ReplicationResult> result_of(const Room& room,
                                                             std::uint64_t number);

    void end_response(const ControlRoom& room, ResponseResult& result);

    const CompiledScenario& scenario_;
    PeopleOfRoom people_;
    Recorder recorder_;
    // The shortest way that fits; the others are absent.
    std::optional<SingleQueue> single_queue_;
    std::optional<PlainRoom> plain_room_;
    std::optional<ControlRoom> room_;
    Limit limit_ = Limit::None;
};

}  // namespace fcr
