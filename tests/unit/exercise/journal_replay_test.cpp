// A journal of an exercise, written as the live shell writes it, run again to its digests.
#include "sim/exercise/journal_replay.hpp"

#include "sim/exercise/exercise_file.hpp"
#include "sim/exercise/input_reading.hpp"
#include "sim/journal/framing.hpp"
#include "sim/journal/journal_encoder.hpp"
#include "tests/unit/exercise/played.hpp"

#include <gtest/gtest.h>

#include <string>
#include <utility>
#include <vector>

namespace fcr::test {
namespace {

using namespace std::chrono_literals;

/// An exercise that is journalled: inputs before what they make, each minute's digest.
class Journalled {
public:
    explicit Journalled(const ExercisePlan& plan) : exercise_(plan, log_) {}

    void to(Duration since) {
        exercise_.advance_to(exercise_.plan().start + since);
        keep_digests();
    }
    void put_in(const std::string& text) {
        const auto bytes = input_bytes_of_text("id: '" + std::to_string(++next_id_) + "' " + text);
        FCR_CHECK(bytes.has_value(), "a test's input is no message");
        const auto input = read_input(*bytes, exercise_.plan());
        FCR_CHECK(input.has_value(), "a test's input cannot be read");
        FCR_CHECK(encoder_.append(exercise_.now(), kInputRecordKind, bytes_of(*bytes)).has_value(),
                  "the group is full");
        EXPECT_TRUE(exercise_.submit(*input).accepted) << text;
        keep_digests();
    }
    [[nodiscard]] std::vector<std::byte> bytes() { return encoder_.take_group().bytes; }

private:
    static std::span<const std::byte> bytes_of(const std::string& text) {
        return std::as_bytes(std::span(text.data(), text.size()));
    }
    void keep_digests() {
        for (; kept_ < exercise_.digests().size(); ++kept_) {
            const MinuteDigest& digest = exercise_.digests()[kept_];
            FCR_CHECK(encoder_.append_state_digest(digest.at, journal_digest(digest)).has_value(),
                      "the group is full");
        }
    }

    NoticeLog log_;
    Exercise exercise_;
    JournalEncoder encoder_{JournalPosition{}};
    std::size_t kept_ = 0;
    int next_id_ = 0;
};

/// Two hours with a pause, a jump and two actions.
std::vector<std::byte> journal_of(const ExercisePlan& plan) {
    Journalled played(plan);
    played.put_in("seat: 'c' join { role: CONTROLLER name: 'C' }");
    played.put_in("seat: 'c' run { kind: OPEN_LOBBY }");
    played.put_in("seat: 'd' join { role: SUPERVISOR name: 'D' }");
    played.put_in("seat: 'c' run { kind: START }");
    played.to(10min + 3s);
    played.put_in("seat: 'd' action { kind: 'open_overflow' }");
    played.to(30min);
    played.put_in("seat: 'c' run { kind: PAUSE reason: 'coffee' }");
    played.put_in("seat: 'c' run { kind: RESUME }");
    played.put_in("seat: 'c' run { kind: JUMP span_us: 4200000000 }");
    played.put_in("seat: 'd' action { kind: 'call_in' pool: 'in_house' people: 3 }");
    played.to(2h);
    return played.bytes();
}

void replay_bytes(std::span<const std::byte> bytes, JournalReplay& replay) {
    while (const auto frame = frame_at(bytes)) {
        replay.take(frame->record);
        bytes = bytes.subspan(frame->bytes);
        if (bytes.empty()) {
            break;
        }
    }
}

ExercisePlan shipped_plan() {
    auto plan = load_exercise("config/exercises/contractor_half.txtpb");
    FCR_CHECK(plan.has_value(), "a shipped exercise does not load");
    return std::move(*plan);
}

TEST(JournalReplay, MeetsEveryDigest) {
    const ExercisePlan plan = shipped_plan();
    const std::vector<std::byte> journal = journal_of(plan);
    NoticeLog log;
    JournalReplay replay(plan, log);
    replay_bytes(journal, replay);
    EXPECT_EQ(replay.fault(), "");
    EXPECT_EQ(replay.inputs(), 9U);
    EXPECT_EQ(replay.digests_met(), 120U);
    EXPECT_EQ(replay.digests_missed(), 0U);
    EXPECT_FALSE(replay.differs_at());
}

TEST(JournalReplay, TellsTheFirstMinuteThatIsAnotherOne) {
    ExercisePlan plan = shipped_plan();
    const std::vector<std::byte> journal = journal_of(plan);
    plan.terms.overflow_notice = 6min;  // the overflow opens a minute later
    NoticeLog log;
    JournalReplay replay(plan, log);
    replay_bytes(journal, replay);
    ASSERT_TRUE(replay.differs_at());
    EXPECT_GE(*replay.differs_at(), plan.start + 11min);
    EXPECT_LE(*replay.differs_at(), plan.start + 16min);
    EXPECT_EQ(replay.digests_met() + replay.digests_missed(), 120U);
}

TEST(JournalReplay, AnInputThatCannotBeReadEndsIt) {
    const ExercisePlan plan = shipped_plan();
    NoticeLog log;
    JournalReplay replay(plan, log);
    const std::byte nonsense[] = {std::byte{0xFF}, std::byte{0xFF}};
    replay.take({.seq = 7, .at = plan.start, .kind = kInputRecordKind, .payload = nonsense});
    EXPECT_EQ(replay.fault(), "record 7: input: must be a message of journal.proto");
    EXPECT_EQ(replay.inputs(), 0U);
}

}  // namespace
}  // namespace fcr::test
