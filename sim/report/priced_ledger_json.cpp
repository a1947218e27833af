#include "proto/fcr/v1/statement.pb.h"
#include "sim/analysis/ledger_clock.hpp"
#include "sim/base/check.hpp"
#include "sim/contract/banding.hpp"
#include "sim/contract/contract_summary.hpp"
#include "sim/contract/contract_words.hpp"
#include "sim/contract/statement_words.hpp"
#include "sim/report/number.hpp"
#include "sim/report/priced_ledger.hpp"
#include "sim/scenario/local_time.hpp"

#include <google/protobuf/util/json_util.h>

#include <utility>

namespace fcr {

namespace {

constexpr double kHundredths = 100.0;
constexpr double kMillionths = 1e6;

double points(std::int64_t hundredths) {
    return static_cast<double>(hundredths) / kHundredths;
}

void fill(v1::KpiValue& message, const KpiTerms& kpi, const KpiResult& result) {
    message.set_sample(result.sample);
    if (result.measured()) {
        message.set_numerator(result.numerator);
        message.set_denominator(result.denominator);
        message.set_shown(decimal_words(*value_shown(kpi, result)));
    }
}

void fill(v1::KpiValue& message, const Ratio& share) {
    if (share.measured()) {
        message.set_numerator(share.numerator);
        message.set_denominator(share.denominator);
    }
}

void fill(v1::ExcludedCalls& message, const ContractTerms& terms, const ExcludedCounts& excluded) {
    message.set_other_hours(excluded.other_hours);
    message.set_unattributed(excluded.unattributed);
    message.set_test_calls(excluded.test_calls);
    message.set_redials(excluded.redials);
    message.set_unfinished(excluded.censored);
    for (std::size_t row = 0; row < excluded.relief.size(); ++row) {
        v1::RelievedCalls& relieved = *message.add_relief();
        relieved.set_relief(terms.relief[row].id);
        relieved.set_calls(excluded.relief[row]);
    }
}

void fill(v1::SpanStatement& message, const LedgerClock& clock, const SpanValue& span) {
    message.set_from(to_string(clock.shown_at(span.from)));
    message.set_calls(span.counts.offered);
    fill(*message.mutable_value(), span.value);
}

void fill(v1::HeadlineStatement& message, const LedgerClock& clock, const BehindHeadline& behind) {
    if (behind.worst_hour) {
        fill(*message.mutable_worst_hour(), clock, *behind.worst_hour);
    }
    if (behind.worst_day) {
        fill(*message.mutable_worst_day(), clock, *behind.worst_day);
    }
    if (behind.busiest_interval) {
        fill(*message.mutable_busiest_interval(), clock, *behind.busiest_interval);
    }
    message.set_late_in_busiest(behind.late_in_busiest);
    message.set_intervals_measured(behind.intervals_measured);
    message.set_intervals_meeting(behind.intervals_meeting);
    const LateCallers& late = behind.late;
    message.set_late_calls(late.calls);
    if (late.calls == 0) {
        return;
    }
    const auto seconds = [](double us) { return six_digits(us / kMillionths); };
    message.set_late_mean_s(
        seconds(static_cast<double>(late.waits_us) / static_cast<double>(late.calls)));
    message.set_late_p50_s(six_digits(to_seconds(late.p50)));
    message.set_late_p90_s(six_digits(to_seconds(late.p90)));
    message.set_late_p95_s(six_digits(to_seconds(late.p95)));
    message.set_late_p99_s(six_digits(to_seconds(late.p99)));
    message.set_late_longest_s(six_digits(to_seconds(late.longest)));
}

void fill(v1::KpiStatement& message, const ContractTerms& terms, const KpiLine& line) {
    const KpiTerms& kpi = terms.kpis[line.kpi];
    message.set_kpi(kpi.id);
    message.set_title(kpi.title);
    message.set_from(date_words(line.from));
    message.set_until(date_words(line.until));
    fill(*message.mutable_raw(), kpi, line.raw);
    fill(*message.mutable_after_relief(), kpi, line.after_relief);
    if (line.rating != Rating::Other) {
        message.set_target_met(line.target_met);
        message.set_severity(std::string(severity_words(line.severity)));
    }
    message.set_rating(std::string(rating_words(line.rating)));
    message.set_points_base(points(line.points_base));
    message.set_repeat(line.repeat);
    message.set_points_raw(points(line.points_raw));
    message.set_points_after_relief(points(line.points_after_relief));
    message.set_points(points(line.points));
    message.set_overshadowed(line.overshadowed);
    message.set_credit(plain_pounds(line.credit));
    fill(*message.mutable_excluded(), terms, line.excluded);
    for (const std::string& rule : line.rules) {
        message.add_rules(rule);
    }
    if (kpi.counting.type == KpiType::ServiceLevel) {
        for (const FormulaValue& value : compare_formulas(line)) {
            v1::FormulaStatement& formula = *message.add_formulas();
            formula.set_formula(std::string(value.code));
            fill(*formula.mutable_raw(), value.raw);
            fill(*formula.mutable_after_relief(), value.after_relief);
        }
    }
}

void fill(v1::CreditStatement& message, const CreditSummary& credits) {
    message.set_points_raw(points(credits.points.raw));
    message.set_points_after_relief(points(credits.points.after_relief));
    message.set_points(points(credits.points.after_bedding_in));
    message.set_gross(plain_pounds(credits.gross));
    if (credits.cap_room) {
        message.set_cap_room(plain_pounds(*credits.cap_room));
    }
    message.set_capped(credits.capped);
    message.set_payable(plain_pounds(credits.payable));
    message.set_lost_to_cap(plain_pounds(credits.lost_to_cap));
    message.set_lost_to_relief(plain_pounds(credits.lost_to_relief));
    message.set_lost_to_bedding_in(plain_pounds(credits.lost_to_bedding_in));
    message.set_earned_back(plain_pounds(credits.earned_back));
    message.set_withheld(plain_pounds(credits.withheld));
    message.set_compensation(plain_pounds(credits.compensation));
}

void fill(v1::ChargeStatement& message, const ChargeLine& line) {
    message.set_charge(line.charge);
    message.set_code(line.code);
    message.set_quantity(decimal_words(line.quantity));
    message.set_unit(line.unit);
    message.set_rate(plain_pounds(line.rate));
    message.set_amount(plain_pounds(line.amount));
    message.set_after_credits(line.after_credits);
    message.set_working(line.working);
}

/// Whether a line is the last of its indicator in the period.
bool is_last_of_kpi(const std::vector<KpiLine>& lines, std::size_t row) {
    return row + 1 == lines.size() || lines[row + 1].kpi != lines[row].kpi;
}

void fill_kpis(v1::StatementMonth& message,
               const ContractTerms& terms,
               const LedgerClock& clock,
               const PricedPeriod& period) {
    const std::vector<KpiLine>& lines = period.statement.kpis;
    for (std::size_t row = 0; row < lines.size(); ++row) {
        v1::KpiStatement& kpi = *message.add_kpis();
        fill(kpi, terms, lines[row]);
        if (!period.truth.empty()) {
            fill(*kpi.mutable_truth(), terms.kpis[lines[row].kpi], period.truth[row].raw);
        }
        if (is_last_of_kpi(lines, row)) {
            fill(*kpi.mutable_behind(), clock, period.behind[lines[row].kpi]);
        }
    }
}

void fill(v1::StatementMonth& message,
          const ContractTerms& terms,
          const LedgerClock& clock,
          const PricedPeriod& period) {
    const Statement& statement = period.statement;
    message.set_period(statement.period.number + 1);
    message.set_from(date_words(statement.period.first));
    message.set_until(date_words(statement.period.last));
    message.set_offered(statement.offered);
    message.set_answered(statement.answered);
    message.set_censored(statement.censored);
    if (statement.forecast_calls_millionths) {
        message.set_forecast_calls(
            six_digits(static_cast<double>(*statement.forecast_calls_millionths) / kMillionths));
    }
    fill_kpis(message, terms, clock, period);
    for (const ChargeLine& line : statement.charges) {
        fill(*message.add_charges(), line);
    }
    message.set_charges_for_credits(plain_pounds(statement.charges_for_credits));
    fill(*message.mutable_credits(), statement.credits);
    for (const LadderNote& note : statement.ladder) {
        v1::LadderStatement& event = *message.add_ladder();
        event.set_event(std::string(ladder_words(note.event)));
        event.set_because(note.because);
    }
    message.set_standing(std::string(standing_words(statement.standing)));
    message.set_termination_rights(statement.termination_rights);
    message.set_gross(plain_pounds(statement.gross));
    message.set_net(plain_pounds(statement.net));
    if (statement.unit_cost) {
        message.set_unit_cost(plain_pounds(*statement.unit_cost));
    }
    message.set_ledger_hash(statement.ledger_hash);
    if (period.padding > 0) {
        message.set_padding(period.padding);
    }
}

void fill(v1::StatementYear& message, const ContractTerms& terms, const ContractYear& year) {
    message.set_year(year.number + 1);
    message.set_from(date_words(year.first));
    message.set_until(date_words(year.last));
    message.set_periods(year.periods);
    message.set_gross(plain_pounds(year.gross));
    message.set_net(plain_pounds(year.net));
    message.set_credits_payable(plain_pounds(year.credits.payable));
    message.set_lost_to_cap(plain_pounds(year.credits.lost_to_cap));
    if (const auto unit_cost = year.unit_cost()) {
        message.set_unit_cost(plain_pounds(*unit_cost));
    }
    for (std::size_t row = 0; row < year.kpis.size(); ++row) {
        v1::KpiYearStatement& kpi = *message.add_kpis();
        kpi.set_kpi(terms.kpis[row].id);
        kpi.set_rating(std::string(rating_words(year.kpis[row].rating())));
        kpi.set_points(points(year.kpis[row].points));
    }
}

void fill(v1::LedgerReport& message, const LedgerIntake& intake) {
    const CallIntake& calls = intake.calls;
    std::uint64_t other_lines = 0;
    for (const OtherLine& line : calls.other_lines) {
        other_lines += line.rows;
    }
    message.set_sha256(intake.hash);
    message.set_rows(calls.read);
    message.set_kept(calls.kept);
    message.set_before_term(calls.before_term);
    message.set_after_term(calls.after_term);
    message.set_other_lines(other_lines);
    message.set_empty(calls.empty);
    message.set_unfinished(calls.unfinished);
}

}  // namespace

std::string statements_json(const PricedDocument& document, const std::string& fcrsim_version) {
    const ContractTerms& terms = document.terms;
    const LedgerClock clock(document.ledger_start);
    v1::StatementReport report;
    report.set_format(1);
    report.set_fcrsim_version(fcrsim_version);
    report.set_contract_id(terms.id);
    report.set_contract_title(terms.title);
    report.set_contract_hash(terms.hash);
    report.set_term_start(date_words(terms.term.start));
    fill(*report.mutable_ledger(), document.priced.intake);
    std::vector<Statement> statements;
    for (const PricedPeriod& period : document.priced.periods) {
        fill(*report.add_statements(), terms, clock, period);
        statements.push_back(period.statement);
    }
    for (const ContractYear& year : contract_years(terms, statements)) {
        fill(*report.add_years(), terms, year);
    }
    google::protobuf::util::JsonPrintOptions options;
    options.add_whitespace = true;
    options.preserve_proto_field_names = true;
    std::string text;
    const auto status = google::protobuf::util::MessageToJsonString(report, &text, options);
    FCR_CHECK(status.ok(), "a report of valid names can be printed");
    return text;
}

}  // namespace fcr
