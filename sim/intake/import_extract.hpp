// Importing a force's extract: read twice, checked, told, written as a load and a ledger.
#pragma once

#include "sim/analysis/ledger_mapping.hpp"
#include "sim/base/result.hpp"
#include "sim/intake/identity_key.hpp"
#include "sim/intake/import_report.hpp"
#include "sim/intake/import_table.hpp"

#include <atomic>
#include <filesystem>
#include <string>

namespace fcr {

/// Reads a mapping file for an import: of whole calls or incidents, or of times and classes alone.
[[nodiscard]] Result<LedgerMapping> read_import_mapping(const std::filesystem::path& file);

/// The same from text; `file`, never empty, is for the problems.
[[nodiscard]] Result<LedgerMapping> parse_import_mapping(std::string text, const std::string& file);

/// The mapping by which load.csv is read again, for a person and for fcrsim fit: a LoadMapping.
[[nodiscard]] std::string load_mapping_text(const LedgerMapping& mapping,
                                            const ImportReport& report);

/// Reads the extract and writes to the sinks. Memory holds 32 MiB, up to 48 MiB of rows that come
/// again, a row, and the days: no calls. Rows that are wrong are left out and told; where `fatal`
/// of the report is not empty, or `stop` has been set meanwhile, what the sinks were given is not
/// to be used. The mapping must be one that parse_import_mapping gives.
[[nodiscard]] ImportReport import_extract(const std::filesystem::path& extract,
                                          const LedgerMapping& mapping,
                                          IdentityKey& key,
                                          ImportSinks sinks,
                                          const std::atomic<bool>& stop);

}  // namespace fcr
