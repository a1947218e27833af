// fcrsim contract appraise: in-house, outsourced and hybrid beside each other over their whole
// life.
#pragma once

#include "tools/fcrsim/subcommand.hpp"

namespace fcr {

[[nodiscard]] Subcommand contract_appraise_command();

}  // namespace fcr
