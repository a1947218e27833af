#include "sim/scenario/roster_csv.hpp"

#include "sim/scenario/block.hpp"
#include "sim/scenario/csv_rows.hpp"
#include "sim/scenario/input_file.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <map>
#include <optional>
#include <utility>

namespace fcr {

namespace {

constexpr std::size_t kProblemsMax = 100;
constexpr std::int64_t kDaysMax = 3'660;
constexpr std::array<std::string_view, 6> kColumns{
    "person", "day", "start", "end", "breaks", "meals"};
constexpr std::size_t kNeededColumns = 4;
constexpr const char* kHeader =
    "must begin with the heading person,day,start,end, then breaks,meals where there are any";

/// Since midnight, of HH:MM.
std::optional<Duration> time_of_day(std::string_view text) {
    int hours = -1;
    int minutes = -1;
    const char* end = text.data() + text.size();
    const auto [colon, no_hours] = std::from_chars(text.data(), end, hours);
    if (no_hours != std::errc{} || colon == end || *colon != ':' || end - colon != 3) {
        return std::nullopt;
    }
    const auto [stop, no_minutes] = std::from_chars(colon + 1, end, minutes);
    if (no_minutes != std::errc{} || stop != end || hours < 0 || hours > 23 || minutes < 0 ||
        minutes > 59) {
        return std::nullopt;
    }
    return std::chrono::hours{hours} + std::chrono::minutes{minutes};
}

std::optional<std::int64_t> whole_number(std::string_view text) {
    std::int64_t number = 0;
    const char* end = text.data() + text.size();
    const auto [stop, error] = std::from_chars(text.data(), end, number);
    if (error != std::errc{} || stop != end) {
        return std::nullopt;
    }
    return number;
}

/// How long from one time of day to the next occurrence of another; a whole day when equal.
Duration until_next(Duration from, Duration to) {
    return to > from ? to - from : to + kDayLength - from;
}

/// Reads people row by row and collects what is wrong.
class RosterReader {
public:
    RosterReader(std::string file, std::uint32_t cycle_days)
        : file_(std::move(file)), cycle_days_(cycle_days) {}

    /// False when nothing more is wanted: too much is wrong already.
    bool read(const CsvRow& row) {
        last_line_ = row.line;
        if (columns_ == 0) {
            read_header(row);
            return problems_.empty();
        }
        read_shift(row);
        return problems_.size() < kProblemsMax;
    }

    void refuse(Problem problem) {
        problem.file = file_;
        problems_.push_back(std::move(problem));
    }

    Result<std::vector<ListedPerson>> finish() {
        if (columns_ == 0 && problems_.empty()) {
            refuse_at(1, 0, {}, kHeader);
        } else if (people_.empty() && problems_.empty()) {
            refuse_at(last_line_, 0, {}, "must have shifts below the heading");
        }
        if (problems_.empty()) {
            check_overlaps();
        } else if (problems_.size() >= kProblemsMax) {
            refuse_at(last_line_, 0, {}, "only the first 100 problems of this file are shown");
        }
        if (!problems_.empty()) {
            return tl::unexpected(std::move(problems_));
        }
        return std::move(people_);
    }

private:
    /// `cell` counts from 0; the problem's column from 1, as in a spreadsheet.
    void refuse_at(int line, std::size_t cell, std::string_view value, std::string remedy) {
        refuse({.file = {},
                .line = line,
                .column = static_cast<int>(cell) + 1,
                .field = std::string(cell < kColumns.size() ? kColumns[cell] : ""),
                .value = as_shown(value),
                .remedy = std::move(remedy)});
    }

    void read_header(const CsvRow& row) {
        for (std::size_t cell = 0; cell < std::max(row.cells.size(), kNeededColumns); ++cell) {
            const std::string_view name =
                cell < row.cells.size() ? std::string_view(row.cells[cell]) : std::string_view{};
            if (cell >= kColumns.size() || name != kColumns[cell]) {
                refuse_at(row.line, cell, name, kHeader);
                return;
            }
        }
        columns_ = row.cells.size();
    }

    void read_shift(const CsvRow& row) {
        if (row.cells.size() != columns_) {
            refuse_at(row.line,
                      std::min(row.cells.size(), columns_),
                      {},
                      fmt::format("must have {} cells, as the heading has; this row has {}",
                                  columns_,
                                  row.cells.size()));
            return;
        }
        if (!is_name(row.cells[0])) {
            refuse_at(row.line, 0, row.cells[0], "must be the name or number of a person");
            return;
        }
        const std::optional<std::int64_t> day = read_day(row);
        const std::optional<Duration> start = read_time(row, 2);
        const std::optional<Duration> end = read_time(row, 3);
        if (!day || !start || !end) {
            return;
        }
        PlannedShift shift{.day = *day,
                           .from = *day * kDayLength + *start,
                           .length = until_next(*start, *end),
                           .breaks = {}};
        for (std::size_t cell = kNeededColumns; cell < columns_; ++cell) {
            if (!read_breaks(row, cell, *start, shift)) {
                return;
            }
        }
        std::ranges::stable_sort(shift.breaks, {}, &PlannedBreak::from);
        const auto [known, is_new] = rows_.try_emplace(row.cells[0], people_.size());
        if (is_new) {
            people_.push_back({.name = row.cells[0], .shifts = {}});
            lines_.emplace_back();
        }
        people_[known->second].shifts.push_back(std::move(shift));
        lines_[known->second].push_back(row.line);
    }

