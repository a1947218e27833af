#include "sim/scenario/load.hpp"

#include "proto/fcr/v1/scenario.pb.h"
#include "sim/scenario/block.hpp"
#include "sim/scenario/input_file.hpp"
#include "sim/scenario/overrides.hpp"
#include "sim/scenario/sources.hpp"
#include "sim/scenario/syntax.hpp"
#include "sim/scenario/validate.hpp"

#include <optional>
#include <string_view>
#include <utility>

namespace fcr {

namespace {

constexpr const char* kLeast =
    "is empty; a scenario needs at least lines, call_classes, employers, skill_groups and pools";

/// A text that says nothing at all deserves one answer, not one for each thing it lacks.
std::optional<Problem> refuse_empty(const v1::Scenario& message, const std::string& file) {
    if (message.ByteSizeLong() > 0) {
        return std::nullopt;
    }
    return Problem{
        .file = file, .line = 1, .column = 1, .field = {}, .value = {}, .remedy = kLeast};
}

}  // namespace

Result<Scenario> parse_scenario(std::string text,
                                const std::string& file,
                                std::span<const std::string> overrides) {
    google::protobuf::TextFormat::ParseInfoTree locations;
    v1::Scenario message;
    TextOrigin origin{.file = file,
                      .text = SourceText(without_byte_order_mark(std::move(text))),
                      .locations = &locations};
    std::optional<Problem> problem = parse_text(file, origin.text, message, locations);
    if (!problem) {
        problem = refuse_empty(message, file);
    }
    if (problem) {
        return tl::unexpected(Problems{std::move(*problem)});
    }
    Problems problems = apply_overrides(overrides, message, origin.overridden);
    Result<Scenario> scenario = validate(message, origin);
    if (problems.empty()) {
        return scenario;
    }
    // Overrides that could not be applied leave the file as it is: tell its faults too.
    if (!scenario) {
        problems.insert(problems.begin(), scenario.error().begin(), scenario.error().end());
    }
    return tl::unexpected(std::move(problems));
}

Result<Scenario> load_scenario(const std::filesystem::path& file,
                               std::span<const std::string> overrides) {
    Result<std::string> text = read_input_file(file, kScenarioBytesMax);
    if (!text) {
        return tl::unexpected(std::move(text.error()));
    }
    return parse_scenario(std::move(*text), file.string(), overrides);
}

Result<std::vector<std::string>> unsourced_blocks(const std::filesystem::path& file) {
    Result<std::string> text = read_input_file(file, kScenarioBytesMax);
    if (!text) {
        return tl::unexpected(std::move(text.error()));
    }
    google::protobuf::TextFormat::ParseInfoTree locations;
    v1::Scenario message;
    if (auto problem = parse_text(file.string(),
                                  SourceText(without_byte_order_mark(std::move(*text))),
                                  message,
                                  locations)) {
        return tl::unexpected(Problems{std::move(*problem)});
    }
    return unsourced_blocks(message);
}

}  // namespace fcr
