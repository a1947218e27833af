#include "sim/scenario/profiles.hpp"

#include "sim/base/check.hpp"
#include "sim/scenario/block.hpp"
#include "sim/scenario/csv_rows.hpp"
#include "sim/scenario/input_file.hpp"
#include "sim/scenario/near_name.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <cstdint>
#include <utility>

namespace fcr {

namespace {

constexpr std::size_t kProblemsMax = 100;
constexpr std::size_t kDayTypesMax = 1'000;
constexpr double kValueMax = 1e6;
constexpr int kMinutesOfDay = 24 * 60;
constexpr std::size_t kKeyColumns = 2;
constexpr const char* kHeader = "must begin with the heading day_type,interval_start,NAME,...";

/// Reads a whole number off the front of the text.
std::optional<int> take_number(std::string_view& text) {
    int number = -1;
    const auto [stop, error] = std::from_chars(text.data(), text.data() + text.size(), number);
    if (error != std::errc{} || number < 0) {
        return std::nullopt;
    }
    text.remove_prefix(static_cast<std::size_t>(stop - text.data()));
    return number;
}

/// Minutes since midnight of HH:MM; spreadsheets also write H:MM and HH:MM:00.
std::optional<int> minutes_of(std::string_view text) {
    const std::optional<int> hours = take_number(text);
    if (!hours || *hours > 23 || !text.starts_with(':') || text.size() < 3) {
        return std::nullopt;
    }
    text.remove_prefix(1);
    const std::optional<int> minutes = take_number(text);
    if (!minutes || *minutes > 59 || (!text.empty() && text != ":00")) {
        return std::nullopt;
    }
    return *hours * 60 + *minutes;
}

std::string clock(int minutes) {
    return fmt::format("{:02}:{:02}", minutes / 60, minutes % 60);
}

std::string_view trimmed(std::string_view text) {
    const std::size_t first = text.find_first_not_of(" \t");
    if (first == std::string_view::npos) {
        return {};
    }
    return text.substr(first, text.find_last_not_of(" \t") - first + 1);
}

/// Builds a profile row by row and collects what is wrong.
class ProfileReader {
public:
    explicit ProfileReader(const std::string& file) { profile_.file = file; }

    /// False when nothing more is wanted: too much is wrong already.
    bool read(const CsvRow& row) {
        last_line_ = row.line;
        if (columns_.empty()) {
            read_header(row);
            return problems_.empty();
        }
        read_interval(row);
        return problems_.size() < kProblemsMax;
    }

    /// The bytes themselves are wrong: what was not read is not missed.
    Result<Profile> abandon(Problem problem) {
        refuse(std::move(problem));
        return tl::unexpected(std::move(problems_));
    }

    Result<Profile> finish() {
        if (columns_.empty() && problems_.empty()) {
            refuse_at(1, 0, {}, kHeader);
        } else if (profile_.days.empty() && problems_.empty()) {
            refuse_at(last_line_, 0, {}, "must have rows below the heading, from 00:00 on");
        }
        if (problems_.size() < kProblemsMax) {
            check_ends();
        } else {
            refuse_at(last_line_, 0, {}, "only the first 100 problems of this file are shown");
        }
        if (!problems_.empty()) {
            return tl::unexpected(std::move(problems_));
        }
        const int intervals = static_cast<int>(profile_.intervals());
        FCR_CHECK(intervals > 0, "a profile without problems has a day");
        profile_.interval = std::chrono::minutes{kMinutesOfDay / intervals};
        return std::move(profile_);
    }

private:
    void refuse(Problem problem) {
        problem.file = profile_.file;
        problems_.push_back(std::move(problem));
    }

    /// How far the rows of a day type have come.
    struct Progress {
        int last_minute = 0;
        int interval = 0;     ///< minutes; 0 until the second row
        bool broken = false;  ///< one complaint a day type: the others would follow from it
    };

