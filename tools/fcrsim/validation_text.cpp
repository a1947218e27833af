#include "tools/fcrsim/validation_text.hpp"

#include "sim/report/number.hpp"
#include "sim/report/text_table.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <string_view>
#include <vector>

namespace fcr {
namespace {

constexpr double kPercent = 100.0;

/// Three digits are enough for a half width.
std::string plus_minus(double half_width) {
    return half_width > 0.0 ? fmt::format("±{:.3g}", half_width) : std::string{};
}

std::string method(const ValidationReport& report) {
    const std::uint64_t first = report.cases.front().seed;
    std::int64_t calls = 0;
    for (const ValidationCaseRun& subject : report.cases) {
        calls += subject.calls;
    }
    return wrapped(fmt::format("{} numbers of {} rooms, known exactly or published, beside {:.0f} "
                               "million simulated calls; seeds {} to {}, one a room.",
                               report.rows.size(),
                               report.cases.size(),
                               static_cast<double>(calls) / kProgressCalls,
                               first,
                               report.cases.back().seed),
                   0) +
           wrapped(
               fmt::format("B, C, A: Erlang B (as many lines as handlers), C (endless patience) "
                           "and A (exponential patience, given last); P: two priorities. Then "
                           "calls an hour, mean service, handlers. {} replications each, from "
                           "empty, after a warm-up of 30 relaxation times.",
                           report.cases.front().replications),
               0) +
           wrapped(fmt::format("All rows are judged together at {:.0f} %: each at {:.4f} % "
                               "(Bonferroni), Student's t over replications. A row passes when the "
                               "difference is within both half widths combined, the root of the "
                               "sum of their squares. z: difference over its standard error.",
                               kValidationConfidence * kPercent,
                               report.row_confidence * kPercent),
                   0);
}

std::string table(const ValidationReport& report) {
    TextTable table("case, measure", {"expected", "±", "simulated", "±", "z", ""});
    for (const ValidationRow& row : report.rows) {
        table.add_row(fmt::format("{}: {}", row.case_name, row.measure),
                      {fmt::format("{:.6g}", row.expected),
                       plus_minus(row.expected_half_width),
                       fmt::format("{:.6g}", row.simulated),
                       plus_minus(row.half_width),
                       fmt::format("{:.2f}", row.z),
                       row.agrees ? "pass" : "FAIL"});
    }
    return table.to_string();
}

/// A source and the kinds of case that have it: "B", or "MMC, MMCAb".
struct SourceLine {
    std::string source;
    std::vector<std::string> kinds;
};

/// Each source once; then a published case's setting.
std::string sources(const ValidationReport& report) {
    std::vector<SourceLine> lines;
    std::string settings;
    for (const ValidationCaseRun& subject : report.cases) {
        auto line = std::ranges::find(lines, subject.source, &SourceLine::source);
        if (line == lines.end()) {
            line = lines.insert(line, {.source = subject.source, .kinds = {}});
        }
        const std::string kind = subject.name.substr(0, subject.name.find(' '));
        if (std::ranges::find(line->kinds, kind) == line->kinds.end()) {
            line->kinds.push_back(kind);
        }
        if (subject.warm_up == Duration::zero()) {
            settings += wrapped(fmt::format("{} ({} days simulated): {}",
                                            subject.name,
                                            subject.replications,
                                            subject.setting),
                                2);
        }
    }
    std::string text;
    for (const SourceLine& line : lines) {
        text += wrapped(fmt::format("{}: {}", fmt::join(line.kinds, ", "), line.source), 0);
    }
    return text + settings;
}

/// Our texts have no control characters.
std::string in_quotes(std::string_view text) {
    std::string json = "\"";
    for (const char letter : text) {
        if (letter == '"' || letter == '\\') {
            json += '\\';
        }
        json += letter;
    }
    return json + '"';
}

std::string row_json(const ValidationRow& row) {
    return fmt::format(
        "{{\"measure\": {}, \"unit\": {}, \"expected\": {}, \"expected_half_width\": {}, "
        "\"simulated\": {}, \"half_width\": {}, \"z\": {}, \"agrees\": {}}}",
        in_quotes(row.measure),
        in_quotes(row.unit),
        six_digits(row.expected),
        six_digits(row.expected_half_width),
        six_digits(row.simulated),
        six_digits(row.half_width),
        six_digits(row.z),
        row.agrees);
}

std::string case_json(const ValidationCaseRun& subject, const ValidationReport& report) {
    std::string rows;
    for (const ValidationRow& row : report.rows) {
        if (row.case_name == subject.name) {
            rows += rows.empty() ? "\n      " : ",\n      ";
            rows += row_json(row);
        }
    }
    return fmt::format(
        "{{\"name\": {}, \"setting\": {}, \"source\": {}, \"seed\": {}, \"replications\": {}, "
        "\"calls\": {}, \"warm_up_s\": {}, \"measured_s\": {}, \"rows\": [{}\n    ]}}",
        in_quotes(subject.name),
        in_quotes(subject.setting),
        in_quotes(subject.source),
        subject.seed,
        subject.replications,
        subject.calls,
        to_seconds(subject.warm_up),
        to_seconds(subject.measured),
        rows);
}

}  // namespace

std::string to_text(const ValidationReport& report) {
    return fmt::format("{}\n{}\n{}\n{} of {} rows agree at family-wise {:.0f} %\n",
                       method(report),
                       table(report),
                       sources(report),
                       report.rows_that_agree(),
                       report.rows.size(),
                       kValidationConfidence * kPercent);
}

std::string to_json(const ValidationReport& report) {
    std::string cases;
    for (const ValidationCaseRun& subject : report.cases) {
        cases += cases.empty() ? "\n    " : ",\n    ";
        cases += case_json(subject, report);
    }
    return fmt::format(
        "{{\n  \"confidence\": {},\n  \"row_confidence\": {:.10g},\n  \"rows\": {},\n"
        "  \"rows_that_agree\": {},\n  \"agrees\": {},\n  \"cases\": [{}\n  ]\n}}\n",
        kValidationConfidence,
        report.row_confidence,
        report.rows.size(),
        report.rows_that_agree(),
        report.all_agree(),
        cases);
}

}  // namespace fcr
