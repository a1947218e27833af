// Rooms that an independent simulation library published results of.
#include "sim/analysis/published_cases.hpp"
#include "sim/analysis/simple_room.hpp"
#include "sim/analysis/validation_cases.hpp"
#include "sim/base/check.hpp"

#include <boost/math/distributions/normal.hpp>

#include <algorithm>
#include <array>
#include <chrono>
#include <cmath>
#include <string_view>

namespace fcr {
namespace {

/// Every case judges waits by one indicator: below 20 s, which is what the notes say (served
/// "after waiting <20 s", abandoned "after >=20 s").
constexpr std::size_t kInTarget = 0;
constexpr WaitLimit kAcceptableWait{.threshold = std::chrono::seconds{20},
                                    .comparator = Comparator::Below};

constexpr double kExpectedCustomers = 1660.0;  // of CallCC in a day

/// How a published measure is read off a replication, and how it was printed.
struct PublishedMeasure {
    std::string_view case_name;
    std::string_view measure;
    std::string_view unit;
    double last_digit = 0.001;  ///< one unit of the last digit printed
    RatioSample (*sample)(const ReplicationCounts&) = nullptr;
};

RatioSample per_day(std::int64_t count) {
    return {.numerator = static_cast<double>(count), .denominator = 1.0};
}

RatioSample per_expected_customer(double sum) {
    return {.numerator = sum, .denominator = kExpectedCustomers};
}

RatioSample in_target_per_day(const ReplicationCounts& counts) {
    return per_day(counts.kpi(kInTarget).answered_within);
}

RatioSample in_target_of_served(const ReplicationCounts& counts) {
    const KpiCounts& kpi = counts.kpi(kInTarget);
    return {.numerator = static_cast<double>(kpi.answered_within),
            .denominator = static_cast<double>(kpi.answered)};
}

RatioSample in_target_of_served_and_late_abandoned(const ReplicationCounts& counts) {
    const KpiCounts& kpi = counts.kpi(kInTarget);
    return {
        .numerator = static_cast<double>(kpi.answered_within),
        .denominator = static_cast<double>(kpi.answered + kpi.abandoned - kpi.abandoned_within)};
}

RatioSample in_target_of_served_and_blocked(const ReplicationCounts& counts) {
    const KpiCounts& kpi = counts.kpi(kInTarget);
    return {.numerator = static_cast<double>(kpi.answered_within),
            .denominator = static_cast<double>(kpi.answered + kpi.lost_otherwise)};
}

RatioSample wait_of_served_min(const ReplicationCounts& counts) {
    const KpiCounts& kpi = counts.kpi(kInTarget);
    return {.numerator = to_seconds(Duration{kpi.answered_wait_us}) / 60.0,
            .denominator = static_cast<double>(kpi.answered)};
}

RatioSample busy_share(const ReplicationCounts& counts) {
    return {.numerator = to_seconds(Duration{counts.seats().talk_us}),
            .denominator = to_seconds(Duration{counts.seats().on_duty_us})};
}

RatioSample abandoned_per_day(const ReplicationCounts& counts) {
    return per_day(counts.kpi(kInTarget).abandoned);
}

RatioSample blocked_per_day(const ReplicationCounts& counts) {
    return per_day(counts.kpi(kInTarget).lost_otherwise);
}

RatioSample arrivals_per_day(const ReplicationCounts& counts) {
    return per_day(counts.kpi(kInTarget).offered);
}

RatioSample wait_per_expected_customer(const ReplicationCounts& counts) {
    return per_expected_customer(to_seconds(Duration{counts.calls(CallClassId{0}).queue_wait_us}));
}

RatioSample short_waits_per_expected_customer(const ReplicationCounts& counts) {
    const KpiCounts& kpi = counts.kpi(kInTarget);
    return per_expected_customer(static_cast<double>(kpi.answered_within + kpi.abandoned_within));
}

RatioSample lost_per_expected_customer(const ReplicationCounts& counts) {
    return per_expected_customer(static_cast<double>(counts.kpi(kInTarget).abandoned));
}

constexpr std::array kMeasures{
    PublishedMeasure{"MMC", "contacts_in_target_per_day", "calls a day", 1e-3, in_target_per_day},
    PublishedMeasure{"MMC", "service_level", "share", 1e-3, in_target_of_served},
    PublishedMeasure{"MMC", "mean_wait_min", "min", 1e-3, wait_of_served_min},
    PublishedMeasure{"MMC", "occupancy", "share", 1e-3, busy_share},
    PublishedMeasure{"MMCAb", "abandoned_per_day", "calls a day", 1e-3, abandoned_per_day},
    PublishedMeasure{"MMCAb", "contacts_in_target_per_day", "calls a day", 1e-3, in_target_per_day},
    PublishedMeasure{"MMCAb", "service_level_served", "share", 1e-3, in_target_of_served},
    PublishedMeasure{
        "MMCAb", "service_level_with_ab", "share", 1e-3, in_target_of_served_and_late_abandoned},
    PublishedMeasure{"MMCAb", "mean_wait_served_min", "min", 1e-3, wait_of_served_min},
    PublishedMeasure{"MMCAb", "occupancy", "share", 1e-3, busy_share},
    PublishedMeasure{"MMCBlocked", "blocked_per_day", "calls a day", 1e-3, blocked_per_day},
    PublishedMeasure{
        "MMCBlocked", "contacts_in_target_per_day", "calls a day", 1e-3, in_target_per_day},
    PublishedMeasure{"MMCBlocked", "service_level_served", "share", 1e-3, in_target_of_served},
    PublishedMeasure{
        "MMCBlocked", "service_level_with_blocked", "share", 1e-3, in_target_of_served_and_blocked},
    PublishedMeasure{"MMCBlocked", "mean_wait_served_min", "min", 1e-3, wait_of_served_min},
    PublishedMeasure{"MMCBlocked", "occupancy", "share", 1e-3, busy_share},
    PublishedMeasure{"CallCC", "arrivals_per_day", "calls a day", 1e-3, arrivals_per_day},
    PublishedMeasure{
        "CallCC", "wait_per_expected_customer_s", "s", 1e-3, wait_per_expected_customer},
    PublishedMeasure{"CallCC",
                     "waited_lt20s_per_expected_customer",
                     "share",
                     1e-3,
                     short_waits_per_expected_customer},
    PublishedMeasure{
        "CallCC", "lost_per_expected_customer", "share", 1e-4, lost_per_expected_customer},
};

/// Standard error of a published mean: that of its interval, and that of rounding (uniform within
/// one unit of the last digit, variance 1/12).
double published_error(const PublishedResult& published, double last_digit) {
    const boost::math::normal normal;
    const double quantile =
        boost::math::quantile(normal, 0.5 + static_cast<double>(published.ci_level) / 200.0);
    const double of_interval = (published.ci_high - published.ci_low) / 2.0 / quantile;
    return std::hypot(of_interval, last_digit / std::sqrt(12.0));
}

/// 4.2 calls a minute for 480 minutes, 12 handlers, service mean 2 min, then until empty.
SimpleRoom mmc_room() {
    SimpleRoom room;
    room.classes.push_back({.name = "calls", .arrivals_per_hour = 252.0, .priority = 1});
    room.service = ExponentialLaw{120.0};
    room.handlers = 12;
    room.measured = std::chrono::minutes{480};
    room.limits = {kAcceptableWait};
    return room;
}

Scenario mmc_scenario() {
    return to_scenario(mmc_room());
}

Scenario mmc_abandonment_scenario() {
    SimpleRoom room = mmc_room();
    room.patience = ExponentialLaw{60.0};
    return to_scenario(room);
}

/// A queue of at most five is a room of 12 + 5 lines.
Scenario mmc_blocked_scenario() {
    SimpleRoom room = mmc_room();
    room.lines_max = room.handlers + 5;
    return to_scenario(room);
}

// CallCC by the hour from 08:00.
constexpr std::size_t kOpens = 8;
constexpr std::array kHandlers{4, 6, 8, 8, 8, 7, 8, 8, 6, 6, 4, 4, 4};
constexpr std::array kCalls{
    100.0, 150.0, 150.0, 180.0, 200.0, 150.0, 150.0, 150.0, 120.0, 100.0, 80.0, 70.0, 60.0};
static_assert(kHandlers.size() == kCalls.size());

/// A day from 08:00 to 21:00, seen from midnight to midnight. Outside those hours the last hour's
/// handlers are there, who serve what is left of the queue.
Scenario call_cc_scenario() {
    SimpleRoom room;
    room.classes.push_back({.name = "calls", .arrivals_per_hour = 0.0, .priority = 1});
    room.service = ExponentialLaw{100.0};
    room.patience = ExponentialLaw{1000.0};
    room.handlers = kHandlers.back();
    room.measured = std::chrono::hours{24};
    room.limits = {kAcceptableWait};
    Scenario scenario = to_scenario(room);
    ArrivalProfile& arrivals = scenario.lines[0].arrivals;
    arrivals.interval = std::chrono::hours{1};
    arrivals.calls.assign(24, 0.0);
    arrivals.day_factor_cv = std::sqrt(0.1);  // gamma(10, 10)
    std::vector<SeatChange>& seats = scenario.pools[0].seats;
    for (std::size_t period = 0; period < kCalls.size(); ++period) {
        arrivals.calls[kOpens + period] = kCalls[period];
        seats.push_back({.from = kStartOfRun + std::chrono::hours{kOpens + period},
                         .seats = static_cast<std::uint32_t>(kHandlers[period])});
    }
    scenario.call_classes[0].balk_probability = 0.1;
    return scenario;
}

Scenario scenario_of(std::string_view case_name) {
    if (case_name == "MMC") {
        return mmc_scenario();
    }
    if (case_name == "MMCAb") {
        return mmc_abandonment_scenario();
    }
    if (case_name == "MMCBlocked") {
        return mmc_blocked_scenario();
    }
    FCR_CHECK(case_name == "CallCC", "every published case has a scenario");
    return call_cc_scenario();
}

ValidationMeasure measure_of(const PublishedResult& published) {
    const auto* const found = std::ranges::find_if(kMeasures, [&](const PublishedMeasure& entry) {
        return entry.case_name == published.case_name && entry.measure == published.measure;
    });
    FCR_CHECK(found != kMeasures.end(), "every published result is measured");
    return {.name = std::string(published.measure),
            .unit = std::string(found->unit),
            .expected = published.mean,
            .expected_error = published_error(published, found->last_digit),
            .sample = found->sample};
}

}  // namespace

std::vector<ValidationCase> published_result_cases(const ValidationEffort& effort) {
    std::vector<ValidationCase> cases;
    for (const PublishedCase& published : published_cases()) {
        ValidationCase made{.name = std::string(published.name),
                            .setting = std::string(published.setting),
                            .source = std::string(kPublishedSource),
                            .scenario = scenario_of(published.name),
                            .replications = effort.days,
                            .measures = {}};
        for (const PublishedResult& result : published_results()) {
            if (result.case_name == published.name) {
                made.measures.push_back(measure_of(result));
            }
        }
        cases.push_back(std::move(made));
    }
    return cases;
}

}  // namespace fcr