    std::optional<std::int64_t> read_day(const CsvRow& row) {
        const std::optional<std::int64_t> day = whole_number(row.cells[1]);
        const bool repeats = cycle_days_ > 0;
        const std::int64_t first = repeats ? 0 : -kDaysMax;
        const std::int64_t last = repeats ? std::int64_t{cycle_days_} - 1 : kDaysMax;
        if (!day || *day < first || *day > last) {
            refuse_at(row.line,
                      1,
                      row.cells[1],
                      fmt::format("must be a day, a whole number from {} to {}{}",
                                  first,
                                  last,
                                  repeats ? ", as csv_cycle_days says" : ""));
            return std::nullopt;
        }
        return day;
    }

    std::optional<Duration> read_time(const CsvRow& row, std::size_t cell) {
        const std::optional<Duration> time = time_of_day(row.cells[cell]);
        if (!time) {
            refuse_at(row.line,
                      cell,
                      row.cells[cell],
                      "must be a time of day, HH:MM from 00:00 to 23:59");
        }
        return time;
    }

    bool read_breaks(const CsvRow& row, std::size_t cell, Duration start, PlannedShift& shift) {
        std::string_view text = row.cells[cell];
        while (!text.empty()) {
            const std::size_t space = text.find(' ');
            const std::string_view stretch = text.substr(0, space);
            text.remove_prefix(space == std::string_view::npos ? text.size() : space + 1);
            if (stretch.empty()) {
                continue;
            }
            const std::size_t dash = stretch.find('-');
            const std::optional<Duration> from = time_of_day(stretch.substr(0, dash));
            const std::optional<Duration> until = dash == std::string_view::npos
                                                      ? std::nullopt
                                                      : time_of_day(stretch.substr(dash + 1));
            if (!from || !until) {
                refuse_at(row.line,
                          cell,
                          stretch,
                          "must be HH:MM-HH:MM, several with a space between them");
                return false;
            }
            const Duration into = *from == start ? Duration::zero() : until_next(start, *from);
            const Duration length = until_next(*from, *until);
            if (into + length > shift.length) {
                refuse_at(row.line, cell, stretch, "must lie within the shift");
                return false;
            }
            shift.breaks.push_back({.from = shift.from + into,
                                    .length = length,
                                    .kind = cell == 4 ? BreakKind::Rest : BreakKind::Meal});
        }
        return true;
    }

    /// Sorts each person's shifts and refuses one that begins before another has ended.
    void check_overlaps() {
        for (std::size_t row = 0; row < people_.size(); ++row) {
            std::vector<PlannedShift>& shifts = people_[row].shifts;
            std::vector<std::pair<Duration, std::size_t>> order;
            for (std::size_t at = 0; at < shifts.size(); ++at) {
                order.emplace_back(shifts[at].from, at);
            }
            std::ranges::sort(order);
            std::vector<PlannedShift> sorted;
            for (std::size_t at = 0; at < order.size(); ++at) {
                PlannedShift& shift = shifts[order[at].second];
                const bool meets_last =
                    !sorted.empty() && sorted.back().from + sorted.back().length > shift.from;
                const bool meets_first =
                    cycle_days_ > 0 && at + 1 == order.size() &&
                    shift.from + shift.length > order.front().first + cycle_days_ * kDayLength;
                if ((meets_last || meets_first) && problems_.size() < kProblemsMax) {
                    refuse_at(lines_[row][order[at].second],
                              meets_last ? 2 : 3,
                              people_[row].name,
                              "must not overlap another shift of the same person");
                }
                sorted.push_back(std::move(shift));
            }
            shifts = std::move(sorted);
        }
    }

    std::string file_;
    std::uint32_t cycle_days_;
    std::size_t columns_ = 0;
    std::vector<ListedPerson> people_;
    std::vector<std::vector<int>> lines_;      ///< where each shift stands, by person
    std::map<std::string, std::size_t> rows_;  ///< of people_, by name
    Problems problems_;
    int last_line_ = 1;
};

}  // namespace

Result<std::vector<ListedPerson>> parse_roster_csv(std::string_view bytes,
                                                   const std::string& file,
                                                   std::uint32_t cycle_days) {
    RosterReader reader(file, cycle_days);
    std::optional<Problem> problem =
        read_csv(bytes, [&reader](const CsvRow& row) { return reader.read(row); });
    if (problem) {
        reader.refuse(std::move(*problem));
    }
    return reader.finish();
}

Result<std::vector<ListedPerson>> read_roster_csv(const std::filesystem::path& file,
                                                  std::uint32_t cycle_days) {
    Result<std::string> bytes = read_input_file(file, kCsvBytesMax);
    if (!bytes) {
        return tl::unexpected(std::move(bytes.error()));
    }
    return parse_roster_csv(*bytes, file.string(), cycle_days);
}

}  // namespace fcr
