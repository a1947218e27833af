// How the tables of simulated contracts write figures. Internal to the text of them.
#pragma once

#include "sim/contract/contract_words.hpp"
#include "sim/contract_study/study_figures.hpp"
#include "sim/report/contract_study_words.hpp"
#include "sim/report/number.hpp"

#include <fmt/format.h>

#include <optional>
#include <string>
#include <string_view>
#include <type_traits>

namespace fcr {

inline constexpr std::string_view kNone = "-";

template <typename Value>
inline std::string pounds(const std::optional<Value>& value) {
    if constexpr (std::is_same_v<Value, Spread>) {
        return value ? whole_number(value->mean.value) : std::string(kNone);
    } else {
        return value ? whole_number(value->value) : std::string(kNone);
    }
}

/// Calls, as pounds.
inline std::string calls(const std::optional<Spread>& value) {
    return value ? whole_number(value->mean.value) : std::string(kNone);
}

/// A price of a call.
inline std::string price(const std::optional<Spread>& value) {
    return value ? pounds_and_pence(value->mean.value) : std::string(kNone);
}

inline std::string p10_to_p90(const std::optional<Spread>& spread) {
    return spread ? fmt::format("{} to {}", whole_number(spread->p10), whole_number(spread->p90))
                  : std::string(kNone);
}

inline std::string chance(const std::optional<Proportion>& share) {
    return share ? fmt::format("{:.0f} %", 100.0 * share->value) : std::string(kNone);
}

inline std::string chance_interval(const std::optional<Proportion>& share) {
    return share ? fmt::format("{:.1f} % ({:.1f} to {:.1f})",
                               100.0 * share->value,
                               100.0 * share->low,
                               100.0 * share->high)
                 : std::string(kNone);
}

inline std::string estimate(const std::optional<Estimate>& value, int decimals) {
    return value ? with_half_width(value, {}, decimals) : std::string(kNone);
}

inline std::string month_of(Date date) {
    return date_words(date).substr(0, 7);
}

}  // namespace fcr
