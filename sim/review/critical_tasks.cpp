#include "sim/review/critical_tasks.hpp"

#include <algorithm>

namespace fcr {
namespace {

/// Actions that bring people to callers, or callers away from people.
constexpr ActionKind kCapacity[] = {ActionKind::MoveStaff,
                                    ActionKind::OpenOverflow,
                                    ActionKind::EmergenciesOnly,
                                    ActionKind::AskForAid,
                                    ActionKind::CallIn,
                                    ActionKind::HoldShiftEnd,
                                    ActionKind::StartMessage,
                                    ActionKind::StartCallBacks};

void add_expected(const ExerciseLog& log, std::size_t row, std::vector<CriticalTask>& tasks) {
    const Exercise& exercise = *log.exercise;
    const auto& happenings = exercise.happenings();
    const EventLine& line = exercise.plan().lines[row];
    const auto fired = std::ranges::find_if(happenings, [row](const Happening& happening) {
        return happening.kind == HappeningKind::LineFired && happening.line == row;
    });
    for (std::size_t response = 0; response < line.expected.size(); ++response) {
        CriticalTask task{
            .line = row,
            .cue = fired == happenings.end() ? kNever : fired->at,
            .any_of = line.expected[response].any_of,
            .within = line.expected[response].within,
            .verdict = fired == happenings.end() ? TaskVerdict::NotCued : TaskVerdict::Ended,
            .seat = {},
            .done = {}};
        for (const Happening& happening : happenings) {
            if (happening.line != row || happening.response != response) {
                continue;
            }
            if (happening.kind == HappeningKind::ResponseSeen) {
                task.verdict = TaskVerdict::Met;
                task.done_at = happening.at;
                task.seat = happening.who;
                task.done = action_of(happening.text);
            } else if (happening.kind == HappeningKind::ResponseMissed) {
                task.verdict = TaskVerdict::Missed;
            }
        }
        tasks.push_back(std::move(task));
    }
}

CriticalTask standing_task(const ExerciseLog& log, SimTime cue) {
    CriticalTask task{.line = {},
                      .cue = cue,
                      .any_of = {std::begin(kCapacity), std::end(kCapacity)},
                      .within = kTaskWithin,
                      .seat = {},
                      .done = {}};
    for (const AskedAction& asked : log.actions) {
        if (asked.refusal.empty() && asked.at >= cue && asked.at <= cue + kTaskWithin &&
            std::ranges::count(kCapacity, asked.action.kind) > 0) {
            task.verdict = TaskVerdict::Met;
            task.done_at = asked.at;
            task.seat = asked.seat;
            task.done = asked.action.kind;
            return task;
        }
    }
    if (cue + kTaskWithin > log.until) {
        task.verdict = TaskVerdict::Ended;
    }
    return task;
}

}  // namespace

std::vector<CriticalTask> critical_tasks(const ExerciseLog& log, const RoomCourse& course) {
    std::vector<CriticalTask> tasks;
    for (std::size_t row = 0; row < log.exercise->plan().lines.size(); ++row) {
        add_expected(log, row, tasks);
    }
    const auto needed = static_cast<std::size_t>(kTaskLasting / kReviewLook);
    std::size_t held = 0;
    for (std::size_t look = 0; look < course.emergency_waits().size(); ++look) {
        held = course.emergency_waits()[look] > kTaskWait ? held + 1 : 0;
        if (held == needed + 1) {  // the first of them began it
            tasks.push_back(
                standing_task(log, course.start() + static_cast<std::int64_t>(look) * kReviewLook));
        }
    }
    return tasks;
}

}  // namespace fcr
