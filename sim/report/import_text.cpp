#include "sim/report/import_text.hpp"

#include "sim/report/number.hpp"
#include "sim/report/text_table.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <string_view>
#include <vector>

namespace fcr {
namespace {

constexpr std::size_t kIndent = 2;
constexpr std::size_t kDatesTold = 20;

/// `3 rows`, `1 row`.
std::string rows_words(std::uint64_t rows) {
    return fmt::format("{} {}", rows, rows == 1 ? "row" : "rows");
}

/// `in lines 3, 8, 9 and 12 more`.
std::string lines_words(const RowsSeen& seen) {
    std::string text = seen.lines.size() == 1 && seen.rows == 1 ? "in line " : "in lines ";
    text += fmt::format("{}", fmt::join(seen.lines, ", "));
    if (seen.rows > seen.lines.size()) {
        text += fmt::format(" and {} more", seen.rows - seen.lines.size());
    }
    return text;
}

/// `2027-04-03, 2027-04-05 to 2027-04-09`: neighbouring days together.
std::string days_words(const std::vector<Date>& days) {
    std::string text;
    std::size_t told = 0;
    for (std::size_t at = 0; at < days.size();) {
        std::size_t end = at + 1;
        while (end < days.size() && days[end] == days[end - 1] + std::chrono::days{1}) {
            ++end;
        }
        if (told++ == kDatesTold) {
            return text + fmt::format(" and {} more days", days.size() - at);
        }
        text += (text.empty() ? "" : ", ") + date_of(LocalTime{days[at]});
        if (end - at > 1) {
            text += " to " + date_of(LocalTime{days[end - 1]});
        }
        at = end;
    }
    return text;
}

class Lines {
public:
    void add(const std::string& words) { text_ += wrapped(words, kIndent); }
    void add(const RowsSeen& seen, std::string_view words) {
        if (seen.rows > 0) {
            add(fmt::format("{} {} {}.", rows_words(seen.rows), words, lines_words(seen)));
        }
    }
    /// The heading and what was added, or nothing.
    [[nodiscard]] std::string under(std::string_view heading) const {
        return text_.empty() ? std::string{} : fmt::format("\n{}\n{}", heading, text_);
    }

private:
    std::string text_;
};

std::string rows_table(const ImportReport& report) {
    TextTable table("Rows", {"rows"});
    const auto add = [&table](const std::string& label, std::uint64_t rows) {
        table.add_row(label, {fmt::format("{}", rows)});
    };
    const auto add_some = [&add](const std::string& label, std::uint64_t rows) {
        if (rows > 0) {
            add("  left out: " + label, rows);
        }
    };
    add("read", report.read);
    add_some("wrong", report.faulty());
    add_some("duplicates", report.duplicates.rows);
    for (const NamedRows& dropped : report.dropped_lines) {
        add_some("of the line \"" + dropped.name + "\"", dropped.rows);
    }
    add_some("before the mapping's `from`", report.before_span);
    add_some("at the mapping's `to` or later", report.after_span);
    add_some("empty", report.empty);
    add("taken", report.written);
    return table.to_string();
}

std::string wrong_rows(const ImportReport& report) {
    Lines lines;
    for (std::size_t row = 0; row < report.faults.size(); ++row) {
        lines.add(report.faults[row], words_of(static_cast<RowFault>(row)));
    }
    if (report.faults[static_cast<std::size_t>(RowFault::TimeLeftOut)].rows > 0) {
        lines.add("No clock in London shows that hour: are the times in UTC (`zone`)?");
    }
    return lines.under("Wrong, and left out");
}

std::string repeat_words(const ImportReport& report) {
    std::vector<std::string> words;
    for (const RepeatSeen& repeat : report.repeats) {
        words.push_back(fmt::format("{} as {}", repeat.line, repeat.first_line));
    }
    return fmt::format("{}", fmt::join(words, ", "));
}

void add_repeats(Lines& lines, const ImportReport& report) {
    if (report.duplicates.rows > 0) {
        lines.add(fmt::format("{} with the call_id of an earlier one left out; line {}.",
                              rows_words(report.duplicates.rows),
                              repeat_words(report)));
    }
    if (report.identical.rows > 0) {
        lines.add(
            fmt::format("{} the same in every cell as an earlier one, and kept: name the "
                        "column that tells calls apart as call_id to leave such rows out; "
                        "line {}.",
                        rows_words(report.identical.rows),
                        repeat_words(report)));
    }
    if (report.without_id > 0) {
        lines.add(fmt::format("{} with an empty call_id: of these duplicates cannot be told.",
                              rows_words(report.without_id)));
    }
}

void add_days(Lines& lines, const ImportReport& report) {
    const auto add = [&lines](const std::vector<Date>& days, std::string_view words) {
        if (!days.empty()) {
            lines.add(fmt::format("{} {} {}: {}.",
                                  days.size(),
                                  days.size() == 1 ? "day" : "days",
                                  words,
                                  days_words(days)));
        }
    };
    add(report.days_missing, "without a row");
    add(report.days_thin, "with fewer than a quarter of the usual rows");
    add(report.days_twice, "of which half the rows or more came before");
    std::vector<std::string> alike;
    for (const auto& [day, also] : report.days_alike) {
        if (alike.size() == kDatesTold) {
            break;
        }
        alike.push_back(
            fmt::format("{} and {}", date_of(LocalTime{day}), date_of(LocalTime{also})));
    }
    if (!alike.empty()) {
        lines.add(fmt::format("{} with the rows of another day, at the same times of day: {}.",
                              report.days_alike.size() == 1
                                  ? std::string("1 day")
                                  : fmt::format("{} days", report.days_alike.size()),
                              fmt::join(alike, ", ")));
    }
}

void add_clocks(Lines& lines, const ImportReport& report) {
    for (const ClockChange& change : report.clock_changes) {
        const std::string day = date_of(LocalTime{change.day});
        if (change.forward) {
            lines.add(day + " has 23 hours: the clocks went forward.");
        } else if (change.shown_twice == 0) {
            lines.add(day + " has 25 hours: the clocks went back.");
        } else {
            lines.add(
                fmt::format("{} has 25 hours: {} in the hour that clocks show twice, {} of "
                            "them taken to be of its second showing by the order of rows.",
                            day,
                            rows_words(change.shown_twice),
                            change.second));
        }
    }
    if (report.offsets.size() > 1) {
        std::vector<std::string> zones;
        for (const auto& [minutes, times] : report.offsets) {
            zones.push_back(fmt::format("{}{:02}:{:02} behind {}",
                                        minutes < 0 ? '-' : '+',
                                        std::abs(minutes) / 60,
                                        std::abs(minutes) % 60,
                                        times));
        }
        lines.add(fmt::format("Times have more than one zone: {}.", fmt::join(zones, ", ")));
    }
}

std::string oddities(const ImportReport& report) {
    Lines lines;
    add_repeats(lines, report);
    add_days(lines, report);
    add_clocks(lines, report);
    if (report.out_of_order.rows > 0) {
        lines.add(
            fmt::format("{} offered before the row above, by up to {:.0f} s, {}; a contract "
                        "is priced from rows in order to within a month.",
                        rows_words(report.out_of_order.rows),
                        to_seconds(report.furthest_back),
                        lines_words(report.out_of_order)));
    }
    lines.add(report.overlaps, "answered before the handler's call above was over,");
    lines.add(report.not_utf8, "with letters that are no UTF-8, taken to be Windows-1252,");
    for (const auto& [column, also] : report.columns_alike) {
        lines.add(
            fmt::format("The columns \"{}\" and \"{}\" hold the same in every row.", column, also));
    }
    if (report.formats.size() > 1) {
        std::vector<std::string> used;
        for (const NamedRows& format : report.formats) {
            used.push_back(fmt::format("{} by \"{}\"", format.rows, format.name));
        }
        lines.add(fmt::format("Times read: {}.", fmt::join(used, ", ")));
    }
    if (!report.pools_unseen.empty()) {
        lines.add(fmt::format("No call names the pools {}.", fmt::join(report.pools_unseen, ", ")));
    }
    return lines.under("To look at");
}

std::string taken_rows(const ImportReport& report) {
    constexpr std::array<std::string_view, kOutcomes> kNames{
        "answered", "abandoned", "diverted", "blocked", "unfinished"};
    const double days = static_cast<double>(report.days());
    TextTable table("\nTaken", {"rows", "a day"});
    const auto add = [&](const std::string& label, std::uint64_t rows) {
        table.add_row(label,
                      {fmt::format("{}", rows), one_decimal(static_cast<double>(rows) / days)});
    };
    for (const NamedRows& line : report.lines) {
        add(line.name, line.rows);
    }
    for (std::size_t row = 0; row < kOutcomes && !report.incidents; ++row) {
        if (report.outcomes[row] > 0) {
            add(std::string(kNames[row]), report.outcomes[row]);
        }
    }
    for (const NamedRows& priority : report.priorities) {
        add("priority " + priority.name, priority.rows);
    }
    if (report.tests > 0) {
        add("test calls, in the ledger and not in the load", report.tests);
    }
    return table.to_string() +
           wrapped(fmt::format("First {}, last {}: {} {}. Second 0 of the ledger is the midnight "
                               "that {} begins with.",
                               to_string(*report.first),
                               to_string(*report.last),
                               report.days(),
                               report.days() == 1 ? "day" : "days",
                               date_of(LocalTime{report.ledger_start})),
                   kIndent);
}

}  // namespace

std::string import_text(const ImportReport& report) {
    std::string text = rows_table(report) + wrong_rows(report);
    if (report.written > 0) {
        text += taken_rows(report);
    }
    return text + oddities(report);
}

}  // namespace fcr
