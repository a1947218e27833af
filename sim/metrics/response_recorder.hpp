// Records what became of answered calls: incidents by grade, units by group, desks by talkgroup.
#pragma once

#include "sim/base/table.hpp"
#include "sim/base/time.hpp"
#include "sim/control_room/notice.hpp"
#include "sim/domain/ids.hpp"
#include "sim/metrics/histogram.hpp"
#include "sim/metrics/interval_set.hpp"
#include "sim/metrics/response_tally.hpp"
#include "sim/metrics/time_after.hpp"
#include "sim/scenario/compiled_scenario.hpp"

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>

namespace fcr {

/// The percentiles of response times that reports show.
inline constexpr std::array<double, 3> kResponsePercentiles{0.5, 0.9, 0.95};

/// What one replication did for a grade.
struct GradeOutcome {
    IncidentTally incidents;
    /// Of response times, microseconds; -1 where nothing was attended.
    std::array<std::int64_t, kResponsePercentiles.size()> response_us{-1, -1, -1};
};

/// One replication's results. The spans have a row for each grade, unit group and talkgroup.
struct ResponseOutcomes {
    std::span<GradeOutcome> grades;
    std::span<UnitTally> units;
    std::span<DeskTally> desks;
};

/// Counts incidents whose call was answered in the measured part, those with an appointment where
/// the agreed time lies in it, by the grade they were given and that quarter-hour; the time of
/// units and desks inside the measured part, whatever incident it was spent on. Totals grow over
/// replications, and recorders merge in any order. Allocates in the constructor only.
class ResponseRecorder {
public:
    /// The scenario has a response and must outlive the recorder.
    explicit ResponseRecorder(const CompiledScenario& scenario);

    void incident_closed(const IncidentRecord& incident);
    void assignment_closed(const AssignmentRecord& assignment);
    void desk_staffed(const DeskStaffed& desk);
    void unit_staffed(const UnitStaffed& unit);

    /// Closes the replication, writes its results and folds them into the totals.
    void end_replication(const ResponseOutcomes& out);
    /// Adds another recorder's totals, of the same scenario.
    void merge(const ResponseRecorder& other);

    /// Appends the totals to the words; read_totals takes them instead of its own, of the same
    /// scenario. False when the words are not such totals: the recorder is then of no use.
    void write_totals(WordWriter& words) const;
    [[nodiscard]] bool read_totals(WordReader& words);

    /// Totals over all replications closed or merged so far.
    [[nodiscard]] const IncidentTally& total(GradeId grade, IntervalId interval) const {
        return totals_.incidents[cell(grade, interval.index())];
    }
    [[nodiscard]] const UnitTally& total(UnitGroupId group, IntervalId interval) const {
        return totals_.units[cell(group, interval.index())];
    }
    [[nodiscard]] const DeskTally& total(TalkgroupId talkgroup, IntervalId interval) const {
        return totals_.desks[cell(talkgroup, interval.index())];
    }
    /// Response times in all replications together.
    [[nodiscard]] const Histogram& response_times(GradeId grade) const {
        return response_[grade].total;
    }

private:
    using CellId = Id<struct ResponseCellTag>;

    struct Counts {
        Table<CellId, IncidentTally> incidents;  ///< by grade, interval
        Table<CellId, UnitTally> units;          ///< by group, interval
        Table<CellId, DeskTally> desks;          ///< by talkgroup, interval
    };
    struct Times {
        Histogram current;
        Histogram total;
    };

    // The instants at which units and desks pass from one state to the next.
    static constexpr std::size_t kSignedOn = 0;
    static constexpr std::size_t kSignedOff = 1;
    static constexpr std::size_t kTravelsFrom = 2;
    static constexpr std::size_t kTravelsUntil = 3;
    static constexpr std::size_t kAtSceneFrom = 4;
    static constexpr std::size_t kAtSceneUntil = 5;
    static constexpr std::size_t kWritesFrom = 6;
    static constexpr std::size_t kWritesUntil = 7;
    using UnitInstants = TimeAfter<8>;
    static constexpr std::size_t kBusyFrom = 2;
    static constexpr std::size_t kBusyUntil = 3;
    using DeskInstants = TimeAfter<4>;

    [[nodiscard]] Counts make_counts() const;
    template <typename IdType>
    [[nodiscard]] static CellId cell(IdType row, std::size_t interval) {
        return CellId{row.index() * kResultIntervals + interval};
    }
    [[nodiscard]] Duration since_measured(SimTime at) const { return at - measured_from_; }
    /// The interval of the day an instant lies in; kResultIntervals outside the measured part.
    [[nodiscard]] std::size_t interval_of(SimTime at) const;
    void sum_up_time();

    const CompiledResponse& facts_;
    SimTime measured_from_;
    Duration measured_span_;
    Counts current_;
    Counts totals_;
    Table<GradeId, IntervalSet> counted_;  ///< the current incidents that hold something
    Table<GradeId, Times> response_;
    Table<UnitGroupId, UnitInstants> unit_instants_;
    Table<TalkgroupId, DeskInstants> desk_instants_;
};

}  // namespace fcr
