#include "tests/support/workloads.hpp"

#include "tests/support/scenario_builder.hpp"

#include <cmath>
#include <vector>

namespace fcr {
namespace {

using namespace std::chrono_literals;
using test::ScenarioBuilder;

constexpr Duration kQuarterHour = 15min;
constexpr std::size_t kQuartersOfDay = 96;
constexpr double kPi = 3.14159265358979323846;

KpiDefinition within(Duration threshold) {
    KpiDefinition kpi;
    kpi.clock = ClockStart::Offered;
    kpi.threshold = threshold;
    return kpi;
}

Scenario single_queue(double load, Law patience, double calls) {
    const double per_hour = load / kServiceMeanS * 3600.0;
    // So many calls to the nearest quarter-hour, the first 2 % of them warm-up.
    const auto quarters = static_cast<std::int64_t>(std::llround(calls / (per_hour / 4.0)));
    const std::int64_t warm_up = quarters / 50;
    return ScenarioBuilder()
        .line("line", {.per_hour = per_hour})
        .call_class("call",
                    {.talk = ExponentialLaw{kServiceMeanS}, .patience = std::move(patience)})
        .pool("handlers", {.seats = 50})
        .kpi("not_delayed", within(0s))
        .kpi("within", within(duration_from_seconds(0.1 * kServiceMeanS)))
        .warm_up(warm_up * kQuarterHour)
        .measured((quarters - warm_up) * kQuarterHour)
        .build();
}

/// Expected calls by quarter-hour: 1 - A cos(2 pi (k + 0.5 - F) / 96), scaled to the day's total.
std::vector<double> day_shape(double calls, double swing, double lowest_quarter) {
    std::vector<double> quarters(kQuartersOfDay);
    for (std::size_t k = 0; k < kQuartersOfDay; ++k) {
        const double phase =
            2.0 * kPi * (static_cast<double>(k) + 0.5 - lowest_quarter) / kQuartersOfDay;
        quarters[k] = calls / kQuartersOfDay * (1.0 - swing * std::cos(phase));
    }
    return quarters;
}

}  // namespace

Scenario workload_w1(double calls) {
    return single_queue(45.0, NeverLaw{}, calls);
}

Scenario workload_w2(double calls) {
    return single_queue(52.5, ExponentialLaw{2.0 * kServiceMeanS}, calls);
}

Scenario workload_w3() {
    KpiDefinition emergency = within(10s);
    emergency.line = LineId{0};
    KpiDefinition non_emergency = within(30s);
    non_emergency.line = LineId{1};
    return ScenarioBuilder()
        .line("999", {.per_interval = day_shape(900.0, 0.5, 18.0)})
        .call_class("999",
                    {.priority = 1,
                     .talk = LognormalLaw{180.0, 0.8},
                     .wrap_up = LognormalLaw{60.0, 0.7},
                     .patience = ExponentialLaw{300.0},
                     .route = {{.after = 0s, .pools = {"in_house"}}}})
        .line("101", {.per_interval = day_shape(2100.0, 0.8, 14.0), .emergency = false})
        .call_class("101",
                    {.priority = 2,
                     .talk = LognormalLaw{300.0, 0.9},
                     .wrap_up = LognormalLaw{90.0, 0.7},
                     .patience = ExponentialLaw{180.0},
                     .route = {{.after = 0s, .pools = {"in_house"}},
                               {.after = 30s, .pools = {"contractor"}, .move = true}}})
        .pool("in_house", {.seats = 20})
        .pool("contractor",
              {.seats = 3, .skills = {"101"}, .employer = "contractor", .contractor = true})
        .kpi("emergency", emergency)
        .kpi("non_emergency", non_emergency)
        .measured(24h)
        .build();
}

}  // namespace fcr
