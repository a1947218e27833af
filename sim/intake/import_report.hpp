// What an import read, guessed and left out.
#pragma once

#include "sim/analysis/row_fault.hpp"
#include "sim/base/result.hpp"
#include "sim/domain/call.hpp"
#include "sim/scenario/civil_day.hpp"
#include "sim/scenario/local_time.hpp"

#include <array>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

namespace fcr {

/// Rows of one kind: how many, and the lines of the first of them.
struct RowsSeen {
    static constexpr std::size_t kLinesMax = 10;

    std::uint64_t rows = 0;
    std::vector<int> lines;

    void add(int line) {
        ++rows;
        if (lines.size() < kLinesMax) {
            lines.push_back(line);
        }
    }
};

/// A row that came again.
struct RepeatSeen {
    int line = 0;
    int first_line = 0;
};

/// A day on which the clocks change, inside the extract.
struct ClockChange {
    Date day;
    bool forward = false;           ///< the day has 23 hours; else 25
    std::uint64_t shown_twice = 0;  ///< rows of the hour shown twice
    std::uint64_t second = 0;       ///< of them, taken to be of its second showing
};

/// A name, and how many rows have it.
struct NamedRows {
    std::string name;
    std::uint64_t rows = 0;
};

/// Every row below the header is written, or counted among those left out: read = written + faulty
/// + duplicates + dropped lines + before and after the span + empty.
struct ImportReport {
    std::string file;  ///< its name, without the folder
    std::string hash;  ///< SHA-256 of its bytes, unpacked
    bool incidents = false;
    std::uint64_t read = 0;
    std::uint64_t written = 0;
    std::array<RowsSeen, kRowFaults> faults;
    RowsSeen duplicates;  ///< of a call_id that came before; left out
    std::vector<NamedRows> dropped_lines;
    std::uint64_t before_span = 0;
    std::uint64_t after_span = 0;
    std::uint64_t empty = 0;
    Problems told;             ///< the first faults, with the cells that are wrong
    std::uint64_t untold = 0;  ///< further ones
    Problems fatal;            ///< why no row can be trusted; else empty
    bool interrupted = false;

    // Of the rows written.
    std::vector<NamedRows> lines;
    std::vector<NamedRows> priorities;
    std::array<std::uint64_t, kOutcomes> outcomes{};
    std::uint64_t tests = 0;
    std::vector<std::string> pools_unseen;
    std::optional<LocalTime> first;  ///< by the clock on the wall
    std::optional<LocalTime> last;
    Date ledger_start{};  ///< the day whose midnight is second 0 of the files

    // Oddities that are no faults.
    RowsSeen identical;               ///< the same in every cell as an earlier row; kept
    std::vector<RepeatSeen> repeats;  ///< the first of them, or of the duplicates
    std::uint64_t without_id = 0;     ///< rows with an empty call_id
    RowsSeen out_of_order;            ///< offered before the row above
    Duration furthest_back{0};        ///< by so much at most
    RowsSeen overlaps;                ///< answered while the handler's call before went on
    std::vector<Date> days_missing;   ///< days without a row between the first and the last
    std::vector<Date> days_twice;     ///< half of their rows or more are repeats
    std::vector<std::pair<Date, Date>> days_alike;  ///< the same rows at the same times of day
    std::vector<Date> days_thin;  ///< fewer than a quarter of the median day's rows
    std::vector<ClockChange> clock_changes;
    std::vector<NamedRows> formats;        ///< times read by each format
    std::map<int, std::uint64_t> offsets;  ///< times by the zone written behind them, in minutes
    RowsSeen not_utf8;                     ///< rows with bytes that are no UTF-8
    std::vector<std::pair<std::string, std::string>> columns_alike;  ///< the same in every row

    [[nodiscard]] std::uint64_t faulty() const;
    [[nodiscard]] std::uint64_t days() const;
};

}  // namespace fcr
