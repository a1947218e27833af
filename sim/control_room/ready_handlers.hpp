// When each handler of a pool is ready for a call, and who is ready first.
#pragma once

#include "sim/base/time.hpp"
#include "sim/kernel/winner_tree.hpp"

#include <cstddef>
#include <cstdint>

namespace fcr {

/// The handlers on duty in a pool by the moment from which they are free, past or to come; of
/// those equal the first seat. Whoever is first is the longest idle, or will be free first.
/// Allocates in the constructor only.
class ReadyHandlers {
public:
    ReadyHandlers() = default;
    explicit ReadyHandlers(std::size_t seats) : keys_(seats) {}

    /// Sends everybody home.
    void reset() { keys_.reset(); }

    [[nodiscard]] bool nobody() const { return keys_.winner() == WinnerTree::kCleared; }
    [[nodiscard]] bool on_duty(std::uint32_t row) const {
        return keys_.key(row) != WinnerTree::kCleared;
    }
    /// The moment of the one who is first; after every instant when there is nobody.
    [[nodiscard]] SimTime first_ready() const {
        return kStartOfRun + Duration{static_cast<std::int64_t>(keys_.winner() >> kRowBits)};
    }
    /// The one who is first. There must be somebody.
    [[nodiscard]] std::uint32_t first() const {
        return static_cast<std::uint32_t>(keys_.winner() & ((1U << kRowBits) - 1));
    }

    void set_ready(std::uint32_t row, SimTime from) {
        keys_.replay(row,
                     static_cast<std::uint64_t>(from.time_since_epoch().count()) << kRowBits | row);
    }
    void go_home(std::uint32_t row) { keys_.replay(row, WinnerTree::kCleared); }

private:
    static constexpr unsigned kRowBits = 16;

    WinnerTree keys_;
};

}  // namespace fcr
