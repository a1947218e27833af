// What the cells of a row name: line, outcome, pool, priority, people, marks.
#include "sim/analysis/call_table.hpp"
#include "sim/analysis/text_key.hpp"
#include "sim/analysis/word_table.hpp"
#include "sim/base/check.hpp"
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
constexpr std::array<std::pair<std::string_view, CallFlag>, 7> kFlagNames{{
    {"test", CallFlag::Test},
    {"training", CallFlag::Training},
    {"duplicate", CallFlag::Duplicate},
    {"silent", CallFlag::Silent},
    {"transferred_in", CallFlag::TransferredIn},
    {"failed_to_connect", CallFlag::FailedToConnect},
    {"outage_affected", CallFlag::OutageAffected},
}};

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
        split_text(flags, ' ', [&](std::string_view name) {
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

std::optional<PoolId> CallTable::pool_named(std::string_view value) {
    const auto found = find_value(pools_, value);
    if (found == pools_.end()) {
        return std::nullopt;
    }
    pools_seen_[found->second.index()] = true;
    return found->second;
}

}  // namespace fcr
