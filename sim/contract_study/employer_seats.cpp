#include "sim/contract_study/employer_seats.hpp"

#include <algorithm>

namespace fcr {

namespace {

/// A family of its own beside those of the room's people (1 << 60).
constexpr std::uint64_t kFlexibleSeats = std::uint64_t{1} << 59;

/// To the nearest whole seat.
std::uint32_t share_of(std::uint32_t seats, std::int64_t bp) {
    return static_cast<std::uint32_t>((static_cast<std::int64_t>(seats) * bp + 5'000) / 10'000);
}

}  // namespace

Duration EmployerSeats::time_of_day(SimTime at) const {
    return fcr::time_of_day(day_.date, at - day_.midnight);
}

FlexibleSeats EmployerSeats::flexible_at(const SeatView& view) const {
    FlexibleSeats flexible;
    if (!flexible_) {
        return flexible;
    }
    flexible.planned = share_of(view.planned, flexible_->share_bp);
    const auto shift = static_cast<std::uint64_t>(time_of_day(view.at) / flexible_->shift);
    const auto day = static_cast<std::uint64_t>(day_.number + (std::int64_t{1} << 31));
    for (std::uint32_t seat = 0; seat < flexible.planned; ++seat) {
        const EntityKey offer{.family = kFlexibleSeats | pool_,
                              .member = day << 24U | shift << 16U | seat};
        const auto accepts = static_cast<double>(flexible_->accept_bp) / 10'000.0;
        flexible.declined += streams_.draw(Purpose::Acceptance, offer).next_uniform() >= accepts;
    }
    const std::uint32_t released = view.planned - share_of(view.planned, orders_.share_bp);
    flexible.called_off = std::min(released, flexible.planned - flexible.declined);
    return flexible;
}

std::uint32_t EmployerSeats::seats(const SeatView& view) const {
    const FlexibleSeats flexible = flexible_at(view);
    const std::uint32_t kept = share_of(view.planned, orders_.share_bp);
    // Who declined need not be called off.
    const std::uint32_t come = view.planned - flexible.declined;
    std::int64_t filled = std::min(kept, come);
    if (orders_.added != nullptr) {
        filled += (*orders_.added)[hour_of_week(day_.weekday, time_of_day(view.at))];
    }
    return static_cast<std::uint32_t>(std::max<std::int64_t>(filled, 0));
}

}  // namespace fcr
