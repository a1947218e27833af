#include "sim/intake/import_table.hpp"

#include "sim/analysis/text_key.hpp"
#include "sim/contract/belonging.hpp"
#include "sim/intake/extract_scan.hpp"
#include "sim/scenario/input_file.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <utility>

namespace fcr {

namespace {

constexpr std::size_t kFlushAt = std::size_t{1} << 18;

constexpr std::string_view kCallsHeader =
    "number,caller,incident,line,call_class,priority,outcome,pool,handler,operator_connect_s,"
    "network_arrive_s,message_end_s,offered_s,segment_presented_s,presented_s,answered_s,"
    "abandoned_s,ended_s,wrapped_up_s,ready_s,flags,segments\n";
constexpr std::string_view kIncidentsHeader =
    "number,incident,call_class,given_grade,calls,opened_s,assigned_s,at_scene_s,closed_s\n";
constexpr std::string_view kLoadHeader = "time,call_class\n";

constexpr std::array<std::string_view, kOutcomes> kOutcomeWords{
    "answered", "abandoned", "diverted", "blocked", "unfinished"};

std::string_view word_of(SegmentOutcome outcome) {
    switch (outcome) {
        case SegmentOutcome::Answered: return "answered";
        case SegmentOutcome::Abandoned: return "abandoned";
        case SegmentOutcome::MovedOn: return "moved_on";
        case SegmentOutcome::Unfinished: break;
    }
    return "unfinished";
}

bool is_ascii(std::string_view text) {
    unsigned letters = 0;
    for (const char letter : text) {
        letters |= static_cast<unsigned char>(letter);
    }
    return letters < 0x80;
}

void append_number(std::string& to, std::uint64_t number) {
    std::array<char, 24> digits{};
    const auto [end, error] = std::to_chars(digits.data(), digits.data() + digits.size(), number);
    to.append(digits.data(), end);
}

/// Seconds to the microsecond, as ledgers have them; nothing where it never came.
void append_seconds(std::string& to, SimTime at) {
    constexpr std::int64_t kMicro = 1'000'000;
    if (at == kNever) {
        return;
    }
    std::int64_t us = (at - kStartOfRun).count();
    if (us < 0) {
        to += '-';
        us = -us;
    }
    append_number(to, static_cast<std::uint64_t>(us / kMicro));
    if (std::int64_t fraction = us % kMicro; fraction != 0) {
        to += '.';
        for (std::int64_t unit = kMicro / 10; fraction != 0; unit /= 10) {
            to += static_cast<char>('0' + fraction / unit);
            fraction %= unit;
        }
    }
}

/// ` 06:00:30`, with a fraction only where there is one.
void append_clock(std::string& to, Duration since_midnight) {
    const std::chrono::hh_mm_ss clock{since_midnight};
    const auto two_digits = [&to](char before, std::int64_t number) {
        to += before;
        to += static_cast<char>('0' + number / 10);
        to += static_cast<char>('0' + number % 10);
    };
    two_digits(' ', clock.hours().count());
    two_digits(':', clock.minutes().count());
    two_digits(':', clock.seconds().count());
    if (std::int64_t left = clock.subseconds().count(); left != 0) {
        to += '.';
        for (std::int64_t unit = 100'000; left != 0; unit /= 10) {
            to += static_cast<char>('0' + left / unit);
            left %= unit;
        }
    }
}

/// Columns that tell when or how long; two of them that never differ are one column twice.
constexpr std::array kTimeColumns{LedgerColumn::OperatorConnect,
                                  LedgerColumn::NetworkArrive,
                                  LedgerColumn::MessageEnd,
                                  LedgerColumn::Offered,
                                  LedgerColumn::Presented,
                                  LedgerColumn::Answered,
                                  LedgerColumn::Abandoned,
                                  LedgerColumn::Ended,
                                  LedgerColumn::WrappedUp,
                                  LedgerColumn::Ready,
                                  LedgerColumn::Wait,
                                  LedgerColumn::Talk,
                                  LedgerColumn::WrapUp,
                                  LedgerColumn::Assigned,
                                  LedgerColumn::AtScene,
                                  LedgerColumn::Closed,
                                  LedgerColumn::AssignedAfter,
                                  LedgerColumn::AtSceneAfter,
                                  LedgerColumn::ClosedAfter};

/// With fewer rows it may be chance.
constexpr std::uint64_t kAlikeColumnRowsMin = 20;

}  // namespace

LedgerNames import_names(const LedgerMapping& mapping) {
    LedgerNames names{.lines = {}, .pools = {}, .owner = "the mapping"};
    const auto add = [](std::vector<std::string>& to, const std::string& name) {
        if (std::ranges::count(to, name) == 0) {
            to.push_back(name);
        }
    };
    for (const NamedValue& value : mapping.lines) {
        add(names.lines, value.name);
    }
    for (const auto& line : {mapping.only_line, mapping.default_line}) {
        if (line) {
            add(names.lines, line->name);
        }
    }
    for (const NamedValue& value : mapping.pools) {
        add(names.pools, value.name);
    }
    return names;
}

ImportTable::ImportTable(const std::string& file,
                         const LedgerMapping& mapping,
                         const LedgerNames& names,
                         const LedgerClock& clock,
                         std::vector<std::uint64_t> repeated,
                         IdentityKey& key,
                         ImportSinks sinks)
    : CallTable(file, mapping, names, clock),
      names_(names),
      clock_(clock),
      repeated_(std::move(repeated)),
      key_(key),
      sinks_(sinks),
      by_line_(names.lines.size()),
      by_priority_(mapping.priorities.size()) {
    report_.incidents = mapping.rows == ExtractRows::Incidents;
    rows_bytes_ = report_.incidents ? kIncidentsHeader : kCallsHeader;
    load_bytes_ = kLoadHeader;
}

void ImportTable::begin() {
    CallTable::begin();
    if (const std::size_t cell = cell_of(LedgerColumn::RowId); cell != kNoCell) {
        id_cell_ = cell;
    }
    look_for_pairs();
}

void ImportTable::look_for_pairs() {
    for (std::size_t one = 0; one < kTimeColumns.size(); ++one) {
        for (std::size_t other = one + 1; other < kTimeColumns.size(); ++other) {
            if (cell_of(kTimeColumns[one]) != kNoCell && cell_of(kTimeColumns[other]) != kNoCell) {
                pairs_.push_back({.one = kTimeColumns[one], .other = kTimeColumns[other]});
            }
        }
    }
}

bool ImportTable::wants(const CsvCells& cells) {
    repeats_before_ = false;
    const std::optional<std::uint64_t> key = row_key(cells, id_cell_);
    if (!key) {
        ++report_.without_id;
        return true;
    }
    const int line = cells.line(0);
    const std::optional<int> before = repeated_.line_before(*key, line);
    if (!before) {
        return true;
    }
    if (report_.repeats.size() < kRepeatsTold) {
        report_.repeats.push_back({.line = line, .first_line = *before});
    }
    repeats_before_ = true;
    if (id_cell_) {
        report_.duplicates.add(line);
        return false;
    }
    report_.identical.add(line);
    return true;
}

void ImportTable::take(const CsvCells& cells, const CallLedgerRow& row, const ExtractMarks& marks) {
    const int line = cells.line(0);
    const SimTime offered = offered_at(row.call);
    const LocalTime shown = clock_.shown_at(offered);
    const Date day = std::chrono::floor<std::chrono::days>(shown);

    ++report_.written;
    ++by_line_[row.call.line.index()];
    ++report_.outcomes[static_cast<std::size_t>(row.call.outcome)];
    if (marks.priority) {
        ++by_priority_[*marks.priority];
    }
    report_.tests += (row.flags & static_cast<unsigned>(CallFlag::Test)) != 0 ? 1 : 0;
    report_.first = std::min(report_.first.value_or(shown), shown);
    report_.last = std::max(report_.last.value_or(shown), shown);
    if (offered < last_offered_) {
        report_.out_of_order.add(line);
        report_.furthest_back = std::max(report_.furthest_back, last_offered_ - offered);
    }
    last_offered_ = offered;
    for (std::size_t cell = 0; cell < cells.size(); ++cell) {
        if (!is_ascii(cells[cell]) && !is_utf8(cells[cell])) {
            report_.not_utf8.add(line);
            break;
        }
    }

    const SimTime left =
        row.call.outcome == Outcome::Answered ? row.call.times.answered : row.call.times.abandoned;
    const std::uint64_t says = static_cast<std::uint64_t>((shown - day).count()) ^
                               stirred(row.call.line.index() + 1) ^
                               stirred(static_cast<std::uint64_t>((left - offered).count()));
    days_.add(day, says);
    if (repeats_before_) {
        days_.add_repeat(day);
    }
    if (marks.shown_twice) {
        days_.add_shown_twice(day, marks.second_hour);
    }
    compare_columns(cells);
    look_at_handler(row.call, line);
    if (row.call.handler) {
        // Handlers of rows that were left out have numbers, too.
        handler_ids_.resize(std::max(handler_ids_.size(), row.call.handler->index() + 1));
        std::uint64_t& id = handler_ids_[row.call.handler->index()];
        id = id != 0 ? id : key_.id_of('h', text(cells, LedgerColumn::Handler));
    }
    if (report_.incidents) {
        write_incident(row, marks);
    } else {
        write_call(row, marks);
    }
    write_load(row, shown);
    flush(false);
}

void ImportTable::leave_line(std::string_view value) {
    const auto known = dropped_.find(value);
    if (known != dropped_.end()) {
        ++known->second;
    } else if (dropped_.size() < kDroppedTold) {
        dropped_.emplace(value, 1);
    } else {
        ++dropped_[std::string("others")];
    }
}

void ImportTable::leave_time(bool before) {
    ++(before ? report_.before_span : report_.after_span);
}

void ImportTable::fault(const CsvCells& cells, std::size_t cell, RowFault fault) {
    const bool whole = cell == kNoCell;
    report_.faults[static_cast<std::size_t>(fault)].add(cells.line(whole ? 0 : cell));
    if (report_.told.size() == kFaultsTold) {
        ++report_.untold;
        return;
    }
    report_.told.push_back({.file = file(),
                            .line = cells.line(whole ? 0 : cell),
                            .column = whole ? 0 : static_cast<int>(cell) + 1,
                            .field = whole ? std::string{} : as_shown(header()[cell]),
                            .value = whole ? std::string{} : as_shown(cells[cell]),
                            .remedy = remedy_of(fault, mapping())});
}

void ImportTable::ragged_row(const CsvCells& cells, std::size_t /*width*/) {
    fault(cells, kNoCell, RowFault::CellCount);
}

std::uint64_t ImportTable::identity(LedgerColumn column, std::string_view text) {
    return key_.id_of(column == LedgerColumn::Incident ? 'i' : 'c', text);
}

void ImportTable::compare_columns(const CsvCells& cells) {
    std::erase_if(pairs_, [&](EqualPair& pair) {
        const std::string_view one = text(cells, pair.one);
        const std::string_view other = text(cells, pair.other);
        if (one.empty() || other.empty()) {
            return false;
        }
        ++pair.rows;
        return one != other;
    });
}

void ImportTable::look_at_handler(const CallRecord& call, int line) {
    if (!call.handler || call.outcome != Outcome::Answered) {
        return;
    }
    const std::size_t handler = call.handler->index();
    if (handler >= handler_busy_until_.size()) {
        handler_busy_until_.resize(handler + 1, SimTime::min());
    }
    SimTime& busy_until = handler_busy_until_[handler];
    if (call.times.answered < busy_until) {
        report_.overlaps.add(line);
    }
    busy_until = std::max(busy_until, std::max(call.times.ended, call.times.wrapped_up));
}

void ImportTable::write_call(const CallLedgerRow& row, const ExtractMarks& marks) {
    const CallRecord& call = row.call;
    std::string& to = rows_bytes_;
    append_number(to, report_.written - 1);
    to += ',';
    if (cell_of(LedgerColumn::Caller) != kNoCell) {
        append_id(to, call.caller);
    }
    to += ',';
    if (marks.incident != 0) {
        append_id(to, marks.incident);
    }
    const std::string& line = names_.lines[call.line.index()];
    to.append(1, ',').append(line).append(1, ',').append(line).append(1, ',');
    if (marks.priority) {
        to += mapping().priorities[*marks.priority].name;
    }
    to.append(1, ',').append(kOutcomeWords[static_cast<std::size_t>(call.outcome)]).append(1, ',');
    if (call.pool) {
        to += names_.pools[call.pool->index()];
    }
    to += ',';
    if (call.handler) {
        append_id(to, handler_ids_[call.handler->index()]);
    }
    const CallTimes& times = call.times;
    for (const SimTime at : {times.operator_connect,
                             times.network_arrive,
                             times.message_end,
                             times.offered,
                             times.segment_presented,
                             times.presented,
                             times.answered,
                             times.abandoned,
                             times.ended,
                             times.wrapped_up,
                             times.ready}) {
        to += ',';
        append_seconds(to, at);
    }
    to += ',';
    if ((row.flags & static_cast<unsigned>(CallFlag::Test)) != 0) {
        to += "test";
    }
    to += ',';
    for (std::size_t part = 0; part < row.segment_count; ++part) {
        const CallSegment& segment = row.segments[part];
        if (part > 0) {
            to += ';';
        }
        if (segment.pool) {
            to += names_.pools[segment.pool->index()];
        }
        to += "||";
        append_seconds(to, segment.presented);
        to += '|';
        append_seconds(to, segment.outcome == SegmentOutcome::Answered ? segment.answered : kNever);
        to += '|';
        append_seconds(to, segment.left);
        to.append(1, '|').append(word_of(segment.outcome));
    }
    to += '\n';
}

void ImportTable::write_incident(const CallLedgerRow& row, const ExtractMarks& marks) {
    std::string& to = rows_bytes_;
    append_number(to, report_.written - 1);
    to += ',';
    if (marks.incident != 0) {
        append_id(to, marks.incident);
    }
    to.append(1, ',').append(names_.lines[row.call.line.index()]).append(1, ',');
    if (marks.priority) {
        to += mapping().priorities[*marks.priority].name;
    }
    to += ',';
    if (cell_of(LedgerColumn::Calls) != kNoCell) {
        append_number(to, marks.calls);
    }
    for (const SimTime at :
         {row.call.times.offered, marks.assigned, marks.at_scene, marks.closed}) {
        to += ',';
        append_seconds(to, at);
    }
    to += '\n';
}

void ImportTable::write_load(const CallLedgerRow& row, LocalTime shown) {
    if ((row.flags & static_cast<unsigned>(CallFlag::Test)) != 0) {
        return;
    }
    const LocalTime midnight = midnight_of(shown);
    if (midnight != load_midnight_ || load_date_.empty()) {
        load_midnight_ = midnight;
        load_date_ = date_of(shown);
    }
    load_bytes_ += load_date_;
    append_clock(load_bytes_, shown - midnight);
    load_bytes_ += ',';
    load_bytes_ += names_.lines[row.call.line.index()];
    load_bytes_ += '\n';
}

void ImportTable::flush(bool all) {
    if (rows_bytes_.size() >= kFlushAt || all) {
        sinks_.rows.write(rows_bytes_);
        rows_bytes_.clear();
    }
    if (load_bytes_.size() >= kFlushAt || all) {
        sinks_.load.write(load_bytes_);
        load_bytes_.clear();
    }
}

ImportReport ImportTable::report() {
    flush(true);
    report_.read = rows();
    report_.empty = empty_rows();
    for (const auto& [value, rows] : dropped_) {
        report_.dropped_lines.push_back({.name = as_shown(value), .rows = rows});
    }
    for (std::size_t line = 0; line < by_line_.size(); ++line) {
        report_.lines.push_back({.name = names_.lines[line], .rows = by_line_[line]});
    }
    for (std::size_t row = 0; row < by_priority_.size(); ++row) {
        const std::string& name = mapping().priorities[row].name;
        const auto known = std::ranges::find(report_.priorities, name, &NamedRows::name);
        if (known != report_.priorities.end()) {
            known->rows += by_priority_[row];
        } else {
            report_.priorities.push_back({.name = name, .rows = by_priority_[row]});
        }
    }
    for (std::size_t pool = 0; pool < pools_seen().size(); ++pool) {
        if (!pools_seen()[pool]) {
            report_.pools_unseen.push_back(names_.pools[pool]);
        }
    }
    std::vector<std::string> formats{mapping().time_format};
    formats.insert(
        formats.end(), mapping().other_time_formats.begin(), mapping().other_time_formats.end());
    for (std::size_t row = 0; row < formats.size(); ++row) {
        report_.formats.push_back({.name = formats[row], .rows = times().by_format()[row]});
    }
    report_.offsets = times().by_offset();
    for (const EqualPair& pair : pairs_) {
        if (pair.rows >= kAlikeColumnRowsMin) {
            report_.columns_alike.emplace_back(as_shown(header()[cell_of(pair.one)]),
                                               as_shown(header()[cell_of(pair.other)]));
        }
    }
    days_.report(report_);
    return std::move(report_);
}

}  // namespace fcr
