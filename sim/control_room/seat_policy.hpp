// How many of a pool's planned seats its employer fills. The room asks; who answers stands outside.
#pragma once

#include "sim/base/time.hpp"

#include <cstdint>

namespace fcr {

/// What an employer is asked about.
struct SeatView {
    SimTime at;                 ///< the quarter-hour that begins, or a change of the plan
    std::uint32_t planned = 0;  ///< seats of the scenario's plan, before disruptions
};

/// The employer of one pool. Each decision is a function of the view and of what the employer has
/// been told before; it must not change while the room handles events.
class SeatPolicy {
public:
    SeatPolicy() = default;
    SeatPolicy(const SeatPolicy&) = delete;
    SeatPolicy& operator=(const SeatPolicy&) = delete;
    virtual ~SeatPolicy() = default;

    /// Seats to be filled until it is asked again, at the next quarter-hour of the run. The room
    /// has no more than the compiled scenario allows for (Pool::called_in_max beside the plan).
    [[nodiscard]] virtual std::uint32_t seats(const SeatView& view) const = 0;
};

}  // namespace fcr
