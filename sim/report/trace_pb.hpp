// The trace of a run as a file of protobuf records.
#pragma once

#include "sim/experiment/experiment.hpp"
#include "sim/report/atomic_file.hpp"
#include "sim/scenario/compiled_scenario.hpp"

#include <cstdint>
#include <string>

namespace google::protobuf {
class MessageLite;
}

namespace fcr {

/// Writes every ledger as proto/fcr/v1/trace.proto says, replication by replication, in the order
/// of the CSV files. When the file cannot be written the run is stopped; its `error` says why.
class TracePb final : public LedgerConsumer {
public:
    /// All must outlive the writer.
    TracePb(const CompiledScenario& scenario, AtomicFile& file, ExperimentProgress& progress);

    void replication(std::uint64_t number, const ReplicationLedgers& ledgers) override;

private:
    void write(const google::protobuf::MessageLite& record);

    const CompiledScenario& scenario_;
    AtomicFile& file_;
    ExperimentProgress& progress_;
    std::string bytes_;
};

}  // namespace fcr
