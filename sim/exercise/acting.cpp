// Acting: what a supervisor's action is to the room, by the terms of the exercise.
#include "sim/exercise/exercise.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace fcr {
namespace {

constexpr Duration kSpillMax = std::chrono::hours{1};

}  // namespace

/// Who is to move, by name.
std::optional<HandlerId> Exercise::handler_of(const SupervisorAction& action) const {
    if (!action.post) {
        return std::nullopt;
    }
    return HandlerId{plan_.room->pools[action.home].first_handler + *action.post - 1};
}

std::string Exercise::order(const Command& command, Answer& answer) {
    const CommandAnswer told = room_.obey(command);
    answer.effective = told.effective;
    answer.count = told.count;
    switch (told.refusal) {
        case Refusal::None:
            keep_given(command, true, false);
            given_.back().count = told.count;
            return {};
        case Refusal::TooFewOnDuty:
        case Refusal::TooFewForEmergencies:
        case Refusal::NoSeatsFree:
        case Refusal::NobodyLeftToAsk:
            return fmt::format("{} ({} of them)", words_of(told.refusal), told.count);
        case Refusal::SamePool:
        case Refusal::OtherEmployer:
        case Refusal::NoSkill:
        case Refusal::OnRoster:
        case Refusal::RosterAndSeats:
        case Refusal::NotNamed:
        case Refusal::NotThere:
        case Refusal::OnBreak:
        case Refusal::NoOtherPool:
        case Refusal::NothingToOpen:
        case Refusal::ContractorRefuses:
        case Refusal::AlreadySo:
        case Refusal::AidRefused:
        case Refusal::NoCallBacks:
        case Refusal::AlreadyOnPaper:
        case Refusal::SystemStillDown:
        case Refusal::NoExpectedCalls:
        case Refusal::NoRoster:
        case Refusal::NoBreaksToCome:
        case Refusal::NothingToReconcile:
        case Refusal::OnTheWay:
        case Refusal::TooMuchUnderWay: break;
    }
    return std::string(words_of(told.refusal));
}

void Exercise::keep_given(const Command& command, bool by_player, bool contingency) {
    given_.push_back({.at = now(),
                      .command = command,
                      .by_player = by_player,
                      .contingency = contingency,
                      .after_digest = !digests_.empty() && digests_.back().at == now()});
}

