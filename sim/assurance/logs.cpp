// The logs of an assurance pack: assumptions, decisions, data.
#include "sim/assurance/assurance.hpp"
#include "sim/scenario/sha256.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace fcr {

namespace {

std::string sha256_of(const std::string& bytes) {
    Sha256 digest;
    digest.update(bytes);
    return digest.hex();
}

std::string or_none(const std::string& text) {
    return text.empty() ? "none stated" : text;
}

}  // namespace

Document assumptions_log(const AssuredWork& work) {
    DocumentTable table{
        .columns =
            {"Scenario", "Parameter", "Value", "Unit", "Source", "Date of source", "Mark", "Owner"},
        .rows = {}};
    for (const LoggedParameter& row : work.parameters) {
        const ScenarioParameter& parameter = row.parameter;
        table.rows.push_back({row.scenario,
                              parameter.path,
                              parameter.value.empty() ? "empty" : parameter.value,
                              parameter.unit,
                              or_none(parameter.source),
                              parameter.date.empty() ? "not dated" : parameter.date,
                              mark_of(parameter),
                              person_or_role(work.roles.analyst, "ANALYST")});
    }
    std::vector<DocumentSection> sections{
        {.title = "What is here",
         .blocks =
             {Paragraph{fmt::format(
                  "Every value that a scenario of this run states: {} in all, of which {} are "
                  "marked unverified: they are assumptions in whole or in part, name no "
                  "source, or name a publication that is not listed. A field that a scenario "
                  "leaves out has the default that config/README.md of fcrsim {} gives; "
                  "nothing here stands for it.",
                  work.parameters.size(),
                  work.unverified(),
                  work.run.record.fcrsim_version)},
              Paragraph{"Unit \"-\": a count, a share, a factor, a name or a choice. The "
                        "source is that of the nearest block around the value. Its date is "
                        "the first that the source or the publication named gives. A mark "
                        "\"source stated\" says that a source is named, not that anybody has "
                        "checked the value against it."}}},
        {.title = "Parameters", .blocks = {std::move(table)}}};
    if (!work.run.factors.empty()) {
        DocumentTable factors{.columns = {"Varied by the sweep", "Range", "Source"}, .rows = {}};
        for (const AssuredFactor& factor : work.run.factors) {
            factors.rows.push_back({factor.name, factor.spread, factor.source});
        }
        sections.push_back({.title = "What the sweep varied", .blocks = {std::move(factors)}});
    }
    return {.name = "assumptions_log", .title = "Assumptions log", .sections = std::move(sections)};
}

Document decisions_log(const AssuredWork& work) {
    const AssuredRun& run = work.run;
    const std::string why = to_be_completed_by("ANALYST");
    DocumentTable table{.columns = {"Decision", "What was decided", "Why", "Agreed by"},
                        .rows = {}};
    const auto add =
        [&](const std::string& decision, const std::string& what, const std::string& reason) {
            table.rows.push_back(
                {decision, what, reason, person_or_role(work.roles.commissioner, "COMMISSIONER")});
        };
    for (const AssuredScenario& scenario : run.scenarios) {
        add("Scenario " + scenario.name, scenario.file, why);
        for (const std::string& difference : scenario.differs) {
            add("Scenario " + scenario.name + " differs from the baseline", difference, why);
        }
    }
    for (const std::string& change : run.changes) {
        add("Changed for this run (--set)", change, why);
    }
    if (!run.design.empty()) {
        add("Experimental design", run.design, why);
    }
    add("Length of a replication", run.span, why);
    add("Replications",
        fmt::format("{} asked for, {} finished", run.replications_asked, run.replications),
        run.precision.empty() ? why : "until the half widths asked for were reached");
    add("Random numbers",
        fmt::format("seed {}, first replication {}", run.seed, run.first_replication),
        "any seed will do; it is kept so that the run can be repeated");
    add("Confidence of the intervals", fmt::format("{:g} %", 100.0 * run.confidence), why);
    add("The model itself",
        fmt::format("that of docs/model.md of fcrsim {}; whether the program was changed is {}",
                    run.record.fcrsim_version,
                    to_be_completed_by("ANALYST")),
        "it is the simulator at hand");
    return {.name = "decisions_log",
            .title = "Decisions log",
            .sections = {{.title = "Decisions", .blocks = {std::move(table)}}}};
}

Document data_log(const AssuredWork& work) {
    DocumentTable table{.columns = {"Data", "What it is", "Size", "SHA-256", "Role", "Owner"},
                        .rows = {}};
    const std::string owner = to_be_completed_by("DATA OWNER");
    for (const AssuredScenario& scenario : work.run.scenarios) {
        table.rows.push_back({scenario.file,
                              "scenario with its files and changes",
                              fmt::format("{} bytes", scenario.bundle.text.size()),
                              scenario.bundle.digest,
                              "input",
                              owner});
        for (const ScenarioBundle::File& file : scenario.bundle.files) {
            table.rows.push_back({scenario.name + ": " + file.name,
                                  "series that the scenario names",
                                  fmt::format("{} bytes", file.bytes.size()),
                                  sha256_of(file.bytes),
                                  "input",
                                  owner});
        }
    }
    for (const AssuredFile& file : work.run.files) {
        table.rows.push_back({file.name,
                              "written by the run",
                              fmt::format("{} bytes", file.bytes),
                              file.sha256,
                              "output",
                              person_or_role(work.roles.analyst, "ANALYST")});
    }
    DocumentTable publications{.columns = {"Key", "Publication", "Date", "Parameters"}, .rows = {}};
    for (const UsedPublication& used : used_publications(work)) {
        publications.rows.push_back(
            {used.key, used.title, used.date, std::to_string(used.parameters)});
    }
    std::vector<DocumentBlock> sources{std::move(publications)};
    if (std::get<DocumentTable>(sources.front()).rows.empty()) {
        sources = {Paragraph{"The scenarios name no publication by a key of SOURCES.md."}};
    }
    return {
        .name = "data_log",
        .title = "Data log",
        .sections = {
            {.title = "Files", .blocks = {std::move(table)}},
            {.title = "Publications that the scenarios name", .blocks = std::move(sources)},
            {.title = "Personal data",
             .blocks = {Paragraph{
                 "Calls are generated from rates; no record of a caller is read or written, and "
                 "handlers have no names but those that a roster gives them. "
                 "Where a scenario was fitted to an extract, its sources name the extract; who "
                 "holds it and on which basis is " +
                 to_be_completed_by("DATA OWNER") + "."}}}}};
}

}  // namespace fcr
