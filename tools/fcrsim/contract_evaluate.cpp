#include "tools/fcrsim/contract_evaluate.hpp"

#include "sim/analysis/ledger_pricing.hpp"
#include "sim/contract/contract_file.hpp"
#include "sim/contract/term_start.hpp"
#include "sim/report/priced_ledger.hpp"
#include "tools/fcrsim/console.hpp"
#include "tools/fcrsim/flag_values.hpp"
#include "tools/fcrsim/output_folder.hpp"
#include "tools/fcrsim/version.hpp"

#include <fmt/format.h>

#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace fcr {
namespace {

/// Months told in full where nobody asks for all: of more only the last.
constexpr std::size_t kMonthsInFull = 3;

struct EvaluateOptions {
    std::string contract;
    std::optional<std::string> calls;
    std::optional<std::string> staffing;
    std::optional<std::string> events;
    std::optional<std::string> forecast;
    std::optional<std::string> mapping;
    std::optional<std::string> start;
    std::optional<std::string> ledger_start;
    std::optional<std::string> out;
    bool json = false;
    bool full = false;
};

/// The contract and the files it is priced from, or all that is wrong with either.
struct EvaluateOrder {
    ContractTerms terms;
    LedgerSources sources;
};

Result<EvaluateOrder> read_order(const EvaluateOptions& options) {
    Problems problems;
    const std::optional<Date> start = read_date("--start", options.start, problems);
    const std::optional<Date> ledger_start =
        read_date("--ledger-start", options.ledger_start, problems);
    if (!options.calls) {
        problems.push_back(wrong_flag("--calls", {}, "must be given: the call ledger"));
    }
    if (options.mapping && options.ledger_start) {
        problems.push_back(wrong_flag("--ledger-start",
                                      options.ledger_start,
                                      "must be left out with --mapping: an extract has dates"));
    }
    EvaluateOrder order;
    Result<ContractTerms> terms = load_contract(options.contract);
    if (!terms) {
        problems.insert(problems.end(), terms.error().begin(), terms.error().end());
    }
    if (options.mapping) {
        Result<LedgerMapping> mapping = read_ledger_mapping(*options.mapping);
        if (!mapping) {
            problems.insert(problems.end(), mapping.error().begin(), mapping.error().end());
        } else {
            order.sources.mapping = std::move(*mapping);
        }
    }
    if (!problems.empty()) {
        return tl::unexpected(std::move(problems));
    }
    order.terms = start ? start_on(std::move(*terms), *start) : std::move(*terms);
    order.sources.calls = *options.calls;
    order.sources.staffing = options.staffing;
    order.sources.events = options.events;
    order.sources.forecast = options.forecast;
    order.sources.ledger_start = ledger_start.value_or(order.terms.term.start);
    return order;
}

std::string text_of(const PricedDocument& document, bool full) {
    const std::size_t months = document.priced.periods.size();
    std::string text = intake_text(document) + "\n";
    for (std::size_t month = 0; month < months; ++month) {
        if (full || months <= kMonthsInFull || month + 1 == months) {
            text += statement_text(document, month) + "\n";
        }
    }
    text += months_text(document);
    if (!full && months > kMonthsInFull) {
        text += "\nOnly the last month is told in full above; --full tells each.\n";
    }
    return text +
           "\nModelled from the contract file, not legal advice: check the signed wording.\n";
}

std::vector<FileBytes> files_of(const PricedDocument& document) {
    return {{.name = "statements.txt", .bytes = text_of(document, true)},
            {.name = "statements.json", .bytes = statements_json(document, version())},
            {.name = "months.csv", .bytes = month_statements_csv(document)},
            {.name = "kpis.csv", .bytes = kpi_statements_csv(document)},
            {.name = "charges.csv", .bytes = charge_statements_csv(document)},
            {.name = "formulas.csv", .bytes = formula_statements_csv(document)},
            {.name = "intervals.csv", .bytes = interval_statements_csv(document)},
            {.name = "publication.json", .bytes = kpi_publication_json(document, version())},
            {.name = "performance_failures.json", .bytes = performance_failures_json(document)}};
}

ExitCode write_files(const PricedDocument& document, const std::string& out) {
    OutputFolder folder(out);
    if (folder.failure()) {
        say("fcrsim contract evaluate: " + *folder.failure());
        return ExitCode::StorageFailed;
    }
    if (const auto failure = write_together(folder.path(), files_of(document))) {
        say("fcrsim contract evaluate: " + *failure);
        return ExitCode::StorageFailed;
    }
    folder.keep();
    return ExitCode::Done;
}

ExitCode evaluate(const EvaluateOptions& options) {
    const Result<EvaluateOrder> order = read_order(options);
    if (!order) {
        say(order.error());
        return ExitCode::BadInput;
    }
    const Result<PricedLedger> priced = price_ledger(order->sources, order->terms);
    if (!priced) {
        say(priced.error());
        return ExitCode::BadInput;
    }
    const PricedDocument document{order->terms, *priced, order->sources.ledger_start};
    if (options.out) {
        if (const ExitCode written = write_files(document, *options.out);
            written != ExitCode::Done) {
            return written;
        }
    }
    return print(options.json ? statements_json(document, version())
                              : text_of(document, options.full));
}

Action contract_evaluate_action(Flags& flags) {
    const auto options = std::make_shared<EvaluateOptions>();
    flags.argument({"CONTRACT", "", "contract file (.txtpb)"}, options->contract);
    flags.words({"--calls",
                 "FILE",
                 "calls.csv of fcrsim run --trace, or with --mapping a force's own extract; plain "
                 "or gzip"},
                options->calls);
    flags.words({"--mapping", "FILE", "mapping file (.txtpb) of the extract's columns and values"},
                options->mapping);
    flags.words(
        {"--staffing", "FILE", "staffing.csv: who worked when; needed by charges for hours"},
        options->staffing);
    flags.words({"--events", "FILE", "events.csv: what may give relief"}, options->events);
    flags.words({"--forecast", "FILE", "forecast.csv; default: the contract's own forecast"},
                options->forecast);
    flags.words(
        {"--start",
         "DATE",
         "prices as if the term began on that day; the contract's other dates move with it"},
        options->start);
    flags.words({"--ledger-start",
                 "DATE",
                 "local day whose midnight is second 0 of fcrsim's own ledgers; default: the "
                 "start of the term"},
                options->ledger_start);
    flags.words({"--out", "DIR", "writes statements, CSV tables and what is to be published"},
                options->out);
    flags.flag({"--json", "", "one JSON document on standard output"}, options->json);
    flags.flag({"--full", "", "tells every month in full, not the last alone"}, options->full);
    return [options](const CommandLine&) { return evaluate(*options); };
}

constexpr std::string_view kContractEvaluateExamples =
    "  fcrsim contract evaluate config/contracts/overflow_101_per_call.txtpb\n"
    "                --calls config/ledgers/april_2027.csv --mapping "
    "config/ledgers/april_2027.txtpb\n"
    "      the sample extract, a month of 999 and 101, priced without any simulation\n"
    "\n"
    "docs/ledgers.md has the files and mappings, docs/contract.md the terms. Rows must be in the\n"
    "order in which calls were offered, to within a month.\n"
    "Exit codes: 0 priced, 2 a file is bad and nothing was written, 4 a file could not be written.";

}  // namespace

Subcommand contract_evaluate_command() {
    return {.name = "evaluate",
            .summary = "Prices a contract from a ledger or a force's own call extract.",
            .examples = kContractEvaluateExamples,
            .add = contract_evaluate_action};
}

}  // namespace fcr
