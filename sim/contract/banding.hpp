// Where a result stands on the bands of its indicator: rounded or exact (contracts.md 2.2, 2.6).
#pragma once

#include "sim/contract/kpi_terms.hpp"
#include "sim/contract/statement.hpp"

#include <cstdint>
#include <optional>

namespace fcr {

/// A result in the unit of its indicator's bands (basis points, microseconds or calls), exact.
struct BandValue {
    WideInteger numerator = 0;
    WideInteger denominator = 1;  ///< above zero
};

/// The result as the statement shows it: percent, seconds or calls, rounded half up to the
/// indicator's decimals. Empty when it is not measured.
[[nodiscard]] std::optional<Decimal> value_shown(const KpiTerms& kpi, const KpiResult& result);

/// What is judged: the value shown, or the exact one, as `band_on` says. A result that is not
/// measured is a bug.
[[nodiscard]] BandValue judged_value(const KpiTerms& kpi, const KpiResult& result);

/// Whether a value is at least as good as a limit, with the indicator's polarity.
[[nodiscard]] bool reaches(Polarity polarity, const BandValue& value, std::int64_t limit);

/// The limit of the last band in which the indicator is met: what a miss is a miss of. The target,
/// unless the terms contradict themselves (lint 9).
[[nodiscard]] std::int64_t met_limit(const KpiTerms& kpi);

/// Whether a measured result is in a band in which the indicator is met.
[[nodiscard]] bool is_met(const KpiTerms& kpi, const KpiResult& result);

/// How far a value falls short of a limit, in the limit's unit; zero when it reaches it.
[[nodiscard]] BandValue shortfall(Polarity polarity, const BandValue& value, std::int64_t limit);

/// A result judged.
struct Banding {
    Severity severity = Severity::Met;
    std::int64_t points = 0;  ///< hundredths, before repeats and relief
};

/// The first band that the result reaches. Graduated points fall in a straight line from those of
/// the band above at its limit to the band's own at its own limit; the last band, which has no
/// limit, has its own throughout. A result that is not measured is a bug.
[[nodiscard]] Banding band_of(const KpiTerms& kpi, PointsMode mode, const KpiResult& result);

/// The word to publish (contracts.md 2.15). The map is an assumption: the Act sets words only.
[[nodiscard]] Rating rating_of(Severity severity);

}  // namespace fcr
