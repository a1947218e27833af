// The recorder: hears a replication's notices and keeps what reports are made of.
#pragma once

#include "sim/base/table.hpp"
#include "sim/base/time.hpp"
#include "sim/control_room/notice.hpp"
#include "sim/domain/ids.hpp"
#include "sim/metrics/day_recorder.hpp"
#include "sim/metrics/histogram.hpp"
#include "sim/metrics/interval_set.hpp"
#include "sim/metrics/kpi.hpp"
#include "sim/metrics/response_recorder.hpp"
#include "sim/metrics/tally.hpp"
#include "sim/metrics/time_after.hpp"
#include "sim/scenario/compiled_scenario.hpp"

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>

namespace fcr {

/// The percentiles that every report shows.
inline constexpr std::array<double, 4> kReportPercentiles{0.5, 0.9, 0.95, 0.99};

/// Percentiles of the waits of answered calls; -1 where none was answered.
using WaitPercentiles = std::array<std::int64_t, kReportPercentiles.size()>;

/// A set of calls and handlers that reports show a row for.
enum class PopulationKind : std::uint8_t { Line, CallClass, Pool, Employer };

using PopulationId = Id<struct PopulationKindTag>;

/// What one replication, or all of them, did in one population.
struct Rollup {
    CallTally calls;   ///< of a pool or an employer: calls it answered or that rang at it in vain
    SeatTally seats;   ///< of pools and employers
    QueueTally queue;  ///< of lines and classes; a line's `longest` is its classes' greatest
    WaitPercentiles force_clock{-1, -1, -1, -1};     ///< microseconds, NetworkArrive clock
    WaitPercentiles operator_clock{-1, -1, -1, -1};  ///< microseconds, OperatorConnect clock

    void merge(const Rollup& other);  ///< all but the percentiles, which do not add up
};

/// What an indicator came to in one replication.
struct KpiOutcome {
    KpiCounts counts;
    std::int64_t percentile_us = -1;  ///< for percentile indicators; -1 when nothing was answered
};

/// Counts calls offered in the measured part of the run, by class, pool and interval; everything
/// coarser is a sum of those. One recorder a worker: notices, then
/// `end_replication`, again; totals grow over replications, and recorders merge in any order.
/// Allocates in the constructor only.
class Recorder final : public NoticeSink {
public:
    /// The scenario must outlive the recorder.
    explicit Recorder(const CompiledScenario& scenario);

    /// Closes the replication and writes its results: one row for each population, one for each
    /// indicator.
    void end_replication(std::span<Rollup> populations, std::span<KpiOutcome> kpis);

    /// Adds another recorder's totals, of the same scenario.
    void merge(const Recorder& other);

    /// Appends the totals to the words; read_totals takes them instead of its own, of the same
    /// scenario. False when the words are not such totals: the recorder is then of no use.
    void write_totals(WordWriter& words) const;
    [[nodiscard]] bool read_totals(WordReader& words);

    [[gnu::flatten]] void call_closed(const CallRecord& call) override;
    void seat_taken(const SeatTaken& seat) override;
    void queue_grew(const QueueGrew& queue) override;
    void work_interrupted(const WorkInterrupted& work) override;
    void shift_missed(const ShiftMissed& shift) override;
    void incident_closed(const IncidentRecord& incident) override {
        if (response_) {
            response_->incident_closed(incident);
        }
    }
    void assignment_closed(const AssignmentRecord& assignment) override {
        if (response_) {
            response_->assignment_closed(assignment);
        }
    }
    void desk_staffed(const DeskStaffed& desk) override {
        if (response_) {
            response_->desk_staffed(desk);
        }
    }
    void unit_staffed(const UnitStaffed& unit) override {
        if (response_) {
            response_->unit_staffed(unit);
        }
    }
    [[nodiscard]] bool needs_order() const override { return false; }

    /// What became of answered calls; its replications are ended apart. Null when the scenario does
    /// not tell.
    [[nodiscard]] ResponseRecorder* response() { return response_ ? &*response_ : nullptr; }
    [[nodiscard]] const ResponseRecorder* response() const {
        return response_ ? &*response_ : nullptr;
    }

