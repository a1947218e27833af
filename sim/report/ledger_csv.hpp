// The ledgers of a run as CSV files: every call, every stretch of a handler's time, every incident,
// every unit assignment, and who was on duty.
#pragma once

#include "sim/experiment/experiment.hpp"
#include "sim/report/atomic_file.hpp"
#include "sim/report/csv.hpp"
#include "sim/scenario/compiled_scenario.hpp"

#include <cstdint>

namespace fcr {

/// Where each ledger goes; null: it is not kept. The files must outlive the writer.
struct LedgerFiles {
    AtomicFile* calls = nullptr;
    AtomicFile* staffing = nullptr;
    AtomicFile* incidents = nullptr;
    AtomicFile* assignments = nullptr;
    AtomicFile* duty = nullptr;
};

/// Writes ledgers as they come, replication by replication, each in the order of ledger_order.hpp.
/// Times are seconds from the start of the run, local midnight of its first day, to the
/// microsecond; an instant that never came is an empty cell. docs/measures.md has the columns. When
/// a file cannot be written the run is stopped; the file's `error` says why.
class LedgerCsv final : public LedgerConsumer {
public:
    /// Incidents, assignments and duty only with a scenario that has a response.
    LedgerCsv(const CompiledScenario& scenario,
              const LedgerFiles& files,
              ExperimentProgress& progress);

    void replication(std::uint64_t number, const ReplicationLedgers& ledgers) override;

private:
    void write_call(std::uint64_t replication, const CallLedgerRow& row);
    void write_staffing(std::uint64_t replication, const StaffingLedgerRow& row);
    void write_incident(std::uint64_t replication, const IncidentRecord& row);
    void write_assignment(std::uint64_t replication, const AssignmentRecord& row);
    void write_duty(std::uint64_t replication, const DutyLedgerRow& row);
    void put_line(AtomicFile& file);
    [[nodiscard]] std::uint32_t step_of(const CallRecord& call) const;
    [[nodiscard]] std::string segments(const CallLedgerRow& row) const;

    const CompiledScenario& scenario_;
    LedgerFiles files_;
    ExperimentProgress& progress_;
    CsvText line_;
};

}  // namespace fcr
