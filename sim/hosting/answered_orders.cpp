#include "sim/hosting/answered_orders.hpp"

#include <algorithm>

namespace fcr {

const AnswerFacts* AnsweredOrders::find(const std::string& seat, const std::string& id) const {
    const auto answers = answers_.find(seat);
    if (answers == answers_.end()) {
        return nullptr;
    }
    const auto found = std::ranges::find(answers->second, id, &AnswerFacts::id);
    return found == answers->second.end() ? nullptr : &*found;
}

void AnsweredOrders::remember(const std::string& seat, const AnswerFacts& answer) {
    if (find(seat, answer.id) != nullptr) {
        return;
    }
    std::deque<AnswerFacts>& answers = answers_[seat];
    if (answers.size() >= kAnswersMax) {
        answers.pop_front();
    }
    answers.push_back(answer);
}

}  // namespace fcr
