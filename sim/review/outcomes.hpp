// The figures by which an exercise is judged against what else might have come (training.md 6).
#pragma once

#include "sim/exercise/costs.hpp"
#include "sim/metrics/kpi.hpp"
#include "sim/review/room_course.hpp"

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

namespace fcr {

enum class OutcomeId : std::uint8_t {
    EmergencyInTime,       ///< 999 answered within 10 s over offered, per cent
    EmergencyLongestWait,  ///< seconds, answered or given up
    EmergencyAbandoned,    ///< calls
    OtherAnswer,           ///< 101 mean wait of answered calls, seconds
    OtherAbandoned,        ///< 101 abandoned over offered, per cent
    NobodyFree,            ///< minutes with nobody free for 999
    Occupied,              ///< whole minutes at whose end the occupancy of 15 min is over 85 %
    ContractorCalls,       ///< calls on which a contractor's people worked
    ContractorHours,       ///< hours of talk and wrap-up of those
    Cost,                  ///< of supervisors' orders, pounds; empty where nothing has a price
    PromisesKept,          ///< call-backs; empty where none are offered, as the next
    PromisesBroken,        ///< rung back later, or still owed with the promise past at the end
    ContractCredits,       ///< of the contract's whole month, pounds; empty without a contract
    ContractNet,           ///< charges less credits and what is withheld; likewise
};
inline constexpr std::size_t kReviewOutcomes = 14;

enum class OutcomeUnit : std::uint8_t {
    Percent,
    Seconds,
    Calls,
    Minutes,
    Hours,
    Pounds,
    CallBacks
};
enum class OutcomeBetter : std::uint8_t { Higher, Lower, Neither };

struct OutcomeWords {
    std::string_view id;     ///< in files: `emergency_in_time_percent`
    std::string_view title;  ///< as a person reads it
    OutcomeUnit unit = OutcomeUnit::Calls;
    OutcomeBetter better = OutcomeBetter::Lower;
};
[[nodiscard]] const OutcomeWords& words_of(OutcomeId id);

/// By OutcomeId; empty where there is nothing to measure, such as no call at all.
using Outcomes = std::array<std::optional<double>, kReviewOutcomes>;

/// What is paid for a contract's whole month: what was played, and the rest of it as on days that
/// nobody plays.
struct ContractSums {
    Money credits;
    Money net;
};

/// What came of it beside the calls: what orders cost, what became of promised call-backs, what a
/// contract pays.
struct OrdersCourse {
    Costs costs;
    std::optional<ContractSums> contract{};
    bool call_backs_offered = false;
    std::uint32_t kept = 0;
    std::uint32_t broken = 0;
};
[[nodiscard]] Outcomes outcomes_of(const RoomCourse& course, const OrdersCourse& orders);

/// Which calls a window of a course is about.
struct MinuteSpan {
    std::size_t from = 0;
    std::size_t until = 0;  ///< the first no longer in it
};
/// The counts of some lines over a span of minutes.
[[nodiscard]] KpiCounts counts_of(const RoomCourse& course,
                                  const std::vector<LineId>& lines,
                                  MinuteSpan span);
/// The longest that somebody seen waiting there had waited.
[[nodiscard]] Duration longest_waiting(const RoomCourse& course,
                                       const std::vector<LineId>& lines,
                                       MinuteSpan span);
/// Minutes with nobody free for 999.
[[nodiscard]] double minutes_nobody_free(const RoomCourse& course, MinuteSpan span);

/// The occupancy of the wall's window that ends with the minute.
[[nodiscard]] Ratio occupancy_at(const RoomCourse& course, std::size_t minute);

}  // namespace fcr
