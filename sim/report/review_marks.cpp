// Everything that happened or was said, as the timeline and the log have it.
#include "sim/report/review_marks.hpp"

#include "proto/fcr/v1/review.pb.h"
#include "sim/report/review_words.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace fcr {
namespace {

/// A mark, and what it is of.
struct LogEntry {
    v1::ReviewMarkReport mark;
    std::optional<std::size_t> happening{};
    std::optional<std::size_t> order{};
    std::optional<std::size_t> effect{};
};

v1::ReviewMarkReport mark(const Review& review, SimTime at, std::string_view kind) {
    v1::ReviewMarkReport row;
    row.set_minute(minutes_since(at, *review.plan));
    row.set_at(clock_second(at));
    row.set_kind(std::string(kind));
    return row;
}

std::string happening_words(const Review& review, const Happening& happening) {
    const std::string title =
        happening.line ? review.plan->lines[*happening.line].title : std::string{};
    const std::string more = happening.text.empty() ? "" : " (" + happening.text + ")";
    switch (happening.kind) {
        case HappeningKind::StateChanged:
            return fmt::format("{}{}", name_of(happening.state), more);
        case HappeningKind::LineFired: return title + more;
        case HappeningKind::LineHeld: return title + ", held";
        case HappeningKind::LineReleased: return title + ", released";
        case HappeningKind::LineSkipped: return title + ", skipped" + more;
        case HappeningKind::AdHocFired: return happening.text + ", beside the list";
        case HappeningKind::ResponseSeen: {
            std::string action = happening.text;
            std::ranges::replace(action, '_', ' ');
            return fmt::format("{}: answered by {}", title, action);
        }
        case HappeningKind::ResponseMissed: return title + ": no response in time";
        case HappeningKind::LimitReached: return happening.text;
    }
    return {};
}

std::string_view kind_of(const Happening& happening) {
    switch (happening.kind) {
        case HappeningKind::StateChanged:
            return happening.state == ExerciseState::Paused ||
                           happening.state == ExerciseState::NoDuff
                       ? "pause"
                       : "state";
        case HappeningKind::LineFired:
        case HappeningKind::LineHeld:
        case HappeningKind::LineReleased:
        case HappeningKind::LineSkipped:
        case HappeningKind::AdHocFired: return "event";
        case HappeningKind::ResponseSeen:
        case HappeningKind::ResponseMissed: return "response";
        case HappeningKind::LimitReached: return "state";
    }
    return "";
}

void add_orders(const Review& review, std::vector<LogEntry>& entries) {
    for (std::size_t place = 0; place < review.log.actions.size(); ++place) {
        const AskedAction& asked = review.log.actions[place];
        const bool done = asked.refusal.empty();
        const std::string words = action_words(*review.plan, asked.action);
        v1::ReviewMarkReport row = mark(review, asked.at, done ? "decision" : "refused");
        row.set_text(words + (done ? "" : ": " + asked.refusal));
        row.set_seat(asked.seat);
        row.set_input(static_cast<double>(asked.number));
        entries.push_back({.mark = std::move(row), .order = place});
        if (!done || asked.effective <= asked.at || asked.effective > review.log.until) {
            continue;
        }
        v1::ReviewMarkReport effect = mark(review, asked.effective, "effect");
        effect.set_text("takes effect: " + words);
        effect.set_input(static_cast<double>(asked.number));
        entries.push_back({.mark = std::move(effect), .effect = place});
    }
}

void add_speeds_and_notes(const Review& review, std::vector<LogEntry>& entries) {
    for (const SpeedChange& change : review.log.speeds) {
        v1::ReviewMarkReport row = mark(review, change.at, "speed");
        row.set_text(fmt::format("x{}", change.speed));
        row.set_seat(change.seat);
        row.set_input(static_cast<double>(change.number));
        entries.push_back({.mark = std::move(row)});
    }
    for (const LoggedNote& note : review.log.notes) {
        if (note.in_debrief) {
            continue;
        }
        v1::ReviewMarkReport row = mark(review, note.at, "note");
        row.set_text(note.text);
        row.set_seat(note.seat);
        row.set_input(static_cast<double>(note.number));
        entries.push_back({.mark = std::move(row)});
    }
}

}  // namespace

LogRows fill_marks(v1::ReviewReport& to, const Review& review) {
    std::vector<LogEntry> entries;
    const auto& happenings = review.log.exercise->happenings();
    for (std::size_t place = 0; place < happenings.size(); ++place) {
        const Happening& happening = happenings[place];
        v1::ReviewMarkReport row = mark(review, happening.at, kind_of(happening));
        row.set_text(happening_words(review, happening));
        if (!happening.who.empty()) {
            row.set_seat(happening.who);
        }
        entries.push_back({.mark = std::move(row), .happening = place});
    }
    add_orders(review, entries);
    add_speeds_and_notes(review, entries);
    std::ranges::stable_sort(entries, [](const LogEntry& one, const LogEntry& other) {
        return one.mark.minute() < other.mark.minute();
    });
    LogRows rows(happenings.size(), review.log.actions.size());
    for (std::size_t place = 0; place < entries.size(); ++place) {
        LogEntry& entry = entries[place];
        const auto row = static_cast<double>(place + 1);
        entry.mark.set_row(row);
        if (entry.happening) {
            rows.happenings_[*entry.happening] = row;
        } else if (entry.order) {
            rows.orders_[*entry.order] = row;
        } else if (entry.effect) {
            rows.effects_[*entry.effect] = row;
        }
        if (entry.mark.kind() == "note") {
            *to.add_notes() = entry.mark;
        }
        *to.add_marks() = std::move(entry.mark);
    }
    return rows;
}

}  // namespace fcr
