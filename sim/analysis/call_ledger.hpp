// Reads a call ledger, fcrsim's own or a force's extract, into the periods of a contract.
#pragma once

#include "sim/analysis/csv_table.hpp"
#include "sim/analysis/ledger_clock.hpp"
#include "sim/analysis/ledger_filer.hpp"
#include "sim/analysis/ledger_mapping.hpp"
#include "sim/contract/terms.hpp"
#include "sim/scenario/local_time.hpp"

#include <array>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace fcr {

/// Rows that were left out because of their line.
struct OtherLine {
    std::string value;
    std::uint64_t rows = 0;
};

/// What became of the rows of a call ledger: read = kept + before and after the term + other lines
/// + empty, unless there are problems.
struct CallIntake {
    std::uint64_t read = 0;  ///< rows below the header
    std::uint64_t kept = 0;
    std::uint64_t before_term = 0;
    std::uint64_t after_term = 0;
    std::vector<OtherLine> other_lines;
    std::uint64_t empty = 0;
    std::uint64_t unfinished = 0;   ///< kept though they had not ended
    std::uint64_t shown_twice = 0;  ///< kept, offered in the hour that a clock shows twice
    std::optional<SimTime> first;   ///< of the calls kept, when the first was offered
    std::optional<SimTime> last;
    std::vector<std::string> pools_unseen;  ///< pools of the contract that no call names
};

/// One call ledger on its way to a filer. What a row tells has to hold together: a call is answered
/// no earlier than it was offered, and ended no earlier than that. Rows of lines that the contract
/// has not are left out of fcrsim's own ledgers, and refused in others unless the mapping drops
/// them. Pools that it has not are nobody's. The first hour that a local clock shows twice is
/// meant, unless the row or the rows above say that it was the second.
class CallLedger final : public CsvTable {
public:
    /// All references must outlive it.
    CallLedger(std::string file,
               const LedgerMapping& mapping,
               const ContractTerms& terms,
               const LedgerClock& clock,
               LedgerFiler& filer);

    /// After finish() found no problem.
    [[nodiscard]] CallIntake intake() const;

    /// What the contract asks for and the ledger cannot tell; looked for before a row is read.
    [[nodiscard]] static Problems missing_from(const LedgerMapping& mapping,
                                               const ContractTerms& terms);

private:
    static constexpr std::size_t kNoCell = static_cast<std::size_t>(-1);
    static constexpr std::size_t kOtherLinesMax = 20;  ///< told one by one
    /// Rows offered so long before the one above are taken to be of the second hour shown twice.
    static constexpr Duration kOutOfOrder = std::chrono::minutes{30};

    struct QueueCells {
        std::size_t pool = kNoCell;
        std::size_t presented = kNoCell;
    };

    void begin() override;
    void resolve_names();
    void table_row(const CsvCells& cells) override;

    [[nodiscard]] std::size_t cell_of(LedgerColumn column) const {
        return cells_[static_cast<std::size_t>(column)];
    }
    [[nodiscard]] std::string_view text(const CsvCells& cells, LedgerColumn column) const;
    [[nodiscard]] bool read_line(const CsvCells& cells);
    void read_outcome(const CsvCells& cells);
    void read_times(const CsvCells& cells);
    void read_end(const CsvCells& cells);
    void read_own_queues(const CsvCells& cells);
    void read_queues(const CsvCells& cells);
    void read_marks(const CsvCells& cells);
    void check_times(const CsvCells& cells);
    void file_call(const CsvCells& cells);

    /// How a time of a row stands to when the call was offered.
    enum class Side : std::uint8_t { Offer, Before, After };

    /// The moment in a cell; kNever when there is none, or it is refused.
    [[nodiscard]] SimTime moment(const CsvCells& cells, std::size_t cell, Side side);
    [[nodiscard]] SimTime moment(const CsvCells& cells, LedgerColumn column, Side side) {
        return moment(cells, cell_of(column), side);
    }
    [[nodiscard]] std::optional<SimTime> civil_moment(std::string_view text, Side side);
    [[nodiscard]] std::optional<Duration> span(const CsvCells& cells, LedgerColumn column);
    [[nodiscard]] std::optional<PoolId> pool_named(std::string_view value);
    void refuse_cell(const CsvCells& cells, std::size_t cell, std::string remedy);

    const LedgerMapping& mapping_;
    const ContractTerms& terms_;
    const LedgerClock& clock_;
    LedgerFiler& filer_;
    std::optional<TimeReader> times_;
    std::map<std::string, std::optional<LineId>, std::less<>> lines_;  ///< empty: left out
    std::optional<LineId> only_line_;
    std::map<std::string, PoolId, std::less<>> pools_;
    std::map<std::string, Outcome, std::less<>> outcomes_;
    std::map<std::string, HandlerId, std::less<>> handlers_;
    std::array<std::size_t, kLedgerColumns> cells_{};
    std::vector<QueueCells> queues_;
    std::map<std::string, std::uint64_t, std::less<>> other_lines_;
    std::vector<bool> pools_seen_;
    std::string replication_;
    std::uint64_t row_number_ = 0;
    CallLedgerRow row_;
    bool row_is_sound_ = true;
    SimTime last_offered_ = SimTime::min();  ///< of the row above
    bool offered_twice_ = false;             ///< the row was offered in the hour shown twice
    CallIntake intake_;
};

}  // namespace fcr
