// Loading a contract: file, forecast profile, meaning.
#pragma once

#include "sim/base/result.hpp"
#include "sim/contract/terms.hpp"

#include <filesystem>
#include <string>

namespace fcr {

/// The contract in a text format file. A syntax error ends the reading with one problem; else every
/// fault is told, in the order of the file (contracts.md 2.17): what is out of range or missing,
/// names that the scope has not, bands and tiers that are not in order, dates outside the term,
/// forecasts that a rule needs, hours that are paid for twice. A file of more than 4 MiB is refused
/// unread.
[[nodiscard]] Result<ContractTerms> load_contract(const std::filesystem::path& file);

/// The same from text; `file` is for the problems, and its folder for the forecast profile it
/// names, unless `profile` has that file's bytes.
[[nodiscard]] Result<ContractTerms> parse_contract(std::string text,
                                                   const std::string& file,
                                                   const std::string* profile = nullptr);

}  // namespace fcr
