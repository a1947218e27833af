#include "sim/live/outbox.hpp"

#include <utility>

namespace fcr {

bool Outbox::put(Frame message) {
    if (messages_.size() >= limits_.messages_max || message->size() > limits_.bytes_max - bytes_) {
        return false;
    }
    bytes_ += message->size();
    messages_.push_back(std::move(message));
    return true;
}

Outbox::Frame Outbox::next() {
    if (messages_.empty()) {
        return std::exchange(state_, nullptr);
    }
    Frame message = std::move(messages_.front());
    messages_.pop_front();
    bytes_ -= message->size();
    return message;
}

void Outbox::clear() {
    messages_.clear();
    bytes_ = 0;
    state_ = nullptr;
}

}  // namespace fcr
