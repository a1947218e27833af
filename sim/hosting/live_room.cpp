#include "sim/hosting/live_room.hpp"

#include "sim/base/check.hpp"
#include "sim/exercise/input_reading.hpp"
#include "sim/hosting/entries.hpp"

#include <algorithm>
#include <utility>

namespace fcr {
namespace {

constexpr Duration kMinute = std::chrono::minutes{1};

bool stands_still(ExerciseState state) {
    return state == ExerciseState::Paused || state == ExerciseState::NoDuff;
}

/// What is seen of the room, and which call-backs its callers were promised.
SeenRoom seen_in(const Exercise& exercise) {
    SeenRoom seen = see_room(exercise.room(), *exercise.plan().room);
    seen.call_backs_owed = exercise.promises().owed;
    seen.oldest_promise = exercise.promises().oldest;
    return seen;
}

}  // namespace

BoardPlan board_of(const ExercisePlan& plan) {
    return board_plan_of(*plan.scenario);
}

LiveRoom::LiveRoom(std::shared_ptr<const ExercisePlan> plan)
    : plan_(std::move(plan)),
      wall_(*plan_->room, board_of(*plan_)),
      counts_(*plan_->room, wall_.plan(), plan_->start),
      month_(plan_->contract ? std::make_optional<ContractMonth>(*plan_) : std::nullopt),
      exercise_(*plan_, *this, this) {
    wall_.look(seen_in(exercise_));
}

void LiveRoom::advance_to(SimTime until) {
    exercise_.advance_to(until);
    add_happenings(exercise_);
}

Result<Answer> LiveRoom::submit(std::string_view bytes) {
    const Result<Input> input = read_input(bytes, *plan_);
    if (!input) {
        return tl::unexpected(input.error());
    }
    const Answer answer = exercise_.submit(*input);
    add_happenings(exercise_);
    if (answer.number == 0 || answer.repeated) {
        return answer;
    }
    if (std::holds_alternative<SupervisorAction>(input->what)) {
        add_for_everybody(action_entry(bytes, answer));
    } else if (const Note* const note = std::get_if<Note>(&input->what); note && answer.accepted) {
        directing_.add(note_entry(answer.at, input->seat, note->text));
    }
    if (answer.accepted) {
        add_told(*input, answer.at);
    }
    return answer;
}

/// What a supervisor briefs or the controller tells beside the list.
void LiveRoom::add_told(const Input& input, SimTime at) {
    const auto* const action = std::get_if<SupervisorAction>(&input.what);
    if (action != nullptr && action->kind == ActionKind::Brief) {
        add_for_everybody(told_entry(at, input.seat, action->text));
    }
    const auto* const ad_hoc = std::get_if<AdHoc>(&input.what);
    const auto* const told =
        ad_hoc == nullptr ? nullptr : std::get_if<ExerciseMessage>(&ad_hoc->inject);
    if (told != nullptr) {
        add_for_everybody(told_entry(at, ad_hoc->title, told->text));
    }
}

bool LiveRoom::acknowledge(std::uint64_t alarm, const std::string& seat) {
    const auto& standing = wall_.alarms().standing();
    const auto found = std::ranges::find(standing, alarm, &Alarm::number);
    const TileId tile =
        found == standing.end() ? TileId::Risk : static_cast<TileId>(found->condition);
    const SimTime now = exercise_.now();
    if (!wall_.alarms().acknowledge(alarm, now, seat)) {
        return false;
    }
    add_for_everybody(alarm_entry(now, alarm, tile, &seat));
    return true;
}

void LiveRoom::call_taken(const CallRecord& call) {
    wall_.call_taken(call);
    counts_.taken(call);
}

void LiveRoom::call_closed(const CallRecord& call) {
    wall_.call_closed(call);
    counts_.closed(call);
    if (month_) {
        month_->call_closed(call);
    }
}

void LiveRoom::seat_taken(const SeatTaken& seat) {
    if (month_) {
        month_->seat_taken(seat);
    }
}

void LiveRoom::work_interrupted(const WorkInterrupted& work) {
    if (month_) {
        month_->work_interrupted(work);
    }
}

const MonthAsOf* LiveRoom::contract_month() {
    if (!month_) {
        return nullptr;
    }
    const SimTime now = exercise_.now();
    const auto minute = [&](SimTime at) { return (at - plan_->start) / kMinute; };
    const bool runs = exercise_.state() == ExerciseState::Running;
    const bool is_new =
        !month_told_ || (runs ? minute(month_told_->at) != minute(now) : month_told_->at != now);
    if (is_new) {
        month_told_ = MonthAsOf{.at = now, .statement = month_->so_far(now)};
    }
    return &*month_told_;
}

void LiveRoom::each_second(const Exercise& exercise) {
    const SimTime now = exercise.now();
    add_happenings(exercise);
    const SeenRoom seen = seen_in(exercise);
    wall_.look(seen);
    counts_.count_until(now);
    add_alarms(now);
    if ((now - plan_->start) % kMinute == Duration::zero()) {
        add_minute(seen);
    }
}

void LiveRoom::add_for_everybody(const std::string& entry) {
    everybody_.add(entry);
    directing_.add(entry);
}

void LiveRoom::add_minute(const SeenRoom& seen) {
    if (seen.at > plan_->start) {
        add_for_everybody(minute_entry(seen, counts_.minute()));
    }
    counts_.next_minute();
}

void LiveRoom::add_alarms(SimTime at) {
    for (const Alarm& alarm : wall_.alarms().standing()) {
        if (alarm.number > alarms_told_) {
            alarms_told_ = alarm.number;
            add_for_everybody(
                alarm_entry(at, alarm.number, static_cast<TileId>(alarm.condition), nullptr));
        }
    }
}

/// Players see how the exercise stands and what is told to them; the rest is for directing staff.
void LiveRoom::add_happenings(const Exercise& exercise) {
    const std::vector<Happening>& all = exercise.happenings();
    for (; happenings_told_ < all.size(); ++happenings_told_) {
        const Happening& happening = all[happenings_told_];
        if (happening.kind == HappeningKind::StateChanged) {
            standing_because_ = stands_still(happening.state) ? happening.text : std::string();
            add_for_everybody(state_entry(happening));
            continue;
        }
        directing_.add(line_entry(happening, *plan_));
        if (happening.kind == HappeningKind::LineFired) {
            const EventLine& line = plan_->lines[*happening.line];
            if (const auto* const told = std::get_if<ExerciseMessage>(&line.inject)) {
                add_for_everybody(told_entry(happening.at, line.title, told->text));
            }
        }
    }
}

}  // namespace fcr
