#include "tools/fcrsim/contract_lint.hpp"

#include "sim/contract/contract_file.hpp"
#include "sim/report/lint_report.hpp"
#include "tools/fcrsim/console.hpp"
#include "tools/fcrsim/version.hpp"

#include <algorithm>
#include <memory>

namespace fcr {
namespace {

struct LintOptions {
    std::vector<std::string> files;
    bool json = false;
    bool strict = false;
};

ExitCode lint_files(const LintOptions& options) {
    std::vector<ContractTerms> contracts;
    bool bad = false;
    for (const std::string& file : options.files) {
        Result<ContractTerms> terms = load_contract(file);
        if (!terms) {
            say(terms.error());
            bad = true;
            continue;
        }
        contracts.push_back(std::move(*terms));
    }
    if (bad) {
        return ExitCode::BadInput;
    }
    std::vector<LintedContract> linted;
    for (const ContractTerms& terms : contracts) {
        linted.push_back({.terms = &terms, .warnings = lint(terms), .with_run = false});
    }
    std::string text;
    if (options.json) {
        text = lint_json(linted, version());
    } else {
        for (const LintedContract& contract : linted) {
            text += (text.empty() ? "" : "\n") + lint_text(contract);
        }
    }
    if (const ExitCode printed = print(text); printed != ExitCode::Done) {
        return printed;
    }
    const bool warned = std::ranges::any_of(
        linted, [](const LintedContract& contract) { return !contract.warnings.empty(); });
    return warned && options.strict ? ExitCode::TargetMissed : ExitCode::Done;
}

Action contract_lint_action(Flags& flags) {
    const auto options = std::make_shared<LintOptions>();
    flags.arguments({"FILE", "", "contract files (.txtpb)"}, options->files);
    flags.flag({"--json", "", "one JSON document on standard output"}, options->json);
    flags.flag({"--strict", "", "exit code 1 when there is a warning"}, options->strict);
    return [options](const CommandLine&) { return lint_files(*options); };
}

constexpr std::string_view kContractLintExamples =
    "  fcrsim contract lint proposed.txtpb\n"
    "  fcrsim contract lint --json --strict config/contracts/*.txtpb\n"
    "\n"
    "Thirty rules; docs/contract.md has each. Four of them need a run and are judged by\n"
    "fcrsim contract simulate. This is modelling, not legal advice: check the signed wording.\n"
    "Exit codes: 0 all files are contracts, 1 there are warnings and --strict, 2 a file is bad.";

}  // namespace

Subcommand contract_lint_command() {
    return {.name = "lint",
            .summary = "Warns of terms that work against the authority, without a run.",
            .examples = kContractLintExamples,
            .add = contract_lint_action};
}

}  // namespace fcr
