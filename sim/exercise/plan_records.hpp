// The plan of an exercise inside its journal, so that the journal needs no other file.
#pragma once

#include "sim/base/result.hpp"
#include "sim/exercise/exercise_plan.hpp"
#include "sim/journal/journal_record.hpp"
#include "sim/journal/sha256.hpp"
#include "sim/scenario/scenario_bundle.hpp"

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace fcr {

/// The kind of a journal's record whose payload is a part of the plan (v1::JournalPlanPart). All
/// parts come before the first input.
inline constexpr std::uint16_t kPlanRecordKind = 2;

/// The longest part of a plan, bytes: several go into one group.
inline constexpr std::size_t kPlanPartBytes = std::size_t{256} << 10U;

/// An exercise file with all that it names.
struct ExerciseBundle {
    ExercisePlan plan;
    std::vector<std::string> payloads;  ///< of the records, in their order
    JournalDigest scenario_hash{};      ///< for the journal's header
};

/// Reads the exercise and its scenario's files. The plan is the one that the payloads give back.
[[nodiscard]] Result<ExerciseBundle> load_exercise_bundle(const std::filesystem::path& file);

/// What an exercise was made of.
struct PlanTexts {
    std::string exercise_file;  ///< name
    std::string exercise;
    ScenarioBundle scenario;
};

/// Takes a journal's records and puts the plan together again. Not thread-safe.
class PlanReader {
public:
    /// Records of other kinds are passed over.
    void take(const JournalRecord& record);

    /// Whether all parts are there.
    [[nodiscard]] bool is_whole() const { return parts_ > 0 && taken_ == parts_; }

    /// The plan, or what is wrong with it. `journal` is for the problems.
    [[nodiscard]] Result<ExercisePlan> read(const std::string& journal) const;

    /// The texts that the plan was made of. A plan that is not whole or no message has none.
    [[nodiscard]] std::optional<PlanTexts> texts() const;

    /// SHA-256 of the scenario with its files: what the journal's header says. Zeros unless the
    /// plan is whole and a message.
    [[nodiscard]] JournalDigest scenario_hash() const;

private:
    std::uint32_t parts_ = 0;
    std::uint32_t taken_ = 0;
    bool out_of_order_ = false;
    std::string bytes_;
};

}  // namespace fcr
