// Shares in the terms are whole basis points.
#pragma once

#include <cstdint>

namespace fcr {

inline constexpr std::int64_t kOneBp = 10'000;  ///< basis points in the whole

}  // namespace fcr
