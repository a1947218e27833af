#include "sim/contract/describe_contract.hpp"

#include "sim/contract/contract_words.hpp"
#include "sim/contract/service_calendar.hpp"
#include "sim/scenario/describe_kpi.hpp"
#include "sim/scenario/text_columns.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <numeric>
#include <string_view>

namespace fcr {

namespace {

std::string counted(std::int64_t count, std::string_view what) {
    return fmt::format("{} {}{}", count, what, count == 1 ? "" : "s");
}

std::string_view form_words(ContractForm form) {
    switch (form) {
        case ContractForm::ModelServices: return "on the Model Services form";
        case ContractForm::MidTier: return "on the Mid-Tier form";
        case ContractForm::ShortForm: return "on the Short Form";
        case ContractForm::CallOff: return "a call-off";
        case ContractForm::Bespoke: return "bespoke";
    }
    return "";
}

std::string describe_term(const ContractTerms& terms) {
    const TermTerms& term = terms.term;
    const int extensions =
        std::accumulate(term.extension_months.begin(), term.extension_months.end(), 0);
    std::string text = fmt::format(
        "{}\n  between {} and {}, {}{}\n  from {} for {}, to {}{}; notice of {}",
        terms.title,
        terms.authority,
        terms.supplier,
        form_words(terms.form),
        terms.states("signed") ? ", signed " + date_words(terms.signed_on) : "",
        date_words(term.start),
        counted(term.months, "month"),
        date_words(term_end(term.start, term.months) - std::chrono::days{1}),
        extensions > 0 ? fmt::format(", up to {} more", counted(extensions, "month")) : "",
        counted(term.notice_months, "month"));
    for (const Date date : term.break_dates) {
        text += fmt::format(
            "{}{}", date == term.break_dates.front() ? ", may end on " : ", ", date_words(date));
    }
    text += fmt::format("\n  an FTE has {} paid and {} productive hours a year\n",
                        terms.fte.paid_hours,
                        terms.fte.productive_hours);
    return text;
}

std::string describe_scope(const ContractTerms& terms) {
    const ScopeTerms& scope = terms.scope;
    std::string text = fmt::format("\nScope\n  lines: {}\n", fmt::join(scope.lines, ", "));
    for (const ScopePool& pool : scope.pools) {
        text += fmt::format("  pool {}: {}{}{}\n",
                            pool.name,
                            pool.owner == Party::Supplier ? "the supplier's" : "the force's",
                            pool.site.empty() ? "" : ", at ",
                            pool.site);
    }
    text += fmt::format("  {}; abandoned calls count {}\n",
                        scope.shared_queue ? "calls wait in one queue for the pools of both"
                                           : "calls wait in queues of their own",
                        scope.attribution == Attribution::LastPresented
                            ? "for the pool they were last presented to"
                        : scope.attribution == Attribution::Nobody
                            ? "for no pool"
                            : "for pools by their staffed time in the interval");
    text += fmt::format(
        "  a call that overflows: the supplier's clock starts {}\n",
        scope.clock_from_offered ? "when it first entered a queue" : "at its own presentation");
    text += fmt::format("  a call belongs to the period in which it was {}\n",
                        terms.belongs_to == BelongsTo::Offered ? "offered" : "answered");
    return text;
}

std::string population_words(const ContractTerms& terms, const KpiTerms& kpi) {
    std::vector<std::string> filters;
    if (kpi.counting.line) {
        filters.push_back("line " + terms.scope.lines[kpi.counting.line->index()]);
    }
    if (kpi.counting.pool) {
        filters.push_back("pool " + terms.scope.pools[kpi.counting.pool->index()].name);
    }
    if (!has_all_hours(kpi.hours)) {
        filters.push_back(hours_words(kpi.hours));
    }
    return filters.empty() ? "all calls" : fmt::format("{}", fmt::join(filters, ", "));
}

std::string judged_words(const KpiTerms& kpi) {
    std::string text = fmt::format("{}, {}", period_words(kpi.period), aggregator_words(kpi));
    if (kpi.sample_min > 1) {
        text += fmt::format(
            ", {} at least{}", kpi.sample_min, kpi.roll_small ? " or with the next" : "");
    }
    return text;
}

/// `90 %: 0, 88 %: 1, below: 4`
std::string bands_words(const KpiTerms& kpi) {
    std::string text;
    for (std::size_t band = 0; band < kpi.bands.size(); ++band) {
        const bool last = band + 1 == kpi.bands.size();
        text += fmt::format("{}{}: {}",
                            band == 0 ? "" : ", ",
                            last ? "worse" : value_words(kpi, kpi.bands[band].limit),
                            kpi.bands[band].points);
    }
    return text;
}

std::string describe_kpis(const ContractTerms& terms) {
    std::vector<TextRow> rows{
        {"KPI", "of", "measure", "clock starts when", "judged", "target", "points from"}};
    for (const KpiTerms& kpi : terms.kpis) {
        rows.push_back({kpi.id,
                        population_words(terms, kpi),
                        measure_words(kpi.counting),
                        clock_words(kpi.counting.clock),
                        judged_words(kpi),
                        value_words(kpi, kpi.target),
                        bands_words(kpi)});
    }
    return "\nKPIs\n" + in_columns(rows);
}

std::string describe_scoring(const ContractTerms& terms) {
    const ScoringTerms& scoring = terms.scoring;
    std::string text = "\nCredits\n  " + scoring_words(scoring) + "\n";
    if (scoring.earn_back) {
        text += fmt::format(
            "  earned back by beating the target by {} points in each of the next "
            "{}\n",
            decimal_words(scoring.earn_back->beats_by),
            counted(scoring.earn_back->periods, "period"));
    }
    const CapTerms& caps = terms.caps;
    text += caps.service_credit_bp
                ? fmt::format(
                      "  capped at {} of {} of the charges of 12 months, first year "
                      "estimated at £{}\n",
                      percent_words(*caps.service_credit_bp),
                      percent_words(caps.element_bp),
                      to_string(caps.estimated_year1))
                : std::string("  without a cap\n");
    for (const ReliefTerms& rule : terms.relief) {
        text += fmt::format("  relief {}: {}\n", rule.id, relief_words(rule));
    }
    if (terms.bedding_in) {
        text += fmt::format("  bedding-in of {}: points at {}, targets at {}\n",
                            counted(terms.bedding_in->months, "month"),
                            percent_words(terms.bedding_in->points_factor_bp),
                            percent_words(terms.bedding_in->target_factor_bp));
    }
    const LadderTerms& ladder = terms.ladder;
    text += ladder.credits_sole_remedy
                ? std::string("  credits are the sole remedy\n")
                : fmt::format(
                      "  a serious miss asks for a plan; {} points in {}{} give the right "
                      "to leave; more than {} of KPIs below threshold withhold the "
                      "charges\n",
                      ladder.critical_points,
                      counted(ladder.critical_months, "month"),
                      ladder.critical_at_cap ? " or credits at the cap" : "",
                      percent_words(ladder.unacceptable_share_bp));
    return text;
}

std::string describe_charges(const ContractTerms& terms) {
    std::vector<TextRow> rows{{"charge", "what", "counts", "indexed"}};
    for (const ChargeTerms& charge : terms.charges) {
        rows.push_back({charge.id,
                        charge_words(charge),
                        counted_words(terms, charge),
                        charge.indexed && terms.indexation ? "yes" : "no"});
    }
    std::string text = "\nCharges\n" + in_columns(rows);
    if (terms.indexation) {
        const IndexationTerms& indexation = *terms.indexation;
        text += fmt::format(
            "  {} of the price moves with {} each year from {}, by {} at least and "
            "{} at most\n",
            percent_words(indexation.share_bp),
            indexation.index,
            date_words(indexation.first),
            percent_words(indexation.floor_bp),
            indexation.cap_bp ? percent_words(*indexation.cap_bp) : std::string("any"));
    }
    return text;
}

std::string describe_forecast(const ContractTerms& terms) {
    if (!terms.forecast) {
        return {};
    }
    const ForecastTerms& forecast = *terms.forecast;
    std::string text = fmt::format("\nForecast by the {}, {}\n",
                                   forecast.issued_by == Party::Force ? "force" : "supplier",
                                   forecast.locked ? "locked" : "not locked");
    for (std::size_t line = 0; line < terms.scope.lines.size(); ++line) {
        const auto months = std::ranges::count(forecast.months, LineId{line}, &MonthForecast::line);
        const auto first = std::ranges::find(forecast.months, LineId{line}, &MonthForecast::line);
        if (months > 0) {
            text += fmt::format("  line {}: {} calls in the first month{}, {} given\n",
                                terms.scope.lines[line],
                                first->calls,
                                first->handling > Duration{0}
                                    ? fmt::format(" of {} s", to_seconds(first->handling))
                                    : std::string(),
                                counted(months, "month"));
        }
    }
    if (forecast.profile) {
        text += fmt::format("  spread over days and hours as in {}\n", forecast.profile->file);
    }
    return text;
}

std::string describe_delivery(const ContractTerms& terms) {
    std::string text;
    if (terms.mobilisation) {
        text += fmt::format(
            "  mobilisation of {}, {} in parallel, {}\n",
            counted(terms.mobilisation->months, "month"),
            counted(terms.mobilisation->parallel_weeks, "week"),
            counted(static_cast<std::int64_t>(terms.mobilisation->milestones.size()), "milestone"));
    }
    if (terms.people) {
        text += fmt::format(
            "  {} FTE transfer; zero-hours work up to {} of hours, the bid relies "
            "on {}\n",
            decimal_words({terms.people->transferring_hundredths * 10'000}),
            percent_words(terms.people->zero_hours_bp),
            percent_words(terms.people->zero_hours_bid_bp));
    }
    if (terms.exit) {
        text += fmt::format("  exit plan £{}, transfer back £{}, investment £{} over {}\n",
                            to_string(terms.exit->plan),
                            to_string(terms.exit->transfer_back),
                            to_string(terms.exit->investment),
                            counted(terms.exit->investment_years, "year"));
    }
    if (terms.monitoring) {
        const MonitoringTerms& monitoring = *terms.monitoring;
        text += fmt::format("  {} reports, {}audit, {} supplies the clock, {} flags test calls\n",
                            monitoring.data_owner == Party::Force ? "the force" : "the supplier",
                            monitoring.audit_right ? "with a right to " : "without a right to ",
                            monitoring.clock_owner == Party::Force ? "the force" : "the supplier",
                            monitoring.test_flags == Party::Force ? "the force" : "the supplier");
    }
    return text.empty() ? text : "\nDelivery\n" + text;
}

/// The points of a month in which every KPI is as bad as can be and was so before.
std::int64_t worst_points(const ContractTerms& terms) {
    std::int64_t points = 0;
    for (const KpiTerms& kpi : terms.kpis) {
        points += kpi.bands.back().points;
    }
    return points * terms.scoring.repeat_multiplier;
}

/// Calls of a period that a KPI is forecast to count; empty where there is no forecast by month.
std::optional<std::int64_t> forecast_sample(const ContractTerms& terms, const KpiTerms& kpi) {
    if (!terms.forecast || terms.forecast->months.empty()) {
        return std::nullopt;
    }
    std::int64_t calls = 0;
    for (std::size_t line = 0; line < terms.scope.lines.size(); ++line) {
        const auto month =
            std::ranges::find(terms.forecast->months, LineId{line}, &MonthForecast::line);
        const bool counts = !kpi.counting.line || *kpi.counting.line == LineId{line};
        calls += counts && month != terms.forecast->months.end() ? month->calls : 0;
    }
    switch (kpi.period) {
        case KpiPeriod::Day: return calls / 30;
        case KpiPeriod::Week: return calls * 7 / 30;
        case KpiPeriod::Month: return calls;
        case KpiPeriod::Quarter: return calls * 3;
        case KpiPeriod::Year: return calls * 12;
    }
    return calls;
}

}  // namespace

std::string describe(const ContractTerms& terms) {
    std::string text = describe_term(terms) + describe_scope(terms) + describe_kpis(terms) +
                       describe_scoring(terms) + describe_charges(terms) +
                       describe_forecast(terms) + describe_delivery(terms);
    if (!terms.source.empty()) {
        text += fmt::format("\nSource: {}\n", terms.source);
    }
    return text;
}

std::vector<std::string> contract_notes(const ContractTerms& terms) {
    constexpr std::int64_t wide_band_bp = 2'500;
    constexpr std::int64_t whole_bp = 10'000;
    constexpr std::int64_t few_calls = 100;
    std::vector<std::string> notes;
    for (const ChargeTerms& charge : terms.charges) {
        const auto* const anchored = std::get_if<AnchoredCharge>(&charge.kind);
        if (anchored != nullptr && anchored->dead_band_bp > wide_band_bp) {
            notes.push_back(
                fmt::format("charges[{}].anchored.dead_band_bp: a dead band of {} is "
                            "above 25 %: the volume hardly moves the price",
                            charge.id,
                            percent_words(anchored->dead_band_bp)));
        }
    }
    const std::int64_t deduction = worst_points(terms) * terms.scoring.deduction_bp_per_point;
    if (terms.scoring.mechanism == Mechanism::Points && deduction > whole_bp) {
        notes.push_back(
            fmt::format("scoring.deduction_bp_per_point: {} points in one month would "
                        "cost {} of the month's charges before the cap",
                        worst_points(terms),
                        percent_words(deduction)));
    }
    for (const KpiTerms& kpi : terms.kpis) {
        const std::optional<std::int64_t> sample = forecast_sample(terms, kpi);
        if (kpi.counting.type == KpiType::Percentile && sample && *sample < few_calls) {
            notes.push_back(
                fmt::format("kpis[{}].p_bp: a percentile of some {} calls a period, "
                            "fewer than 100, is the wait of one or two of them",
                            kpi.id,
                            *sample));
        }
    }
    return notes;
}

}  // namespace fcr
