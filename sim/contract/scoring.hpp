// From results to points and the gross credit of a period (contracts.md 2.5, 2.6).
#pragma once

#include "sim/contract/kpi_terms.hpp"
#include "sim/contract/money.hpp"
#include "sim/contract/statement.hpp"
#include "sim/contract/terms.hpp"

#include <array>
#include <cstddef>
#include <vector>

namespace fcr {

/// What the failures of a period come to before caps.
struct PeriodScore {
    ScoredViews points;  ///< TSP, hundredths
    Money gross;         ///< whole pence, as everything here
    Money lost_to_relief;
    Money lost_to_bedding_in;
};

/// Scores the periods of one contract in order; remembers which indicators failed last. Every
/// result is scored three times: raw, after relief, and after relief and bedding-in, each with its
/// own run of failures. Copies are independent. The terms must outlive it.
class Scoring {
public:
    explicit Scoring(const ContractTerms& terms);

    /// Judges the lines and fills all that measuring leaves open. `charges` is AC; below zero it
    /// counts as nothing. The lines of an indicator come in the order of time.
    [[nodiscard]] PeriodScore score(const ServicePeriod& period,
                                    Money charges,
                                    std::vector<KpiLine>& lines);

private:
    enum View : std::uint8_t { Raw, AfterRelief, AfterBeddingIn };
    static constexpr std::size_t kViews = 3;

    /// A line in one view.
    struct LineScore {
        Severity severity = Severity::Met;
        bool measured = false;
        bool repeat = false;
        bool overshadowed = false;
        std::int64_t base = 0;    ///< points of the band, hundredths
        std::int64_t points = 0;  ///< hundredths
        Money credit{};           ///< of mechanisms that give one by indicator
    };
    using Scores = std::vector<LineScore>;

    /// The indicator as the view judges it.
    [[nodiscard]] const KpiTerms& judged_by(View view,
                                            const ServicePeriod& period,
                                            std::size_t kpi) const;
    [[nodiscard]] Scores score_view(View view,
                                    const ServicePeriod& period,
                                    Money charges,
                                    const std::vector<KpiLine>& lines);
    [[nodiscard]] LineScore score_line(View view,
                                       const ServicePeriod& period,
                                       Money charges,
                                       const KpiLine& line);
    /// Marks what a related indicator that failed worse overshadows.
    void overshadow(const std::vector<KpiLine>& lines, Scores& scores) const;
    [[nodiscard]] std::int64_t worth(const LineScore& score) const;
    /// Of a repeated failure. Where each indicator has a credit of its own, nothing is multiplied.
    [[nodiscard]] std::int64_t repeat_multiplier() const;
    [[nodiscard]] Money gross(const Scores& scores, std::int64_t points, Money charges) const;
    void add_rules(const ServicePeriod& period, const LineScore& score, KpiLine& line) const;
    void fill(const ServicePeriod& period,
              const std::array<Scores, kViews>& views,
              Money gross,
              std::vector<KpiLine>& lines) const;

    const ContractTerms& terms_;
    std::vector<KpiTerms> eased_;                          ///< by indicator, as it beds in
    std::vector<std::array<bool, kViews>> failed_before_;  ///< by indicator
};

}  // namespace fcr
