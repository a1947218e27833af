// What becomes of a class's calls, compiled: laws instead of descriptions, rows instead of lists.
#pragma once

#include "sim/base/time.hpp"
#include "sim/domain/ids.hpp"
#include "sim/random/distribution.hpp"
#include "sim/scenario/scenario.hpp"

#include <cstdint>
#include <optional>
#include <span>
#include <vector>

namespace fcr {

/// A call or work that follows, after a delay.
struct CompiledNextCall {
    CallClassId to;
    Distribution delay;
};

struct CompiledAfterLoss {
    double redial_first = 0.0;
    double redial_later = 0.0;
    std::uint32_t attempts_max = 1;
    Distribution redial_delay;
    double change_share = 0.0;
    Duration change_after_wait{0};
    CompiledNextCall change;
    bool same_patience = false;
};

struct CompiledRepeat {
    double share = 0.0;
    double share_after_wait = 0.0;
    Duration after_wait{0};
    CompiledNextCall call;
};

struct CompiledRingBack {
    double share = 1.0;
    CompiledNextCall work;
};

struct CompiledCallBack {
    Duration when_wait_over{0};
    double accept = 0.0;
    Duration mean_handling{0};  ///< of the class, for the expected wait
    CompiledNextCall work;
};

struct CompiledOutbound {
    double reached = 1.0;
    Distribution unreached;
    std::uint32_t attempts_max = 1;
    Distribution retry_delay;
};

struct CompiledCluster {
    std::vector<Cluster::Size> sizes;
    Distribution gap;
    CallClassId duplicate;
    double recognised = 1.0;
};

/// The stages with their cumulative shares.
struct CompiledStage {
    double cumulative = 0.0;
    CallClassId to;
    bool conference = false;
};

struct CompiledRecording {
    double share = 0.0;
    Distribution work;
};

/// All of it for one class. What is absent does not happen.
struct CompiledFollowUps {
    std::optional<CompiledAfterLoss> after_loss;
    std::optional<CompiledRepeat> repeat;
    std::optional<CompiledRingBack> ring_back;
    std::optional<CompiledCallBack> call_back;
    std::optional<CompiledOutbound> outbound;
    std::optional<CompiledCluster> cluster;
    std::vector<CompiledStage> stages;
    std::optional<CompiledRecording> recording;
};

}  // namespace fcr
