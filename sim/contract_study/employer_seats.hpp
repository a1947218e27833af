// The supplier as the employer of one pool: which of the planned seats it fills on a day.
#pragma once

#include "sim/base/time.hpp"
#include "sim/contract/supplier_terms.hpp"
#include "sim/contract_study/hours_of_week.hpp"
#include "sim/control_room/seat_policy.hpp"
#include "sim/random/streams.hpp"
#include "sim/scenario/civil_day.hpp"

#include <cstdint>
#include <optional>

namespace fcr {

/// A local day, as an employer sees it.
struct EmployerDay {
    SimTime midnight;
    Date date;
    std::int64_t number = 0;  ///< from the start of the term
    int weekday = 0;          ///< 0 Monday to 6 Sunday
};

/// What it has decided for the day.
struct SeatOrders {
    std::int64_t share_bp = 10'000;      ///< of the planned seats, to the nearest
    const SeatsByHour* added = nullptr;  ///< beside that; null: none
};

/// People without guaranteed hours among the planned seats, a quarter-hour of a day.
struct FlexibleSeats {
    std::uint32_t planned = 0;
    std::uint32_t declined = 0;
    std::uint32_t called_off = 0;  ///< of those who accepted, by the order's share
};

/// Told of each day before it begins; then answers the room. The draws of people who may decline
/// are keyed by day, shift and seat, so that they are the same whatever else is ordered.
class EmployerSeats final : public SeatPolicy {
public:
    /// `pool` tells the draws of different pools apart.
    EmployerSeats(std::uint64_t pool, std::optional<ZeroHoursPlan> flexible)
        : pool_(pool), flexible_(flexible) {}

    void begin(const Streams& streams) { streams_ = streams; }
    void order(const EmployerDay& day, const SeatOrders& orders) {
        day_ = day;
        orders_ = orders;
    }

    [[nodiscard]] std::uint32_t seats(const SeatView& view) const override;
    /// What `seats` makes of the flexible ones.
    [[nodiscard]] FlexibleSeats flexible_at(const SeatView& view) const;

private:
    [[nodiscard]] Duration time_of_day(SimTime at) const;

    std::uint64_t pool_;
    std::optional<ZeroHoursPlan> flexible_;
    Streams streams_{0, 0};
    EmployerDay day_;
    SeatOrders orders_;
};

}  // namespace fcr
