#include "sim/report/report_message.hpp"

#include "proto/fcr/v1/report.pb.h"
#include "sim/base/check.hpp"
#include "sim/report/controlled.hpp"
#include "sim/report/json_days.hpp"
#include "sim/report/json_response.hpp"
#include "sim/report/message_values.hpp"
#include "sim/report/number.hpp"
#include "sim/scenario/input_file.hpp"

#include <algorithm>
#include <limits>

namespace fcr {
namespace {

constexpr int kFormat = 1;

std::int32_t to_int32(std::uint64_t count) {
    return static_cast<std::int32_t>(
        std::min<std::uint64_t>(count, std::numeric_limits<std::int32_t>::max()));
}

std::int32_t to_int32(std::int64_t count) {
    return to_int32(static_cast<std::uint64_t>(std::max<std::int64_t>(count, 0)));
}

void fill(v1::WaitReport& report, const WaitFigures& waits) {
    using Report = v1::WaitReport;
    static_assert(kReportPercentiles == std::array{0.5, 0.9, 0.95, 0.99});
    set(report, &Report::mutable_mean_s, waits.mean_s);
    set(report, &Report::mutable_p50_s, waits.percentiles_s[0]);
    set(report, &Report::mutable_p90_s, waits.percentiles_s[1]);
    set(report, &Report::mutable_p95_s, waits.percentiles_s[2]);
    set(report, &Report::mutable_p99_s, waits.percentiles_s[3]);
}

void fill(v1::CallFiguresReport& report, const CallFigures& figures) {
    using Report = v1::CallFiguresReport;
    set(report, &Report::mutable_offered, figures.offered);
    set(report, &Report::mutable_answered, figures.answered);
    set(report, &Report::mutable_abandoned, figures.abandoned);
    set(report, &Report::mutable_diverted, figures.diverted);
    set(report, &Report::mutable_blocked, figures.blocked);
    set(report, &Report::mutable_unfinished, figures.unfinished);
    set(report, &Report::mutable_answered_percent, figures.answered_percent);
    set(report, &Report::mutable_abandoned_percent, figures.abandoned_percent);
    set(report, &Report::mutable_blocked_percent, figures.blocked_percent);
    fill(*report.mutable_force_clock(), figures.force_clock);
    if (figures.operator_clock) {
        fill(*report.mutable_operator_clock(), *figures.operator_clock);
    }
    set(report, &Report::mutable_below_10s_percent, figures.below_10s_percent);
    set(report, &Report::mutable_from_10s_to_60s_percent, figures.from_10s_to_60s_percent);
    set(report, &Report::mutable_from_60s_percent, figures.from_60s_percent);
    set(report, &Report::set_longest_wait_s, figures.longest_wait_s);
    set(report, &Report::mutable_mean_queue, figures.mean_queue);
    report.set_longest_queue(to_int32(figures.longest_queue));
}

void fill(v1::WorkFiguresReport& report, const WorkFigures& figures) {
    using Report = v1::WorkFiguresReport;
    set(report, &Report::mutable_answered, figures.answered);
    set(report, &Report::mutable_abandoned_ringing, figures.abandoned_ringing);
    set(report, &Report::mutable_seat_hours, figures.seat_hours);
    set(report, &Report::mutable_occupancy_percent, figures.occupancy_percent);
    set(report, &Report::mutable_talk_percent, figures.talk_percent);
    set(report, &Report::mutable_wrap_up_percent, figures.wrap_up_percent);
    set(report, &Report::mutable_ringing_percent, figures.ringing_percent);
    set(report, &Report::mutable_gap_percent, figures.gap_percent);
    set(report, &Report::mutable_handling_s, figures.handling_s);
    fill(*report.mutable_force_clock(), figures.force_clock);
    if (figures.roster) {
        using Hours = v1::RosterFiguresReport;
        Hours& roster = *report.mutable_roster();
        set(roster, &Hours::mutable_paid_hours, figures.roster->paid_hours);
        set(roster, &Hours::mutable_break_hours, figures.roster->break_hours);
        set(roster, &Hours::mutable_overrun_hours, figures.roster->overrun_hours);
        set(roster, &Hours::mutable_absent_hours, figures.roster->absent_hours);
        set(roster, &Hours::mutable_leave_hours, figures.roster->leave_hours);
        set(roster, &Hours::mutable_unfilled_hours, figures.roster->unfilled_hours);
    }
}

void fill(v1::CallIntervalReport& report, const CallInterval& interval) {
    using Report = v1::CallIntervalReport;
    set(report, &Report::set_offered, interval.offered);
    set(report, &Report::set_answered, interval.answered);
    set(report, &Report::set_abandoned, interval.abandoned);
    set(report, &Report::set_blocked, interval.blocked);
    set(report, &Report::set_unfinished, interval.unfinished);
    set(report, &Report::set_answered_percent, interval.answered_percent);
    set(report, &Report::set_abandoned_percent, interval.abandoned_percent);
    set(report, &Report::set_below_10s_percent, interval.below_10s_percent);
    set(report, &Report::set_mean_wait_s, interval.mean_wait_s);
    set(report, &Report::set_operator_mean_wait_s, interval.operator_mean_wait_s);
    set(report, &Report::set_longest_wait_s, interval.longest_wait_s);
    set(report, &Report::set_mean_queue, interval.mean_queue);
    report.set_longest_queue(to_int32(interval.longest_queue));
}

void fill(v1::WorkIntervalReport& report, const WorkInterval& interval) {
    using Report = v1::WorkIntervalReport;
    set(report, &Report::set_answered, interval.answered);
    set(report, &Report::set_on_duty, interval.on_duty);
    set(report, &Report::set_occupancy_percent, interval.occupancy_percent);
    set(report, &Report::set_ringing_percent, interval.ringing_percent);
    set(report, &Report::set_gap_percent, interval.gap_percent);
    set(report, &Report::set_handling_s, interval.handling_s);
    set(report, &Report::set_on_break, interval.on_break);
    set(report, &Report::set_absent, interval.absent);
}

void fill(v1::RunSpan& report, const RunSummary& summary) {
    const auto hours = [](Duration span) { return six_digits(to_seconds(span) / 3600.0); };
    report.set_title(summary.title);
    report.set_day_type(summary.span.day_type);
    report.set_warm_up_h(hours(summary.span.warm_up));
    report.set_measured_h(hours(summary.span.measured));
    report.set_drain_max_h(hours(summary.span.drain_max));
    report.set_seed(static_cast<double>(summary.request.seed));
    report.set_first_replication(to_int32(summary.request.first_replication));
    report.set_replications_asked(to_int32(summary.request.replications));
    report.set_replications(to_int32(summary.replications));
    report.set_stopped(summary.stopped);
    report.set_confidence(summary.request.confidence);
    report.set_per_h(hours(summary.per));
    if (summary.long_run) {
        report.mutable_long_run()->set_pilot_h(hours(summary.long_run->pilot));
        report.mutable_long_run()->set_pilots(to_int32(summary.long_run->pilots));
    }
    for (const std::string& change : summary.changes) {
        report.add_changes(change);
    }
}

void fill(v1::KpiReport& report, const KpiSummary& kpi) {
    report.set_id(kpi.id);
    report.set_title(kpi.title);
    report.set_definition(kpi.words);
    report.set_codes(kpi.codes);
    report.set_unit(unit_code(kpi.unit));
    set(report, &v1::KpiReport::mutable_value, kpi.value);
    if (kpi.ratio) {
        const auto numerator = static_cast<double>(kpi.ratio->numerator);
        report.set_numerator(kpi.unit == KpiUnit::Seconds ? six_digits(numerator / 1e6)
                                                          : numerator);
        report.set_denominator(static_cast<double>(kpi.ratio->denominator));
    }
    v1::KpiCountsReport& counts = *report.mutable_counts();
    counts.set_offered(static_cast<double>(kpi.counts.offered));
    counts.set_answered(static_cast<double>(kpi.counts.answered));
    counts.set_answered_within(static_cast<double>(kpi.counts.answered_within));
    counts.set_abandoned(static_cast<double>(kpi.counts.abandoned));
    counts.set_abandoned_within(static_cast<double>(kpi.counts.abandoned_within));
    counts.set_abandoned_short(static_cast<double>(kpi.counts.abandoned_short));
    counts.set_lost_otherwise(static_cast<double>(kpi.counts.lost_otherwise));
    counts.set_unfinished(static_cast<double>(kpi.counts.unfinished));
}

void fill(v1::ControlledReport& report, const ControlledSummary& controlled) {
    for (const std::string& words : control_words(controlled.by)) {
        report.add_controls(words);
    }
    report.set_parts(static_cast<std::int32_t>(controlled.by.parts));
    for (const ControlledFigure& figure : controlled.figures) {
        using Report = v1::ControlledFigureReport;
        Report& to = *report.add_figures();
        to.set_id(figure.id);
        to.set_title(figure.title);
        to.set_unit(unit_code(figure.unit));
        set(to, &Report::mutable_plain, figure.plain);
        set(to, &Report::mutable_corrected, figure.corrected);
        set(to, &Report::set_variance_ratio, figure.worth);
    }
}

void fill(v1::PublishedReport& report,
          const PublishedSummary& published,
          const RunSummary& summary) {
    report.set_kpi(summary.kpis[published.kpi].id);
    report.set_value(published.value);
    if (published.tolerance) {
        report.set_tolerance(*published.tolerance);
    }
    if (published.difference) {
        report.set_difference(six_digits(*published.difference));
    }
    if (published.within) {
        report.set_within_tolerance(*published.within);
    }
    report.set_source(published.source);
}

void fill(v1::IntervalReport& report, const IntervalSummary& interval, const RunSummary& summary) {
    report.set_from(time_of_day(interval.from));
    for (std::size_t row = 0; row < interval.lines.size(); ++row) {
        v1::CallIntervalReport& line = *report.add_lines();
        line.set_name(summary.lines[row].name);
        fill(line, interval.lines[row]);
    }
    for (std::size_t row = 0; row < interval.classes.size(); ++row) {
        v1::CallIntervalReport& call_class = *report.add_classes();
        call_class.set_name(summary.classes[row].name);
        fill(call_class, interval.classes[row]);
    }
    for (std::size_t row = 0; row < interval.employers.size(); ++row) {
        v1::WorkIntervalReport& employer = *report.add_employers();
        employer.set_name(summary.employers[row].name);
        fill(employer, interval.employers[row]);
    }
    for (std::size_t row = 0; row < interval.pools.size(); ++row) {
        v1::WorkIntervalReport& pool = *report.add_pools();
        pool.set_name(summary.pools[row].name);
        fill(pool, interval.pools[row]);
    }
    for (std::size_t row = 0; row < interval.kpis.size(); ++row) {
        v1::KpiIntervalReport& kpi = *report.add_kpis();
        kpi.set_id(summary.kpis[row].id);
        if (interval.kpis[row]) {
            kpi.set_value(six_digits(*interval.kpis[row]));
        }
    }
}

}  // namespace

v1::RunReport report_message(const RunSummary& summary, const std::string& fcrsim_version) {
    v1::RunReport report;
    report.set_format(kFormat);
    report.set_fcrsim_version(fcrsim_version);
    fill(*report.mutable_run(), summary);
    for (const LineSummary& line : summary.lines) {
        v1::LineReport& to = *report.add_lines();
        to.set_name(line.name);
        to.set_emergency(line.emergency);
        fill(*to.mutable_figures(), line.figures);
    }
    for (const ClassSummary& call_class : summary.classes) {
        v1::ClassReport& to = *report.add_classes();
        to.set_name(call_class.name);
        to.set_line(call_class.line);
        fill(*to.mutable_figures(), call_class.figures);
    }
    for (const EmployerSummary& employer : summary.employers) {
        v1::EmployerReport& to = *report.add_employers();
        to.set_name(employer.name);
        to.set_contractor(employer.contractor);
        fill(*to.mutable_figures(), employer.figures);
    }
    for (const PoolSummary& pool : summary.pools) {
        v1::PoolReport& to = *report.add_pools();
        to.set_name(pool.name);
        to.set_employer(pool.employer);
        to.set_site(pool.site);
        fill(*to.mutable_figures(), pool.figures);
    }
    for (const KpiSummary& kpi : summary.kpis) {
        fill(*report.add_kpis(), kpi);
    }
    for (const PublishedSummary& published : summary.published) {
        fill(*report.add_published(), published, summary);
    }
    for (const PrecisionSummary& precision : summary.precision) {
        v1::PrecisionReport& to = *report.add_precision();
        to.set_kpi(summary.kpis[precision.kpi].id);
        to.set_half_width(precision.half_width);
        to.set_reached(precision.reached);
        if (precision.predicted) {
            to.set_predicted_replications(static_cast<double>(*precision.predicted));
        }
    }
    if (summary.controlled) {
        fill(*report.mutable_controlled(), *summary.controlled);
    }
    if (summary.response) {
        fill_response(*report.mutable_response(), *summary.response);
    }
    for (const IntervalSummary& interval : summary.intervals) {
        fill(*report.add_intervals(), interval, summary);
    }
    for (std::size_t row = 0; row < summary.days.size(); ++row) {
        add_days(report, summary, row);
    }
    for (const std::string& warning : summary.warnings) {
        report.add_warnings(warning);
    }
    return report;
}

void fill_record(v1::RunRecord& message, const RunRecord& record) {
    for (const std::string& word : record.command_line) {
        message.add_command_line(as_shown(word, 4096));
    }
    message.set_fcrsim_version(record.fcrsim_version);
    message.set_compiler(record.compiler);
    message.set_host(record.host);
    message.set_started(record.started);
    message.set_wall_s(six_digits(record.wall_s));
    message.set_jobs(static_cast<std::int32_t>(record.jobs));
    message.set_calls(static_cast<double>(record.calls));
}

}  // namespace fcr
