#include "sim/hosting/entries.hpp"

#include "fcr/v1/live.pb.h"
#include "sim/hosting/message_words.hpp"

namespace fcr {
namespace {

using v1::LineEntry;

LineEntry::Kind kind_of(HappeningKind kind) {
    switch (kind) {
        case HappeningKind::LineFired: return LineEntry::FIRED;
        case HappeningKind::LineHeld: return LineEntry::HELD;
        case HappeningKind::LineReleased: return LineEntry::RELEASED;
        case HappeningKind::LineSkipped: return LineEntry::SKIPPED;
        case HappeningKind::AdHocFired: return LineEntry::AD_HOC;
        case HappeningKind::ResponseSeen: return LineEntry::RESPONSE_SEEN;
        case HappeningKind::ResponseMissed: return LineEntry::RESPONSE_MISSED;
        case HappeningKind::StateChanged:
        case HappeningKind::LimitReached: break;
    }
    return LineEntry::LIMIT_REACHED;
}

v1::FeedEntry entry_at(SimTime at) {
    v1::FeedEntry entry;
    entry.set_at_us(microseconds(at));
    return entry;
}

}  // namespace

std::string minute_entry(const SeenRoom& seen, std::span<const KpiCounts> lines) {
    v1::FeedEntry entry = entry_at(seen.at);
    v1::MinuteFigures& minute = *entry.mutable_minute();
    for (std::size_t row = 0; row < seen.lines.size(); ++row) {
        v1::LineMinute& line = *minute.add_lines();
        line.set_waiting(seen.lines[row].waiting);
        line.set_longest_wait_s(to_seconds(seen.lines[row].longest_wait));
        line.set_answered(static_cast<std::uint32_t>(lines[row].answered));
        line.set_abandoned(static_cast<std::uint32_t>(lines[row].abandoned));
        line.set_in_time(static_cast<std::uint32_t>(lines[row].answered_within));
    }
    for (const PoolSight& seen_pool : seen.pools) {
        v1::PoolMinute& pool = *minute.add_pools();
        pool.set_on_duty(seen_pool.on_duty);
        pool.set_free(seen_pool.free);
    }
    return entry.SerializeAsString();
}

std::string state_entry(const Happening& happening) {
    v1::FeedEntry entry = entry_at(happening.at);
    entry.mutable_state()->set_run(run_state(happening.state));
    entry.mutable_state()->set_who(happening.who);
    entry.mutable_state()->set_why(happening.text);
    return entry.SerializeAsString();
}

std::string line_entry(const Happening& happening, const ExercisePlan& plan) {
    v1::FeedEntry entry = entry_at(happening.at);
    LineEntry& line = *entry.mutable_line();
    line.set_kind(kind_of(happening.kind));
    if (happening.line) {
        line.set_line(plan.lines[*happening.line].id);
    }
    line.set_who(happening.who);
    line.set_text(happening.text);
    return entry.SerializeAsString();
}

std::string action_entry(std::string_view input, const Answer& answer) {
    v1::ExerciseInput message;
    message.ParseFromArray(input.data(), static_cast<int>(input.size()));
    v1::FeedEntry entry = entry_at(answer.at);
    v1::ActionEntry& action = *entry.mutable_action();
    action.set_seat(message.seat());
    *action.mutable_action() = message.action();
    action.set_accepted(answer.accepted);
    if (!answer.accepted) {
        action.set_refusal(answer.reason);
    }
    if (answer.effective != kNever) {
        action.set_effective_us(microseconds(answer.effective));
    }
    action.set_count(answer.count);
    return entry.SerializeAsString();
}

std::string told_entry(SimTime at, const std::string& who, const std::string& text) {
    v1::FeedEntry entry = entry_at(at);
    entry.mutable_told()->set_who(who);
    entry.mutable_told()->set_text(text);
    return entry.SerializeAsString();
}

std::string note_entry(SimTime at, const std::string& who, const std::string& text) {
    v1::FeedEntry entry = entry_at(at);
    entry.mutable_note()->set_who(who);
    entry.mutable_note()->set_text(text);
    return entry.SerializeAsString();
}

std::string alarm_entry(SimTime at, std::uint64_t number, TileId tile, const std::string* by) {
    v1::FeedEntry entry = entry_at(at);
    v1::AlarmEntry& alarm = *entry.mutable_alarm();
    alarm.set_number(number);
    alarm.set_tile(std::string(name_of(tile)));
    alarm.set_acknowledged(by != nullptr);
    if (by != nullptr) {
        alarm.set_by(*by);
    }
    return entry.SerializeAsString();
}

}  // namespace fcr
