// The assurance pack of a run: what an independent assurer asks for, filled from the run.
//
// The documents are those of the AQuA Book (HM Treasury, 2025 edition) and the STRESS-DES checklist
// (Monks, Currie, Onggo, Robinson, Kunc and Taylor, Journal of Simulation 13 (2019), 55-67). What
// the program cannot know says who has to complete it; nothing is left blank.
#pragma once

#include "sim/assurance/assured_run.hpp"
#include "sim/assurance/document.hpp"
#include "sim/assurance/scenario_parameters.hpp"

#include <cstddef>
#include <string>
#include <vector>

namespace fcr {

/// Who has which role; empty: to be completed. The assurer is independent of the analyst.
struct AssuranceRoles {
    std::string commissioner;
    std::string analyst;
    std::string assurer;
    std::string approver;
};

/// A parameter of one of the run's scenarios.
struct LoggedParameter {
    std::string scenario;
    ScenarioParameter parameter;
};

/// A run with all that its documents tell.
struct AssuredWork {
    const AssuredRun& run;
    const AssuranceRoles& roles;
    std::vector<LoggedParameter> parameters;  ///< of every scenario, in order

    [[nodiscard]] std::size_t unverified() const;
};

struct AssuranceFile {
    std::string name;
    std::string bytes;
};

/// Every file of the pack: each document in Markdown, assurance.html with all of them, the
/// assumptions log, data log and STRESS-DES checklist as CSV. The same bytes for the same folder.
[[nodiscard]] std::vector<AssuranceFile> assurance_files(const AssuredWork& work);

/// The parameters of the run's scenarios.
[[nodiscard]] std::vector<LoggedParameter> log_parameters(const AssuredRun& run);

// The documents. Internal to this folder.
[[nodiscard]] Document specification(const AssuredWork& work);
[[nodiscard]] Document design(const AssuredWork& work);
[[nodiscard]] Document assumptions_log(const AssuredWork& work);
[[nodiscard]] Document decisions_log(const AssuredWork& work);
[[nodiscard]] Document data_log(const AssuredWork& work);
[[nodiscard]] Document quality_plan(const AssuredWork& work);
[[nodiscard]] Document user_notes(const AssuredWork& work);
[[nodiscard]] Document technical_notes(const AssuredWork& work);
[[nodiscard]] Document assurance_statement(const AssuredWork& work);
[[nodiscard]] Document stress_des(const AssuredWork& work);

/// The name of who has a role, or who has to say.
[[nodiscard]] std::string person_or_role(const std::string& person, const std::string& role);

/// `a run`, `a comparison`, `a sweep`.
[[nodiscard]] std::string kind_words(AssuredKind kind);

/// The command that made the run, as typed.
[[nodiscard]] std::string command_words(const RunRecord& record);

/// A publication that the scenarios name, and by how many of their parameters.
struct UsedPublication {
    std::string key;
    std::string title;
    std::string date;
    std::size_t parameters = 0;
};
[[nodiscard]] std::vector<UsedPublication> used_publications(const AssuredWork& work);

}  // namespace fcr
