// Which fcrsim this is.
#pragma once

#include <string>

namespace fcr {

/// Such as `0.1.0`; what results.json carries.
[[nodiscard]] std::string version();

/// The compiler that made it, such as `GCC 12.2.0`.
[[nodiscard]] std::string compiler();

}  // namespace fcr
