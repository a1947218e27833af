// The second reading of an extract: its rows are written as a load and a ledger.
#pragma once

#include "sim/analysis/call_table.hpp"
#include "sim/intake/identity_key.hpp"
#include "sim/intake/import_days.hpp"
#include "sim/intake/import_report.hpp"
#include "sim/intake/repeats.hpp"

#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace fcr {

/// Takes the bytes of a file as they are made.
class ByteSink {
public:
    ByteSink() = default;
    ByteSink(const ByteSink&) = delete;
    ByteSink& operator=(const ByteSink&) = delete;
    virtual ~ByteSink() = default;

    virtual void write(std::string_view bytes) = 0;
};

/// Where the files of an import go.
struct ImportSinks {
    ByteSink& rows;  ///< calls.csv or incidents.csv
    ByteSink& load;  ///< load.csv
};

/// What lines and pools of an import are called: the names that the mapping gives.
[[nodiscard]] LedgerNames import_names(const LedgerMapping& mapping);

/// One file on its way into a report and two files. A row that is wrong is left out and counted.
class ImportTable final : public CallTable {
public:
    /// All references must outlive it; `repeated` are of the same file.
    ImportTable(const std::string& file,
                const LedgerMapping& mapping,
                const LedgerNames& names,
                const LedgerClock& clock,
                std::vector<std::uint64_t> repeated,
                IdentityKey& key,
                ImportSinks sinks);

    /// Writes what is left, and tells everything. After finish(), once.
    [[nodiscard]] ImportReport report();

private:
    static constexpr std::size_t kFaultsTold = 100;
    static constexpr std::size_t kDroppedTold = 20;  ///< values told one by one
    static constexpr std::size_t kRepeatsTold = 10;

    void begin() override;
    [[nodiscard]] bool wants(const CsvCells& cells) override;
    void take(const CsvCells& cells, const CallLedgerRow& row, const ExtractMarks& marks) override;
    void leave_line(std::string_view value) override;
    void leave_time(bool before) override;
    void fault(const CsvCells& cells, std::size_t cell, RowFault fault) override;
    void ragged_row(const CsvCells& cells, std::size_t width) override;
    [[nodiscard]] std::uint64_t identity(LedgerColumn column, std::string_view text) override;

    void look_for_pairs();
    void compare_columns(const CsvCells& cells);
    void look_at_handler(const CallRecord& call, int line);
    void write_call(const CallLedgerRow& row, const ExtractMarks& marks);
    void write_incident(const CallLedgerRow& row, const ExtractMarks& marks);
    void write_load(const CallLedgerRow& row, LocalTime shown);
    void flush(bool all);

    /// Columns that have held the same in every row so far.
    struct EqualPair {
        LedgerColumn one;
        LedgerColumn other;
        std::uint64_t rows = 0;  ///< in which both are given
    };

    const LedgerNames& names_;
    const LedgerClock& clock_;
    RepeatedRows repeated_;
    IdentityKey& key_;
    ImportSinks sinks_;
    ImportReport report_;
    ImportDays days_;
    std::map<std::string, std::uint64_t, std::less<>> dropped_;
    std::vector<std::uint64_t> by_line_;
    std::vector<std::uint64_t> by_priority_;
    std::vector<EqualPair> pairs_;
    std::vector<std::uint64_t> handler_ids_;  ///< by HandlerId
    std::vector<SimTime> handler_busy_until_;
    SimTime last_offered_ = SimTime::min();
    bool repeats_before_ = false;  ///< the present row does
    bool repeats_id_ = false;
    std::optional<std::size_t> id_cell_;
    LocalTime load_midnight_;
    std::string load_date_;  ///< of that midnight
    std::string rows_bytes_;
    std::string load_bytes_;
};

}  // namespace fcr
