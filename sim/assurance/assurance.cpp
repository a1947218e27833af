#include "sim/assurance/assurance.hpp"

#include "sim/assurance/publications.hpp"
#include "sim/report/csv.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <variant>

namespace fcr {

namespace {

/// The first table of a document, as CSV.
std::string table_csv(const Document& document) {
    for (const DocumentSection& section : document.sections) {
        for (const DocumentBlock& block : section.blocks) {
            const auto* table = std::get_if<DocumentTable>(&block);
            if (table == nullptr) {
                continue;
            }
            CsvText csv;
            for (const std::string& column : table->columns) {
                csv.text(column);
            }
            csv.end_row();
            for (const std::vector<std::string>& row : table->rows) {
                for (const std::string& cell : row) {
                    csv.text(cell);
                }
                csv.end_row();
            }
            return csv.take();
        }
    }
    return {};
}

}  // namespace

std::size_t AssuredWork::unverified() const {
    return static_cast<std::size_t>(std::ranges::count_if(
        parameters, [](const auto& row) { return !row.parameter.is_verifiable(); }));
}

std::vector<LoggedParameter> log_parameters(const AssuredRun& run) {
    std::vector<LoggedParameter> log;
    for (const AssuredScenario& scenario : run.scenarios) {
        for (ScenarioParameter& parameter : parameters_of(scenario.bundle)) {
            log.push_back({.scenario = scenario.name, .parameter = std::move(parameter)});
        }
    }
    return log;
}

std::string person_or_role(const std::string& person, const std::string& role) {
    return person.empty() ? to_be_completed_by(role) : person;
}

std::string kind_words(AssuredKind kind) {
    switch (kind) {
        case AssuredKind::Run: return "a run";
        case AssuredKind::Comparison: return "a comparison";
        case AssuredKind::Sweep: return "a sweep";
    }
    return {};
}

std::string command_words(const RunRecord& record) {
    std::string words;
    for (const std::string& word : record.command_line) {
        const bool is_plain =
            !word.empty() && word.find_first_of(" \t'\"\\$&|;<>()[]{}*?#~!") == word.npos;
        words += (words.empty() ? "" : " ") + (is_plain ? word : '\'' + word + '\'');
    }
    return words.empty() ? "fcrsim" : words;
}

std::vector<UsedPublication> used_publications(const AssuredWork& work) {
    std::vector<UsedPublication> used;
    for (const LoggedParameter& row : work.parameters) {
        for (const std::string& key : row.parameter.keys) {
            auto found = std::ranges::find(used, key, &UsedPublication::key);
            if (found == used.end()) {
                const Publication* publication = find_publication(key);
                used.push_back(
                    {.key = key,
                     .title = publication == nullptr ? "unverified: not in SOURCES.md"
                                                     : publication->title,
                     .date = publication == nullptr
                                 ? "none"
                                 : date_in(publication->title).value_or("not dated there")});
                found = used.end() - 1;
            }
            ++found->parameters;
        }
    }
    std::ranges::sort(used, {}, &UsedPublication::key);
    return used;
}

std::vector<AssuranceFile> assurance_files(const AssuredWork& work) {
    const std::vector<Document> documents{specification(work),
                                          design(work),
                                          assumptions_log(work),
                                          decisions_log(work),
                                          data_log(work),
                                          quality_plan(work),
                                          user_notes(work),
                                          technical_notes(work),
                                          stress_des(work),
                                          assurance_statement(work)};
    std::vector<AssuranceFile> files{
        {.name = "assurance.html",
         .bytes = to_html("Assurance pack: " + work.run.title, documents)}};
    for (const Document& document : documents) {
        files.push_back({.name = document.name + ".md", .bytes = to_markdown(document)});
        if (document.name == "assumptions_log" || document.name == "data_log" ||
            document.name == "stress_des") {
            files.push_back({.name = document.name + ".csv", .bytes = table_csv(document)});
        }
    }
    return files;
}

}  // namespace fcr