std::string Exercise::act(const SupervisorAction& action, Seat& seat, Answer& answer) {
    const ActionTerms& terms = plan_.terms;
    switch (action.kind) {
        case ActionKind::MoveStaff:
            return order(MoveStaff{.from = action.pool,
                                   .to = action.to,
                                   .people = action.post ? 1U : action.people,
                                   .person = handler_of(action),
                                   .log_in = terms.log_in,
                                   .emergency_min = terms.emergency_min},
                         answer);
        case ActionKind::OpenOverflow:
            return order(SetOverflow{.open = true, .notice = terms.overflow_notice}, answer);
        case ActionKind::CloseOverflow: return order(SetOverflow{.open = false}, answer);
        case ActionKind::EmergenciesOnly: return order(SetEmergenciesOnly{.on = true}, answer);
        case ActionKind::AllCalls: return order(SetEmergenciesOnly{.on = false}, answer);
        case ActionKind::AskForAid:
            if (!terms.pass_back) {
                return "no mutual aid is agreed in this exercise";
            }
            return order(SetDiversion{.on = true,
                                      .share = terms.aid_share,
                                      .lead = terms.aid_lead,
                                      .length = terms.aid_length,
                                      .pass_back = *terms.pass_back,
                                      .pass_back_lag = terms.pass_back_lag},
                         answer);
        case ActionKind::EndAid: return order(SetDiversion{.on = false}, answer);
        case ActionKind::CallIn: {
            const auto list = std::ranges::find(terms.off_duty, action.pool, &OffDuty::pool);
            // A roster tells by itself who is off duty.
            const std::uint32_t unlisted = plan_.room->pools[action.pool].rostered
                                               ? plan_.room->pools[action.pool].seats_max
                                               : 0;
            return order(CallIn{.pool = action.pool,
                                .people = action.people,
                                .accepts = terms.call_in_accepts,
                                .travel_min = terms.call_in_travel_min,
                                .travel_max = terms.call_in_travel_max,
                                .stay = terms.call_in_stay,
                                .list = list == terms.off_duty.end() ? unlisted : list->people,
                                .rest = terms.call_in_rest},
                         answer);
        }
        case ActionKind::HoldShiftEnd:
            if (action.length <= Duration::zero() || action.length > terms.hold_max) {
                return fmt::format("a shift may be held for at most {} hours",
                                   to_seconds(terms.hold_max) / 3600.0);
            }
            return order(HoldShiftEnd{.pool = action.pool, .length = action.length}, answer);
        case ActionKind::StartMessage:
            return order(SetMessage{.on = true,
                                    .length = terms.message_length,
                                    .deflected = terms.message_deflects,
                                    .patience = terms.message_patience},
                         answer);
        case ActionKind::StopMessage: return order(SetMessage{.on = false}, answer);
        case ActionKind::StartCallBacks: {
            std::string refused = order(SetCallBacks{.on = true}, answer);
            if (refused.empty()) {
                given_.back().promise =
                    action.length > Duration::zero() ? action.length : terms.promise;
                overheard_.promise(given_.back().promise);
            }
            return refused;
        }
        case ActionKind::StopCallBacks: return order(SetCallBacks{.on = false}, answer);
        case ActionKind::GoOnPaper:
            if (!terms.back_record) {
                return "this room has no work on paper in this exercise";
            }
            return order(WorkOnPaper{.handling_factor = terms.paper_factor,
                                     .back_record = *terms.back_record},
                         answer);
        case ActionKind::Recover:
            return order(RecoverSystems{.spread = terms.back_record_spread}, answer);
        case ActionKind::DeclareCritical:
            answer.effective = now() + terms.critical_notice;
            return action.text.empty() ? "who leads must be given" : std::string();
        case ActionKind::DeclareMajor:
            if (major_declared_) {
                return "a major incident is declared already";
            }
            if (std::ranges::all_of(action.methane, &std::string::empty)) {
                return "at least one field of M/ETHANE must be given";
            }
            major_declared_ = true;
            begin_major_plan(answer);
            answer.effective = now() + terms.major_notice;
            return {};
        case ActionKind::StandDownMajor:
            if (!major_declared_) {
                return "no major incident is declared";
            }
            major_declared_ = false;
            end_major_plan(answer);
            answer.effective = now();
            return {};
        case ActionKind::Brief:
            if (action.text.empty()) {
                return "what is to be told must be given";
            }
            if (seat.briefed != kNever && now() - seat.briefed < terms.brief_gap) {
                return fmt::format("one brief in {} seconds", to_seconds(terms.brief_gap));
            }
            seat.briefed = now();
            answer.effective = now();
            return {};
        case ActionKind::Decide:
            answer.effective = now();
            return action.text.empty() ? "the decision must be given" : std::string();
        case ActionKind::MoveBreaks:
        case ActionKind::CancelBreaks:
            if (action.length <= Duration::zero() || action.length > terms.breaks_max) {
                return fmt::format("breaks may be moved or cancelled for at most {} hours",
                                   to_seconds(terms.breaks_max) / 3600.0);
            }
            return order(fcr::MoveBreaks{.pool = action.pool,
                                         .length = action.length,
                                         .cancel = action.kind == ActionKind::CancelBreaks},
                         answer);
        case ActionKind::Reconcile:
            if (!terms.back_record) {
                return "this room has no work on paper in this exercise";
            }
            return order(fcr::Reconcile{.calls = action.people, .back_record = *terms.back_record},
                         answer);
        case ActionKind::StartTriage:
            return order(
                SetTriage{
                    .on = true, .length = terms.triage_length, .resolved = terms.triage_resolves},
                answer);
        case ActionKind::StopTriage: return order(SetTriage{.on = false}, answer);
        case ActionKind::StartSpill:
            if (action.length < Duration::zero() || action.length > kSpillMax) {
                return fmt::format("calls may go to others after at most {} hours",
                                   to_seconds(kSpillMax) / 3600.0);
            }
            return order(SetSpill{.on = true, .after = action.length}, answer);
        case ActionKind::StopSpill: return order(SetSpill{.on = false}, answer);
        case ActionKind::LongestWaitFirst: return order(SetLongestWait{.on = true}, answer);
        case ActionKind::PlannedPriority: return order(SetLongestWait{.on = false}, answer);
        case ActionKind::FallBack:
        case ActionKind::ReturnToSite:
            if (!terms.site_travel) {
                return "there is no other site in this exercise";
            }
            return order(fcr::FallBack{.on = action.kind == ActionKind::FallBack,
                                       .travel = *terms.site_travel,
                                       .handling_factor = terms.site_factor},
                         answer);
    }
    return {};
}

/// What the plan of a major incident brings by itself, as far as it can: a desk of its own and the
/// number of a casualty bureau. The declaration stands without them.
void Exercise::begin_major_plan(Answer& answer) {
    const ActionTerms& terms = plan_.terms;
    if (terms.desk_pool) {
        static_cast<void>(order(StaffDesk{.on = true,
                                          .pool = *terms.desk_pool,
                                          .people = terms.desk_people,
                                          .lead = terms.desk_lead},
                                answer));
    }
    if (terms.bureau_share > 0.0) {
        Answer bureau;
        static_cast<void>(
            order(OpenBureau{.on = true, .share = terms.bureau_share, .lead = terms.bureau_lead},
                  bureau));
    }
}

void Exercise::end_major_plan(Answer& answer) {
    const ActionTerms& terms = plan_.terms;
    if (terms.desk_pool) {
        static_cast<void>(order(StaffDesk{.on = false, .pool = *terms.desk_pool}, answer));
    }
    if (terms.bureau_share > 0.0) {
        Answer bureau;
        static_cast<void>(order(OpenBureau{.on = false}, bureau));
    }
}

}  // namespace fcr
