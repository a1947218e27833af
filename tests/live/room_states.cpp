// A program that makes a served exercise again from its journal alone and prints what a wall is
// told at given moments, for tests of what a wall shows.
//
//   room_states FOLDER < MOMENTS
//
// A line of MOMENTS is a simulated time in microseconds, not before the one above. Prints one
// v1::ServerMessage a line, as JSON: the welcome of a wall, the states of the moments in their
// order, the whole feed. Of a moment at which something was put in there are several states: that
// before it and that after each input.
#include "fcr/v1/live.pb.h"
#include "sim/exercise/input_reading.hpp"
#include "sim/hosting/frames.hpp"
#include "sim/hosting/host_records.hpp"
#include "sim/hosting/live_room.hpp"
#include "tools/fcrsim/exercise_journal.hpp"

#include <google/protobuf/util/json_util.h>

#include <cstdio>
#include <iostream>
#include <memory>
#include <optional>
#include <string>
#include <variant>

namespace {

using namespace fcr;  // NOLINT(google-build-using-namespace): a program of one file

void print_frame(const std::string& frame) {
    v1::ServerMessage message;
    std::string json;
    if (message.ParseFromString(frame) &&
        google::protobuf::util::MessageToJsonString(message, &json).ok()) {
        std::cout << json << '\n';
    }
}

/// What the record tells happens again.
void take(LiveRoom& room, const JournalRecord& record) {
    const std::string bytes(reinterpret_cast<const char*>(record.payload.data()),
                            record.payload.size());
    if (record.kind == kInputRecordKind) {
        room.advance_to(record.at);
        static_cast<void>(room.submit(bytes));
    } else if (record.kind == kHostRecordKind) {
        const std::optional<HostNote> note = read_host_note(bytes);
        const auto* const alarm = note ? std::get_if<AlarmNote>(&*note) : nullptr;
        if (alarm != nullptr) {
            room.advance_to(record.at);
            room.acknowledge(alarm->number, alarm->order.by);
        }
    }
}

bool acts(const JournalRecord& record) {
    return record.kind == kInputRecordKind || record.kind == kHostRecordKind;
}

}  // namespace

int main(int count, char** words) {
    if (count != 2) {
        std::fprintf(stderr, "room_states FOLDER < MOMENTS\n");
        return 2;
    }
    const auto journal = hold_journal(words[1]);
    if (!journal) {
        return static_cast<int>(journal.error());
    }
    auto plan = plan_of(*journal, words[1]);
    if (!plan) {
        return static_cast<int>(plan.error());
    }
    LiveRoom room(std::make_shared<const ExercisePlan>(std::move(*plan)));
    print_frame(welcome_frame(room, {}));
    auto next = journal->records.begin();
    const auto end = journal->records.end();
    for (std::int64_t moment = 0; std::cin >> moment;) {
        const SimTime at = kStartOfRun + Duration{moment};
        for (; next != end && next->at < at; ++next) {
            take(room, *next);
        }
        room.advance_to(at);
        print_frame(state_frame(room, {}));
        for (; next != end && next->at == at; ++next) {
            take(room, *next);
            if (acts(*next) && room.exercise().now() == at) {  // and not a jump away from it
                print_frame(state_frame(room, {}));
            }
        }
    }
    const Feed& feed = room.everybody();
    for (std::uint64_t told = 0; told < feed.through();) {
        const Feed::Frame frame = feed.frame(told, feed.through(), told == 0, 0);
        print_frame(frame.bytes);
        told = frame.through;
    }
    return 0;
}
