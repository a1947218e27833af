// The rules that a measurement applies, as the statement names them.
#pragma once

#include "sim/contract/terms.hpp"

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace fcr {

[[nodiscard]] std::string_view code_of(Aggregator aggregator);
[[nodiscard]] std::string_view code_of(Attribution attribution);

/// The rules of an indicator in the order in which they apply, in the codes of contract files:
/// filters, tests and redials, formula, aggregation, least sample. One that can mislead begins with
/// "warning:".
[[nodiscard]] std::vector<std::string> measuring_rules(const ContractTerms& terms, std::size_t kpi);

}  // namespace fcr
