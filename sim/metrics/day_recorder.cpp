#include "sim/metrics/day_recorder.hpp"

#include "sim/metrics/tally.hpp"
#include "sim/metrics/time_after.hpp"

#include <algorithm>

namespace fcr {
namespace {

constexpr std::size_t kQuartersAnHour = 4;

/// The national table's first band, as an indicator.
constexpr KpiDefinition first_band() {
    KpiDefinition band;
    band.clock = ClockStart::OperatorConnect;
    band.threshold = kFirstBand;
    band.comparator = Comparator::Below;
    band.formula = ServiceLevelFormula::F1AnsweredOnly;
    return band;
}

}  // namespace

std::optional<KpiId> service_level_of(const CompiledScenario& scenario, LineId line) {
    for (std::size_t row = 0; row < scenario.kpis.size(); ++row) {
        const KpiDefinition& kpi = scenario.kpis[KpiId{row}].definition;
        if (kpi.type == KpiType::ServiceLevel && kpi.line == line && !kpi.call_class && !kpi.pool &&
            !kpi.employer) {
            return KpiId{row};
        }
    }
    return std::nullopt;
}

DayRecorder::DayRecorder(const CompiledScenario& scenario)
    : scenario_(scenario),
      measured_span_(scenario.measured_until - scenario.measured_from),
      quarters_a_line_(static_cast<std::size_t>(measured_span_ / kResultInterval) + 1),
      wants_calls_(measured_span_ > kResultInterval * std::int64_t{kResultIntervals}),
      levels_(scenario.lines.size()),
      quarters_(scenario.lines.size() * quarters_a_line_),
      spread_(scenario.lines.size()),
      week_(scenario.hours_of_week.size() > 0 ? scenario.lines.size() * kHoursOfWeek : 0) {
    for (std::size_t row = 0; row < levels_.size(); ++row) {
        const std::optional<KpiId> kpi = service_level_of(scenario, LineId{row});
        const KpiDefinition definition = kpi ? scenario.kpis[*kpi].definition : first_band();
        levels_[LineId{row}] = {
            .kpi = kpi, .formula = definition.formula, .rule = counting_rule(definition)};
    }
}

void DayRecorder::call_closed(const CallRecord& call, LineId line, std::size_t quarter) {
    ServiceTally& tally = quarters(line)[quarter];
    ++tally.offered;
    if (call.outcome == Outcome::Answered) {
        ++tally.answered;
        tally.answered_wait_us += (call.times.answered - call.times.network_arrive).count();
    }
    // Every formula is a sum over calls, above and below.
    KpiCounts of_call;
    count_call(levels_[line].rule, call, of_call);
    const Ratio level = service_level(levels_[line].formula, of_call);
    tally.within += level.numerator;
    tally.judged += level.denominator;
}

void DayRecorder::end_replication() {
    for (std::size_t row = 0; row < levels_.size(); ++row) {
        const LineId line{row};
        Duration left = measured_span_;
        std::size_t quarter = 0;
        for (ServiceTally& tally : quarters(line)) {
            if (left <= Duration::zero()) {
                break;
            }
            spread_.add(line,
                        IntervalId{quarter % kResultIntervals},
                        tally,
                        std::min(left, kResultInterval));
            if (week_.size() > 0) {
                const std::size_t hour =
                    scenario_.hours_of_week[MeasuredHourId{quarter / kQuartersAnHour}];
                week_[CellId{row * kHoursOfWeek + hour}].merge(tally);
            }
            left -= kResultInterval;
            ++quarter;
        }
    }
    std::ranges::fill(quarters_.rows(), ServiceTally{});
}

void DayRecorder::merge(const DayRecorder& other) {
    spread_.merge(other.spread_);
    for (std::size_t row = 0; row < week_.size(); ++row) {
        week_[CellId{row}].merge(other.week_[CellId{row}]);
    }
}

}  // namespace fcr
