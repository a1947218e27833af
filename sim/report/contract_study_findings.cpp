#include "sim/contract/banding.hpp"
#include "sim/contract/contract_words.hpp"
#include "sim/report/contract_study_summary.hpp"
#include "sim/report/contract_study_words.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cstdlib>

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
        whole_number(first.net->mean.value),
        whole_number(first.net->p90),
        whole_number(first.credits->mean.value),
        whole_number(first.credits->p90));
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
        whole_number(year.gross->mean.value),
        whole_number(year.credits->mean.value),
        withholds(year) ? fmt::format(" and £{} withheld", whole_number(year.compensation->value))
                        : "",
        whole_number(year.net->mean.value));
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
                    whole_number(first->compensation->value));
    if (&years[*most] != &*first) {
        text += fmt::format(" and at most £{} in a year (that from {})",
                            whole_number(years[*most].compensation->value),
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
        return lost && lost->value >= 0.5 ? fmt::format("£{} to {}", whole_number(lost->value), to)
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
    std::string text = fmt::format(
        "One and the same month of {} comes out differently by {:.2f} points (standard deviation); "
        "as many independent calls would differ by {:.2f}: a variance ratio of {:.1f}",
        terms.kpis[figures.kpi].id,
        figures.spread->points,
        figures.spread->binomial,
        figures.spread->variance_ratio());
    if (figures.spread_of_term) {
        text += fmt::format(
            ". From month to month, with what seasons and growth do, it differs by {:.2f} points: "
            "a variance ratio of {:.1f}",
            figures.spread_of_term->points,
            figures.spread_of_term->variance_ratio());
    }
    return text + ".";
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

std::string strength_words(const IncentiveFigures& figures) {
    return fmt::format("strength {:.2f} ±{:.2f}",
                       figures.strength->value,
                       figures.strength->half_width.value_or(0.0));
}

/// Whether an indicator that costs credits is missed in more than one measurement in twenty: else
/// nobody pays for a miss instead of avoiding it.
bool misses_often(const StudyFigures& figures) {
    constexpr double kOften = 5.0;
    return std::ranges::any_of(figures.kpis, [](const KpiFigures& kpi) {
        return kpi.missed_percent && kpi.missed_percent->value > kOften && kpi.credit_a_year &&
               kpi.credit_a_year->value > 0.0;
    });
}

std::string one_more_sentence(const OneFte& more, bool often) {
    if (more.rows.empty() || !more.rows.front().strength) {
        return {};
    }
    const IncentiveFigures& all = more.rows.front();
    std::string text =
        fmt::format("One more FTE costs the supplier £{} a month and saves it £{} of credits: {}",
                    whole_number(more.pay_month),
                    whole_number(all.credits_month->value),
                    strength_words(all));
    const double strength = all.strength->value;
    const double width = all.strength->half_width.value_or(0.0);
    text += !often                   ? "; there is little to save where every indicator that costs "
                                       "credits is met in 95 % of its measurements."
            : strength + width < 1.0 ? "; it is cheaper to pay the credits."
            : strength - width > 1.0 ? "; it is cheaper to do better."
                                     : "; which is cheaper is not sure.";
    return text;
}

std::string one_fewer_sentence(const OneFte& fewer) {
    if (fewer.rows.empty() || !fewer.rows.front().strength) {
        return {};
    }
    const IncentiveFigures& all = fewer.rows.front();
    const double strength = all.strength->value;
    const double width = all.strength->half_width.value_or(0.0);
    return fmt::format(
        "One FTE fewer saves the supplier £{} a month and costs it £{} of credits: "
        "{}; {}.",
        whole_number(fewer.pay_month),
        whole_number(all.credits_month->value),
        strength_words(all),
        strength + width < 1.0   ? "it earns by staffing less than it bid"
        : strength - width > 1.0 ? "it pays to keep those it bid"
                                 : "which is cheaper is not sure");
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
                                   whole_number(figures.cost_year));
    if (figures.saved_year && figures.strength) {
        text += fmt::format(", and saves £{} of credits (strength {:.2f})",
                            whole_number(figures.saved_year->value),
                            figures.strength->value);
    }
    return text + ".";
}

/// `6 FTE fewer than it bid`
std::string fte_words(int beside) {
    return beside == 0
               ? "as many FTE as it bid"
               : fmt::format(
                     "{} FTE {} than it bid", std::abs(beside), beside < 0 ? "fewer" : "more");
}

/// What a cost minimiser staffs, year by year; equal years in a row are told as one.
std::string minimiser_sentence(const ContractStudySummary& summary) {
    const std::vector<int>& fte = summary.minimiser_fte;
    const std::size_t years = std::min(fte.size(), summary.figures.years.size());
    if (years == 0) {
        return {};
    }
    std::string text = "So as to earn the most the supplier staffs " + fte_words(fte[0]);
    for (std::size_t year = 1; year < years; ++year) {
        if (fte[year] != fte[year - 1]) {
            text += fmt::format(", from {} on {}",
                                month_words(summary.figures.years[year].from),
                                fte_words(fte[year]));
        }
    }
    return text + ".";
}

std::string viability_sentence(const ContractStudySummary& summary) {
    const YearFigures& first = summary.figures.years.front();
    const YearFigures& last = summary.figures.years.back();
    if (!first.margin_percent || !last.in_distress) {
        return {};
    }
    std::string text =
        fmt::format("The supplier's margin in the first year is {} of revenue (it bid for {})",
                    percent(first.margin_percent->mean.value),
                    percent_words(summary.terms->supplier_model.margin_bp));
    std::string lowest;
    for (std::size_t row = 0; row < SupplierMargins::kTrailing.size(); ++row) {
        if (const auto& margin = summary.figures.lowest_margin[row]) {
            lowest += fmt::format("{}{} over {}",
                                  lowest.empty() ? "" : ", ",
                                  percent(margin->mean.value),
                                  SupplierMargins::kTrailing[row]);
        }
    }
    if (!lowest.empty()) {
        text += fmt::format("; the lowest is {} months in a row", lowest);
    }
    return text + fmt::format("; by the end it has been in distress with a chance of {}.",
                              chance(*last.in_distress));
}

/// Whether the bid is to be believed.
std::string price_sentence(const YearFigures& year) {
    if (!year.call_price || !year.call_cost) {
        return {};
    }
    const double price = year.call_price->mean.value;
    const double cost = year.call_cost->mean.value;
    const auto exactly = [](double pounds) {
        return Money{static_cast<std::int64_t>(pounds * 10'000.0)};
    };
    return fmt::format(
        "In the first year an answered call brings the supplier £{} before credits and costs it "
        "£{}{}.",
        pounds_and_pence(price),
        pounds_and_pence(cost),
        is_unrealistic(exactly(price), exactly(cost))
            ? ": a price below four fifths of the cost is not to be believed"
            : "");
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
        say(one_more_sentence(summary.incentive->more, misses_often(summary.figures)));
        say(one_fewer_sentence(summary.incentive->fewer));
        for (const ComplianceFigures& compliance : summary.incentive->compliance) {
            say(compliance_sentence(compliance, terms));
        }
    }
    for (const KpiFigures& kpi : summary.figures.kpis) {
        say(hidden_sentence(kpi, terms));
        say(spread_sentence(kpi, terms));
    }
    say(minimiser_sentence(summary));
    say(viability_sentence(summary));
    say(price_sentence(summary.figures.years.front()));
    say(right_sentence(summary));
    return findings;
}

}  // namespace fcr
