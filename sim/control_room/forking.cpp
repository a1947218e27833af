// Forking: what is known of a room is taken over, and what nobody can know is drawn anew.
#include "sim/control_room/arrival_draws.hpp"
#include "sim/control_room/control_room.hpp"
#include "sim/control_room/disruption_draw.hpp"
#include "sim/random/real_math.hpp"

#include <algorithm>

namespace fcr {

void ControlRoom::begin_prospects() {
    prospects_.reset();
    demands_.reset();
    std::ranges::fill(counted_today_.rows(), CountedToday{});
    future_is_drawn_ = true;
}

/// Callers on their way to the force are not copied: nobody in it knows of them.
void ControlRoom::copy_known(const ControlRoom& other) {
    FCR_CHECK(takes_commands_ && other.takes_commands_ && &scenario_ == &other.scenario_,
              "a room is forked into one of its scenario, and both take commands");
    calendar_.copy_from(other.calendar_);
    lines_.copy_from(other.lines_);
    handlers_.copy_from(other.handlers_);
    pools_.copy_from(other.pools_);
    orders_ = other.orders_;
    people_.copy_from(other.people_);
    for (std::size_t row = 0; row < shift_clocks_.size(); ++row) {
        if (scenario_.pools[PoolId{row}].rostered) {
            shift_clocks_[PoolId{row}].copy_from(other.shift_clocks_[PoolId{row}]);
        }
    }
    calls_.copy_from(other.calls_);
    step_timed_.copy_from(other.step_timed_);
    recent_.copy_from(other.recent_);
    disrupted_.copy_from(other.disrupted_);
    handling_factor_ = other.handling_factor_;
    connections_fail_ = other.connections_fail_;
    back_record_ = other.back_record_;
    room_orders_ = other.room_orders_;
    pool_orders_.copy_from(other.pool_orders_);
    effects_.copy_from(other.effects_);
    moves_ = other.moves_;
    moves_count_ = other.moves_count_;
    guests_ = other.guests_;
    paper_records_.copy_first(other.paper_records_count_, other.paper_records_);
    paper_records_count_ = other.paper_records_count_;
    seen_.copy_first(calls_.places().size(), other.seen_);
    prospects_.copy_from(other.prospects_);
    demands_.copy_from(other.demands_);
    counted_today_.copy_from(other.counted_today_);
    if (response_) {
        response_->copy_known(*other.response_);
    }
    counts_ = other.counts_;
    events_ = other.events_;
    limit_ = other.limit_;
    future_is_drawn_ = false;
}

void ControlRoom::draw_unknown(const ForkSeed& seed, SimTime horizon) {
    FCR_CHECK(!future_is_drawn_,
              "a future is drawn of a room of which only what is known is there");
    const Streams streams = seed.streams();
    course_.reset(streams);
    course_.know_patience_below(counts_.offered);
    shift_course_.reset(streams);
    draw_people();
    draw_disruptions(streams);
    if (response_) {
        response_->draw_unknown(seed, now());
    }
    draw_calls(seed);
    effects_.draw_unknown(streams, now());
    draw_arrivals(seed);
    draw_following_calls(seed, horizon);
    course_.draw_from(streams);
    if (response_) {
        response_->go_on_with(streams);
    }
    future_is_drawn_ = true;
}

/// When the holder of a post leaves is not known before.
void ControlRoom::draw_people() {
    for (std::size_t row = 0; row < people_.size(); ++row) {
        const HandlerId handler{row};
        if (pools_[handlers_[handler].pool].rostered) {
            shift_course_.draw_tenure(people_[handler].course, handler, home_of(handler), now());
        }
    }
}

/// Nor whether a disruption comes that has not begun.
void ControlRoom::draw_disruptions(const Streams& streams) {
    for (std::size_t row = 0; row < disrupted_.size(); ++row) {
        const DisruptionId id{row};
        const bool begun = std::ranges::any_of(
            scenario_.disruption_stages, [&](const CompiledDisruptionStage& stage) {
                return stage.disruption == id && stage.from <= now();
            });
        if (!begun) {
            disrupted_[id] = disruption_happens(streams, row, scenario_.disruptions[id].chance);
        }
    }
    apply_stages();
}

/// The callers of every line from now on, with the factors of today given how many have come.
void ControlRoom::draw_arrivals(const ForkSeed& seed) {
    draw_day_factors(seed);
    lines_dry_ = 0;
    for (std::size_t row = 0; row < lines_.size(); ++row) {
        const LineId line{row};
        sources_[line].draw_from(seed.streams(), now(), kLongestLeg, days_[line].factor);
        set_next_arrival(line);
    }
}

/// The factors of today by Bayes: drawn together from their laws, and taken with a probability that
/// is the Poisson likelihood of the callers so far, by line, over its greatest value. After
/// kDaysMax refusals one of those is taken, by likelihood. A line with factors of hours, whose past
/// ones are not known either, and a recorded load tell nothing of the day.
void ControlRoom::draw_day_factors(const ForkSeed& seed) {
    constexpr std::uint32_t kDaysMax = 2'000;
    bool any = false;
    for (std::size_t row = 0; row < lines_.size(); ++row) {
        DaySoFar& day = days_[LineId{row}];
        const bool counts =
            scenario_.lines[LineId{row}].hour_weights.count == 0 && scenario_.load.size() == 0;
        day.expected = counts ? sources_[LineId{row}].expected_today(now()) : 0.0;
        day.came = day.expected > 0.0
                       ? sources_[LineId{row}].of_today(counted_today_[LineId{row}], now())
                       : 0.0;
        any = any || scenario_.lines[LineId{row}].day_shape > 0.0;
        day.factor = 1.0;
    }
    if (!any) {
        return;
    }
    double seen_so_far = 0.0;
    for (std::uint32_t attempt = 0; attempt < kDaysMax; ++attempt) {
        const Streams streams = seed.streams(attempt);
        double log_share = 0.0;
        for (std::size_t row = 0; row < lines_.size(); ++row) {
            DaySoFar& day = days_[LineId{row}];
            day.tried = sources_[LineId{row}].factor_of_day(streams, now());
            const double expected = day.expected * day.tried;
            if (scenario_.lines[LineId{row}].day_shape > 0.0 && day.expected > 0.0) {
                log_share += day.came > 0.0
                                 ? day.came * log(expected / day.came) - expected + day.came
                                 : -expected;
            }
        }
        const double share = exp(log_share);
        Draw choice = streams.draw(Purpose::ArrivalCount, {.family = kDayFamily, .member = 0});
        const bool taken = choice.next_uniform() < share;
        seen_so_far += share;
        if (taken || choice.next_uniform() * seen_so_far < share) {
            for (DaySoFar& day : days_) {
                day.factor = day.tried;
            }
        }
        if (taken) {
            return;
        }
    }
}

}  // namespace fcr
