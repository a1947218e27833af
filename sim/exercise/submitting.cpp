// Submitting: inputs in one order, each once, each by somebody who may.
#include "sim/exercise/exercise.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace fcr {
namespace {

constexpr std::size_t kIdBytesMax = 64;
constexpr std::size_t kTextBytesMax = 4'000;
constexpr std::uint32_t kSpeedMax = 60;
constexpr std::string_view kNotRunning = "the exercise does not run now";

std::string_view name_of_state(ExerciseState state) {
    switch (state) {
        case ExerciseState::Draft: return "a draft";
        case ExerciseState::Lobby: return "in the lobby";
        case ExerciseState::Running: return "running";
        case ExerciseState::Paused: return "paused";
        case ExerciseState::Ended: return "over";
        case ExerciseState::HotDebrief: return "in its hot debrief";
        case ExerciseState::Closed: return "closed";
        case ExerciseState::NoDuff: return "stopped for a real emergency";
    }
    return "";
}

bool fits(const std::string& text) {
    return text.size() <= kTextBytesMax;
}

}  // namespace

bool may_give(Role role, const Input& input) {
    if (std::holds_alternative<Join>(input.what)) {
        return true;
    }
    if (std::holds_alternative<SupervisorAction>(input.what)) {
        return role == Role::Supervisor;
    }
    if (std::holds_alternative<Note>(input.what)) {
        return role == Role::Controller || role == Role::Evaluator;
    }
    return role == Role::Controller;
}

Answer Exercise::submit(const Input& input) {
    Answer answer;
    answer.at = now();
    if (input.id.empty() || input.id.size() > kIdBytesMax || input.seat.empty() ||
        input.seat.size() > kIdBytesMax) {
        answer.reason = fmt::format("id and seat must have 1 to {} bytes", kIdBytesMax);
        return answer;
    }
    if (input.seat == kShellSeat) {
        return pause_by_shell(input);
    }
    Seat* seat = seats_.find(input.seat);
    const Join* const join = std::get_if<Join>(&input.what);
    if (seat == nullptr && join == nullptr) {
        answer.reason = "nobody has joined at this seat";
        return answer;
    }
    if (seat != nullptr) {
        if (const Answer* const earlier = Seats::remembered(*seat, input.id)) {
            answer = *earlier;
            answer.repeated = true;
            return answer;
        }
    }
    answer.number = ++inputs_;
    if (seat != nullptr && !may_give(seat->role, input)) {
        answer.reason = "this is not for the role of this seat";
    } else {
        answer.reason =
            std::visit([&](const auto& what) { return take(what, input, answer); }, input.what);
    }
    answer.accepted = answer.reason.empty();
    seat = seats_.find(input.seat);
    if (seat != nullptr) {
        Seats::remember(*seat, input.id, answer);
    }
    return answer;
}

Answer Exercise::pause_by_shell(const Input& input) {
    Answer answer;
    answer.at = now();
    answer.number = ++inputs_;
    const RunControl* const control = std::get_if<RunControl>(&input.what);
    answer.reason = control != nullptr && control->kind == RunControlKind::Pause
                        ? change_run(*control, input.seat)
                        : std::string("the shell may only pause");
    answer.accepted = answer.reason.empty();
    return answer;
}

std::string Exercise::take(const Join& join, const Input& input, Answer& /*answer*/) {
    if (state_ == ExerciseState::Closed) {
        return "the exercise is closed";
    }
    if (state_ == ExerciseState::Draft && join.role != Role::Controller) {
        return "the lobby is not open yet";
    }
    if (join.name.empty() || join.name.size() > kIdBytesMax) {
        return fmt::format("a name must have 1 to {} bytes", kIdBytesMax);
    }
    const Seat* const there = seats_.find(input.seat);
    if (there != nullptr && there->role != join.role) {
        return "somebody with another role has this seat";
    }
    Seat* const seat = seats_.take(input.seat);
    if (seat == nullptr) {
        return fmt::format("there are no more than {} seats", Seats::kSeatsMax);
    }
    seat->role = join.role;
    seat->name = join.name;
    return {};
}

