// What a contract measures: its indicators, their periods and bands (contracts.md 2.4, 2.6).
#pragma once

#include "sim/base/time.hpp"
#include "sim/contract/money.hpp"
#include "sim/domain/kpi_definition.hpp"

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace fcr {

enum class KpiPeriod : std::uint8_t { Day, Week, Month, Quarter, Year };

enum class Aggregator : std::uint8_t {
    Pooled,
    MeanOfIntervals,
    ShareOfIntervals,
    WorstInterval,
    WorstDay,
    PercentileOfIntervals,
};

enum class RedialRule : std::uint8_t { CountAll, FirstOnly, LastOnly };
enum class TestRule : std::uint8_t { ExcludeFlagged, CountAll };
enum class BandOn : std::uint8_t { Rounded, Exact };
enum class Polarity : std::uint8_t { HigherBetter, LowerBetter };
enum class Severity : std::uint8_t { Met, Minor, Serious, Severe, BelowThreshold };

/// Hours of the week by the clock on the wall. The default is all of them.
struct HoursFilter {
    std::array<bool, 7> days{true, true, true, true, true, true, true};  ///< from Monday
    Duration from{0};                                                    ///< time of day
    Duration until = std::chrono::hours{24};  ///< at or before `from`: passes midnight
    bool bank_holidays = true;
};

/// A result at least this good (with the indicator's polarity) has these points.
struct KpiBand {
    std::int64_t limit = 0;  ///< basis points, microseconds or calls; of no use in the last band
    std::int64_t points = 0;
    Severity severity = Severity::Met;
    /// The other end as the contract prints it, such as 98.9 of "98.0 to 98.9". Banding goes by
    /// `limit`; lint 9 looks for gaps between the two.
    std::optional<std::int64_t> printed_until{};
};

/// One indicator of a contract. `counting` has population, clock, threshold and formula; pools and
/// lines are rows of the contract's scope.
struct KpiTerms {
    std::string id{};
    std::string title{};
    KpiDefinition counting;
    std::int64_t percentile_bp = 0;  ///< of a Percentile
    HoursFilter hours{};
    RedialRule redial = RedialRule::CountAll;
    Duration redial_within{0};
    TestRule test_calls = TestRule::ExcludeFlagged;
    KpiPeriod period = KpiPeriod::Month;
    Aggregator aggregator = Aggregator::Pooled;
    Duration interval = std::chrono::minutes{30};  ///< 15, 30 or 60 minutes
    std::int64_t interval_target_bp = 0;           ///< of ShareOfIntervals
    std::int64_t aggregate_p_bp = 0;               ///< of PercentileOfIntervals
    std::int64_t sample_min = 1;
    bool roll_small = false;
    int decimals = 1;
    BandOn band_on = BandOn::Rounded;
    Polarity polarity = Polarity::HigherBetter;
    std::int64_t target = 0;       ///< basis points, microseconds or calls, as the type has it
    std::vector<KpiBand> bands{};  ///< best first; never empty: a contract without bands has two
    std::int64_t weight_bp = 0;
    std::string related_group{};
    bool publish = false;
};

/// Whether a value of the indicator is a share, a time or a number of calls.
enum class KpiMeasure : std::uint8_t { Share, Time, Calls };
[[nodiscard]] constexpr KpiMeasure measure_of(KpiType type) {
    switch (type) {
        case KpiType::ServiceLevel:
        case KpiType::Abandonment: return KpiMeasure::Share;
        case KpiType::MeanWait:
        case KpiType::Percentile:
        case KpiType::LongestWait: return KpiMeasure::Time;
        case KpiType::Count: return KpiMeasure::Calls;
    }
    return KpiMeasure::Share;
}

}  // namespace fcr
