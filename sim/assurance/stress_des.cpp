// The STRESS-DES checklist: what a reader needs to judge and repeat a simulation study.
#include "sim/assurance/assurance.hpp"

#include <fmt/format.h>

namespace fcr {

namespace {

std::string figure_names(const AssuredRun& run) {
    std::string names;
    for (const AssuredFigure& figure : run.figures) {
        names += (names.empty() ? "" : "; ") + figure.title;
    }
    return names.empty() ? "none" : names;
}

std::string scenario_names(const AssuredRun& run) {
    std::string names;
    for (const AssuredScenario& scenario : run.scenarios) {
        names += (names.empty() ? "" : "; ") + scenario.name;
    }
    return names;
}

/// What each scenario has otherwise than the first, or what was changed for the run.
std::string scenario_logic(const AssuredRun& run) {
    std::string words;
    for (const AssuredScenario& scenario : run.scenarios) {
        for (const std::string& difference : scenario.differs) {
            words += fmt::format("{}{}: {}", words.empty() ? "" : "; ", scenario.name, difference);
        }
    }
    for (const std::string& change : run.changes) {
        words += (words.empty() ? "changed by --set: " : "; ") + change;
    }
    for (const AssuredFactor& factor : run.factors) {
        words += fmt::format("{}{} ({})", words.empty() ? "" : "; ", factor.name, factor.spread);
    }
    return words.empty() ? "one scenario, as its file has it" : words;
}

std::string data_sources(const AssuredWork& work) {
    std::string words;
    for (const UsedPublication& used : used_publications(work)) {
        words += fmt::format("{}[{}] {}", words.empty() ? "" : "; ", used.key, used.title);
    }
    return words.empty() ? "no publication is named; see the assumptions log" : words;
}

using Item = std::vector<std::string>;

std::vector<Item> objectives(const AssuredWork& work) {
    const AssuredRun& run = work.run;
    return {{"1.1",
             "Purpose of the model",
             "specification",
             fmt::format(
                 "{}. The decision it is for: {}", run.title, to_be_completed_by("COMMISSIONER"))},
            {"1.2", "Model outputs", "specification; docs/measures.md", figure_names(run)},
            {"1.3",
             "Aims of experimentation",
             "decisions_log",
             run.kind == AssuredKind::Run ? "one scenario is measured: " + scenario_names(run)
             : run.kind == AssuredKind::Comparison
                 ? "scenarios are compared on the same callers: " + scenario_names(run)
                 : "inputs are varied: " + run.design}};
}

std::vector<Item> logic(const AssuredWork& work) {
    return {
        {"2.1",
         "Base model overview",
         "design; docs/model.md",
         "callers, lines, queues, handlers, incidents, dispatch, units; told in words in the "
         "design"},
        {"2.2",
         "Base model logic",
         "docs/model.md",
         "one section for each sub-process: demand, callers, who takes which call, people, what "
         "follows from a call, interruption, what becomes of an answered call"},
        {"2.3", "Scenario logic", "decisions_log", scenario_logic(work.run)},
        {"2.4",
         "Algorithms",
         "docs/model.md",
         "routing and priority rules, escalation and overflow, dispatch; Poisson arrivals by "
         "inversion of the expected calls, keyed draws"},
        {"2.5.1",
         "Components: entities",
         "design",
         "calls by class, incidents by grade; their attributes are drawn at birth"},
        {"2.5.2",
         "Components: activities",
         "design; assumptions_log",
         "as far as the scenario has them: operator leg, announcement, waiting, ringing, talk, "
         "wrap-up, after-call gap; with a "
         "response grading, dispatch, travel, scene, paperwork; durations in the assumptions log"},
        {"2.5.3",
         "Components: resources",
         "design",
         "handlers by pool, on seats or shifts; with a response desks and units; numbers in the "
         "assumptions log"},
        {"2.5.4",
         "Components: queues",
         "docs/model.md",
         "one for each call class, in order of arrival, priority by the scenario's routing rule"},
        {"2.5.5",
         "Components: entry and exit points",
         "docs/model.md",
         "calls enter where a caller dials; they leave answered, abandoned, diverted, blocked, or "
         "unfinished at the end of the run; nothing is lost"}};
}

std::vector<Item> data(const AssuredWork& work) {
    return {{"3.1", "Data sources", "data_log", data_sources(work)},
            {"3.2",
             "Pre-processing of data",
             "assumptions_log",
             "done by the scenario's sources where they say derived or fitted; what else was done "
             "to data before it became a scenario: " +
                 to_be_completed_by("ANALYST")},
            {"3.3",
             "Input parameters",
             "assumptions_log",
             fmt::format("{} values, each with source, date and mark", work.parameters.size())},
            {"3.4",
             "Assumptions",
             "assumptions_log; docs/model.md",
             fmt::format("{} values are marked unverified; what the model leaves out stands in "
                         "docs/model.md",
                         work.unverified())}};
}

std::vector<Item> experimentation(const AssuredWork& work) {
    const AssuredRun& run = work.run;
    return {
        {"4.1",
         "Initialisation",
         "technical_notes",
         "a replication begins with an empty room; " + run.span},
        {"4.2", "Run length", "technical_notes", run.span},
        {"4.3",
         "Estimation approach",
         "user_notes",
         fmt::format("{} independent replications, {:g} % intervals by Student's t, ratios by "
                     "the classical ratio estimator{}",
                     run.replications,
                     100.0 * run.confidence,
                     run.kind == AssuredKind::Run ? "" : "; the same callers in every scenario")}};
}

std::vector<Item> implementation(const AssuredWork& work) {
    const AssuredRun& run = work.run;
    const RunRecord& record = run.record;
    return {
        {"5.1",
         "Software",
         "technical_notes",
         fmt::format("fcrsim {}, C++20, {}", record.fcrsim_version, record.compiler)},
        {"5.2",
         "Random sampling",
         "docs/model.md, Random numbers",
         fmt::format("Philox keyed by seed, replication, purpose and caller; own samplers; seed {}",
                     run.seed)},
        {"5.3",
         "Model execution",
         "docs/model.md",
         "event by event in whole microseconds; order at one instant is part of the model"},
        {"5.4",
         "System specification",
         "technical_notes",
         fmt::format("host {}, {} threads, {:.1f} s for {} calls; the results do not depend on it",
                     record.host,
                     record.jobs,
                     record.wall_s,
                     record.calls)},
        {"6.1",
         "Sharing of the computer model",
         "technical_notes",
         fmt::format("the scenarios with their files are in the folder {}; who may have the folder "
                     "and the program: {}",
                     run.folder,
                     to_be_completed_by("COMMISSIONER"))}};
}

}  // namespace

Document stress_des(const AssuredWork& work) {
    DocumentTable table{.columns = {"Item", "Asks for", "Told in", "This run"}, .rows = {}};
    for (auto* const part : {objectives, logic, data, experimentation, implementation}) {
        for (Item& item : part(work)) {
            table.rows.push_back(std::move(item));
        }
    }
    return {
        .name = "stress_des",
        .title = "STRESS-DES checklist",
        .sections = {{.title = "Twenty items, the fifth of logic in five parts",
                      .blocks = {std::move(table)}},
                     {.title = "Of which",
                      .blocks = {Paragraph{
                          "Monks and others, Strengthening the reporting of empirical simulation "
                          "studies: introducing the STRESS guidelines, Journal of Simulation 13 "
                          "(2019), 55-67. docs/ is the documentation of the fcrsim version "
                          "named."}}}}};
}

}  // namespace fcr
