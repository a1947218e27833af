// Injecting: what befalls the room by command. More calls, fewer people, failing systems, refusals.
#include "sim/control_room/arrival_draws.hpp"
#include "sim/control_room/control_room.hpp"
#include "sim/random/poisson.hpp"

#include <algorithm>

namespace fcr {
namespace {

/// The callers of a command are those of surges with numbers that no scenario's surge has: one for
/// calls that are brought, one for each line and interval where demand is raised.
constexpr std::uint32_t kBrought = std::uint32_t{1} << 30U;
constexpr std::uint32_t kRaised = std::uint32_t{1} << 31U;
constexpr unsigned kRaisedKeyShift = 22;
constexpr unsigned kRaisedLineShift = 16;
constexpr unsigned kOrdinalBits = 12;

}  // namespace

CommandAnswer ControlRoom::carry_out(const BringCalls& order) {
    FCR_CHECK(order.key < kCommandKeysMax, "more commands that bring calls than there are keys");
    demands_.add({.call_class = order.call_class,
                  .calls = order.calls,
                  .from = now(),
                  .until = now() + order.over,
                  .key = order.key});
    for (std::uint32_t call = 0; call < order.calls; ++call) {
        bring_caller(
            {.call_class = order.call_class,
             .key = surge_key(
                 kBrought | order.key, call >> kOrdinalBits, call & ((1U << kOrdinalBits) - 1)),
             .from = now(),
             .over = order.over});
    }
    return {.effective = now(), .count = order.calls};
}

CommandAnswer ControlRoom::carry_out(const RaiseDemand& order) {
    FCR_CHECK(order.key < kCommandKeysMax, "more commands that bring calls than there are keys");
    const CompiledLine& line = scenario_.lines[order.line];
    if (line.rates.count == 0 || line.interval == Duration::zero()) {
        return {.refusal = Refusal::NoExpectedCalls};
    }
    const DemandBrought demand{.line = order.line,
                               .factor = order.factor,
                               .from = now(),
                               .until = std::min(now() + order.length, scenario_.measured_until),
                               .key = order.key};
    demands_.add(demand);
    return {.effective = now(), .count = bring_raised(demand, demand.from, demand.until)};
}

/// Each interval of the profile brings a Poisson number more, spread evenly over its part between
/// the two moments.
std::uint32_t ControlRoom::bring_raised(const DemandBrought& demand, SimTime begin, SimTime until) {
    const CompiledLine& line = scenario_.lines[demand.line];
    std::uint32_t brought = 0;
    auto interval = static_cast<std::uint32_t>((begin - kStartOfRun) / line.interval);
    for (; interval < line.rates.count; ++interval) {
        const SimTime start = kStartOfRun + interval * line.interval;
        const SimTime from = std::max(start, begin);
        const SimTime to = std::min(start + line.interval, until);
        if (from >= to) {
            break;
        }
        double mean = scenario_.rates[RateId{line.rates.first + interval}] * (demand.factor - 1.0) *
                      (to_seconds(to - from) / to_seconds(line.interval));
        const std::uint32_t surge = kRaised | demand.key << kRaisedKeyShift |
                                    static_cast<std::uint32_t>(demand.line.index())
                                        << kRaisedLineShift |
                                    (interval & 0xFFFFU);
        for (std::uint32_t chunk = 0; mean > 0.0; ++chunk, mean -= kChunkMean) {
            const std::uint64_t key = surge_key(surge, chunk, 0);
            const double place =
                course_.uniform({.family = kIntervalFamily, .member = key}, Purpose::SurgeCount);
            const std::uint32_t count = poisson_by_inversion(std::min(mean, kChunkMean), place);
            for (std::uint32_t call = 0; call < count; ++call) {
                bring_caller({.call_class = class_of_line(demand.line, key + call),
                              .key = key + call,
                              .from = from,
                              .over = to - from});
            }
            brought += count;
        }
    }
    return brought;
}

/// Part of a burst whose calls nobody counts: a Poisson number of them, as if they came at its
/// rate.
void ControlRoom::bring_rest_of_burst(const DemandBrought& demand, SimTime from, SimTime until) {
    double mean =
        demand.calls * (to_seconds(until - from) / to_seconds(demand.until - demand.from));
    for (std::uint32_t chunk = 0; mean > 0.0; ++chunk, mean -= kChunkMean) {
        const std::uint64_t key = surge_key(kBrought | demand.key, chunk, 0);
        const double place =
            course_.uniform({.family = kIntervalFamily, .member = key}, Purpose::SurgeCount);
        const std::uint32_t count = poisson_by_inversion(std::min(mean, kChunkMean), place);
        for (std::uint32_t call = 0; call < count; ++call) {
            bring_caller({.call_class = *demand.call_class,
                          .key = key + call,
                          .from = from,
                          .over = until - from});
        }
    }
}

/// The class of a caller of the line, by the caller's own draw.
CallClassId ControlRoom::class_of_line(LineId line, std::uint64_t key) const {
    const Rows rows = scenario_.lines[line].classes;
    const auto shares = scenario_.class_shares.rows().subspan(rows.first, rows.count);
    const double place = course_.uniform(call_entity(key), Purpose::CallClass);
    const auto share =
        std::ranges::find_if(shares, [=](const ClassShare& row) { return place < row.cumulative; });
    return share == shares.end() ? shares.back().call_class : share->call_class;
}

void ControlRoom::bring_caller(const BroughtCaller& brought) {
    Caller caller;
    caller.key = brought.key;
    caller.call_class = brought.call_class;
    const double place = course_.uniform(call_entity(brought.key), Purpose::ArrivalOffset);
    caller.dialled = brought.from + duration_from_seconds(place * to_seconds(brought.over));
    if (caller.dialled >= scenario_.measured_until) {
        return;
    }
    course_.draw_following(caller);
    // Who came before a future was drawn has come already.
    if (caller.network_arrive >= now()) {
        plan(caller);
    }
}

CommandAnswer ControlRoom::carry_out(const LoseStaff& order) {
    PoolOrders& orders = pool_orders_[order.pool];
    const bool rostered = scenario_.pools[order.pool].rostered;
    const std::uint32_t before = rostered ? 0 : pools_[order.pool].seats;
    std::uint32_t people = order.people;
    if (rostered) {
        const double part = order.share * pools_[order.pool].on_duty + 1e-9;
        people = lose_people(order.pool, people + static_cast<std::uint32_t>(part));
        orders.lost += people;
    } else {
        orders.lost += people;
        orders.lost_share += order.share;
        fill_seats(order.pool);
    }
    if (order.length) {
        later(*order.length,
              {.effect = Effect::PeopleReturn,
               .pool = order.pool,
               .people = people,
               .share = rostered ? 0.0 : order.share,
               .round = orders.loss_round});
    }
    return {.effective = now(), .count = rostered ? people : before - pools_[order.pool].seats};
}

/// So many people, and this share, are there again.
std::uint32_t ControlRoom::give_back(PoolId pool, std::uint32_t people, double share) {
    PoolOrders& orders = pool_orders_[pool];
    orders.lost -= people;
    orders.lost_share = std::max(0.0, orders.lost_share - share);
    if (scenario_.pools[pool].rostered) {
        return return_people(pool, people);
    }
    const std::uint32_t before = pools_[pool].seats;
    fill_seats(pool);
    return pools_[pool].seats - before;
}

CommandAnswer ControlRoom::carry_out(const ReturnStaff& order) {
    PoolOrders& orders = pool_orders_[order.pool];
    if (orders.lost == 0 && orders.lost_share <= 0.0) {
        return {.refusal = Refusal::AlreadySo};
    }
    ++orders.loss_round;
    const std::uint32_t back = give_back(order.pool, orders.lost, orders.lost_share);
    return {.effective = now(), .count = back};
}

CommandAnswer ControlRoom::carry_out(const FailSystem& order) {
    const auto number = static_cast<std::uint32_t>(order.system);
    const std::uint32_t round = ++room_orders_.fault_round[number];
    switch (order.system) {
        case System::CommandAndControl:
            room_orders_.command_and_control_down = true;
            room_orders_.fault_factor = order.handling_factor;
            apply_stages();
            break;
        case System::Telephony:
            lines_[order.line].connect_loss_share = order.connect_loss_share;
            apply_stages();
            break;
    }
    if (order.length) {
        later(*order.length, {.effect = Effect::SystemMends, .people = number, .round = round});
    }
    return {.effective = now()};
}

CommandAnswer ControlRoom::carry_out(const MendSystem& order) {
    const bool down = order.system == System::CommandAndControl
                          ? room_orders_.command_and_control_down
                          : std::ranges::any_of(lines_, [](const LineState& line) {
                                return line.connect_loss_share > 0.0;
                            });
    if (!down) {
        return {.refusal = Refusal::AlreadySo};
    }
    ++room_orders_.fault_round[static_cast<std::size_t>(order.system)];
    mend(order.system);
    return {.effective = now()};
}

void ControlRoom::mend(System system) {
    switch (system) {
        case System::CommandAndControl: room_orders_.command_and_control_down = false; break;
        case System::Telephony:
            for (LineState& line : lines_) {
                line.connect_loss_share = 0.0;
            }
            break;
    }
    apply_stages();
}

CommandAnswer ControlRoom::carry_out(const RefuseOverflow& order) {
    if (room_orders_.overflow_refused == order.on) {
        return {.refusal = Refusal::AlreadySo};
    }
    room_orders_.overflow_refused = order.on;
    if (order.on) {
        room_orders_.overflow_ordered = false;
        ++room_orders_.overflow_round;
        orders_.overflow_open = false;
    }
    return {.effective = now()};
}

CommandAnswer ControlRoom::carry_out(const RefuseAid& order) {
    if (room_orders_.aid_refused == order.on) {
        return {.refusal = Refusal::AlreadySo};
    }
    room_orders_.aid_refused = order.on;
    if (order.on) {
        ++room_orders_.diversion_round;
        room_orders_.diversion_asked = false;
        room_orders_.diversion_live = false;
    }
    return {.effective = now()};
}

}  // namespace fcr
