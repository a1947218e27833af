// What a browser said, read out of its bytes.
#pragma once

#include "sim/base/time.hpp"
#include "sim/exercise/exercise_plan.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <variant>

namespace fcr {

struct SaidHello {
    std::uint32_t format = 0;
    std::string code;
    std::string token;
    bool wall = false;
    std::string name;
    std::uint64_t have_through = 0;
    std::uint64_t branch = 0;
};
/// `bytes` is a v1::ExerciseInput of whichever seat the browser gave; see of_seat().
struct SaidInput {
    std::string id;
    std::string bytes;
};
struct SaidAlarm {
    std::string id;
    std::uint64_t number = 0;
};
struct SaidBranch {
    std::string id;
    SimTime at{};
};
struct SaidReview {
    std::string id;
};
struct SaidCode {
    std::string id;
    std::optional<Role> role;
};
struct SaidRemoval {
    std::string id;
    std::string seat;
};
using ClientMessage =
    std::variant<SaidHello, SaidInput, SaidAlarm, SaidBranch, SaidReview, SaidCode, SaidRemoval>;

/// From now on the library that reads messages writes nothing to standard error: a stranger could
/// make it write a line for each message, and fill a pipe that nobody reads. Who sends what is no
/// message is told so.
void read_without_a_word();

/// Empty when the bytes are none: no such message, or text that is not UTF-8. Control characters
/// are taken out of every text.
[[nodiscard]] std::optional<ClientMessage> read_client_message(std::string_view bytes);

/// The input of the seat that sent it.
[[nodiscard]] std::string of_seat(std::string_view input, const std::string& seat);

/// The input, let pass no more time than up to `until`, so many microseconds after the exercise's
/// start.
[[nodiscard]] std::string cut_short(std::string_view input, Duration at, Duration until);

}  // namespace fcr
