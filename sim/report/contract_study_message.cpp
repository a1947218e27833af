#include "sim/report/contract_study_message.hpp"

#include "proto/fcr/v1/page.pb.h"
#include "sim/base/check.hpp"
#include "sim/contract/banding.hpp"
#include "sim/contract/contract_words.hpp"
#include "sim/report/contract_study_words.hpp"
#include "sim/report/number.hpp"
#include "sim/scenario/kpi_codes.hpp"

#include <google/protobuf/util/json_util.h>

#include <cmath>

namespace fcr {

namespace {

void put(v1::EstimateReport& to, const Estimate& estimate) {
    to.set_value(six_digits(estimate.value));
    if (estimate.half_width) {
        to.set_half_width(six_digits(*estimate.half_width));
    }
}

void put(v1::SpreadReport& to, const Spread& spread) {
    put(*to.mutable_mean(), spread.mean);
    to.set_p10(six_digits(spread.p10));
    to.set_p50(six_digits(spread.p50));
    to.set_p90(six_digits(spread.p90));
}

void put(v1::ChanceReport& to, const Proportion& share) {
    to.set_percent(six_digits(100.0 * share.value));
    to.set_low_percent(six_digits(100.0 * share.low));
    to.set_high_percent(six_digits(100.0 * share.high));
}

/// Fills the message that `field` makes, where there is a value.
template <typename Message, typename Part, typename Value>
void set(Message& message, Part* (Message::*field)(), const std::optional<Value>& value) {
    if (value) {
        put(*(message.*field)(), *value);
    }
}

/// A list keeps a place for what was not measured.
template <typename Message, typename Part, typename Value>
void add(Message& message, Part* (Message::*field)(), const std::optional<Value>& value) {
    Part& part = *(message.*field)();
    if (value) {
        put(part, *value);
    }
}

v1::KpiReport::Unit unit_of(KpiMeasure measure) {
    switch (measure) {
        case KpiMeasure::Share: return v1::KpiReport::PERCENT;
        case KpiMeasure::Time: return v1::KpiReport::SECONDS;
        case KpiMeasure::Calls: return v1::KpiReport::CALLS;
    }
    return v1::KpiReport::UNIT_UNSPECIFIED;
}

double target_of(const KpiTerms& kpi) {
    const auto limit = static_cast<double>(met_limit(kpi));
    switch (measure_of(kpi.counting.type)) {
        case KpiMeasure::Share: return limit / 100.0;
        case KpiMeasure::Time: return limit / 1e6;
        case KpiMeasure::Calls: return limit;
    }
    return 0.0;
}

void fill_kpi(v1::ContractKpiReport& to, const KpiFigures& figures, const ContractTerms& terms) {
    const KpiTerms& kpi = terms.kpis[figures.kpi];
    to.set_id(kpi.id);
    to.set_title(kpi_title(kpi, terms));
    to.set_definition(in_codes(kpi.counting));
    to.set_unit(unit_of(measure_of(kpi.counting.type)));
    to.set_better(kpi.polarity == Polarity::HigherBetter ? v1::ComparedFigureReport::HIGHER
                                                         : v1::ComparedFigureReport::LOWER);
    to.set_target(target_of(kpi));
    set(to, &v1::ContractKpiReport::mutable_level, figures.level);
    set(to, &v1::ContractKpiReport::mutable_missed_percent, figures.missed_percent);
    for (const KpiMonthFigures& month : figures.months) {
        v1::ContractMonthReport& row = *to.add_months();
        row.set_month(date_words(month.month));
        set(row, &v1::ContractMonthReport::mutable_missed, month.missed);
        set(row, &v1::ContractMonthReport::mutable_level, month.level);
    }
    for (const auto& year : figures.missed_in_year) {
        add(to, &v1::ContractKpiReport::add_missed_in_year, year);
    }
    if (figures.spread) {
        to.set_deviation_points(six_digits(figures.spread->points));
        to.set_binomial_points(six_digits(figures.spread->binomial));
        to.set_variance_ratio(six_digits(figures.spread->variance_ratio()));
    }
    if (figures.spread_of_term) {
        to.set_months_deviation_points(six_digits(figures.spread_of_term->points));
        to.set_months_variance_ratio(six_digits(figures.spread_of_term->variance_ratio()));
    }
    for (const FormulaFigures& formula : figures.formulas) {
        v1::FormulaReport& row = *to.add_formulas();
        row.set_formula(std::string(code_of(formula.formula)));
        if (formula.percent) {
            row.set_percent(six_digits(*formula.percent));
        }
        set(row, &v1::FormulaReport::mutable_missed, formula.missed);
        row.set_of_contract(formula.formula == kpi.counting.formula);
    }
    for (const HourBehind& hour : figures.worst_hours) {
        v1::HourBehindReport& row = *to.add_worst_hours();
        row.set_hour(hour_name(hour.hour));
        row.set_percent(six_digits(100.0 * hour.in_time.value()));
        row.set_calls(static_cast<double>(hour.in_time.denominator));
    }
    set(to, &v1::ContractKpiReport::mutable_worst_hour_of_day, figures.worst_hour_of_day);
    set(to, &v1::ContractKpiReport::mutable_credit_year, figures.credit_a_year);
    if (figures.genuine) {
        v1::GenuineReport& genuine = *to.mutable_genuine();
        set(genuine, &v1::GenuineReport::mutable_level, figures.genuine->level);
        set(genuine, &v1::GenuineReport::mutable_missed, figures.genuine->missed);
        set(genuine, &v1::GenuineReport::mutable_flipped, figures.genuine->flipped);
    }
    if (figures.waits) {
        v1::ContractWaitsReport& waits = *to.mutable_waits();
        waits.set_p50_s(six_digits(figures.waits->p50));
        waits.set_p95_s(six_digits(figures.waits->p95));
        waits.set_p99_s(six_digits(figures.waits->p99));
        waits.set_longest_s(six_digits(figures.waits->longest));
    }
}

void fill_difference(v1::ContractDifferenceReport& to, const BidDifference& difference) {
    to.set_replications(static_cast<std::int32_t>(difference.replications));
    for (const BidDifference::Kpi& kpi : difference.kpis) {
        v1::ContractKpiDifferenceReport& row = *to.add_kpis();
        row.set_kpi(kpi.id);
        row.set_unit(unit_of(kpi.measure));
        set(row, &v1::ContractKpiDifferenceReport::mutable_level, kpi.level);
        set(row, &v1::ContractKpiDifferenceReport::mutable_missed, kpi.missed);
    }
    set(to, &v1::ContractDifferenceReport::mutable_credits_year, difference.credits);
    set(to, &v1::ContractDifferenceReport::mutable_net_year, difference.net);
}

void fill_year(v1::ContractYearReport& to, const YearFigures& year) {
    using Y = v1::ContractYearReport;
    to.set_from(date_words(year.from));
    to.set_months(year.months);
    set(to, &Y::mutable_gross, year.gross);
    for (const auto& charge : year.charges) {
        add(to, &Y::add_charges, charge);
    }
    set(to, &Y::mutable_credits, year.credits);
    set(to, &Y::mutable_gross_credits, year.gross_credits);
    set(to, &Y::mutable_lost_to_cap, year.lost_to_cap);
    set(to, &Y::mutable_lost_to_relief, year.lost_to_relief);
    set(to, &Y::mutable_lost_to_bedding_in, year.lost_to_bedding_in);
    set(to, &Y::mutable_compensation, year.compensation);
    set(to, &Y::mutable_earned_back, year.earned_back);
    set(to, &Y::mutable_harm_recovered_percent, year.harm_recovered);
    set(to, &Y::mutable_net, year.net);
    set(to, &Y::mutable_unit_cost, year.unit_cost);
    set(to, &Y::mutable_call_price, year.call_price);
    set(to, &Y::mutable_call_cost, year.call_cost);
    set(to, &Y::mutable_offered, year.offered);
    set(to, &Y::mutable_answered, year.answered);
    if (year.forecast) {
        to.set_forecast(six_digits(*year.forecast));
    }
    set(to, &Y::mutable_margin, year.margin);
    set(to, &Y::mutable_margin_percent, year.margin_percent);
    set(to, &Y::mutable_loses_money, year.loses_money);
    set(to, &Y::mutable_in_distress, year.in_distress);
    set(to, &Y::mutable_gives_notice, year.gives_notice);
    set(to, &Y::mutable_right_to_terminate, year.right_to_terminate);
    set(to, &Y::mutable_terminated, year.terminated);
    set(to, &Y::mutable_padding, year.padding);
}

void fill_fte(v1::OneFteReport& to, const OneFte& fte, const ContractTerms& terms) {
    to.set_pay_month(six_digits(fte.pay_month));
    for (std::size_t hour = 0; hour < kHoursOfWeek; ++hour) {
        if (fte.seats[hour] != 0) {
            to.add_hours(hour_name(hour));
        }
    }
    for (const IncentiveFigures& figures : fte.rows) {
        v1::IncentiveRowReport& row = *to.add_rows();
        if (figures.kpi) {
            row.set_kpi(terms.kpis[*figures.kpi].id);
        }
        set(row, &v1::IncentiveRowReport::mutable_credits_month, figures.credits_month);
        set(row, &v1::IncentiveRowReport::mutable_strength, figures.strength);
        for (const auto& month : figures.by_month) {
            add(row, &v1::IncentiveRowReport::add_strength_by_month, month);
        }
    }
}

void fill_incentive(v1::ContractIncentiveReport& to,
                    const IncentiveTest& test,
                    const ContractTerms& terms) {
    fill_fte(*to.mutable_more(), test.more, terms);
    fill_fte(*to.mutable_fewer(), test.fewer, terms);
    for (const ComplianceFigures& figures : test.compliance) {
        v1::ComplianceReport& row = *to.add_compliance();
        row.set_kpi(terms.kpis[figures.kpi].id);
        row.set_found(figures.found);
        row.set_fte(static_cast<double>(figures.people));
        set(row, &v1::ComplianceReport::mutable_met_before, figures.met_before);
        set(row, &v1::ComplianceReport::mutable_met, figures.met);
        row.set_cost_year(six_digits(figures.cost_year));
        set(row, &v1::ComplianceReport::mutable_saved_year, figures.saved_year);
        set(row, &v1::ComplianceReport::mutable_strength, figures.strength);
        if (const std::string seats = seats_words(figures.seats); !seats.empty()) {
            row.set_seats(seats);
        }
    }
    to.set_pilot_replications(static_cast<std::int32_t>(test.pilot_replications));
    to.set_pilot_months(static_cast<std::int32_t>(test.pilot_months));
}

void fill_volume(v1::ContractVolumeReport& to, const VolumeFigures& row) {
    using V = v1::ContractVolumeReport;
    to.set_percent(row.percent);
    set(to, &V::mutable_offered, row.offered);
    set(to, &V::mutable_answered, row.answered);
    set(to, &V::mutable_gross, row.gross);
    set(to, &V::mutable_credits, row.credits);
    set(to, &V::mutable_withheld, row.withheld);
    set(to, &V::mutable_net, row.net);
    set(to, &V::mutable_in_distress, row.in_distress);
    set(to, &V::mutable_unit_cost, row.unit_cost);
    set(to, &V::mutable_margin, row.margin);
    if (row.relieved_percent) {
        to.set_relieved_percent(six_digits(*row.relieved_percent));
    }
    for (const auto& level : row.levels) {
        add(to, &V::add_levels, level);
    }
    for (const auto& missed : row.missed_percent) {
        add(to, &V::add_missed_percent, missed);
    }
}

void fill_probe(v1::ContractProbeReport& to, const ProbeFigures& figures) {
    using P = v1::ContractProbeReport;
    const ProbeText& text = probe_texts()[figures.probe];
    to.set_number(text.number);
    to.set_trick(std::string(text.trick));
    to.set_real_case(std::string(text.real_case));
    to.set_check(std::string(text.check));
    to.set_figure(figures.figure);
    to.set_how(figures.how);
    if (!figures.why_not.empty()) {
        to.set_why_not(figures.why_not);
    }
    set(to, &P::mutable_reported_percent, figures.reported);
    set(to, &P::mutable_genuine_percent, figures.genuine);
    set(to, &P::mutable_gain_points, figures.gain);
    to.set_lower_is_better(figures.lower_is_better);
    if (!figures.note.empty()) {
        to.set_note(figures.note);
    }
}

}  // namespace

v1::ContractStudyReport contract_study_message(const ContractStudySummary& summary) {
    using S = v1::ContractStudyReport;
    const ContractTerms& terms = *summary.terms;
    S report;
    report.set_name(summary.name);
    report.set_contract(terms.file);
    report.set_contract_id(terms.id);
    report.set_contract_hash(terms.hash);
    report.set_authority(terms.authority);
    report.set_supplier(terms.supplier);
    report.set_scenario(summary.scenario);
    for (const std::string& change : summary.set) {
        report.add_changes(change);
    }
    for (const std::string& policy : summary.policies) {
        report.add_policies(policy);
    }
    report.set_months(summary.months);
    report.set_replications(static_cast<std::int32_t>(summary.figures.replications));
    report.set_replications_asked(static_cast<std::int32_t>(summary.replications_asked));
    report.set_seed(static_cast<double>(summary.seed));
    report.set_first_replication(static_cast<std::int32_t>(summary.first_replication));
    report.set_confidence(summary.figures.confidence);
    report.set_volume_percent(six_digits(100.0 * summary.volume));
    for (const std::string& sentence : findings_of(summary)) {
        report.add_summary(sentence);
    }
    for (const KpiFigures& kpi : summary.figures.kpis) {
        fill_kpi(*report.add_kpis(), kpi, terms);
    }
    for (const YearFigures& year : summary.figures.years) {
        v1::ContractYearReport& row = *report.add_years();
        fill_year(row, year);
        const auto years = static_cast<std::size_t>(report.years_size());
        if (const auto cost = pounds_of_leaving(terms, years, ExitReason::Convenience)) {
            row.set_exit_for_convenience(six_digits(*cost));
        }
        if (const auto cost = pounds_of_leaving(terms, years, ExitReason::SupplierDefault)) {
            row.set_exit_supplier_failed(six_digits(*cost));
        }
    }
    set(report, &S::mutable_whole_net, summary.figures.whole_net);
    set(report, &S::mutable_whole_credits, summary.figures.whole_credits);
    set(report, &S::mutable_exposure_percent, summary.figures.effective_exposure);
    set(report, &S::mutable_first_right_month, summary.figures.first_right_month);
    set(report, &S::mutable_any_right, summary.figures.any_right);
    if (summary.less_first) {
        fill_difference(*report.mutable_less_first(), *summary.less_first);
        report.mutable_less_first()->set_first(summary.first_bid);
    }
    for (std::size_t row = 0; row < SupplierMargins::kTrailing.size(); ++row) {
        if (const auto& margin = summary.figures.lowest_margin[row]) {
            v1::LowestMarginReport& lowest = *report.add_lowest_margins();
            lowest.set_months(static_cast<std::int32_t>(SupplierMargins::kTrailing[row]));
            put(*lowest.mutable_percent(), *margin);
        }
    }
    for (const ChargeTerms& charge : terms.charges) {
        report.add_charges(charge.id);
    }
    for (const int fte : summary.minimiser_fte) {
        report.add_minimiser_fte(fte);
    }
    if (summary.incentive) {
        fill_incentive(*report.mutable_incentive(), *summary.incentive, terms);
    }
    if (summary.volumes) {
        for (const VolumeFigures& row : summary.volumes->rows) {
            fill_volume(*report.add_volume(), row);
        }
        report.set_volume_replications(static_cast<std::int32_t>(summary.volumes->replications));
        report.set_volume_months(summary.volumes->months);
    }
    if (summary.probes) {
        for (const ProbeFigures& probe : *summary.probes) {
            fill_probe(*report.add_probes(), probe);
        }
        report.set_probe_replications(static_cast<std::int32_t>(summary.probe_replications));
        report.set_probe_months(summary.probe_months);
    }
    for (const LintWarning& warning : summary.warnings) {
        v1::ContractWarningReport& row = *report.add_warnings();
        row.set_rule(warning.rule);
        row.set_clause(warning.clause);
        row.set_warning(warning.warning);
        row.set_why(std::string(warning.about().why));
        row.set_wording(std::string(warning.about().wording));
    }
    report.set_censored_calls(static_cast<double>(summary.figures.censored));
    return report;
}

std::string to_json(const ContractStudySummary& summary) {
    google::protobuf::util::JsonPrintOptions options;
    options.add_whitespace = true;
    options.preserve_proto_field_names = true;
    std::string text;
    const auto status = google::protobuf::util::MessageToJsonString(
        contract_study_message(summary), &text, options);
    FCR_CHECK(status.ok(), "a report of finite numbers and valid names can be printed");
    return text;
}

}  // namespace fcr
