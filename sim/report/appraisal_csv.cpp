#include "sim/report/appraisal_csv.hpp"

#include "sim/report/appraisal_findings.hpp"
#include "sim/report/csv.hpp"

#include <fmt/format.h>

namespace fcr {
namespace {

/// Pounds and pence, without thousands.
std::string pounds_cell(Money money) {
    const std::int64_t pence = divide_rounded(money.units, 100);
    const std::int64_t size = pence < 0 ? -pence : pence;
    return fmt::format("{}{}.{:02}", pence < 0 ? "-" : "", size / 100, size % 100);
}

}  // namespace

std::string appraisal_costs_csv(const AppraisalSummary& summary) {
    CsvText csv;
    csv.raw("option").raw("line").raw("year").raw("real_gbp").raw("nominal_gbp").end_row();
    for (std::size_t row = 0; row < summary.options.size(); ++row) {
        const OptionSummary& option = summary.options[row];
        const auto add = [&](std::string_view line, int year, Money real, Money nominal) {
            csv.text(summary.plan.options[row].id)
                .text(line)
                .raw(std::to_string(year))
                .raw(pounds_cell(real))
                .raw(pounds_cell(nominal))
                .end_row();
        };
        for (const CostLine line : kCostLines) {
            for (int year = 0; year <= summary.plan.years; ++year) {
                add(to_string(line),
                    year,
                    option.real.at(line, year),
                    option.nominal.at(line, year));
            }
        }
        const std::vector<Money> real = option.real.total();
        const std::vector<Money> nominal = option.nominal.total();
        for (std::size_t year = 0; year < real.size(); ++year) {
            add("Total", static_cast<int>(year), real[year], nominal[year]);
        }
    }
    return csv.take();
}

std::string appraisal_replications_csv(const AppraisalSummary& summary) {
    CsvText csv;
    csv.raw("option").raw("replication").raw("cost_gbp").raw("saving_gbp").end_row();
    for (std::size_t row = 0; row < summary.options.size(); ++row) {
        const OptionSummary& option = summary.options[row];
        for (std::size_t replication = 0; replication < option.costs.size(); ++replication) {
            csv.text(summary.plan.options[row].id)
                .raw(std::to_string(replication))
                .raw(pounds_cell(option.costs[replication]))
                .raw(option.savings.empty() ? "" : pounds_cell(option.savings[replication]))
                .end_row();
        }
    }
    return csv.take();
}

std::string appraisal_service_csv(const AppraisalSummary& summary) {
    CsvText csv;
    for (const char* const head : {"option",
                                   "line",
                                   "year",
                                   "offered",
                                   "answered",
                                   "lost",
                                   "over_10s",
                                   "over_30s",
                                   "over_60s",
                                   "over_120s",
                                   "p95_s",
                                   "p99_s",
                                   "worst_hour",
                                   "worst_hour_over_60s_percent"}) {
        csv.raw(head);
    }
    csv.end_row();
    for (std::size_t row = 0; row < summary.options.size(); ++row) {
        const auto& lines = summary.options[row].service;
        for (std::size_t line = 0; line < lines.size(); ++line) {
            for (std::size_t year = 0; year < lines[line].size(); ++year) {
                const ServiceFigures& figures = lines[line][year];
                const bool term = year + 1 == lines[line].size();
                csv.text(summary.plan.options[row].id)
                    .text(summary.plan.lines[line])
                    .raw(std::to_string(term ? 0 : year + 1))
                    .number(figures.offered)
                    .number(figures.answered)
                    .number(figures.lost);
                for (const double over : figures.over) {
                    csv.number(over);
                }
                csv.number(figures.p95_s).number(figures.p99_s);
                csv.raw(figures.worst ? hour_words(figures.worst->hour) : "");
                csv.number(figures.worst ? std::optional(100.0 * figures.worst->share)
                                         : std::nullopt);
                csv.end_row();
            }
        }
    }
    return csv.take();
}

}  // namespace fcr
