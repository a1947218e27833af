// The documents that the AQuA Book asks for beside the logs.
#include "sim/assurance/assurance.hpp"

#include <fmt/format.h>

namespace fcr {

namespace {

DocumentTable roles_table(const AssuranceRoles& roles) {
    return {.columns = {"Role", "Who", "What for"},
            .rows = {{"Commissioner",
                      person_or_role(roles.commissioner, "COMMISSIONER"),
                      "asks the question, agrees scope and risk"},
                     {"Analyst",
                      person_or_role(roles.analyst, "ANALYST"),
                      "builds the scenario, runs it, keeps the logs"},
                     {"Assurer",
                      person_or_role(roles.assurer, "ASSURER"),
                      "independent of the analyst; checks the work against its purpose"},
                     {"Approver",
                      person_or_role(roles.approver, "APPROVER"),
                      "accepts the result for use"}}};
}

DocumentTable figures_table(const AssuredRun& run) {
    DocumentTable table{.columns = {"Figure", "Definition", "Value"}, .rows = {}};
    for (const AssuredFigure& figure : run.figures) {
        table.rows.push_back(
            {figure.title, figure.definition.empty() ? "none" : figure.definition, figure.value});
    }
    return table;
}

/// A table, or words where it has no row.
DocumentBlock table_or(DocumentTable table, const char* otherwise) {
    if (table.rows.empty()) {
        return Paragraph{otherwise};
    }
    return table;
}

DocumentBlock list_or(const std::vector<std::string>& items, const char* otherwise) {
    if (items.empty()) {
        return Paragraph{otherwise};
    }
    return BulletList{items};
}

DocumentTable published_table(const AssuredRun& run) {
    DocumentTable table{
        .columns = {"Figure", "Published", "Simulated less published", "Tolerance", "Source"},
        .rows = {}};
    for (const AssuredPublished& row : run.published) {
        table.rows.push_back({row.title, row.published, row.difference, row.verdict, row.source});
    }
    return table;
}

std::vector<DocumentBlock> understood(const AssuredRun& run) {
    std::vector<DocumentBlock> blocks;
    for (const AssuredScenario& scenario : run.scenarios) {
        blocks.emplace_back(Paragraph{"Scenario " + scenario.name + ":"});
        blocks.emplace_back(Verbatim{scenario.understood});
    }
    return blocks;
}

/// The file that equal runs have alike.
std::string results_file(AssuredKind kind) {
    switch (kind) {
        case AssuredKind::Run: return "results.json";
        case AssuredKind::Comparison: return "comparison.csv";
        case AssuredKind::Sweep: return "sweep.json";
    }
    return {};
}

/// What the run itself shows of each letter of RIGOUR.
DocumentTable rigour_table(const AssuredWork& work) {
    const AssuredRun& run = work.run;
    const std::string assurer = to_be_completed_by("ASSURER");
    return {
        .columns = {"Criterion", "Evidence from the run", "What remains"},
        .rows = {
            {"Repeatable",
             fmt::format("seed {}, fcrsim {}, scenario digest {}: the command gives the same bytes "
                         "on any number of threads",
                         run.seed,
                         run.record.fcrsim_version,
                         run.scenarios.front().bundle.digest.substr(0, 12)),
             "run it again and compare " + results_file(run.kind) +
                 " with the data log: " + assurer},
            {"Independent",
             "fcrsim validate compares the program with closed forms and another simulator's "
             "published results",
             "an assurer who is not the analyst: " + assurer},
            {"Grounded in reality",
             run.published.empty()
                 ? std::string("the scenario holds no published figure to stand beside")
                 : fmt::format("{} published figures stand beside the simulated ones",
                               run.published.size()),
             "face validity with a control-room manager; a day held out: " + assurer},
            {"Objective",
             "tolerances stand in the scenario file, and both lines are always reported",
             "whether tolerances were set before looking: " + assurer},
            {"Uncertainty managed",
             fmt::format("{} % intervals over {} replications; {} of {} parameters are marked "
                         "unverified",
                         100.0 * run.confidence,
                         run.replications,
                         work.unverified(),
                         work.parameters.size()),
             "what the unverified ones do to the answer (fcrsim sweep): " +
                 to_be_completed_by("ANALYST")},
            {"Robust",
             run.kind == AssuredKind::Sweep
                 ? "the sweep shows what its factors do to the figures"
                 : fmt::format("this is {}: it varies no input by itself", kind_words(run.kind)),
             "sensitivity of the decision: " + to_be_completed_by("ANALYST")}}};
}

}  // namespace

Document specification(const AssuredWork& work) {
    const AssuredRun& run = work.run;
    return {.name = "specification",
            .title = "Specification",
            .sections = {
                {.title = "Question",
                 .blocks = {Paragraph{"Title of the run: " + run.title},
                            Paragraph{"The question asked and the decision it is for: " +
                                      to_be_completed_by("COMMISSIONER")},
                            Paragraph{"What would make the answer useless, and how sure it has to "
                                      "be: " +
                                      to_be_completed_by("COMMISSIONER")}}},
                {.title = "Roles", .blocks = {roles_table(work.roles)}},
                {.title = "Scope",
                 .blocks = {Paragraph{fmt::format(
                                "This is {} by fcrsim {}: a simulation of a police force control "
                                "room, call by call.",
                                kind_words(run.kind),
                                run.record.fcrsim_version)},
                            Paragraph{"What the model has and what it leaves out, and which way "
                                      "that errs, is told in docs/model.md of that version."}}},
                {.title = "Outputs", .blocks = {table_or(figures_table(run), "None.")}}}};
}

Document design(const AssuredWork& work) {
    std::vector<DocumentSection> sections{
        {.title = "Method",
         .blocks = {Paragraph{
                        "Discrete-event simulation. Callers arrive by a rate that changes with the "
                        "time of day; they wait, give up, ring again, are answered by handlers on "
                        "seats or shifts, and what is answered may become an incident that is "
                        "graded, dispatched and attended, as far as the scenario says so. Every "
                        "draw belongs to a caller, so variants meet the same callers."},
                    Paragraph{fmt::format("A replication: {}. Replications: {}. Seed {}.",
                                          work.run.span,
                                          work.run.replications,
                                          work.run.seed)}}},
        {.title = "The room as understood", .blocks = understood(work.run)}};
    if (!work.run.design.empty()) {
        sections.push_back({.title = "Experiment", .blocks = {Paragraph{work.run.design}}});
    }
    return {.name = "design", .title = "Design", .sections = std::move(sections)};
}

Document quality_plan(const AssuredWork& work) {
    const AssuredRun& run = work.run;
    return {
        .name = "quality_plan",
        .title = "Quality assurance plan",
        .sections = {{.title = "RIGOUR", .blocks = {rigour_table(work)}},
                     {.title = "Beside published figures",
                      .blocks = {table_or(published_table(run),
                                          "The scenario has no published figures, or the run is a "
                                          "comparison or sweep, which does not judge them.")}},
                     {.title = "Precision asked for",
                      .blocks = {list_or(run.precision, "None: a fixed number of replications.")}},
                     {.title = "Warnings of the run", .blocks = {list_or(run.warnings, "None.")}},
                     {.title = "Checks to be made",
                      .blocks = {DocumentTable{
                          .columns = {"Check", "How", "Result"},
                          .rows = {{"The program agrees with theory",
                                    "fcrsim validate",
                                    to_be_completed_by("ASSURER")},
                                   {"The run can be repeated",
                                    "the command of the technical notes; " +
                                        results_file(run.kind) + " is then the same bytes",
                                    to_be_completed_by("ASSURER")},
                                   {"The scenario is the room meant",
                                    "read the design with a control-room manager",
                                    to_be_completed_by("ASSURER")},
                                   {"A day can be followed call by call",
                                    "fcrsim run --replication N --trace",
                                    to_be_completed_by("ASSURER")},
                                   {"Extreme cases come out as they must",
                                    "no callers, no patience, twice the seats (--set)",
                                    to_be_completed_by("ANALYST")},
                                   {"The force's own days are predicted",
                                    "held-out days, tolerance set before looking",
                                    to_be_completed_by("ANALYST")},
                                   {"A supervisor cannot tell a simulated hour",
                                    "Turing test with real and simulated hours",
                                    to_be_completed_by("ASSURER")}}}}}}};
}

Document user_notes(const AssuredWork& work) {
    const AssuredRun& run = work.run;
    std::vector<DocumentSection> sections{
        {.title = "Results", .blocks = {table_or(figures_table(run), "None.")}},
        {.title = "How to read them",
         .blocks = {Paragraph{fmt::format("A value stands with half the width of its {:g} % "
                                          "interval over replications. That is the error of "
                                          "simulation alone; it says nothing of inputs that are "
                                          "wrong.",
                                          100.0 * run.confidence)},
                    Paragraph{"docs/measures.md defines every figure: numerator, denominator, "
                              "clock and period. A service level on another clock or formula is "
                              "another figure."},
                    Paragraph{fmt::format("{} of {} parameters are marked unverified in the "
                                          "assumptions log. Limits on use: {}.",
                                          work.unverified(),
                                          work.parameters.size(),
                                          to_be_completed_by("ANALYST"))}}}};
    if (!run.findings.empty()) {
        sections.push_back({.title = "Findings", .blocks = {BulletList{run.findings}}});
    }
    return {.name = "user_notes", .title = "User notes", .sections = std::move(sections)};
}

Document technical_notes(const AssuredWork& work) {
    const AssuredRun& run = work.run;
    const RunRecord& record = run.record;
    return {
        .name = "technical_notes",
        .title = "Technical notes",
        .sections = {
            {.title = "How it was run",
             .blocks = {Verbatim{command_words(record)},
                        DocumentTable{
                            .columns = {"What", "Value"},
                            .rows = {{"fcrsim", record.fcrsim_version},
                                     {"Compiler", record.compiler},
                                     {"Host", record.host},
                                     {"Started (UTC)", record.started},
                                     {"Wall time", fmt::format("{:.1f} s", record.wall_s)},
                                     {"Threads", std::to_string(record.jobs)},
                                     {"Calls simulated", std::to_string(record.calls)},
                                     {"Seed", std::to_string(run.seed)},
                                     {"First replication", std::to_string(run.first_replication)},
                                     {"Replications", std::to_string(run.replications)}}}}},
            {.title = "How to run it again",
             .blocks = {BulletList{
                 {"Take fcrsim of the version above; the results do not depend on host, "
                  "compiler, threads or time.",
                  "The scenarios are in report.html (text) and results.sqlite (text and files); "
                  "their digests are in the data log.",
                  "Run the command above in the folder it was run in, with another --out."}}}},
            {.title = "What the model leaves out",
             .blocks = {Paragraph{"The table \"What is left out, and which way it errs\" of "
                                  "docs/model.md. What of it matters to this question: " +
                                  to_be_completed_by("ANALYST")}}}}};
}

Document assurance_statement(const AssuredWork& work) {
    const AssuredRun& run = work.run;
    const std::string assurer = person_or_role(work.roles.assurer, "ASSURER");
    return {
        .name = "assurance_statement",
        .title = "Assurance statement",
        .sections = {
            {.title = "Roles", .blocks = {roles_table(work.roles)}},
            {.title = "Ready for assurance",
             .blocks = {Paragraph{fmt::format(
                            "The documents of this pack were filled by fcrsim from the folder {}. "
                            "That makes the run ready for assurance; it is no assurance. The AQuA "
                            "Book is practice for government departments and, for a police force, "
                            "an expectation and not a statute.",
                            run.folder)},
                        BulletList{{fmt::format("Parameters: {}, of which unverified: {}.",
                                                work.parameters.size(),
                                                work.unverified()),
                                    fmt::format("Replications finished: {} of {}{}.",
                                                run.replications,
                                                run.replications_asked,
                                                run.is_whole() ? "" : "; the run was stopped"),
                                    fmt::format("Warnings: {}.", run.warnings.size()),
                                    fmt::format("Published figures beside it: {}.",
                                                run.published.size())}}}},
            {.title = "Statement",
             .blocks = {DocumentTable{
                 .columns = {"What", "Statement"},
                 .rows = {
                     {"Fit for the purpose of the specification", to_be_completed_by("ASSURER")},
                     {"Limits on use", to_be_completed_by("ASSURER")},
                     {"Residual risks", to_be_completed_by("ASSURER")},
                     {"Assurer, date", assurer + "; date: " + to_be_completed_by("ASSURER")},
                     {"Approver, date",
                      person_or_role(work.roles.approver, "APPROVER") +
                          "; date: " + to_be_completed_by("APPROVER")}}}}}}};
}

}  // namespace fcr
