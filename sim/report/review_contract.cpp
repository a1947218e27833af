// The month of an exercise's contract, row by row.
#include "proto/fcr/v1/review.pb.h"
#include "sim/contract/contract_words.hpp"
#include "sim/contract/statement_words.hpp"
#include "sim/exercise/exercise_contract.hpp"
#include "sim/report/csv.hpp"
#include "sim/report/number.hpp"
#include "sim/report/review_events.hpp"
#include "sim/report/review_message.hpp"
#include "sim/scenario/local_time.hpp"

#include <fmt/format.h>

namespace fcr {
namespace {

struct Value {
    std::string value;
    std::string beside{};
};

/// Sets the four values of a row, each told by `of` of its statement.
template <typename Of>
void fill_row(v1::ReviewContractRowReport& row, const ContractReview& contract, const Of& of) {
    const auto fill = [&](v1::ReviewContractValueReport& to, const Statement& statement) {
        const Value value = of(statement);
        to.set_value(value.value);
        if (!value.beside.empty()) {
            to.set_beside(value.beside);
        }
    };
    fill(*row.mutable_played_so_far(), contract.played_so_far);
    fill(*row.mutable_none_so_far(), contract.none_so_far);
    fill(*row.mutable_played_whole(), contract.played_whole);
    fill(*row.mutable_none_whole(), contract.none_whole);
}

/// Of an indicator with several measurements in the month, such as weeks, the last.
Value kpi_value(const KpiTerms& kpi, const Statement& statement, std::size_t row) {
    const KpiLine* line = nullptr;
    for (const KpiLine& measured : statement.kpis) {
        line = measured.kpi == row ? &measured : line;
    }
    if (line == nullptr || !line->after_relief.measured()) {
        return {.value = result_words(kpi, {})};
    }
    return {.value = result_words(kpi, line->after_relief),
            .beside = fmt::format("{}; {}, {} points",
                                  working_words(kpi, line->after_relief),
                                  severity_words(line->severity),
                                  points_words(line->points))};
}

Value charge_value(const Statement& statement, const std::string& id) {
    for (const ChargeLine& line : statement.charges) {
        if (line.charge == id) {
            return {.value = to_string(line.amount),
                    .beside = fmt::format("{} {}", decimal_words(line.quantity), line.unit)};
        }
    }
    return {.value = to_string(Money{})};
}

void add_sum(v1::ReviewContractReport& to,
             const ContractReview& contract,
             const char* id,
             const char* title,
             Money (*of)(const Statement&)) {
    v1::ReviewContractRowReport& row = *to.add_rows();
    row.set_part("sum");
    row.set_id(id);
    row.set_title(title);
    row.set_unit("GBP");
    fill_row(row, contract, [of](const Statement& statement) {
        return Value{.value = to_string(of(statement))};
    });
}

}  // namespace

std::string review_contract_calls_csv(const Review& review) {
    CsvText csv;
    for (const char* const head : {"of",
                                   "month",
                                   "indicator",
                                   "date",
                                   "quarter",
                                   "interval",
                                   "result",
                                   "wait_s",
                                   "in_time",
                                   "short"}) {
        csv.raw(head);
    }
    csv.end_row();
    if (!review.contract) {
        return csv.take();
    }
    const auto add =
        [&](std::string_view of, std::string_view month, const std::vector<CountedCall>& calls) {
            for (const CountedCall& call : calls) {
                const KpiCounts& counts = call.counts;
                const bool waited = counts.answered + counts.abandoned > 0;
                csv.raw(of)
                    .raw(month)
                    .text(review.plan->contract->terms.kpis[call.kpi].id)
                    .raw(date_of(call.date))
                    .raw(time_of_day(call.time_of_day))
                    .raw(fmt::format("{}", call.interval))
                    .raw(counts.answered > 0    ? "answered"
                         : counts.abandoned > 0 ? "abandoned"
                                                : "lost")
                    .raw(waited ? fmt::format("{}.{:06}",
                                              call.wait.count() / 1'000'000,
                                              call.wait.count() % 1'000'000)
                                : "")
                    .raw(counts.answered_within > 0 ? "yes" : "no")
                    .raw(counts.abandoned_short > 0 ? "yes" : "no");
                csv.end_row();
            }
        };
    const SimTime until = review.log.until;
    const auto add_run = [&](std::string_view of, ContractMonth& month) {
        add(of, "so far", month.counted_so_far(until));
        add(of, "whole", month.counted_whole(until));
    };
    add_run("as played", *review.actual->contract_month());
    add_run("no action", *review.none->contract_month());
    return csv.take();
}

namespace {

/// What of calls counts, where it is a plain share or mean; else empty.
std::string share_of(const KpiTerms& kpi) {
    if (kpi.counting.type == KpiType::ServiceLevel) {
        if (kpi.counting.formula == ServiceLevelFormula::F2Offered) {
            return "rows with in_time = yes, % of rows";
        }
        if (kpi.counting.formula == ServiceLevelFormula::F1AnsweredOnly) {
            return "rows with in_time = yes, % of rows with result = answered";
        }
    }
    if (kpi.counting.type == KpiType::Abandonment) {
        switch (kpi.counting.abandonment) {
            case AbandonmentFormula::Ab1All: return "rows with result = abandoned, % of rows";
            case AbandonmentFormula::Ab2ExcludeShort:
                return "rows with result = abandoned and short = no, % of rows with short = no";
            case AbandonmentFormula::Ab3AfterShort:
                return "rows with result = abandoned and short = no, % of rows";
        }
    }
    return {};
}

/// Of the rows of an indicator. Other formulas are the contract's to tell (docs/contract.md).
std::string count_of(const KpiTerms& kpi) {
    std::string share = share_of(kpi);
    if (kpi.aggregator == Aggregator::Pooled) {
        if (!share.empty()) {
            return share;
        }
        if (kpi.counting.type == KpiType::MeanWait) {
            return "mean of wait_s of rows with result = answered";
        }
        if (kpi.counting.type == KpiType::Percentile) {
            return fmt::format(
                "percentile {} of wait_s of rows with result = answered, nearest rank",
                static_cast<double>(kpi.percentile_bp) / 100.0);
        }
    }
    if (kpi.aggregator == Aggregator::ShareOfIntervals && !share.empty()) {
        return fmt::format("intervals with {} {} {}, % of intervals with rows",
                           share,
                           kpi.polarity == Polarity::HigherBetter ? ">=" : "<=",
                           static_cast<double>(kpi.interval_target_bp) / 100.0);
    }
    return "by the contract's formula for the indicator, of these rows";
}

}  // namespace

void fill_contract_rules(v1::ReviewReport& to, const Review& review) {
    if (!review.contract) {
        return;
    }
    for (const KpiTerms& kpi : review.plan->contract->terms.kpis) {
        v1::ReviewRuleReport& row = *to.add_rules();
        row.set_table("contract");
        row.set_figure(kpi.id);
        row.set_title(kpi.id);
        row.set_file("contract_calls.csv");
        row.set_rows(fmt::format("of = {{of}}; month = {{month}}; indicator = {}", kpi.id));
        row.set_count(count_of(kpi));
    }
}

void fill_contract(v1::ReviewReport& to, const Review& review) {
    if (!review.contract) {
        return;
    }
    const ContractReview& contract = *review.contract;
    const ContractTerms& terms = review.plan->contract->terms;
    v1::ReviewContractReport& told = *to.mutable_contract();
    told.set_title(terms.title);
    told.set_so_far(period_name(contract.played_so_far.period));
    told.set_whole(period_name(contract.played_whole.period));
    for (std::size_t kpi = 0; kpi < terms.kpis.size(); ++kpi) {
        v1::ReviewContractRowReport& row = *told.add_rows();
        row.set_part("kpi");
        row.set_id(terms.kpis[kpi].id);
        row.set_title(terms.kpis[kpi].title);
        row.set_unit(
            fmt::format("target {}", value_words(terms.kpis[kpi], terms.kpis[kpi].target)));
        fill_row(row, contract, [&](const Statement& statement) {
            return kpi_value(terms.kpis[kpi], statement, kpi);
        });
    }
    for (const ChargeTerms& charge : terms.charges) {
        v1::ReviewContractRowReport& row = *told.add_rows();
        row.set_part("charge");
        row.set_id(charge.id);
        row.set_title(charge_words(charge));
        row.set_unit("GBP");
        fill_row(row, contract, [&](const Statement& statement) {
            return charge_value(statement, charge.id);
        });
    }
    add_sum(told, contract, "gross", "Charges", [](const Statement& of) { return of.gross; });
    add_sum(told, contract, "credits", "Service credits, payable", [](const Statement& of) {
        return of.credits.payable;
    });
    add_sum(told, contract, "lost_to_cap", "Credits lost to the cap", [](const Statement& of) {
        return of.credits.lost_to_cap;
    });
    add_sum(told, contract, "withheld", "Withheld and compensation", [](const Statement& of) {
        return of.credits.compensation;
    });
    add_sum(told, contract, "net", "Net", [](const Statement& of) { return of.net; });
}

}  // namespace fcr
