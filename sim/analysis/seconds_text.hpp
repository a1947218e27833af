// Seconds as ledgers write them.
#pragma once

#include "sim/base/time.hpp"

#include <optional>
#include <string_view>

namespace fcr {

/// `-12.345678`: whole or decimal seconds, exactly; what is finer than a microsecond is cut. Empty
/// when the text is no such number, or longer than 40 years.
[[nodiscard]] std::optional<Duration> parse_seconds(std::string_view text);

}  // namespace fcr
