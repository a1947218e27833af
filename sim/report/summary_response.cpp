#include "sim/report/summary_response.hpp"

#include "sim/report/summary_intervals.hpp"

#include <utility>

namespace fcr {
namespace {

/// One thing of every replication's response.
template <typename Row, typename Read>
Samples<Row> samples_of(const ExperimentResult& result, double confidence, Read read) {
    std::vector<const Row*> rows;
    for (const ReplicationResult& replication : result.replications) {
        rows.push_back(&read(replication.response));
    }
    return {std::move(rows), confidence};
}

std::int64_t attended(const GradeOutcome& grade) {
    return grade.incidents.attended;
}

GradeFigures grade_figures(const Samples<GradeOutcome>& samples,
                           const Spans& spans,
                           bool has_target) {
    const auto count = [&](auto read) {
        return samples.mean([&](const GradeOutcome& grade) -> std::optional<double> {
            return static_cast<double>(read(grade.incidents)) * spans.per_measured;
        });
    };
    const auto count_of = [&](std::int64_t IncidentTally::*field) {
        return count([field](const IncidentTally& tally) { return tally.*field; });
    };
    const auto all = [](const GradeOutcome& grade) { return grade.incidents.incidents(); };
    const auto of = [&](std::int64_t IncidentTally::*field, auto whole, double scale) {
        return samples.ratio(
            [field](const GradeOutcome& grade) { return grade.incidents.*field; }, whole, scale);
    };
    const auto dispatched = [](const GradeOutcome& grade) { return grade.incidents.dispatched; };
    const auto needed = [](const GradeOutcome& grade) {
        return grade.incidents.attended + grade.incidents.never_resourced;
    };
    constexpr double to_s = 1.0 / kUsPerSecond;
    GradeFigures figures;
    figures.incidents = count([](const IncidentTally& tally) { return tally.incidents(); });
    figures.attended = count_of(&IncidentTally::attended);
    figures.resolved = count_of(&IncidentTally::resolved);
    figures.never_resourced = count_of(&IncidentTally::never_resourced);
    figures.unfinished = count_of(&IncidentTally::unfinished);
    if (has_target) {
        figures.in_target_percent = of(&IncidentTally::in_target, attended, kPercent);
    }
    figures.never_resourced_percent = of(&IncidentTally::never_resourced, needed, kPercent);
    figures.response_mean_s = of(&IncidentTally::response_us, attended, to_s);
    for (std::size_t row = 0; row < kResponsePercentiles.size(); ++row) {
        figures.response_percentiles_s[row] =
            samples.mean([&](const GradeOutcome& grade) -> std::optional<double> {
                const std::int64_t us = grade.response_us[row];
                return us < 0 ? std::nullopt : std::optional(static_cast<double>(us) * to_s);
            });
    }
    figures.to_grade_s = of(&IncidentTally::graded_us, attended, to_s);
    figures.dispatch_s = of(&IncidentTally::dispatch_us, dispatched, to_s);
    figures.travel_s = of(&IncidentTally::travel_us, attended, to_s);
    figures.units_sent = of(&IncidentTally::units_sent, dispatched, 1.0);
    figures.diversions = count_of(&IncidentTally::diversions);
    figures.misgraded_percent = of(&IncidentTally::misgraded, all, kPercent);
    figures.lowered_percent = of(&IncidentTally::grade_lowered, all, kPercent);
    return figures;
}

UnitSummary unit_summary(std::string name, const Samples<UnitTally>& samples, const Spans& spans) {
    const auto on_duty = [](const UnitTally& units) { return units.on_duty_us; };
    const auto percent = [&](auto read) { return samples.ratio(read, on_duty, kPercent); };
    UnitSummary summary;
    summary.name = std::move(name);
    summary.unit_hours = samples.mean([&](const UnitTally& units) -> std::optional<double> {
        return static_cast<double>(units.on_duty_us) / kUsPerHour * spans.per_measured;
    });
    summary.utilisation_percent = percent([](const UnitTally& units) {
        return units.travel_us + units.scene_us + units.paperwork_us;
    });
    summary.travel_percent = percent([](const UnitTally& units) { return units.travel_us; });
    summary.scene_percent = percent([](const UnitTally& units) { return units.scene_us; });
    summary.paperwork_percent = percent([](const UnitTally& units) { return units.paperwork_us; });
    return summary;
}

DeskSummary desk_summary(std::string name, const Samples<DeskTally>& samples, const Spans& spans) {
    DeskSummary summary;
    summary.name = std::move(name);
    summary.decisions = samples.mean([&](const DeskTally& desks) -> std::optional<double> {
        return static_cast<double>(desks.decisions) * spans.per_measured;
    });
    summary.wait_s = samples.ratio([](const DeskTally& desks) { return desks.wait_us; },
                                   [](const DeskTally& desks) { return desks.decisions; },
                                   1.0 / kUsPerSecond);
    summary.desk_hours = samples.mean([&](const DeskTally& desks) -> std::optional<double> {
        return static_cast<double>(desks.on_duty_us) / kUsPerHour * spans.per_measured;
    });
    summary.occupancy_percent =
        samples.ratio([](const DeskTally& desks) { return desks.busy_us; },
                      [](const DeskTally& desks) { return desks.on_duty_us; },
                      kPercent);
    return summary;
}

std::optional<double> part(std::int64_t numerator, std::int64_t denominator, double scale) {
    if (denominator <= 0) {
        return std::nullopt;
    }
    return scale * static_cast<double>(numerator) / static_cast<double>(denominator);
}

GradeInterval grade_interval(const IncidentTally& tally, double occurrences, bool has_target) {
    const auto in_one = [occurrences](std::int64_t count) {
        return static_cast<double>(count) / occurrences;
    };
    constexpr double to_s = 1.0 / kUsPerSecond;
    return {.incidents = in_one(tally.incidents()),
            .attended = in_one(tally.attended),
            .never_resourced = in_one(tally.never_resourced),
            .unfinished = in_one(tally.unfinished),
            .in_target_percent =
                has_target ? part(tally.in_target, tally.attended, kPercent) : std::nullopt,
            .response_mean_s = part(tally.response_us, tally.attended, to_s),
            .dispatch_s = part(tally.dispatch_us, tally.dispatched, to_s),
            .travel_s = part(tally.travel_us, tally.attended, to_s)};
}

std::vector<ResponseInterval> intervals_of(const CompiledScenario& scenario,
                                           const ResponseRecorder& totals,
                                           std::uint64_t replications) {
    const CompiledResponse& facts = *scenario.response;
    std::vector<ResponseInterval> intervals;
    for (std::size_t row = 0; row < kResultIntervals; ++row) {
        const Duration measured = time_in(scenario, row);
        if (measured <= Duration::zero()) {
            continue;
        }
        const IntervalId id{row};
        const double occurrences = static_cast<double>(replications) *
                                   static_cast<double>(measured.count()) /
                                   static_cast<double>(kResultInterval.count());
        const double us = occurrences * static_cast<double>(kResultInterval.count());
        ResponseInterval interval;
        interval.from = kResultInterval * static_cast<std::int64_t>(row);
        for (std::size_t grade = 0; grade < facts.grades.size(); ++grade) {
            interval.grades.push_back(
                grade_interval(totals.total(GradeId{grade}, id),
                               occurrences,
                               facts.grades[GradeId{grade}].target.has_value()));
        }
        for (std::size_t group = 0; group < facts.groups.size(); ++group) {
            const UnitTally& tally = totals.total(UnitGroupId{group}, id);
            interval.units.push_back(
                {.on_duty = static_cast<double>(tally.on_duty_us) / us,
                 .utilisation_percent = part(tally.travel_us + tally.scene_us + tally.paperwork_us,
                                             tally.on_duty_us,
                                             kPercent)});
        }
        for (std::size_t talkgroup = 0; talkgroup < facts.talkgroups.size(); ++talkgroup) {
            const DeskTally& tally = totals.total(TalkgroupId{talkgroup}, id);
            interval.desks.push_back(
                {.on_duty = static_cast<double>(tally.on_duty_us) / us,
                 .occupancy_percent = part(tally.busy_us, tally.on_duty_us, kPercent)});
        }
        intervals.push_back(std::move(interval));
    }
    return intervals;
}

}  // namespace

std::string_view target_start_code(TargetStart start) {
    switch (start) {
        case TargetStart::Answered: return "ANSWERED";
        case TargetStart::Incident: return "INCIDENT";
        case TargetStart::Graded: return "GRADED";
        case TargetStart::Dispatched: return "DISPATCHED";
        case TargetStart::Appointment: return "APPOINTMENT";
    }
    return "";
}

ResponseSummary summarise_response(const CompiledScenario& scenario,
                                   const ExperimentResult& result,
                                   const Spans& spans,
                                   double confidence) {
    const CompiledResponse& facts = *scenario.response;
    ResponseSummary summary;
    for (std::size_t row = 0; row < facts.grades.size(); ++row) {
        const CompiledGrade& grade = facts.grades[GradeId{row}];
        const auto samples = samples_of<GradeOutcome>(
            result, confidence, [row](const ResponseResult& response) -> const GradeOutcome& {
                return response.grades[row];
            });
        summary.grades.push_back(
            {.name = grade.name,
             .needs_deployment = grade.needs_deployment,
             .target = grade.target,
             .target_start = grade.target_start,
             .figures = grade_figures(samples, spans, grade.target.has_value())});
    }
    for (std::size_t row = 0; row < facts.groups.size(); ++row) {
        const auto samples = samples_of<UnitTally>(
            result, confidence, [row](const ResponseResult& response) -> const UnitTally& {
                return response.units[row];
            });
        summary.units.push_back(unit_summary(facts.groups[UnitGroupId{row}].name, samples, spans));
    }
    for (std::size_t row = 0; row < facts.talkgroups.size(); ++row) {
        const auto samples = samples_of<DeskTally>(
            result, confidence, [row](const ResponseResult& response) -> const DeskTally& {
                return response.desks[row];
            });
        summary.desks.push_back(
            desk_summary(facts.talkgroups[TalkgroupId{row}].name, samples, spans));
    }
    summary.intervals =
        intervals_of(scenario, *result.totals->response(), result.totals->replications());
    return summary;
}

}  // namespace fcr
