// An exercise that ships, played by a script, and its review.
#pragma once

#include "sim/journal/recovery.hpp"
#include "sim/review/review.hpp"
#include "tests/support/recorded_exercise.hpp"

#include <chrono>
#include <memory>
#include <string>
#include <utility>
#include <vector>

namespace fcr::test {

inline ExerciseBundle shipped_exercise(const std::string& name) {
    auto loaded = load_exercise_bundle("config/exercises/" + name + ".txtpb");
    FCR_CHECK(loaded.has_value(), "a shipped exercise does not load");
    return std::move(*loaded);
}
inline const ExerciseBundle& quiet_weekday() {
    static const ExerciseBundle bundle = shipped_exercise("quiet_weekday");
    return bundle;
}
/// The one with a contract.
inline const ExerciseBundle& contractor_half() {
    static const ExerciseBundle bundle = shipped_exercise("contractor_half");
    return bundle;
}

/// Two supervisors, two hours and more; 14 actions of which one is refused.
inline std::vector<ScriptedInput> evening() {
    using namespace std::chrono_literals;
    return {
        {.since = 0s, .text = "seat: 'c' join { role: CONTROLLER name: 'C' }"},
        {.since = 0s, .text = "seat: 'c' run { kind: OPEN_LOBBY }"},
        {.since = 0s, .text = "seat: 'd' join { role: SUPERVISOR name: 'D' }"},
        {.since = 0s, .text = "seat: 'e' join { role: EVALUATOR name: 'E' }"},
        {.since = 0s, .text = "seat: 'c' run { kind: START }"},
        {.since = 300s, .text = "seat: 'd' action { kind: 'brief' text: 'morning' }"},
        {.since = 900s, .text = "seat: 'e' note { text: 'why: not yet a debrief' }"},
        {.since = 1'200s, .text = "seat: 'd' action { kind: 'open_overflow' reason: 'queue' }"},
        {.since = 2'800s,
         .text = "seat: 'd' action { kind: 'call_in' pool: 'in_house' people: 4 }"},
        {.since = 3'600s, .text = "seat: 'c' run { kind: PAUSE reason: 'tea' }"},
        {.since = 3'600s, .text = "seat: 'd' action { kind: 'ask_for_aid' }"},
        {.since = 3'600s, .text = "seat: 'c' run { kind: RESUME }"},
        {.since = 3'660s, .text = "seat: 'c' run { kind: SET_SPEED speed: 10 }"},
        {.since = 6'300s, .text = "seat: 'd' action { kind: 'emergencies_only' reason: 'crash' }"},
        {.since = 7'200s, .text = "seat: 'd' action { kind: 'all_calls' reason: 'over' }"},
        {.since = 9'000s, .text = "seat: 'd' action { kind: 'close_overflow' }"},
        {.since = 14'400s, .text = "seat: 'c' run { kind: BEGIN_DEBRIEF }"},
        {.since = 14'400s, .text = "seat: 'e' note { text: 'Why: the contractor came late' }"},
        {.since = 14'400s, .text = "seat: 'e' note { text: 'thanks' }"}};
}

/// The contractor's overflow is open for all of five hours.
inline std::vector<ScriptedInput> evening_of_overflow() {
    using namespace std::chrono_literals;
    return {{.since = 0s, .text = "seat: 'c' join { role: CONTROLLER name: 'C' }"},
            {.since = 0s, .text = "seat: 'c' run { kind: OPEN_LOBBY }"},
            {.since = 0s, .text = "seat: 'd' join { role: SUPERVISOR name: 'D' }"},
            {.since = 0s, .text = "seat: 'c' run { kind: START }"},
            {.since = 60s, .text = "seat: 'd' action { kind: 'open_overflow' reason: 'queue' }"},
            {.since = 18'000s, .text = "seat: 'c' run { kind: BEGIN_DEBRIEF }"}};
}

/// A journal's bytes and the records in them.
struct Recorded {
    std::vector<std::byte> segment;
    std::vector<JournalRecord> records;
};
inline Recorded record(const ExerciseBundle& bundle, const std::vector<ScriptedInput>& script) {
    Recorded recorded;
    RecordedExercise played(bundle);
    played.play(script, std::chrono::seconds{1});
    recorded.segment = played.segment();
    const SegmentBytes bytes{.number = 1, .bytes = recorded.segment};
    const auto whole = recover(std::span(&bytes, 1), [&](const JournalRecord& record) {
        recorded.records.push_back(record);
    });
    FCR_CHECK(whole.has_value(), "a journal of a test is damaged");
    return recorded;
}

inline Result<Review> review_of(const Recorded& recorded,
                                const ExerciseBundle& bundle,
                                const ReviewOptions& options = {.replications = 0}) {
    return review_exercise(
        recorded.records, std::make_shared<const ExercisePlan>(bundle.plan), "journal", options);
}

}  // namespace fcr::test
