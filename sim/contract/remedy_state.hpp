// Where a contract stands with its remedies: the rectification plan and the right to leave
// (contracts.md 2.8).
#pragma once

#include "sim/scenario/civil_day.hpp"

#include <cstdint>

namespace fcr {

/// A rectification plan from the material failure that asks for it to its end.
enum class PlanState : std::uint8_t {
    None,
    Drafting,  ///< the supplier writes it
    InReview,  ///< the authority reads it
    InForce,   ///< clean periods count
    Cleared,   ///< enough of them in a row
    Failed,    ///< open too long: a right to terminate
};

/// Whether a plan may go from one state to the next; every change is checked against it.
[[nodiscard]] constexpr bool may_follow(PlanState from, PlanState to) {
    switch (from) {
        case PlanState::None:
        case PlanState::Cleared:
        case PlanState::Failed: return to == PlanState::Drafting || to == PlanState::None;
        case PlanState::Drafting: return to == PlanState::InReview || to == PlanState::Failed;
        case PlanState::InReview: return to == PlanState::InForce || to == PlanState::Failed;
        case PlanState::InForce: return to == PlanState::Cleared || to == PlanState::Failed;
    }
    return false;
}

struct RectificationPlan {
    PlanState state = PlanState::None;
    Date opened{};          ///< last day of the period of the failure
    Date due{};             ///< working days later
    Date reviewed{};        ///< working days later still
    int clean_periods = 0;  ///< in a row, in force
    int periods_open = 0;

    friend bool operator==(const RectificationPlan&, const RectificationPlan&) = default;
};

/// Where the contract itself stands at the close of a period.
enum class ContractStanding : std::uint8_t {
    Running,
    MayTerminate,  ///< the authority has a right that it has not used
    SteppedIn,     ///< force staff run the supplier's pools in the next period
    Terminated,
};

[[nodiscard]] constexpr bool may_follow(ContractStanding from, ContractStanding to) {
    switch (from) {
        case ContractStanding::Running: return to != ContractStanding::Running;
        case ContractStanding::MayTerminate:
            return to == ContractStanding::SteppedIn || to == ContractStanding::Terminated;
        case ContractStanding::SteppedIn: return to != ContractStanding::SteppedIn;
        case ContractStanding::Terminated: return false;
    }
    return false;
}

}  // namespace fcr
