// Disruptions: outages, strikes, withdrawals, stage by stage.
#include "proto/fcr/v1/scenario.pb.h"
#include "sim/scenario/validation.hpp"

#include <algorithm>
#include <utility>

namespace fcr {

namespace {

StaffCut read_staff_cut(const Validation& validation, const Block& block) {
    using S = v1::StaffCut;
    StaffCut cut;
    if (block.has(S::kPoolFieldNumber)) {
        if (const auto row = block.named(S::kPoolFieldNumber, validation.pools)) {
            cut.pool = PoolId{*row};
        }
    }
    if (block.has(S::kSiteFieldNumber)) {
        const Names sites{.kind = "a site", .names = validation.scenario.sites};
        if (const auto row = block.named(S::kSiteFieldNumber, sites)) {
            cut.site = SiteId{*row};
        }
    }
    if (block.has(S::kEmployerFieldNumber)) {
        if (const auto row = block.named(S::kEmployerFieldNumber, validation.employers)) {
            cut.employer = EmployerId{*row};
        }
    }
    cut.multiplier = block.needed_number(S::kMultiplierFieldNumber, {.min = 0.0, .max = 10.0});
    return cut;
}

LineCut read_line_cut(Validation& validation, const Block& block) {
    using L = v1::LineCut;
    LineCut cut;
    if (!block.has(L::kLineFieldNumber)) {
        block.missing(L::kLineFieldNumber, "must be given, the name of a line");
    } else if (const auto row = block.named(L::kLineFieldNumber, validation.lines)) {
        cut.line = LineId{*row};
    }
    cut.arrival_multiplier =
        block.number_or(L::kArrivalMultiplierFieldNumber, {.min = 0.0, .max = 100.0}, 1.0);
    cut.connect_loss_share = block.number_or(L::kConnectLossShareFieldNumber, kShare, 0.0);
    cut.lost_ring_share = block.number_or(L::kLostRingShareFieldNumber, kShare, 0.0);
    if (cut.lost_ring_share > 0.0 || block.has(L::kLostRingClassFieldNumber)) {
        cut.lost_ring = read_next_call(
            validation, block, L::kLostRingClassFieldNumber, L::kLostRingDelayFieldNumber);
    }
    return cut;
}

DisruptionStage read_stage(Validation& validation, const Block& block) {
    using S = v1::DisruptionStage;
    DisruptionStage stage;
    stage.length =
        duration_from_seconds(block.needed_number(S::kDurationSFieldNumber, kSpanAboveZero));
    stage.handling_factor =
        block.number_or(S::kHandlingFactorFieldNumber, {.min = 0.1, .max = 10.0}, 1.0);
    const int cuts = block.rows(S::kStaffFieldNumber, 0, 64);
    for (int row = 0; row < cuts; ++row) {
        stage.staff.push_back(read_staff_cut(validation, block.child(S::kStaffFieldNumber, row)));
    }
    const int lines = block.rows(S::kLinesFieldNumber, 0, 16);
    for (int row = 0; row < lines; ++row) {
        stage.lines.push_back(read_line_cut(validation, block.child(S::kLinesFieldNumber, row)));
    }
    if (block.has(S::kBackRecordClassFieldNumber)) {
        constexpr Range hours{.min = 0.0, .max = 8'784.0, .unit = "hours"};
        stage.back_record = FollowUp{
            .to = read_internal_class(validation, block, S::kBackRecordClassFieldNumber),
            .delay =
                ConstantLaw{3600.0 * block.number_or(S::kBackRecordDelayHFieldNumber, hours, 0.0)}};
    }
    return stage;
}

/// What multiplies the expected calls does so in every replication.
void check_chance(const Block& block, const Disruption& disruption) {
    const auto multiplies = [](const DisruptionStage& stage) {
        return std::ranges::any_of(
            stage.lines, [](const LineCut& cut) { return cut.arrival_multiplier != 1.0; });
    };
    if (disruption.chance < 1.0 && std::ranges::any_of(disruption.stages, multiplies)) {
        block.refuse(v1::Disruption::kChanceFieldNumber,
                     "must be 1 where a stage has an arrival_multiplier: it holds in every "
                     "replication");
    }
}

}  // namespace

void validate_disruptions(Validation& validation) {
    using D = v1::Disruption;
    const std::vector<std::string> names = read_names(
        validation.root, v1::Scenario::kDisruptionsFieldNumber, D::kNameFieldNumber, 0, 32);
    for (std::size_t row = 0; row < names.size(); ++row) {
        const Block block =
            validation.root.child(v1::Scenario::kDisruptionsFieldNumber, static_cast<int>(row));
        Disruption disruption;
        disruption.name = names[row];
        constexpr Range hours{.min = 0.0, .max = 78'000.0, .unit = "hours"};
        const double start_h = block.needed_number(D::kStartHFieldNumber, hours);
        disruption.start = duration_from_seconds(start_h * 3600.0);
        const RunPlan& run = validation.scenario.run;
        if (disruption.start >= run.measured + run.drain_max) {
            block.refuse(D::kStartHFieldNumber, "must lie within the run");
        }
        disruption.chance = block.number_or(D::kChanceFieldNumber, kShare, 1.0);
        const int stages = block.rows(D::kStagesFieldNumber, 1, 16);
        for (int index = 0; index < stages; ++index) {
            disruption.stages.push_back(
                read_stage(validation, block.child(D::kStagesFieldNumber, index)));
        }
        check_chance(block, disruption);
        validation.scenario.disruptions.push_back(std::move(disruption));
    }
}

}  // namespace fcr
