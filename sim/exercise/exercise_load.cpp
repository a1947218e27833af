#include "sim/exercise/exercise_load.hpp"

#include "proto/fcr/v1/exercise.pb.h"
#include "sim/analysis/load_variation.hpp"
#include "sim/scenario/block.hpp"

#include <fmt/format.h>

#include <charconv>
#include <utility>

namespace fcr {
namespace {

using X = v1::ExerciseLoad;

constexpr Range kThinning{.min = 0.0, .max = 1.0};
constexpr Range kScaling{.min = 1e-6, .max = LoadVariation::kScaleMax};
constexpr Range kShift{.min = 0.0, .max = 86'400.0, .unit = "s"};

std::filesystem::path needed_file(const Block& block,
                                  int field,
                                  const std::filesystem::path& folder,
                                  std::string_view what) {
    const std::string name = block.text(field);
    if (name.empty()) {
        block.missing(field, fmt::format("must be given, {}", what));
    }
    return name.empty() ? std::filesystem::path() : (folder / name).lexically_normal();
}

void tell(const Block& block, int field, const Problems& problems) {
    for (const Problem& problem : problems) {
        block.refuse_file(field, problem);
    }
}

/// The number at the front of the text, which goes on behind it and the sign after it.
template <typename Number>
bool take_number(std::string_view& text, Number& number) {
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
    if (error != std::errc{}) {
        return false;
    }
    text.remove_prefix(static_cast<std::size_t>(end - text.data()));
    if (!text.empty()) {
        text.remove_prefix(1);
    }
    return true;
}

}  // namespace

std::optional<LoadIntake> read_exercise_load(const Block& block,
                                             const std::filesystem::path& folder,
                                             const Scenario& scenario,
                                             std::uint64_t seed) {
    const auto file = needed_file(block, X::kFileFieldNumber, folder, "an extract of calls");
    const auto mapping_file =
        needed_file(block, X::kMappingFieldNumber, folder, "how the extract is to be read");
    if (file.empty() || mapping_file.empty()) {
        return std::nullopt;
    }
    Result<LoadMapping> mapping = read_mapping(mapping_file);
    if (!mapping) {
        tell(block, X::kMappingFieldNumber, mapping.error());
        return std::nullopt;
    }
    const LoadSpan span = read_span(block, X::kFromFieldNumber, X::kToFieldNumber);
    mapping->span.from = span.from ? span.from : mapping->span.from;
    mapping->span.to = span.to ? span.to : mapping->span.to;
    LoadVariation variation;
    variation.thin = block.number(X::kThinFieldNumber, kThinning);
    variation.scale = block.number(X::kScaleFieldNumber, kScaling);
    variation.jitter = duration_from_seconds(block.number_or(X::kJitterSFieldNumber, kShift, 0.0));
    Result<LoadIntake> intake = read_load(file, *mapping, scenario);
    if (!intake) {
        tell(block, X::kFileFieldNumber, intake.error());
        return std::nullopt;
    }
    if (variation.changes_anything()) {
        const Result<VariedLoad> varied = vary_load(*intake, variation, seed);
        if (!varied) {
            tell(block, X::kScaleFieldNumber, varied.error());
            return std::nullopt;
        }
    }
    return std::move(*intake);
}

std::string load_bytes(const Scenario& scenario) {
    std::string rows = fmt::format("{}\n", scenario.run.measured / std::chrono::hours{24});
    for (std::size_t row = 0; row < scenario.load->size(); ++row) {
        const RecordedCall& call = (*scenario.load)[row];
        rows += fmt::format("{},{},{}\n",
                            (call.at - kStartOfRun).count(),
                            call.call_class.index(),
                            call.caller.key_or(row));
    }
    return rows;
}

std::optional<LoadIntake> read_load_bytes(std::string_view bytes, const Scenario& scenario) {
    LoadIntake load;
    load.counts.by_class.assign(scenario.call_classes.size(), 0);
    if (!take_number(bytes, load.days) || load.days < 1 || load.days > kLoadDaysMax) {
        return std::nullopt;
    }
    while (!bytes.empty()) {
        std::int64_t at_us = 0;
        std::size_t call_class = 0;
        std::uint64_t caller = 0;
        if (!take_number(bytes, at_us) || !take_number(bytes, call_class) ||
            !take_number(bytes, caller) || call_class >= load.counts.by_class.size() ||
            load.calls.size() >= kLoadCallsMax) {
            return std::nullopt;
        }
        ++load.counts.by_class[call_class];
        // key_or() told the row that a caller is, with what it became; of_row() takes both.
        load.calls.push_back({.at = kStartOfRun + Duration{at_us},
                              .call_class = CallClassId{call_class},
                              .caller = RecordedCaller::of_row(caller)});
    }
    return load;
}

}  // namespace fcr
