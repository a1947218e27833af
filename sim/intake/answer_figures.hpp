// What a scenario's line comes to, in the figures of the published tables.
#pragma once

#include "sim/experiment/experiment.hpp"
#include "sim/intake/public_table.hpp"
#include "sim/scenario/compiled_scenario.hpp"

#include <array>
#include <cstdint>
#include <optional>
#include <vector>

namespace fcr {

/// Figures of a line over days.
struct AnswerFigures {
    /// Over the answered or offered calls of all days together.
    std::array<std::optional<double>, kPublicFigures> together{};
    /// Of each day alone.
    std::vector<std::array<std::optional<double>, kPublicFigures>> days;
    std::uint64_t offered = 0;
    std::uint64_t answered = 0;
};

/// Collects the calls of a line while an experiment runs: those that reach the switch in the
/// measured part, and are not unfinished. Waits count on the service's clock, to the microsecond.
/// Memory holds the waits. Percentiles are at nearest rank.
class AnswerCollector final : public LedgerConsumer {
public:
    /// The scenario must outlive it.
    AnswerCollector(const CompiledScenario& scenario, LineId line, PublicService service);

    void replication(std::uint64_t number, const ReplicationLedgers& ledgers) override;
    [[nodiscard]] AnswerFigures figures() const;

private:
    const CompiledScenario& scenario_;
    LineId line_;
    PublicService service_;
    std::vector<Duration> waits_;         ///< of answered calls, day after day
    std::vector<std::size_t> ends_;       ///< of each day in waits_
    std::vector<std::uint64_t> offered_;  ///< of each day
};

}  // namespace fcr
