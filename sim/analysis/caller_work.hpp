// The work that callers bring, of which the expected amount is known: the controls of a run.
#pragma once

#include "sim/control_room/arrival_source.hpp"
#include "sim/experiment/experiment.hpp"
#include "sim/scenario/compiled_scenario.hpp"
#include "sim/statistics/control_variate.hpp"

#include <array>
#include <cstddef>
#include <cstdint>
#include <map>
#include <span>
#include <vector>

namespace fcr {

/// The work of the callers who dial in a part of the measured span, line by line: talk and wrap-up
/// before any pool's factor, whatever becomes of the call. A caller's draws are the caller's own,
/// so it is known of a replication without running it; and what is to be expected follows from the
/// scenario: the calls of the part times the mean work of the line's classes. Day and hour factors
/// have mean 1. Surges, named callers and calls that follow from others are left out. Not
/// thread-safe.
class CallerWork {
public:
    /// The scenario must outlive it.
    CallerWork(const CompiledScenario& scenario, std::uint64_t seed);

    /// Lines with callers of their own. None where chance does not decide about callers: of a
    /// recorded load.
    [[nodiscard]] std::span<const LineId> lines() const { return lines_; }

    /// Equal parts, 12 at most, into which the measured span may be cut for so many replications so
    /// that every control has kReplicationsOfControl of them; 0: they are too few for any control.
    [[nodiscard]] std::size_t parts_for(std::size_t replications) const;

    /// The work in these replications, a control for every line and part; `parts` is one that
    /// parts_for() gives. Replications that were not asked of before are drawn.
    [[nodiscard]] std::vector<Control> controls(std::span<const ReplicationResult> replications,
                                                std::size_t parts);

    /// What a control must have, so that fitting it costs little.
    static constexpr std::size_t kReplicationsOfControl = 10;

private:
    /// The finest parts; all others are made of them.
    static constexpr std::int64_t kStretches = 12;
    using Work = std::array<double, kStretches>;  ///< seconds

    [[nodiscard]] SimTime begin_of(std::int64_t stretch) const;
    [[nodiscard]] Work expected_of(LineId line) const;
    [[nodiscard]] std::vector<Work> draw(std::uint64_t replication);

    const CompiledScenario& scenario_;
    std::uint64_t seed_;
    std::vector<LineId> lines_;
    std::vector<ArrivalSource> sources_;                ///< of lines_
    std::vector<Work> expected_;                        ///< of lines_
    std::map<std::uint64_t, std::vector<Work>> drawn_;  ///< of lines_, by the replication's number
};

}  // namespace fcr
