#include "sim/report/agreement_csv.hpp"

#include "sim/report/csv.hpp"

namespace fcr {
namespace {

void put(CsvText& csv, const SpreadFigure& figure) {
    csv.number(figure.observed).number(figure.simulated).number(figure.low).number(figure.high);
}

}  // namespace

std::string agreement_csv(const ReportedAgreement& reported) {
    CsvText csv;
    for (const char* head : {"of",
                             "measure",
                             "unit",
                             "beside",
                             "observed",
                             "simulated",
                             "difference",
                             "alone_low",
                             "alone_high",
                             "together_low",
                             "together_high",
                             "tolerance",
                             "verdict"}) {
        csv.raw(head);
    }
    csv.end_row();
    for (const AgreementRow& row : reported.agreement.rows) {
        csv.text(row.of).text(row.measure).raw(unit_words(row.unit));
        csv.raw(row.replayed ? "replayed" : "generated");
        csv.number(row.observed).number(row.simulated).number(row.difference);
        csv.number(row.alone.low).number(row.alone.high);
        csv.number(row.together.low).number(row.together.high);
        csv.number(row.tolerance).raw(verdict_words(row.verdict));
        csv.end_row();
    }
    return csv.take();
}

std::string agreement_days_csv(const ReportedAgreement& reported) {
    CsvText csv;
    for (const char* head : {"line",
                             "date",
                             "calls_observed",
                             "calls_simulated",
                             "calls_low",
                             "calls_high",
                             "mean_wait_observed_s",
                             "mean_wait_simulated_s",
                             "mean_wait_low_s",
                             "mean_wait_high_s"}) {
        csv.raw(head);
    }
    csv.end_row();
    for (const AgreementLine& line : reported.agreement.lines) {
        for (std::size_t day = 0; day < line.calls_by_day.size(); ++day) {
            csv.text(reported.scenario.lines[line.line.index()].name);
            csv.raw(date_of(LocalTime{reported.compared.dates()[day]}));
            put(csv, line.calls_by_day[day]);
            put(csv, day < line.waits_by_day.size() ? line.waits_by_day[day] : SpreadFigure{});
            csv.end_row();
        }
    }
    return csv.take();
}

}  // namespace fcr
