// Reads the ledgers beside the calls: staffing, events, forecast. docs/ledgers.md has their
// columns.
#pragma once

#include "sim/analysis/ledger_clock.hpp"
#include "sim/analysis/ledger_filer.hpp"
#include "sim/base/result.hpp"
#include "sim/contract/service_calendar.hpp"
#include "sim/contract/terms.hpp"

#include <filesystem>
#include <span>
#include <string_view>

namespace fcr {

class ByteReceiver;

/// What a ledger's rows are read for. All of it must outlive the reading.
struct LedgerTerm {
    const ContractTerms& terms;
    std::span<const ServicePeriod> periods;
    const LedgerClock& clock;
};

/// Adds up, by quarter-hour of each period, how long people of the contract's pools were logged in,
/// on calls, on wrap-up, on standby, or on shifts cancelled late. Pools that the contract has not
/// are left out, and so is what lies outside the term.
[[nodiscard]] Problems read_staffing(const std::filesystem::path& file,
                                     const LedgerTerm& term,
                                     ByteReceiver* also,
                                     LedgerFacts& facts);

/// What happened that may give relief.
[[nodiscard]] Problems read_events(const std::filesystem::path& file,
                                   const LedgerTerm& term,
                                   ByteReceiver* also,
                                   LedgerFacts& facts);

/// What was expected of the contract's lines; other lines are left out. Cells must not overlap.
[[nodiscard]] Problems read_forecast(const std::filesystem::path& file,
                                     const LedgerTerm& term,
                                     ByteReceiver* also,
                                     LedgerFacts& facts);

}  // namespace fcr
