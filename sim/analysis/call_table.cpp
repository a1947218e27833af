#include "sim/analysis/call_table.hpp"

#include "sim/analysis/seconds_text.hpp"
#include "sim/analysis/text_key.hpp"
#include "sim/base/check.hpp"
#include "sim/contract/belonging.hpp"
#include "sim/scenario/input_file.hpp"
#include "sim/scenario/near_name.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <utility>

namespace fcr {

namespace {

constexpr std::array<std::pair<std::string_view, Outcome>, kOutcomes> kOutcomesByName{{
    {"answered", Outcome::Answered},
    {"abandoned", Outcome::Abandoned},
    {"diverted", Outcome::Diverted},
    {"blocked", Outcome::Blocked},
    {"unfinished", Outcome::Unfinished},
}};
constexpr std::array<std::pair<std::string_view, SegmentOutcome>, 4> kSegmentOutcomes{{
    {"answered", SegmentOutcome::Answered},
    {"abandoned", SegmentOutcome::Abandoned},
    {"moved_on", SegmentOutcome::MovedOn},
    {"unfinished", SegmentOutcome::Unfinished},
}};
constexpr std::array<std::pair<std::string_view, CallFlag>, 7> kFlagNames{{
    {"test", CallFlag::Test},
    {"training", CallFlag::Training},
    {"duplicate", CallFlag::Duplicate},
    {"silent", CallFlag::Silent},
    {"transferred_in", CallFlag::TransferredIn},
    {"failed_to_connect", CallFlag::FailedToConnect},
    {"outage_affected", CallFlag::OutageAffected},
}};

template <typename Names>
auto* find_name(const Names& names, std::string_view name) {
    const auto found =
        std::ranges::find_if(names, [name](const auto& row) { return row.first == name; });
    return found == names.end() ? nullptr : &found->second;
}

/// The parts of a text between marks; an empty text has one that is empty.
template <typename Take>
void split(std::string_view text, char mark, Take take) {
    while (true) {
        const std::size_t end = text.find(mark);
        take(text.substr(0, end));
        if (end == std::string_view::npos) {
            return;
        }
        text.remove_prefix(end + 1);
    }
}

SegmentOutcome last_outcome(Outcome outcome) {
    switch (outcome) {
        case Outcome::Answered: return SegmentOutcome::Answered;
        case Outcome::Abandoned: return SegmentOutcome::Abandoned;
        case Outcome::Diverted: return SegmentOutcome::MovedOn;
        case Outcome::Blocked:
        case Outcome::Unfinished: break;
    }
    return SegmentOutcome::Unfinished;
}

/// What Windows-1252 has between 0x80 and 0x9f; 0 where it has nothing.
constexpr std::array<char16_t, 32> kWindows1252{
    0x20AC, 0,      0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021, 0x02C6, 0x2030, 0x0160,
    0x2039, 0x0152, 0,      0x017D, 0,      0,      0x2018, 0x2019, 0x201C, 0x201D, 0x2022,
    0x2013, 0x2014, 0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0,      0x017E, 0x0178};

std::string utf8_of_windows_1252(std::string_view text) {
    constexpr unsigned kAscii = 0x80;
    constexpr unsigned kLatin = 0xA0;
    std::string utf8;
    for (const char letter : text) {
        unsigned code = static_cast<unsigned char>(letter);
        if (code >= kAscii && code < kLatin) {
            code = kWindows1252[code - kAscii];
        }
        if (code < kAscii) {
            utf8 += static_cast<char>(code);
        } else if (code < 0x800) {
            utf8 += static_cast<char>(0xC0 | (code >> 6U));
            utf8 += static_cast<char>(0x80 | (code & 0x3FU));
        } else {
            utf8 += static_cast<char>(0xE0 | (code >> 12U));
            utf8 += static_cast<char>(0x80 | ((code >> 6U) & 0x3FU));
            utf8 += static_cast<char>(0x80 | (code & 0x3FU));
        }
    }
    return utf8;
}

/// The entry of a cell's value, whichever way its letters are written.
template <typename Names>
auto find_value(const Names& names, std::string_view value) {
    const auto found = names.find(value);
    return found != names.end() || is_utf8(value) ? found : names.find(utf8_of_windows_1252(value));
}

}  // namespace

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

void CallTable::resolve_names() {
    const auto row_of = [&](const NamedValue& value,
                            const std::vector<std::string>& names,
                            const char* kind) -> std::optional<std::size_t> {
        const auto found = std::ranges::find(names, value.name);
        if (found != names.end()) {
            return static_cast<std::size_t>(found - names.begin());
        }
        add_problem({.file = mapping_.file,
                     .line = value.place.line,
                     .column = value.place.column,
                     .field = kind,
                     .value = as_shown(value.name),
                     .remedy = fmt::format(
                         "must be a {} of {}{}", kind, names_.owner, suggest(value.name, names))});
        return std::nullopt;
    };
    const auto as_values = [](const std::vector<std::string>& names) {
        std::vector<NamedValue> values;
        for (const std::string& name : names) {
            values.push_back({.value = name, .name = name});
        }
        return values;
    };
    for (const NamedValue& value :
         mapping_.lines.empty() ? as_values(names_.lines) : mapping_.lines) {
        if (const auto row = row_of(value, names_.lines, "line")) {
            lines_[value.value] = LineId{*row};
        }
    }
    for (const std::string& dropped : mapping_.dropped_lines) {
        lines_[dropped] = std::nullopt;
    }
    if (mapping_.only_line) {
        if (const auto row = row_of(*mapping_.only_line, names_.lines, "line")) {
            only_line_ = LineId{*row};
        }
    }
    if (mapping_.default_line) {
        if (const auto row = row_of(*mapping_.default_line, names_.lines, "line")) {
            default_line_ = LineId{*row};
        }
    }
    for (const NamedValue& value :
         mapping_.pools.empty() ? as_values(names_.pools) : mapping_.pools) {
        if (const auto row = row_of(value, names_.pools, "pool")) {
            pools_[value.value] = PoolId{*row};
        }
    }
    if (mapping_.outcomes.empty()) {
        outcomes_.insert(kOutcomesByName.begin(), kOutcomesByName.end());
    }
    for (const NamedValue& value : mapping_.outcomes) {
        const Outcome* outcome = find_name(kOutcomesByName, value.name);
        FCR_CHECK(outcome != nullptr, "a mapping names outcomes only");
        outcomes_[value.value] = *outcome;
    }
    for (std::size_t row = 0; row < mapping_.priorities.size(); ++row) {
        priorities_[mapping_.priorities[row].value] = row;
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

bool CallTable::read_line(const CsvCells& cells) {
    if (only_line_) {
        row_.call.line = *only_line_;
        return true;
    }
    const std::string_view value = text(cells, LedgerColumn::Line);
    const auto found = find_value(lines_, value);
    if (found != lines_.end() && found->second) {
        row_.call.line = *found->second;
        return true;
    }
    if (found != lines_.end() || mapping_.is_own()) {
        leave_line(value);
        return false;
    }
    if (default_line_) {
        row_.call.line = *default_line_;
        return true;
    }
    refuse_cell(cells, cell_of(LedgerColumn::Line), RowFault::LineUnknown);
    return false;
}

template <typename Number>
void CallTable::whole(const CsvCells& cells, LedgerColumn column, Number& number) {
    const std::string_view value = text(cells, column);
    if (value.empty()) {
        return;
    }
    const auto [end, error] = std::from_chars(value.data(), value.data() + value.size(), number);
    if (error != std::errc{} || end != value.data() + value.size()) {
        refuse_cell(cells, cell_of(column), RowFault::NotWhole);
    }
}

void CallTable::read_marks(const CsvCells& cells) {
    CallRecord& call = row_.call;
    whole(cells, LedgerColumn::Number, call.number);
    whole(cells, LedgerColumn::Matter, call.matter);
    whole(cells, LedgerColumn::Calls, marks_.calls);
    const std::string_view caller = text(cells, LedgerColumn::Caller);
    // Who is not known is nobody else.
    call.caller = caller.empty() ? row_number_ : identity(LedgerColumn::Caller, caller);
    if (const std::string_view incident = text(cells, LedgerColumn::Incident); !incident.empty()) {
        marks_.incident = identity(LedgerColumn::Incident, incident);
    }
    if (const std::string_view handler = text(cells, LedgerColumn::Handler); !handler.empty()) {
        const auto known = handlers_.find(handler);
        if (known != handlers_.end()) {
            call.handler = known->second;
        } else if (handlers_.size() < kHandlersMax) {
            call.handler = handlers_.emplace(handler, HandlerId{handlers_.size()}).first->second;
        } else {
            refuse_cell(cells, cell_of(LedgerColumn::Handler), RowFault::HandlersTooMany);
        }
    }
    if (cell_of(LedgerColumn::Priority) != kNoCell) {
        const auto found = find_value(priorities_, text(cells, LedgerColumn::Priority));
        if (found != priorities_.end()) {
            marks_.priority = found->second;
        } else {
            refuse_cell(cells, cell_of(LedgerColumn::Priority), RowFault::PriorityUnknown);
        }
    }
    read_flags(cells);
}

void CallTable::read_flags(const CsvCells& cells) {
    const auto mark = [this](CallFlag flag) {
        row_.flags = static_cast<std::uint16_t>(row_.flags | static_cast<unsigned>(flag));
    };
    if (const std::string_view flags = text(cells, LedgerColumn::Flags); !flags.empty()) {
        split(flags, ' ', [&](std::string_view name) {
            if (const CallFlag* flag = find_name(kFlagNames, name)) {
                mark(*flag);
            } else {
                refuse_cell(cells, cell_of(LedgerColumn::Flags), RowFault::FlagUnknown);
            }
        });
    }
    if (cell_of(LedgerColumn::Test) != kNoCell &&
        std::ranges::count(mapping_.test_values, text(cells, LedgerColumn::Test)) > 0) {
        mark(CallFlag::Test);
    }
    if (text(cells, LedgerColumn::Truth) == "padding") {
        row_.truth = TruthLabel::Padding;
    }
}

void CallTable::read_outcome(const CsvCells& cells) {
    if (cell_of(LedgerColumn::Outcome) == kNoCell) {
        row_.call.outcome =
            text(cells, LedgerColumn::Answered).empty() ? Outcome::Abandoned : Outcome::Answered;
        return;
    }
    const auto found = find_value(outcomes_, text(cells, LedgerColumn::Outcome));
    if (found != outcomes_.end()) {
        row_.call.outcome = found->second;
        return;
    }
    refuse_cell(cells, cell_of(LedgerColumn::Outcome), RowFault::OutcomeUnknown);
}

void CallTable::read_times(const CsvCells& cells) {
    CallTimes& times = row_.call.times;
    const Outcome outcome = row_.call.outcome;
    times.offered = moment(cells, LedgerColumn::Offered, Side::Offer);
    times.dialled = moment(cells, LedgerColumn::Dialled, Side::Before);
    times.operator_connect = moment(cells, LedgerColumn::OperatorConnect, Side::Before);
    times.network_arrive = moment(cells, LedgerColumn::NetworkArrive, Side::Before);
    times.message_end = moment(cells, LedgerColumn::MessageEnd, Side::Before);
    if (times.network_arrive == kNever) {
        times.network_arrive = times.offered;
    }
    if (offered_at(row_.call) == kNever) {
        if (cells[cell_of(LedgerColumn::Offered)].empty()) {
            refuse_cell(cells, cell_of(LedgerColumn::Offered), RowFault::OfferedMissing);
        }
        return;
    }
    times.segment_presented = moment(cells, LedgerColumn::SegmentPresented, Side::After);
    if (times.segment_presented == kNever) {
        times.segment_presented = times.offered;
    }
    times.answered = moment(cells, LedgerColumn::Answered, Side::After);
    times.abandoned = moment(cells, LedgerColumn::Abandoned, Side::After);
    times.ended = moment(cells, LedgerColumn::Ended, Side::After);
    times.presented = moment(cells, LedgerColumn::Presented, Side::After);
    times.ready = moment(cells, LedgerColumn::Ready, Side::After);
    if (const auto wait = span(cells, LedgerColumn::Wait)) {
        (outcome == Outcome::Answered ? times.answered : times.abandoned) = times.offered + *wait;
    }
    if (outcome == Outcome::Abandoned && times.abandoned == kNever) {
        times.abandoned = times.ended;
    }
    read_end(cells);
}

void CallTable::read_end(const CsvCells& cells) {
    CallTimes& times = row_.call.times;
    const Outcome outcome = row_.call.outcome;
    if (outcome != Outcome::Answered) {
        times.answered = kNever;
        if (outcome == Outcome::Abandoned) {
            if (times.abandoned == kNever) {
                refuse_cell(cells, kNoCell, RowFault::AbandonedWithoutTime);
            }
            times.ended = times.abandoned;
        }
        return;
    }
    if (times.answered == kNever) {
        refuse_cell(cells, kNoCell, RowFault::AnsweredWithoutTime);
        return;
    }
    times.abandoned = kNever;
    if (times.ended == kNever) {
        times.ended = times.answered + span(cells, LedgerColumn::Talk).value_or(Duration{0});
    }
    times.wrapped_up = moment(cells, LedgerColumn::WrappedUp, Side::After);
    if (times.wrapped_up == kNever) {
        times.wrapped_up = times.ended + span(cells, LedgerColumn::WrapUp).value_or(Duration{0});
    }
}

void CallTable::read_incident(const CsvCells& cells) {
    CallTimes& times = row_.call.times;
    row_.call.outcome = Outcome::Answered;
    times.offered = moment(cells, LedgerColumn::Offered, Side::Offer);
    times.network_arrive = times.offered;
    if (times.offered == kNever) {
        refuse_cell(cells, cell_of(LedgerColumn::Offered), RowFault::OfferedMissing);
        return;
    }
    const auto later = [&](LedgerColumn at, LedgerColumn after) {
        const SimTime told = moment(cells, at, Side::After);
        const std::optional<Duration> since = span(cells, after);
        return since ? times.offered + *since : told;
    };
    marks_.assigned = later(LedgerColumn::Assigned, LedgerColumn::AssignedAfter);
    marks_.at_scene = later(LedgerColumn::AtScene, LedgerColumn::AtSceneAfter);
    marks_.closed = later(LedgerColumn::Closed, LedgerColumn::ClosedAfter);
}

void CallTable::read_own_queues(const CsvCells& cells) {
    row_.call.pool = pool_named(text(cells, LedgerColumn::Pool));
    const std::string_view segments = text(cells, LedgerColumn::Segments);
    const auto wrong = [&](RowFault fault) {
        refuse_cell(cells, cell_of(LedgerColumn::Segments), fault);
    };
    if (segments.empty()) {
        if (cell_of(LedgerColumn::Segments) == kNoCell && row_.call.times.offered != kNever) {
            row_.segments[0] = {.pool = row_.call.pool,
                                .site = std::nullopt,
                                .presented = row_.call.times.segment_presented,
                                .answered = row_.call.times.answered,
                                .left = kNever,
                                .outcome = last_outcome(row_.call.outcome)};
            row_.segment_count = 1;
        }
        return;
    }
    split(segments, ';', [&](std::string_view words) {
        if (row_.segment_count == CallLedgerRow::kSegmentsMax) {
            wrong(RowFault::SegmentsTooMany);
            return;
        }
        // pool|site|presented_s|answered_s|left_s|outcome
        std::array<std::string_view, 6> parts;
        std::size_t count = 0;
        split(words, '|', [&](std::string_view part) {
            if (count < parts.size()) {
                parts[count] = part;
            }
            ++count;
        });
        const SegmentOutcome* outcome = find_name(kSegmentOutcomes, parts[5]);
        const std::optional<Duration> presented = parse_seconds(parts[2]);
        const std::optional<Duration> left =
            parts[4].empty() ? std::optional(kLongestSpan) : parse_seconds(parts[4]);
        if (count != parts.size() || outcome == nullptr || !presented || !left) {
            wrong(RowFault::SegmentsUnreadable);
            return;
        }
        row_.segments[row_.segment_count] = {.pool = pool_named(parts[0]),
                                             .site = std::nullopt,
                                             .presented = kStartOfRun + *presented,
                                             .answered = kNever,
                                             .left = kStartOfRun + *left,
                                             .outcome = *outcome};
        ++row_.segment_count;
    });
}

void CallTable::read_queues(const CsvCells& cells) {
    CallTimes& times = row_.call.times;
    for (std::size_t queue = 0; queue < queues_.size(); ++queue) {
        const std::string_view value = cells[queues_[queue].pool];
        const SimTime told = moment(cells, queues_[queue].presented, Side::After);
        const bool first = queue == 0;
        if (value.empty() && told == kNever && !first) {
            continue;
        }
        const SimTime presented = told == kNever && first ? times.offered : told;
        if (presented == kNever) {
            refuse_cell(cells, queues_[queue].presented, RowFault::QueueWithoutTime);
            return;
        }
        if (row_.segment_count > 0) {
            CallSegment& before = row_.segments[row_.segment_count - 1];
            before.outcome = SegmentOutcome::MovedOn;
            before.left = presented;
        }
        row_.segments[row_.segment_count] = {.pool = pool_named(value),
                                             .site = std::nullopt,
                                             .presented = presented,
                                             .answered = times.answered,
                                             .left = kNever,
                                             .outcome = last_outcome(row_.call.outcome)};
        ++row_.segment_count;
        times.segment_presented = presented;
    }
    if (row_.segment_count > 0 && row_.call.outcome == Outcome::Answered) {
        row_.call.pool = row_.segments[row_.segment_count - 1].pool;
    }
}

void CallTable::in_order(const CsvCells& cells, SimTime earlier, SimTime later, RowFault what) {
    if (earlier != kNever && later != kNever && later < earlier) {
        refuse_cell(cells, kNoCell, what);
    }
}

void CallTable::check_times(const CsvCells& cells) {
    const CallTimes& times = row_.call.times;
    const auto check = [&](SimTime earlier, SimTime later, RowFault what) {
        in_order(cells, earlier, later, what);
    };
    using enum RowFault;
    const SimTime offered = offered_at(row_.call);
    check(times.network_arrive, times.offered, SwitchAfterOffer);
    check(times.operator_connect, times.network_arrive, OperatorAfterSwitch);
    check(times.message_end, times.offered, MessageAfterOffer);
    check(offered, times.answered, AnsweredBeforeOffer);
    check(offered, times.abandoned, AbandonedBeforeOffer);
    check(times.answered, times.ended, EndedBeforeAnswer);
    check(times.answered, times.wrapped_up, WrappedUpBeforeAnswer);
    check(offered, times.presented, RangBeforeOffer);
    check(times.presented, times.answered, AnsweredBeforeRinging);
    check(times.wrapped_up, times.ready, ReadyBeforeWrapUp);
    for (std::size_t row = 0; row < row_.segment_count; ++row) {
        const SimTime before = row == 0 ? times.offered : row_.segments[row - 1].presented;
        check(before, row_.segments[row].presented, QueuesOutOfOrder);
        check(row_.segments[row].presented, times.answered, AnsweredBeforeQueue);
    }
    check_incident(cells);
}

void CallTable::check_incident(const CsvCells& cells) {
    const SimTime told = row_.call.times.offered;
    in_order(cells, told, marks_.assigned, RowFault::AssignedBeforeTold);
    in_order(cells,
             marks_.assigned == kNever ? told : marks_.assigned,
             marks_.at_scene,
             RowFault::AtSceneBeforeAssigned);
    in_order(cells, told, marks_.closed, RowFault::ClosedBeforeTold);
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

std::optional<PoolId> CallTable::pool_named(std::string_view value) {
    const auto found = find_value(pools_, value);
    if (found == pools_.end()) {
        return std::nullopt;
    }
    pools_seen_[found->second.index()] = true;
    return found->second;
}

}  // namespace fcr
