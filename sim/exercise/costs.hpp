// What the actions of an exercise cost, by the prices of its terms. Exact.
#pragma once

#include "sim/base/time.hpp"
#include "sim/contract/money.hpp"
#include "sim/exercise/exercise_plan.hpp"
#include "sim/exercise/happening.hpp"

#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

namespace fcr {

enum class CostKind : std::uint8_t {
    OverflowMinutes,
    CallInHours,
    OverHours,
    AidHours,
    LostBreaks,
    OtherSite,
};
inline constexpr std::size_t kCostKinds = 6;

/// In messages and files: `overflow_minutes`.
[[nodiscard]] std::string_view name_of(CostKind kind);
/// What one of the kind is, for a person: `hour of people called in`.
[[nodiscard]] std::string_view unit_of(CostKind kind);

struct CostLine {
    CostKind kind = CostKind::OverflowMinutes;
    std::int64_t thousandths = 0;  ///< of a unit, rounded for reading; the sum is not made of it
    Money price;
    Money sum;  ///< the exact amount times the price, rounded once, to whole pence
};

/// What one order adds to a line: time, or how many of what has no time. Overflow has none, its
/// minutes are those of calls (see overflow_work()).
struct CostItem {
    CostKind kind = CostKind::CallInHours;
    SimTime at{};  ///< of the order
    Duration time{0};
    std::int64_t count = 0;
};

/// A line for each kind that has a price, in the order of the kinds; the total is the sum of the
/// lines, as on an invoice (contracts.md 2.2).
struct Costs {
    std::vector<CostLine> lines;
    Money total;
    std::vector<CostItem> items{};  ///< of these lines, by kind, then in the order given
};

/// Of what supervisors have ordered by `now`: work under way is paid for up to then, people who
/// were called in for all the time that they were called in for. `overflow` is the contractors'
/// work so far, see overflow_work().
[[nodiscard]] Costs costs_of(const ExercisePlan& plan,
                             std::span<const GivenCommand> given,
                             Duration overflow,
                             SimTime now);

}  // namespace fcr
