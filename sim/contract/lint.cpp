#include "sim/contract/lint.hpp"

#include "sim/base/check.hpp"
#include "sim/contract/lint_checks.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <tuple>

namespace fcr {

const LintRule& LintWarning::about() const {
    const std::span<const LintRule> rules = lint_rules();
    FCR_CHECK(rule >= 1 && static_cast<std::size_t>(rule) <= rules.size(), "no such rule of lint");
    return rules[static_cast<std::size_t>(rule) - 1];
}

void Linter::warn(int rule, std::string clause, std::string warning) {
    const Place place = terms_.place_of(clause);
    warnings_.push_back(
        {.rule = rule, .clause = std::move(clause), .place = place, .warning = std::move(warning)});
}

std::vector<LintWarning> Linter::take() {
    // What is missing altogether has no place, and comes first.
    std::ranges::stable_sort(warnings_, [](const LintWarning& one, const LintWarning& other) {
        return std::tie(one.place, one.rule) < std::tie(other.place, other.rule);
    });
    return std::exchange(warnings_, {});
}

std::string Linter::element(std::string_view list,
                            const std::string& id,
                            std::size_t row,
                            std::string_view field) const {
    std::string path = fmt::format("{}[{}]", list, id);
    if (!terms_.states(path)) {
        path = fmt::format("{}[{}]", list, row);
    }
    return field.empty() ? path : fmt::format("{}.{}", path, field);
}

std::string Linter::kpi(std::size_t row, std::string_view field) const {
    return element("kpis", terms_.kpis[row].id, row, field);
}

std::string Linter::charge(std::size_t row, std::string_view field) const {
    return element("charges", terms_.charges[row].id, row, field);
}

std::string Linter::relief(std::size_t row, std::string_view field) const {
    return element("relief", terms_.relief[row].id, row, field);
}

std::vector<LintWarning> lint(const ContractTerms& terms, const LintRun* run) {
    Linter linter(terms);
    lint_measuring(linter);
    lint_remedies(linter);
    lint_prices(linter);
    lint_governance(linter);
    if (run != nullptr) {
        lint_run(linter, *run);
    }
    return linter.take();
}

}  // namespace fcr
