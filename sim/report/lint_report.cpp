#include "sim/report/lint_report.hpp"

#include "proto/fcr/v1/lint.pb.h"
#include "sim/base/check.hpp"
#include "sim/report/text_table.hpp"

#include <fmt/format.h>
#include <google/protobuf/util/json_util.h>

#include <set>

namespace fcr {

namespace {

constexpr std::size_t kAdviceIndent = 4;

std::string place_words(const ContractTerms& terms, const LintWarning& warning) {
    return warning.place.line == 0
               ? terms.file
               : fmt::format("{}:{}:{}", terms.file, warning.place.line, warning.place.column);
}

/// A rule's grounds and remedy, indented.
std::string rule_text(const LintRule& rule) {
    return wrapped(fmt::format("Why: {}", rule.why), kAdviceIndent) +
           wrapped(fmt::format("Better: \"{}\"", rule.wording), kAdviceIndent) +
           wrapped(fmt::format("In the file: {}", rule.fields), kAdviceIndent);
}

std::vector<int> rules_not_judged(const LintedContract& contract) {
    std::vector<int> rules;
    for (const LintRule& rule : lint_rules()) {
        if (rule.needs_run && !contract.with_run) {
            rules.push_back(rule.number);
        }
    }
    return rules;
}

void fill(v1::LintFinding& message, const LintWarning& warning) {
    const LintRule& rule = warning.about();
    message.set_rule(warning.rule);
    message.set_clause(warning.clause);
    if (warning.place.line > 0) {
        message.set_line(warning.place.line);
        message.set_column(warning.place.column);
    }
    message.set_warning(warning.warning);
    message.set_why(std::string(rule.why));
    message.set_wording(std::string(rule.wording));
    message.set_fields(std::string(rule.fields));
}

}  // namespace

std::string lint_text(const LintedContract& contract) {
    const std::size_t count = contract.warnings.size();
    std::string text = fmt::format(
        "{}: {}\n",
        contract.terms->file,
        count == 0 ? "no warnings" : fmt::format("{} warning{}", count, count == 1 ? "" : "s"));
    std::set<int> told;
    for (const LintWarning& warning : contract.warnings) {
        const bool again = !told.insert(warning.rule).second;
        text += fmt::format("\n{}: {}: {} [rule {}{}]\n",
                            place_words(*contract.terms, warning),
                            warning.clause,
                            warning.warning,
                            warning.rule,
                            again ? ", as above" : "");
        text += again ? "" : rule_text(warning.about());
    }
    const std::vector<int> silent = rules_not_judged(contract);
    if (!silent.empty()) {
        text += fmt::format("\nRules {} need a run: fcrsim contract simulate.\n",
                            fmt::join(silent, ", "));
    }
    return text;
}

std::string lint_json(std::span<const LintedContract> contracts,
                      const std::string& fcrsim_version) {
    v1::LintReport report;
    report.set_format(1);
    report.set_fcrsim_version(fcrsim_version);
    for (const LintedContract& contract : contracts) {
        v1::ContractLint& message = *report.add_contracts();
        message.set_file(contract.terms->file);
        message.set_id(contract.terms->id);
        message.set_title(contract.terms->title);
        message.set_contract_hash(contract.terms->hash);
        for (const LintWarning& warning : contract.warnings) {
            fill(*message.add_warnings(), warning);
        }
        for (const int rule : rules_not_judged(contract)) {
            message.add_rules_not_judged(rule);
        }
    }
    google::protobuf::util::JsonPrintOptions options;
    options.add_whitespace = true;
    options.preserve_proto_field_names = true;
    std::string text;
    const auto status = google::protobuf::util::MessageToJsonString(report, &text, options);
    FCR_CHECK(status.ok(), "a report of valid names can be printed");
    return text;
}

}  // namespace fcr
