#include "sim/analysis/validation_measures.hpp"

#include <utility>

namespace fcr {
namespace {

RatioSample ratio(std::int64_t numerator, std::int64_t denominator) {
    return {.numerator = static_cast<double>(numerator),
            .denominator = static_cast<double>(denominator)};
}

ValidationMeasure exact(std::string name,
                        std::string unit,
                        double expected,
                        std::function<RatioSample(const ReplicationCounts&)> sample) {
    return {.name = std::move(name),
            .unit = std::move(unit),
            .expected = expected,
            .expected_error = 0.0,
            .sample = std::move(sample)};
}

}  // namespace

ValidationMeasure share_waiting(std::size_t kpi, double expected) {
    return exact("wait at all", "share", expected, [kpi](const ReplicationCounts& counts) {
        const KpiCounts& calls = counts.kpi(kpi);
        return ratio(calls.offered - calls.answered_within, calls.offered);
    });
}

ValidationMeasure share_abandoned(std::size_t kpi, double expected) {
    return exact("abandoned", "share", expected, [kpi](const ReplicationCounts& counts) {
        return ratio(counts.kpi(kpi).abandoned, counts.kpi(kpi).offered);
    });
}

ValidationMeasure share_blocked(double expected) {
    return exact("busy signal", "share", expected, [](const ReplicationCounts& counts) {
        const CallTally& calls = counts.calls(CallClassId{0});
        return ratio(calls.blocked, calls.offered());
    });
}

ValidationMeasure share_answered_within(std::string name, std::size_t kpi, double expected) {
    return exact(std::move(name), "share", expected, [kpi](const ReplicationCounts& counts) {
        return ratio(counts.kpi(kpi).answered_within, counts.kpi(kpi).offered);
    });
}

ValidationMeasure mean_wait(std::string name, CallClassId call_class, double expected_s) {
    return exact(std::move(name), "s", expected_s, [call_class](const ReplicationCounts& counts) {
        const CallTally& calls = counts.calls(call_class);
        return RatioSample{.numerator = to_seconds(Duration{calls.queue_wait_us}),
                           .denominator = static_cast<double>(calls.offered())};
    });
}

ValidationMeasure occupancy(double expected) {
    return exact("occupancy", "share", expected, [](const ReplicationCounts& counts) {
        return ratio(counts.seats().talk_us, counts.seats().on_duty_us);
    });
}

}  // namespace fcr
