#include "sim/review/played_room.hpp"

#include "sim/random/streams.hpp"

#include <algorithm>
#include <utility>

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
      month_(plan.contract ? std::make_optional<ContractMonth>(plan) : std::nullopt),
      both_(month_ ? std::make_optional<NoticeTee>(course_, *month_) : std::nullopt),
      overheard_(*plan.room,
                 both_ ? static_cast<NoticeSink&>(*both_) : course_,
                 plan.terms.promise,
                 plan.start),
      room_(*plan.room, overheard_, {.pools = {}, .takes_commands = true}) {}

PlayedRoom RoomPlayer::play(const CommandScript& script, const PlayedCourse& course, bool digests) {
    PlayedRoom played;
    ordered_ = {};
    quiet_min_ = 0;
    done_.clear();
    course_.begin(plan_.start, course.until);
    overheard_.begin(plan_.terms.promise);
    if (month_) {
        month_->begin();
    }
    room_.begin(Streams(course.seed, course.replication));
    auto next = script.begin();
    const auto obey_until = [&](SimTime at, bool after_digest) {
        for (; next != script.end() && next->at <= at &&
               (next->at < at || after_digest || !next->after_digest);
             ++next) {
            room_.run_until(next->at);
            played.void_commands += !give(*next) && next->by_player;
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
    settle_orders(course.until);
    return played;
}

/// False: the room cannot do it.
bool RoomPlayer::give(GivenCommand command) {
    const CommandAnswer answer = room_.obey(command.command);
    if (!answer.accepted()) {
        return false;
    }
    if (command.promise > Duration::zero()) {
        overheard_.promise(command.promise);
    }
    command.count = answer.count;
    done_.push_back(std::move(command));
    return true;
}

void RoomPlayer::settle_orders(SimTime until) {
    orders_ = {
        .costs = costs_of(plan_, done_, overheard_.overflow_work(), until),
        .contract = {},
        .call_backs_offered = std::ranges::any_of(
            plan_.scenario->call_classes,
            [](const CallClass& offered) { return offered.call_back.has_value(); }),
        .kept = overheard_.promises().kept,
        .broken = overheard_.promises().broken + overheard_.overdue(until),
    };
    if (month_) {
        const Statement whole = month_->whole(until);
        orders_.contract = ContractSums{.credits = whole.credits.payable, .net = whole.net};
    }
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
    if (!order || !give({.at = room_.now(), .command = *order, .by_player = true})) {
        return;  // what the room cannot do now is asked for again
    }
    if (const auto* const overflow = std::get_if<SetOverflow>(&*order)) {
        ordered_.overflow_open = overflow->open;
    } else if (const auto* const only = std::get_if<SetEmergenciesOnly>(&*order)) {
        ordered_.emergencies_only = only->on;
    }
}

}  // namespace fcr
