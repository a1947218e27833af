// What a host writes into the journal beside what people put in (v1::HostRecord), and the one input
// of its own.
#pragma once

#include "sim/base/time.hpp"
#include "sim/exercise/exercise_plan.hpp"
#include "sim/journal/journal_record.hpp"
#include "sim/journal/sha256.hpp"

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <variant>

namespace fcr {

/// The kind of a journal's record whose payload is a v1::HostRecord.
inline constexpr std::uint16_t kHostRecordKind = 4;

/// Who has a token can come back to the seat.
struct TokenNote {
    std::string seat;
    JournalDigest sha256{};
};
/// Which order it was; empty in journals of before orders were remembered.
struct OrderMade {
    std::string by;  ///< seat
    std::string id;
};
/// Somebody has taken an alarm up.
struct AlarmNote {
    OrderMade order;
    std::uint64_t number = 0;
};
/// The seat's token is void.
struct RemovalNote {
    OrderMade order;
    std::string seat;
};
/// This journal goes on from an earlier moment of another one. It is written once all is there that
/// the branch is made of.
struct BranchNote {
    OrderMade order;
    std::uint64_t number = 0;
    SimTime from{};
};
using HostNote = std::variant<TokenNote, AlarmNote, RemovalNote, BranchNote>;

[[nodiscard]] std::string bytes_of(const HostNote& note);
/// Empty when the bytes are none.
[[nodiscard]] std::optional<HostNote> read_host_note(std::string_view bytes);

/// Whether the journal of these records says that anybody can have been told of its exercise: it
/// has more than its plan.
[[nodiscard]] bool is_begun(std::span<const JournalRecord> records);
/// Whether they are the journal of this branch, all of it that was there when it began.
[[nodiscard]] bool is_branch(std::span<const JournalRecord> records, std::uint64_t number);

/// The serialised v1::ExerciseInput by which the shell pauses.
[[nodiscard]] std::string pause_bytes(const std::string& reason);
/// The same by which a seat joins.
[[nodiscard]] std::string join_bytes(const std::string& id,
                                     const std::string& seat,
                                     Role role,
                                     const std::string& name);

}  // namespace fcr