    /// `cell` counts from 0; the problem's column from 1, as in a spreadsheet.
    void refuse_at(int line, std::size_t cell, std::string_view value, std::string remedy) {
        refuse({.file = {},
                .line = line,
                .column = static_cast<int>(cell) + 1,
                .field = cell < columns_.size() ? columns_[cell] : std::string{},
                .value = as_shown(value),
                .remedy = std::move(remedy)});
    }

    void read_header(const CsvRow& row) {
        columns_ = row.cells;
        constexpr std::string_view keys[kKeyColumns] = {"day_type", "interval_start"};
        if (columns_.size() <= kKeyColumns || columns_[0] != keys[0] || columns_[1] != keys[1]) {
            const std::size_t cell = columns_[0] != keys[0]                          ? 0
                                     : columns_.size() < 2 || columns_[1] != keys[1] ? 1
                                                                                     : 2;
            refuse_at(
                row.line, cell, cell < columns_.size() ? columns_[cell] : std::string{}, kHeader);
            return;
        }
        for (std::size_t cell = kKeyColumns; cell < columns_.size(); ++cell) {
            if (!is_name(columns_[cell])) {
                refuse_at(row.line, cell, columns_[cell], "must be the name of a line or pool");
            } else if (std::find(columns_.begin(),
                                 columns_.begin() + static_cast<std::ptrdiff_t>(cell),
                                 columns_[cell]) !=
                       columns_.begin() + static_cast<std::ptrdiff_t>(cell)) {
                refuse_at(row.line, cell, columns_[cell], "must not be there twice");
            }
        }
        profile_.columns.assign(columns_.begin() + kKeyColumns, columns_.end());
    }

    void read_interval(const CsvRow& row) {
        if (row.cells.size() != columns_.size()) {
            refuse_at(row.line,
                      std::min(row.cells.size(), columns_.size()),
                      {},
                      fmt::format("must have {} cells, as the heading has; this row has {}",
                                  columns_.size(),
                                  row.cells.size()));
            // The day goes on with the next row, whatever this one was to be.
            if (Progress* progress = progress_of(row)) {
                progress->broken = true;
            }
            return;
        }
        Progress* progress = progress_of(row);
        if (progress == nullptr) {
            return;
        }
        check_start(row, *progress);
        Profile::Day& day = profile_.days[static_cast<std::size_t>(progress - progress_.data())];
        day.lines.push_back(row.line);
        for (std::size_t cell = kKeyColumns; cell < row.cells.size(); ++cell) {
            day.values.push_back(read_value(row, cell));
        }
    }

    /// The day type of the row, new or known; null when it has no usable name.
    Progress* progress_of(const CsvRow& row) {
        const std::string& type = row.cells[0];
        if (!is_name(type)) {
            refuse_at(row.line, 0, type, "must be the name of a day type, such as weekday");
            return nullptr;
        }
        const auto found = std::ranges::find(profile_.days, type, &Profile::Day::type);
        if (found != profile_.days.end()) {
            return &progress_[static_cast<std::size_t>(found - profile_.days.begin())];
        }
        if (profile_.days.size() >= kDayTypesMax) {
            refuse_at(row.line, 0, type, fmt::format("at most {} day types", kDayTypesMax));
            return nullptr;
        }
        profile_.days.push_back({.type = type, .lines = {}, .values = {}});
        return &progress_.emplace_back();
    }

