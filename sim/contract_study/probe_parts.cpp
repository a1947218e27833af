#include "sim/contract_study/probe_parts.hpp"

#include "sim/contract_study/room_behaviour.hpp"

#include <fmt/format.h>

#include <utility>

namespace fcr::probing {

RatioSample sample_of(const Ratio& ratio) {
    return {.numerator = static_cast<double>(ratio.numerator),
            .denominator = static_cast<double>(ratio.denominator)};
}

KpiCounts count(const ProbeRecords& records,
                const KpiDefinition& definition,
                const CallFilter& filter) {
    KpiCounts counts;
    for (const CallRecord& call : records.calls) {
        if (counts_in(definition, call, std::nullopt) && (!filter || filter(call))) {
            count_call(definition, call, counts);
        }
    }
    return counts;
}

RatioSample level(const ProbeRecords& records,
                  const KpiDefinition& definition,
                  const CallFilter& filter) {
    return sample_of(kpi_value(definition, count(records, definition, filter)));
}

bool is_genuine(const CallRecord& call) {
    return call.origin != Origin::Padding;
}

const Line& line_of(const ProbeFacts& facts) {
    const LineId line = facts.definition.line.value_or(LineId{0});
    return facts.scenario.lines[line.index()];
}

std::vector<std::size_t> classes_of(const ProbeFacts& facts) {
    std::vector<std::size_t> classes;
    for (std::size_t row = 0; row < facts.scenario.call_classes.size(); ++row) {
        const LineId line = facts.scenario.call_classes[row].line;
        const bool counts = facts.definition.line ? *facts.definition.line == line
                                                  : facts.scope.of(line).has_value();
        if (counts && !facts.scenario.lines[line.index()].internal) {
            classes.push_back(row);
        }
    }
    return classes;
}

std::vector<PoolId> supplier_pools(const ProbeFacts& facts) {
    return pools_of(SupplierPolicyTerms{}, facts.terms, facts.scope);
}

Probe not_tried(std::string why) {
    Probe probe;
    probe.why_not = std::move(why);
    return probe;
}

std::string seconds(Duration span) {
    return fmt::format("{:.6g} s", to_seconds(span));
}

std::string indicator(const ProbeFacts& facts) {
    return facts.kpi.title.empty() ? facts.kpi.id : facts.kpi.title;
}

}  // namespace fcr::probing
