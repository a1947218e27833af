// The ledger of one month at a time, written while the room runs.
#pragma once

#include "sim/contract/period_ledger.hpp"
#include "sim/contract/service_calendar.hpp"
#include "sim/contract/terms.hpp"
#include "sim/contract_study/scope_map.hpp"
#include "sim/control_room/notice.hpp"
#include "sim/metrics/kpi.hpp"
#include "sim/scenario/compiled_scenario.hpp"

#include <array>
#include <cstdint>
#include <optional>
#include <vector>

namespace fcr {

/// Hears a room and keeps what the contract is about: the calls of its lines and the staffing of
/// its pools, by the contract's rows. A pool that is not the contract's answers as nobody. Two
/// months are kept around a month's end, because a call belongs to the month in which it was
/// offered (or answered, as the contract has it) whenever it is over; else one.
class MonthLedger final : public NoticeSink {
public:
    /// Who looks at a month that is not over asks for the counts of these indicators (rows).
    MonthLedger(const ContractTerms& terms,
                const ScopeMap& scope,
                std::vector<std::size_t> watched);

    /// A run of the room begins, before its first period. The room must outlive its use.
    void begin(const CompiledScenario& room, bool keeps_genuine);

    /// What is in the room at a moment.
    struct InRoom {
        SimTime at;
        std::uint64_t calls_so_far = 0;
        std::uint64_t calls_open = 0;
    };
    /// The period begins, or none does (null); that before it, if there is one, has ended. The
    /// period must outlive its month.
    void begin_month(const ServicePeriod* period, const InRoom& room);

    /// Calls that came before the last begin_month and are not over.
    [[nodiscard]] std::uint64_t open_calls() const { return open_calls_; }

    /// The ledger of the month that has ended; what of it is still open is censored. It holds until
    /// the next begin_month.
    [[nodiscard]] PeriodLedger& close_month();
    /// The same without the calls that staff made to their own line.
    [[nodiscard]] PeriodLedger& genuine() { return genuine_; }
    [[nodiscard]] std::int64_t padding() const { return closed().padding; }

    /// The ledger of the month that runs, as far as it has come: calls that are over, people who
    /// have been on duty until `now`. It holds until the next notice.
    [[nodiscard]] const PeriodLedger& running_ledger(SimTime now);

    /// What a watched indicator has counted of the month that runs.
    [[nodiscard]] const KpiCounts& so_far(std::size_t watched) const {
        return running().so_far[watched];
    }

    void call_closed(const CallRecord& call) override;
    void seat_taken(const SeatTaken& seat) override;
    void work_interrupted(const WorkInterrupted& work) override;
    void queue_grew(const QueueGrew& /*queue*/) override {}

private:
    struct Month {
        const ServicePeriod* period = nullptr;
        PeriodLedger ledger;
        PeriodCalls genuine;
        std::vector<KpiCounts> so_far;
        std::int64_t padding = 0;
    };
    struct OnDuty {
        std::uint32_t handlers = 0;
        SimTime since;
    };

    [[nodiscard]] Month& running() { return months_[running_]; }
    [[nodiscard]] const Month& running() const { return months_[running_]; }
    [[nodiscard]] Month& closed() { return months_[1 - running_]; }
    [[nodiscard]] const Month& closed() const { return months_[1 - running_]; }
    [[nodiscard]] Month* month_at(SimTime at);
    void open(Month& month, const ServicePeriod* period);
    void add_staff(PoolId pool, SimTime from, SimTime until, Duration StaffCell::*what, int people);
    void note_on_duty(PoolId pool, SimTime until);
    void watch(const KpiTerms& kpi,
               const CallLedgerRow& row,
               const ServicePeriod& period,
               KpiCounts& counts) const;

    const ContractTerms& terms_;
    const ScopeMap& scope_;
    std::vector<std::size_t> watched_;
    const CompiledScenario* room_ = nullptr;
    bool keeps_genuine_ = false;
    std::array<Month, 2> months_;
    std::size_t running_ = 0;
    bool closing_ = false;            ///< the other month has ended and is not closed
    std::uint64_t calls_before_ = 0;  ///< calls with lower numbers came before the month that runs
    std::uint64_t open_calls_ = 0;
    std::vector<OnDuty> on_duty_;  ///< by row of the contract's pools
    PeriodLedger genuine_;
};

/// Hours that people of the supplier's pools were signed on, all pools together.
[[nodiscard]] Duration staffed_hours(const ScopeTerms& scope, const PeriodStaffing& staffing);

}  // namespace fcr
