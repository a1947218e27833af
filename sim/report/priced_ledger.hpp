// A priced ledger as documents: what `fcrsim contract evaluate` prints and writes.
#pragma once

#include "sim/analysis/ledger_pricing.hpp"
#include "sim/contract/terms.hpp"

#include <string>

namespace fcr {

/// What the documents are made of. Both must outlive them. `terms` are those it was priced under.
struct PricedDocument {
    const ContractTerms& terms;
    const PricedLedger& priced;
    /// The local day whose midnight is second 0 of the ledger.
    Date ledger_start;
};

/// One month's statement in full: results with their working, the same calls by other formulas,
/// what the headline figures hide, credits, remedies, charges, hashes.
[[nodiscard]] std::string statement_text(const PricedDocument& document, std::size_t period);

/// The months in one table, then the contract years.
[[nodiscard]] std::string months_text(const PricedDocument& document);

/// What became of the ledger's rows.
[[nodiscard]] std::string intake_text(const PricedDocument& document);

/// All statements as one document (proto/fcr/v1/statement.proto). Ends with a line break.
[[nodiscard]] std::string statements_json(const PricedDocument& document,
                                          const std::string& fcrsim_version);

// CSV files; docs/ledgers.md has their columns.

/// A row for each measurement of each indicator.
[[nodiscard]] std::string kpi_statements_csv(const PricedDocument& document);
/// A row for each line of each month's charges.
[[nodiscard]] std::string charge_statements_csv(const PricedDocument& document);
/// A row for each month.
[[nodiscard]] std::string month_statements_csv(const PricedDocument& document);
/// A row for each formula of each measurement.
[[nodiscard]] std::string formula_statements_csv(const PricedDocument& document);
/// A row for each interval of each indicator that has calls.
[[nodiscard]] std::string interval_statements_csv(const PricedDocument& document);

// What is published.

/// The yearly performance of the indicators that the contract publishes, or of all where it names
/// none: the rating words of the Procurement Act 2023 and the figures behind them
/// (proto/fcr/v1/publication.proto).
[[nodiscard]] std::string kpi_publication_json(const PricedDocument& document,
                                               const std::string& fcrsim_version);
/// Failures and their credits by contract year, in the form of the Open Contracting
/// performance-failures extension.
[[nodiscard]] std::string performance_failures_json(const PricedDocument& document);

}  // namespace fcr
