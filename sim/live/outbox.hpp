// What waits to be sent to one client: messages that must arrive, and the newest state.
#pragma once

#include <cstddef>
#include <deque>
#include <memory>
#include <string>

namespace fcr {

/// Holds messages up to its limits and one state. A state that comes while another waits takes its
/// place.
class Outbox {
public:
    using Frame = std::shared_ptr<const std::string>;

    struct Limits {
        std::size_t messages_max;
        std::size_t bytes_max;
    };

    explicit Outbox(Limits limits) : limits_(limits) {}

    void put_state(Frame state) { state_ = std::move(state); }

    /// False, and nothing is put, when it would be more than the limits.
    [[nodiscard]] bool put(Frame message);

    /// Takes what is to be sent next: the oldest message, then the state; null when there is none.
    [[nodiscard]] Frame next();

    /// Whether something waits that must arrive.
    [[nodiscard]] bool owes() const { return !messages_.empty(); }
    /// Of the messages.
    [[nodiscard]] std::size_t bytes() const { return bytes_; }
    void drop_state() { state_ = nullptr; }
    void clear();

private:
    Limits limits_;
    std::deque<Frame> messages_;
    std::size_t bytes_ = 0;  ///< of the messages
    Frame state_;
};

}  // namespace fcr
