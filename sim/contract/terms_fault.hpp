// What a contract must be for anything to be priced under it.
#pragma once

#include "sim/contract/terms.hpp"

namespace fcr {

/// The first rule that the terms break, as a sentence; null when they break none. Validation tells
/// the author of a file every fault in the file's own words; this is the last gate, so that terms
/// which never passed it do not yield a statement either.
[[nodiscard]] const char* terms_fault(const ContractTerms& terms);

}  // namespace fcr
