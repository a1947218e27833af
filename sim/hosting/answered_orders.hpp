// What seats were answered to their orders to the server, so that an order sent again acts once.
#pragma once

#include "sim/hosting/frames.hpp"

#include <cstddef>
#include <deque>
#include <map>
#include <string>

namespace fcr {

/// By seat and id. What people put into the exercise itself is remembered there (Seats). Not
/// thread-safe.
class AnsweredOrders {
public:
    static constexpr std::size_t kAnswersMax = 1'000;  ///< remembered of each seat

    /// The first answer to this id of the seat; null when there is none.
    [[nodiscard]] const AnswerFacts* find(const std::string& seat, const std::string& id) const;
    /// Does nothing when the id was answered before.
    void remember(const std::string& seat, const AnswerFacts& answer);

private:
    std::map<std::string, std::deque<AnswerFacts>> answers_;  ///< of each seat the latest last
};

}  // namespace fcr
