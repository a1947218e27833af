// What may come in the next minutes: the room's future drawn many times, from what is known of it.
#pragma once

#include "sim/base/time.hpp"
#include "sim/control_room/control_room.hpp"
#include "sim/control_room/notice.hpp"
#include "sim/metrics/kpi.hpp"
#include "sim/scenario/compiled_scenario.hpp"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <vector>

namespace fcr {

/// Of many futures: the least value that a tenth, half and nine tenths of them do not exceed.
struct Band {
    double p10 = 0.0;
    double median = 0.0;
    double p90 = 0.0;

    friend bool operator==(const Band&, const Band&) = default;
};

/// The first of each list is a minute after the projection's moment.
struct ProjectedLine {
    std::vector<Band> longest_wait_s;  ///< of those waiting then
    std::vector<Band> waiting;         ///< calls
    /// Per cent, of the calls that reach the force within the span; empty when in no future any
    /// does. Futures without any are left out.
    std::optional<Band> answered_in_time;

    friend bool operator==(const ProjectedLine&, const ProjectedLine&) = default;
};
struct ProjectedPool {
    std::vector<Band> free;  ///< people

    friend bool operator==(const ProjectedPool&, const ProjectedPool&) = default;
};

/// By line and pool of the scenario.
struct Projection {
    SimTime from{};
    std::uint32_t futures = 0;
    std::vector<ProjectedLine> lines{};
    std::vector<ProjectedPool> pools{};

    friend bool operator==(const Projection&, const Projection&) = default;
};

struct ProjectionPlan {
    std::uint64_t seed = 1;  ///< the same of all projections, so that they differ by what is known
    std::uint32_t futures = 200;  ///< 1 or more
    std::size_t minutes = 30;     ///< 1 or more
    /// When a call of the line is answered in time, by line.
    std::vector<CountingRule> in_time;
};

/// 999 within 10 s, other lines within 120 s, both since they reached the force: as on the wall.
[[nodiscard]] ProjectionPlan usual_projection(const CompiledScenario& scenario);

/// What is known of a room at one moment. The room need only stand still while it is looked at.
class KnownRoom {
public:
    /// The scenario must outlive it.
    explicit KnownRoom(const CompiledScenario& scenario);

    /// Copies what is known and allocates nothing. The room must take commands.
    void look(const ControlRoom& room) { room_.copy_known(room); }
    [[nodiscard]] const ControlRoom& room() const { return room_; }

private:
    class Silence final : public NoticeSink {
    public:
        void call_closed(const CallRecord& /*call*/) override {}
        void seat_taken(const SeatTaken& /*seat*/) override {}
        void queue_grew(const QueueGrew& /*queue*/) override {}
    };

    Silence silence_;
    ControlRoom room_;
};

/// The values of every future at every minute, each in a place of its own.
class Futures {
public:
    Futures(const CompiledScenario& scenario, const ProjectionPlan& plan);

    [[nodiscard]] Projection summarise(SimTime from) const;

    /// Of one line or pool at one minute, by future.
    [[nodiscard]] std::span<const double> longest_wait_s(LineId line, std::size_t minute) const;
    [[nodiscard]] std::span<const double> waiting(LineId line, std::size_t minute) const;
    [[nodiscard]] std::span<const double> free(PoolId pool, std::size_t minute) const;
    [[nodiscard]] std::span<const Ratio> in_time(LineId line) const;

private:
    friend class Projector;

    [[nodiscard]] std::span<double> row(std::size_t column, std::size_t minute);
    [[nodiscard]] std::span<const double> row(std::size_t column, std::size_t minute) const;
    [[nodiscard]] Band band(std::size_t column, std::size_t minute) const;

    std::size_t lines_;
    std::size_t pools_;
    std::size_t minutes_;
    std::uint32_t futures_;
    std::vector<double> values_;  ///< by line twice and pool, minute, future
    std::vector<Ratio> in_time_;  ///< by line, future
};

/// Lets futures of a known room run. Each is a function of the plan's seed, its own number and what
/// is known, so that several projectors may share the work of one projection, on a thread each.
class Projector {
public:
    /// Both must outlive it.
    Projector(const CompiledScenario& scenario, const ProjectionPlan& plan);

    /// The futures [first, last) of the plan's. Allocates nothing.
    void run(const KnownRoom& known, std::uint32_t first, std::uint32_t last, Futures& futures);

    /// All of them.
    [[nodiscard]] Projection project(const KnownRoom& known);

private:
    /// Counts the calls that reach the force within the span.
    class Counter final : public NoticeSink {
    public:
        explicit Counter(const ProjectionPlan& plan) : plan_(plan), counts_(plan.in_time.size()) {}

        void begin(SimTime from, SimTime until);
        void call_taken(const CallRecord& call) override;
        void call_closed(const CallRecord& call) override;
        void seat_taken(const SeatTaken& /*seat*/) override {}
        void queue_grew(const QueueGrew& /*queue*/) override {}
        [[nodiscard]] bool wants_taken() const override { return true; }
        [[nodiscard]] const Ratio& of_line(std::size_t line) const { return counts_[line]; }

    private:
        [[nodiscard]] bool counts(const CallRecord& call) const;

        const ProjectionPlan& plan_;
        SimTime from_{};
        SimTime until_{};
        std::vector<Ratio> counts_;
    };

    void see(std::size_t minute, std::uint32_t future, Futures& futures) const;

    const CompiledScenario& scenario_;
    const ProjectionPlan& plan_;
    Duration decided_after_{0};  ///< so long after the span all its calls are in time or not
    Counter counter_;
    ControlRoom room_;
};

}  // namespace fcr