    void check_start(const CsvRow& row, Progress& progress) {
        if (progress.broken) {
            return;
        }
        const std::optional<int> minute = minutes_of(row.cells[1]);
        const Profile::Day& day =
            profile_.days[static_cast<std::size_t>(&progress - progress_.data())];
        std::string remedy;
        if (!minute) {
            remedy = "must be a time of day, HH:MM from 00:00 to 23:59";
        } else if (day.lines.empty()) {
            remedy = *minute == 0 ? "" : "must be 00:00: the first interval of a day";
        } else if (*minute == progress.last_minute) {
            remedy = fmt::format("this interval of day type {} is there twice", day.type);
        } else if (day.lines.size() == 1 && *minute > 0) {
            progress.interval = *minute;
            remedy = kMinutesOfDay % *minute == 0
                         ? ""
                         : fmt::format("intervals of {} minutes do not fill a day", *minute);
        } else if (*minute != progress.last_minute + progress.interval) {
            remedy = fmt::format("must be {}: intervals of {} minutes, none left out",
                                 clock((progress.last_minute + progress.interval) % kMinutesOfDay),
                                 progress.interval);
        }
        if (!remedy.empty()) {
            refuse_at(row.line, 1, row.cells[1], std::move(remedy));
            progress.broken = true;
            return;
        }
        progress.last_minute = *minute;
    }

    double read_value(const CsvRow& row, std::size_t cell) {
        const std::string_view text = trimmed(row.cells[cell]);
        double value = -1.0;
        const auto [stop, error] = std::from_chars(text.data(), text.data() + text.size(), value);
        const bool number = error == std::errc{} && stop == text.data() + text.size();
        if (!number || !(value >= 0.0 && value <= kValueMax)) {
            if (problems_.size() < kProblemsMax) {
                refuse_at(row.line,
                          cell,
                          row.cells[cell],
                          fmt::format("must be a plain number from 0 to {}", kValueMax));
            }
            return 0.0;
        }
        return value + 0.0;
    }

    /// Every day must be filled, by intervals of the same length.
    void check_ends() {
        for (std::size_t row = 0; row < profile_.days.size(); ++row) {
            const Profile::Day& day = profile_.days[row];
            const Progress& progress = progress_[row];
            if (progress.broken || day.lines.empty()) {
                continue;
            }
            const int interval = progress.interval == 0 ? kMinutesOfDay : progress.interval;
            const int end = progress.last_minute + interval;
            if (end != kMinutesOfDay) {
                refuse_at(day.lines.back(),
                          1,
                          clock(progress.last_minute),
                          fmt::format("day type {} ends at {}; its intervals of {} minutes must "
                                      "go on to 24:00",
                                      day.type,
                                      clock(end),
                                      interval));
            } else if (day.lines.size() != profile_.intervals() && !progress_[0].broken) {
                refuse_at(day.lines.front(),
                          1,
                          {},
                          fmt::format("day type {} has {} intervals; {} has {}: all must be alike",
                                      day.type,
                                      day.lines.size(),
                                      profile_.days[0].type,
                                      profile_.intervals()));
            }
        }
    }

    Profile profile_;
    std::vector<std::string> columns_;  ///< all headings
    std::vector<Progress> progress_;    ///< by day type
    Problems problems_;
    int last_line_ = 1;
};

}  // namespace

std::optional<std::size_t> Profile::column(std::string_view name) const {
    const auto found = std::ranges::find(columns, name);
    if (found == columns.end()) {
        return std::nullopt;
    }
    return static_cast<std::size_t>(found - columns.begin());
}

const Profile::Day* Profile::day(std::string_view type) const {
    const auto found = std::ranges::find(days, type, &Day::type);
    return found == days.end() ? nullptr : &*found;
}

std::vector<std::string> Profile::day_types() const {
    std::vector<std::string> types;
    for (const Day& day : days) {
        types.push_back(day.type);
    }
    return types;
}

Result<Profile> parse_profile(std::string_view bytes, const std::string& file) {
    ProfileReader reader(file);
    std::optional<Problem> problem =
        read_csv(bytes, [&reader](const CsvRow& row) { return reader.read(row); });
    if (problem) {
        return reader.abandon(std::move(*problem));
    }
    return reader.finish();
}

Result<Profile> read_profile(const std::filesystem::path& file) {
    Result<std::string> bytes = read_input_file(file, kCsvBytesMax);
    if (!bytes) {
        return tl::unexpected(std::move(bytes.error()));
    }
    return parse_profile(*bytes, file.string());
}

}  // namespace fcr
