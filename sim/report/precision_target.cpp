#include "sim/report/precision_target.hpp"

#include "sim/report/controlled.hpp"
#include "sim/report/number.hpp"
#include "sim/report/requirement.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <cmath>
#include <optional>
#include <utility>

namespace fcr {

Result<PrecisionTarget> parse_precision_target(std::string_view text, const Scenario& scenario) {
    const auto refuse = [text](std::string remedy) {
        return tl::unexpected(Problems{{.file = {},
                                        .line = 0,
                                        .column = 0,
                                        .field = "--precision",
                                        .value = std::string(text),
                                        .remedy = std::move(remedy)}});
    };
    const std::size_t at = text.find('=');
    if (at == std::string_view::npos || at == 0) {
        return refuse("must be an indicator's id, = and half the width of its interval: kpi=0.5");
    }
    const std::string_view id = trimmed(text.substr(0, at));
    const std::string_view number = trimmed(text.substr(at + 1));
    PrecisionTarget target;
    const auto [end, error] =
        std::from_chars(number.data(), number.data() + number.size(), target.half_width);
    if (error != std::errc{} || end != number.data() + number.size() ||
        !(std::isfinite(target.half_width) && target.half_width > 0.0)) {
        return refuse("must end in a number above 0; shares are in percent, waits in seconds");
    }
    const std::optional<std::size_t> kpi = find_kpi(id, scenario);
    if (!kpi) {
        return refuse(kpi_remedy(id, scenario));
    }
    target.kpi = *kpi;
    return target;
}

PrecisionLook look_at(const RunSummary& summary,
                      std::span<const PrecisionTarget> targets,
                      const LookSchedule& schedule,
                      std::uint64_t done) {
    std::vector<TargetedFigure> figures;
    for (const PrecisionTarget& target : targets) {
        figures.push_back(
            {.estimate = known_value(summary, target.kpi), .half_width_target = target.half_width});
    }
    return judge_precision(figures, schedule, done);
}

std::vector<PrecisionSummary> precision_of(std::span<const PrecisionTarget> targets,
                                           const PrecisionLook& look) {
    std::vector<PrecisionSummary> all;
    for (std::size_t row = 0; row < targets.size(); ++row) {
        all.push_back({.kpi = targets[row].kpi,
                       .half_width = targets[row].half_width,
                       .reached = look.figures[row].reached,
                       .predicted = look.figures[row].predicted});
    }
    return all;
}

std::string as_known(const Figure& figure, std::string_view unit, double asked) {
    const std::optional<double> found = figure ? figure->half_width : std::nullopt;
    return with_half_width(
        figure, unit, std::max(decimals_to_show(found), decimals_written(asked)));
}

std::string to_string(const PrecisionSummary& precision, const RunSummary& summary) {
    const KpiSummary& kpi = summary.kpis[precision.kpi];
    const std::string unit = unit_sign(kpi.unit);
    std::string words =
        fmt::format("{}: ±{}{} {}, it is {}",
                    kpi.id,
                    plain_number(precision.half_width),
                    unit.empty() ? "" : " " + unit,
                    precision.reached ? "reached" : "not reached",
                    as_known(known_value(summary, precision.kpi), unit, precision.half_width));
    if (!precision.reached && precision.predicted) {
        words += fmt::format("; about {} replications would do", *precision.predicted);
    }
    return words;
}

}  // namespace fcr
