// How the columns of a call ledger become calls of a contract: fcrsim's own form, or a force's
// extract with a LedgerMapping file.
#pragma once

#include "sim/analysis/load_mapping.hpp"
#include "sim/base/result.hpp"
#include "sim/scenario/findings.hpp"

#include <array>
#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

namespace fcr {

/// What a column of a call ledger may tell.
enum class LedgerColumn : std::uint8_t {
    Replication,
    Number,
    Caller,
    Matter,
    Line,
    Outcome,
    Pool,
    Dialled,
    OperatorConnect,
    NetworkArrive,
    MessageEnd,
    Offered,
    SegmentPresented,
    Answered,
    Abandoned,
    Ended,
    WrappedUp,
    Wait,    ///< seconds from offered to the answer or the giving up
    Talk,    ///< seconds after the answer
    WrapUp,  ///< seconds after that
    Flags,
    Test,
    Truth,
    Segments,
    Incident,     ///< the same for calls about one incident; this and the next of a fit alone
    Handler,      ///< who answered
    Presented,    ///< when it began to ring at a handler
    Ready,        ///< when the handler was free again
    OfferedDate,  ///< of Offered, where that is a time of day alone
    RowId,        ///< tells rows apart
    Priority,     ///< how urgent it was taken to be; this and the next of an import alone
    Calls,        ///< how many calls told of an incident
    Assigned,
    AtScene,
    Closed,
    AssignedAfter,  ///< the same in seconds after Offered
    AtSceneAfter,
    ClosedAfter,
};
inline constexpr std::size_t kLedgerColumns = 38;

/// A value of the extract and its name in the contract.
struct NamedValue {
    std::string value;
    std::string name;
    Place place{};  ///< of the name in the mapping
};

/// The columns of a queue that a call was in.
struct QueueColumns {
    std::string pool;
    std::string presented;  ///< empty, of the first alone: when it was offered
};

enum class TimeZone : std::uint8_t {
    Local,
    Utc,
    Written,  ///< behind each time
};

/// What the rows of an extract are.
enum class ExtractRows : std::uint8_t { Calls, Incidents };

/// How an extract writes how long something lasted.
enum class DurationForm : std::uint8_t { Seconds, Clock, Milliseconds };

/// A mapping as proto/fcr/v1/ledger.proto has it, defaults filled in.
struct LedgerMapping {
    std::string file;  ///< as the user named it; empty: the ledger is fcrsim's own
    std::string time_format = "%Y-%m-%d %H:%M:%S";
    TimeZone zone = TimeZone::Local;
    std::vector<std::string> other_time_formats;  ///< where time_format does not fit
    char delimiter = ',';
    std::optional<char> quote = '"';
    char decimal = '.';
    DurationForm durations = DurationForm::Seconds;
    ExtractRows rows = ExtractRows::Calls;
    LoadSpan span;                                    ///< by the clock on the wall
    std::array<std::string, kLedgerColumns> columns;  ///< headers; empty where there is none
    std::vector<QueueColumns> queues;
    std::optional<NamedValue> only_line;
    std::vector<NamedValue> lines;           ///< empty: the values are the contract's names
    std::optional<NamedValue> default_line;  ///< of values that are not listed
    std::vector<std::string> dropped_lines;
    std::vector<NamedValue> pools;  ///< empty: the same
    std::vector<NamedValue> outcomes;
    std::vector<NamedValue> priorities;
    std::vector<std::string> test_values;
    std::string source;

    /// Whether times are seconds since the ledger's start, as fcrsim writes them.
    [[nodiscard]] bool is_own() const { return file.empty(); }
    [[nodiscard]] const std::string& column(LedgerColumn column) const {
        return columns[static_cast<std::size_t>(column)];
    }
};

/// The form in which fcrsim writes calls.csv; docs/ledgers.md.
[[nodiscard]] LedgerMapping own_ledger();

/// Reads a mapping file, or tells everything that is wrong with it.
[[nodiscard]] Result<LedgerMapping> read_ledger_mapping(const std::filesystem::path& file);

/// The same from text; `file`, never empty, is for the problems.
[[nodiscard]] Result<LedgerMapping> parse_ledger_mapping(std::string text, const std::string& file);

/// A mapping of times and classes alone as one of lines: its classes are the lines, and nothing is
/// known of how calls ended. Its times are local.
[[nodiscard]] LedgerMapping as_ledger_mapping(const LoadMapping& mapping);

}  // namespace fcr
