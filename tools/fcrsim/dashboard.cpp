#include "tools/fcrsim/dashboard.hpp"

#include "sim/report/text_table.hpp"
#include "tools/fcrsim/progress.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

namespace fcr {
namespace {

constexpr std::size_t kLabelMin = 24;  ///< columns; with fewer a label has a line of its own
constexpr std::size_t kWidthMost = 72;
constexpr std::size_t kBarMost = 40;
constexpr std::size_t kGap = 2;

std::string course_line(const RunCourse& course, const RunningFigures& figures) {
    if (!course.until_known) {
        return progress_line(course.finished, course.replications, course.elapsed);
    }
    return figures.needed
               ? forecast_line(course.finished,
                               std::min(*figures.needed, course.replications),
                               course.elapsed)
               : fmt::format("{} replications, at most {}", course.finished, course.replications);
}

/// `[########............] 40 %`
std::string bar(const RunCourse& course, const RunningFigures& figures, std::size_t width) {
    const std::uint64_t all = std::max<std::uint64_t>(
        1, course.until_known ? figures.needed.value_or(course.replications) : course.replications);
    const std::uint64_t percent = std::min<std::uint64_t>(100, course.finished * 100 / all);
    const std::size_t cells = std::min(width - std::min<std::size_t>(width, 9), kBarMost);
    const std::size_t full = cells * percent / 100;
    return fmt::format(
        "[{}{}] {} %", std::string(full, '#'), std::string(cells - full, '.'), percent);
}

void add_row(std::vector<std::string>& lines,
             const std::string& label,
             const std::string& value,
             std::size_t width) {
    const std::size_t taken = characters(value) + kGap;
    if (width < taken + kLabelMin) {
        lines.push_back(shortened(label, width));
        lines.push_back(shortened("  " + value, width));
        return;
    }
    const std::string cut = shortened(label, width - taken);
    lines.push_back(cut + std::string(width - characters(cut) - characters(value), ' ') + value);
}

}  // namespace

std::vector<std::string> dashboard_lines(const std::string& title,
                                         const RunCourse& course,
                                         const RunningFigures& figures,
                                         TerminalSize size) {
    const std::size_t width = std::min(size.columns - 1, kWidthMost);
    std::vector<std::string> lines{shortened(title, width),
                                   shortened(course_line(course, figures), width),
                                   shortened(bar(course, figures, width), width)};
    if (figures.replications > 0) {
        lines.push_back(shortened(
            fmt::format(
                "So far, of {}; ± at {:.6g} %", figures.replications, figures.confidence * 100.0),
            width));
        for (const Headline& row : figures.rows) {
            add_row(lines, row.label, value_words(row), width);
        }
    }
    // One row stays free: a terminal that scrolls would lose the first.
    lines.resize(std::min(lines.size(), std::max<std::size_t>(size.rows, 2) - 1));
    return lines;
}

void Dashboard::tell(const RunSummary& summary) {
    RunningFigures figures{.replications = summary.replications,
                           .confidence = summary.request.confidence,
                           .rows = headlines(summary, scenario_),
                           .needed = std::nullopt};
    for (const PrecisionSummary& precision : summary.precision) {
        if (!precision.predicted) {
            figures.needed.reset();
            break;
        }
        figures.needed = std::max(figures.needed.value_or(0), *precision.predicted);
    }
    const std::lock_guard lock(mutex_);
    figures_ = std::move(figures);
}

std::vector<std::string> Dashboard::lines(const RunCourse& course, TerminalSize size) const {
    const std::lock_guard lock(mutex_);
    return dashboard_lines(title_, course, figures_, size);
}

}  // namespace fcr
