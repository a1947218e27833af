#include "sim/exercise/seats.hpp"

#include <algorithm>

namespace fcr {

Seat* Seats::find(const std::string& seat) {
    const auto found = seats_.find(seat);
    return found == seats_.end() ? nullptr : &found->second;
}

Seat* Seats::take(const std::string& seat) {
    if (Seat* const there = find(seat)) {
        return there;
    }
    return seats_.size() < kSeatsMax ? &seats_[seat] : nullptr;
}

std::size_t Seats::count(Role role) const {
    return static_cast<std::size_t>(
        std::ranges::count_if(seats_, [=](const auto& seat) { return seat.second.role == role; }));
}

const Answer* Seats::remembered(const Seat& seat, const std::string& id) {
    const auto found =
        std::ranges::find(seat.answers, id, [](const auto& row) { return row.first; });
    return found == seat.answers.end() ? nullptr : &found->second;
}

void Seats::remember(Seat& seat, const std::string& id, const Answer& answer) {
    if (seat.answers.size() == kAnswersMax) {
        seat.answers.pop_front();
    }
    seat.answers.emplace_back(id, answer);
}

}  // namespace fcr
