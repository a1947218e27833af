// The first reading of an extract: how far it reaches, and which rows may come again.
#pragma once

#include "sim/analysis/csv_table.hpp"
#include "sim/analysis/extract_times.hpp"
#include "sim/analysis/ledger_clock.hpp"
#include "sim/analysis/ledger_mapping.hpp"
#include "sim/intake/repeats.hpp"

#include <cstdint>
#include <optional>
#include <string>

namespace fcr {

/// A time that was read, and where.
struct ScannedTime {
    LocalTime time;  ///< by the clock on the wall
    int line = 0;
};

/// The key of a row: of its call_id, or without such a column of all its cells. Empty: its id is.
[[nodiscard]] std::optional<std::uint64_t> row_key(const CsvCells& cells,
                                                   std::optional<std::size_t> id_cell);

/// Of one file. Refuses what cannot be read as a table with the mapping's columns.
class ExtractScan final : public CsvTable {
public:
    /// The mapping must outlive it.
    ExtractScan(const std::string& file, const LedgerMapping& mapping);

    /// The earliest and latest time of the mapping's span at which something was offered.
    [[nodiscard]] const std::optional<ScannedTime>& first() const { return first_; }
    [[nodiscard]] const std::optional<ScannedTime>& last() const { return last_; }
    [[nodiscard]] RepeatSearch& repeats() { return repeats_; }

private:
    void begin() override;
    void table_row(const CsvCells& cells) override;
    void ragged_row(const CsvCells& /*cells*/, std::size_t /*width*/) override {}

    const LedgerMapping& mapping_;
    LedgerClock clock_;
    ExtractTimes times_;
    std::size_t offered_ = 0;
    std::optional<std::size_t> date_;
    std::optional<std::size_t> id_;
    std::optional<ScannedTime> first_;
    std::optional<ScannedTime> last_;
    RepeatSearch repeats_;
};

}  // namespace fcr
