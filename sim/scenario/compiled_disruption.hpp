// Disruptions, compiled: each stage says what it does to pools and lines.
#pragma once

#include "sim/base/id.hpp"
#include "sim/base/table.hpp"
#include "sim/base/time.hpp"
#include "sim/domain/ids.hpp"
#include "sim/scenario/compiled_follow_up.hpp"

#include <cstdint>
#include <optional>

namespace fcr {

using DisruptionId = Id<struct DisruptionKindTag>;
using DisruptionStageId = Id<struct DisruptionStageKindTag>;

struct CompiledLineCut {
    double connect_loss_share = 0.0;
    double lost_ring_share = 0.0;
    CompiledNextCall lost_ring;
};

struct CompiledDisruptionStage {
    DisruptionId disruption;
    SimTime from;
    SimTime until;
    double handling_factor = 1.0;
    Table<PoolId, double> seats_multiplier;
    Table<LineId, CompiledLineCut> lines;
    std::optional<CompiledNextCall> back_record;
};

struct CompiledDisruption {
    double chance = 1.0;
};

}  // namespace fcr
