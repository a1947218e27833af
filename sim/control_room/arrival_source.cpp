#include "sim/control_room/arrival_source.hpp"

#include "sim/base/check.hpp"
#include "sim/control_room/arrival_draws.hpp"
#include "sim/control_room/network_leg.hpp"
#include "sim/random/poisson.hpp"

#include <algorithm>
#include <bit>

namespace fcr {
namespace {

/// Callers whose blocks are drawn in one go.
constexpr std::uint32_t kBatch = 16;

constexpr std::size_t kShelvesMax = 8192;

/// So few callers are sorted without shelves.
constexpr std::size_t kFew = 8;

/// The class that all callers of a line belong to; none where there are several. Classes without a
/// share come from other calls alone.
std::optional<CallClassId> only_class(std::span<const ClassShare> shares) {
    std::optional<CallClassId> found;
    double before = 0.0;
    for (const ClassShare& share : shares) {
        if (share.cumulative > before && found) {
            return std::nullopt;
        }
        if (share.cumulative > before) {
            found = share.call_class;
        }
        before = share.cumulative;
    }
    return found;
}

std::uint64_t line_day(LineId line, std::int64_t day) {
    return (std::uint64_t{line.index()} << 56U) | (static_cast<std::uint64_t>(day) & 0xFFFFU)
                                                      << 40U;
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

std::uint64_t recorded_key(std::size_t row) {
    return kRecordedKeys << 56U | row;
}

ArrivalSource::ArrivalSource(const CompiledScenario& scenario, LineId line)
    : scenario_(&scenario),
      line_(line),
      // Callers still on the operator leg of an earlier interval share the room with a new one's.
      capacity_(std::min<std::size_t>(2 * std::size_t{scenario.lines[line].interval_calls_max} +
                                          scenario.lines[line].other_calls_max + 64,
                                      std::size_t{1} << kPlaceBits)) {
    order_ = std::make_unique<std::uint64_t[]>(capacity_);
    callers_ = std::make_unique<Caller[]>(capacity_);
    free_ = std::make_unique<std::uint16_t[]>(capacity_);
    unsorted_ = std::make_unique<std::uint64_t[]>(capacity_);
    shelf_ends_ = std::make_unique<std::uint32_t[]>(kShelvesMax);
    hour_normals_ = std::make_unique<double[]>(scenario.lines[line].hour_weights.count);
    const Duration interval = scenario.lines[line].interval;
    const Duration span = scenario.measured_until - kStartOfRun;
    // An internal line has no callers of its own.
    const bool has_callers = scenario.lines[line].rates.count > 0 || scenario.load.size() > 0;
    intervals_ =
        has_callers ? static_cast<std::uint32_t>((span + interval - Duration{1}) / interval) : 0;
    const Rows classes = scenario.lines[line].classes;
    only_class_ = only_class(scenario.class_shares.rows().subspan(classes.first, classes.count));
    for (const CompiledNamedCaller& caller : scenario.named_callers) {
        has_named_callers_ = has_named_callers_ || scenario.classes[caller.call_class].line == line;
    }
}

void ArrivalSource::reset(const Streams& streams) {
    streams_ = streams;
    interval_ = 0;
    undrawn_from_ = kStartOfRun;
    recorded_ = 0;
    factor_known_ = false;
    hour_factor_known_ = false;
    midnight_row_ = 0;
    surge_ = 0;
    named_day_ = day_at(kStartOfRun);
    known_until_ = kNever;
    overrun_ = false;
    head_ = 0;
    tail_ = 0;
    free_count_ = capacity_;
    for (std::size_t place = 0; place < capacity_; ++place) {
        free_[place] = static_cast<std::uint16_t>(capacity_ - 1 - place);
    }
}

/// Whoever reaches the force before the first undrawn interval begins comes before all its callers.
void ArrivalSource::draw_until_certain() {
    while (head_ == tail_ || arrival_at(head_) >= undrawn_from_) {
        if (interval_ == intervals_ || overrun_) {
            break;
        }
        draw_interval();
    }
}

void ArrivalSource::draw_interval() {
    const CompiledLine& line = scenario_->lines[line_];
    // Make room at the front: few are left over from the interval before.
    std::copy(order_.get() + head_, order_.get() + tail_, order_.get());
    tail_ -= head_;
    head_ = 0;
    unsorted_count_ = 0;
    const SimTime from = kStartOfRun + interval_ * line.interval;
    const SimTime until = from + line.interval;
    shelved_span_ = line.interval;
    if (scenario_->load.size() > 0 && known_until_ < kNever) {
        draw_like_recorded(from);
    } else if (scenario_->load.size() > 0) {
        take_recorded(from, until);
    } else {
        draw_callers(from);
        draw_surges(from, until);
        draw_named_callers(from, until);
    }
    ++interval_;
    undrawn_from_ = from + line.interval;
    sort_in(from);
}

/// Callers of an interval are spread evenly over it, so one counting pass by offset leaves them
/// almost in order and an insertion sort does the rest: linear for any number of callers; a few
/// need no such pass. Those left over from before are in order already and come first but for a
/// few.
void ArrivalSource::sort_in(SimTime from) {
    const std::size_t first = tail_;
    tail_ += unsorted_count_;
    if (unsorted_count_ <= kFew) {
        // In the order in which shelves leave those of one instant.
        std::reverse_copy(unsorted_.get(), unsorted_.get() + unsorted_count_, order_.get() + first);
    } else {
        shelve({order_.get() + first, unsorted_count_}, from);
    }
    for (std::size_t row = std::max<std::size_t>(first, 1); row < tail_; ++row) {
        const std::uint64_t entry = order_[row];
        std::size_t place = row;
        for (; place > 0 && comes_before(entry, order_[place - 1]); --place) {
            order_[place] = order_[place - 1];
        }
        order_[place] = entry;
    }
}

/// By time, at one instant by the caller's key: a recorded load keeps its order.
bool ArrivalSource::comes_before(std::uint64_t left, std::uint64_t right) const {
    if ((left ^ right) >> kPlaceBits != 0) [[likely]] {
        return left < right;
    }
    constexpr std::uint64_t kPlaceMask = (std::uint64_t{1} << kPlaceBits) - 1;
    return callers_[left & kPlaceMask].key < callers_[right & kPlaceMask].key;
}

/// Puts the unsorted callers in order of their shelf, a small part of the span they arrive in: the
/// interval, unless there are callers of surges or named ones.
void ArrivalSource::shelve(std::span<std::uint64_t> sorted, SimTime from) {
    const std::size_t shelves = std::min(std::bit_ceil(sorted.size() + 1), kShelvesMax);
    const auto start = static_cast<std::uint64_t>(from.time_since_epoch().count());
    const auto span = static_cast<std::uint64_t>(shelved_span_.count());
    // The offset's share of the span, in units of 2^-63, tells the shelf by its high bits.
    constexpr unsigned kShareBits = 63;
    const std::uint64_t share = (std::uint64_t{1} << kShareBits) / span;
    const unsigned shift = kShareBits - static_cast<unsigned>(std::countr_zero(shelves));
    const auto shelf_of = [=](std::uint64_t entry) {
        const std::uint64_t offset = std::min((entry >> kPlaceBits) - start, span - 1);
        return offset * share >> shift;
    };
    const std::span<const std::uint64_t> unsorted(unsorted_.get(), sorted.size());
    std::uint32_t* const ends = shelf_ends_.get();
    std::fill_n(ends, shelves, 0U);
    for (const std::uint64_t entry : unsorted) {
        ++ends[shelf_of(entry)];
    }
    std::uint32_t end = 0;
    for (std::size_t shelf = 0; shelf < shelves; ++shelf) {
        end += ends[shelf];
        ends[shelf] = end;
    }
    for (const std::uint64_t entry : unsorted) {
        sorted[--ends[shelf_of(entry)]] = entry;
    }
}

void ArrivalSource::draw_callers(SimTime from) {
    const CompiledLine& line = scenario_->lines[line_];
    double mean = scenario_->rates[RateId{line.rates.first + interval_}];
    if (mean <= 0.0) {
        return;
    }
    const LocalDay day = day_at(from);
    if (line.day_shape > 0.0) {
        mean *= day_factor(day.number);
    }
    if (line.hour_weights.count > 0) {
        mean *= hour_factor(from);
    }
    const auto of_day = static_cast<std::uint32_t>((from - day.midnight) / line.interval);
    for (std::uint32_t chunk = 0; mean > 0.0; ++chunk, mean -= kChunkMean) {
        if (chunk == kChunksMax) {
            overrun_ = true;
            return;
        }
        const std::uint64_t chunk_key = caller_key(line_, day.number, of_day, chunk, 0);
        const EntityKey interval_entity{.family = kIntervalFamily, .member = chunk_key};
        Draw count_draw = streams_.draw(Purpose::ArrivalCount, interval_entity);
        const std::uint32_t count =
            poisson_by_inversion(std::min(mean, kChunkMean), count_draw.next_uniform());
        draw_chunk(from, chunk_key, count);
    }
}

/// Sends a caller of no interval on the way, who dials so long after `begin`. Outside the run
/// nobody dials.
void ArrivalSource::add_other(std::uint64_t key,
                              CallClassId call_class,
                              SimTime begin,
                              const Distribution& delay,
                              SimTime from) {
    const EntityKey entity = call_entity(key);
    const DrawBlock block = streams_.block(Purpose::ArrivalOffset, entity);
    const SimTime dialled =
        begin +
        duration_from_seconds(delay.sample(streams_.draw(block, Purpose::ArrivalOffset, entity)));
    if (dialled < kStartOfRun || dialled >= scenario_->measured_until ||
        (known_until_ < kNever && dialled < from)) {
        return;
    }
    shelved_span_ = std::max(shelved_span_, dialled - from + Duration{1});
    add(on_this_line(), key, call_class, dialled, block);
}

CallClassId ArrivalSource::draw_class(std::uint64_t key) const {
    const Rows rows = scenario_->lines[line_].classes;
    const auto shares = scenario_->class_shares.rows().subspan(rows.first, rows.count);
    Draw draw = streams_.draw(Purpose::CallClass, call_entity(key));
    const double uniform = draw.next_uniform();
    for (const ClassShare& share : shares) {
        if (uniform < share.cumulative) {
            return share.call_class;
        }
    }
    return shares.back().call_class;  // rounding left the last share just below 1
}

ArrivalSource::CallerOnLine ArrivalSource::on_this_line() const {
    return {.classes = scenario_->classes.begin(),
            .has_operator_leg = scenario_->lines[line_].has_operator_leg};
}

/// Sends a caller on the way to the force.
void ArrivalSource::add(const CallerOnLine& on_line,
                        std::uint64_t key,
                        CallClassId call_class,
                        SimTime dialled,
                        const DrawBlock& block) {
    if (free_count_ == 0) [[unlikely]] {
        overrun_ = true;
        return;
    }
    const std::uint16_t place = free_[--free_count_];
    Caller& caller = callers_[place];
    caller.key = key;
    caller.call_class = call_class;
    caller.dialled = dialled;
    caller.network_arrive = dialled;
    const CompiledClass& facts = on_line.classes[call_class.index()];
    const EntityKey entity = call_entity(key);
    const ValuePair handling =
        Distribution::sample_pair(facts.talk,
                                  streams_.draw(block, Purpose::Talk, entity),
                                  facts.wrap_up,
                                  streams_.draw(block, Purpose::WrapUp, entity));
    caller.draws.talk_s = handling.first;
    caller.draws.wrap_up_s = handling.second;
    caller.draws.patience_word = streams_.draw(block, Purpose::Patience, entity).first_word();
    if (on_line.has_operator_leg) {
        draw_operator_leg(scenario_->lines[line_], streams_, caller);
    }
    const auto arrive =
        static_cast<std::uint64_t>(caller.network_arrive.time_since_epoch().count());
    unsorted_[unsorted_count_++] = arrive << kPlaceBits | place;
}

void ArrivalSource::add_one(std::uint64_t key,
                            CallClassId call_class,
                            SimTime dialled,
                            const DrawBlock& block) {
    add(on_this_line(), key, call_class, dialled, block);
}

void ArrivalSource::draw_chunk(SimTime from, std::uint64_t chunk_key, std::uint32_t count) {
    const CallerOnLine on_line = on_this_line();
    const double span = static_cast<double>(scenario_->lines[line_].interval.count());
    const std::optional<CallClassId> only_class = only_class_;
    DrawBlock blocks[kBatch];
    for (std::uint32_t first = 0; first < count; first += kBatch) {
        const std::uint32_t size = std::min(count - first, kBatch);
        streams_.blocks({blocks, size}, Purpose::ArrivalOffset, call_entity(chunk_key + first));
        for (std::uint32_t row = 0; row < size; ++row) {
            const std::uint64_t key = chunk_key + first + row;
            Draw offset = streams_.draw(blocks[row], Purpose::ArrivalOffset, call_entity(key));
            const SimTime dialled =
                from + Duration{static_cast<std::int64_t>(offset.next_uniform() * span)};
            add(on_line, key, only_class ? *only_class : draw_class(key), dialled, blocks[row]);
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
        const std::uint64_t key = recorded_key(row.caller.key_or(recorded_));
        add(on_this_line(),
            key,
            row.call_class,
            row.at,
            streams_.block(Purpose::ArrivalOffset, call_entity(key)));
    }
}

double ArrivalSource::day_factor(std::int64_t day) {
    if (factor_known_ && factor_day_ == day) {
        return factor_;
    }
    factor_ = draw_day_factor(streams_, day);
    factor_day_ = day;
    factor_known_ = true;
    return factor_;
}

double ArrivalSource::draw_day_factor(const Streams& streams, std::int64_t day) const {
    const CompiledLine& line = scenario_->lines[line_];
    double sum = 0.0;
    if (scenario_->day_shape_shared > 0.0) {
        const EntityKey entity{.family = kDayFamily,
                               .member = static_cast<std::uint64_t>(day) & 0xFFFFU};
        sum += Distribution::gamma(scenario_->day_shape_shared, 1.0)
                   .sample(streams.draw(Purpose::DayFactorShared, entity));
    }
    if (line.day_shape_own > 0.0) {
        const EntityKey entity{.family = kLineDayFamily, .member = line_day(line_, day)};
        sum += Distribution::gamma(line.day_shape_own, 1.0)
                   .sample(streams.draw(Purpose::DayFactorOwn, entity));
    }
    return sum / line.day_shape;
}

}  // namespace fcr
