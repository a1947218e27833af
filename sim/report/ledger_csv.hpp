// The ledgers of a run as CSV files: every call, and every stretch of a handler's time.
#pragma once

#include "sim/experiment/experiment.hpp"
#include "sim/report/atomic_file.hpp"
#include "sim/report/csv.hpp"
#include "sim/scenario/compiled_scenario.hpp"

#include <cstdint>
#include <vector>

namespace fcr {

/// Writes ledgers as they come, replication by replication: calls in order of arrival, handlers'
/// time handler by handler. Times are seconds from the start of the run, local midnight of its
/// first day, to the microsecond; an instant that never came is an empty cell. docs/measures.md has
/// the columns. When a file cannot be written the run is stopped; the file's `error` says why.
class LedgerCsv final : public LedgerConsumer {
public:
    /// The files may be null: that ledger is not kept. All must outlive the writer.
    LedgerCsv(const CompiledScenario& scenario,
              AtomicFile* calls,
              AtomicFile* staffing,
              ExperimentProgress& progress);

    void replication(std::uint64_t number,
                     const std::vector<CallLedgerRow>& calls,
                     const std::vector<StaffingLedgerRow>& staffing) override;

private:
    void write_call(std::uint64_t replication, const CallLedgerRow& row);
    void write_staffing(std::uint64_t replication, const StaffingLedgerRow& row);
    [[nodiscard]] std::uint32_t step_of(const CallRecord& call) const;
    [[nodiscard]] std::string segments(const CallLedgerRow& row) const;

    const CompiledScenario& scenario_;
    AtomicFile* calls_;
    AtomicFile* staffing_;
    ExperimentProgress& progress_;
    CsvText line_;
};

}  // namespace fcr
