// What a scenario's line comes to, in the figures of the published tables.
#pragma once

#include "sim/experiment/experiment.hpp"
#include "sim/intake/mixture.hpp"
#include "sim/intake/public_table.hpp"
#include "sim/scenario/compiled_scenario.hpp"

#include <array>
#include <cstdint>
#include <optional>
#include <span>
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
    /// The scenario must outlive the experiment.
    AnswerCollector(const CompiledScenario& scenario, LineId line, PublicService service);

    void replication(std::uint64_t number, const ReplicationLedgers& ledgers) override;
    [[nodiscard]] AnswerFigures figures() const;

    [[nodiscard]] std::size_t days() const { return ends_.size(); }
    /// Of the answered calls of a day, in the order of the ledger.
    [[nodiscard]] std::span<const Duration> waits(std::size_t day) const;
    [[nodiscard]] std::uint64_t offered(std::size_t day) const { return offered_[day]; }

private:
    const CompiledScenario& scenario_;  ///< looked at only while it runs
    LineId line_;
    PublicService service_;
    std::vector<Duration> waits_;         ///< of answered calls, day after day
    std::vector<std::size_t> ends_;       ///< of each day in waits_
    std::vector<std::uint64_t> offered_;  ///< of each day
};

/// The figures of several services together, which have as many days as one another: of all their
/// calls, but for median and percentiles where those are the mean of the parts' own.
[[nodiscard]] AnswerFigures figures_together(std::span<const AnswerCollector* const> parts,
                                             PercentilesOf percentiles);

}  // namespace fcr
