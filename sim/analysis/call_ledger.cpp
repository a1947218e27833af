#include "sim/analysis/call_ledger.hpp"

#include "sim/contract/belonging.hpp"
#include "sim/scenario/input_file.hpp"
#include "sim/scenario/kpi_codes.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

namespace fcr {

namespace {

/// The column without which a clock cannot start.
std::optional<std::pair<LedgerColumn, const char*>> column_of(ClockStart clock) {
    switch (clock) {
        case ClockStart::Caller: return std::pair(LedgerColumn::Dialled, "");
        case ClockStart::OperatorConnect:
            return std::pair(LedgerColumn::OperatorConnect, "operator_connect");
        case ClockStart::NetworkArrive:
            return std::pair(LedgerColumn::NetworkArrive, "network_arrive");
        case ClockStart::MessageEnd: return std::pair(LedgerColumn::MessageEnd, "message_end");
        case ClockStart::Offered:
        case ClockStart::SegmentPresented: break;
    }
    return std::nullopt;
}

LedgerNames names_of(const ContractTerms& terms) {
    LedgerNames names{.lines = terms.scope.lines, .pools = {}, .owner = "the contract " + terms.id};
    for (const ScopePool& pool : terms.scope.pools) {
        names.pools.push_back(pool.name);
    }
    return names;
}

}  // namespace

Problems CallLedger::missing_from(const LedgerMapping& mapping, const ContractTerms& terms) {
    Problems problems;
    if (mapping.is_own()) {
        return problems;
    }
    if (mapping.rows == ExtractRows::Incidents) {
        problems.push_back(
            {.file = mapping.file,
             .field = "rows",
             .value = {},
             .remedy = fmt::format("must be CALLS for {}: incidents do not tell how calls ended",
                                   terms.id)});
        return problems;
    }
    const auto ask = [&](const char* field, const KpiTerms& kpi, std::string remedy) {
        problems.push_back({.file = mapping.file,
                            .field = field,
                            .value = {},
                            .remedy = fmt::format("{} ({} of {})", remedy, kpi.id, terms.id)});
    };
    for (const KpiTerms& kpi : terms.kpis) {
        if (kpi.redial != RedialRule::CountAll && mapping.column(LedgerColumn::Caller).empty()) {
            ask("caller", kpi, "must name a column: the contract has a rule for redials");
        }
        if (kpi.counting.pool && mapping.queues.empty()) {
            ask("queues", kpi, "must name the columns of pools: the contract measures a pool");
        }
        const auto column = column_of(kpi.counting.clock);
        if (column && mapping.column(column->first).empty()) {
            if (column->first == LedgerColumn::Dialled) {
                ask("",
                    kpi,
                    "a clock that starts when the caller dials cannot be read from an extract");
            } else {
                ask(column->second,
                    kpi,
                    fmt::format("must name a column: the contract's clock starts at {}",
                                code_of(kpi.counting.clock)));
            }
        }
    }
    return problems;
}

CallLedger::CallLedger(std::string file,
                       const LedgerMapping& mapping,
                       const ContractTerms& terms,
                       const LedgerClock& clock,
                       LedgerFiler& filer)
    : CallTable(std::move(file), mapping, names_, clock),
      terms_(terms),
      names_(names_of(terms)),
      clock_(clock),
      filer_(filer) {}

bool CallLedger::wants(const CsvCells& cells) {
    const std::string_view replication = text(cells, LedgerColumn::Replication);
    if (replication_.empty()) {
        replication_ = replication;
    } else if (replication != replication_) {
        refuse(cells,
               cell_of(LedgerColumn::Replication),
               fmt::format("must be {} as in the rows above: one replication is priced at a time "
                           "(fcrsim run --replication N --trace)",
                           replication_));
        stop();
        return false;
    }
    return true;
}

void CallLedger::leave_line(std::string_view value) {
    const auto known = other_lines_.find(value);
    if (known != other_lines_.end()) {
        ++known->second;
    } else if (other_lines_.size() < kOtherLinesMax) {
        other_lines_.emplace(value, 1);
    } else {
        ++other_lines_[std::string("others")];
    }
}

void CallLedger::leave_time(bool before) {
    ++(before ? intake_.before_span : intake_.after_span);
}

void CallLedger::take(const CsvCells& cells, const CallLedgerRow& row, const ExtractMarks& marks) {
    if (!is_sound()) {
        return;
    }
    const SimTime offered = offered_at(row.call);
    switch (filer_.file(row)) {
        case LedgerFiler::Filed::Kept: break;
        case LedgerFiler::Filed::BeforeTerm: ++intake_.before_term; return;
        case LedgerFiler::Filed::AfterTerm: ++intake_.after_term; return;
        case LedgerFiler::Filed::TooLate:
            refuse_row(cells,
                       to_string(clock_.shown_at(offered)),
                       fmt::format("must not come after calls of {} and later; sort the file by "
                                   "when calls were offered",
                                   date_of(filer_.oldest_open().first)));
            stop();
            return;
    }
    ++intake_.kept;
    intake_.unfinished += row.call.outcome == Outcome::Unfinished ? 1 : 0;
    intake_.shown_twice += marks.shown_twice ? 1 : 0;
    intake_.first = std::min(intake_.first.value_or(offered), offered);
    intake_.last = std::max(intake_.last.value_or(offered), offered);
}

CallIntake CallLedger::intake() const {
    CallIntake intake = intake_;
    intake.read = rows();
    intake.empty = empty_rows();
    for (const auto& [value, rows] : other_lines_) {
        intake.other_lines.push_back({.value = as_shown(value), .rows = rows});
    }
    for (std::size_t pool = 0; pool < pools_seen().size(); ++pool) {
        if (!pools_seen()[pool]) {
            intake.pools_unseen.push_back(terms_.scope.pools[pool].name);
        }
    }
    return intake;
}

}  // namespace fcr
