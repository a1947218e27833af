// Contract lint: terms that work against the authority, told before signature (contracts.md 2.16).
#pragma once

#include "sim/contract/terms.hpp"
#include "sim/scenario/findings.hpp"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace fcr {

/// A rule of lint and what its author wants to know of it.
struct LintRule {
    int number = 0;  ///< of contracts.md 2.16
    bool needs_run = false;
    std::string_view when;     ///< "warn when ..."
    std::string_view why;      ///< what it costs the authority
    std::string_view wording;  ///< a sentence for the contract
    std::string_view fields;   ///< what to write in the contract file
};

/// All thirty, in order.
[[nodiscard]] std::span<const LintRule> lint_rules();

/// A rule that fires on a clause.
struct LintWarning {
    int rule = 0;
    std::string clause;   ///< path of the field, such as `kpis[K1].formula`
    Place place;          ///< of the clause, or of the block in which it is missing
    std::string warning;  ///< what is written and what is wrong with it, a sentence

    [[nodiscard]] const LintRule& about() const;
};

/// What a run of the contract in the simulated room says, for the rules that need one. What is left
/// empty is not judged.
struct LintRun {
    /// Of an indicator, over the months of all replications.
    struct Kpi {
        /// Half of the 95 % interval of one month's value about its expectation, in basis points,
        /// microseconds or calls: 1.96 standard deviations from month to month.
        std::optional<double> half_width;
        /// The share of measured months in which the target was met with the bid's staffing.
        std::optional<double> months_met;
    };
    /// Of a commitment, in the period of its true-up, a month or a contract year.
    struct Commitment {
        std::size_t charge = 0;  ///< row of the contract's charges
        double committed_calls = 0.0;
        double calls_p10 = 0.0;  ///< of the simulated volume that it works on
    };

    std::vector<Kpi> kpis;  ///< by indicator; or empty
    std::vector<Commitment> commitments;
    std::optional<Money> meeting_costs_year;  ///< what meeting all targets costs the supplier
};

/// The warnings of a contract in the order of its file. Without a run rules 12, 18, 23 and 24 are
/// silent.
[[nodiscard]] std::vector<LintWarning> lint(const ContractTerms& terms,
                                            const LintRun* run = nullptr);

/// The pounds that the contract is worth over its term and extensions, as far as the terms say: the
/// larger of the estimated first year's charges over all years, and what fixed charges and prices
/// at the forecast volume come to. Hours and open books are not in it.
[[nodiscard]] Money stated_value(const ContractTerms& terms);

}  // namespace fcr
