// Who takes part, and what each has been answered lately.
#pragma once

#include "sim/exercise/exercise_plan.hpp"
#include "sim/exercise/input.hpp"

#include <cstddef>
#include <deque>
#include <map>
#include <string>
#include <utility>

namespace fcr {

struct Seat {
    Role role = Role::Observer;
    std::string name;
    SimTime briefed = kNever;                            ///< when the latest brief was given
    std::deque<std::pair<std::string, Answer>> answers;  ///< by id of the input, the latest last
};

/// The seats by their names. Not thread-safe.
class Seats {
public:
    static constexpr std::size_t kSeatsMax = 200;
    static constexpr std::size_t kAnswersMax = 1'000;  ///< remembered of each seat

    [[nodiscard]] Seat* find(const std::string& seat);
    /// The seat, made when it is new; null when there is no room for one more.
    [[nodiscard]] Seat* take(const std::string& seat);
    [[nodiscard]] std::size_t count(Role role) const;
    [[nodiscard]] const std::map<std::string, Seat>& all() const { return seats_; }

    [[nodiscard]] static const Answer* remembered(const Seat& seat, const std::string& id);
    static void remember(Seat& seat, const std::string& id, const Answer& answer);

private:
    std::map<std::string, Seat> seats_;
};

}  // namespace fcr
