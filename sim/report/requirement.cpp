#include "sim/report/requirement.hpp"

#include "sim/report/number.hpp"
#include "sim/scenario/near_name.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <cmath>
#include <cstdlib>
#include <vector>

namespace fcr {
namespace {

constexpr std::string_view kField = "--require";

tl::unexpected<Problems> refuse(std::string_view text, std::string remedy) {
    return tl::unexpected(Problems{{.file = {},
                                    .line = 0,
                                    .column = 0,
                                    .field = std::string(kField),
                                    .value = std::string(text),
                                    .remedy = std::move(remedy)}});
}

}  // namespace

std::string_view trimmed(std::string_view text) {
    const std::size_t first = text.find_first_not_of(' ');
    if (first == std::string_view::npos) {
        return {};
    }
    return text.substr(first, text.find_last_not_of(' ') - first + 1);
}

std::optional<std::size_t> find_kpi(std::string_view id, const Scenario& scenario) {
    const auto found = std::ranges::find(scenario.kpis, id, &Kpi::id);
    return found == scenario.kpis.end()
               ? std::nullopt
               : std::optional(static_cast<std::size_t>(found - scenario.kpis.begin()));
}

std::string kpi_remedy(std::string_view id, const Scenario& scenario) {
    std::vector<std::string> ids;
    for (const Kpi& kpi : scenario.kpis) {
        ids.push_back(kpi.id);
    }
    return ids.empty() ? "must name an indicator; the scenario has none"
                       : "must name an indicator of the scenario" + suggest(id, ids);
}

Result<Requirement> parse_requirement(std::string_view text, const Scenario& scenario) {
    const std::size_t at = text.find('=');
    if (at == std::string_view::npos || at == 0 || (text[at - 1] != '>' && text[at - 1] != '<')) {
        return refuse(text, "must be an indicator's id, >= or <=, and a number: kpi>=90");
    }
    const std::string_view id = trimmed(text.substr(0, at - 1));
    const std::string_view number = trimmed(text.substr(at + 1));

    Requirement requirement{.kpi = 0, .at_least = text[at - 1] == '>', .value = 0.0};
    const auto [end, error] =
        std::from_chars(number.data(), number.data() + number.size(), requirement.value);
    if (error != std::errc{} || end != number.data() + number.size() ||
        !std::isfinite(requirement.value)) {
        return refuse(text, "must end in a number; shares are in percent, waits in seconds");
    }
    const std::optional<std::size_t> kpi = find_kpi(id, scenario);
    if (!kpi) {
        return refuse(text, kpi_remedy(id, scenario));
    }
    requirement.kpi = *kpi;
    return requirement;
}

namespace {

bool meets(double value, const Requirement& requirement) {
    return requirement.at_least ? value >= requirement.value : value <= requirement.value;
}

/// As many as its interval deserves, and so many that what is shown meets the target when the value
/// does, and not otherwise.
int decimals_to_tell(const Figure& figure, const Requirement& requirement) {
    if (!figure) {
        return 1;
    }
    int decimals = decimals_to_show(figure->half_width);
    while (decimals < 6 &&
           meets(std::strtod(fmt::format("{:.{}f}", figure->value, decimals).c_str(), nullptr),
                 requirement) != meets(figure->value, requirement)) {
        ++decimals;
    }
    return decimals;
}

}  // namespace

bool meets(const RunSummary& summary, const Requirement& requirement) {
    const Figure& figure = summary.kpis[requirement.kpi].value;
    if (!figure) {
        return false;
    }
    return meets(figure->value, requirement);
}

std::string to_string(const Requirement& requirement, const RunSummary& summary) {
    const KpiSummary& kpi = summary.kpis[requirement.kpi];
    const std::string unit = unit_sign(kpi.unit);
    const std::string sign = unit.empty() ? "" : " " + unit;
    return fmt::format("{} {} {}{}: {}, {}",
                       kpi.id,
                       requirement.at_least ? ">=" : "<=",
                       plain_number(requirement.value),
                       sign,
                       meets(summary, requirement) ? "met" : "missed",
                       with_half_width(kpi.value, unit, decimals_to_tell(kpi.value, requirement)));
}

}  // namespace fcr
