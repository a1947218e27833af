// What arithmetic hides: the calls are the same, the figure is another.
#include "sim/contract_study/probe_parts.hpp"

namespace fcr::probing {

namespace {

/// The level of each hour of the week, days of 24 h from the first measured midnight.
std::vector<Ratio> levels_by(const ProbeRecords& records,
                             const KpiDefinition& definition,
                             SimTime from,
                             Duration cell,
                             std::size_t cells) {
    std::vector<KpiCounts> counts(cells);
    for (const CallRecord& call : records.calls) {
        if (counts_in(definition, call, std::nullopt)) {
            const auto since = static_cast<std::size_t>((call.times.network_arrive - from) / cell);
            count_call(definition, call, counts[since % cells]);
        }
    }
    std::vector<Ratio> levels;
    for (const KpiCounts& of_cell : counts) {
        levels.push_back(kpi_value(definition, of_cell));
    }
    return levels;
}

}  // namespace

Probe hidden_tail(const ProbeFacts& facts) {
    Probe probe;
    probe.figure = indicator(facts);
    probe.how = "all calls together, against the worst hour of the day";
    probe.judge = [definition = facts.definition](const ProbeRecords& honest,
                                                  const ProbeRecords&,
                                                  const CompiledScenario& room) {
        const auto hours =
            levels_by(honest, definition, room.measured_from, std::chrono::hours{1}, 24);
        Ratio worst;
        for (const Ratio& hour : hours) {
            if (hour.measured() && (!worst.measured() || hour.value() < worst.value())) {
                worst = hour;
            }
        }
        return ProbeSample{.reported = level(honest, definition), .genuine = sample_of(worst)};
    };
    return probe;
}

Probe averaged_intervals(const ProbeFacts& facts) {
    Probe probe;
    probe.figure = indicator(facts);
    probe.how = "the mean of half-hours, quiet ones as heavy as busy ones, against all calls alike";
    probe.judge = [definition = facts.definition](const ProbeRecords& honest,
                                                  const ProbeRecords&,
                                                  const CompiledScenario& room) {
        constexpr Duration kHalfHour = std::chrono::minutes{30};
        const auto cells =
            static_cast<std::size_t>((room.latest_end - room.measured_from) / kHalfHour + 1);
        RatioSample mean;
        for (const Ratio& cell :
             levels_by(honest, definition, room.measured_from, kHalfHour, cells)) {
            if (cell.measured()) {
                mean.numerator += cell.value();
                mean.denominator += 1.0;
            }
        }
        return ProbeSample{.reported = mean, .genuine = level(honest, definition)};
    };
    return probe;
}

}  // namespace fcr::probing
