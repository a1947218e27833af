#include "sim/exercise/plan_records.hpp"

#include "proto/fcr/v1/journal.pb.h"
#include "sim/base/check.hpp"
#include "sim/exercise/exercise_contract.hpp"
#include "sim/exercise/exercise_file.hpp"
#include "sim/exercise/exercise_load.hpp"
#include "sim/scenario/input_file.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <span>
#include <utility>

namespace fcr {
namespace {

/// As many parts as the largest plan has: text, scenario and 64 profiles.
constexpr std::uint32_t kPlanPartsMax = 4'096;

std::string cut(std::string_view bytes, std::uint32_t part, std::uint32_t parts) {
    v1::JournalPlanPart message;
    message.set_part(part);
    message.set_parts(parts);
    message.set_bytes(
        std::string(bytes.substr(std::size_t{part} * kPlanPartBytes, kPlanPartBytes)));
    return message.SerializeAsString();
}

std::vector<std::string> cut(std::string_view bytes) {
    const auto parts =
        static_cast<std::uint32_t>((bytes.size() + kPlanPartBytes - 1) / kPlanPartBytes);
    FCR_CHECK(parts <= kPlanPartsMax, "the files of a scenario have a limit");
    std::vector<std::string> payloads;
    for (std::uint32_t part = 0; part < parts; ++part) {
        payloads.push_back(cut(bytes, part, parts));
    }
    return payloads;
}

ScenarioBundle bundle_of(const v1::JournalPlan& plan) {
    ScenarioBundle bundle;
    bundle.text = plan.scenario();
    for (const v1::BundledFile& file : plan.files()) {
        bundle.files.push_back({.name = file.name(), .bytes = file.bytes()});
    }
    return bundle;
}

JournalDigest hash_of(const ScenarioBundle& bundle) {
    const auto digit = [](char character) {
        return character <= '9' ? character - '0' : character - 'a' + 10;
    };
    const std::string hex = digest_of(bundle.text, bundle.files);
    JournalDigest digest{};
    for (std::size_t row = 0; row < digest.size(); ++row) {
        digest[row] = static_cast<std::byte>(digit(hex[2 * row]) * 16 + digit(hex[2 * row + 1]));
    }
    return digest;
}

Problem plan_problem(const std::string& journal, std::string remedy) {
    return {.file = journal, .field = "plan", .value = {}, .remedy = std::move(remedy)};
}

}  // namespace

Result<ExerciseBundle> load_exercise_bundle(const std::filesystem::path& file) {
    // Read as a file first: problems then have their places in it.
    Result<std::string> text = read_input_file(file, kScenarioBytesMax);
    if (!text) {
        return tl::unexpected(std::move(text.error()));
    }
    const Result<ExercisePlan> parsed = parse_exercise(*text, file.string());
    if (!parsed) {
        return tl::unexpected(parsed.error());
    }
    Result<ScenarioBundle> room = bundle_room(*text, file.string());
    if (!room) {
        return tl::unexpected(std::move(room.error()));
    }
    if (parsed->scenario->load) {
        room->files.push_back(
            {.name = std::string(kLoadFile), .bytes = load_bytes(*parsed->scenario)});
    }
    if (parsed->contract) {
        Result<std::vector<ScenarioBundle::File>> kept = contract_files(*parsed->contract);
        if (!kept) {
            return tl::unexpected(std::move(kept.error()));
        }
        std::ranges::move(*kept, std::back_inserter(room->files));
    }
    v1::JournalPlan message;
    message.set_exercise_file(file.filename().string());
    message.set_exercise(std::move(*text));
    message.set_scenario(room->text);
    for (const ScenarioBundle::File& bundled : room->files) {
        v1::BundledFile& row = *message.add_files();
        row.set_name(bundled.name);
        row.set_bytes(bundled.bytes);
    }
    ExerciseBundle bundle;
    bundle.payloads = cut(message.SerializeAsString());
    PlanReader reader;
    for (const std::string& payload : bundle.payloads) {
        reader.take({.kind = kPlanRecordKind,
                     .payload = std::as_bytes(std::span(payload.data(), payload.size()))});
    }
    Result<ExercisePlan> plan = reader.read(file.string());
    if (!plan) {
        return tl::unexpected(std::move(plan.error()));
    }
    bundle.plan = std::move(*plan);
    bundle.scenario_hash = reader.scenario_hash();
    return bundle;
}

void PlanReader::take(const JournalRecord& record) {
    if (record.kind != kPlanRecordKind) {
        return;
    }
    v1::JournalPlanPart message;
    const bool fits =
        message.ParseFromArray(record.payload.data(), static_cast<int>(record.payload.size())) &&
        message.part() == taken_ && message.parts() > taken_ && message.parts() <= kPlanPartsMax &&
        (taken_ == 0 || message.parts() == parts_) && message.bytes().size() <= kPlanPartBytes;
    if (!fits) {
        out_of_order_ = true;
        return;
    }
    parts_ = message.parts();
    ++taken_;
    bytes_ += message.bytes();
}

Result<ExercisePlan> PlanReader::read(const std::string& journal) const {
    if (out_of_order_ || !is_whole()) {
        return tl::unexpected(Problems{plan_problem(
            journal,
            parts_ == 0 && !out_of_order_
                ? "must be the journal's first records; there is none"
                : fmt::format("must be whole and in order; {} of {} parts are", taken_, parts_))});
    }
    v1::JournalPlan message;
    if (!message.ParseFromString(bytes_)) {
        return tl::unexpected(
            Problems{plan_problem(journal, "must be a JournalPlan of journal.proto")});
    }
    return parse_exercise(message.exercise(),
                          message.exercise_file().empty() ? journal : message.exercise_file(),
                          bundle_of(message));
}

std::optional<PlanTexts> PlanReader::texts() const {
    v1::JournalPlan message;
    if (out_of_order_ || !is_whole() || !message.ParseFromString(bytes_)) {
        return std::nullopt;
    }
    ScenarioBundle files = bundle_of(message);
    return PlanTexts{.exercise_file = message.exercise_file(),
                     .exercise = message.exercise(),
                     .scenario = bundle_text(files.text, std::move(files.files))};
}

JournalDigest PlanReader::scenario_hash() const {
    v1::JournalPlan message;
    if (out_of_order_ || !is_whole() || !message.ParseFromString(bytes_)) {
        return {};
    }
    return hash_of(bundle_of(message));
}

}  // namespace fcr
