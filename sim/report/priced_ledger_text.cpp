#include "sim/analysis/ledger_clock.hpp"
#include "sim/contract/contract_summary.hpp"
#include "sim/contract/contract_words.hpp"
#include "sim/contract/statement_words.hpp"
#include "sim/report/priced_ledger.hpp"
#include "sim/report/text_table.hpp"
#include "sim/scenario/local_time.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>

namespace fcr {

namespace {

constexpr std::size_t kIndent = 4;

std::string pounds(Money sum) {
    return to_string(sum);
}

/// A rate: pounds with up to four places.
std::string rate_words(Money rate) {
    return rate.units % 100 == 0
               ? to_string(rate)
               : fmt::format("{}.{:04}", grouped(rate.units / 10'000), rate.units % 10'000);
}

std::string share_words(const Ratio& share) {
    if (!share.measured()) {
        return "-";
    }
    const std::int64_t tenths =
        divide_rounded(static_cast<WideInteger>(share.numerator) * 1'000, share.denominator);
    return fmt::format("{}.{}", tenths / 10, tenths % 10);
}

std::string seconds_words(Duration span) {
    return fmt::format("{:.1f}", to_seconds(span));
}

/// `Tue 2027-04-06 10:00`
std::string moment_words(const LedgerClock& clock, SimTime time) {
    constexpr std::array<std::string_view, 7> kDays{
        "Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"};
    const LocalTime local = clock.shown_at(time);
    const std::chrono::weekday day{std::chrono::floor<std::chrono::days>(local)};
    return fmt::format("{} {}", kDays.at(day.iso_encoding() - 1), to_string(local).substr(0, 16));
}

std::string points_of(const KpiLine& line) {
    std::string words = points_words(line.points);
    if (line.overshadowed) {
        words = "(" + words + ")";
    }
    return words + (line.repeat ? " x" : "");
}

/// Whether an indicator has several measurements in a period: then their dates are told.
std::string line_label(const ContractTerms& terms, const KpiLine& line) {
    const KpiTerms& kpi = terms.kpis[line.kpi];
    return kpi.period == KpiPeriod::Month && line.from.time_since_epoch().count() != 0 &&
                   std::chrono::year_month_day{line.from}.month() ==
                       std::chrono::year_month_day{line.until}.month()
               ? kpi.id
               : fmt::format("{} {} to {}", kpi.id, date_words(line.from), date_words(line.until));
}

std::string results_text(const ContractTerms& terms, const PricedPeriod& period) {
    const bool has_truth = !period.truth.empty();
    std::vector<std::string> columns{"raw", "after relief", "target", "band", "points", "rating"};
    if (has_truth) {
        columns.insert(columns.begin() + 2, "true");
    }
    TextTable table("Indicator", columns);
    for (std::size_t row = 0; row < period.statement.kpis.size(); ++row) {
        const KpiLine& line = period.statement.kpis[row];
        const KpiTerms& kpi = terms.kpis[line.kpi];
        std::vector<std::string> cells{
            result_words(kpi, line.raw),
            result_words(kpi, line.after_relief),
            value_words(kpi, kpi.target),
            line.rating == Rating::Other ? "-" : std::string(severity_words(line.severity)),
            points_of(line),
            std::string(rating_words(line.rating))};
        if (has_truth) {
            cells.insert(cells.begin() + 2, result_words(kpi, period.truth[row].raw));
        }
        table.add_row(line_label(terms, line), cells);
        table.add_words(kpi.title);
        std::string working = "raw " + working_words(kpi, line.raw);
        if (!(line.raw == line.after_relief)) {
            working += "; after relief " + working_words(kpi, line.after_relief);
        }
        if (has_truth && !(period.truth[row].raw == line.raw)) {
            working += "; true " + working_words(kpi, period.truth[row].raw);
        }
        const std::vector<std::string> excluded = excluded_words(terms, line.excluded);
        if (!excluded.empty()) {
            working += fmt::format("; left out: {}", fmt::join(excluded, ", "));
        }
        table.add_words(working);
        if (line.points_raw != line.points || line.points_after_relief != line.points) {
            table.add_words(fmt::format("points: {} raw, {} after relief, {} after bedding-in",
                                        points_words(line.points_raw),
                                        points_words(line.points_after_relief),
                                        points_words(line.points)));
        }
        table.add_words(fmt::format("rules: {}", fmt::join(line.rules, "; ")));
    }
    std::string text = table.to_string();
    if (has_truth) {
        text += wrapped(fmt::format("{} padding calls of the supplier's own are in this ledger: "
                                    "`true` is without them, known to the simulator alone.",
                                    grouped(period.padding)),
                        0);
    }
    return text;
}

std::string formulas_text(const ContractTerms& terms, const PricedPeriod& period) {
    TextTable table("Same calls, % by",
                    {"F1", "F2", "F3", "F4", "F5", "F6", "F7", "AB1", "AB2", "AB3"});
    bool any = false;
    for (const KpiLine& line : period.statement.kpis) {
        if (terms.kpis[line.kpi].counting.type != KpiType::ServiceLevel) {
            continue;
        }
        any = true;
        const std::vector<FormulaValue> values = compare_formulas(line);
        std::vector<std::string> raw;
        std::vector<std::string> relieved;
        for (const FormulaValue& value : values) {
            raw.push_back(share_words(value.raw));
            relieved.push_back(share_words(value.after_relief));
        }
        table.add_row(line_label(terms, line), raw);
        if (relieved != raw) {
            table.add_row("  after relief", relieved);
        }
    }
    return any ? table.to_string() +
                     wrapped(
                         "Pooled, with each indicator's own threshold and short limit; "
                         "docs/measures.md has the formulas.",
                         0)
               : std::string();
}

std::string headlines_text(const PricedDocument& document, const PricedPeriod& period) {
    const LedgerClock clock(document.ledger_start);
    TextTable table("Behind the figure",
                    {"late", "mean s", "median", "90 %", "95 %", "99 %", "longest"});
    for (std::size_t row = 0; row < period.behind.size(); ++row) {
        const KpiTerms& kpi = document.terms.kpis[row];
        const BehindHeadline& behind = period.behind[row];
        if (behind.intervals.empty()) {
            continue;
        }
        const LateCallers& late = behind.late;
        table.add_row(kpi.id,
                      late.calls == 0 ? std::vector<std::string>{"0"}
                                      : std::vector<std::string>{
                                            grouped(late.calls),
                                            seconds_words(Duration{late.waits_us / late.calls}),
                                            seconds_words(late.p50),
                                            seconds_words(late.p90),
                                            seconds_words(late.p95),
                                            seconds_words(late.p99),
                                            seconds_words(late.longest)});
        const auto value = [&](const SpanValue& span) {
            return result_words(
                kpi, {.numerator = span.value.numerator, .denominator = span.value.denominator});
        };
        std::vector<std::string> words;
        if (behind.worst_hour) {
            words.push_back(fmt::format("worst hour {} ({}, {} calls)",
                                        value(*behind.worst_hour),
                                        moment_words(clock, behind.worst_hour->from),
                                        grouped(behind.worst_hour->counts.offered)));
        }
        if (behind.worst_day) {
            words.push_back(fmt::format("worst day {} ({})",
                                        value(*behind.worst_day),
                                        moment_words(clock, behind.worst_day->from).substr(0, 14)));
        }
        if (behind.intervals_measured > 0) {
            words.push_back(fmt::format("{} of {} intervals meet the target",
                                        grouped(behind.intervals_meeting),
                                        grouped(behind.intervals_measured)));
        }
        if (behind.busiest_interval && late.calls > 0) {
            words.push_back(fmt::format("{} of the late calls in the busiest interval ({})",
                                        grouped(behind.late_in_busiest),
                                        moment_words(clock, behind.busiest_interval->from)));
        }
        table.add_words(fmt::format("{}", fmt::join(words, "; ")));
    }
    return table.to_string();
}

std::string charges_text(const Statement& statement) {
    TextTable table("Charges", {"code", "quantity", "unit", "rate", "pounds"});
    const auto add = [&](bool after_credits) {
        for (const ChargeLine& line : statement.charges) {
            if (line.after_credits != after_credits) {
                continue;
            }
            table.add_row(line.charge,
                          {line.code,
                           decimal_words(line.quantity),
                           line.unit,
                           rate_words(line.rate),
                           pounds(line.amount)});
            table.add_words(line.working);
        }
    };
    add(false);
    table.add_row("charges that credits are of",
                  {"AC", "", "", "", pounds(statement.charges_for_credits)});
    add(true);
    table.add_row("gross", {"", "", "", "", pounds(statement.gross)});
    const CreditSummary& credits = statement.credits;
    const auto less = [&](const char* label, Money sum) {
        if (sum != Money{}) {
            table.add_row(label, {"", "", "", "", pounds(-sum)});
        }
    };
    less("service credits", credits.payable);
    less("earned back", -credits.earned_back);
    less("compensation", credits.compensation);
    table.add_row("net", {"", "", "", "", pounds(statement.net)});
    std::string text = table.to_string();
    if (statement.unit_cost) {
        text += fmt::format("{} pounds for each of {} calls answered\n",
                            rate_words(*statement.unit_cost),
                            grouped(statement.answered));
    }
    return text;
}

std::string credits_text(const Statement& statement) {
    const CreditSummary& credits = statement.credits;
    std::string text =
        fmt::format("Credits: {} points ({} raw, {} after relief), gross {}, payable {}\n",
                    points_words(credits.points.after_bedding_in),
                    points_words(credits.points.raw),
                    points_words(credits.points.after_relief),
                    pounds(credits.gross),
                    pounds(credits.payable));
    std::vector<std::string> lost;
    const auto add = [&](Money sum, const char* to) {
        if (sum != Money{}) {
            lost.push_back(fmt::format("{} to {}", pounds(sum), to));
        }
    };
    add(credits.lost_to_cap, "the cap");
    add(credits.lost_to_relief, "relief");
    add(credits.lost_to_bedding_in, "bedding-in");
    if (!lost.empty()) {
        text += fmt::format("    lost: {}\n", fmt::join(lost, ", "));
    }
    if (credits.cap_room) {
        text += fmt::format("    room under the cap before this month: {}\n",
                            pounds(*credits.cap_room));
    }
    text += fmt::format("Remedies: {}\n", standing_words(statement.standing));
    for (const LadderNote& note : statement.ladder) {
        text += wrapped(fmt::format("{}: {}", ladder_words(note.event), note.because), kIndent);
    }
    return text;
}

std::string value_in_month(const ContractTerms& terms,
                           const Statement& statement,
                           std::size_t kpi) {
    std::string words;
    for (const KpiLine& line : statement.kpis) {
        if (line.kpi != kpi) {
            continue;
        }
        words = result_words(terms.kpis[kpi], line.after_relief);
        if (!line.target_met && line.rating != Rating::Other) {
            words += " *";
        }
    }
    return words;
}

std::string years_text(const PricedDocument& document, const std::vector<Statement>& statements) {
    TextTable table("Contract year",
                    {"months", "gross", "credits", "lost to cap", "net", "a call", "rights"});
    for (const ContractYear& year : contract_years(document.terms, statements)) {
        table.add_row(fmt::format("{} from {}", year.number + 1, date_words(year.first)),
                      {fmt::format("{}", year.periods),
                       pounds(year.gross),
                       pounds(year.credits.payable),
                       pounds(year.credits.lost_to_cap),
                       pounds(year.net),
                       year.unit_cost() ? rate_words(*year.unit_cost()) : "-",
                       fmt::format("{}", year.termination_rights)});
        std::vector<std::string> ratings;
        for (std::size_t kpi = 0; kpi < year.kpis.size(); ++kpi) {
            ratings.push_back(fmt::format(
                "{} {}", document.terms.kpis[kpi].id, rating_words(year.kpis[kpi].rating())));
        }
        table.add_words(fmt::format("to publish: {}", fmt::join(ratings, ", ")));
    }
    return table.to_string();
}

}  // namespace

std::string statement_text(const PricedDocument& document, std::size_t row) {
    const ContractTerms& terms = document.terms;
    const PricedPeriod& period = document.priced.periods[row];
    const Statement& statement = period.statement;
    std::string text = fmt::format(
        "{}, month {} of the term: {}\n", period_name(statement.period), row + 1, terms.title);
    std::string volume = fmt::format("{} calls offered, {} answered by the supplier",
                                     grouped(statement.offered),
                                     grouped(statement.answered));
    if (statement.forecast_calls_millionths) {
        volume +=
            fmt::format(", {} forecast",
                        grouped(divide_rounded(*statement.forecast_calls_millionths, 1'000'000)));
    }
    if (statement.censored > 0) {
        volume += fmt::format(", {} unfinished", grouped(statement.censored));
    }
    text += volume + "\n\n" + results_text(terms, period) + "\n";
    if (const std::string formulas = formulas_text(terms, period); !formulas.empty()) {
        text += formulas + "\n";
    }
    text += headlines_text(document, period) + "\n" + credits_text(statement) + "\n" +
            charges_text(statement) + "\n";
    text +=
        fmt::format("contract {}\nledger   {}\n", statement.contract_hash, statement.ledger_hash);
    return text;
}

std::string months_text(const PricedDocument& document) {
    const ContractTerms& terms = document.terms;
    std::vector<std::string> columns{"answered"};
    for (const KpiTerms& kpi : terms.kpis) {
        columns.push_back(kpi.id);
    }
    columns.insert(columns.end(), {"points", "credits", "net"});
    TextTable table("Month", columns);
    std::vector<Statement> statements;
    bool missed = false;
    for (const PricedPeriod& period : document.priced.periods) {
        const Statement& statement = period.statement;
        statements.push_back(statement);
        std::vector<std::string> cells{grouped(statement.answered)};
        for (std::size_t kpi = 0; kpi < terms.kpis.size(); ++kpi) {
            cells.push_back(value_in_month(terms, statement, kpi));
            missed = missed || cells.back().ends_with('*');
        }
        cells.push_back(points_words(statement.credits.points.after_bedding_in));
        cells.push_back(pounds(statement.credits.payable));
        cells.push_back(pounds(statement.net));
        table.add_row(period_name(statement.period), cells);
    }
    std::string text = table.to_string(120);
    if (missed) {
        text += "* target missed\n";
    }
    return text + "\n" + years_text(document, statements);
}

std::string intake_text(const PricedDocument& document) {
    const LedgerIntake& intake = document.priced.intake;
    const CallIntake& calls = intake.calls;
    const LedgerClock clock(document.ledger_start);
    std::uint64_t others = 0;
    std::vector<std::string> lines;
    for (const OtherLine& line : calls.other_lines) {
        others += line.rows;
        lines.push_back(fmt::format("{} {}", line.value, line.rows));
    }
    std::string text = fmt::format("Ledger: {} rows, {} calls kept, from {} to {}\n",
                                   grouped(static_cast<std::int64_t>(calls.read)),
                                   grouped(static_cast<std::int64_t>(calls.kept)),
                                   to_string(clock.shown_at(*calls.first)).substr(0, 16),
                                   to_string(clock.shown_at(*calls.last)).substr(0, 16));
    const auto note = [&](std::uint64_t rows, const std::string& what) {
        if (rows > 0) {
            text += wrapped(fmt::format("{} {}", grouped(static_cast<std::int64_t>(rows)), what),
                            kIndent);
        }
    };
    note(calls.before_term, "before the term");
    note(calls.after_term, "after the term");
    note(calls.before_span, "before the mapping's `from`");
    note(calls.after_span, "at the mapping's `to` or later");
    note(others, fmt::format("of other lines: {}", fmt::join(lines, ", ")));
    note(calls.empty, "empty");
    note(calls.unfinished, "of those kept had not ended: left out and counted as censored");
    note(calls.shown_twice,
         "of those kept were offered in the hour that clocks show twice; times in UTC would leave "
         "no doubt");
    if (!calls.pools_unseen.empty()) {
        text += wrapped(fmt::format("no call names the contract's pool {}",
                                    fmt::join(calls.pools_unseen, " or ")),
                        kIndent);
    }
    const ServicePeriod& last = document.priced.periods.back().statement.period;
    if (last.end - *calls.last > std::chrono::days{1}) {
        text += wrapped(fmt::format("the ledger ends before the last month does, {}: its figures "
                                    "are of a part, its fixed charges of all of it",
                                    date_words(last.last)),
                        kIndent);
    }
    return text + fmt::format("    sha256 {}\n", intake.hash);
}

}  // namespace fcr
