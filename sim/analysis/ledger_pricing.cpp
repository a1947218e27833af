#include "sim/analysis/ledger_pricing.hpp"

#include "sim/contract/contract_words.hpp"
#include "sim/contract/evaluate.hpp"
#include "sim/contract/measuring.hpp"
#include "sim/contract/service_calendar.hpp"
#include "sim/contract/truth.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

namespace fcr {

namespace {

/// Prices periods as they are handed out.
class PeriodPricer final : public PeriodReceiver {
public:
    explicit PeriodPricer(const ContractTerms& terms) : terms_(terms), evaluator_(terms) {}

    void period(const ServicePeriod& period,
                const PeriodLedger& ledger,
                const PeriodTruth& truth) override {
        PricedPeriod priced;
        priced.statement = evaluator_.close(period, ledger);
        priced.behind = look_behind(terms_, period, ledger, looks_);
        priced.padding = std::ranges::count(truth.labels, TruthLabel::Padding);
        has_padding_ = has_padding_ || priced.padding > 0;
        // Measured in every period: a quarter's earlier months have to be known.
        priced.truth = priced.padding > 0
                           ? measure(terms_, period, without_padding(ledger, truth), true_history_)
                           : measure(terms_, period, ledger, true_history_);
        periods_.push_back(std::move(priced));
    }

    [[nodiscard]] std::vector<PricedPeriod> take() {
        if (!has_padding_) {
            for (PricedPeriod& period : periods_) {
                period.truth.clear();
            }
        }
        return std::move(periods_);
    }

private:
    const ContractTerms& terms_;
    Evaluator evaluator_;
    MeasuringHistory looks_;
    MeasuringHistory true_history_;
    bool has_padding_ = false;
    std::vector<PricedPeriod> periods_;
};

/// Charges that follow the supplier's own books, which a ledger of calls has not.
Problems needed_books(const ContractTerms& terms) {
    Problems problems;
    for (const ChargeTerms& charge : terms.charges) {
        if (std::holds_alternative<TargetCostCharge>(charge.kind) ||
            std::holds_alternative<CostPlusCharge>(charge.kind)) {
            problems.push_back(
                {.file = terms.file,
                 .field = fmt::format("charges[{}]", charge.id),
                 .value = {},
                 .remedy = "cannot be priced from ledgers: it is paid from the supplier's open "
                           "book; fcrsim contract simulate has one"});
        }
    }
    return problems;
}

}  // namespace

Result<PricedLedger> price_ledger(const LedgerSources& sources, const ContractTerms& terms) {
    if (Problems problems = needed_books(terms); !problems.empty()) {
        return tl::unexpected(std::move(problems));
    }
    const std::vector<ServicePeriod> periods =
        service_periods(terms.term.start, terms.term.months, sources.ledger_start);
    PeriodPricer pricer(terms);
    Result<LedgerIntake> intake = read_ledgers(sources, terms, periods, pricer);
    if (!intake) {
        return tl::unexpected(std::move(intake.error()));
    }
    const SimTime first = *intake->calls.first;
    if (first >= periods.front().end) {
        const auto begun = std::ranges::find_if(
            periods, [first](const ServicePeriod& period) { return period.has(first); });
        return tl::unexpected(Problems{
            {.file = sources.calls.string(),
             .field = {},
             .value = {},
             .remedy = fmt::format(
                 "must have a call in the term's first period, {}: its first is of the period "
                 "from {}; give --start {} to price the contract as if it began there",
                 date_words(periods.front().first),
                 date_words(begun->first),
                 date_words(begun->first))}});
    }
    return PricedLedger{.intake = std::move(*intake), .periods = pricer.take()};
}

}  // namespace fcr
