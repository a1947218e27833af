// An exercise played by a test and journalled as the live program does it.
#pragma once

#include "sim/base/check.hpp"
#include "sim/exercise/exercise.hpp"
#include "sim/exercise/input_reading.hpp"
#include "sim/exercise/journal_replay.hpp"
#include "sim/exercise/plan_records.hpp"
#include "sim/exercise/shell_mark.hpp"
#include "sim/exercise/unheard_notices.hpp"
#include "sim/journal/journal_encoder.hpp"
#include "sim/journal/segment_header.hpp"

#include <algorithm>
#include <span>
#include <string>
#include <vector>

namespace fcr::test {

/// What somebody puts in, as text of v1::ExerciseInput without its id, and when.
struct ScriptedInput {
    Duration since{};  ///< the start of the exercise; it is put in then or as soon as time is there
    std::string text;
};

/// The plan comes first, then inputs before what they make and each minute's digest.
class RecordedExercise {
public:
    /// The bundle must outlive it.
    explicit RecordedExercise(const ExerciseBundle& bundle)
        : bundle_(bundle), exercise_(bundle.plan, unheard_) {
        for (const std::string& payload : bundle.payloads) {
            append(kPlanRecordKind, payload);
        }
        append(kMarkRecordKind,
               mark_bytes({.kind = ShellMarkKind::Started, .wall_us = 1'795'683'600'000'000}));
    }

    /// Plays the script, letting time pass in steps of `step` as a pacer does, to the end.
    void play(std::span<const ScriptedInput> script, Duration step) {
        for (const ScriptedInput& input : script) {
            advance(exercise_.plan().start + input.since, step);
            put_in(input.text);
        }
        advance(exercise_.plan().end, step);
    }

    /// False when it was refused.
    bool put_in(const std::string& text) {
        const auto bytes = input_bytes_of_text("id: '" + std::to_string(++next_id_) + "' " + text);
        FCR_CHECK(bytes.has_value(), "a test's input is no message");
        const auto input = read_input(*bytes, exercise_.plan());
        FCR_CHECK(input.has_value(), "a test's input cannot be read");
        append(kInputRecordKind, *bytes);
        const bool accepted = exercise_.submit(*input).accepted;
        accepted_ += accepted ? 1 : 0;
        keep_digests();
        close_group();  // durable, and acknowledged
        return accepted;
    }

    [[nodiscard]] const Exercise& exercise() const { return exercise_; }

    [[nodiscard]] JournalHeader header() const {
        return {.exercise_id = {},
                .build_id = "test",
                .scenario_hash = bundle_.scenario_hash,
                .seed = bundle_.plan.seed};
    }
    [[nodiscard]] std::size_t accepted() const { return accepted_; }
    /// The groups, in order; none are left.
    [[nodiscard]] std::vector<CommitGroup> take_groups() {
        close_group();
        return std::move(groups_);
    }
    /// The journal as one segment.
    [[nodiscard]] std::vector<std::byte> segment() {
        const std::vector<CommitGroup> groups = take_groups();
        std::size_t size = kHeaderBytes;
        for (const CommitGroup& group : groups) {
            size += group.bytes.size();
        }
        const HeaderBytes head = encode({.journal = header(),
                                         .number = 1,
                                         .segment_size = static_cast<std::uint32_t>(size),
                                         .first_seq = 1,
                                         .digest = first_digest(header())});
        std::vector<std::byte> bytes(head.begin(), head.end());
        for (const CommitGroup& group : groups) {
            bytes.insert(bytes.end(), group.bytes.begin(), group.bytes.end());
        }
        return bytes;
    }

private:
    void advance(SimTime until, Duration step) {
        while (exercise_.state() == ExerciseState::Running && exercise_.now() < until) {
            exercise_.advance_to(std::min(until, exercise_.now() + step));
            keep_digests();
        }
    }
    void append(std::uint16_t kind, const std::string& payload) {
        const auto bytes = std::as_bytes(std::span(payload.data(), payload.size()));
        if (!encoder_.append(exercise_.now(), kind, bytes)) {
            close_group();
            FCR_CHECK(encoder_.append(exercise_.now(), kind, bytes).has_value(), "no room");
        }
    }
    void keep_digests() {
        for (; kept_ < exercise_.digests().size(); ++kept_) {
            const MinuteDigest& digest = exercise_.digests()[kept_];
            if (!encoder_.append_state_digest(digest.at, journal_digest(digest))) {
                close_group();
                FCR_CHECK(encoder_.append_state_digest(digest.at, journal_digest(digest)),
                          "no room");
            }
        }
    }
    void close_group() {
        if (encoder_.waiting() > 0) {
            groups_.push_back(encoder_.take_group());
        }
    }

    const ExerciseBundle& bundle_;
    UnheardNotices unheard_;
    Exercise exercise_;
    JournalEncoder encoder_{{.next_seq = 1, .digest = first_digest(header())}};
    std::vector<CommitGroup> groups_;
    std::size_t kept_ = 0;
    int next_id_ = 0;
    std::size_t accepted_ = 0;
};

}  // namespace fcr::test
