// All that is known of one Service Period: what a contract is priced from, and nothing else.
#pragma once

#include "sim/base/time.hpp"
#include "sim/contract/credit_terms.hpp"
#include "sim/contract/money.hpp"
#include "sim/domain/call.hpp"
#include "sim/domain/ids.hpp"
#include "sim/metrics/ledger.hpp"
#include "sim/scenario/civil_day.hpp"

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <vector>

namespace fcr {

/// The calls of a period in any order. Lines and pools are rows of the contract's scope. Origins
/// are not kept: whether a call was genuine is not the evaluator's to know (contracts.md 2.3).
class PeriodCalls {
public:
    /// Keeps the row and its segments, but not its label of truth; its origin becomes Caller.
    void add(const CallLedgerRow& row);
    void clear();
    [[nodiscard]] std::size_t size() const { return calls_.size(); }
    [[nodiscard]] const CallRecord& call(std::size_t row) const { return calls_[row]; }
    [[nodiscard]] std::uint16_t flags(std::size_t row) const { return flags_[row]; }
    [[nodiscard]] std::span<const CallSegment> segments(std::size_t row) const;

private:
    std::vector<CallRecord> calls_;
    std::vector<std::uint16_t> flags_;
    std::vector<std::uint32_t> first_segment_;
    std::vector<CallSegment> segments_;
};

/// What a pool's people did in a quarter-hour.
struct StaffCell {
    Duration logged_in{0};  ///< available, handling, wrap-up and short gaps; not breaks or absence
    Duration handling{0};
    Duration wrap_up{0};
    Duration standby{0};    ///< paid, not logged in
    Duration cancelled{0};  ///< of shifts cancelled at short notice
};

/// By pool and quarter-hour of the period; cells count from its start.
class PeriodStaffing {
public:
    static constexpr Duration kCell = std::chrono::minutes{15};

    PeriodStaffing() = default;
    PeriodStaffing(std::size_t pools, std::size_t cells) : cells_(cells), rows_(pools * cells) {}

    [[nodiscard]] StaffCell& at(PoolId pool, std::size_t cell) {
        return rows_[pool.index() * cells_ + cell];
    }
    [[nodiscard]] const StaffCell& at(PoolId pool, std::size_t cell) const {
        return rows_[pool.index() * cells_ + cell];
    }
    [[nodiscard]] std::size_t cells() const { return cells_; }
    [[nodiscard]] std::size_t pools() const { return cells_ == 0 ? 0 : rows_.size() / cells_; }
    [[nodiscard]] bool measured() const { return cells_ > 0; }

private:
    std::size_t cells_ = 0;
    std::vector<StaffCell> rows_;
};

/// Something that may give relief, as the event ledger has it.
struct ReliefEvent {
    std::string id{};
    ReliefCause cause = ReliefCause::AuthorityCause;
    SimTime from{};
    SimTime until{};
    int claimed_after_days = 0;  ///< working days from its end to the supplier's notice
    bool evidence = true;
};

/// What was expected of a line in a quarter-hour of the period or in all of it.
struct ForecastCell {
    LineId line{};
    SimTime from{};
    SimTime until{};
    std::int64_t calls_millionths = 0;  ///< expected calls times 10^6
    Duration handling{0};               ///< of a call
};

/// What the supplier's open book says of the period, where a charge or a trigger asks for it.
struct SupplierBooks {
    Money cost{};  ///< staff, overhead, what is written off
    bool known = false;
};

struct PeriodLedger {
    PeriodCalls calls;
    PeriodStaffing staffing;
    std::vector<ReliefEvent> events{};
    std::vector<ForecastCell> forecast{};
    SupplierBooks books;
    /// By milestone: those of the charges, then those of the mobilisation. kDateMax: not yet.
    /// Empty: each on its day.
    std::vector<Date> milestones_reached{};
    Money step_in_cost{};        ///< of force staff who ran the supplier's pools
    std::uint64_t censored = 0;  ///< calls unfinished at the end of the ledger
    bool supplier_in_distress = false;
};

}  // namespace fcr
