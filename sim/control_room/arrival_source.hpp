// The callers of one line, drawn an interval at a time.
#pragma once

#include "sim/base/check.hpp"
#include "sim/base/time.hpp"
#include "sim/control_room/counted_today.hpp"
#include "sim/domain/call.hpp"
#include "sim/domain/ids.hpp"
#include "sim/random/streams.hpp"
#include "sim/scenario/compiled_scenario.hpp"

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <span>

namespace fcr {

/// What every room needs of a caller's draws: drawn together, before anything happens to the call.
struct CallDraws {
    double talk_s = 0.0;              ///< before the pool's handling factor
    double wrap_up_s = 0.0;           ///< before the pool's handling factor
    std::uint64_t patience_word = 0;  ///< first word of the patience, which few calls need
};

/// A caller on the way to the force.
struct Caller {
    std::uint64_t key = 0;  ///< the caller's own key; see caller_key
    CallClassId call_class;
    SimTime dialled;
    SimTime operator_answered = kNever;
    SimTime operator_connect = kNever;
    SimTime network_arrive;
    CallDraws draws;
    std::uint64_t lineage = 1;  ///< see lineage.hpp; 1 for somebody who rings for the first time
    Origin origin = Origin::Caller;
    std::uint8_t attempt = 0;    ///< calls of this line of descent before it
    bool reached = true;         ///< false: the force rings in vain
    bool known = false;          ///< as CallRecord's
    std::uint16_t matter = 0;    ///< as CallRecord's
    std::uint16_t more = 0;      ///< further calls about the same incident, after this one
    CallClassId incident_class;  ///< of the incident's first call, for duplicates
};

/// The key of a call: (line, day, interval, chunk, ordinal), so that raising a rate keeps the
/// callers who were there. Days count from the measured one and wrap at 65,536.
[[nodiscard]] std::uint64_t caller_key(LineId line,
                                       std::int64_t day,
                                       std::uint32_t interval_of_day,
                                       std::uint32_t chunk,
                                       std::uint32_t ordinal);

/// The key of a recorded call: its row in the load, or who it is said to be.
[[nodiscard]] std::uint64_t recorded_key(std::size_t row);

/// The key of a surge's call: the surge's number, the call's among the surge's.
[[nodiscard]] std::uint64_t surge_key(std::uint32_t surge,
                                      std::uint32_t chunk,
                                      std::uint32_t ordinal);

/// The key of a named caller's call: the caller's row, the day, the call's number in the day.
[[nodiscard]] std::uint64_t named_key(std::size_t row,
                                      std::int64_t day,
                                      std::uint32_t chunk,
                                      std::uint32_t ordinal);

/// High bytes of keys that are no line's.
inline constexpr std::uint64_t kNamedKeys = 0xFD;
inline constexpr std::uint64_t kSurgeKeys = 0xFE;
inline constexpr std::uint64_t kRecordedKeys = 0xFF;

/// Whether the key is that of a caller of a line's own, whom its expected calls count.
[[nodiscard]] constexpr bool is_of_line(std::uint64_t key) {
    return key >> 56U < kNamedKeys;
}

/// The entity of a call's draws.
[[nodiscard]] inline EntityKey call_entity(std::uint64_t key) {
    return {.family = 1, .member = key};
}

/// Callers of one line in order of reaching the force's switch (T3). An interval's callers are
/// a Poisson number, by inversion, spread uniformly: a non-homogeneous Poisson process with a
/// piecewise constant rate (Lewis and Shedler 1979 give the general case), multiplied for a whole
/// day by a gamma factor and for each hour by a lognormal factor, both of mean 1. The callers of
/// the line's surges and named callers come with the interval in which the surge or the day begins.
/// Allocates in the constructor only.
class ArrivalSource {
public:
    ArrivalSource() = default;
    ArrivalSource(const CompiledScenario& scenario, LineId line);

    /// Starts again with other draws.
    void reset(const Streams& streams);

    // arrival_forecast.cpp: callers from a moment on whose past is known.

    /// Starts again with other draws at `now`, as if the callers who have come by then had come of
    /// the past; who dialled more than `leg` ago has. `factor` is that of the day. The callers of a
    /// recorded load are not known before they come: their like come at the rate of the last hour.
    void draw_from(const Streams& streams, SimTime now, Duration leg, double factor);
    /// Callers of the line's own expected from the last midnight to `now`, were the factors 1.
    [[nodiscard]] double expected_today(SimTime now);
    /// Those of them who have come.
    [[nodiscard]] double of_today(const CountedToday& counted, SimTime now);
    /// The factor of the day of `now` by these draws; 1 where days have none.
    [[nodiscard]] double factor_of_day(const Streams& streams, SimTime now);

    /// When the next caller reaches the force; kNever when there is none left. Draws intervals
    /// until the answer is certain.
    [[nodiscard]] SimTime next_arrival() {
        if (head_ == tail_ || arrival_at(head_) >= undrawn_from_) [[unlikely]] {
            draw_until_certain();
            if (head_ == tail_) {
                return kNever;
            }
        }
        return arrival_at(head_);
    }

