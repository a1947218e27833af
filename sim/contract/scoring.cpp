#include "sim/contract/scoring.hpp"

#include "sim/contract/banding.hpp"
#include "sim/contract/basis_points.hpp"
#include "sim/contract/bedding_in.hpp"
#include "sim/contract/contract_words.hpp"
#include "sim/contract/credits.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace fcr {

namespace {

std::int64_t weighted(std::int64_t points, std::int64_t bp) {
    return divide_rounded(static_cast<WideInteger>(points) * bp, kOneBp);
}

}  // namespace

Scoring::Scoring(const ContractTerms& terms) : terms_(terms), failed_before_(terms.kpis.size()) {
    const std::int64_t factor = terms.bedding_in ? terms.bedding_in->target_factor_bp : kOneBp;
    for (const KpiTerms& kpi : terms.kpis) {
        eased_.push_back(eased(kpi, factor));
    }
}

PeriodScore Scoring::score(const ServicePeriod& period,
                           Money charges,
                           std::vector<KpiLine>& lines) {
    charges = std::max(charges, Money{});
    std::array<Scores, kViews> views;
    std::array<std::int64_t, kViews> points{};
    std::array<Money, kViews> credits{};
    for (const View view : {Raw, AfterRelief, AfterBeddingIn}) {
        views[view] = score_view(view, period, charges, lines);
        for (const LineScore& line : views[view]) {
            points[view] += line.overshadowed ? 0 : line.points;
        }
        credits[view] = gross(views[view], points[view], charges);
    }
    fill(period, views, credits[AfterBeddingIn], lines);
    return {.points = {.raw = points[Raw],
                       .after_relief = points[AfterRelief],
                       .after_bedding_in = points[AfterBeddingIn]},
            .gross = credits[AfterBeddingIn],
            .lost_to_relief = credits[Raw] - credits[AfterRelief],
            .lost_to_bedding_in = credits[AfterRelief] - credits[AfterBeddingIn]};
}

const KpiTerms& Scoring::judged_by(View view, const ServicePeriod& period, std::size_t kpi) const {
    return view == AfterBeddingIn && beds_in(terms_, period, kpi) ? eased_[kpi] : terms_.kpis[kpi];
}

Scoring::Scores Scoring::score_view(View view,
                                    const ServicePeriod& period,
                                    Money charges,
                                    const std::vector<KpiLine>& lines) {
    Scores scores;
    for (const KpiLine& line : lines) {
        scores.push_back(score_line(view, period, charges, line));
    }
    overshadow(lines, scores);
    return scores;
}

Scoring::LineScore Scoring::score_line(View view,
                                       const ServicePeriod& period,
                                       Money charges,
                                       const KpiLine& line) {
    const KpiTerms& kpi = judged_by(view, period, line.kpi);
    const KpiResult& result = view == Raw ? line.raw : line.after_relief;
    bool& failed_before = failed_before_[line.kpi][view];
    LineScore score{.measured = result.measured()};
    if (!score.measured || (view != Raw && line.treated_as_met)) {
        failed_before = false;
        return score;
    }
    const Banding banding = band_of(kpi, terms_.scoring.points_mode, result);
    score.severity = banding.severity;
    const bool failed = banding.severity != Severity::Met;
    score.repeat = failed && failed_before;
    failed_before = failed;
    if (!failed) {
        return score;
    }
    const std::int64_t relief_bp = view == Raw ? kOneBp : line.points_scale_bp;
    const bool eases = view == AfterBeddingIn && beds_in(terms_, period, line.kpi);
    const std::int64_t bedding_bp = eases ? terms_.bedding_in->points_factor_bp : kOneBp;
    score.base = banding.points;
    score.points = weighted(
        weighted(banding.points * (score.repeat ? repeat_multiplier() : 1), relief_bp), bedding_bp);
    Money credit;
    if (terms_.scoring.mechanism == Mechanism::AtRiskPool) {
        credit = at_risk_credit(terms_.scoring, kpi.weight_bp, charges);
    } else if (terms_.scoring.mechanism == Mechanism::Linear &&
               measure_of(kpi.counting.type) == KpiMeasure::Share) {
        credit = linear_credit(terms_.scoring,
                               shortfall(kpi.polarity, judged_value(kpi, result), kpi.target),
                               charges);
    }
    score.credit = to_pence(basis_points(basis_points(credit, relief_bp), bedding_bp));
    return score;
}

