// Reads a call ledger, fcrsim's own or a force's extract, into the periods of a contract.
#pragma once

#include "sim/analysis/call_table.hpp"
#include "sim/analysis/ledger_clock.hpp"
#include "sim/analysis/ledger_filer.hpp"
#include "sim/analysis/ledger_mapping.hpp"
#include "sim/contract/terms.hpp"

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

/// What became of the rows of a call ledger: read = kept + before and after term and span + other
/// lines + empty, unless there are problems.
struct CallIntake {
    std::uint64_t read = 0;  ///< rows below the header
    std::uint64_t kept = 0;
    std::uint64_t before_term = 0;
    std::uint64_t after_term = 0;
    std::uint64_t before_span = 0;  ///< before the mapping's `from`
    std::uint64_t after_span = 0;   ///< at its `to` or later
    std::vector<OtherLine> other_lines;
    std::uint64_t empty = 0;
    std::uint64_t unfinished = 0;   ///< kept though they had not ended
    std::uint64_t shown_twice = 0;  ///< kept, offered in the hour that a clock shows twice
    std::optional<SimTime> first;   ///< of the calls kept, when the first was offered
    std::optional<SimTime> last;
    std::vector<std::string> pools_unseen;  ///< pools of the contract that no call names
};

/// One call ledger on its way to a filer.
class CallLedger final : public CallTable {
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
    static constexpr std::size_t kOtherLinesMax = 20;  ///< told one by one

    [[nodiscard]] bool wants(const CsvCells& cells) override;
    void take(const CsvCells& cells, const CallLedgerRow& row, const ExtractMarks& marks) override;
    void leave_line(std::string_view value) override;
    void leave_time(bool before) override;

    const ContractTerms& terms_;
    const LedgerNames names_;
    const LedgerClock& clock_;
    LedgerFiler& filer_;
    std::map<std::string, std::uint64_t, std::less<>> other_lines_;
    std::string replication_;
    CallIntake intake_;
};

}  // namespace fcr
