// fcrsim assure: the assurance documents of a run.
#pragma once

#include "tools/fcrsim/subcommand.hpp"

namespace fcr {

[[nodiscard]] Subcommand assure_subcommand();

}  // namespace fcr
