// Mechanisms with numbers that do nothing, and what a room must have for them to be met.
#pragma once

#include "sim/scenario/scenario.hpp"
#include "tests/support/notice_log.hpp"

#include <algorithm>
#include <cstdint>
#include <ostream>
#include <span>

namespace fcr::test {

/// What a room has in any case.
enum class Needs : std::uint8_t { Room, People, Response };

/// A mechanism with neutral numbers.
struct Form {
    const char* name;
    void (*prepare)(Scenario&);  ///< makes the room one that would meet the mechanism, without it
    void (*add)(Scenario&);      ///< adds it
    bool (*meets)(const NoticeLog&);  ///< whether the room has what the mechanism acts on
    Needs needs = Needs::Room;
};

inline std::ostream& operator<<(std::ostream& out, const Form& form) {
    return out << form.name;
}

/// Of what calls do and beget, on their lines and routes.
[[nodiscard]] std::span<const Form> neutral_forms_of_calls();
/// Of those who answer, and of what disturbs them.
[[nodiscard]] std::span<const Form> neutral_forms_of_handlers();
/// Of what becomes of answered calls.
[[nodiscard]] std::span<const Form> neutral_forms_of_response();

// What a mechanism acts on.

inline bool answers(const NoticeLog& log) {
    return std::ranges::count(log.calls, Outcome::Answered, &CallRecord::outcome) > 0;
}

inline bool queues(const NoticeLog& log) {
    return log.queues.size() > 10;
}

// Changes of a room.

inline void leave_alone(Scenario&) {}

template <typename Do>
void for_classes(Scenario& scenario, Do change) {
    std::ranges::for_each(scenario.call_classes, change);
}

template <typename Do>
void for_lines(Scenario& scenario, Do change) {
    std::ranges::for_each(scenario.lines, change);
}

template <typename Do>
void for_pools(Scenario& scenario, Do change) {
    std::ranges::for_each(scenario.pools, change);
}

}  // namespace fcr::test
