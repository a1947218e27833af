// The events list: what fires when, who is expected to answer, what comes when nobody does.
#include "sim/exercise/exercise.hpp"

#include <algorithm>
#include <type_traits>

namespace fcr {

namespace {

/// Commands that bring callers have a key of their own for each line, and for each ad hoc inject.
Command with_key(Command command, std::uint32_t key) {
    std::visit(
        [=](auto& order) {
            using Order = std::decay_t<decltype(order)>;
            if constexpr (std::is_same_v<Order, BringCalls> || std::is_same_v<Order, RaiseDemand>) {
                order.key = key;
            }
        },
        command);
    return command;
}

}  // namespace

void Exercise::fire_due_lines() {
    for (std::size_t row = 0; row < lines_.size(); ++row) {
        const std::optional<Duration>& at = plan_.lines[row].at;
        if (lines_[row].status == LineStatus::Waiting && at && plan_.start + *at <= now()) {
            fire(row, {}, false);
        }
    }
}

/// Looked at each whole second only, however the time between is cut.
void Exercise::watch_conditions() {
    if ((now() - plan_.start) % std::chrono::seconds{1} != Duration::zero()) {
        return;
    }
    for (std::size_t row = 0; row < lines_.size(); ++row) {
        const std::optional<Condition>& when = plan_.lines[row].when;
        if (lines_[row].status != LineStatus::Waiting || !when) {
            continue;
        }
        SimTime& since = lines_[row].holds_since;
        since = holds(*when) ? std::min(since, now()) : kNever;
        if (since <= now() && now() - since >= when->lasting) {
            fire(row, {}, false);
        }
    }
}

bool Exercise::holds(const Condition& condition) const {
    double value = 0.0;
    switch (condition.measure) {
        case Measure::LongestWait:
            value = to_seconds(room_.sight_of(condition.line).longest_wait);
            break;
        case Measure::Waiting: value = room_.sight_of(condition.line).waiting; break;
        case Measure::Free: value = room_.sight_of(condition.pool).free; break;
        case Measure::OnDuty: value = room_.sight_of(condition.pool).on_duty; break;
    }
    return condition.above ? value > condition.limit : value < condition.limit;
}

/// A response that has not come by its deadline is missed, and the line's contingency fires.
void Exercise::miss_responses() {
    while (true) {
        const auto missed = std::ranges::find_if(
            awaited_, [this](const Awaited& awaited) { return awaited.deadline <= now(); });
        if (missed == awaited_.end()) {
            return;
        }
        const std::size_t line = missed->line;
        const std::size_t response = missed->response;
        awaited_.erase(missed);
        happenings_.push_back({.at = now(),
                               .kind = HappeningKind::ResponseMissed,
                               .line = line,
                               .response = response,
                               .who = {},
                               .text = {}});
        const std::optional<std::size_t> next = plan_.lines[line].contingency;
        if (next && lines_[*next].status == LineStatus::Waiting) {
            fire(*next, {}, true);
        }
    }
}

void Exercise::fire(std::size_t line, const std::string& who, bool contingency) {
    const EventLine& facts = plan_.lines[line];
    lines_[line].status = LineStatus::Fired;
    give(facts.inject,
         {.at = now(), .command = {}, .line = line, .contingency = contingency},
         {.at = now(), .kind = HappeningKind::LineFired, .line = line, .who = who, .text = {}});
    for (std::size_t row = 0; row < facts.expected.size(); ++row) {
        awaited_.push_back(
            {.line = line, .response = row, .deadline = now() + facts.expected[row].within});
    }
}

/// Lets the room or people have it, and tells that it happened.
void Exercise::give(const Inject& inject, FiredCommand fired, Happening happening) {
    if (const Command* const command = std::get_if<Command>(&inject)) {
        const auto key =
            static_cast<std::uint32_t>(fired.line ? *fired.line : kEventLinesMax + ad_hoc_++);
        fired.command = with_key(*command, key);
        const CommandAnswer answer = room_.obey(fired.command);
        if (answer.accepted()) {
            keep_given(fired.command, false, fired.contingency);
        } else {
            happening.text += std::string(happening.text.empty() ? "" : ": ") +
                              std::string(words_of(answer.refusal));
        }
        fired_.push_back(std::move(fired));
    }
    happenings_.push_back(std::move(happening));
}

/// An action answers every line that waits for one of its kind.
void Exercise::see_response(const SupervisorAction& action, const std::string& seat) {
    std::erase_if(awaited_, [&](const Awaited& awaited) {
        const auto& any_of = plan_.lines[awaited.line].expected[awaited.response].any_of;
        if (std::ranges::find(any_of, action.kind) == any_of.end()) {
            return false;
        }
        happenings_.push_back({.at = now(),
                               .kind = HappeningKind::ResponseSeen,
                               .line = awaited.line,
                               .response = awaited.response,
                               .who = seat,
                               .text = std::string(name_of(action.kind))});
        return true;
    });
}

std::optional<std::size_t> Exercise::find_line(const std::string& id) const {
    const auto found = std::ranges::find(plan_.lines, id, &EventLine::id);
    return found == plan_.lines.end()
               ? std::nullopt
               : std::optional(static_cast<std::size_t>(found - plan_.lines.begin()));
}

}  // namespace fcr