    // Populations: lines, then classes, pools, employers.
    [[nodiscard]] std::size_t populations() const;
    [[nodiscard]] PopulationId population(LineId line) const;
    [[nodiscard]] PopulationId population(CallClassId call_class) const;
    [[nodiscard]] PopulationId population(PoolId pool) const;
    [[nodiscard]] PopulationId population(EmployerId employer) const;

    // Totals over all replications closed or merged so far.
    [[nodiscard]] std::uint64_t replications() const { return replications_; }
    [[nodiscard]] std::int64_t calls_outside() const { return calls_outside_; }
    [[nodiscard]] Rollup total(LineId line, IntervalId interval) const;
    [[nodiscard]] Rollup total(CallClassId call_class, IntervalId interval) const;
    [[nodiscard]] Rollup total(PoolId pool, IntervalId interval) const;
    [[nodiscard]] Rollup total(EmployerId employer, IntervalId interval) const;
    [[nodiscard]] const KpiCounts& total(KpiId kpi, IntervalId interval) const;
    /// Waits of the calls of a class that a pool answered in all replications together, on the
    /// force's clock. Empty where the pool never takes the class.
    [[nodiscard]] const Histogram& waits(CallClassId call_class, PoolId pool) const;
    [[nodiscard]] const Histogram& operator_waits(CallClassId call_class) const;
    /// Waits of the callers of a line who gave up, likewise.
    [[nodiscard]] const Histogram& abandoned_waits(LineId line) const;
    [[nodiscard]] const Histogram& abandoned_operator_waits(LineId line) const;
    /// How the service of each line goes over the day and over the week.
    [[nodiscard]] const DayRecorder& days() const { return days_; }

private:
    using CellId = Id<struct CellKindTag>;
    using PlanId = Id<struct PlanKindTag>;

    /// Everything that a replication counts and that is folded into the totals when it ends.
    struct Counts {
        Table<CellId, CallTally> calls;    ///< by class, pool or none, interval
        Table<CellId, SeatTally> seats;    ///< by pool, interval
        Table<CellId, QueueTally> queues;  ///< by class, interval
        Table<CellId, KpiCounts> kpis;     ///< by indicator, interval
    };
    /// Waits of a replication, and of all together.
    struct Waits {
        Histogram current;
        Histogram total;
    };
    /// How an indicator counts the calls of a class that its line and class filters let in.
    struct KpiPlan {
        KpiId kpi;
        bool filters_pools = false;
        bool is_percentile = false;
        bool shares = false;  ///< all but its thresholds, see kpi_shares_with_
        CountingRule rule;
    };

    // The instants at which a pool's handlers pass from one state to the next.
    static constexpr std::size_t kSignedOn = 0;
    static constexpr std::size_t kSignedOff = 1;
    static constexpr std::size_t kRingsFrom = 2;
    static constexpr std::size_t kRingsUntil = 3;
    static constexpr std::size_t kTalksFrom = 4;
    static constexpr std::size_t kTalksUntil = 5;
    static constexpr std::size_t kTalksUntilWrapUp = 6;  ///< the same where wrap-up follows
    static constexpr std::size_t kWrapsUpUntil = 7;
    static constexpr std::size_t kPausesFrom = 8;
    static constexpr std::size_t kPausesUntil = 9;
    using PoolInstants = TimeAfter<10>;

    // The instants at which people on a roster leave their calls and come back; an end follows its
    // beginning.
    static constexpr std::size_t kBreak = 0;
    static constexpr std::size_t kMeal = 2;
    static constexpr std::size_t kOverrun = 4;
    static constexpr std::size_t kAbsent = 6;
    static constexpr std::size_t kLeave = 8;
    static constexpr std::size_t kUnfilled = 10;
    using PeopleInstants = TimeAfter<12>;

    // The instants at which a class's callers enter and leave its queue, if they wait at all.
    static constexpr std::size_t kEnteredQueue = 0;
    static constexpr std::size_t kLeftQueue = 1;
    using QueueInstants = TimeAfter<2>;

    /// All that a call of one class, which one pool or none took, is counted in.
    struct CellPlan {
        CallTally* calls = nullptr;  ///< by interval
        IntervalSet counted;         ///< those that hold something
        const KpiPlan* kpis = nullptr;
        std::size_t kpi_count = 0;
        QueueInstants* queue = nullptr;
        PoolInstants* handlers = nullptr;     ///< of no pool: none
        Histogram* waits = nullptr;           ///< of no pool: none
        Histogram* operator_waits = nullptr;  ///< of a line without operator leg: none
    };

