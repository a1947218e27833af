// How the room went, minute by minute and by quarter-hour.
#include "proto/fcr/v1/review.pb.h"
#include "sim/report/number.hpp"
#include "sim/report/review_message.hpp"
#include "sim/report/review_words.hpp"

#include <algorithm>

namespace fcr {
namespace {

constexpr std::size_t kQuarterMinutes = 15;

std::vector<LineId> all_lines(const BoardPlan& plan) {
    std::vector<LineId> lines = plan.emergency_lines;
    lines.insert(lines.end(), plan.other_lines.begin(), plan.other_lines.end());
    return lines;
}

bool is_emergency(const BoardPlan& plan, LineId line) {
    return std::ranges::count(plan.emergency_lines, line) > 0;
}

const KpiDefinition& rule_of(const BoardPlan& plan, LineId line) {
    return is_emergency(plan, line) ? plan.emergency : plan.other;
}

void fill_line(v1::ReviewLineMinuteReport& to, const LineMinute& line, const std::string& name) {
    const KpiCounts& counts = line.counts;
    to.set_name(name);
    to.set_offered(static_cast<double>(counts.offered));
    to.set_answered(static_cast<double>(counts.answered));
    to.set_abandoned(static_cast<double>(counts.abandoned));
    if (counts.answered > 0) {
        to.set_mean_wait_s(six_digits(static_cast<double>(counts.answered_wait_us) / 1e6 /
                                      static_cast<double>(counts.answered)));
    }
    to.set_waiting(line.waiting);
    to.set_longest_waiting_s(six_digits(to_seconds(line.longest_waiting)));
}

void fill_minute(v1::ReviewMinuteReport& to, std::size_t minute, const Review& review) {
    const RoomCourse& actual = review.actual->course();
    const Scenario& scenario = *review.plan->scenario;
    to.set_minute(static_cast<double>(minute));
    to.set_at(clock_minute(review.plan->start + static_cast<std::int64_t>(minute) * kReviewMinute));
    for (const LineId line : all_lines(actual.plan())) {
        const std::string& name = scenario.lines[line.index()].name;
        fill_line(*to.add_lines(), actual.line(minute, line), name);
        fill_line(*to.add_none(), review.none->course().line(minute, line), name);
    }
    for (std::size_t row = 0; row < scenario.pools.size(); ++row) {
        const PoolMinute& pool = actual.pool(minute, PoolId{row});
        v1::ReviewPoolMinuteReport& to_pool = *to.add_pools();
        to_pool.set_name(scenario.pools[row].name);
        to_pool.set_free(pool.free);
        to_pool.set_on_duty(pool.on_duty);
    }
    to.set_nobody_free_s(actual.room(minute).nobody_free * to_seconds(kReviewLook));
    if (const Ratio occupancy = occupancy_at(actual, minute); occupancy.measured()) {
        to.set_occupancy_percent(six_digits(100.0 * occupancy.value()));
    }
}

struct QuarterCounts {
    KpiCounts all;
    KpiCounts contractor;
};

QuarterCounts quarter_of(const RoomCourse& course, LineId line, std::size_t from) {
    QuarterCounts sum;
    for (std::size_t minute = from; minute < std::min(from + kQuarterMinutes, course.minutes());
         ++minute) {
        sum.all.merge(course.line(minute, line).counts);
        sum.contractor.merge(course.line(minute, line).contractor);
    }
    return sum;
}

void set_percent(std::int64_t numerator,
                 std::int64_t denominator,
                 v1::ReviewLineQuarterReport& to,
                 void (v1::ReviewLineQuarterReport::*set)(double)) {
    if (denominator > 0) {
        (to.*set)(
            six_digits(100.0 * static_cast<double>(numerator) / static_cast<double>(denominator)));
    }
}

void fill_quarter(v1::ReviewLineQuarterReport& to,
                  const RoomCourse& course,
                  LineId line,
                  std::size_t from) {
    using Report = v1::ReviewLineQuarterReport;
    const auto [all, contractor] = quarter_of(course, line, from);
    const KpiDefinition& rule = rule_of(course.plan(), line);
    const Ratio in_time = service_level(rule.formula, all);
    const Ratio abandoned = abandonment(rule.abandonment, all);
    to.set_offered(static_cast<double>(all.offered));
    to.set_answered(static_cast<double>(all.answered));
    set_percent(in_time.numerator, in_time.denominator, to, &Report::set_in_time_percent);
    to.set_within_s(to_seconds(rule.threshold));
    set_percent(abandoned.numerator, abandoned.denominator, to, &Report::set_abandoned_percent);
    if (all.answered > 0) {
        to.set_mean_wait_s(six_digits(static_cast<double>(all.answered_wait_us) / 1e6 /
                                      static_cast<double>(all.answered)));
    }
    to.set_in_house(static_cast<double>(all.answered - contractor.answered));
    set_percent(all.answered_within - contractor.answered_within,
                all.answered - contractor.answered,
                to,
                &Report::set_in_house_in_time_percent);
    to.set_contractor(static_cast<double>(contractor.answered));
    set_percent(contractor.answered_within,
                contractor.answered,
                to,
                &Report::set_contractor_in_time_percent);
}

}  // namespace

void fill_course(v1::ReviewReport& to, const Review& review) {
    const RoomCourse& actual = review.actual->course();
    for (std::size_t minute = 0; minute < actual.minutes(); ++minute) {
        fill_minute(*to.add_minutes(), minute, review);
    }
    for (std::size_t from = 0; from < actual.minutes(); from += kQuarterMinutes) {
        v1::ReviewQuarterReport& quarter = *to.add_quarters();
        quarter.set_at(
            clock_minute(review.plan->start + static_cast<std::int64_t>(from) * kReviewMinute));
        for (const LineId line : all_lines(actual.plan())) {
            const std::string& name = review.plan->scenario->lines[line.index()].name;
            v1::ReviewLineQuarterReport& row = *quarter.add_lines();
            row.set_name(name);
            fill_quarter(row, actual, line, from);
            v1::ReviewLineQuarterReport& none = *quarter.add_none();
            none.set_name(name);
            fill_quarter(none, review.none->course(), line, from);
        }
    }
}

}  // namespace fcr
