// Factors of an experiment file: paths, values and laws that have a meaning.
#include "proto/fcr/v1/experiment.pb.h"
#include "sim/design/experiment_validation.hpp"
#include "sim/scenario/input_file.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <utility>

namespace fcr {

namespace {

using F = v1::Factor;

constexpr int kPathsMax = 64;
constexpr double kNumberMax = 1e9;
constexpr Range kNumber{.min = -kNumberMax, .max = kNumberMax};
constexpr Range kNumberAboveZero{.min = 0.0, .max = kNumberMax, .above_min = true};
constexpr Range kCv{.min = 0.001, .max = 100.0};

/// The numbers low and high of a law; harmless ones when they are wrong.
std::pair<double, double> read_ends(const Block& block, int low_field, int high_field) {
    const double low = block.needed_number(low_field, kNumber);
    const double high = block.needed_number(high_field, kNumber);
    const bool given = block.has(low_field) && block.has(high_field);
    if (given && high <= low) {
        block.refuse(high_field, fmt::format("must be above low, {}", low));
    }
    return high > low ? std::pair{low, high} : std::pair{0.0, 1.0};
}

/// The most likely number of a law.
double read_mode(const Block& block, int field, std::pair<double, double> ends) {
    const double mode = block.needed_number(field, kNumber);
    if (block.has(field) && (mode < ends.first || mode > ends.second)) {
        block.refuse(field,
                     fmt::format("must be from low to high, {} to {}", ends.first, ends.second));
    }
    return std::clamp(mode, ends.first, ends.second);
}

/// A range, and what it has to do with whole numbers and levels.
UniformInput read_range(const Block& block, Factor& factor) {
    using R = F::Range;
    const auto [low, high] = read_ends(block, R::kLowFieldNumber, R::kHighFieldNumber);
    const std::pair ends{std::pair{R::kLowFieldNumber, low}, std::pair{R::kHighFieldNumber, high}};
    for (const auto& [field, end] : {ends.first, ends.second}) {
        if (factor.whole && block.has(field) && end != std::round(end)) {
            block.refuse(field, "must be a whole number, as `whole` is true");
        }
    }
    if (block.has(R::kLevelsFieldNumber)) {
        factor.levels = block.count_or(
            R::kLevelsFieldNumber, {.min = 2.0, .max = static_cast<double>(kFactorValuesMax)}, 2);
        if (factor.whole && static_cast<double>(*factor.levels) > high - low + 1.0) {
            block.refuse(R::kLevelsFieldNumber,
                         fmt::format("must be at most {}, the whole numbers of the range",
                                     high - low + 1.0));
        }
    }
    return {.low = low, .high = high};
}

NormalInput read_normal(const Block& block) {
    using N = F::Normal;
    NormalInput law{.mean = block.needed_number(N::kMeanFieldNumber, kNumber),
                    .sd = block.needed_number(N::kSdFieldNumber, kNumberAboveZero),
                    .floor = block.number(N::kFloorFieldNumber, kNumber),
                    .ceiling = block.number(N::kCeilingFieldNumber, kNumber)};
    if (law.floor && law.ceiling && *law.ceiling <= *law.floor) {
        block.refuse(N::kCeilingFieldNumber, fmt::format("must be above floor, {}", *law.floor));
    }
    return law;
}

/// Triangular and PERT laws have the same three fields.
template <typename Message, typename Law>
Law read_three_points(const Block& block) {
    const auto ends = read_ends(block, Message::kLowFieldNumber, Message::kHighFieldNumber);
    return {.low = ends.first,
            .mode = read_mode(block, Message::kModeFieldNumber, ends),
            .high = ends.second};
}

std::optional<InputLaw> read_law(const Block& block, Factor& factor) {
    if (block.has(F::kRangeFieldNumber)) {
        return read_range(block.child(F::kRangeFieldNumber), factor);
    }
    if (block.has(F::kTriangularFieldNumber)) {
        return read_three_points<F::Triangular, TriangularInput>(
            block.child(F::kTriangularFieldNumber));
    }
    if (block.has(F::kNormalFieldNumber)) {
        return read_normal(block.child(F::kNormalFieldNumber));
    }
    if (block.has(F::kLognormalFieldNumber)) {
        using L = F::Lognormal;
        const Block law = block.child(F::kLognormalFieldNumber);
        return LognormalInput{.mean = law.needed_number(L::kMeanFieldNumber, kNumberAboveZero),
                              .cv = law.needed_number(L::kCvFieldNumber, kCv)};
    }
    if (block.has(F::kPertFieldNumber)) {
        return read_three_points<F::Pert, PertInput>(block.child(F::kPertFieldNumber));
    }
    return std::nullopt;
}

void read_paths(const Block& block, Factor& factor) {
    const int count = block.rows(F::kPathsFieldNumber, 1, kPathsMax);
    for (int row = 0; row < count; ++row) {
        factor.paths.push_back(block.text(F::kPathsFieldNumber, row));
    }
    factor.times = block.numbers(F::kTimesFieldNumber, kNumber);
    if (factor.times.empty()) {
        factor.times.assign(factor.paths.size(), 1.0);
    } else if (factor.times.size() != factor.paths.size()) {
        block.refuse(
            F::kTimesFieldNumber,
            fmt::format(
                "must be as many as paths, {}, not {}", factor.paths.size(), factor.times.size()));
        factor.times.assign(factor.paths.size(), 1.0);
    }
}

void read_values(const Block& block, Factor& factor) {
    const int count = block.rows(F::kValuesFieldNumber, 0, static_cast<int>(kFactorValuesMax));
    for (int row = 0; row < count; ++row) {
        std::string value = block.text(F::kValuesFieldNumber, row);
        if (value.empty() || !is_utf8(value)) {
            block.refuse(F::kValuesFieldNumber, row, "must be what may stand after = in --set");
        } else if (std::ranges::count(factor.values, value) > 0) {
            block.refuse(F::kValuesFieldNumber, row, "must be given once");
        }
        factor.values.push_back(std::move(value));
    }
    for (int row = 0; row < block.size(F::kLabelsFieldNumber); ++row) {
        std::string label = block.text(F::kLabelsFieldNumber, row);
        if (!is_name(label)) {
            block.refuse(F::kLabelsFieldNumber, row, std::string(kNameRemedy));
        } else if (std::ranges::count(factor.labels, label) > 0) {
            block.refuse(F::kLabelsFieldNumber, row, "must be given once");
        }
        factor.labels.push_back(std::move(label));
    }
    if (!factor.labels.empty() && factor.labels.size() != factor.values.size()) {
        block.refuse(F::kLabelsFieldNumber,
                     fmt::format("must be as many as values, {}, not {}",
                                 factor.values.size(),
                                 factor.labels.size()));
    }
}

Factor read_factor(const Block& block) {
    Factor factor;
    read_paths(block, factor);
    factor.name = block.has(F::kNameFieldNumber) || factor.paths.empty()
                      ? block.text(F::kNameFieldNumber)
                      : factor.paths.front();
    if (block.has(F::kNameFieldNumber) && !is_name(factor.name)) {
        block.refuse(F::kNameFieldNumber, std::string(kNameRemedy));
    }
    factor.whole = block.as<v1::Factor>().whole();
    read_values(block, factor);
    factor.law = read_law(block, factor);
    factor.source = block.text(F::kSourceFieldNumber);
    if (!is_utf8(factor.source)) {
        block.refuse(F::kSourceFieldNumber, "must be UTF-8 text");
    }
    if (factor.law && !factor.values.empty()) {
        block.refuse(F::kValuesFieldNumber, 0, "must be left out: a range or law is given");
    } else if (!factor.law && factor.values.empty()) {
        block.refuse_block("no values",
                           "must have values, or one of range, triangular, normal, lognormal and "
                           "pert");
    }
    for (const int field : {F::kTimesFieldNumber, F::kWholeFieldNumber}) {
        if (!factor.law && !factor.values.empty() && block.has(field)) {
            block.refuse(field,
                         field == F::kTimesFieldNumber ? 0 : -1,
                         "must be left out: it is used by ranges and laws only");
        }
    }
    return factor;
}

}  // namespace

std::vector<Factor> read_factors(const Block& root) {
    constexpr int field = v1::Experiment::kFactorsFieldNumber;
    std::vector<Factor> factors;
    std::vector<std::string> paths;
    const int count = root.rows(field, 1, static_cast<int>(kFactorsMax));
    for (int row = 0; row < count; ++row) {
        const Block block = root.child(field, row);
        Factor factor = read_factor(block);
        if (block.has(F::kNameFieldNumber) &&
            std::ranges::count(factors, factor.name, &Factor::name) > 0) {
            block.refuse(F::kNameFieldNumber, "must be unique; an earlier one has this name");
        }
        for (std::size_t path = 0; path < factor.paths.size(); ++path) {
            if (std::ranges::count(paths, factor.paths[path]) > 0) {
                block.refuse(F::kPathsFieldNumber,
                             static_cast<int>(path),
                             "must be given once; it has been named before");
            }
            paths.push_back(factor.paths[path]);
        }
        factors.push_back(std::move(factor));
    }
    return factors;
}

}  // namespace fcr
