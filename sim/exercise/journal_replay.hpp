// A journal run again, and held against the digests that it tells.
#pragma once

#include "sim/control_room/notice.hpp"
#include "sim/exercise/exercise.hpp"
#include "sim/journal/journal_record.hpp"
#include "sim/journal/sha256.hpp"

#include <cstdint>
#include <optional>
#include <string>

namespace fcr {

/// A minute's digest as a journal keeps it (JournalEncoder::append_state_digest): that of
/// everything and that of the room, least byte first, and zeros.
[[nodiscard]] JournalDigest journal_digest(const MinuteDigest& digest);

/// Takes the records of a journal in their order and makes the exercise again. Records of kinds
/// that it does not know are passed over. Not thread-safe.
class JournalReplay {
public:
    /// Plan and sink must outlive it.
    JournalReplay(const ExercisePlan& plan, NoticeSink& sink) : exercise_(plan, sink) {}

    /// What comes after an input that cannot be read is passed over too.
    void take(const JournalRecord& record);

    [[nodiscard]] const Exercise& exercise() const { return exercise_; }
    [[nodiscard]] std::uint64_t inputs() const { return inputs_; }
    /// Digests that were met, and those that were not.
    [[nodiscard]] std::uint64_t digests_met() const { return digests_met_; }
    [[nodiscard]] std::uint64_t digests_missed() const { return digests_missed_; }
    /// The first minute whose digest is another one.
    [[nodiscard]] std::optional<SimTime> differs_at() const { return differs_at_; }
    /// Why an input could not be read, with its seq; empty when all could.
    [[nodiscard]] const std::string& fault() const { return fault_; }

private:
    void take_input(const JournalRecord& record);
    void take_digest(const JournalRecord& record);

    Exercise exercise_;
    std::uint64_t inputs_ = 0;
    std::uint64_t digests_met_ = 0;
    std::uint64_t digests_missed_ = 0;
    std::optional<SimTime> differs_at_;
    std::string fault_;
};

}  // namespace fcr