    [[nodiscard]] Counts make_counts() const;
    void make_waits();
    void make_kpi_plans();
    void make_cell_plans();
    [[nodiscard]] CellId call_cell(CallClassId call_class,
                                   std::size_t pool_row,
                                   std::size_t interval) const {
        return CellId{(call_class.index() * (pools_ + 1) + pool_row) * kResultIntervals + interval};
    }
    [[nodiscard]] CellId waits_cell(CallClassId call_class, PoolId pool) const {
        return CellId{call_class.index() * pools_ + pool.index()};
    }
    [[nodiscard]] CellId by_interval(std::size_t row, std::size_t interval) const {
        return CellId{row * kResultIntervals + interval};
    }
    [[nodiscard]] Duration since_measured(SimTime at) const { return at - measured_from_; }
    /// The interval of the day an instant lies in; kResultIntervals outside the measured part.
    [[nodiscard]] std::size_t interval_of(SimTime at);
    void count_wait(const CallRecord& call, const CellPlan& plan);
    void count_abandoned_wait(const CallRecord& call, LineId line);
    void count_queue_time(const CallRecord& call, QueueInstants& queue);
    void count_handler_time(const CallRecord& call, PoolInstants& pool);
    void count_for_kpis(const CallRecord& call, const CellPlan& plan, std::size_t interval);
    void count_people_time(const SeatTaken& seat);
    [[nodiscard]] bool is_of_pool(KpiId kpi, const CallRecord& call) const;

    // rolling_up.cpp: what a replication came to, and the totals.
    void sum_up_time();
    void sum_up_people();
    [[nodiscard]] std::span<ServiceTally> quarters_of_day(LineId line);
    void tell_days();
    void tell_service_level(LineId line, KpiId kpi);
    void roll_up_classes(std::span<Rollup> out);
    void roll_up_pools(std::span<Rollup> out);
    void roll_up_kpis(std::span<KpiOutcome> out);
    void read_percentiles(std::span<Rollup> out);
    template <typename Chosen>
    [[nodiscard]] WaitPercentiles percentiles_of_cells(Chosen chosen);
    void close_waits();
    [[nodiscard]] Rollup pool_total(std::size_t pool, std::size_t interval) const;
    [[nodiscard]] Rollup class_total(std::size_t call_class, std::size_t interval) const;

    const CompiledScenario& scenario_;
    SimTime measured_from_;
    Duration measured_span_;
    std::size_t pools_;
    Counts current_;
    Counts totals_;
    Table<CellId, Waits> waits_;  ///< by class, pool; with room where the pool takes the class
    Table<CallClassId, Waits> operator_waits_;           ///< with room where there is such a leg
    Table<LineId, Histogram> abandoned_waits_;           ///< totals
    Table<LineId, Histogram> abandoned_operator_waits_;  ///< with room where there is such a leg
    Table<KpiId, Histogram> kpi_waits_;                  ///< with room for percentile indicators
    Table<CellId, const Histogram*> chosen_;             ///< while percentiles are read

    Table<CellId, CellPlan> cell_plans_;      ///< by class, pool or none
    Table<PlanId, KpiPlan> kpi_plans_;        ///< class by class
    Table<CallClassId, Rows> kpis_of_class_;  ///< of kpi_plans_
    /// The first indicator of the same calls on the same clock, possibly itself.
    Table<KpiId, KpiId> kpi_shares_with_;
    Table<KpiId, IntervalSet> kpi_counted_;  ///< while they are rolled up
    Table<PoolId, PoolInstants> pool_instants_;
    Table<PoolId, PeopleInstants> people_instants_;  ///< with room for pools with a roster
    Table<CallClassId, QueueInstants> queue_instants_;
    Table<CallClassId, bool> waited_;  ///< whether its queue and its tallies hold anything
    std::uint64_t latest_interval_from_us_ = 0;  ///< since measured_from_; see interval_of
    std::size_t latest_interval_ = 0;
    std::size_t latest_quarter_ = 0;  ///< the same, not of the day but of the measured part
    DayRecorder days_;
    std::uint64_t replications_ = 0;
    std::optional<ResponseRecorder> response_;
    std::int64_t calls_outside_ = 0;  ///< calls offered before or after the measured part
};

}  // namespace fcr
