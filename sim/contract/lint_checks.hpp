// What the checks of lint share. Internal to this folder.
#pragma once

#include "sim/contract/lint.hpp"

#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace fcr {

inline constexpr std::string_view kEmergencyLine = "999";

/// Collects the warnings of one contract. The terms must outlive it.
class Linter {
public:
    explicit Linter(const ContractTerms& terms) : terms_(terms) {}

    [[nodiscard]] const ContractTerms& terms() const { return terms_; }

    void warn(int rule, std::string clause, std::string warning);

    /// All warnings by place, then by rule; leaves none behind.
    [[nodiscard]] std::vector<LintWarning> take();

    // Paths of elements, as problems have them.
    [[nodiscard]] std::string kpi(std::size_t row, std::string_view field = {}) const;
    [[nodiscard]] std::string charge(std::size_t row, std::string_view field = {}) const;
    [[nodiscard]] std::string relief(std::size_t row, std::string_view field = {}) const;

private:
    [[nodiscard]] std::string element(std::string_view list,
                                      const std::string& id,
                                      std::size_t row,
                                      std::string_view field) const;

    const ContractTerms& terms_;
    std::vector<LintWarning> warnings_;
};

/// What counts and how: rules 1 to 10, 22 and 29.
void lint_measuring(Linter& linter);
/// What a miss costs and what excuses it: rules 11, 13 to 15 and 17.
void lint_remedies(Linter& linter);
/// Prices: rules 19, 20 and 30.
void lint_prices(Linter& linter);
/// Who may know, decide and leave: rules 16, 21 and 25 to 28.
void lint_governance(Linter& linter);
/// Rules 12, 18, 23 and 24.
void lint_run(Linter& linter, const LintRun& run);

}  // namespace fcr