std::string Exercise::take(const RunControl& control, const Input& input, Answer& /*answer*/) {
    if (!fits(control.reason)) {
        return fmt::format("a reason must have at most {} bytes", kTextBytesMax);
    }
    switch (control.kind) {
        case RunControlKind::SetSpeed:
            if (control.speed < 1 || control.speed > kSpeedMax) {
                return fmt::format("the speed must be from 1 to {}", kSpeedMax);
            }
            speed_ = control.speed;
            return {};
        case RunControlKind::Step: return run_on(now() + control.span, input.seat);
        case RunControlKind::Jump: return run_on(plan_.start + control.span, input.seat);
        case RunControlKind::ConfirmOver: return confirm_over(input.seat);
        case RunControlKind::OpenLobby:
        case RunControlKind::Start:
        case RunControlKind::Pause:
        case RunControlKind::Resume:
        case RunControlKind::End:
        case RunControlKind::BeginDebrief:
        case RunControlKind::Close:
        case RunControlKind::NoDuff: break;
    }
    return change_run(control, input.seat);
}

/// Changes of state that the controller asks for.
std::string Exercise::change_run(const RunControl& control, const std::string& who) {
    const auto target = [&] {
        using enum RunControlKind;
        switch (control.kind) {
            case OpenLobby: return ExerciseState::Lobby;
            case Start:
            case Resume: return ExerciseState::Running;
            case Pause: return ExerciseState::Paused;
            case End: return ExerciseState::Ended;
            case BeginDebrief: return ExerciseState::HotDebrief;
            case Close: return ExerciseState::Closed;
            case NoDuff:
            case SetSpeed:
            case Step:
            case Jump:
            case ConfirmOver: break;
        }
        return ExerciseState::NoDuff;
    }();
    const bool right_door =
        (control.kind != RunControlKind::Start || state_ == ExerciseState::Lobby) &&
        (control.kind != RunControlKind::Resume || state_ == ExerciseState::Paused) &&
        state_ != ExerciseState::NoDuff;
    if (!right_door || !may_follow(state_, target)) {
        return fmt::format("not while the exercise is {}", name_of_state(state_));
    }
    if ((target == ExerciseState::Paused || target == ExerciseState::NoDuff) &&
        control.reason.empty()) {
        return "a reason must be given";
    }
    if (target == ExerciseState::Ended) {
        end(who, control.reason);
        return {};
    }
    if (target == ExerciseState::NoDuff) {
        before_no_duff_ = state_ == ExerciseState::Running ? ExerciseState::Paused : state_;
        confirmed_over_by_.clear();
    }
    change_state(target, who, control.reason);
    if (control.kind == RunControlKind::Start) {
        settle_moment();
    } else if (control.kind == RunControlKind::Resume) {
        fire_due_lines();  // released in the pause
    }
    return {};
}

/// Lets time pass at once, in a pause too; as it ran or stood before.
std::string Exercise::run_on(SimTime until, const std::string& who) {
    if (state_ != ExerciseState::Running && state_ != ExerciseState::Paused) {
        return std::string(kNotRunning);
    }
    if (until <= now() || until > plan_.end) {
        return fmt::format("must lead forward, at most to the end {} s after the start",
                           to_seconds(plan_.end - plan_.start));
    }
    const bool paused = state_ == ExerciseState::Paused;
    if (paused) {
        change_state(ExerciseState::Running, who, "time moves on at once");
        fire_due_lines();
    }
    run_clock(until);
    if (paused && state_ == ExerciseState::Running) {
        change_state(ExerciseState::Paused, who, "time has moved on");
    }
    return {};
}

