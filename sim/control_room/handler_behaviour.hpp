// What the people of a pool decide. The room asks; who answers stands outside it
// (agents/behaviour).
#pragma once

#include "sim/base/time.hpp"

#include <cstdint>

namespace fcr {

/// What a pool's people see when they decide something.
struct PoolView {
    Duration of_day{0};         ///< since midnight, days of 24 h
    std::uint32_t on_duty = 0;  ///< handlers of the pool
    std::uint32_t free = 0;     ///< of them, without a call
    std::uint32_t waiting = 0;  ///< calls in queues of classes they may take
};

/// How the people of one pool act. Each decision is a function of its view alone, so that the same
/// people behave the same in process, behind a connection and from a journal. The defaults are
/// those of people who do what the rules of the room say.
class HandlerBehaviour {
public:
    HandlerBehaviour() = default;
    HandlerBehaviour(const HandlerBehaviour&) = delete;
    HandlerBehaviour& operator=(const HandlerBehaviour&) = delete;
    virtual ~HandlerBehaviour() = default;

    /// Whether a free handler takes other calls before one that has waited so long in its queue.
    [[nodiscard]] virtual bool passes_over(Duration /*waited*/) const { return false; }
    /// What talk and wrap-up are multiplied by. Asked when a call begins to ring.
    [[nodiscard]] virtual double pace(const PoolView& /*view*/) const { return 1.0; }
    /// Whether somebody rings the own line now. Asked at the moments that the scenario's rate
    /// gives.
    [[nodiscard]] virtual bool pads(const PoolView& /*view*/) const { return false; }
    /// The share of the planned seats that are filled. Asked every quarter-hour.
    [[nodiscard]] virtual double presence(const PoolView& /*view*/) const { return 1.0; }
};

}  // namespace fcr
