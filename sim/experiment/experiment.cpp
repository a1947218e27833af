#include "sim/experiment/experiment.hpp"

#include "sim/experiment/share_replications.hpp"

#include <algorithm>
#include <map>
#include <mutex>
#include <utility>

namespace fcr {
namespace {

/// A replication's ledger rows, kept until their turn comes.
class LedgerRows final : public LedgerSink {
public:
    void call(const CallLedgerRow& row) override { all.calls.push_back(row); }
    void staffing(const StaffingLedgerRow& row) override { all.staffing.push_back(row); }
    void incident(const IncidentRecord& row) override { all.incidents.push_back(row); }
    void assignment(const AssignmentRecord& row) override { all.assignments.push_back(row); }
    void duty(const DutyLedgerRow& row) override { all.duty.push_back(row); }

    ReplicationLedgers all;
};

/// Hands ledgers to the consumer in order of replication.
class LedgerQueue {
public:
    LedgerQueue(LedgerConsumer& consumer, std::uint64_t first)
        : consumer_(consumer), next_(first) {}

    void add(std::uint64_t number, std::unique_ptr<LedgerRows> rows) {
        const std::lock_guard lock(mutex_);
        waiting_.emplace(number, std::move(rows));
        for (auto front = waiting_.find(next_); front != waiting_.end();
             front = waiting_.find(next_)) {
            consumer_.replication(next_, front->second->all);
            waiting_.erase(front);
            ++next_;
        }
    }

private:
    std::mutex mutex_;
    LedgerConsumer& consumer_;
    std::uint64_t next_;
    std::map<std::uint64_t, std::unique_ptr<LedgerRows>> waiting_;
};

}  // namespace

ReplicationRunner::ReplicationRunner(const CompiledScenario& scenario)
    : scenario_(scenario), people_(scenario), recorder_(scenario) {
    if (SingleQueue::fits(scenario, recorder_)) {
        single_queue_.emplace(scenario, recorder_);
    } else if (PlainRoom::fits(scenario, recorder_)) {
        plain_room_.emplace(scenario, recorder_);
    } else {
        room_.emplace(scenario, recorder_, people_.all());
    }
}

std::optional<ReplicationResult> ReplicationRunner::run(std::uint64_t seed, std::uint64_t number) {
    const Streams streams(seed, number);
    if (single_queue_) {
        single_queue_->run(streams);
        return result_of(*single_queue_, number);
    }
    if (plain_room_) {
        plain_room_->run(streams);
        return result_of(*plain_room_, number);
    }
    room_->begin(streams);
    room_->run_to_end();
    std::optional<ReplicationResult> result = result_of(*room_, number);
    if (result) {
        end_response(*room_, result->response);
    }
    return result;
}

void ReplicationRunner::end_response(const ControlRoom& room, ResponseResult& result) {
    if (room.response() == nullptr) {
        return;
    }
    const CompiledResponse& facts = *scenario_.response;
    result.counts = room.response()->counts();
    result.grades.resize(facts.grades.size());
    result.units.resize(facts.groups.size());
    result.desks.resize(facts.talkgroups.size());
    recorder_.response()->end_replication(
        {.grades = result.grades, .units = result.units, .desks = result.desks});
}

std::optional<ReplicationResult> ReplicationRunner::run(std::uint64_t seed,
                                                        std::uint64_t number,
                                                        LedgerSink& ledgers) {
    LedgerKeeper keeper(scenario_, ledgers);
    NoticeTee tee(recorder_, keeper);
    ControlRoom room(scenario_, tee, people_.all());
    keeper.begin_replication();
    room.begin(Streams(seed, number));
    room.run_to_end();
    std::optional<ReplicationResult> result = result_of(room, number);
    if (result) {
        end_response(room, result->response);
    }
    keeper.end_replication(room.now());
    return result;
}

template <typename Room>
std::optional<ReplicationResult> ReplicationRunner::result_of(const Room& room,
                                                              std::uint64_t number) {
    limit_ = room.limit_reached();
    if (limit_ != Limit::None) {
        return std::nullopt;
    }
    ReplicationResult result;
    result.number = number;
    result.populations.resize(recorder_.populations());
    result.kpis.resize(scenario_.kpis.size());
    recorder_.end_replication(result.populations, result.kpis);
    result.counts = room.counts();
    return result;
}

ExperimentResult run_experiment(const CompiledScenario& scenario,
                                const ExperimentOptions& options,
                                ExperimentProgress& progress) {
    std::optional<LedgerQueue> ledgers;
    if (options.ledgers != nullptr) {
        ledgers.emplace(*options.ledgers, options.first_replication);
    }
    auto shared = share_replications<ReplicationResult, ReplicationRunner>(
        {.first = options.first_replication, .count = options.replications, .jobs = options.jobs},
        progress,
        [&] { return std::make_unique<ReplicationRunner>(scenario); },
        [&](ReplicationRunner& runner, std::uint64_t number) {
            if (!ledgers) {
                return runner.run(options.seed, number);
            }
            auto rows = std::make_unique<LedgerRows>();
            auto result = runner.run(options.seed, number, *rows);
            ledgers->add(number, std::move(rows));
            return result;
        });

    ExperimentResult result;
    result.limit = shared.limit;
    result.totals = std::make_unique<Recorder>(scenario);
    for (const std::unique_ptr<ReplicationRunner>& runner : shared.workers) {
        result.totals->merge(runner->recorder());
    }
    for (std::optional<ReplicationResult>& replication : shared.results) {
        if (replication) {
            result.replications.push_back(std::move(*replication));
        }
    }
    result.stopped = !result.limit && result.replications.size() < options.replications;
    return result;
}

}  // namespace fcr
