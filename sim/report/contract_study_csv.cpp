#include "sim/report/contract_study_csv.hpp"

#include "sim/contract/contract_words.hpp"
#include "sim/report/contract_study_words.hpp"
#include "sim/report/csv.hpp"

#include <initializer_list>

namespace fcr {

namespace {

void head(CsvText& csv, std::initializer_list<std::string_view> columns) {
    csv.raw("bid");
    for (const std::string_view column : columns) {
        csv.raw(column);
    }
    csv.end_row();
}

void chance(CsvText& csv, const std::optional<Proportion>& share) {
    csv.number(share ? std::optional(100.0 * share->value) : std::nullopt);
    csv.number(share ? std::optional(100.0 * share->low) : std::nullopt);
    csv.number(share ? std::optional(100.0 * share->high) : std::nullopt);
}

void estimate(CsvText& csv, const std::optional<Estimate>& value) {
    csv.number(value ? std::optional(value->value) : std::nullopt);
    csv.number(value ? value->half_width : std::nullopt);
}

void spread(CsvText& csv, const std::optional<Spread>& value) {
    estimate(csv, value ? std::optional(value->mean) : std::nullopt);
    csv.number(value ? std::optional(value->p10) : std::nullopt);
    csv.number(value ? std::optional(value->p50) : std::nullopt);
    csv.number(value ? std::optional(value->p90) : std::nullopt);
}

}  // namespace

std::string contract_months_csv(std::span<const ContractStudySummary> bids) {
    CsvText csv;
    head(csv,
         {"month",
          "kpi",
          "missed_percent",
          "missed_low",
          "missed_high",
          "level",
          "level_half_width",
          "level_p10",
          "level_p50",
          "level_p90"});
    for (const ContractStudySummary& bid : bids) {
        for (const KpiFigures& figures : bid.figures.kpis) {
            for (const KpiMonthFigures& month : figures.months) {
                csv.text(bid.name).raw(date_words(month.month));
                csv.text(bid.terms->kpis[figures.kpi].id);
                chance(csv, month.missed);
                spread(csv, month.level);
                csv.end_row();
            }
        }
    }
    return csv.take();
}

std::string contract_years_csv(std::span<const ContractStudySummary> bids) {
    CsvText csv;
    head(csv,
         {"from",
          "months",
          "offered",
          "offered_half_width",
          "answered",
          "answered_half_width",
          "forecast",
          "gross",
          "gross_half_width",
          "gross_p10",
          "gross_p50",
          "gross_p90",
          "credits",
          "credits_half_width",
          "credits_p10",
          "credits_p50",
          "credits_p90",
          "gross_credits",
          "gross_credits_half_width",
          "lost_to_cap",
          "lost_to_cap_half_width",
          "lost_to_relief",
          "lost_to_relief_half_width",
          "lost_to_bedding_in",
          "lost_to_bedding_in_half_width",
          "compensation",
          "compensation_half_width",
          "earned_back",
          "earned_back_half_width",
          "harm_recovered_percent",
          "harm_recovered_half_width",
          "net",
          "net_half_width",
          "net_p10",
          "net_p50",
          "net_p90",
          "unit_cost",
          "unit_cost_half_width",
          "unit_cost_p10",
          "unit_cost_p50",
          "unit_cost_p90",
          "call_price",
          "call_price_half_width",
          "call_price_p10",
          "call_price_p50",
          "call_price_p90",
          "call_cost",
          "call_cost_half_width",
          "call_cost_p10",
          "call_cost_p50",
          "call_cost_p90",
          "margin",
          "margin_half_width",
          "margin_p10",
          "margin_p50",
          "margin_p90",
          "loses_money_percent",
          "loses_money_low",
          "loses_money_high",
          "in_distress_percent",
          "in_distress_low",
          "in_distress_high",
          "gives_notice_percent",
          "gives_notice_low",
          "gives_notice_high",
          "right_to_terminate_percent",
          "right_to_terminate_low",
          "right_to_terminate_high",
          "terminated_percent",
          "terminated_low",
          "terminated_high",
          "padding",
          "padding_half_width",
          "fte_beside_bid",
          "exit_for_convenience",
          "exit_supplier_failed"});
    for (const ContractStudySummary& bid : bids) {
        for (std::size_t row = 0; row < bid.figures.years.size(); ++row) {
            const YearFigures& year = bid.figures.years[row];
            csv.text(bid.name).raw(date_words(year.from)).raw(std::to_string(year.months));
            estimate(csv, year.offered);
            estimate(csv, year.answered);
            csv.number(year.forecast);
            spread(csv, year.gross);
            spread(csv, year.credits);
            for (const auto& part : {year.gross_credits,
                                     year.lost_to_cap,
                                     year.lost_to_relief,
                                     year.lost_to_bedding_in,
                                     year.compensation,
                                     year.earned_back,
                                     year.harm_recovered}) {
                estimate(csv, part);
            }
            spread(csv, year.net);
            spread(csv, year.unit_cost);
            spread(csv, year.call_price);
            spread(csv, year.call_cost);
            spread(csv, year.margin);
            for (const auto& share : {year.loses_money,
                                      year.in_distress,
                                      year.gives_notice,
                                      year.right_to_terminate,
                                      year.terminated}) {
                chance(csv, share);
            }
            estimate(csv, year.padding);
            csv.number(row < bid.minimiser_fte.size() ? std::optional(1.0 * bid.minimiser_fte[row])
                                                      : std::nullopt);
            for (const ExitReason reason : {ExitReason::Convenience, ExitReason::SupplierDefault}) {
                csv.number(pounds_of_leaving(*bid.terms, row + 1, reason));
            }
            csv.end_row();
        }
    }
    return csv.take();
}

std::string contract_probes_csv(std::span<const ContractStudySummary> bids) {
    CsvText csv;
    head(csv,
         {"number",
          "trick",
          "figure",
          "how",
          "why_not",
          "reported_percent",
          "reported_half_width",
          "true_percent",
          "true_half_width",
          "gain_points",
          "gain_half_width",
          "note",
          "check"});
    for (const ContractStudySummary& bid : bids) {
        if (!bid.probes) {
            continue;
        }
        for (const ProbeFigures& figures : *bid.probes) {
            const ProbeText& text = probe_texts()[figures.probe];
            csv.text(bid.name).raw(std::to_string(text.number)).text(text.trick);
            csv.text(figures.figure).text(figures.how).text(figures.why_not);
            estimate(csv, figures.reported);
            estimate(csv, figures.genuine);
            estimate(csv, figures.gain);
            csv.text(figures.note).text(text.check);
            csv.end_row();
        }
    }
    return csv.take();
}

std::string contract_volume_csv(std::span<const ContractStudySummary> bids) {
    CsvText csv;
    head(csv,
         {"volume_percent",
          "kpi",
          "level",
          "level_half_width",
          "missed_percent",
          "missed_half_width",
          "offered",
          "answered",
          "gross",
          "credits",
          "withheld",
          "net",
          "unit_cost",
          "margin",
          "in_distress_percent",
          "relieved_percent"});
    const auto mean = [](const std::optional<Spread>& value) {
        return value ? std::optional(value->mean.value) : std::nullopt;
    };
    for (const ContractStudySummary& bid : bids) {
        if (!bid.volumes) {
            continue;
        }
        for (const VolumeFigures& row : bid.volumes->rows) {
            for (std::size_t kpi = 0; kpi < row.levels.size(); ++kpi) {
                csv.text(bid.name).raw(std::to_string(row.percent)).text(bid.terms->kpis[kpi].id);
                estimate(csv, row.levels[kpi]);
                estimate(csv, row.missed_percent[kpi]);
                csv.number(mean(row.offered)).number(mean(row.answered));
                csv.number(mean(row.gross)).number(mean(row.credits)).number(mean(row.withheld));
                csv.number(mean(row.net)).number(mean(row.unit_cost)).number(mean(row.margin));
                csv.number(row.in_distress ? std::optional(100.0 * row.in_distress->value)
                                           : std::nullopt);
                csv.number(row.relieved_percent);
                csv.end_row();
            }
        }
    }
    return csv.take();
}

}  // namespace fcr
