// What a key performance indicator counts: population, clock, threshold, formula.
#pragma once

#include "sim/base/time.hpp"
#include "sim/domain/ids.hpp"

#include <cstdint>
#include <optional>

namespace fcr {

/// Where the clock of a wait starts. It stops when the call is answered, or given up.
enum class ClockStart : std::uint8_t {
    Caller,            ///< T0, the caller dials
    OperatorConnect,   ///< T2, the national table's clock; NetworkArrive on lines without operator
    NetworkArrive,     ///< T3, the force's own clock
    MessageEnd,        ///< end of the announcement; Offered where there is none
    Offered,           ///< enters a queue for a person
    SegmentPresented,  ///< enters the queue of the pool that ended the call
};
inline constexpr std::size_t kClockStarts = 6;

enum class Comparator : std::uint8_t {
    AtMost,  ///< LE: a wait of exactly the threshold is within it
    Below,   ///< LT: it is not; the national table's bands
};

/// What the indicator is made of.
enum class KpiType : std::uint8_t {
    ServiceLevel,  ///< a share by one of F1 to F7
    Abandonment,   ///< a share by one of AB1 to AB3
    MeanWait,      ///< of answered calls
    Percentile,    ///< of the waits of answered calls, nearest rank
    LongestWait,   ///< of answered and abandoned calls
    Count,         ///< of calls in the population
};

/// Service-level formulas, contracts.md 2.4. O offered, A answered, L abandoned; index T: within
/// the threshold; index s: abandoned within the short limit.
enum class ServiceLevelFormula : std::uint8_t {
    F1AnsweredOnly,       ///< A_T / A
    F2Offered,            ///< A_T / O
    F3ExcludeAbandonInT,  ///< A_T / (O - L_T)
    F4AbandonInTIsMet,    ///< (A_T + L_T) / O
    F5ExcludeShort,       ///< A_T / (O - L_s)
    F6ShortIsMet,         ///< (A_T + L_s) / O
    F7MalformedDouble,    ///< (A_T + L_T) / (O - L_T): can exceed 1; kept to show bad contracts
};

/// Abandonment formulas, contracts.md 2.4.
enum class AbandonmentFormula : std::uint8_t {
    Ab1All,           ///< L / O
    Ab2ExcludeShort,  ///< (L - L_s) / (O - L_s)
    Ab3AfterShort,    ///< abandoned after s / O
};

/// One indicator. Filters left empty take every call.
struct KpiDefinition {
    KpiType type = KpiType::ServiceLevel;
    std::optional<LineId> line{};
    std::optional<CallClassId> call_class{};
    std::optional<PoolId> pool{};  ///< calls this pool answered, or that gave up ringing at it
    std::optional<EmployerId> employer{};  ///< the same, by the pool's employer
    ClockStart clock = ClockStart::NetworkArrive;
    Duration threshold{0};  ///< T
    Comparator comparator = Comparator::AtMost;
    ServiceLevelFormula formula = ServiceLevelFormula::F2Offered;
    AbandonmentFormula abandonment = AbandonmentFormula::Ab1All;
    Duration short_abandon{0};  ///< s, for F5, F6, AB2, AB3
    double percentile = 0.9;    ///< 0 to 1, for Percentile
};

}  // namespace fcr
