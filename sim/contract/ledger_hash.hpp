// A fingerprint of a period's ledger, which does not depend on the order of its calls.
#pragma once

#include "sim/contract/period_ledger.hpp"

#include <string>

namespace fcr {

/// 32 hexadecimal digits. Ledgers that differ in anything a contract may be priced from differ in
/// it but for chance; it protects from mistakes, not from forgery.
[[nodiscard]] std::string ledger_hash(const PeriodLedger& ledger);

}  // namespace fcr