    /// Takes the next caller. There must be one: ask next_arrival() first. The reference holds
    /// until next_arrival() is asked again.
    [[nodiscard]] const Caller& take() {
        FCR_CHECK(head_ < tail_, "a caller was taken before one was announced");
        const auto place = static_cast<std::uint16_t>(order_[head_]);
        ++head_;
        free_[free_count_++] = place;
        return callers_[place];
    }

    /// True when an interval brought more callers than `compile` allowed for; no more are drawn.
    [[nodiscard]] bool overrun() const { return overrun_; }

private:
    static constexpr unsigned kPlaceBits = 16;

    [[nodiscard]] SimTime arrival_at(std::size_t row) const {
        return kStartOfRun + Duration{static_cast<std::int64_t>(order_[row] >> kPlaceBits)};
    }
    [[nodiscard]] bool comes_before(std::uint64_t left, std::uint64_t right) const;
    [[gnu::noinline]] void draw_until_certain();
    void draw_interval();
    void draw_callers(SimTime from);
    void draw_surges(SimTime from, SimTime until);
    void draw_named_callers(SimTime from, SimTime until);
    void draw_named_caller(NamedCallerId row, SimTime from);
    void add_other(std::uint64_t key,
                   CallClassId call_class,
                   SimTime begin,
                   const Distribution& delay,
                   SimTime from);
    [[nodiscard]] std::uint32_t draw_count(double mean, Purpose purpose, std::uint64_t key) const;
    void draw_chunk(SimTime from, std::uint64_t chunk_key, std::uint32_t count);
    void take_recorded(SimTime from, SimTime until);
    void draw_like_recorded(SimTime from);
    [[nodiscard, gnu::noinline]] CallClassId draw_class(std::uint64_t key) const;
    /// What every caller of the line needs of the scenario, looked up once for many.
    struct CallerOnLine {
        const CompiledClass* classes;
        bool has_operator_leg;
    };
    [[nodiscard]] CallerOnLine on_this_line() const;
    [[gnu::always_inline]] inline void add(const CallerOnLine& on_line,
                                           std::uint64_t key,
                                           CallClassId call_class,
                                           SimTime dialled,
                                           const DrawBlock& block);
    /// The same for other files, in which there is nothing to inline.
    void add_one(std::uint64_t key,
                 CallClassId call_class,
                 SimTime dialled,
                 const DrawBlock& block);
    void sort_in(SimTime from);
    void shelve(std::span<std::uint64_t> sorted, SimTime from);
    [[nodiscard]] double day_factor(std::int64_t day);
    [[nodiscard]] double draw_day_factor(const Streams& streams, std::int64_t day) const;
    [[nodiscard]] double hour_factor(SimTime at);
    [[nodiscard]] double draw_hour_factor(std::int64_t hour);
    /// A local day, counted from the first measured one, and when it begins.
    struct LocalDay {
        std::int64_t number = 0;
        SimTime midnight;
    };
    [[nodiscard]] LocalDay day_at(SimTime at);
    [[nodiscard]] LocalDay day_after(const LocalDay& day) const;

    const CompiledScenario* scenario_ = nullptr;
    LineId line_;
    std::optional<CallClassId> only_class_;  ///< of a line whose callers are of one class
    Streams streams_{0, 0};
    std::uint32_t interval_ = 0;  ///< the next interval to draw, from the start of the run
    std::uint32_t intervals_ = 0;
    SimTime undrawn_from_;          ///< start of the next interval to draw
    std::size_t recorded_ = 0;      ///< the next row of the load to look at
    SimTime known_until_ = kNever;  ///< the moment from which a future is drawn
    std::int64_t factor_day_ = 0;   ///< the day that factor_ belongs to
    double factor_ = 1.0;
    std::int64_t factor_hour_ = 0;  ///< the hour that hour_factor_ belongs to
    double hour_factor_ = 1.0;
    std::unique_ptr<double[]> hour_normals_;  ///< of as many hours as there are weights, by hour
    std::size_t midnight_row_ = 0;            ///< of the day last asked for
    std::size_t surge_ = 0;                   ///< the next surge to look at
    LocalDay named_day_;                      ///< the next day to draw named callers of
    Duration shelved_span_{0};                ///< the callers being drawn arrive within it
    bool factor_known_ = false;
    bool hour_factor_known_ = false;
    bool has_named_callers_ = false;
    bool overrun_ = false;

    // Callers drawn and not yet taken: `order_` from `head_` to `tail_` holds their time and
    // place in `callers_`, soonest first; `free_` the places not in use.
    std::unique_ptr<std::uint64_t[]> order_;
    std::unique_ptr<Caller[]> callers_;
    std::unique_ptr<std::uint16_t[]> free_;
    std::unique_ptr<std::uint64_t[]> unsorted_;    ///< the same of the interval being drawn
    std::unique_ptr<std::uint32_t[]> shelf_ends_;  ///< room for sorting
    std::size_t capacity_ = 0;
    std::size_t unsorted_count_ = 0;
    std::size_t free_count_ = 0;
    std::size_t head_ = 0;
    std::size_t tail_ = 0;
};

}  // namespace fcr
