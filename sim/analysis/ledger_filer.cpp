#include "sim/analysis/ledger_filer.hpp"

#include "sim/base/check.hpp"
#include "sim/contract/belonging.hpp"
#include "sim/contract/forecast.hpp"

#include <algorithm>
#include <iterator>
#include <utility>

namespace fcr {

LedgerFiler::LedgerFiler(const ContractTerms& terms,
                         std::span<const ServicePeriod> periods,
                         const LedgerFacts& facts,
                         PeriodReceiver& receiver)
    : terms_(terms), periods_(periods), facts_(facts), receiver_(receiver) {
    FCR_CHECK(!periods.empty(), "a term has a period at least");
}

LedgerFiler::Filed LedgerFiler::file(const CallLedgerRow& row) {
    const SimTime at = belongs_at(row.call, terms_.belongs_to);
    if (at < periods_.front().start) {
        return Filed::BeforeTerm;
    }
    if (at >= periods_.back().end) {
        return Filed::AfterTerm;
    }
    if (at < periods_[first_open_].start) {
        return Filed::TooLate;
    }
    std::size_t period = first_open_;
    while (at >= periods_[period].end) {
        ++period;
    }
    while (period >= first_open_ + kOpen) {
        hand_out_first();
    }
    last_with_calls_ = std::max(last_with_calls_, period);
    has_calls_ = true;
    Open& filed = open(period);
    filed.ledger.calls.add(row);
    filed.truth.labels.push_back(row.truth);
    filed.ledger.censored += row.call.outcome == Outcome::Unfinished ? 1 : 0;
    return Filed::Kept;
}

void LedgerFiler::finish() {
    while (has_calls_ && first_open_ <= last_with_calls_) {
        hand_out_first();
    }
}

void LedgerFiler::hand_out_first() {
    const ServicePeriod& period = periods_[first_open_];
    Open& complete = open(first_open_);
    PeriodLedger& ledger = complete.ledger;
    if (!facts_.staffing.empty()) {
        ledger.staffing = facts_.staffing[first_open_];
    }
    const auto touches = [&period](SimTime from, SimTime until) {
        return from < period.end && until > period.start;
    };
    std::ranges::copy_if(
        facts_.events, std::back_inserter(ledger.events), [&](const ReliefEvent& event) {
            return touches(event.from, event.until);
        });
    if (facts_.has_forecast) {
        const auto begin =
            std::ranges::lower_bound(facts_.forecast, period.start, {}, &ForecastCell::from);
        const auto end =
            std::ranges::lower_bound(facts_.forecast, period.end, {}, &ForecastCell::from);
        ledger.forecast.assign(begin, end);
    } else {
        ledger.forecast = forecast_cells(terms_, period);
    }
    receiver_.period(period, ledger, complete.truth);
    // The room that calls had is kept for the next.
    PeriodCalls calls = std::move(ledger.calls);
    calls.clear();
    ledger = PeriodLedger{};
    ledger.calls = std::move(calls);
    complete.truth.labels.clear();
    ++first_open_;
}

}  // namespace fcr
