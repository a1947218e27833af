#include "sim/control_room/arrival_source.hpp"

#include <algorithm>
#include <bit>

#include "sim/base/check.hpp"
#include "sim/random/poisson.hpp"

namespace fcr {
namespace {

constexpr Duration kDay = std::chrono::hours{24};
constexpr std::uint64_t kPlaceBits = 16;
constexpr std::uint64_t kPlaceMask = 0xFFFF;

/// Families of entities that are no calls; call_entity uses 1.
constexpr std::uint64_t kIntervalFamily = 2;
constexpr std::uint64_t kLineDayFamily = 3;
constexpr std::uint64_t kDayFamily = 4;

/// Large means are drawn in chunks, each by inversion of its own uniform. A chunk holds at most
/// this mean, so that raising the rate fills chunks up and appends new ones.
constexpr double kChunkMean = 64.0;
constexpr std::uint32_t kChunksMax = 1U << 12U;

/// Below this many callers an insertion sort alone is quicker.
constexpr std::size_t kSmallSort = 12;
constexpr std::size_t kShelvesMax = 4096;

/// Days from the measured one, rounded down; warm-up days are negative.
std::int64_t day_of(SimTime at, SimTime measured_from) {
    const std::int64_t since = (at - measured_from).count();
    const std::int64_t day = since / kDay.count();
    return since % kDay.count() < 0 ? day - 1 : day;
}

std::uint64_t line_day(LineId line, std::int64_t day) {
    return (std::uint64_t{line.index()} << 56U) |
           (static_cast<std::uint64_t>(day) & 0xFFFFU) << 40U;
}

}  // namespace

std::uint64_t caller_key(LineId line,
                         std::int64_t day,
                         std::uint32_t interval_of_day,
                         std::uint32_t chunk,
                         std::uint32_t ordinal) {
    return line_day(line, day) | (std::uint64_t{interval_of_day} & 0xFFFFU) << 24U |
           std::uint64_t{chunk} << 12U | ordinal;
}

std::uint64_t recorded_key(std::size_t row) { return std::uint64_t{0xFF} << 56U | row; }

ArrivalSource::ArrivalSource(const CompiledScenario& scenario, LineId line)
    : scenario_(&scenario), line_(line) {
    const CompiledLine& facts = scenario.lines[line];
    // Callers still on the operator leg of an earlier interval share the buffer with a new one's.
    capacity_ = std::min<std::size_t>(2 * std::size_t{facts.interval_calls_max} + 64,
                                      std::size_t{1} << kPlaceBits);
    order_ = std::make_unique<std::uint64_t[]>(capacity_);
    callers_ = std::make_unique<Caller[]>(capacity_);
    free_ = std::make_unique<std::uint16_t[]>(capacity_);
    unsorted_ = std::make_unique<std::uint64_t[]>(capacity_);
    shelf_ends_ = std::make_unique<std::uint32_t[]>(kShelvesMax);
    const Duration span = scenario.measured_until - kStartOfRun;
    intervals_ = static_cast<std::uint32_t>((span + facts.interval - Duration{1}) / facts.interval);
}

void ArrivalSource::reset(const Streams& streams) {
    streams_ = streams;
    interval_ = 0;
    undrawn_from_ = kStartOfRun;
    recorded_ = 0;
    factor_known_ = false;
    overrun_ = false;
    head_ = 0;
    tail_ = 0;
    free_count_ = capacity_;
    for (std::size_t place = 0; place < capacity_; ++place) {
        free_[place] = static_cast<std::uint16_t>(capacity_ - 1 - place);
    }
}

std::optional<SimTime> ArrivalSource::next_arrival() {
    // Whoever reaches the force before the first undrawn interval begins comes before all its
    // callers.
    while (head_ == tail_ || arrival_at(head_) >= undrawn_from_) {
        if (interval_ == intervals_ || overrun_) {
            break;
        }
        draw_interval();
    }
    if (head_ == tail_) {
        return std::nullopt;
    }
    return arrival_at(head_);
}

const Caller& ArrivalSource::take() {
    FCR_CHECK(head_ < tail_, "a caller was taken before one was announced");
    const auto place = static_cast<std::uint16_t>(order_[head_] & kPlaceMask);
    ++head_;
    free_[free_count_++] = place;
    return callers_[place];
}

SimTime ArrivalSource::arrival_at(std::size_t row) const {
    return kStartOfRun + Duration{static_cast<std::int64_t>(order_[row] >> kPlaceBits)};
}

void ArrivalSource::draw_interval() {
    const CompiledLine& line = scenario_->lines[line_];
    // Make room at the front: few are left over from the interval before.
    std::copy(order_.get() + head_, order_.get() + tail_, order_.get());
    tail_ -= head_;
    head_ = 0;
    const std::size_t leftover = tail_;
    const SimTime from = kStartOfRun + interval_ * line.interval;
    if (scenario_->load.size() > 0) {
        take_recorded(from, from + line.interval);
    } else {
        draw_callers(from);
    }
    ++interval_;
    undrawn_from_ = from + line.interval;
    sort_from(leftover, from);
}

/// Callers of an interval are spread evenly over it, so one counting pass by offset leaves them
/// almost in order and an insertion sort does the rest: linear for any number of callers. Those
/// left over from before are in order already and come first but for a few.
void ArrivalSource::sort_from(std::size_t first, SimTime from) {
    const std::size_t count = tail_ - first;
    if (count > kSmallSort) {
        const std::size_t shelves = std::min(std::bit_floor(count), kShelvesMax);
        const auto start = static_cast<std::uint64_t>(from.time_since_epoch().count());
        const double scale = static_cast<double>(shelves) /
                             static_cast<double>(scenario_->lines[line_].interval.count());
        const auto shelf_of = [&](std::uint64_t entry) {
            const double offset = static_cast<double>(
                static_cast<std::int64_t>((entry >> kPlaceBits) - start));
            return std::min(static_cast<std::size_t>(offset * scale), shelves - 1);
        };
        std::fill_n(shelf_ends_.get(), shelves, 0U);
        for (std::size_t row = first; row < tail_; ++row) {
            ++shelf_ends_[shelf_of(order_[row])];
        }
        std::uint32_t end = 0;
        for (std::size_t shelf = 0; shelf < shelves; ++shelf) {
            end += shelf_ends_[shelf];
            shelf_ends_[shelf] = end;
        }
        std::copy(order_.get() + first, order_.get() + tail_, unsorted_.get());
        for (std::size_t row = 0; row < count; ++row) {
            const std::uint64_t entry = unsorted_[row];
            order_[first + --shelf_ends_[shelf_of(entry)]] = entry;
        }
    }
    for (std::size_t row = 1; row < tail_; ++row) {
        const std::uint64_t entry = order_[row];
        std::size_t place = row;
        for (; place > 0 && comes_before(entry, order_[place - 1]); --place) {
            order_[place] = order_[place - 1];
        }
        order_[place] = entry;
    }
}

void ArrivalSource::draw_callers(SimTime from) {
    const CompiledLine& line = scenario_->lines[line_];
    double mean = scenario_->rates[RateId{line.rates.first + interval_}];
    if (mean <= 0.0) {
        return;
    }
    const SimTime measured_from = scenario_->measured_from;
    const std::int64_t day = day_of(from, measured_from);
    if (line.day_shape > 0.0) {
        mean *= day_factor(day);
    }
    const SimTime midnight = measured_from + day * kDay;
    const auto of_day = static_cast<std::uint32_t>((from - midnight) / line.interval);
    const double span = static_cast<double>(line.interval.count());
    for (std::uint32_t chunk = 0; mean > 0.0; ++chunk, mean -= kChunkMean) {
        if (chunk == kChunksMax) {
            overrun_ = true;
            return;
        }
        const std::uint64_t chunk_key = caller_key(line_, day, of_day, chunk, 0);
        const EntityKey interval_entity{.family = kIntervalFamily, .member = chunk_key};
        Draw count_draw = streams_.draw(Purpose::ArrivalCount, interval_entity);
        const std::uint32_t count =
            poisson_by_inversion(std::min(mean, kChunkMean), count_draw.next_uniform());
        for (std::uint32_t ordinal = 0; ordinal < count; ++ordinal) {
            Caller caller;
            caller.key = chunk_key | ordinal;
            const EntityKey entity = call_entity(caller.key);
            caller.draws = streams_.block(Purpose::ArrivalOffset, entity);
            Draw offset = streams_.draw(caller.draws, Purpose::ArrivalOffset, entity);
            caller.dialled =
                from + Duration{static_cast<std::int64_t>(offset.next_uniform() * span)};
            add(caller, entity);
        }
    }
}

void ArrivalSource::take_recorded(SimTime from, SimTime until) {
    const auto rows = scenario_->load.rows();
    for (; recorded_ < rows.size() && rows[recorded_].at < until; ++recorded_) {
        const RecordedCall& row = rows[recorded_];
        if (row.at < from || scenario_->classes[row.call_class].line != line_) {
            continue;
        }
        Caller caller;
        caller.key = recorded_key(recorded_);
        caller.call_class = row.call_class;
        caller.recorded = true;
        caller.dialled = row.at;
        const EntityKey entity = call_entity(caller.key);
        caller.draws = streams_.block(Purpose::ArrivalOffset, entity);
        add(caller, entity);
    }
}

void ArrivalSource::add(const Caller& drawn, EntityKey entity) {
    if (free_count_ == 0) {
        overrun_ = true;
        return;
    }
    const CompiledLine& line = scenario_->lines[line_];
    const std::uint16_t place = free_[--free_count_];
    Caller& caller = callers_[place];
    caller = drawn;
    caller.operator_answered = kNever;
    caller.operator_connect = kNever;
    caller.network_arrive = caller.dialled;
    if (line.has_operator_leg) {
        const DrawBlock block = streams_.block(Purpose::OperatorAnswer, entity);
        const auto leg = [&](const Distribution& law, Purpose purpose) {
            return duration_from_seconds(law.sample(streams_.draw(block, purpose, entity)));
        };
        caller.operator_answered =
            caller.dialled + leg(line.operator_answer, Purpose::OperatorAnswer);
        caller.operator_connect =
            caller.operator_answered + leg(line.operator_select, Purpose::OperatorSelect);
        caller.network_arrive =
            caller.operator_connect + leg(line.operator_connect, Purpose::OperatorConnect);
    }
    const auto arrive =
        static_cast<std::uint64_t>(caller.network_arrive.time_since_epoch().count());
    order_[tail_++] = arrive << kPlaceBits | place;
}

/// By time, at one instant by the caller's key: a recorded load keeps its order.
bool ArrivalSource::comes_before(std::uint64_t left, std::uint64_t right) const {
    if ((left >> kPlaceBits) != (right >> kPlaceBits)) {
        return left < right;
    }
    return callers_[left & kPlaceMask].key < callers_[right & kPlaceMask].key;
}

double ArrivalSource::day_factor(std::int64_t day) {
    if (factor_known_ && factor_day_ == day) {
        return factor_;
    }
    const CompiledLine& line = scenario_->lines[line_];
    double sum = 0.0;
    if (scenario_->day_shape_shared > 0.0) {
        const EntityKey entity{.family = kDayFamily,
                               .member = static_cast<std::uint64_t>(day) & 0xFFFFU};
        sum += Distribution::gamma(scenario_->day_shape_shared, 1.0)
                   .sample(streams_.draw(Purpose::DayFactorShared, entity));
    }
    if (line.day_shape_own > 0.0) {
        const EntityKey entity{.family = kLineDayFamily, .member = line_day(line_, day)};
        sum += Distribution::gamma(line.day_shape_own, 1.0)
                   .sample(streams_.draw(Purpose::DayFactorOwn, entity));
    }
    factor_ = sum / line.day_shape;
    factor_day_ = day;
    factor_known_ = true;
    return factor_;
}

}  // namespace fcr
