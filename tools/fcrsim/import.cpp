#include "tools/fcrsim/import.hpp"

#include "sim/intake/guess_mapping.hpp"
#include "sim/intake/import_extract.hpp"
#include "sim/report/atomic_file.hpp"
#include "sim/report/import_message.hpp"
#include "sim/report/import_text.hpp"
#include "sim/scenario/input_file.hpp"
#include "sim/scenario/sha256.hpp"
#include "tools/fcrsim/console.hpp"
#include "tools/fcrsim/flag_values.hpp"
#include "tools/fcrsim/new_folder.hpp"
#include "tools/fcrsim/output_folder.hpp"
#include "tools/fcrsim/stop_signal.hpp"
#include "tools/fcrsim/version.hpp"

#include <fmt/format.h>

#include <list>
#include <memory>
#include <optional>
#include <string>
#include <utility>

namespace fcr {
namespace {

struct ImportOptions {
    std::string extract;
    std::optional<std::string> mapping;
    std::optional<std::string> out;
    std::optional<std::string> salt;
    std::optional<std::uint64_t> leave_out;
    bool dry_run = false;
    bool guess = false;
    bool json = false;
};

Problems wrong_flags(const ImportOptions& options) {
    Problems problems;
    if (options.guess) {
        if (options.mapping || options.out || options.salt || options.leave_out) {
            problems.push_back(wrong_flag(
                "--guess", {}, "must stand alone: it writes a mapping to standard output"));
        }
        return problems;
    }
    if (!options.mapping) {
        problems.push_back(wrong_flag(
            "--mapping", {}, "must be given; --guess proposes a mapping file to correct"));
    }
    if (options.out.has_value() == options.dry_run) {
        problems.push_back(
            wrong_flag("--out", options.out, "must be given, or --dry-run, which writes nothing"));
    }
    if (options.out) {
        if (auto refusal = NewFolder::refusal(*options.out)) {
            problems.push_back(wrong_flag("--out", options.out, std::move(*refusal)));
        }
    }
    return problems;
}

/// What an import works with, once every file but the extract has been read.
struct ImportOrder {
    LedgerMapping mapping;
    std::string mapping_text;
    IdentityKey key = IdentityKey::random();
};

Result<ImportOrder> read_order(const ImportOptions& options) {
    Problems problems = wrong_flags(options);
    ImportOrder order;
    if (problems.empty()) {
        Result<std::string> text = read_input_file(*options.mapping, kScenarioBytesMax);
        Result<LedgerMapping> mapping = text ? parse_import_mapping(*text, *options.mapping)
                                             : Result<LedgerMapping>(tl::unexpected(text.error()));
        if (mapping) {
            order.mapping = std::move(*mapping);
            order.mapping_text = std::move(*text);
        } else {
            problems = std::move(mapping.error());
        }
        if (options.salt) {
            Result<IdentityKey> key = IdentityKey::from_file(*options.salt);
            if (key) {
                order.key = std::move(*key);
            } else {
                problems.insert(problems.end(), key.error().begin(), key.error().end());
            }
        }
    }
    if (!problems.empty()) {
        return tl::unexpected(std::move(problems));
    }
    return order;
}

class NoSink final : public ByteSink {
public:
    void write(std::string_view /*bytes*/) override {}
};

class FileSink final : public ByteSink {
public:
    explicit FileSink(AtomicFile& file) : file_(file) {}
    void write(std::string_view bytes) override { file_.write(bytes); }

private:
    AtomicFile& file_;
};

/// Tells why nothing is written; empty when nothing speaks against it.
std::optional<ExitCode> refused(const ImportReport& report, const ImportOptions& options) {
    if (report.interrupted) {
        say("fcrsim import: interrupted; nothing was written.");
        return ExitCode::Interrupted;
    }
    const std::uint64_t faulty = report.faulty();
    const bool too_many = faulty > options.leave_out.value_or(0);
    if (too_many || options.dry_run) {
        say(report.told);
        if (report.untold > 0) {
            say(fmt::format("{}: {} more rows are wrong", options.extract, report.untold));
        }
    }
    if (!report.fatal.empty()) {
        say(report.fatal);
        return ExitCode::BadInput;
    }
    if (too_many) {
        say(
            fmt::format("fcrsim import: {} of {} rows {} wrong: mend them or the mapping, or leave "
                        "them out with --leave-out {}; nothing was written.",
                        faulty,
                        report.read,
                        faulty == 1 ? "is" : "are",
                        faulty));
        return ExitCode::BadInput;
    }
    return std::nullopt;
}

std::string sha256_of(std::string_view bytes) {
    Sha256 digest;
    digest.update(bytes);
    return digest.hex();
}

std::string json_of(const ImportReport& report,
                    const ImportOrder& order,
                    const ImportOptions& options) {
    return import_json({.report = report,
                        .mapping_hash = sha256_of(order.mapping_text),
                        .salt_from_file = options.salt.has_value(),
                        .fcrsim_version = version()});
}

ExitCode dry_run(const ImportOptions& options, ImportOrder& order, const StopSignal& stop) {
    NoSink nothing;
    const ImportReport report = import_extract(options.extract,
                                               order.mapping,
                                               order.key,
                                               {.rows = nothing, .load = nothing},
                                               stop.asked());
    const std::optional<ExitCode> refusal = refused(report, options);
    if (refusal == ExitCode::Interrupted || !report.fatal.empty()) {
        return *refusal;
    }
    const ExitCode printed =
        print(options.json ? json_of(report, order, options) : import_text(report));
    return printed != ExitCode::Done ? printed : refusal.value_or(ExitCode::Done);
}

ExitCode write_import(const ImportOptions& options, ImportOrder& order, const StopSignal& stop) {
    NewFolder folder(*options.out);
    if (folder.failure()) {
        say("fcrsim import: " + *folder.failure());
        return ExitCode::StorageFailed;
    }
    const bool incidents = order.mapping.rows == ExtractRows::Incidents;
    std::list<AtomicFile> files;
    AtomicFile& rows =
        files.emplace_back(folder.place() / (incidents ? "incidents.csv" : "calls.csv"));
    AtomicFile& load = files.emplace_back(folder.place() / "load.csv");
    FileSink row_sink(rows);
    FileSink load_sink(load);
    const ImportReport report = import_extract(options.extract,
                                               order.mapping,
                                               order.key,
                                               {.rows = row_sink, .load = load_sink},
                                               stop.asked());
    if (const auto refusal = refused(report, options)) {
        return *refusal;
    }
    const std::string json = json_of(report, order, options);
    const std::string text = import_text(report);
    files.emplace_back(folder.place() / "load.txtpb")
        .write(load_mapping_text(order.mapping, report));
    files.emplace_back(folder.place() / "import.json").write(json);
    files.emplace_back(folder.place() / "import.txt").write(text);
    if (const auto failure = commit_together(files)) {
        say("fcrsim import: " + *failure);
        return ExitCode::StorageFailed;
    }
    files.clear();
    if (!folder.commit()) {
        say("fcrsim import: " + *folder.failure());
        return ExitCode::StorageFailed;
    }
    return print(options.json ? json : text);
}

ExitCode import(const ImportOptions& options) {
    if (options.guess) {
        if (const Problems problems = wrong_flags(options); !problems.empty()) {
            say(problems);
            return ExitCode::BadInput;
        }
        const Result<std::string> guess = guess_mapping(options.extract);
        if (!guess) {
            say(guess.error());
            return ExitCode::BadInput;
        }
        return print(*guess);
    }
    Result<ImportOrder> order = read_order(options);
    if (!order) {
        say(order.error());
        return ExitCode::BadInput;
    }
    const StopSignal stop;
    return options.dry_run ? dry_run(options, *order, stop) : write_import(options, *order, stop);
}

Action import_action(Flags& flags) {
    const auto options = std::make_shared<ImportOptions>();
    flags.argument(
        {"EXTRACT", "", "recorded calls or incidents: a CSV file with a header, plain or gzip"},
        options->extract);
    flags.words({"--mapping",
                 "MAPPING",
                 "mapping file (.txtpb) of the extract's columns and values (ledger.proto, or of "
                 "times and classes alone load.proto)"},
                options->mapping);
    flags.words({"--out",
                 "DIR",
                 "a new folder: calls.csv or incidents.csv, load.csv with its mapping, import.json "
                 "and import.txt; all of them or nothing"},
                options->out);
    flags.flag({"--dry-run", "", "tells what would be read, guessed and left out; writes nothing"},
               options->dry_run);
    flags.flag({"--guess", "", "proposes a mapping file on standard output, to be corrected"},
               options->guess);
    flags.words({"--salt",
                 "FILE",
                 "16 to 4096 secret bytes by which callers, handlers and incidents get ids: the "
                 "same file gives the same ids; default: random ones, forgotten"},
                options->salt);
    flags.whole_number(
        {"--leave-out", "N", "leaves out at most so many rows that are wrong; default 0"},
        {.least = 0, .most = 1'000'000'000},
        options->leave_out);
    flags.flag({"--json", "", "one JSON document on standard output"}, options->json);
    return [options](const CommandLine&) { return import(*options); };
}

constexpr std::string_view kImportExamples =
    "  fcrsim import config/ledgers/april_2027.csv --guess\n"
    "      what the columns seem to be, as a mapping file to correct\n"
    "  fcrsim import config/ledgers/april_2027.csv --mapping config/mappings/april_2027_fit.txtpb\n"
    "                --dry-run\n"
    "      what would be read and left out, with row numbers\n"
    "  fcrsim import config/ledgers/april_2027.csv --mapping config/mappings/april_2027_fit.txtpb\n"
    "                --out april\n"
    "  fcrsim replay april/load.csv --mapping april/load.txtpb --scenario "
    "config/scenarios/mid_force.txtpb\n"
    "\n"
    "No free text is kept; callers, handlers and incidents are ids. docs/import.md tells more.\n"
    "Exit codes: 0 imported, 2 a file is bad and nothing was written, 4 a file could not be "
    "written,\n"
    "130 interrupted and nothing was written.";

}  // namespace

Subcommand import_subcommand() {
    return {.name = "import",
            .summary = "Imports a force's own extract as a load and a ledger.",
            .examples = kImportExamples,
            .add = import_action};
}

}  // namespace fcr
