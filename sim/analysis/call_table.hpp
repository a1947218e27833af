// A CSV file of calls or incidents: its rows become calls with their times, or faults.
#pragma once

#include "sim/analysis/csv_table.hpp"
#include "sim/analysis/extract_times.hpp"
#include "sim/analysis/ledger_clock.hpp"
#include "sim/analysis/ledger_mapping.hpp"
#include "sim/analysis/row_fault.hpp"
#include "sim/metrics/ledger.hpp"

#include <array>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace fcr {

/// What lines and pools may be called, in the order of their ids.
struct LedgerNames {
    std::vector<std::string> lines;
    std::vector<std::string> pools;
    std::string owner;  ///< who names them, for problems: "the contract 101-OVERFLOW"
};

/// What a row tells besides the call itself. An instant that never came is kNever.
struct ExtractMarks {
    std::uint64_t incident = 0;  ///< identity of what the call was about; 0: of nothing known
    std::optional<std::size_t> priority;  ///< row of the mapping's priorities
    std::uint32_t calls = 1;              ///< that told of the incident
    SimTime assigned = kNever;
    SimTime at_scene = kNever;
    SimTime closed = kNever;
    bool shown_twice = false;  ///< offered in the hour that a local clock shows twice
    bool second_hour = false;  ///< and taken to be in its second showing
};

/// One file on its way. What a row tells has to hold together: a call is answered no earlier than
/// it was offered, and ended no earlier than that. Rows of lines that are not named are left out of
/// fcrsim's own ledgers, and faults in others unless the mapping drops them or has a default. Pools
/// that are not named are nobody's. The first hour that a local clock shows twice is meant, unless
/// the row or the rows above say that it was the second. Cells that are no UTF-8 are taken to be
/// Windows-1252 where a name is looked up. What cells name stands in call_table_names.cpp, when it
/// happened in call_table_times.cpp.
class CallTable : public CsvTable {
protected:
    static constexpr std::size_t kNoCell = static_cast<std::size_t>(-1);

    /// All references must outlive it; of the names, that is until begin() has returned.
    CallTable(std::string file,
              const LedgerMapping& mapping,
              const LedgerNames& names,
              const LedgerClock& clock);

    // What becomes of rows.

    /// Whether the row is to be read at all.
    [[nodiscard]] virtual bool wants(const CsvCells& cells);
    /// A sound row. The references are good until it returns.
    virtual void take(const CsvCells& cells,
                      const CallLedgerRow& row,
                      const ExtractMarks& marks) = 0;
    /// Its line is left out.
    virtual void leave_line(std::string_view value) = 0;
    /// It is before or at the end of the mapping's span, or later.
    virtual void leave_time(bool before) = 0;
    /// The row is wrong, in one cell or, with kNoCell, as a whole. Refuses it unless overridden.
    virtual void fault(const CsvCells& cells, std::size_t cell, RowFault fault);
    /// Who or what a cell names, by a number.
    [[nodiscard]] virtual std::uint64_t identity(LedgerColumn column, std::string_view text);

    void begin() override;
    void table_row(const CsvCells& cells) final;

    [[nodiscard]] const LedgerMapping& mapping() const { return mapping_; }
    [[nodiscard]] std::size_t cell_of(LedgerColumn column) const {
        return cells_[static_cast<std::size_t>(column)];
    }
    [[nodiscard]] std::string_view text(const CsvCells& cells, LedgerColumn column) const;
    [[nodiscard]] const std::vector<bool>& pools_seen() const { return pools_seen_; }
    [[nodiscard]] const ExtractTimes& times() const { return times_; }
    /// Tells a fault of the present row, which is then not sound.
    void refuse_cell(const CsvCells& cells, std::size_t cell, RowFault fault);

private:
    static constexpr std::size_t kHandlersMax = 65'536;
    /// Rows offered so long before the one above are taken to be of the second hour shown twice.
    static constexpr Duration kOutOfOrder = std::chrono::minutes{30};

    struct QueueCells {
        std::size_t pool = kNoCell;
        std::size_t presented = kNoCell;
    };

    void find_cells();
    void resolve_names();
    [[nodiscard]] bool read_line(const CsvCells& cells);
    void read_marks(const CsvCells& cells);
    void read_flags(const CsvCells& cells);
    void read_outcome(const CsvCells& cells);
    void read_times(const CsvCells& cells);
    void read_end(const CsvCells& cells);
    void read_incident(const CsvCells& cells);
    void read_own_queues(const CsvCells& cells);
    void read_queues(const CsvCells& cells);
    void check_times(const CsvCells& cells);
    void check_incident(const CsvCells& cells);
    void in_order(const CsvCells& cells, SimTime earlier, SimTime later, RowFault fault);
    [[nodiscard]] bool in_span(SimTime offered);

    /// How a time of a row stands to when the call was offered.
    enum class Side : std::uint8_t { Offer, Before, After };

    /// The moment in a cell; kNever when there is none, or it is refused.
    [[nodiscard]] SimTime moment(const CsvCells& cells, std::size_t cell, Side side);
    [[nodiscard]] SimTime moment(const CsvCells& cells, LedgerColumn column, Side side) {
        return moment(cells, cell_of(column), side);
    }
    [[nodiscard]] SimTime chosen(const LedgerClock::Reading& reading, Side side);
    [[nodiscard]] std::optional<Duration> span(const CsvCells& cells, LedgerColumn column);
    [[nodiscard]] std::optional<PoolId> pool_named(std::string_view value);
    template <typename Number>
    void whole(const CsvCells& cells, LedgerColumn column, Number& number);

    const LedgerMapping& mapping_;
    const LedgerNames& names_;
    const LedgerClock& clock_;
    ExtractTimes times_;
    std::map<std::string, std::optional<LineId>, std::less<>> lines_;  ///< empty: left out
    std::optional<LineId> only_line_;
    std::optional<LineId> default_line_;
    std::map<std::string, PoolId, std::less<>> pools_;
    std::map<std::string, Outcome, std::less<>> outcomes_;
    std::map<std::string, std::size_t, std::less<>> priorities_;
    std::map<std::string, HandlerId, std::less<>> handlers_;
    std::array<std::size_t, kLedgerColumns> cells_{};
    std::vector<QueueCells> queues_;
    std::vector<bool> pools_seen_;
    std::uint64_t row_number_ = 0;
    CallLedgerRow row_;
    ExtractMarks marks_;
    bool row_is_sound_ = true;
    SimTime last_offered_ = SimTime::min();  ///< of the row above
};

}  // namespace fcr
