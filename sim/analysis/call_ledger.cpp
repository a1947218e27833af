#include "sim/analysis/call_ledger.hpp"

#include "sim/analysis/seconds_text.hpp"
#include "sim/base/check.hpp"
#include "sim/contract/belonging.hpp"
#include "sim/scenario/input_file.hpp"
#include "sim/scenario/kpi_codes.hpp"
#include "sim/scenario/near_name.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <utility>

namespace fcr {

namespace {

constexpr std::array<std::pair<std::string_view, Outcome>, kOutcomes> kOutcomeNames{{
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

/// A key for a text: equal texts have equal keys, and of 10^7 texts hardly two share one.
/// FNV-1a, http://www.isthe.com/chongo/tech/comp/fnv/.
std::uint64_t key_of(std::string_view text) {
    std::uint64_t key = 14'695'981'039'346'656'037U;
    for (const char letter : text) {
        key = (key ^ static_cast<unsigned char>(letter)) * 1'099'511'628'211U;
    }
    return key;
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

}  // namespace

Problems CallLedger::missing_from(const LedgerMapping& mapping, const ContractTerms& terms) {
    Problems problems;
    if (mapping.is_own()) {
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
    : CsvTable(std::move(file), mapping.delimiter),
      mapping_(mapping),
      terms_(terms),
      clock_(clock),
      filer_(filer),
      pools_seen_(terms.scope.pools.size()) {
    if (!mapping.is_own()) {
        auto times = TimeReader::make(mapping.time_format);
        FCR_CHECK(times.has_value(), "a mapping has a sound time format");
        times_ = std::move(*times);
    }
}

void CallLedger::begin() {
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
    resolve_names();
}

void CallLedger::resolve_names() {
    std::vector<std::string> pool_names;
    for (const ScopePool& pool : terms_.scope.pools) {
        pool_names.push_back(pool.name);
    }
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
                     .remedy = fmt::format("must be a {} of the contract {}{}",
                                           kind,
                                           terms_.id,
                                           suggest(value.name, names))});
        return std::nullopt;
    };
    const auto as_values = [](const std::vector<std::string>& names) {
        std::vector<NamedValue> values;
        for (const std::string& name : names) {
            values.push_back({.value = name, .name = name});
        }
        return values;
    };
    const std::vector<std::string>& line_names = terms_.scope.lines;
    for (const NamedValue& value :
         mapping_.lines.empty() ? as_values(line_names) : mapping_.lines) {
        if (const auto row = row_of(value, line_names, "line")) {
            lines_[value.value] = LineId{*row};
        }
    }
    for (const std::string& dropped : mapping_.dropped_lines) {
        lines_[dropped] = std::nullopt;
    }
    if (mapping_.only_line) {
        if (const auto row = row_of(*mapping_.only_line, line_names, "line")) {
            only_line_ = LineId{*row};
        }
    }
    for (const NamedValue& value :
         mapping_.pools.empty() ? as_values(pool_names) : mapping_.pools) {
        if (const auto row = row_of(value, pool_names, "pool")) {
            pools_[value.value] = PoolId{*row};
        }
    }
    if (mapping_.outcomes.empty()) {
        outcomes_.insert(kOutcomeNames.begin(), kOutcomeNames.end());
    }
    for (const NamedValue& value : mapping_.outcomes) {
        const Outcome* outcome = find_name(kOutcomeNames, value.name);
        FCR_CHECK(outcome != nullptr, "a mapping names outcomes only");
        outcomes_[value.value] = *outcome;
    }
}

void CallLedger::table_row(const CsvCells& cells) {
    row_is_sound_ = true;
    row_.call = CallRecord{};
    row_.call.number = row_number_++;
    row_.flags = 0;
    row_.truth = TruthLabel::Genuine;
    row_.segment_count = 0;
    if (!read_line(cells)) {
        return;
    }
    read_marks(cells);
    read_outcome(cells);
    read_times(cells);
    if (mapping_.is_own()) {
        read_own_queues(cells);
    } else {
        read_queues(cells);
    }
    if (row_is_sound_) {
        check_times(cells);
    }
    if (row_is_sound_ && is_sound()) {
        file_call(cells);
    }
}

std::string_view CallLedger::text(const CsvCells& cells, LedgerColumn column) const {
    const std::size_t cell = cell_of(column);
    return cell == kNoCell ? std::string_view{} : cells[cell];
}

bool CallLedger::read_line(const CsvCells& cells) {
    if (only_line_) {
        row_.call.line = *only_line_;
        return true;
    }
    const std::string_view value = text(cells, LedgerColumn::Line);
    const auto found = lines_.find(value);
    if (found != lines_.end() && found->second) {
        row_.call.line = *found->second;
        return true;
    }
    if (found != lines_.end() || mapping_.is_own()) {
        const auto known = other_lines_.find(value);
        if (known != other_lines_.end()) {
            ++known->second;
        } else if (other_lines_.size() < kOtherLinesMax) {
            other_lines_.emplace(value, 1);
        } else {
            ++other_lines_[std::string("others")];
        }
        return false;
    }
    refuse_cell(
        cells, cell_of(LedgerColumn::Line), "must be one of the mapping's lines or dropped_lines");
    return false;
}

void CallLedger::read_marks(const CsvCells& cells) {
    CallRecord& call = row_.call;
    const auto whole = [&](LedgerColumn column, auto& number) {
        const std::string_view value = text(cells, column);
        if (value.empty()) {
            return;
        }
        const auto [end, error] =
            std::from_chars(value.data(), value.data() + value.size(), number);
        if (error != std::errc{} || end != value.data() + value.size()) {
            refuse_cell(cells, cell_of(column), "must be a whole number");
        }
    };
    whole(LedgerColumn::Number, call.number);
    whole(LedgerColumn::Matter, call.matter);
    const std::string_view caller = text(cells, LedgerColumn::Caller);
    // Who is not known is nobody else.
    call.caller = caller.empty() ? row_number_ : key_of(caller);
    if (const std::string_view handler = text(cells, LedgerColumn::Handler); !handler.empty()) {
        const auto known = handlers_.find(handler);
        call.handler = known != handlers_.end()
                           ? known->second
                           : handlers_.emplace(handler, HandlerId{handlers_.size()}).first->second;
    }
    const std::string_view replication = text(cells, LedgerColumn::Replication);
    if (replication_.empty()) {
        replication_ = replication;
    } else if (replication != replication_) {
        refuse_cell(cells,
                    cell_of(LedgerColumn::Replication),
                    fmt::format("must be {} as in the rows above: one replication is priced at a "
                                "time (fcrsim run --replication N --trace)",
                                replication_));
        stop();
    }
    if (const std::string_view flags = text(cells, LedgerColumn::Flags); !flags.empty()) {
        split(flags, ' ', [&](std::string_view name) {
            if (const CallFlag* flag = find_name(kFlagNames, name)) {
                row_.flags = static_cast<std::uint16_t>(row_.flags | static_cast<unsigned>(*flag));
            } else {
                refuse_cell(cells,
                            cell_of(LedgerColumn::Flags),
                            "must be flags with a space between them: test, training, duplicate, "
                            "silent, transferred_in, failed_to_connect, outage_affected");
            }
        });
    }
    if (cell_of(LedgerColumn::Test) != kNoCell &&
        std::ranges::count(mapping_.test_values, text(cells, LedgerColumn::Test)) > 0) {
        row_.flags = static_cast<std::uint16_t>(row_.flags | static_cast<unsigned>(CallFlag::Test));
    }
    if (text(cells, LedgerColumn::Truth) == "padding") {
        row_.truth = TruthLabel::Padding;
    }
}

void CallLedger::read_outcome(const CsvCells& cells) {
    if (cell_of(LedgerColumn::Outcome) == kNoCell) {
        row_.call.outcome =
            text(cells, LedgerColumn::Answered).empty() ? Outcome::Abandoned : Outcome::Answered;
        return;
    }
    const auto found = outcomes_.find(text(cells, LedgerColumn::Outcome));
    if (found != outcomes_.end()) {
        row_.call.outcome = found->second;
        return;
    }
    refuse_cell(cells,
                cell_of(LedgerColumn::Outcome),
                mapping_.outcomes.empty()
                    ? "must be answered, abandoned, diverted, blocked or unfinished"
                    : "must be one of the mapping's outcomes");
}

void CallLedger::read_times(const CsvCells& cells) {
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
            refuse_cell(
                cells, cell_of(LedgerColumn::Offered), "must be given: when it was offered");
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

void CallLedger::read_end(const CsvCells& cells) {
    CallTimes& times = row_.call.times;
    const Outcome outcome = row_.call.outcome;
    if (outcome != Outcome::Answered) {
        times.answered = kNever;
        if (outcome == Outcome::Abandoned) {
            if (times.abandoned == kNever) {
                refuse_row(cells, {}, "an abandoned call must tell when the caller gave up");
                row_is_sound_ = false;
            }
            times.ended = times.abandoned;
        }
        return;
    }
    if (times.answered == kNever) {
        refuse_row(cells, {}, "an answered call must tell when it was answered");
        row_is_sound_ = false;
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

void CallLedger::read_own_queues(const CsvCells& cells) {
    row_.call.pool = pool_named(text(cells, LedgerColumn::Pool));
    const std::string_view segments = text(cells, LedgerColumn::Segments);
    const auto wrong = [&](const char* remedy) {
        refuse_cell(cells, cell_of(LedgerColumn::Segments), remedy);
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
            wrong("limit reached: at most 8 segments");
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
            wrong(
                "must be pool|site|presented_s|answered_s|left_s|outcome, one after another with "
                "; between them");
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

void CallLedger::read_queues(const CsvCells& cells) {
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
            refuse_row(cells, as_shown(value), "a later queue must tell when the call came there");
            row_is_sound_ = false;
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

void CallLedger::check_times(const CsvCells& cells) {
    const CallTimes& times = row_.call.times;
    const auto in_order = [&](SimTime earlier, SimTime later, const char* remedy) {
        if (earlier != kNever && later != kNever && later < earlier && row_is_sound_) {
            refuse_row(cells, {}, remedy);
            row_is_sound_ = false;
        }
    };
    const SimTime offered = offered_at(row_.call);
    in_order(times.network_arrive, times.offered, "must not reach the switch after it was offered");
    in_order(times.operator_connect,
             times.network_arrive,
             "the operator must not connect after the call reached the switch");
    in_order(times.message_end, times.offered, "its message must not end after it was offered");
    in_order(offered, times.answered, "must not be answered before it was offered");
    in_order(offered, times.abandoned, "must not be abandoned before it was offered");
    in_order(times.answered, times.ended, "must not end before it was answered");
    in_order(times.answered, times.wrapped_up, "must not be wrapped up before it was answered");
    in_order(offered, times.presented, "must not ring before it was offered");
    in_order(times.presented, times.answered, "must not be answered before it rang");
    in_order(
        times.wrapped_up, times.ready, "its handler must not be ready before it was wrapped up");
    for (std::size_t row = 0; row < row_.segment_count; ++row) {
        const SimTime before = row == 0 ? times.offered : row_.segments[row - 1].presented;
        in_order(before, row_.segments[row].presented, "its queues must be in order of time");
        in_order(row_.segments[row].presented,
                 times.answered,
                 "must not be answered before it came to its queue");
    }
}

void CallLedger::file_call(const CsvCells& cells) {
    const SimTime offered = offered_at(row_.call);
    last_offered_ = offered;
    switch (filer_.file(row_)) {
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
    intake_.unfinished += row_.call.outcome == Outcome::Unfinished ? 1 : 0;
    intake_.shown_twice += offered_twice_ ? 1 : 0;
    intake_.first = std::min(intake_.first.value_or(offered), offered);
    intake_.last = std::max(intake_.last.value_or(offered), offered);
}

SimTime CallLedger::moment(const CsvCells& cells, std::size_t cell, Side side) {
    if (side == Side::Offer) {
        offered_twice_ = false;
    }
    if (cell == kNoCell || cells[cell].empty()) {
        return kNever;
    }
    if (mapping_.is_own()) {
        const std::optional<Duration> since = parse_seconds(cells[cell]);
        if (!since) {
            refuse_cell(cells, cell, "must be seconds since the ledger's start");
        }
        return since ? kStartOfRun + *since : kNever;
    }
    const std::optional<SimTime> at = civil_moment(cells[cell], side);
    if (!at) {
        refuse_cell(cells,
                    cell,
                    fmt::format("must be a time {} written as {}, 1996 to 2199, that its day has",
                                mapping_.zone == TimeZone::Utc ? "in UTC" : "in London",
                                times_->format()));
    }
    return at.value_or(kNever);
}

std::optional<SimTime> CallLedger::civil_moment(std::string_view text, Side side) {
    const std::optional<LocalTime> time = times_->read(text);
    if (!time || mapping_.zone == TimeZone::Utc) {
        return time ? clock_.utc(*time) : std::nullopt;
    }
    const std::optional<LedgerClock::Reading> reading = clock_.local(*time);
    if (!reading || !reading->shown_twice) {
        return reading ? std::optional(reading->first) : std::nullopt;
    }
    const SimTime second = reading->first + std::chrono::hours{1};
    const SimTime offered = row_.call.times.offered;
    switch (side) {
        case Side::Offer:
            offered_twice_ = true;
            return last_offered_ > reading->first + kOutOfOrder ? second : reading->first;
        case Side::Before: return offered != kNever && second <= offered ? second : reading->first;
        case Side::After: return reading->first < offered ? second : reading->first;
    }
    return std::nullopt;
}

std::optional<Duration> CallLedger::span(const CsvCells& cells, LedgerColumn column) {
    const std::size_t cell = cell_of(column);
    if (cell == kNoCell || cells[cell].empty()) {
        return std::nullopt;
    }
    const std::optional<Duration> span = parse_seconds(cells[cell]);
    if (!span || *span < Duration{0}) {
        refuse_cell(cells, cell, "must be a number of seconds from 0");
        return std::nullopt;
    }
    return span;
}

std::optional<PoolId> CallLedger::pool_named(std::string_view value) {
    const auto found = pools_.find(value);
    if (found == pools_.end()) {
        return std::nullopt;
    }
    pools_seen_[found->second.index()] = true;
    return found->second;
}

void CallLedger::refuse_cell(const CsvCells& cells, std::size_t cell, std::string remedy) {
    refuse(cells, cell, std::move(remedy));
    row_is_sound_ = false;
}

CallIntake CallLedger::intake() const {
    CallIntake intake = intake_;
    intake.read = rows();
    intake.empty = empty_rows();
    for (const auto& [value, rows] : other_lines_) {
        intake.other_lines.push_back({.value = as_shown(value), .rows = rows});
    }
    for (std::size_t pool = 0; pool < pools_seen_.size(); ++pool) {
        if (!pools_seen_[pool]) {
            intake.pools_unseen.push_back(terms_.scope.pools[pool].name);
        }
    }
    return intake;
}

}  // namespace fcr