std::int64_t Scoring::repeat_multiplier() const {
    return gives_credit_by_indicator(terms_.scoring.mechanism) ? 1
                                                               : terms_.scoring.repeat_multiplier;
}

std::int64_t Scoring::worth(const LineScore& score) const {
    return gives_credit_by_indicator(terms_.scoring.mechanism) ? score.credit.units : score.points;
}

void Scoring::overshadow(const std::vector<KpiLine>& lines, Scores& scores) const {
    std::vector<std::int64_t> by_kpi(terms_.kpis.size());
    for (std::size_t row = 0; row < lines.size(); ++row) {
        by_kpi[lines[row].kpi] += worth(scores[row]);
    }
    for (std::size_t row = 0; row < lines.size(); ++row) {
        const std::size_t own = lines[row].kpi;
        if (terms_.kpis[own].related_group.empty()) {
            continue;
        }
        for (std::size_t other = 0; other < terms_.kpis.size(); ++other) {
            const bool related =
                other != own && terms_.kpis[other].related_group == terms_.kpis[own].related_group;
            // Of equals the first counts.
            const bool larger =
                by_kpi[other] > by_kpi[own] || (by_kpi[other] == by_kpi[own] && other < own);
            scores[row].overshadowed |= related && larger && worth(scores[row]) > 0;
        }
    }
}

Money Scoring::gross(const Scores& scores, std::int64_t points, Money charges) const {
    const ScoringTerms& scoring = terms_.scoring;
    Money by_indicator;
    for (const LineScore& score : scores) {
        by_indicator += score.overshadowed ? Money{} : score.credit;
    }
    switch (scoring.mechanism) {
        case Mechanism::Points: return points_credit(scoring, points, charges);
        case Mechanism::Linear: return by_indicator;
        case Mechanism::AtRiskPool: return std::min(by_indicator, at_risk(scoring, charges));
        case Mechanism::Ratchet: return ratchet_credit(scoring, points);
    }
    return {};
}

void Scoring::add_rules(const ServicePeriod& period, const LineScore& score, KpiLine& line) const {
    const KpiTerms& kpi = terms_.kpis[line.kpi];
    if (!score.measured) {
        return;
    }
    line.rules.push_back(kpi.band_on == BandOn::Rounded
                             ? fmt::format("bands ROUNDED to {} places", kpi.decimals)
                             : std::string("bands EXACT"));
    if (terms_.scoring.points_mode == PointsMode::Graduated) {
        line.rules.emplace_back("points GRADUATED");
    }
    if (score.repeat && repeat_multiplier() > 1) {
        line.rules.push_back(fmt::format("repeat x {}", repeat_multiplier()));
    }
    if (score.overshadowed) {
        line.rules.push_back(fmt::format("related {}: another counts", kpi.related_group));
    }
    if (beds_in(terms_, period, line.kpi)) {
        line.rules.push_back(fmt::format("bedding-in: {} of points, {} of targets",
                                         percent_words(terms_.bedding_in->points_factor_bp),
                                         percent_words(terms_.bedding_in->target_factor_bp)));
    }
}

void Scoring::fill(const ServicePeriod& period,
                   const std::array<Scores, kViews>& views,
                   Money gross,
                   std::vector<KpiLine>& lines) const {
    std::vector<std::int64_t> weights;
    for (const LineScore& score : views[AfterBeddingIn]) {
        weights.push_back(score.overshadowed ? 0 : worth(score));
    }
    const std::vector<Money> credits = share_out(gross, weights);
    for (std::size_t row = 0; row < lines.size(); ++row) {
        KpiLine& line = lines[row];
        const LineScore& score = views[AfterBeddingIn][row];
        line.severity = score.severity;
        line.target_met = score.measured && score.severity == Severity::Met;
        line.rating = score.measured ? rating_of(score.severity) : Rating::Other;
        line.points_base = score.base;
        line.repeat = score.repeat;
        line.points_raw = views[Raw][row].points;
        line.points_after_relief = views[AfterRelief][row].points;
        line.points = score.points;
        line.overshadowed = score.overshadowed;
        line.credit = credits[row];
        add_rules(period, score, line);
    }
}

}  // namespace fcr
