// All ledgers of a contract's term, read and handed out period by period.
#pragma once

#include "sim/analysis/call_ledger.hpp"
#include "sim/analysis/ledger_filer.hpp"
#include "sim/analysis/ledger_mapping.hpp"
#include "sim/base/result.hpp"
#include "sim/contract/service_calendar.hpp"
#include "sim/contract/terms.hpp"

#include <filesystem>
#include <optional>
#include <span>
#include <string>

namespace fcr {

/// The files of a ledger. Without a forecast the contract's own holds.
struct LedgerSources {
    std::filesystem::path calls;
    std::optional<std::filesystem::path> staffing;
    std::optional<std::filesystem::path> events;
    std::optional<std::filesystem::path> forecast;
    LedgerMapping mapping = own_ledger();
    Date ledger_start;  ///< the local day whose midnight is second 0
};

struct LedgerIntake {
    CallIntake calls;
    std::string hash;  ///< SHA-256 of all files' bytes as read from the disk, unpacked
};

/// Reads the ledgers and hands out the periods from the first of the term to the last with a call.
/// `periods` are those of the term on the clock of `ledger_start`. Memory holds two periods of
/// calls and the other ledgers. When there are problems, what the receiver was given is not to be
/// used.
[[nodiscard]] Result<LedgerIntake> read_ledgers(const LedgerSources& sources,
                                                const ContractTerms& terms,
                                                std::span<const ServicePeriod> periods,
                                                PeriodReceiver& receiver);

}  // namespace fcr
