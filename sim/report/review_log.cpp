// What people did and what was expected of them.
#include "proto/fcr/v1/review.pb.h"
#include "sim/exercise/plan_words.hpp"
#include "sim/report/number.hpp"
#include "sim/report/review_marks.hpp"
#include "sim/report/review_message.hpp"
#include "sim/report/review_words.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace fcr {
namespace {

std::string name_of_seat(const Review& review, const std::string& seat) {
    const auto& seats = review.log.exercise->seats().all();
    const auto found = seats.find(seat);
    return found == seats.end() ? std::string{} : found->second.name;
}

void fill_window(v1::ReviewWindowReport& to, const WindowFigures& window) {
    to.set_emergency_in_time(static_cast<double>(window.emergency_in_time.numerator));
    to.set_emergency_offered(static_cast<double>(window.emergency_in_time.denominator));
    to.set_emergency_waiting_s(six_digits(to_seconds(window.emergency_waiting)));
    if (window.other_answer.measured()) {
        to.set_other_answer_s(six_digits(window.other_answer.value() / 1e6));
    }
    to.set_other_abandoned(static_cast<double>(window.other_abandoned.numerator));
    to.set_other_offered(static_cast<double>(window.other_abandoned.denominator));
    to.set_other_waiting_s(six_digits(to_seconds(window.other_waiting)));
    to.set_nobody_free_min(six_digits(window.nobody_free_min));
}

void fill_decisions(v1::ReviewReport& to, const Review& review, const LogRows& rows) {
    auto effect = review.decisions.begin();
    for (std::size_t row = 0; row < review.log.actions.size(); ++row) {
        const AskedAction& asked = review.log.actions[row];
        v1::ReviewDecisionReport& decision = *to.add_decisions();
        decision.set_input(static_cast<double>(asked.number));
        decision.set_minute(minutes_since(asked.at, *review.plan));
        decision.set_at(clock_second(asked.at));
        decision.set_seat(asked.seat);
        decision.set_name(name_of_seat(review, asked.seat));
        decision.set_action(action_words(*review.plan, asked.action));
        decision.set_log_row(rows.of_order(row));
        decision.set_reason(asked.action.reason);
        if (!asked.refusal.empty()) {
            decision.set_refusal(asked.refusal);
            continue;
        }
        if (asked.effective != kNever) {
            decision.set_lead_min(six_digits(to_seconds(asked.effective - asked.at) / 60.0));
            decision.set_effective(clock_second(asked.effective));
        }
        if (const auto effect_row = rows.of_effect(row)) {
            decision.set_effect_row(*effect_row);
        }
        decision.set_window_minute(
            static_cast<double>((asked.at - review.plan->start) / kReviewMinute));
        fill_window(*decision.mutable_before(), effect->before);
        fill_window(*decision.mutable_after(), effect->after);
        fill_window(*decision.mutable_none(), effect->none);
        ++effect;
    }
}

std::string expected_words(const CriticalTask& task) {
    return words_of(ExpectedResponse{.any_of = task.any_of, .within = task.within});
}

std::string observed_words(const CriticalTask& task) {
    if (task.verdict != TaskVerdict::Met) {
        return std::string(name_of(task.verdict));
    }
    std::string action(task.done ? name_of(*task.done) : std::string_view{});
    std::ranges::replace(action, '_', ' ');
    return fmt::format("{} by {} at {}, after {}",
                       action,
                       task.seat,
                       clock_second(task.done_at),
                       span_words(task.done_at - task.cue));
}

/// Where the log has the event that a task waited for, and what answered it.
void set_rows(v1::ReviewTaskReport& to,
              const CriticalTask& task,
              const Review& review,
              const LogRows& rows) {
    const auto& happenings = review.log.exercise->happenings();
    for (std::size_t place = 0; task.line && place < happenings.size(); ++place) {
        const Happening& happening = happenings[place];
        if (happening.line != task.line) {
            continue;
        }
        if (happening.kind == HappeningKind::LineFired && happening.at == task.cue) {
            to.set_cue_row(rows.of_happening(place));
        } else if (happening.kind == HappeningKind::ResponseSeen && happening.at == task.done_at) {
            to.set_done_row(rows.of_happening(place));
        }
    }
    const auto& actions = review.log.actions;
    for (std::size_t place = 0; !task.line && place < actions.size(); ++place) {
        if (task.verdict == TaskVerdict::Met && actions[place].at == task.done_at &&
            actions[place].seat == task.seat && actions[place].action.kind == task.done) {
            to.set_done_row(rows.of_order(place));
        }
    }
}

void fill_tasks(v1::ReviewReport& to, const Review& review, const LogRows& rows) {
    for (const CriticalTask& task : review.tasks) {
        v1::ReviewTaskReport& row = *to.add_tasks();
        row.set_cue(task.line ? review.plan->lines[*task.line].title
                              : fmt::format("999 has waited more than {} for {}",
                                            span_words(kTaskWait),
                                            span_words(kTaskLasting)));
        if (task.cue != kNever) {
            row.set_at(clock_second(task.cue));
        }
        row.set_expected(task.line ? expected_words(task)
                                   : "any action for capacity within " + span_words(task.within));
        row.set_within_s(to_seconds(task.within));
        row.set_verdict(std::string(name_of(task.verdict)));
        row.set_observed(observed_words(task));
        if (task.line) {
            row.set_objective(review.plan->lines[*task.line].objective);
        }
        set_rows(row, task, review, rows);
        if (task.verdict == TaskVerdict::Met) {
            row.set_after_s(six_digits(to_seconds(task.done_at - task.cue)));
        }
    }
}

void fill_event(v1::ReviewEventReport& to,
                std::size_t row,
                const Review& review,
                const LogRows& rows) {
    const EventLine& line = review.plan->lines[row];
    to.set_id(line.id);
    to.set_title(line.title);
    to.set_objective(line.objective);
    to.set_planned(moment_words(*review.plan, row));
    to.set_status("waiting");
    const auto& happenings = review.log.exercise->happenings();
    for (std::size_t place = 0; place < happenings.size(); ++place) {
        const Happening& happening = happenings[place];
        if (happening.line != row) {
            continue;
        }
        const bool fired = happening.kind == HappeningKind::LineFired;
        const bool skipped = happening.kind == HappeningKind::LineSkipped;
        if (fired || skipped) {
            to.set_status(fired ? "fired" : "skipped");
            to.set_at(clock_second(happening.at));
            to.set_by(!happening.who.empty() ? happening.who : "the list");
            to.set_note(happening.text);
            to.set_log_row(rows.of_happening(place));
        } else if (happening.kind == HappeningKind::LineHeld) {
            to.set_status("held");
            to.set_by(happening.who);
        } else if (happening.kind == HappeningKind::LineReleased) {
            to.set_status("waiting");
        }
    }
    const bool contingency = std::ranges::any_of(
        review.log.exercise->fired(),
        [row](const FiredCommand& command) { return command.line == row && command.contingency; });
    const bool is_somebodys = std::ranges::any_of(
        review.plan->lines, [row](const EventLine& other) { return other.contingency == row; });
    if (to.status() == "fired" && to.by() == "the list" &&
        (contingency || (is_somebodys && !line.at && !line.when))) {
        to.set_by("a missed response");
    }
    std::string expected;
    std::string observed;
    for (const CriticalTask& task : review.tasks) {
        if (task.line == row) {
            expected += (expected.empty() ? "" : "; ") + expected_words(task);
            observed += (observed.empty() ? "" : "; ") + observed_words(task);
        }
    }
    to.set_expected(expected);
    to.set_observed(observed);
}

void fill_people(v1::ReviewReport& to, const Review& review) {
    for (const auto& [id, seat] : review.log.exercise->seats().all()) {
        v1::ReviewSeatReport& row = *to.add_seats();
        row.set_seat(id);
        row.set_role(std::string(name_of(seat.role)));
        row.set_name(seat.name);
    }
    for (std::size_t heading = 0; heading < kDebriefHeadings; ++heading) {
        for (const LoggedNote& note : review.log.notes) {
            if (note.in_debrief && note.heading == static_cast<DebriefHeading>(heading)) {
                v1::ReviewCommentReport& row = *to.add_comments();
                row.set_heading(std::string(words_of(note.heading)));
                row.set_text(note.text);
            }
        }
    }
    for (const ToldMark& told : review.log.contents.marks) {
        v1::ReviewProgramReport& row = *to.add_program();
        row.set_wall(wall_words(told.mark.wall_us));
        row.set_what(std::string(name_of(told.mark.kind)));
        row.set_at(clock_second(told.at));
    }
}

void fill_objectives(v1::ReviewReport& to, const Review& review) {
    for (const Objective& objective : review.plan->objectives) {
        v1::ReviewObjectiveReport& row = *to.add_objectives();
        row.set_id(objective.id);
        row.set_text(objective.text);
        double expected = 0.0;
        double met = 0.0;
        for (const CriticalTask& task : review.tasks) {
            if (task.line && review.plan->lines[*task.line].objective == objective.id &&
                task.verdict != TaskVerdict::NotCued) {
                expected += 1.0;
                met += task.verdict == TaskVerdict::Met ? 1.0 : 0.0;
            }
        }
        row.set_expected(expected);
        row.set_met(met);
    }
}

}  // namespace

void fill_log(v1::ReviewReport& to, const Review& review) {
    const LogRows rows = fill_marks(to, review);
    fill_decisions(to, review, rows);
    fill_tasks(to, review, rows);
    for (std::size_t row = 0; row < review.plan->lines.size(); ++row) {
        fill_event(*to.add_events(), row, review, rows);
    }
    fill_people(to, review);
    fill_objectives(to, review);
    for (const FiredCommand& command : review.left_out) {
        to.add_left_out(command.line ? review.plan->lines[*command.line].title : std::string{});
    }
}

}  // namespace fcr
