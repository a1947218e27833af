// The unit in which an extract records times.
#pragma once

#include <span>

namespace fcr {

/// 1 s, a tenth, a hundredth ... or a microsecond: the largest of which all values, in seconds, are
/// multiples. A value of 0 is somewhere below it.
[[nodiscard]] double recorded_unit(std::span<const double> values);

}  // namespace fcr
