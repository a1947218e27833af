// The design of an experiment file: its kind, its size, and whether the factors fit it.
#include "proto/fcr/v1/experiment.pb.h"
#include "sim/base/check.hpp"
#include "sim/design/experiment_validation.hpp"

#include <fmt/format.h>

namespace fcr {

namespace {

using D = v1::Design;

constexpr std::uint32_t kTrajectories = 20;
constexpr std::uint32_t kLevels = 4;

DesignKind to_kind(int kind) {
    switch (kind) {
        case D::GRID: return DesignKind::Grid;
        case D::ONE_AT_A_TIME: return DesignKind::OneAtATime;
        case D::LATIN_HYPERCUBE: return DesignKind::LatinHypercube;
        case D::SOBOL: return DesignKind::Sobol;
        case D::MORRIS: return DesignKind::Morris;
        case D::SOBOL_INDICES: return DesignKind::SobolIndices;
        case D::INPUT_UNCERTAINTY: return DesignKind::InputUncertainty;
        default: break;
    }
    FCR_CHECK(false, "an enumerator was not checked");
    return DesignKind::Grid;
}

/// A size of the design: how it is read when the kind has a use for it.
struct Size {
    int field = 0;
    bool used = false;
    std::string_view by;
    Range range{};
    std::optional<std::uint32_t> otherwise{};  ///< absent: needed
};

std::size_t read_size(const Block& block, const Size& size) {
    if (!size.used) {
        if (block.has(size.field)) {
            block.refuse(size.field,
                         fmt::format("must be left out: it is used by {} only", size.by));
        }
        return 0;
    }
    if (!block.has(size.field) && !size.otherwise) {
        block.missing(size.field, "must be given, " + to_string(size.range));
    }
    const auto least = static_cast<std::uint32_t>(size.range.min);
    return block.count_or(size.field, size.range, size.otherwise.value_or(least));
}

void read_sizes(const Block& block, DesignOptions& design) {
    const auto is = [&design](DesignKind kind) { return design.kind == kind; };
    constexpr auto points_max = static_cast<double>(kPointsMax);
    design.points = read_size(block,
                              {.field = D::kPointsFieldNumber,
                               .used = is(DesignKind::LatinHypercube) || is(DesignKind::Sobol),
                               .by = "LATIN_HYPERCUBE and SOBOL",
                               .range = {.min = 1.0, .max = points_max}});
    design.trajectories = read_size(block,
                                    {.field = D::kTrajectoriesFieldNumber,
                                     .used = is(DesignKind::Morris),
                                     .by = "MORRIS",
                                     .range = {.min = 2.0, .max = 10'000.0},
                                     .otherwise = kTrajectories});
    design.levels = read_size(block,
                              {.field = D::kLevelsFieldNumber,
                               .used = is(DesignKind::Morris),
                               .by = "MORRIS",
                               .range = {.min = 2.0, .max = 100.0},
                               .otherwise = kLevels});
    if (design.levels % 2 != 0) {
        block.refuse(D::kLevelsFieldNumber, "must be even, from 2 to 100");
        design.levels = kLevels;
    }
    design.base_points = read_size(block,
                                   {.field = D::kBasePointsFieldNumber,
                                    .used = is(DesignKind::SobolIndices),
                                    .by = "SOBOL_INDICES",
                                    .range = {.min = 2.0, .max = 50'000.0}});
    design.draws = read_size(block,
                             {.field = D::kDrawsFieldNumber,
                              .used = is(DesignKind::InputUncertainty),
                              .by = "INPUT_UNCERTAINTY",
                              .range = {.min = 2.0, .max = points_max}});
}

/// What the design asks of a factor.
void check_factor(const Block& block, const Factor& factor, DesignKind kind) {
    using F = v1::Factor;
    const bool grid = kind == DesignKind::Grid;
    if (factor.levels && !grid) {
        block.child(F::kRangeFieldNumber)
            .refuse(F::Range::kLevelsFieldNumber, "must be left out: it is used by GRID only");
    }
    if (factor.law && grid && count_grid_settings(factor) == 0) {
        block.refuse_block(to_string(*factor.law),
                           "must have values for GRID, or a range with levels or whole numbers");
    }
    const bool input = kind == DesignKind::InputUncertainty;
    if (input && !factor.values.empty()) {
        block.refuse(F::kValuesFieldNumber,
                     0,
                     "must be a range or law for INPUT_UNCERTAINTY: a list is a choice, not an "
                     "input that is not known");
    }
    const bool alone_is_enough = grid || kind == DesignKind::OneAtATime || input;
    if (factor.values.size() == 1 && !alone_is_enough) {
        block.refuse(F::kValuesFieldNumber, 0, "must be two values or more for this design");
    }
}

}  // namespace

std::optional<DesignOptions> read_design(const Block& root, const std::vector<Factor>& factors) {
    using E = v1::Experiment;
    constexpr const char* kinds =
        "must be given: GRID, ONE_AT_A_TIME, LATIN_HYPERCUBE, SOBOL, MORRIS, SOBOL_INDICES or "
        "INPUT_UNCERTAINTY";
    if (!root.has(E::kDesignFieldNumber)) {
        root.missing(E::kDesignFieldNumber, "must be given, a block with a kind");
        return std::nullopt;
    }
    const Block block = root.child(E::kDesignFieldNumber);
    if (!block.has(D::kKindFieldNumber)) {
        block.missing(D::kKindFieldNumber, kinds);
        return std::nullopt;
    }
    const std::optional<int> kind = block.enumerator(D::kKindFieldNumber);
    if (!kind) {
        return std::nullopt;
    }
    DesignOptions design{.kind = to_kind(*kind)};
    read_sizes(block, design);
    for (std::size_t row = 0; row < factors.size(); ++row) {
        check_factor(
            root.child(E::kFactorsFieldNumber, static_cast<int>(row)), factors[row], design.kind);
    }
    return design;
}

}  // namespace fcr
