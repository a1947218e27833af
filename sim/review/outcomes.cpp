#include "sim/review/outcomes.hpp"

#include <algorithm>

namespace fcr {
namespace {

constexpr std::array<OutcomeWords, kReviewOutcomes> kWords{{
    {"emergency_in_time_percent",
     "999 answered within 10 s, of offered",
     OutcomeUnit::Percent,
     OutcomeBetter::Higher},
    {"emergency_longest_wait_s", "999 longest wait", OutcomeUnit::Seconds, OutcomeBetter::Lower},
    {"emergency_abandoned_calls", "999 abandoned", OutcomeUnit::Calls, OutcomeBetter::Lower},
    {"other_answer_s", "101 mean wait until answered", OutcomeUnit::Seconds, OutcomeBetter::Lower},
    {"other_abandoned_percent",
     "101 abandoned, of offered",
     OutcomeUnit::Percent,
     OutcomeBetter::Lower},
    {"nobody_free_minutes",
     "Time with nobody free for 999",
     OutcomeUnit::Minutes,
     OutcomeBetter::Lower},
    {"occupied_minutes", "Time over 85 % occupied", OutcomeUnit::Minutes, OutcomeBetter::Lower},
    {"contractor_calls",
     "Calls the contractor dealt with",
     OutcomeUnit::Calls,
     OutcomeBetter::Neither},
    {"contractor_hours",
     "Talk and wrap-up of the contractor",
     OutcomeUnit::Hours,
     OutcomeBetter::Neither},
    {"cost_gbp", "Cost of supervisors' orders", OutcomeUnit::Pounds, OutcomeBetter::Lower},
    {"promises_kept",
     "Call-backs rung by the promised time",
     OutcomeUnit::CallBacks,
     OutcomeBetter::Higher},
    {"promises_broken",
     "Call-backs later than promised",
     OutcomeUnit::CallBacks,
     OutcomeBetter::Lower},
    {"contract_credits_gbp",
     "Service credits of the contract's month",
     OutcomeUnit::Pounds,
     OutcomeBetter::Neither},
    {"contract_net_gbp",
     "Net charges of the contract's month",
     OutcomeUnit::Pounds,
     OutcomeBetter::Neither},
}};

constexpr double kPercent = 100.0;
constexpr double kSecondsOfHour = 3'600.0;
constexpr double kOccupied = 0.85;
const double kUnitsOfPound = static_cast<double>(Money::pounds(1).units);

std::optional<double> value_of(const Ratio& ratio, double times) {
    return ratio.measured() ? std::optional(times * ratio.value()) : std::nullopt;
}

double occupied_minutes(const RoomCourse& course) {
    double minutes = 0.0;
    for (std::size_t minute = 0; minute < course.minutes(); ++minute) {
        const Ratio occupancy = occupancy_at(course, minute);
        minutes += occupancy.measured() && occupancy.value() > kOccupied ? 1.0 : 0.0;
    }
    return minutes;
}

}  // namespace

const OutcomeWords& words_of(OutcomeId id) {
    return kWords[static_cast<std::size_t>(id)];
}

KpiCounts counts_of(const RoomCourse& course, const std::vector<LineId>& lines, MinuteSpan span) {
    KpiCounts sum;
    for (std::size_t minute = span.from; minute < std::min(span.until, course.minutes());
         ++minute) {
        for (const LineId line : lines) {
            sum.merge(course.line(minute, line).counts);
        }
    }
    return sum;
}

Duration longest_waiting(const RoomCourse& course,
                         const std::vector<LineId>& lines,
                         MinuteSpan span) {
    Duration longest{0};
    for (std::size_t minute = span.from; minute < std::min(span.until, course.minutes());
         ++minute) {
        for (const LineId line : lines) {
            longest = std::max(longest, course.line(minute, line).longest_waiting);
        }
    }
    return longest;
}

double minutes_nobody_free(const RoomCourse& course, MinuteSpan span) {
    std::int64_t looks = 0;
    for (std::size_t minute = span.from; minute < std::min(span.until, course.minutes());
         ++minute) {
        looks += course.room(minute).nobody_free;
    }
    return static_cast<double>(looks) * to_seconds(kReviewLook) / 60.0;
}

Ratio occupancy_at(const RoomCourse& course, std::size_t minute) {
    Ratio sum;
    const std::size_t window = course.plan().people_minutes;
    for (std::size_t row = minute + 1 - std::min(minute + 1, window); row <= minute; ++row) {
        sum.numerator += course.room(row).busy;
        sum.denominator += course.room(row).on_duty;
    }
    return sum;
}

Outcomes outcomes_of(const RoomCourse& course, const OrdersCourse& orders) {
    const BoardPlan& plan = course.plan();
    const MinuteSpan all{.from = 0, .until = course.minutes()};
    const KpiCounts emergency = counts_of(course, plan.emergency_lines, all);
    const KpiCounts other = counts_of(course, plan.other_lines, all);
    Outcomes outcomes;
    const auto set = [&](OutcomeId id, std::optional<double> value) {
        outcomes[static_cast<std::size_t>(id)] = value;
    };
    set(OutcomeId::EmergencyInTime,
        value_of(service_level(plan.emergency.formula, emergency), kPercent));
    set(OutcomeId::EmergencyLongestWait, to_seconds(Duration{emergency.longest_wait_us}));
    set(OutcomeId::EmergencyAbandoned, static_cast<double>(emergency.abandoned));
    set(OutcomeId::OtherAnswer, value_of({other.answered_wait_us, other.answered}, 1e-6));
    set(OutcomeId::OtherAbandoned, value_of(abandonment(plan.other.abandonment, other), kPercent));
    set(OutcomeId::NobodyFree, minutes_nobody_free(course, all));
    set(OutcomeId::Occupied, occupied_minutes(course));
    set(OutcomeId::ContractorCalls, static_cast<double>(course.contractor_work().calls));
    set(OutcomeId::ContractorHours, to_seconds(course.contractor_work().handling) / kSecondsOfHour);
    if (!orders.costs.lines.empty()) {
        set(OutcomeId::Cost, static_cast<double>(orders.costs.total.units) / kUnitsOfPound);
    }
    if (orders.contract) {
        set(OutcomeId::ContractCredits,
            static_cast<double>(orders.contract->credits.units) / kUnitsOfPound);
        set(OutcomeId::ContractNet,
            static_cast<double>(orders.contract->net.units) / kUnitsOfPound);
    }
    if (orders.call_backs_offered) {
        set(OutcomeId::PromisesKept, static_cast<double>(orders.kept));
        set(OutcomeId::PromisesBroken, static_cast<double>(orders.broken));
    }
    return outcomes;
}

}  // namespace fcr
