#include "sim/report/headlines.hpp"

#include "sim/report/controlled.hpp"
#include "sim/report/figure_samples.hpp"
#include "sim/report/number.hpp"
#include "sim/report/precision_target.hpp"

#include <fmt/format.h>

namespace fcr {
namespace {

Headline service_level(const RunSummary& summary,
                       const CompiledScenario& scenario,
                       const LineSummary& line) {
    for (std::size_t row = 0; row < summary.kpis.size(); ++row) {
        const KpiDefinition& kpi = scenario.kpis[KpiId{row}].definition;
        if (kpi.type == KpiType::ServiceLevel && line_of(kpi, scenario) == line.name) {
            return {.label = summary.kpis[row].title,
                    .unit = unit_sign(summary.kpis[row].unit),
                    .value = summary.kpis[row].value};
        }
    }
    return {.label = line.name + " answered below 10 s",
            .unit = "%",
            .value = line.figures.below_10s_percent};
}

std::vector<Headline> asked_for(const RunSummary& summary) {
    std::vector<Headline> rows;
    for (const PrecisionSummary& precision : summary.precision) {
        const KpiSummary& kpi = summary.kpis[precision.kpi];
        rows.push_back({.label = kpi.title,
                        .unit = unit_sign(kpi.unit),
                        .value = known_value(summary, precision.kpi),
                        .asked = precision.half_width});
    }
    return rows;
}

}  // namespace

std::vector<Headline> headlines(const RunSummary& summary, const CompiledScenario& scenario) {
    std::vector<Headline> rows = asked_for(summary);
    if (!rows.empty()) {
        return rows;
    }
    for (std::size_t row = 0; row < summary.lines.size(); ++row) {
        const LineSummary& line = summary.lines[row];
        if (scenario.lines[LineId{row}].rates.count == 0 && scenario.load.size() == 0) {
            continue;  // what other calls become
        }
        rows.push_back(service_level(summary, scenario, line));
        rows.push_back({.label = line.name + " abandoned",
                        .unit = "%",
                        .value = line.figures.abandoned_percent});
        const auto& national = line.figures.operator_clock;
        rows.push_back(
            {.label = line.name + (national ? " mean wait, national clock" : " mean wait"),
             .unit = "s",
             .value = (national ? *national : line.figures.force_clock).mean_s});
    }
    return rows;
}

std::string value_words(const Headline& headline) {
    if (!headline.asked) {
        return with_half_width(headline.value, headline.unit);
    }
    return fmt::format("{}, asked ±{}",
                       as_known(headline.value, headline.unit, *headline.asked),
                       plain_number(headline.asked));
}

}  // namespace fcr
