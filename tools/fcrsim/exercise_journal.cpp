#include "tools/fcrsim/exercise_journal.hpp"

#include "sim/exercise/plan_records.hpp"
#include "tools/fcrsim/console.hpp"
#include "tools/fcrsim/run_report.hpp"

#include <fmt/format.h>

#include <utility>

namespace fcr {

tl::expected<HeldJournal, ExitCode> hold_journal(const std::filesystem::path& folder) {
    std::error_code error;
    if (!std::filesystem::is_directory(folder, error)) {
        say(Problems{{.file = folder.string(),
                      .field = {},
                      .value = {},
                      .remedy = "must be the folder of an exercise, in which its journal is"}});
        return tl::unexpected(ExitCode::BadInput);
    }
    auto segments = read_segments(folder);
    if (!segments) {
        return tl::unexpected(storage_failed(segments.error().message));
    }
    HeldJournal journal;
    journal.segments = std::move(*segments);
    auto whole = recover(journal.segments,
                         [&](const JournalRecord& record) { journal.records.push_back(record); });
    if (!whole) {
        say(words_of(whole.error(), folder));
        return tl::unexpected(ExitCode::JournalDamaged);
    }
    journal.whole = std::move(*whole);
    return journal;
}

tl::expected<ExercisePlan, ExitCode> plan_of(const HeldJournal& journal,
                                             const std::filesystem::path& folder) {
    PlanReader reader;
    for (const JournalRecord& record : journal.records) {
        reader.take(record);
    }
    Result<ExercisePlan> plan = reader.read(folder.string());
    if (!plan) {
        say(plan.error());
        return tl::unexpected(ExitCode::JournalDamaged);
    }
    if (reader.scenario_hash() != journal.whole.header.scenario_hash) {
        say(fmt::format("{}: plan: its scenario is not the one that the journal's header names",
                        folder.string()));
        return tl::unexpected(ExitCode::JournalDamaged);
    }
    return std::move(*plan);
}

}  // namespace fcr
