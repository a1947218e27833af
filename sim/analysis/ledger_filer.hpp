// Files the calls of a ledger under the Service Periods of a contract and hands out each period
// when it is complete.
#pragma once

#include "sim/contract/period_ledger.hpp"
#include "sim/contract/service_calendar.hpp"
#include "sim/contract/terms.hpp"
#include "sim/contract/truth.hpp"

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace fcr {

/// What a ledger tells of a term besides its calls.
struct LedgerFacts {
    std::vector<PeriodStaffing> staffing;  ///< by period; empty: nothing is known of it
    std::vector<ReliefEvent> events;
    std::vector<ForecastCell> forecast;  ///< by time
    bool has_forecast = false;           ///< else the contract's own forecast holds
};

/// Takes periods in order, each once.
class PeriodReceiver {
public:
    PeriodReceiver() = default;
    PeriodReceiver(const PeriodReceiver&) = delete;
    PeriodReceiver& operator=(const PeriodReceiver&) = delete;
    virtual ~PeriodReceiver() = default;

    /// A period with all that the ledger has of it. The references are good until it returns.
    virtual void period(const ServicePeriod& period,
                        const PeriodLedger& ledger,
                        const PeriodTruth& truth) = 0;
};

/// Holds the calls of two periods at a time, so calls may be out of order by up to a period.
class LedgerFiler {
public:
    enum class Filed : std::uint8_t {
        Kept,
        BeforeTerm,
        AfterTerm,
        TooLate,  ///< its period has been handed out
    };

    /// All references must outlive it.
    LedgerFiler(const ContractTerms& terms,
                std::span<const ServicePeriod> periods,
                const LedgerFacts& facts,
                PeriodReceiver& receiver);

    [[nodiscard]] Filed file(const CallLedgerRow& row);
    /// The end of the ledger: hands out the periods up to the last with a call.
    void finish();

    /// The period that calls may still be filed under, of which they were too late otherwise.
    [[nodiscard]] const ServicePeriod& oldest_open() const { return periods_[first_open_]; }

private:
    static constexpr std::size_t kOpen = 2;

    struct Open {
        PeriodLedger ledger;
        PeriodTruth truth;
    };

    [[nodiscard]] Open& open(std::size_t period) { return open_[period % kOpen]; }
    void hand_out_first();

    const ContractTerms& terms_;
    std::span<const ServicePeriod> periods_;
    const LedgerFacts& facts_;
    PeriodReceiver& receiver_;
    std::size_t first_open_ = 0;
    std::size_t last_with_calls_ = 0;
    bool has_calls_ = false;
    Open open_[kOpen];
};

}  // namespace fcr
