// What the validators of a contract's parts share. Internal to this folder.
#pragma once

#include "sim/contract/terms.hpp"
#include "sim/scenario/block.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace fcr {

/// A contract under validation: its message, the names it knows, the terms that come of it.
struct ContractReading {
    Block root;
    ContractTerms terms;
    Names lines{.kind = "a line of scope.lines"};
    Names pools{.kind = "a pool of scope.pools"};
    Names kpis{.kind = "a KPI of this contract"};
    bool forecast_is_read = true;          ///< else nothing is missed in it
    const std::string* profile = nullptr;  ///< the forecast profile's bytes; null: read its file
};

// In the order in which they need each other. Each reads its blocks into the terms; what is wrong
// is refused and answered with something harmless.

void read_identity(ContractReading& reading);
void read_term(ContractReading& reading);
void read_scope(ContractReading& reading);
void read_kpis(ContractReading& reading);
void read_scoring(ContractReading& reading);
void read_caps(ContractReading& reading);
void read_remedies(ContractReading& reading);
void read_forecast(ContractReading& reading);
void read_relief(ContractReading& reading);
void read_charges(ContractReading& reading);
void read_indexation(ContractReading& reading);
void read_delivery(ContractReading& reading);

inline constexpr Range kBasisPoints{
    .min = 0.0, .max = 10'000.0, .unit = "basis points (100 is 1 %)"};
inline constexpr Range kCalls{.min = 0.0, .max = 1e9, .unit = "calls"};
inline constexpr std::int64_t kSumPoundsMax = 10'000'000'000;  ///< of a price for a period or more
inline constexpr std::int64_t kUnitPoundsMax = 1'000'000;      ///< of a call, an hour, a minute

/// A sum of pounds from 0 to `pounds_max`, written as a decimal text. Empty when it is left out.
[[nodiscard]] std::optional<Money> read_money(const Block& block,
                                              int field,
                                              std::int64_t pounds_max);
/// Refuses its absence too.
[[nodiscard]] Money needed_money(const Block& block, int field, std::int64_t pounds_max);

/// A decimal text; `above_zero`: 0 is refused. Empty when it is left out.
[[nodiscard]] std::optional<Decimal> read_decimal(const Block& block, int field, bool above_zero);

/// A date. Empty when it is left out.
[[nodiscard]] std::optional<Date> read_date(const Block& block, int field, int index = -1);

/// The date, which must lie from `first` to `last`; `what` says what those are.
[[nodiscard]] std::optional<Date> read_date_within(
    const Block& block, int field, int index, Date first, Date last, std::string_view what);

/// A whole number in 64 bits.
[[nodiscard]] std::int64_t whole_or(const Block& block,
                                    int field,
                                    const Range& range,
                                    std::int64_t otherwise);
[[nodiscard]] std::int64_t needed_whole(const Block& block, int field, const Range& range);

/// Seconds with at most six places, so that they are whole microseconds. Empty when left out.
[[nodiscard]] std::optional<Duration> read_seconds(const Block& block, int field);

/// A text for people: UTF-8 without line breaks.
[[nodiscard]] std::string read_line_of_text(const Block& block, int field);

/// The rows of the KPIs that a list names; all of them where it is left out.
[[nodiscard]] std::vector<std::size_t> read_kpi_list(const ContractReading& reading,
                                                     const Block& block,
                                                     int field);

/// Refuses a field that makes no difference here: it would be a misunderstanding.
void refuse_unused(const Block& block, int field, bool used, std::string_view used_by);

/// The last day of the term with all its extensions.
[[nodiscard]] Date last_day(const TermTerms& term);

/// An enumerator of a contract. Those of the program stand in the order of those of the file, whose
/// 0 is refused; a test loads every one of them.
template <typename Enum>
[[nodiscard]] std::optional<Enum> read_enum(const Block& block, int field) {
    const std::optional<int> value = block.enumerator(field);
    return value ? std::optional<Enum>(static_cast<Enum>(*value - 1)) : std::nullopt;
}
template <typename Enum>
[[nodiscard]] Enum enum_or(const Block& block, int field, Enum otherwise) {
    return read_enum<Enum>(block, field).value_or(otherwise);
}

/// Hours of the week; left out, all of them.
[[nodiscard]] HoursFilter read_hours(const Block& block);

/// Whether the contract's forecast says how many calls to expect on a line; `by_interval`: at what
/// times too.
[[nodiscard]] bool has_forecast(const ContractTerms& terms, LineId line, bool by_interval);

/// A payment on a date between signature and the end.
[[nodiscard]] MilestoneCharge read_milestone(const ContractReading& reading, const Block& block);

/// Reads the bands of an hours charge, those without hours of their own last.
[[nodiscard]] HoursCharge read_hour_bands(const Block& block);
/// Refuses hours that two bands or two charges would both be paid for.
void check_hours_claimed_once(const ContractReading& reading);

}  // namespace fcr
