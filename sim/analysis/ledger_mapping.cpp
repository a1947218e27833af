#include "sim/analysis/ledger_mapping.hpp"

#include "proto/fcr/v1/ledger.pb.h"
#include "sim/scenario/block.hpp"
#include "sim/scenario/input_file.hpp"
#include "sim/scenario/local_time.hpp"
#include "sim/scenario/syntax.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <set>
#include <string_view>
#include <utility>

namespace fcr {

namespace {

using Fields = v1::LedgerMapping;
using ValueFields = v1::LedgerMapping_Value;
using QueueFields = v1::LedgerMapping_Queue;

constexpr int kValuesMax = 10'000;
constexpr int kQueuesMax = 8;  // of CallLedgerRow
constexpr int kTimeFormatsMax = 10;
constexpr std::string_view kDelimiters = ",;|\t";

constexpr std::array<std::string_view, 5> kOutcomeNames{
    "answered", "abandoned", "diverted", "blocked", "unfinished"};

struct ColumnField {
    int field;
    LedgerColumn column;
};
constexpr std::array kColumnFields{
    ColumnField{Fields::kCallerFieldNumber, LedgerColumn::Caller},
    ColumnField{Fields::kLineFieldNumber, LedgerColumn::Line},
    ColumnField{Fields::kOfferedFieldNumber, LedgerColumn::Offered},
    ColumnField{Fields::kAnsweredFieldNumber, LedgerColumn::Answered},
    ColumnField{Fields::kAbandonedFieldNumber, LedgerColumn::Abandoned},
    ColumnField{Fields::kEndedFieldNumber, LedgerColumn::Ended},
    ColumnField{Fields::kWrappedUpFieldNumber, LedgerColumn::WrappedUp},
    ColumnField{Fields::kNetworkArriveFieldNumber, LedgerColumn::NetworkArrive},
    ColumnField{Fields::kOperatorConnectFieldNumber, LedgerColumn::OperatorConnect},
    ColumnField{Fields::kMessageEndFieldNumber, LedgerColumn::MessageEnd},
    ColumnField{Fields::kWaitSFieldNumber, LedgerColumn::Wait},
    ColumnField{Fields::kTalkSFieldNumber, LedgerColumn::Talk},
    ColumnField{Fields::kWrapUpSFieldNumber, LedgerColumn::WrapUp},
    ColumnField{Fields::kOutcomeFieldNumber, LedgerColumn::Outcome},
    ColumnField{Fields::kTestFieldNumber, LedgerColumn::Test},
    ColumnField{Fields::kIncidentFieldNumber, LedgerColumn::Incident},
    ColumnField{Fields::kHandlerFieldNumber, LedgerColumn::Handler},
    ColumnField{Fields::kPresentedFieldNumber, LedgerColumn::Presented},
    ColumnField{Fields::kReadyFieldNumber, LedgerColumn::Ready},
    ColumnField{Fields::kOfferedDateFieldNumber, LedgerColumn::OfferedDate},
    ColumnField{Fields::kCallIdFieldNumber, LedgerColumn::RowId},
    ColumnField{Fields::kPriorityFieldNumber, LedgerColumn::Priority},
    ColumnField{Fields::kCallsFieldNumber, LedgerColumn::Calls},
    ColumnField{Fields::kAssignedFieldNumber, LedgerColumn::Assigned},
    ColumnField{Fields::kAtSceneFieldNumber, LedgerColumn::AtScene},
    ColumnField{Fields::kClosedFieldNumber, LedgerColumn::Closed},
    ColumnField{Fields::kAssignedSFieldNumber, LedgerColumn::AssignedAfter},
    ColumnField{Fields::kAtSceneSFieldNumber, LedgerColumn::AtSceneAfter},
    ColumnField{Fields::kClosedSFieldNumber, LedgerColumn::ClosedAfter},
};

/// Fields that say how a call went; an extract of incidents has none of them.
constexpr std::array kCallFields{
    Fields::kAnsweredFieldNumber,
    Fields::kAbandonedFieldNumber,
    Fields::kEndedFieldNumber,
    Fields::kWrappedUpFieldNumber,
    Fields::kNetworkArriveFieldNumber,
    Fields::kOperatorConnectFieldNumber,
    Fields::kMessageEndFieldNumber,
    Fields::kWaitSFieldNumber,
    Fields::kTalkSFieldNumber,
    Fields::kWrapUpSFieldNumber,
    Fields::kOutcomeFieldNumber,
    Fields::kHandlerFieldNumber,
    Fields::kPresentedFieldNumber,
    Fields::kReadyFieldNumber,
};
constexpr std::array kCallLists{
    Fields::kQueuesFieldNumber, Fields::kPoolsFieldNumber, Fields::kOutcomesFieldNumber};
/// And those that say what became of an incident.
constexpr std::array kIncidentFields{
    Fields::kCallsFieldNumber,
    Fields::kAssignedFieldNumber,
    Fields::kAtSceneFieldNumber,
    Fields::kClosedFieldNumber,
    Fields::kAssignedSFieldNumber,
    Fields::kAtSceneSFieldNumber,
    Fields::kClosedSFieldNumber,
};

void read_rows(const Block& block, LedgerMapping& mapping) {
    if (const auto rows = block.enumerator(Fields::kRowsFieldNumber)) {
        mapping.rows =
            *rows == v1::LedgerMapping_Rows_INCIDENTS ? ExtractRows::Incidents : ExtractRows::Calls;
    }
    const bool incidents = mapping.rows == ExtractRows::Incidents;
    const auto refuse_all = [&](const auto& fields, const char* remedy) {
        for (const int field : fields) {
            if (block.has(field)) {
                block.refuse(field, remedy);
            }
        }
    };
    if (incidents) {
        constexpr const char* kRemedy =
            "must be left out: it is of calls, and `rows` are INCIDENTS";
        refuse_all(kCallFields, kRemedy);
        for (const int field : kCallLists) {
            if (block.has(field)) {
                block.child(field, 0).refuse_block({}, kRemedy);
            }
        }
    } else {
        refuse_all(kIncidentFields, "must be left out unless `rows` are INCIDENTS");
    }
}

/// How the file's letters make cells, numbers and durations.
void read_letters(const Block& block, LedgerMapping& mapping) {
    if (block.has(Fields::kQuoteFieldNumber)) {
        const std::string quote = block.text(Fields::kQuoteFieldNumber);
        if (quote.empty()) {
            mapping.quote.reset();
        } else if (quote == "\"" || quote == "'") {
            mapping.quote = quote.front();
        } else {
            block.refuse(Fields::kQuoteFieldNumber, R"(must be "\"" or "'", or empty for none)");
        }
    }
    if (block.has(Fields::kDecimalFieldNumber)) {
        const std::string decimal = block.text(Fields::kDecimalFieldNumber);
        if (decimal == "." || decimal == ",") {
            mapping.decimal = decimal.front();
        } else {
            block.refuse(Fields::kDecimalFieldNumber, R"(must be "." or ",")");
        }
    }
    if (const auto form = block.enumerator(Fields::kDurationsFieldNumber)) {
        mapping.durations = *form == v1::LedgerMapping_Durations_CLOCK ? DurationForm::Clock
                            : *form == v1::LedgerMapping_Durations_MILLISECONDS
                                ? DurationForm::Milliseconds
                                : DurationForm::Seconds;
    }
}

void read_form(const Block& block, LedgerMapping& mapping) {
    if (block.has(Fields::kTimeFormatFieldNumber)) {
        mapping.time_format = block.text(Fields::kTimeFormatFieldNumber);
        if (const auto reader = TimeReader::make(mapping.time_format); !reader) {
            block.refuse(Fields::kTimeFormatFieldNumber, reader.error());
        }
    }
    const int others = block.rows(Fields::kOtherTimeFormatsFieldNumber, 0, kTimeFormatsMax);
    for (int row = 0; row < others; ++row) {
        std::string format = block.text(Fields::kOtherTimeFormatsFieldNumber, row);
        if (const auto reader = TimeReader::make(format); !reader) {
            block.refuse(Fields::kOtherTimeFormatsFieldNumber, row, reader.error());
        }
        mapping.other_time_formats.push_back(std::move(format));
    }
    if (!block.has(Fields::kZoneFieldNumber)) {
        block.missing(Fields::kZoneFieldNumber,
                      "must be LOCAL, what a clock on the wall showed, or UTC, or WRITTEN where it "
                      "stands behind each time");
    } else if (const auto zone = block.enumerator(Fields::kZoneFieldNumber)) {
        mapping.zone = *zone == v1::UTC       ? TimeZone::Utc
                       : *zone == v1::WRITTEN ? TimeZone::Written
                                              : TimeZone::Local;
    }
    mapping.span = read_span(block, Fields::kFromFieldNumber, Fields::kToFieldNumber);
    if (block.has(Fields::kDelimiterFieldNumber)) {
        const std::string delimiter = block.text(Fields::kDelimiterFieldNumber);
        if (delimiter.size() != 1 || kDelimiters.find(delimiter) == std::string_view::npos) {
            block.refuse(Fields::kDelimiterFieldNumber, R"(must be "," ";" "|" or "\t")");
        } else {
            mapping.delimiter = delimiter.front();
        }
    }
}

/// The header that a field names; refused when it is there and empty.
std::string read_header(const Block& block, int field) {
    std::string header = block.text(field);
    if (block.has(field) && header.empty()) {
        block.refuse(field, "must be the header of a column");
    }
    return header;
}

void read_columns(const Block& block, LedgerMapping& mapping) {
    for (const ColumnField& row : kColumnFields) {
        mapping.columns[static_cast<std::size_t>(row.column)] = read_header(block, row.field);
    }
    if (!block.has(Fields::kOfferedFieldNumber)) {
        block.missing(Fields::kOfferedFieldNumber,
                      "must be the header of the column with when a call entered a queue");
    }
    const auto one_of = [&](int first, int second, const char* remedy) {
        if (block.has(first) && block.has(second)) {
            block.refuse(second, remedy);
        }
    };
    const bool calls = mapping.rows == ExtractRows::Calls;
    if (calls && !block.has(Fields::kAnsweredFieldNumber) &&
        !block.has(Fields::kWaitSFieldNumber)) {
        block.missing(Fields::kAnsweredFieldNumber,
                      "must be the header of the column with when a call was answered; or give "
                      "wait_s, the seconds it waited");
    }
    if (calls && !block.has(Fields::kAnsweredFieldNumber) &&
        !block.has(Fields::kOutcomeFieldNumber)) {
        block.missing(Fields::kOutcomeFieldNumber,
                      "must be the header of the column with how a call ended, where `answered` "
                      "does not tell it");
    }
    one_of(Fields::kAnsweredFieldNumber,
           Fields::kWaitSFieldNumber,
           "must be left out where `answered` is given");
    one_of(Fields::kEndedFieldNumber,
           Fields::kTalkSFieldNumber,
           "must be left out where `ended` is given");
    one_of(Fields::kWrappedUpFieldNumber,
           Fields::kWrapUpSFieldNumber,
           "must be left out where `wrapped_up` is given");
    one_of(Fields::kAssignedFieldNumber,
           Fields::kAssignedSFieldNumber,
           "must be left out where `assigned` is given");
    one_of(Fields::kAtSceneFieldNumber,
           Fields::kAtSceneSFieldNumber,
           "must be left out where `at_scene` is given");
    one_of(Fields::kClosedFieldNumber,
           Fields::kClosedSFieldNumber,
           "must be left out where `closed` is given");
    one_of(Fields::kLineFieldNumber,
           Fields::kOnlyLineFieldNumber,
           "must be left out where `line` is given");
    if (!block.has(Fields::kLineFieldNumber) && !block.has(Fields::kOnlyLineFieldNumber)) {
        block.missing(Fields::kLineFieldNumber,
                      "must be the header of the column that tells the line; or give only_line");
    }
    const bool tests = block.has(Fields::kTestFieldNumber);
    if (tests && block.size(Fields::kTestValuesFieldNumber) == 0) {
        block.missing(Fields::kTestValuesFieldNumber,
                      "must be the values of the column `test` that mark a test call");
    }
    if (!tests && block.size(Fields::kTestValuesFieldNumber) > 0) {
        block.refuse(Fields::kTestValuesFieldNumber, 0, "must have the column `test` beside it");
    }
    const bool priorities = block.size(Fields::kPrioritiesFieldNumber) > 0;
    if (block.has(Fields::kPriorityFieldNumber) && !priorities) {
        block.missing(Fields::kPrioritiesFieldNumber,
                      "must be given: the name of each value of the column `priority`");
    }
    if (!block.has(Fields::kPriorityFieldNumber) && priorities) {
        block.missing(Fields::kPriorityFieldNumber, "must name a column: `priorities` are given");
    }
    if (block.has(Fields::kDefaultLineFieldNumber) && !block.has(Fields::kLineFieldNumber)) {
        block.refuse(Fields::kDefaultLineFieldNumber, "must have the column `line` beside it");
    }
}

void read_queues(const Block& block, LedgerMapping& mapping) {
    const int queues = block.rows(Fields::kQueuesFieldNumber, 0, kQueuesMax);
    for (int row = 0; row < queues; ++row) {
        const Block queue = block.child(Fields::kQueuesFieldNumber, row);
        if (!queue.has(QueueFields::kPoolFieldNumber)) {
            queue.missing(QueueFields::kPoolFieldNumber,
                          "must be the header of the column with the pool");
        }
        if (row > 0 && !queue.has(QueueFields::kPresentedFieldNumber)) {
            queue.missing(QueueFields::kPresentedFieldNumber,
                          "must be the header of the column with when a call came there");
        }
        mapping.queues.push_back(
            {.pool = read_header(queue, QueueFields::kPoolFieldNumber),
             .presented = read_header(queue, QueueFields::kPresentedFieldNumber)});
    }
}

/// The values of one kind, each once.
std::vector<NamedValue> read_values(const Block& block, int field, const char* remedy) {
    std::vector<NamedValue> values;
    std::set<std::string, std::less<>> known;
    const int rows = block.rows(field, 0, kValuesMax);
    for (int row = 0; row < rows; ++row) {
        const Block child = block.child(field, row);
        NamedValue value{.value = child.text(ValueFields::kValueFieldNumber),
                         .name = child.text(ValueFields::kNameFieldNumber),
                         .place = child.place(ValueFields::kNameFieldNumber)};
        if (!child.has(ValueFields::kValueFieldNumber)) {
            child.missing(ValueFields::kValueFieldNumber, "must be a value of the column");
        }
        if (!child.has(ValueFields::kNameFieldNumber)) {
            child.missing(ValueFields::kNameFieldNumber, remedy);
        } else if (!is_name(value.name)) {
            child.refuse(ValueFields::kNameFieldNumber, remedy);
        }
        if (!known.insert(value.value).second) {
            child.refuse(ValueFields::kValueFieldNumber, "must be given once");
        }
        values.push_back(std::move(value));
    }
    return values;
}

std::vector<std::string> read_texts(const Block& block, int field) {
    std::vector<std::string> texts;
    const int rows = block.rows(field, 0, kValuesMax);
    for (int row = 0; row < rows; ++row) {
        texts.push_back(block.text(field, row));
    }
    return texts;
}

void read_meanings(const Block& block, LedgerMapping& mapping) {
    mapping.lines =
        read_values(block, Fields::kLinesFieldNumber, "must be the name of a line of the contract");
    mapping.pools =
        read_values(block, Fields::kPoolsFieldNumber, "must be the name of a pool of the contract");
    mapping.outcomes = read_values(block, Fields::kOutcomesFieldNumber, "must be an outcome");
    for (int row = 0; row < static_cast<int>(mapping.outcomes.size()); ++row) {
        const std::string& name = mapping.outcomes[static_cast<std::size_t>(row)].name;
        if (std::ranges::count(kOutcomeNames, name) == 0) {
            block.child(Fields::kOutcomesFieldNumber, row)
                .refuse(ValueFields::kNameFieldNumber,
                        fmt::format("must be one of {}", fmt::join(kOutcomeNames, ", ")));
        }
    }
    mapping.priorities =
        read_values(block, Fields::kPrioritiesFieldNumber, "must be a name for the priority");
    mapping.dropped_lines = read_texts(block, Fields::kDroppedLinesFieldNumber);
    for (int row = 0; row < static_cast<int>(mapping.dropped_lines.size()); ++row) {
        if (std::ranges::count(mapping.lines,
                               mapping.dropped_lines[static_cast<std::size_t>(row)],
                               &NamedValue::value) > 0) {
            block.refuse(
                Fields::kDroppedLinesFieldNumber, row, "must not be among `lines` as well");
        }
    }
    mapping.test_values = read_texts(block, Fields::kTestValuesFieldNumber);
    if (block.has(Fields::kOnlyLineFieldNumber)) {
        mapping.only_line = NamedValue{.value = {},
                                       .name = block.text(Fields::kOnlyLineFieldNumber),
                                       .place = block.place(Fields::kOnlyLineFieldNumber)};
    }
    if (block.has(Fields::kDefaultLineFieldNumber)) {
        mapping.default_line = NamedValue{.value = {},
                                          .name = block.text(Fields::kDefaultLineFieldNumber),
                                          .place = block.place(Fields::kDefaultLineFieldNumber)};
    }
}

}  // namespace

LedgerMapping own_ledger() {
    LedgerMapping mapping;
    const auto name = [&](LedgerColumn column, const char* header) {
        mapping.columns[static_cast<std::size_t>(column)] = header;
    };
    using enum LedgerColumn;
    name(Replication, "replication");
    name(Number, "number");
    name(Caller, "caller");
    name(Matter, "matter");
    name(Line, "line");
    name(Outcome, "outcome");
    name(Pool, "pool");
    name(Dialled, "dialled_s");
    name(OperatorConnect, "operator_connect_s");
    name(NetworkArrive, "network_arrive_s");
    name(MessageEnd, "message_end_s");
    name(Offered, "offered_s");
    name(SegmentPresented, "segment_presented_s");
    name(Answered, "answered_s");
    name(Abandoned, "abandoned_s");
    name(Ended, "ended_s");
    name(WrappedUp, "wrapped_up_s");
    name(Flags, "flags");
    name(Truth, "truth");
    name(Segments, "segments");
    return mapping;
}

Result<LedgerMapping> read_ledger_mapping(const std::filesystem::path& file) {
    Result<std::string> text = read_input_file(file, kScenarioBytesMax);
    if (!text) {
        return tl::unexpected(std::move(text.error()));
    }
    return parse_ledger_mapping(std::move(*text), file.string());
}

Result<LedgerMapping> parse_ledger_mapping(std::string text, const std::string& file) {
    v1::LedgerMapping message;
    google::protobuf::TextFormat::ParseInfoTree locations;
    TextOrigin origin;
    origin.file = file;
    origin.text = SourceText(std::move(text));
    origin.locations = &locations;
    if (std::optional<Problem> problem = parse_text(file, origin.text, message, locations)) {
        return tl::unexpected(Problems{std::move(*problem)});
    }
    Findings findings;
    const Block block(message, origin, findings);
    LedgerMapping mapping;
    mapping.file = file;
    read_rows(block, mapping);
    read_form(block, mapping);
    read_letters(block, mapping);
    read_columns(block, mapping);
    read_queues(block, mapping);
    read_meanings(block, mapping);
    mapping.source = block.text(Fields::kSourceFieldNumber);
    if (!findings.empty()) {
        return tl::unexpected(findings.take());
    }
    return mapping;
}

LedgerMapping as_ledger_mapping(const LoadMapping& mapping) {
    LedgerMapping ledger;
    ledger.file = mapping.file;
    ledger.time_format = mapping.time_format;
    ledger.delimiter = mapping.delimiter;
    ledger.rows = ExtractRows::Incidents;
    ledger.span = mapping.span;
    ledger.columns[static_cast<std::size_t>(LedgerColumn::Offered)] = mapping.time_column;
    ledger.columns[static_cast<std::size_t>(LedgerColumn::Line)] = mapping.class_column;
    const auto named = [](const MappedValue& value) {
        return NamedValue{.value = value.value, .name = value.call_class, .place = value.place};
    };
    for (const MappedValue& value : mapping.values) {
        ledger.lines.push_back(named(value));
    }
    if (mapping.otherwise) {
        ledger.default_line = named(*mapping.otherwise);
    }
    ledger.dropped_lines = mapping.dropped;
    ledger.source = mapping.source;
    return ledger;
}

}  // namespace fcr
