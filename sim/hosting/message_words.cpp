#include "sim/hosting/message_words.hpp"

#include "fcr/v1/live.pb.h"

namespace fcr {

v1::LiveRunState run_state(ExerciseState state) {
    switch (state) {
        case ExerciseState::Draft: return v1::DRAFT;
        case ExerciseState::Lobby: return v1::LOBBY;
        case ExerciseState::Running: return v1::RUNNING;
        case ExerciseState::Paused: return v1::PAUSED;
        case ExerciseState::Ended: return v1::ENDED;
        case ExerciseState::HotDebrief: return v1::HOT_DEBRIEF;
        case ExerciseState::Closed: return v1::CLOSED;
        case ExerciseState::NoDuff: return v1::NO_DUFF;
    }
    return v1::LIVE_RUN_STATE_UNSPECIFIED;
}

v1::JoinSeat::Role role_message(Role role) {
    switch (role) {
        case Role::Controller: return v1::JoinSeat::CONTROLLER;
        case Role::Evaluator: return v1::JoinSeat::EVALUATOR;
        case Role::RolePlayer: return v1::JoinSeat::ROLE_PLAYER;
        case Role::Supervisor: return v1::JoinSeat::SUPERVISOR;
        case Role::Handler: return v1::JoinSeat::HANDLER;
        case Role::Observer: return v1::JoinSeat::OBSERVER;
    }
    return v1::JoinSeat::ROLE_UNSPECIFIED;
}

std::string_view name_of(TileId tile) {
    switch (tile) {
        case TileId::EmergencyWaiting: return "emergency_waiting";
        case TileId::EmergencyAnswered: return "emergency_answered";
        case TileId::OtherWaiting: return "other_waiting";
        case TileId::OtherOutcome: return "other_outcome";
        case TileId::People: return "people";
        case TileId::Risk: return "risk";
    }
    return "";
}

}  // namespace fcr
