#include "sim/analysis/call_table.hpp"

#include "sim/analysis/seconds_text.hpp"
#include "sim/analysis/text_key.hpp"
#include "sim/contract/belonging.hpp"

#include <fmt/format.h>

#include <utility>

namespace fcr {

CallTable::CallTable(std::string file,
                     const LedgerMapping& mapping,
                     const LedgerNames& names,
                     const LedgerClock& clock)
    : CsvTable(std::move(file), CsvForm{.delimiter = mapping.delimiter, .quote = mapping.quote}),
      mapping_(mapping),
      names_(names),
      clock_(clock),
      times_(mapping, clock) {}

void CallTable::begin() {
    pools_seen_.assign(names_.pools.size(), false);
    find_cells();
    resolve_names();
}

void CallTable::find_cells() {
    std::vector<std::string_view> missing;
    const auto find = [&](LedgerColumn column) {
        const std::string& name = mapping_.column(column);
        std::size_t& cell = cells_[static_cast<std::size_t>(column)];
        cell = kNoCell;
        if (name.empty()) {
            return;
        }
        if (!mapping_.is_own()) {
            cell = needed_column(name, mapping_.file);
            return;
        }
        const std::optional<std::size_t> found = find_column(name);
        cell = found.value_or(kNoCell);
        const bool needed = column == LedgerColumn::Line || column == LedgerColumn::Outcome ||
                            column == LedgerColumn::Offered;
        if (needed && !found) {
            missing.push_back(name);
        }
    };
    for (std::size_t column = 0; column < kLedgerColumns; ++column) {
        find(static_cast<LedgerColumn>(column));
    }
    if (missing.size() == 1) {
        static_cast<void>(needed_column(missing.front(), {}));
    } else if (!missing.empty()) {
        refuse_header(
            fmt::format("has no column {}, as a ledger of fcrsim has: give --mapping FILE "
                        "for a force's own extract",
                        fmt::join(missing, ", ")));
    }
    for (const QueueColumns& queue : mapping_.queues) {
        queues_.push_back({.pool = needed_column(queue.pool, mapping_.file),
                           .presented = queue.presented.empty()
                                            ? kNoCell
                                            : needed_column(queue.presented, mapping_.file)});
    }
}

bool CallTable::wants(const CsvCells& /*cells*/) {
    return true;
}

std::uint64_t CallTable::identity(LedgerColumn /*column*/, std::string_view text) {
    return key_of(text);
}

void CallTable::fault(const CsvCells& cells, std::size_t cell, RowFault fault) {
    if (cell == kNoCell) {
        refuse_row(cells, {}, remedy_of(fault, mapping_));
    } else {
        refuse(cells, cell, remedy_of(fault, mapping_));
    }
}

void CallTable::refuse_cell(const CsvCells& cells, std::size_t cell, RowFault what) {
    // One fault of a row is told: others may follow from it.
    if (row_is_sound_) {
        fault(cells, cell, what);
    }
    row_is_sound_ = false;
}

void CallTable::table_row(const CsvCells& cells) {
    row_is_sound_ = true;
    row_.call = CallRecord{};
    row_.call.number = row_number_++;
    row_.flags = 0;
    row_.truth = TruthLabel::Genuine;
    row_.segment_count = 0;
    marks_ = ExtractMarks{};
    if (!wants(cells) || !read_line(cells)) {
        return;
    }
    read_marks(cells);
    if (mapping_.rows == ExtractRows::Incidents) {
        read_incident(cells);
    } else {
        read_outcome(cells);
        read_times(cells);
        if (mapping_.is_own()) {
            read_own_queues(cells);
        } else {
            read_queues(cells);
        }
    }
    const SimTime offered = offered_at(row_.call);
    if (!row_is_sound_ || !in_span(offered)) {
        return;
    }
    check_times(cells);
    if (row_is_sound_) {
        last_offered_ = offered;
        take(cells, row_, marks_);
    }
}

bool CallTable::in_span(SimTime offered) {
    const LoadSpan& span = mapping_.span;
    if (!span.from && !span.to) {
        return true;
    }
    const LocalTime shown = clock_.shown_at(offered);
    const bool before = span.from && shown < *span.from;
    if (before || (span.to && shown >= *span.to)) {
        leave_time(before);
        return false;
    }
    return true;
}

std::string_view CallTable::text(const CsvCells& cells, LedgerColumn column) const {
    const std::size_t cell = cell_of(column);
    return cell == kNoCell ? std::string_view{} : cells[cell];
}

SimTime CallTable::moment(const CsvCells& cells, std::size_t cell, Side side) {
    if (cell == kNoCell || cells[cell].empty()) {
        return kNever;
    }
    if (mapping_.is_own()) {
        const std::optional<Duration> since = parse_seconds(cells[cell]);
        if (!since) {
            refuse_cell(cells, cell, RowFault::TimeUnreadable);
        }
        return since ? kStartOfRun + *since : kNever;
    }
    const ExtractTimes::Reading reading = times_.read(
        cells[cell],
        side == Side::Offer ? text(cells, LedgerColumn::OfferedDate) : std::string_view{});
    if (!reading) {
        refuse_cell(cells, cell, reading.error());
        return kNever;
    }
    return chosen(*reading, side);
}

SimTime CallTable::chosen(const LedgerClock::Reading& reading, Side side) {
    if (!reading.shown_twice) {
        return reading.first;
    }
    const SimTime second = reading.first + std::chrono::hours{1};
    const SimTime offered = row_.call.times.offered;
    switch (side) {
        case Side::Offer:
            marks_.shown_twice = true;
            marks_.second_hour = last_offered_ > reading.first + kOutOfOrder;
            return marks_.second_hour ? second : reading.first;
        case Side::Before: return offered != kNever && second <= offered ? second : reading.first;
        case Side::After: return reading.first < offered ? second : reading.first;
    }
    return reading.first;
}

std::optional<Duration> CallTable::span(const CsvCells& cells, LedgerColumn column) {
    const std::size_t cell = cell_of(column);
    if (cell == kNoCell || cells[cell].empty()) {
        return std::nullopt;
    }
    const std::optional<Duration> span = read_span(cells[cell], mapping_);
    if (!span || *span < Duration{0}) {
        refuse_cell(cells, cell, span ? RowFault::SpanNegative : RowFault::SpanUnreadable);
        return std::nullopt;
    }
    return span;
}

}  // namespace fcr
