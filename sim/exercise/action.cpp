#include "sim/exercise/action.hpp"

#include <algorithm>

namespace fcr {
namespace {

constexpr std::array<std::string_view, kActionKinds> kActionNames{
    "move_staff",      "open_overflow",      "close_overflow",  "emergencies_only",
    "all_calls",       "ask_for_aid",        "end_aid",         "call_in",
    "hold_shift_end",  "start_message",      "stop_message",    "start_call_backs",
    "stop_call_backs", "go_on_paper",        "recover",         "declare_critical",
    "declare_major",   "stand_down_major",   "brief",           "decide",
    "move_breaks",     "cancel_breaks",      "reconcile",       "start_triage",
    "stop_triage",     "fall_back",          "return_to_site",  "start_spill",
    "stop_spill",      "longest_wait_first", "planned_priority"};
static_assert(kActionNames[static_cast<std::size_t>(ActionKind::PlannedPriority)] ==
              "planned_priority");

}  // namespace

std::string_view name_of(ActionKind kind) {
    return kActionNames[static_cast<std::size_t>(kind)];
}

std::optional<ActionKind> action_of(std::string_view name) {
    const auto* const found = std::ranges::find(kActionNames, name);
    if (found == kActionNames.end()) {
        return std::nullopt;
    }
    return static_cast<ActionKind>(found - kActionNames.begin());
}

bool needs_reason(ActionKind kind) {
    switch (kind) {
        case ActionKind::StartCallBacks:
        case ActionKind::StopCallBacks:
        case ActionKind::GoOnPaper:
        case ActionKind::Recover:
        case ActionKind::DeclareCritical:
        case ActionKind::DeclareMajor:
        case ActionKind::StandDownMajor:
        case ActionKind::FallBack:
        case ActionKind::ReturnToSite: return true;
        case ActionKind::MoveStaff:
        case ActionKind::OpenOverflow:
        case ActionKind::CloseOverflow:
        case ActionKind::EmergenciesOnly:
        case ActionKind::AllCalls:
        case ActionKind::AskForAid:
        case ActionKind::EndAid:
        case ActionKind::CallIn:
        case ActionKind::HoldShiftEnd:
        case ActionKind::StartMessage:
        case ActionKind::StopMessage:
        case ActionKind::Brief:
        case ActionKind::Decide:
        case ActionKind::MoveBreaks:
        case ActionKind::CancelBreaks:
        case ActionKind::Reconcile:
        case ActionKind::StartTriage:
        case ActionKind::StopTriage:
        case ActionKind::StartSpill:
        case ActionKind::StopSpill:
        case ActionKind::LongestWaitFirst:
        case ActionKind::PlannedPriority: return false;
    }
    return false;
}

}  // namespace fcr
