#include "sim/contract/contract_words.hpp"
#include "sim/report/contract_study_summary.hpp"
#include "sim/scenario/kpi_codes.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

namespace fcr {

namespace {

/// `1,234`, whole pounds.
std::string pounds(double sum) {
    const std::string text = to_string(Money::pounds(std::llround(sum)));
    return text.substr(0, text.find('.'));
}

std::string percent(double value) {
    return fmt::format("{:.1f} %", value);
}

std::string chance(const Proportion& share) {
    return fmt::format(
        "{:.0f} % ({:.0f} to {:.0f})", 100.0 * share.value, 100.0 * share.low, 100.0 * share.high);
}

std::string unit_of(const KpiTerms& kpi) {
    switch (measure_of(kpi.counting.type)) {
        case KpiMeasure::Share: return " %";
        case KpiMeasure::Time: return " s";
        case KpiMeasure::Calls: return " calls";
    }
    return {};
}

struct PolicyWords {
    const ContractTerms& terms;

    std::string operator()(const TargetChaserPlan& plan) const {
        return fmt::format(
            "releases {} of its seats while {} is safe by {:.6g} points, and {} once "
            "it is out of reach",
            percent_words(plan.released_bp),
            terms.kpis[plan.kpi].id,
            static_cast<double>(plan.safe_bp) / 100.0,
            percent_words(plan.stopped_bp));
    }
    std::string operator()(const CostMinimiserPlan& plan) const {
        return fmt::format("staffs each year from {} to {:+} FTE so as to earn the most",
                           plan.fte_least,
                           plan.fte_most);
    }
    std::string operator()(const ThresholdFirstPlan& plan) const {
        return fmt::format("serves callers within {:.6g} s before those already late",
                           to_seconds(plan.threshold));
    }
    std::string operator()(const PaddingPlan& plan) const {
        return fmt::format("tries {:.6g} calls a month to its own line in quiet hours{}",
                           plan.calls_per_month,
                           plan.while_missing ? ", while the month misses its target" : "");
    }
    std::string operator()(const CrossClientPlan& plan) const {
        return fmt::format("takes {} of its seats to other clients from {:.6g} to {:.6g} h",
                           percent_words(plan.share_bp),
                           to_seconds(plan.hours.from) / 3600.0,
                           to_seconds(plan.hours.until) / 3600.0);
    }
    std::string operator()(const ZeroHoursPlan& plan) const {
        return fmt::format(
            "fills {} of its seats with people without guaranteed hours, who accept "
            "{} of offers",
            percent_words(plan.share_bp),
            percent_words(plan.accept_bp));
    }
};

std::string miss_sentence(const KpiFigures& figures, const ContractTerms& terms) {
    const KpiTerms& kpi = terms.kpis[figures.kpi];
    const std::string title = kpi_title(kpi, terms);
    if (!figures.missed_percent || !figures.level) {
        return fmt::format("{} ({}) was not measured in any month.", kpi.id, title);
    }
    std::string text = fmt::format("{} ({}) misses its target of {} in {} of its measurements",
                                   kpi.id,
                                   title,
                                   value_words(kpi, kpi.target),
                                   percent(figures.missed_percent->value));
    if (figures.missed_percent->half_width) {
        text += fmt::format(" (±{:.1f})", *figures.missed_percent->half_width);
    }
    if (!figures.missed_in_year.empty() && figures.missed_in_year.front()) {
        text += fmt::format("; at least once in the first year with a chance of {}",
                            chance(*figures.missed_in_year.front()));
    }
    return text + fmt::format(". Over all months it stands at {:.1f}{}.",
                              figures.level->value,
                              unit_of(kpi));
}

std::string money_sentence(const ContractStudySummary& summary) {
    const YearFigures& first = summary.figures.years.front();
    if (!first.net || !first.credits) {
        return {};
    }
    std::string text = fmt::format(
        "The first {} cost{} £{} net (nine times in ten at most £{}), of which credits take off "
        "£{} "
        "(nine times in ten at most £{})",
        first.months == 12 ? "year" : fmt::format("{} months", first.months),
        first.months == 12 ? "s" : "",
        pounds(first.net->mean.value),
        pounds(first.net->p90),
        pounds(first.credits->mean.value),
        pounds(first.credits->p90));
    if (first.unit_cost) {
        text +=
            fmt::format("; that is £{:.2f} for each call answered", first.unit_cost->mean.value);
    }
    return text + ".";
}

std::string lost_sentence(const YearFigures& year) {
    const auto part = [](const std::optional<Estimate>& lost, std::string_view to) {
        return lost && lost->value >= 0.5 ? fmt::format("£{} to {}", pounds(lost->value), to)
                                          : std::string{};
    };
    std::string parts;
    for (const std::string& lost : {part(year.lost_to_cap, "the cap"),
                                    part(year.lost_to_relief, "relief"),
                                    part(year.lost_to_bedding_in, "bedding-in")}) {
        if (!lost.empty()) {
            parts += (parts.empty() ? "" : ", ") + lost;
        }
    }
    return parts.empty()
               ? std::string{}
               : fmt::format("Of the credits of its first year the authority loses {}.", parts);
}

std::string spread_sentence(const KpiFigures& figures, const ContractTerms& terms) {
    if (!figures.spread || figures.spread->binomial <= 0.0) {
        return {};
    }
    return fmt::format(
        "Month to month {} differs by {:.2f} points (standard deviation); as many "
        "independent calls would differ by {:.2f}: a variance ratio of {:.1f}.",
        terms.kpis[figures.kpi].id,
        figures.spread->deviation,
        figures.spread->binomial,
        figures.spread->variance_ratio());
}

std::string hidden_sentence(const KpiFigures& figures, const ContractTerms& terms) {
    if (figures.worst_hours.empty()) {
        return {};
    }
    const HourBehind& worst = figures.worst_hours.front();
    return fmt::format("Behind the months that met {}, {} had {} of its calls in time.",
                       terms.kpis[figures.kpi].id,
                       hour_name(worst.hour),
                       percent(100.0 * worst.in_time.value()));
}

std::string genuine_sentence(const KpiFigures& figures, const ContractTerms& terms) {
    if (!figures.genuine || !figures.genuine->level || !figures.level || !figures.genuine->missed ||
        !figures.genuine->flipped) {
        return {};
    }
    return fmt::format(
        "{} is reported at {:.2f}{} and truly {:.2f}: {} of months are missed and "
        "reported as met by calls that staff made to their own line.",
        terms.kpis[figures.kpi].id,
        figures.level->value,
        unit_of(terms.kpis[figures.kpi]),
        figures.genuine->level->value,
        chance(*figures.genuine->flipped));
}

std::string incentive_sentence(const IncentiveTest& test) {
    const IncentiveFigures& all = test.rows.front();
    if (!all.strength || !all.saved_month) {
        return {};
    }
    const double strength = all.strength->value;
    const double width = all.strength->half_width.value_or(0.0);
    std::string text = fmt::format(
        "One more FTE costs the supplier £{} a month and saves it £{} of "
        "credits: strength {:.2f} ±{:.2f}",
        pounds(test.cost_month),
        pounds(all.saved_month->value),
        strength,
        width);
    text += strength + width < 1.0   ? "; it is cheaper to pay the credits."
            : strength - width > 1.0 ? "; it is cheaper to do better."
                                     : "; which is cheaper is not sure.";
    return text;
}

std::string compliance_sentence(const ComplianceFigures& figures, const ContractTerms& terms) {
    const std::string& id = terms.kpis[figures.kpi].id;
    if (!figures.found) {
        return fmt::format("{} is not met in 95 % of months with {} FTE more.", id, figures.people);
    }
    if (figures.people == 0) {
        return fmt::format("{} is met in 95 % of months as bid.", id);
    }
    std::string text = fmt::format("To meet {} in 95 % of months takes {} FTE more, £{} a year",
                                   id,
                                   figures.people,
                                   pounds(figures.cost_year));
    if (figures.saved_year && figures.strength) {
        text += fmt::format(", and saves £{} of credits (strength {:.2f})",
                            pounds(figures.saved_year->value),
                            figures.strength->value);
    }
    return text + ".";
}

std::string viability_sentence(const ContractStudySummary& summary) {
    const YearFigures& first = summary.figures.years.front();
    const YearFigures& last = summary.figures.years.back();
    if (!first.margin_percent || !last.in_distress) {
        return {};
    }
    return fmt::format(
        "The supplier's margin in the first year is {} of revenue (it bid for {}); by "
        "the end it has been in distress with a chance of {}.",
        percent(first.margin_percent->mean.value),
        percent_words(summary.terms->supplier_model.margin_bp),
        chance(*last.in_distress));
}

std::string right_sentence(const ContractStudySummary& summary) {
    const StudyFigures& figures = summary.figures;
    if (!figures.any_right) {
        return {};
    }
    std::string text = fmt::format(
        "A right to terminate arises within the {} months with a chance of "
        "{}",
        summary.months,
        chance(*figures.any_right));
    if (figures.first_right_month) {
        text += fmt::format(", typically first in month {:.0f}", figures.first_right_month->p50);
    }
    return text + ".";
}

}  // namespace

std::vector<std::string> policy_words(std::span<const SupplierPolicyTerms> policies,
                                      const ContractTerms& terms) {
    std::vector<std::string> words;
    for (const SupplierPolicyTerms& policy : policies) {
        const std::string pool =
            policy.pool ? " (" + terms.scope.pools[policy.pool->index()].name + ")" : "";
        words.push_back(fmt::format(
            "{}{}: {}", name_of(policy), pool, std::visit(PolicyWords{terms}, policy.plan)));
    }
    return words;
}

std::string kpi_title(const KpiTerms& kpi, const ContractTerms& terms) {
    if (!kpi.title.empty() && kpi.title != kpi.id) {
        return kpi.title;
    }
    const std::string line =
        kpi.counting.line ? terms.scope.lines[kpi.counting.line->index()] + ": " : "";
    return line + in_codes(kpi.counting);
}

std::vector<std::string> findings_of(const ContractStudySummary& summary) {
    const ContractTerms& terms = *summary.terms;
    std::vector<std::string> findings;
    const auto say = [&findings](std::string sentence) {
        if (!sentence.empty()) {
            findings.push_back(std::move(sentence));
        }
    };
    for (const KpiFigures& kpi : summary.figures.kpis) {
        say(miss_sentence(kpi, terms));
        say(genuine_sentence(kpi, terms));
    }
    if (summary.figures.years.empty()) {
        return findings;
    }
    say(money_sentence(summary));
    say(lost_sentence(summary.figures.years.front()));
    if (summary.incentive) {
        say(incentive_sentence(*summary.incentive));
        for (const ComplianceFigures& compliance : summary.incentive->compliance) {
            say(compliance_sentence(compliance, terms));
        }
    }
    for (const KpiFigures& kpi : summary.figures.kpis) {
        say(hidden_sentence(kpi, terms));
        say(spread_sentence(kpi, terms));
    }
    say(viability_sentence(summary));
    say(right_sentence(summary));
    return findings;
}

LintRun lint_run_of(const ContractStudySummary& summary) {
    const ContractTerms& terms = *summary.terms;
    LintRun run;
    for (const KpiFigures& figures : summary.figures.kpis) {
        LintRun::Kpi& kpi = run.kpis.emplace_back();
        if (figures.spread) {
            kpi.half_width = 1.96 * 100.0 * figures.spread->deviation;  // points to basis points
        }
        if (figures.missed_percent) {
            kpi.months_met = 1.0 - figures.missed_percent->value / 100.0;
        }
    }
    if (summary.incentive) {
        Money cost;
        for (const ComplianceFigures& compliance : summary.incentive->compliance) {
            // One person may serve several indicators: the dearest of them is a lower bound.
            cost = std::max(cost, Money::pounds(std::llround(compliance.cost_year)));
        }
        run.meeting_costs_year = cost;
    }
    for (std::size_t row = 0; row < terms.charges.size(); ++row) {
        const auto* commitment = std::get_if<CommitmentCharge>(&terms.charges[row].kind);
        const auto& years = summary.figures.years;
        if (commitment == nullptr || years.empty() || !years.front().forecast ||
            !years.front().answered_spread) {
            continue;
        }
        const double part = commitment->yearly ? 1.0 : 1.0 / std::max(years.front().months, 1);
        run.commitments.push_back({.charge = row,
                                   .committed_calls = part * *years.front().forecast *
                                                      static_cast<double>(commitment->share_bp) /
                                                      10'000.0,
                                   .calls_p10 = part * years.front().answered_spread->p10});
    }
    return run;
}

}  // namespace fcr
