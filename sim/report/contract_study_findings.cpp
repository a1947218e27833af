#include "sim/contract/banding.hpp"
#include "sim/contract/contract_words.hpp"
#include "sim/report/contract_study_summary.hpp"
#include "sim/scenario/kpi_codes.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

namespace fcr {

namespace {

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

/// `2017-10`
std::string month_words(Date date) {
    return date_words(date).substr(0, 7);
}

/// The row of the largest value; of equals the first. Empty without a value.
template <typename Row, typename Value>
std::optional<std::size_t> largest(const std::vector<Row>& rows, Value value) {
    std::optional<std::size_t> found;
    for (std::size_t row = 0; row < rows.size(); ++row) {
        const std::optional<double> own = value(rows[row]);
        if (own && (!found || *own > *value(rows[*found]))) {
            found = row;
        }
    }
    return found;
}

std::string stop_sentence(const ContractStudySummary& summary) {
    return summary.figures.replications < summary.replications_asked
               ? fmt::format(
                     "The run was stopped after {} of {} replications: every figure is of "
                     "those.",
                     summary.figures.replications,
                     summary.replications_asked)
               : std::string{};
}

/// What a miss is a miss of: the target, or where the bands contradict it, their limit.
std::string target_words(const KpiTerms& kpi) {
    const std::int64_t limit = met_limit(kpi);
    return limit == kpi.target
               ? fmt::format("misses its target of {}", value_words(kpi, limit))
               : fmt::format(
                     "is worse than {}, where the bands begin that meet it (its target is "
                     "{}),",
                     value_words(kpi, limit),
                     value_words(kpi, kpi.target));
}

/// Chances of a miss in the first contract year and in the worst.
std::string years_words(const KpiFigures& figures, const std::vector<YearFigures>& years) {
    const auto worst = largest(figures.missed_in_year, [](const auto& year) {
        return year ? std::optional(year->value) : std::nullopt;
    });
    if (!worst || !figures.missed_in_year.front()) {
        return {};
    }
    const Proportion& first = *figures.missed_in_year.front();
    std::string text =
        fmt::format("; at least once in the first year with a chance of {}", chance(first));
    if (*worst > 0 && *worst < years.size() &&
        figures.missed_in_year[*worst]->value > first.value) {
        text += fmt::format(", in the worst, that from {}, of {}",
                            month_words(years[*worst].from),
                            chance(*figures.missed_in_year[*worst]));
    }
    return text;
}

std::string miss_sentence(const KpiFigures& figures,
                          const ContractTerms& terms,
                          const std::vector<YearFigures>& years) {
    const KpiTerms& kpi = terms.kpis[figures.kpi];
    const std::string title = kpi_title(kpi, terms);
    if (!figures.missed_percent || !figures.level) {
        return fmt::format("{} ({}) was not measured in any month.", kpi.id, title);
    }
    std::string text = fmt::format("{} ({}) {} in {} of its measurements",
                                   kpi.id,
                                   title,
                                   target_words(kpi),
                                   percent(figures.missed_percent->value));
    if (figures.missed_percent->half_width) {
        text += fmt::format(" (±{:.1f})", *figures.missed_percent->half_width);
    }
    text += years_words(figures, years);
    return text + fmt::format(". Over all months it stands at {:.1f}{}.",
                              figures.level->value,
                              unit_of(kpi));
}

std::string waits_sentence(const KpiFigures& figures, const ContractTerms& terms) {
    if (!figures.waits) {
        return {};
    }
    return fmt::format(
        "Of the callers of {} one in two waited at most {:.0f} s, 95 % at most {:.0f} "
        "s, 99 % at most {:.0f} s, the longest {:.0f} s.",
        terms.kpis[figures.kpi].id,
        figures.waits->p50,
        figures.waits->p95,
        figures.waits->p99,
        figures.waits->longest);
}

/// Credits and what is withheld.
std::optional<double> taken_off(const YearFigures& year) {
    return year.credits ? std::optional(year.credits->mean.value +
                                        (year.compensation ? year.compensation->value : 0.0))
                        : std::nullopt;
}

bool withholds(const YearFigures& year) {
    return year.compensation && year.compensation->value >= 0.5;
}

std::string money_sentence(const ContractStudySummary& summary) {
    const YearFigures& first = summary.figures.years.front();
    if (!first.net || !first.credits) {
        return {};
    }
    std::string text = fmt::format(
        "The first {} cost{} £{} net (nine times in ten at most £{}), of which credits take off "
        "£{} (nine times in ten at most £{})",
        first.months == 12 ? "year" : fmt::format("{} months", first.months),
        first.months == 12 ? "s" : "",
        whole_pounds(first.net->mean.value),
        whole_pounds(first.net->p90),
        whole_pounds(first.credits->mean.value),
        whole_pounds(first.credits->p90));
    if (first.unit_cost) {
        text += fmt::format("; that is £{} for each call answered",
                            pounds_and_pence(first.unit_cost->mean.value));
    }
    return text + ".";
}

/// The year in which most is taken off, where that is not the first.
std::string worst_year_sentence(const std::vector<YearFigures>& years) {
    const auto worst = largest(years, taken_off);
    if (!worst || *worst == 0 || !years[*worst].net || !years[*worst].gross ||
        *taken_off(years[*worst]) < taken_off(years.front()).value_or(0.0) + 0.5) {
        return {};
    }
    const YearFigures& year = years[*worst];
    return fmt::format(
        "Most is taken off in the year from {}: of £{} charged £{} are credited{}, "
        "which leaves £{} net.",
        month_words(year.from),
        whole_pounds(year.gross->mean.value),
        whole_pounds(year.credits->mean.value),
        withholds(year) ? fmt::format(" and £{} withheld", whole_pounds(year.compensation->value))
                        : "",
        whole_pounds(year.net->mean.value));
}

std::string withheld_sentence(const std::vector<YearFigures>& years, const ContractTerms& terms) {
    const auto first = std::ranges::find_if(years, withholds);
    if (first == years.end()) {
        return {};
    }
    const auto most = largest(years, [](const YearFigures& year) {
        return year.compensation ? std::optional(year.compensation->value) : std::nullopt;
    });
    std::string text =
        fmt::format("From the year from {} on charges are withheld, £{} in that year",
                    month_words(first->from),
                    whole_pounds(first->compensation->value));
    if (&years[*most] != &*first) {
        text += fmt::format(" and at most £{} in a year (that from {})",
                            whole_pounds(years[*most].compensation->value),
                            month_words(years[*most].from));
    }
    return text + fmt::format(
                      ": those of months in which more than {} of the measured indicators are "
                      "below their service threshold{}.",
                      percent_words(terms.ladder.unacceptable_share_bp),
                      terms.ladder.step_in ? ", and what stepping in costs the force" : "");
}

std::string lost_words(const YearFigures& year) {
    const auto part = [](const std::optional<Estimate>& lost, std::string_view to) {
        return lost && lost->value >= 0.5 ? fmt::format("£{} to {}", whole_pounds(lost->value), to)
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
    return parts;
}

/// Of the first year and of the one in which most is lost.
std::string lost_sentence(const std::vector<YearFigures>& years) {
    const std::string first = lost_words(years.front());
    std::string text =
        first.empty()
            ? std::string{}
            : fmt::format("Of the credits of its first year the authority loses {}.", first);
    const auto lost = [](const YearFigures& year) {
        double sum = 0.0;
        for (const auto& part : {year.lost_to_cap, year.lost_to_relief, year.lost_to_bedding_in}) {
            sum += part ? part->value : 0.0;
        }
        return std::optional(sum);
    };
    const auto most = largest(years, lost);
    if (most && *most > 0 && *lost(years[*most]) >= *lost(years.front()) + 0.5) {
        text += fmt::format("{}Of those of the year from {} it loses {}.",
                            text.empty() ? "" : " ",
                            month_words(years[*most].from),
                            lost_words(years[*most]));
    }
    return text;
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
    const std::string reported = fmt::format("{:.2f}", figures.level->value);
    const std::string truly = fmt::format("{:.2f}", figures.genuine->level->value);
    if (reported == truly && figures.genuine->flipped->value == 0.0) {
        return {};  // calls that the indicator does not count
    }
    return fmt::format(
        "{} is reported at {}{} and truly {}: {} of months are missed and "
        "reported as met by calls that staff made to their own line.",
        terms.kpis[figures.kpi].id,
        reported,
        unit_of(terms.kpis[figures.kpi]),
        truly,
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
        whole_pounds(test.cost_month),
        whole_pounds(all.saved_month->value),
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
                                   whole_pounds(figures.cost_year));
    if (figures.saved_year && figures.strength) {
        text += fmt::format(", and saves £{} of credits (strength {:.2f})",
                            whole_pounds(figures.saved_year->value),
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

std::string whole_pounds(double sum) {
    const std::string text = to_string(Money::pounds(std::llround(sum)));
    return text.substr(0, text.find('.'));
}

std::string pounds_and_pence(double sum) {
    return to_string(Money::pence(std::llround(100.0 * sum)));
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
    say(stop_sentence(summary));
    for (const KpiFigures& kpi : summary.figures.kpis) {
        say(miss_sentence(kpi, terms, summary.figures.years));
        say(waits_sentence(kpi, terms));
        say(genuine_sentence(kpi, terms));
    }
    if (summary.figures.years.empty()) {
        return findings;
    }
    say(money_sentence(summary));
    say(worst_year_sentence(summary.figures.years));
    say(withheld_sentence(summary.figures.years, terms));
    say(lost_sentence(summary.figures.years));
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
