// Records how the service of each line goes over the day and over the week.
#pragma once

#include "sim/base/table.hpp"
#include "sim/base/time.hpp"
#include "sim/domain/call.hpp"
#include "sim/domain/ids.hpp"
#include "sim/metrics/day_spread.hpp"
#include "sim/metrics/kpi.hpp"
#include "sim/scenario/compiled_scenario.hpp"

#include <cstddef>
#include <optional>
#include <span>

namespace fcr {

inline constexpr std::size_t kHoursOfWeek = 168;

/// The hours of a week, from Monday 00:00.
using HourOfWeekId = Id<struct HourOfWeekTag>;

/// The indicator that stands for a line's service level where a picture has room for one: the first
/// service level that counts the whole line. Empty when there is none: then it is the national
/// table's first band, answered below 10 s of answered on the operator clock.
[[nodiscard]] std::optional<KpiId> service_level_of(const CompiledScenario& scenario, LineId line);

/// Keeps what became of the calls that each line was offered in each quarter-hour of the measured
/// part until the replication ends; then how much its days differ, and the sums by hour of the
/// week. Totals grow over replications, and recorders merge in any order. Allocates in the
/// constructor only.
class DayRecorder {
public:
    /// The scenario must outlive the recorder.
    explicit DayRecorder(const CompiledScenario& scenario);

    /// Several days were measured, so that tallies by quarter-hour of the day do not tell them
    /// apart: every call offered in the measured part must be told.
    [[nodiscard]] bool wants_calls() const { return wants_calls_; }
    void call_closed(const CallRecord& call, LineId line, std::size_t quarter);

    /// The quarter-hours of the measured part, of a line, in this replication; the row beyond them
    /// is nobody's.
    [[nodiscard]] std::span<ServiceTally> quarters(LineId line) {
        return quarters_.rows().subspan(line.index() * quarters_a_line_, quarters_a_line_);
    }
    [[nodiscard]] std::optional<KpiId> level_kpi(LineId line) const { return levels_[line].kpi; }

    /// Folds the quarter-hours into the totals and clears them.
    void end_replication();
    /// Adds another recorder's totals, of the same scenario.
    void merge(const DayRecorder& other);

    /// Appends the totals to the words; read_totals takes them instead of its own, of the same
    /// scenario. False when the words are not such totals: the recorder is then of no use.
    void write_totals(WordWriter& words) const;
    [[nodiscard]] bool read_totals(WordReader& words);

    // Totals over all replications closed or merged so far.
    [[nodiscard]] const DaySpread& spread() const { return spread_; }
    /// Of runs with hours of the week (CompiledScenario::hours_of_week).
    [[nodiscard]] const ServiceTally& total(LineId line, HourOfWeekId hour) const {
        return week_[CellId{line.index() * kHoursOfWeek + hour.index()}];
    }

private:
    using CellId = Id<struct DayCellTag>;

    /// How a line's service level is counted.
    struct Level {
        std::optional<KpiId> kpi;  ///< none: the first band
        ServiceLevelFormula formula = ServiceLevelFormula::F1AnsweredOnly;
        CountingRule rule;
    };

    const CompiledScenario& scenario_;
    Duration measured_span_;
    std::size_t quarters_a_line_;
    bool wants_calls_;
    Table<LineId, Level> levels_;
    Table<CellId, ServiceTally> quarters_;  ///< by line, quarter-hour of the measured part
    DaySpread spread_;
    Table<CellId, ServiceTally> week_;  ///< by line, hour of the week; empty where there are none
};

}  // namespace fcr
