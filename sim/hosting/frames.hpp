// What browsers are told, as serialised v1::ServerMessages.
#pragma once

#include "sim/exercise/input.hpp"
#include "sim/exercise/projection.hpp"
#include "sim/hosting/live_room.hpp"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace fcr {

/// Of these messages; a page of another format is told to reload.
inline constexpr std::uint32_t kLiveFormat = 1;

/// To a seat or a wall that was let in.
struct WelcomeFacts {
    std::string build;
    std::string seat;  ///< empty: a wall
    std::optional<Role> role;
    std::string token;  ///< empty: it has one already
    std::uint64_t branch = 0;
    bool directing = false;  ///< may see the events list
};
[[nodiscard]] std::string welcome_frame(const LiveRoom& room, const WelcomeFacts& facts);

struct SeatConnections {
    std::string seat;
    std::string name;
    Role role = Role::Observer;
    std::uint32_t connections = 0;
};

/// The room as everybody may see it. Who is here is told in the lobby and in the hot debrief.
struct StateFacts {
    std::uint64_t number = 0;
    std::int64_t wall_us = 0;  ///< microseconds since 1970
    std::string banner;
    std::uint32_t connected = 0;
    std::uint64_t branch = 0;
    std::vector<SeatConnections> seats = {};
};
[[nodiscard]] std::string state_frame(const LiveRoom& room, const StateFacts& facts);

/// What only directing staff see.
struct BranchFacts {
    std::uint64_t number = 0;
    std::optional<SimTime> from;
    SimTime until{};
};
[[nodiscard]] std::string directing_frame(const LiveRoom& room,
                                          const std::vector<SeatConnections>& seats,
                                          const std::vector<BranchFacts>& branches);

/// What supervisors have spent; for those who see projections.
[[nodiscard]] std::string costs_frame(const Costs& costs);

/// What the exercise's contract pays for its month so far; for everybody.
[[nodiscard]] std::string contract_frame(const ContractTerms& terms, const MonthAsOf& month);

/// Who is at work and what they do; for those who see projections.
[[nodiscard]] std::string people_frame(const LiveRoom& room);

[[nodiscard]] std::string projection_frame(const Projection& projection);

/// The answer to an input or an order to the server, by its id.
struct AnswerFacts {
    std::string id;
    Answer answer;
    std::string code;  ///< of a new join code
    std::string path;  ///< of a review
};
[[nodiscard]] std::string answer_frame(const AnswerFacts& facts);

enum class GoodbyeWhy : std::uint8_t {
    NotAdmitted,
    SlowDown,
    AnotherFormat,
    Ending,
    Removed,
    TooFast,
    Branched,
};
[[nodiscard]] std::string goodbye_frame(GoodbyeWhy why, const std::string& text, double retry_s);

}  // namespace fcr
