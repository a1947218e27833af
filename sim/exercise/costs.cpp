#include "sim/exercise/costs.hpp"

#include <algorithm>
#include <array>
#include <iterator>
#include <variant>

namespace fcr {
namespace {

constexpr Duration kPaidHour = std::chrono::hours{1};
constexpr Duration kPaidMinute = std::chrono::minutes{1};

template <typename Order>
const Order* as(const GivenCommand& given) {
    return given.by_player ? std::get_if<Order>(&given.command) : nullptr;
}

/// Seats that the plan of a pool has at a moment.
std::uint32_t planned_seats(const CompiledScenario& room, PoolId pool, SimTime at) {
    const Rows rows = room.pools[pool].seat_changes;
    std::uint32_t seats = 0;
    for (const SeatChange& change : room.seat_changes.rows().subspan(rows.first, rows.count)) {
        if (change.from <= at) {
            seats = change.seats;
        }
    }
    return seats;
}

/// People's time beyond their shifts between two moments, when nobody goes who was there at the
/// first. Of a roster everybody is taken to have come.
Duration time_over(const CompiledScenario& room, PoolId pool, SimTime from, SimTime until) {
    Duration over{0};
    const CompiledPool& facts = room.pools[pool];
    if (facts.rostered) {
        for (std::uint32_t row = 0; row < facts.seats_max; ++row) {
            const Rows rows = room.persons[HandlerId{facts.first_handler + row}].shifts;
            for (const CompiledShift& shift : room.shifts.rows().subspan(rows.first, rows.count)) {
                if (shift.from <= from && shift.until > from && shift.until < until) {
                    over += until - shift.until;
                }
            }
        }
        return over;
    }
    const std::uint32_t held = planned_seats(room, pool, from);
    SimTime at = from;
    while (at < until) {
        SimTime next = until;
        const Rows rows = facts.seat_changes;
        for (const SeatChange& change : room.seat_changes.rows().subspan(rows.first, rows.count)) {
            next = change.from > at ? std::min(next, change.from) : next;
        }
        const std::uint32_t planned = planned_seats(room, pool, at);
        over += (next - at) * std::int64_t{held - std::min(held, planned)};
        at = next;
    }
    return over;
}

/// Hours of help begun: until it ends, is ended or is refused.
std::int64_t aid_hours(std::span<const GivenCommand> given, std::size_t row, SimTime now) {
    const SetDiversion& order = *as<SetDiversion>(given[row]);
    const SimTime live = given[row].at + order.lead;
    SimTime end = std::min(live + order.length, now);
    for (const GivenCommand& later : given.subspan(row + 1)) {
        const SetDiversion* const changed = std::get_if<SetDiversion>(&later.command);
        const RefuseAid* const refused = std::get_if<RefuseAid>(&later.command);
        if ((changed != nullptr && !changed->on) || (refused != nullptr && refused->on)) {
            end = std::min(end, later.at);
            break;
        }
    }
    return end <= live ? 0 : (end - live + kPaidHour - Duration{1}) / kPaidHour;
}

}  // namespace

std::string_view name_of(CostKind kind) {
    switch (kind) {
        case CostKind::OverflowMinutes: return "overflow_minutes";
        case CostKind::CallInHours: return "call_in_hours";
        case CostKind::OverHours: return "over_hours";
        case CostKind::AidHours: return "aid_hours";
        case CostKind::LostBreaks: return "lost_breaks";
        case CostKind::OtherSite: return "other_site";
    }
    return "";
}

std::string_view unit_of(CostKind kind) {
    switch (kind) {
        case CostKind::OverflowMinutes: return "minute of overflow";
        case CostKind::CallInHours: return "hour of people called in";
        case CostKind::OverHours: return "hour of people beyond their shifts";
        case CostKind::AidHours: return "hour of mutual aid begun";
        case CostKind::LostBreaks: return "break cancelled";
        case CostKind::OtherSite: return "move to the other site";
    }
    return "";
}

Costs costs_of(const ExercisePlan& plan,
               std::span<const GivenCommand> given,
               Duration overflow,
               SimTime now) {
    const ActionPrices& prices = plan.terms.prices;
    const CompiledScenario& room = *plan.room;
    std::array<Duration, kCostKinds> spent{};      // of kinds that are counted by time
    std::array<std::int64_t, kCostKinds> often{};  // of the others
    std::vector<CostItem> items;
    const auto of = [](CostKind kind) { return static_cast<std::size_t>(kind); };
    const auto add = [&](CostItem item) {
        spent[of(item.kind)] += item.time;
        often[of(item.kind)] += item.count;
        items.push_back(item);
    };
    spent[of(CostKind::OverflowMinutes)] = overflow;
    std::vector<SimTime> held_until(room.pools.size(), kStartOfRun);
    for (std::size_t row = 0; row < given.size(); ++row) {
        const GivenCommand& command = given[row];
        if (const auto* const call_in = as<CallIn>(command)) {
            add({.kind = CostKind::CallInHours,
                 .at = command.at,
                 .time = std::max(call_in->stay, prices.call_in_paid_min) *
                         std::int64_t{command.count}});
        } else if (const auto* const hold = as<HoldShiftEnd>(command)) {
            SimTime& paid = held_until[hold->pool.index()];
            const SimTime until = std::min(command.at + hold->length, now);
            const SimTime from = std::max(command.at, paid);
            if (from < until) {
                add({.kind = CostKind::OverHours,
                     .at = command.at,
                     .time = time_over(room, hold->pool, from, until)});
            }
            paid = std::max(paid, command.at + hold->length);
        } else if (const auto* const aid = as<SetDiversion>(command); aid != nullptr && aid->on) {
            add({.kind = CostKind::AidHours,
                 .at = command.at,
                 .count = aid_hours(given, row, now)});
        } else if (const auto* const breaks = as<MoveBreaks>(command);
                   breaks != nullptr && breaks->cancel) {
            add({.kind = CostKind::LostBreaks, .at = command.at, .count = command.count});
        } else if (const auto* const move = as<FallBack>(command); move != nullptr && move->on) {
            add({.kind = CostKind::OtherSite, .at = command.at, .count = 1});
        }
    }
    struct Priced {
        CostKind kind;
        Money price;
        Duration unit;  ///< zero: counted
    };
    const Priced all[kCostKinds] = {
        {CostKind::OverflowMinutes, prices.overflow_minute, kPaidMinute},
        {CostKind::CallInHours, prices.call_in_hour, kPaidHour},
        {CostKind::OverHours, prices.over_hour, kPaidHour},
        {CostKind::AidHours, prices.aid_hour, Duration::zero()},
        {CostKind::LostBreaks, prices.lost_break, Duration::zero()},
        {CostKind::OtherSite, prices.other_site, Duration::zero()},
    };
    Costs costs;
    for (const Priced& priced : all) {
        if (priced.price == Money{}) {
            continue;
        }
        const bool by_time = priced.unit > Duration::zero();
        const std::int64_t amount =
            by_time ? spent[of(priced.kind)].count() : often[of(priced.kind)];
        const std::int64_t unit = by_time ? priced.unit.count() : 1;
        CostLine line{.kind = priced.kind,
                      .thousandths = divide_rounded(WideInteger{amount} * 1'000, unit),
                      .price = priced.price,
                      .sum = Money::pence(divide_rounded(WideInteger{priced.price.units} * amount,
                                                         WideInteger{unit} * 100))};
        costs.total += line.sum;
        costs.lines.push_back(line);
        std::ranges::copy_if(items, std::back_inserter(costs.items), [&](const CostItem& item) {
            return item.kind == priced.kind;
        });
    }
    return costs;
}

}  // namespace fcr
