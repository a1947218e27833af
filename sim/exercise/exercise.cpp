#include "sim/exercise/exercise.hpp"

#include "sim/base/check.hpp"
#include "sim/control_room/state_hash.hpp"
#include "sim/random/streams.hpp"

#include <algorithm>

namespace fcr {
namespace {

constexpr Duration kDigestEvery = std::chrono::minutes{1};
constexpr Duration kLookEvery = std::chrono::seconds{1};

}  // namespace

Exercise::Exercise(const ExercisePlan& plan, NoticeSink& sink, SecondWatcher* watcher)
    : plan_(plan),
      watcher_(watcher),
      overheard_(*plan.room, sink, plan.terms.promise, plan.start),
      room_(*plan.room, overheard_, {.pools = {}, .takes_commands = true}),
      next_digest_(plan.start + kDigestEvery),
      lines_(plan.lines.size()) {
    FCR_CHECK(plan.start < plan.end && plan.end <= plan.room->measured_until,
              "an exercise lies within the run of its room");
    FCR_CHECK(plan.lines.size() <= kEventLinesMax, "an events list has a limit");
    room_.begin(Streams(plan.seed, 0));
    room_.run_until(plan.start);
}

Costs Exercise::costs() const {
    return costs_of(plan_, given_, overheard_.overflow_work(), now());
}

void Exercise::advance_to(SimTime until) {
    if (state_ == ExerciseState::Running) {
        run_clock(until);
    }
}

void Exercise::run_clock(SimTime until) {
    until = std::min(until, plan_.end);
    while (state_ == ExerciseState::Running && now() < until) {
        const SimTime next = std::min(until, next_moment());
        room_.run_until(next);
        if (room_.limit_reached() != Limit::None) {
            happenings_.push_back({.at = now(),
                                   .kind = HappeningKind::LimitReached,
                                   .line = {},
                                   .who = {},
                                   .text = "the room holds no more calls"});
            end({}, "a limit of the room was reached");
            return;
        }
        settle_moment();
    }
    if (state_ == ExerciseState::Running && now() == plan_.end) {
        end({}, "the planned end");
    }
}

/// When the exercise itself has something to do next, after now.
SimTime Exercise::next_moment() const {
    SimTime next = next_digest_;
    const bool watches = [&] {
        for (std::size_t row = 0; row < lines_.size(); ++row) {
            if (lines_[row].status == LineStatus::Waiting && plan_.lines[row].when) {
                return true;
            }
        }
        return false;
    }();
    if (watches || watcher_ != nullptr) {
        next = std::min(next, next_second());
    }
    for (std::size_t row = 0; row < lines_.size(); ++row) {
        const std::optional<Duration>& at = plan_.lines[row].at;
        if (lines_[row].status == LineStatus::Waiting && at && plan_.start + *at > now()) {
            next = std::min(next, plan_.start + *at);
        }
    }
    for (const Awaited& awaited : awaited_) {
        next = std::min(next, awaited.deadline);
    }
    return next;
}

/// The next instant at which conditions are looked at.
SimTime Exercise::next_second() const {
    return plan_.start + ((now() - plan_.start) / kLookEvery + 1) * kLookEvery;
}

/// What the exercise does at the present moment, after the room's events.
void Exercise::settle_moment() {
    fire_due_lines();
    watch_conditions();
    miss_responses();
    if (now() == next_digest_) {
        take_digest();
        next_digest_ += kDigestEvery;
    }
    if (watcher_ != nullptr && (now() - plan_.start) % kLookEvery == Duration::zero()) {
        watcher_->each_second(*this);
    }
}

void Exercise::take_digest() {
    MinuteDigest digest{.at = now(), .room = room_.digest(), .exercise = 0};
    StateHash hash;
    hash.add(digests_.empty() ? 0 : digests_.back().exercise);
    hash.add(digest.room);
    hash.add(inputs_);
    hash.add(std::uint64_t{fired_.size()});
    hash.add(std::uint64_t{actions_.size()});
    for (const LineState& line : lines_) {
        hash.add(static_cast<std::uint64_t>(line.status));
        hash.add(line.holds_since);
    }
    for (const Awaited& awaited : awaited_) {
        hash.add(awaited.deadline);
    }
    digest.exercise = hash.value();
    digests_.push_back(digest);
}

void Exercise::change_state(ExerciseState to, const std::string& who, const std::string& why) {
    FCR_CHECK(may_follow(state_, to), "illegal change of an exercise's state");
    state_ = to;
    happenings_.push_back({.at = now(),
                           .kind = HappeningKind::StateChanged,
                           .state = to,
                           .line = {},
                           .who = who,
                           .text = why});
}

/// Lines that have not fired are told to have been skipped, so that none ends without a word.
void Exercise::end(const std::string& who, const std::string& why) {
    change_state(ExerciseState::Ended, who, why);
    awaited_.clear();
    for (std::size_t row = 0; row < lines_.size(); ++row) {
        if (lines_[row].status == LineStatus::Waiting) {
            lines_[row].status = LineStatus::Skipped;
            happenings_.push_back({.at = now(),
                                   .kind = HappeningKind::LineSkipped,
                                   .line = row,
                                   .who = who,
                                   .text = "the exercise ended"});
        }
    }
}

}  // namespace fcr
