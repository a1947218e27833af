#include "sim/intake/import_extract.hpp"

#include "sim/analysis/file_feed.hpp"
#include "sim/analysis/intake.hpp"
#include "sim/intake/extract_scan.hpp"
#include "sim/scenario/input_file.hpp"
#include "sim/scenario/sha256.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

namespace fcr {

namespace {

/// Hands bytes on until somebody wants the program to stop.
class StoppableFeed final : public ByteReceiver {
public:
    StoppableFeed(CsvTable& table, const std::atomic<bool>& stop, Sha256* digest)
        : table_(table), stop_(stop), digest_(digest) {}

    [[nodiscard]] bool feed(std::string_view bytes) override {
        if (digest_ != nullptr) {
            digest_->update(bytes);
        }
        bytes_ += bytes.size();
        return !stop_.load() && table_.feed(bytes);
    }
    void fail(std::string remedy) override { table_.fail(std::move(remedy)); }
    [[nodiscard]] std::uint64_t bytes() const { return bytes_; }

private:
    CsvTable& table_;
    const std::atomic<bool>& stop_;
    Sha256* digest_;
    std::uint64_t bytes_ = 0;
};

/// When the file was last written; it is not to change between two readings.
std::filesystem::file_time_type last_written(const std::filesystem::path& file) {
    std::error_code error;
    return std::filesystem::last_write_time(file, error);
}

Problem problem_of(std::string file, std::string remedy) {
    return {.file = std::move(file), .field = {}, .value = {}, .remedy = std::move(remedy)};
}

/// What the mapping must say for an import, where other uses have names of their own.
Problems missing_for_import(const LedgerMapping& mapping) {
    Problems problems;
    const auto ask = [&](const char* field, const char* remedy) {
        problems.push_back({.file = mapping.file, .field = field, .value = {}, .remedy = remedy});
    };
    if (!mapping.only_line && !mapping.default_line && mapping.lines.empty()) {
        ask("lines", "must be given for an import: which value of the column `line` is which line");
    }
    if (!mapping.queues.empty() && mapping.pools.empty()) {
        ask("pools",
            "must be given for an import: which value of the queues' columns is which pool");
    }
    return problems;
}

ImportReport refused(ImportReport report, Problems problems) {
    report.fatal = std::move(problems);
    return report;
}

/// The whole days that the extract spans are too many: often one year is misspelt.
std::optional<Problem> too_long(const std::string& file, const ExtractScan& scan) {
    const auto whole_days =
        std::chrono::ceil<std::chrono::days>(scan.last()->time - scan.first()->time);
    if (whole_days.count() <= kLoadDaysMax) {
        return std::nullopt;
    }
    return problem_of(
        file,
        fmt::format("limit reached: must span at most {} days; the first row is of {} in line {}, "
                    "the last of {} in line {}; take a part with the mapping's from and to",
                    kLoadDaysMax,
                    to_string(scan.first()->time),
                    scan.first()->line,
                    to_string(scan.last()->time),
                    scan.last()->line));
}

std::optional<Problem> not_readable_twice(const std::filesystem::path& extract) {
    std::error_code error;
    const auto status = std::filesystem::status(extract, error);
    if (!std::filesystem::exists(status) || std::filesystem::is_regular_file(status) ||
        std::filesystem::is_directory(status)) {
        return std::nullopt;
    }
    return problem_of(extract.string(), "must be a file on a disk: it is read twice");
}

}  // namespace

std::uint64_t ImportReport::faulty() const {
    std::uint64_t rows = 0;
    for (const RowsSeen& kind : faults) {
        rows += kind.rows;
    }
    return rows;
}

std::uint64_t ImportReport::days() const {
    if (!first || !last) {
        return 0;
    }
    const auto day_of = [](LocalTime time) { return std::chrono::floor<std::chrono::days>(time); };
    return static_cast<std::uint64_t>((day_of(*last) - day_of(*first)).count()) + 1;
}

Result<LedgerMapping> read_import_mapping(const std::filesystem::path& file) {
    Result<std::string> text = read_input_file(file, kScenarioBytesMax);
    if (!text) {
        return tl::unexpected(std::move(text.error()));
    }
    return parse_import_mapping(std::move(*text), file.string());
}

Result<LedgerMapping> parse_import_mapping(std::string text, const std::string& file) {
    // A mapping of times and classes alone has a field that the other kind has not.
    if (text.find("time_column") != std::string::npos ||
        text.find("fcr.v1.LoadMapping") != std::string::npos) {
        const Result<LoadMapping> mapping = parse_mapping(std::move(text), file);
        if (!mapping) {
            return tl::unexpected(mapping.error());
        }
        return as_ledger_mapping(*mapping);
    }
    Result<LedgerMapping> mapping = parse_ledger_mapping(std::move(text), file);
    if (mapping) {
        if (Problems problems = missing_for_import(*mapping); !problems.empty()) {
            return tl::unexpected(std::move(problems));
        }
    }
    return mapping;
}

std::string load_mapping_text(const LedgerMapping& mapping, const ImportReport& report) {
    std::string text = fmt::format(
        "# proto-file: proto/fcr/v1/load.proto\n"
        "# proto-message: fcr.v1.LoadMapping\n"
        "#\n"
        "# Reads load.csv beside it, which fcrsim import wrote from {} (sha256 {}).\n\n"
        "time_column: \"time\"\nclass_column: \"call_class\"\n",
        as_shown(report.file),
        report.hash.substr(0, 12));
    for (const std::string& line : import_names(mapping).lines) {
        text += fmt::format("values {{ value: \"{0}\" call_class: \"{0}\" }}\n", line);
    }
    return text + fmt::format("source: \"imported, sha256 {}\"\n", report.hash);
}

ImportReport import_extract(const std::filesystem::path& extract,
                            const LedgerMapping& mapping,
                            IdentityKey& key,
                            ImportSinks sinks,
                            const std::atomic<bool>& stop) {
    const std::string file = extract.string();
    ImportReport report;
    report.file = extract.filename().string();
    report.incidents = mapping.rows == ExtractRows::Incidents;
    if (auto problem = not_readable_twice(extract)) {
        return refused(std::move(report), {std::move(*problem)});
    }
    ExtractScan scan(file, mapping);
    Sha256 digest;
    const auto written = last_written(extract);
    StoppableFeed first_feed(scan, stop, &digest);
    feed_file(extract, first_feed);
    report.hash = digest.hex();
    Problems problems = scan.finish();
    report.interrupted = stop.load();
    if (report.interrupted || !problems.empty()) {
        report.read = scan.rows();
        return refused(std::move(report), std::move(problems));
    }
    if (scan.first()) {
        if (auto problem = too_long(file, scan)) {
            return refused(std::move(report), {std::move(*problem)});
        }
    }
    std::vector<std::uint64_t> repeated = scan.repeats().take();
    if (scan.repeats().too_many()) {
        return refused(std::move(report),
                       {problem_of(file,
                                   fmt::format("limit reached: more than {} different rows come "
                                               "again; is the file twice in itself?",
                                               RepeatSearch::kFoundMax))});
    }
    const Date start =
        scan.first() ? std::chrono::floor<std::chrono::days>(scan.first()->time) : kDateMin;
    const LedgerClock clock(start);
    const LedgerNames names = import_names(mapping);
    ImportTable table(file, mapping, names, clock, std::move(repeated), key, sinks);
    StoppableFeed second_feed(table, stop, nullptr);
    feed_file(extract, second_feed);
    problems = table.finish();
    const std::string hash = std::exchange(report.hash, {});
    report = table.report();
    report.file = extract.filename().string();
    report.hash = hash;
    report.ledger_start = start;
    report.interrupted = stop.load();
    const bool same = second_feed.bytes() == first_feed.bytes() && last_written(extract) == written;
    if (problems.empty() && !report.interrupted && !same) {
        problems.push_back(problem_of(file, "must not change while it is read"));
    }
    if (problems.empty() && report.written == 0) {
        problems.push_back(problem_of(
            file,
            fmt::format("must have a row to write; of {} rows {} are wrong, {} duplicates, {} "
                        "before the span, {} after it, {} empty, the others of dropped lines",
                        report.read,
                        report.faulty(),
                        report.duplicates.rows,
                        report.before_span,
                        report.after_span,
                        report.empty)));
    }
    report.fatal = std::move(problems);
    return report;
}

}  // namespace fcr
