#include "sim/review/played_room.hpp"

#include "sim/random/streams.hpp"

#include <algorithm>

namespace fcr {
CommandScript played_script(std::span<const GivenCommand> given) {
    return {given.begin(), given.end()};
}

CommandScript script_without_actions(std::span<const FiredCommand> fired) {
    CommandScript script;
    for (const FiredCommand& command : fired) {
        if (!command.contingency) {
            script.push_back({.at = command.at, .command = command.command});
        }
    }
    return script;
}

RoomPlayer::RoomPlayer(const ExercisePlan& plan)
    : plan_(plan),
      course_(*plan.room, board_plan_of(*plan.scenario)),
      room_(*plan.room, course_, {.pools = {}, .takes_commands = true}) {}

PlayedRoom RoomPlayer::play(const CommandScript& script, const PlayedCourse& course, bool digests) {
    PlayedRoom played;
    ordered_ = {};
    quiet_min_ = 0;
    course_.begin(plan_.start, course.until);
    room_.begin(Streams(course.seed, course.replication));
    auto next = script.begin();
    const auto obey_until = [&](SimTime at, bool after_digest) {
        for (; next != script.end() && next->at <= at &&
               (next->at < at || after_digest || !next->after_digest);
             ++next) {
            room_.run_until(next->at);
            played.void_commands += !room_.obey(next->command).accepted() && next->by_player;
        }
    };
    for (SimTime at = plan_.start; at <= course.until && room_.limit_reached() == Limit::None;
         at += kReviewLook) {
        obey_until(at, false);
        room_.run_until(at);
        const bool whole_minute = (at - plan_.start) % kReviewMinute == Duration::zero();
        if (digests && whole_minute && at > plan_.start) {
            played.digests.push_back(room_.digest());
        }
        obey_until(at, true);
        if (course.policy && whole_minute) {
            follow_policy(*course.policy);
        }
        course_.look(room_);
    }
    obey_until(course.until, true);
    room_.run_until(course.until);
    played.limit = room_.limit_reached();
    return played;
}

void RoomPlayer::follow_policy(ReferencePolicy policy) {
    PolicyView view{.room = {}, .ordered = ordered_};
    for (const LineId line : course_.plan().emergency_lines) {
        const LineSight sight = room_.sight_of(line);
        view.room.emergencies_waiting += sight.waiting;
        view.room.longest_emergency_wait =
            std::max(view.room.longest_emergency_wait, sight.longest_wait);
    }
    for (const LineId line : course_.plan().other_lines) {
        const LineSight sight = room_.sight_of(line);
        view.room.others_waiting += sight.waiting;
        view.room.longest_other_wait = std::max(view.room.longest_other_wait, sight.longest_wait);
    }
    quiet_min_ = view.room.emergencies_waiting == 0 ? quiet_min_ + 1 : 0;
    view.quiet_min = quiet_min_;
    const auto order = order_of(policy, view, plan_.terms);
    if (!order || !room_.obey(*order).accepted()) {
        return;  // what the room cannot do now is asked for again
    }
    if (const auto* const overflow = std::get_if<SetOverflow>(&*order)) {
        ordered_.overflow_open = overflow->open;
    } else if (const auto* const only = std::get_if<SetEmergenciesOnly>(&*order)) {
        ordered_.emergencies_only = only->on;
    }
}

}  // namespace fcr
