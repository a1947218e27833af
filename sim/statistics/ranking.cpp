#include "sim/statistics/ranking.hpp"

#include "sim/base/check.hpp"
#include "sim/statistics/linearised.hpp"
#include "sim/statistics/student.hpp"
#include "sim/statistics/whole_replications.hpp"

#include <algorithm>
#include <cmath>

namespace fcr {
namespace {

/// Standard deviations of the first stage's paired differences, times t.
class FirstStage {
public:
    FirstStage(const std::vector<Linearised>& systems, double confidence)
        : systems_(systems.size()), scaled_spread_(systems_ * systems_) {
        const auto degrees = static_cast<double>(systems.front().residuals.size() - 1);
        const double t =
            student_quantile(1.0 - (1.0 - confidence) / static_cast<double>(systems_ - 1), degrees);
        for (std::size_t i = 0; i < systems_; ++i) {
            for (std::size_t j = 0; j < i; ++j) {
                const double variance = residual_variance(paired_residuals(systems[i], systems[j]),
                                                          common_scale(systems[i], systems[j]));
                scaled_spread_[i * systems_ + j] = t * std::sqrt(variance);
                scaled_spread_[j * systems_ + i] = scaled_spread_[i * systems_ + j];
            }
        }
    }

    /// The half width of the difference of two systems after so many replications.
    [[nodiscard]] double half_width(std::size_t i, std::size_t j, std::size_t replications) const {
        return scaled_spread_[i * systems_ + j] / std::sqrt(static_cast<double>(replications));
    }

    /// The replications that make every half width at most the zone.
    [[nodiscard]] std::uint64_t replications(double zone) const {
        const double ratio = *std::ranges::max_element(scaled_spread_) / zone;
        return whole_replications(ratio * ratio);
    }

private:
    std::size_t systems_;
    std::vector<double> scaled_spread_;  ///< by pair of systems
};

/// Every system linearised over its first `replications`.
template <typename Sample>
std::optional<std::vector<Linearised>> linearise_all(std::span<const std::vector<Sample>> systems,
                                                     std::size_t replications) {
    std::vector<Linearised> figures;
    for (const std::vector<Sample>& samples : systems) {
        auto figure = linearise(std::span<const Sample>(samples).first(replications));
        if (!figure) {
            return std::nullopt;
        }
        figures.push_back(*std::move(figure));
    }
    return figures;
}

template <typename Sample>
void check(std::span<const std::vector<Sample>> systems, const SelectionRule& rule) {
    FCR_CHECK(systems.size() > 1, "a choice needs two systems");
    FCR_CHECK(rule.confidence > 0.0 && rule.confidence < 1.0, "a confidence lies inside 0 to 1");
    FCR_CHECK(rule.first_stage > 1, "a variance needs two replications");
    FCR_CHECK(rule.indifference_zone >= 0.0, "an indifference zone is not negative");
    for (const std::vector<Sample>& samples : systems) {
        FCR_CHECK(samples.size() == systems.front().size(),
                  "compared systems have the same replications");
        FCR_CHECK(samples.size() >= rule.first_stage, "the first stage is not complete");
    }
}

template <typename Sample>
std::optional<std::uint64_t> needed(std::span<const std::vector<Sample>> systems,
                                    const SelectionRule& rule) {
    check(systems, rule);
    FCR_CHECK(rule.indifference_zone > 0.0, "a selection needs an indifference zone");
    const auto figures = linearise_all(systems, rule.first_stage);
    if (!figures) {
        return std::nullopt;
    }
    return std::max(rule.first_stage,
                    FirstStage(*figures, rule.confidence).replications(rule.indifference_zone));
}

/// Which systems may be the best and how far each may be behind it; `lead(i, j)` is i's figure over
/// j's, in the good direction, and `width(i, j)` its half width.
template <typename Lead, typename Width>
void compare_with_best(std::vector<RankedSystem>& systems, Lead lead, Width width) {
    for (std::size_t i = 0; i < systems.size(); ++i) {
        for (std::size_t j = 0; j < systems.size(); ++j) {
            if (j != i && lead(i, j) + width(i, j) < 0.0) {
                systems[i].may_be_best = false;
            }
        }
    }
    for (std::size_t i = 0; i < systems.size(); ++i) {
        for (std::size_t j = 0; j < systems.size(); ++j) {
            if (j != i && systems[j].may_be_best) {
                systems[i].behind_most = std::max(systems[i].behind_most, lead(j, i) + width(j, i));
            }
        }
    }
}

RankStanding standing_of(const RankedSystem& system, double zone) {
    if (system.behind_most <= zone) {
        return RankStanding::WithinIndifference;
    }
    return system.may_be_best ? RankStanding::NotToldApart : RankStanding::ClearlyWorse;
}

template <typename Sample>
std::optional<Ranking> rank(std::span<const std::vector<Sample>> systems,
                            const SelectionRule& rule) {
    check(systems, rule);
    const std::size_t replications = systems.front().size();
    const auto first = linearise_all(systems, rule.first_stage);
    const auto all = linearise_all(systems, replications);
    if (!first || !all) {
        return std::nullopt;
    }
    const FirstStage first_stage(*first, rule.confidence);
    const double sign = rule.better_when == BetterWhen::Larger ? 1.0 : -1.0;

    Ranking ranking;
    for (std::size_t i = 0; i < systems.size(); ++i) {
        ranking.order.push_back({.system = i, .value = (*all)[i].value});
    }
    compare_with_best(
        ranking.order,
        [&](std::size_t i, std::size_t j) { return sign * ((*all)[i].value - (*all)[j].value); },
        [&](std::size_t i, std::size_t j) { return first_stage.half_width(i, j, replications); });
    for (RankedSystem& system : ranking.order) {
        system.standing = standing_of(system, rule.indifference_zone);
    }
    std::ranges::stable_sort(ranking.order,
                             std::ranges::greater{},
                             [&](const RankedSystem& system) { return sign * system.value; });
    ranking.order.front().standing = RankStanding::Chosen;
    if (rule.indifference_zone > 0.0) {
        ranking.replications_needed =
            std::max(rule.first_stage, first_stage.replications(rule.indifference_zone));
        ranking.enough_replications = replications >= *ranking.replications_needed;
    }
    return ranking;
}

}  // namespace

std::optional<std::uint64_t> replications_to_select(std::span<const std::vector<double>> systems,
                                                    const SelectionRule& rule) {
    return needed(systems, rule);
}

std::optional<std::uint64_t> replications_to_select(
    std::span<const std::vector<RatioSample>> systems, const SelectionRule& rule) {
    return needed(systems, rule);
}

std::optional<Ranking> rank_systems(std::span<const std::vector<double>> systems,
                                    const SelectionRule& rule) {
    return rank(systems, rule);
}

std::optional<Ranking> rank_systems(std::span<const std::vector<RatioSample>> systems,
                                    const SelectionRule& rule) {
    return rank(systems, rule);
}

}  // namespace fcr
