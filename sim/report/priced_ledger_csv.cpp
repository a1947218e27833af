#include "sim/analysis/ledger_clock.hpp"
#include "sim/contract/banding.hpp"
#include "sim/contract/contract_words.hpp"
#include "sim/contract/money.hpp"
#include "sim/contract/statement_words.hpp"
#include "sim/report/csv.hpp"
#include "sim/report/priced_ledger.hpp"
#include "sim/scenario/local_time.hpp"

#include <fmt/format.h>

#include <string_view>

namespace fcr {

namespace {

void heading(CsvText& csv, std::initializer_list<std::string_view> columns) {
    for (const std::string_view column : columns) {
        csv.raw(column);
    }
    csv.end_row();
}

/// A cell of a whole number.
CsvText& whole(CsvText& csv, std::int64_t number) {
    return csv.raw(fmt::format("{}", number));
}

std::string value_cell(const KpiTerms& kpi, const KpiResult& result) {
    const auto shown = value_shown(kpi, result);
    return shown ? decimal_words(*shown) : std::string();
}

void add_result(CsvText& csv, const KpiTerms& kpi, const KpiResult& result) {
    if (result.measured()) {
        whole(whole(csv, result.numerator), result.denominator);
    } else {
        csv.raw("").raw("");
    }
    whole(csv, result.sample).raw(value_cell(kpi, result));
}

std::string moment(const LedgerClock& clock, SimTime time) {
    return to_string(clock.shown_at(time));
}

void add_share(CsvText& csv, const Ratio& share) {
    if (share.measured()) {
        whole(whole(csv, share.numerator), share.denominator);
    } else {
        csv.raw("").raw("");
    }
}

}  // namespace

std::string kpi_statements_csv(const PricedDocument& document) {
    CsvText csv;
    heading(csv, {"period",       "kpi",          "from",          "until",
                  "raw_num",      "raw_den",      "raw_sample",    "raw_value",
                  "relief_num",   "relief_den",   "relief_sample", "relief_value",
                  "true_num",     "true_den",     "true_sample",   "true_value",
                  "target",       "target_met",   "severity",      "rating",
                  "points_base",  "repeat",       "points_raw",    "points_after_relief",
                  "points",       "overshadowed", "credit_gbp",    "other_hours",
                  "unattributed", "test_calls",   "redials",       "unfinished",
                  "relieved",     "rules"});
    for (std::size_t row = 0; row < document.priced.periods.size(); ++row) {
        const PricedPeriod& period = document.priced.periods[row];
        for (std::size_t number = 0; number < period.statement.kpis.size(); ++number) {
            const KpiLine& line = period.statement.kpis[number];
            const KpiTerms& kpi = document.terms.kpis[line.kpi];
            whole(csv, static_cast<std::int64_t>(row) + 1)
                .text(kpi.id)
                .raw(date_words(line.from))
                .raw(date_words(line.until));
            add_result(csv, kpi, line.raw);
            add_result(csv, kpi, line.after_relief);
            if (period.truth.empty()) {
                csv.raw("").raw("").raw("").raw("");
            } else {
                add_result(csv, kpi, period.truth[number].raw);
            }
            const bool measured = line.rating != Rating::Other;
            csv.text(value_words(kpi, kpi.target))
                .raw(!measured         ? ""
                     : line.target_met ? "yes"
                                       : "no")
                .raw(measured ? severity_words(line.severity) : "")
                .raw(rating_words(line.rating))
                .raw(points_words(line.points_base))
                .raw(line.repeat ? "yes" : "no")
                .raw(points_words(line.points_raw))
                .raw(points_words(line.points_after_relief))
                .raw(points_words(line.points))
                .raw(line.overshadowed ? "yes" : "no")
                .raw(plain_pounds(line.credit));
            const ExcludedCounts& excluded = line.excluded;
            for (const std::int64_t calls : {excluded.other_hours,
                                             excluded.unattributed,
                                             excluded.test_calls,
                                             excluded.redials,
                                             excluded.censored}) {
                whole(csv, calls);
            }
            std::int64_t relieved = 0;
            for (const std::int64_t calls : excluded.relief) {
                relieved += calls;
            }
            whole(csv, relieved).text(fmt::format("{}", fmt::join(line.rules, "; ")));
            csv.end_row();
        }
    }
    return csv.take();
}

std::string charge_statements_csv(const PricedDocument& document) {
    CsvText csv;
    heading(csv,
            {"period",
             "from",
             "charge",
             "code",
             "quantity",
             "unit",
             "rate_gbp",
             "amount_gbp",
             "after_credits",
             "working"});
    for (std::size_t row = 0; row < document.priced.periods.size(); ++row) {
        const Statement& statement = document.priced.periods[row].statement;
        for (const ChargeLine& line : statement.charges) {
            whole(csv, static_cast<std::int64_t>(row) + 1)
                .raw(date_words(statement.period.first))
                .text(line.charge)
                .raw(line.code)
                .raw(decimal_words(line.quantity))
                .text(line.unit)
                .raw(plain_pounds(line.rate))
                .raw(plain_pounds(line.amount))
                .raw(line.after_credits ? "yes" : "no")
                .text(line.working);
            csv.end_row();
        }
    }
    return csv.take();
}

std::string month_statements_csv(const PricedDocument& document) {
    CsvText csv;
    heading(csv,
            {"period",
             "from",
             "until",
             "offered",
             "answered",
             "unfinished",
             "padding",
             "forecast_calls",
             "charges_for_credits_gbp",
             "gross_gbp",
             "points_raw",
             "points_after_relief",
             "points",
             "credits_gross_gbp",
             "cap_room_gbp",
             "credits_payable_gbp",
             "lost_to_cap_gbp",
             "lost_to_relief_gbp",
             "lost_to_bedding_in_gbp",
             "earned_back_gbp",
             "compensation_gbp",
             "net_gbp",
             "unit_cost_gbp",
             "standing",
             "termination_rights",
             "contract_hash",
             "ledger_hash"});
    for (std::size_t row = 0; row < document.priced.periods.size(); ++row) {
        const PricedPeriod& period = document.priced.periods[row];
        const Statement& statement = period.statement;
        const CreditSummary& credits = statement.credits;
        whole(csv, static_cast<std::int64_t>(row) + 1)
            .raw(date_words(statement.period.first))
            .raw(date_words(statement.period.last));
        for (const std::int64_t calls :
             {statement.offered, statement.answered, statement.censored, period.padding}) {
            whole(csv, calls);
        }
        const auto& forecast = statement.forecast_calls_millionths;
        csv.raw(forecast ? decimal_words(Decimal{*forecast}) : std::string())
            .raw(plain_pounds(statement.charges_for_credits))
            .raw(plain_pounds(statement.gross))
            .raw(points_words(credits.points.raw))
            .raw(points_words(credits.points.after_relief))
            .raw(points_words(credits.points.after_bedding_in))
            .raw(plain_pounds(credits.gross))
            .raw(credits.cap_room ? plain_pounds(*credits.cap_room) : std::string());
        for (const Money sum : {credits.payable,
                                credits.lost_to_cap,
                                credits.lost_to_relief,
                                credits.lost_to_bedding_in,
                                credits.earned_back,
                                credits.compensation,
                                statement.net}) {
            csv.raw(plain_pounds(sum));
        }
        csv.raw(statement.unit_cost ? plain_pounds(*statement.unit_cost) : std::string())
            .raw(standing_words(statement.standing));
        whole(csv, statement.termination_rights)
            .raw(statement.contract_hash)
            .raw(statement.ledger_hash);
        csv.end_row();
    }
    return csv.take();
}

std::string formula_statements_csv(const PricedDocument& document) {
    CsvText csv;
    heading(csv,
            {"period",
             "kpi",
             "from",
             "until",
             "formula",
             "raw_num",
             "raw_den",
             "relief_num",
             "relief_den"});
    for (std::size_t row = 0; row < document.priced.periods.size(); ++row) {
        for (const KpiLine& line : document.priced.periods[row].statement.kpis) {
            const KpiTerms& kpi = document.terms.kpis[line.kpi];
            if (kpi.counting.type != KpiType::ServiceLevel) {
                continue;
            }
            for (const FormulaValue& value : compare_formulas(line)) {
                whole(csv, static_cast<std::int64_t>(row) + 1)
                    .text(kpi.id)
                    .raw(date_words(line.from))
                    .raw(date_words(line.until))
                    .raw(value.code);
                add_share(csv, value.raw);
                add_share(csv, value.after_relief);
                csv.end_row();
            }
        }
    }
    return csv.take();
}

std::string interval_statements_csv(const PricedDocument& document) {
    const LedgerClock clock(document.ledger_start);
    CsvText csv;
    heading(csv,
            {"period",
             "kpi",
             "from",
             "minutes",
             "offered",
             "answered",
             "answered_within",
             "abandoned",
             "num",
             "den"});
    for (std::size_t row = 0; row < document.priced.periods.size(); ++row) {
        const std::vector<BehindHeadline>& behind = document.priced.periods[row].behind;
        for (std::size_t kpi = 0; kpi < behind.size(); ++kpi) {
            for (const SpanValue& interval : behind[kpi].intervals) {
                whole(csv, static_cast<std::int64_t>(row) + 1)
                    .text(document.terms.kpis[kpi].id)
                    .raw(moment(clock, interval.from));
                for (const std::int64_t number : {interval.length / std::chrono::minutes{1},
                                                  interval.counts.offered,
                                                  interval.counts.answered,
                                                  interval.counts.answered_within,
                                                  interval.counts.abandoned}) {
                    whole(csv, number);
                }
                add_share(csv, interval.value);
                csv.end_row();
            }
        }
    }
    return csv.take();
}

}  // namespace fcr
