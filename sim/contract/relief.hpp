// What relief does to the calls of an indicator (contracts.md 2.5).
#pragma once

#include "sim/contract/credit_terms.hpp"
#include "sim/contract/period_cells.hpp"
#include "sim/contract/period_ledger.hpp"
#include "sim/contract/service_calendar.hpp"
#include "sim/contract/terms.hpp"
#include "sim/contract/volumes.hpp"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace fcr {

/// Whether relief for this cause follows from volumes and forecasts, not from events.
[[nodiscard]] constexpr bool is_by_volume(ReliefCause cause) {
    return cause == ReliefCause::VolumeOver || cause == ReliefCause::HandlingTimeOver;
}

/// As contract files write it.
[[nodiscard]] std::string_view name_of(ReliefCause cause);

/// An event that gives relief by a row of the contract.
struct ReliefSpan {
    std::size_t relief = 0;
    SimTime from;
    SimTime until;
};

/// Why an event gives an indicator no relief.
struct RefusedRelief {
    SimTime from;
    SimTime until;
    std::string because;
};

/// The events of a period, judged for one indicator. A claim later than the contract allows, or
/// without evidence that it asks for, is refused; so is an event whose cause no row of the
/// indicator names, as a strike of the supplier's own staff is unless the contract says otherwise.
struct ReliefClaims {
    std::vector<ReliefSpan> accepted;
    std::vector<RefusedRelief> refused;
};
[[nodiscard]] ReliefClaims judge_claims(const ContractTerms& terms,
                                        std::size_t kpi,
                                        const std::vector<ReliefEvent>& events);

/// What was expected of some quarter-hours and what came. Adds up over cells.
struct ForecastCheck {
    std::int64_t forecast_millionths = 0;
    WideInteger forecast_handling = 0;  ///< millionths of calls times microseconds
    Volume actual;

    void add(const ForecastCell& forecast, const Volume& came);
    void add(const ForecastCheck& other);
    /// Whether more came than the forecast and a tolerance allow: calls for VolumeOver, time for
    /// each answered call for HandlingTimeOver.
    [[nodiscard]] bool is_over(const ReliefTerms& relief) const;
    /// floor(f x (1 + d)).
    [[nodiscard]] std::int64_t calls_allowed(const ReliefTerms& relief) const;
};

/// The calls of a period that some rows of a contract's relief relieve; rows of Period scope, the
/// only ones that may scale points, have none here. Where several rows relieve a call the first of
/// the contract counts.
class CallRelief {
public:
    /// What relief is judged from. All of it must outlive what is made of it.
    struct Facts {
        const ContractTerms& terms;
        const ServicePeriod& period;
        const PeriodCells& cells;
        const PeriodLedger& ledger;
        const PoolAttribution& attribution;
    };

    /// For one indicator. `volumes` may be null where no row asks for them.
    CallRelief(const Facts& facts,
               std::size_t kpi,
               const std::vector<std::size_t>& rows,
               const ReliefClaims& claims,
               const Volumes* volumes);

    [[nodiscard]] bool any() const { return any_; }
    /// The row of the contract's relief that relieves a call of the period.
    [[nodiscard]] std::optional<std::size_t> of(std::size_t call) const {
        if (!any_) {
            return std::nullopt;
        }
        const std::size_t at =
            place(facts_.ledger.calls.call(call).line, facts_.cells.cell_of_call(call));
        const std::size_t first = by_call_ ? first_of_call(call, at) : first_of_cell_[at];
        return first == kNone ? std::nullopt : std::optional(first);
    }

private:
    static constexpr std::uint8_t kNone = 0xff;

    /// Some cells of a line whose volume is judged together.
    struct Group {
        LineId line;
        std::size_t first = 0;  ///< cell
        std::size_t end = 0;
        ForecastCheck check;
    };
    /// The last call, by offering and number, that the forecast of a cell allows.
    struct Cut {
        std::uint8_t relief = kNone;
        SimTime at;
        std::uint64_t number = 0;
    };

    [[nodiscard]] std::size_t first_of_call(std::size_t call, std::size_t place) const;
    void relieve(std::size_t relief, LineId line, std::size_t first, std::size_t end);
    void add_event(const ReliefSpan& span);
    void add_volume(std::size_t relief, const Volumes& volumes);
    void add_excess(std::size_t relief, const std::vector<Group>& groups);
    [[nodiscard]] std::vector<Group> groups_of(const ReliefTerms& terms,
                                               const Volumes& volumes) const;
    [[nodiscard]] bool are_judged_together(ReliefScope scope,
                                           std::size_t first,
                                           std::size_t last) const;
    [[nodiscard]] std::size_t cells_of_interval() const;
    [[nodiscard]] bool has_line(LineId line) const;
    [[nodiscard]] std::size_t place(LineId line, std::size_t cell) const {
        return line.index() * facts_.cells.size() + cell;
    }

    Facts facts_;
    const KpiTerms& kpi_;
    bool any_ = false;
    bool by_call_ = false;                     ///< calls of one cell differ
    std::vector<std::uint8_t> first_of_cell_;  ///< the first row that relieves it, by line and cell
    std::vector<ReliefSpan> spans_;            ///< of Call scope
    std::vector<Cut> cuts_;                    ///< by line and cell; empty: there are none
};

}  // namespace fcr
