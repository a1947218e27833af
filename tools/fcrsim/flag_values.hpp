// What values of flags have in common: greatest numbers, dates, and how a wrong one is told.
#pragma once

#include "sim/base/result.hpp"
#include "sim/scenario/civil_day.hpp"

#include <cstdint>
#include <optional>
#include <string>

namespace fcr {

inline constexpr std::uint64_t kSeedMax = 9'007'199'254'740'991;  // 2^53 - 1: JSON keeps it exactly
inline constexpr std::uint64_t kReplicationsMax = 100'000;
inline constexpr std::uint64_t kJobsMax = 1024;

/// The flag's value and what would be right; a flag that is missing has no value.
[[nodiscard]] Problem wrong_flag(const char* flag,
                                 const std::optional<std::string>& value,
                                 std::string remedy);

/// The date that a flag gives; empty without the flag, and where it is no date, which is then among
/// the problems.
[[nodiscard]] std::optional<Date> read_date(const char* flag,
                                            const std::optional<std::string>& text,
                                            Problems& problems);

}  // namespace fcr