/// Two controllers must say that the real emergency is over; a room with one says it twice.
std::string Exercise::confirm_over(const std::string& who) {
    if (state_ != ExerciseState::NoDuff) {
        return "no real emergency has been called";
    }
    if (confirmed_over_by_.empty()) {
        confirmed_over_by_ = who;
        return {};
    }
    if (confirmed_over_by_ == who && seats_.count(Role::Controller) > 1) {
        return "another controller must confirm it too";
    }
    change_state(before_no_duff_, who, "the real emergency is over");
    return {};
}

std::string Exercise::take(const LineControl& control, const Input& input, Answer& /*answer*/) {
    const std::optional<std::size_t> line = find_line(control.line);
    if (!line) {
        return "the events list has no such line";
    }
    if (state_ != ExerciseState::Lobby && state_ != ExerciseState::Running &&
        state_ != ExerciseState::Paused) {
        return std::string(kNotRunning);
    }
    LineState& facts = lines_[*line];
    if (facts.status == LineStatus::Fired || facts.status == LineStatus::Skipped) {
        return facts.status == LineStatus::Fired ? "the line has fired"
                                                 : "the line has been skipped";
    }
    const auto tell = [&](HappeningKind kind) {
        happenings_.push_back(
            {.at = now(), .kind = kind, .line = *line, .who = input.seat, .text = {}});
    };
    switch (control.kind) {
        case LineControlKind::Hold:
            if (facts.status == LineStatus::Held) {
                return "the line is held already";
            }
            facts.status = LineStatus::Held;
            tell(HappeningKind::LineHeld);
            return {};
        case LineControlKind::Skip:
            facts.status = LineStatus::Skipped;
            tell(HappeningKind::LineSkipped);
            return {};
        case LineControlKind::Release:
            if (facts.status != LineStatus::Held) {
                return "the line is not held";
            }
            facts.status = LineStatus::Waiting;
            facts.holds_since = kNever;
            tell(HappeningKind::LineReleased);
            if (state_ == ExerciseState::Running) {
                fire_due_lines();
            }
            return {};
        case LineControlKind::Fire:
            if (state_ != ExerciseState::Running) {
                return std::string(kNotRunning);
            }
            fire(*line, input.seat, false);
            return {};
    }
    return {};
}

std::string Exercise::take(const AdHoc& ad_hoc, const Input& input, Answer& answer) {
    if (state_ != ExerciseState::Running) {
        return std::string(kNotRunning);
    }
    if (ad_hoc_ >= kCommandKeysMax - kEventLinesMax) {
        return fmt::format("at most {} injects beside the list", kCommandKeysMax - kEventLinesMax);
    }
    answer.effective = now();
    give(ad_hoc.inject,
         {.at = now(), .command = {}, .line = {}, .contingency = false},
         {.at = now(),
          .kind = HappeningKind::AdHocFired,
          .line = {},
          .who = input.seat,
          .text = ad_hoc.title});
    return {};
}

std::string Exercise::take(const SupervisorAction& action, const Input& input, Answer& answer) {
    if (state_ != ExerciseState::Running) {
        return std::string(kNotRunning);
    }
    if (!fits(action.reason) || !fits(action.text)) {
        return fmt::format("a reason must have at most {} bytes", kTextBytesMax);
    }
    if (needs_reason(action.kind) && action.reason.empty()) {
        return "a reason must be given";
    }
    std::string refusal = act(action, *seats_.find(input.seat), answer);
    if (refusal.empty()) {
        actions_.push_back({.number = answer.number,
                            .at = now(),
                            .seat = input.seat,
                            .action = action,
                            .effective = answer.effective,
                            .count = answer.count});
        see_response(action, input.seat);
    }
    return refusal;
}

std::string Exercise::take(const Note& note, const Input& /*input*/, Answer& /*answer*/) {
    if (state_ == ExerciseState::Closed) {
        return "the exercise is closed";
    }
    return note.text.empty() || !fits(note.text)
               ? fmt::format("a note must have 1 to {} bytes", kTextBytesMax)
               : std::string();
}

}  // namespace fcr
