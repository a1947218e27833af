// The figures that an extract and a scenario are compared by.
#pragma once

#include "sim/agreement/agreement.hpp"
#include "sim/agreement/compared_days.hpp"
#include "sim/agreement/day_facts.hpp"
#include "sim/agreement/simulated_days.hpp"
#include "sim/scenario/scenario.hpp"

#include <cstdint>
#include <functional>
#include <optional>
#include <span>
#include <string>
#include <vector>

namespace fcr {

/// A figure as a function of what happened.
struct SpanFigure {
    std::string of;
    std::string measure;
    AgreementKind kind = AgreementKind::Calls;
    AgreementUnit unit = AgreementUnit::Calls;
    bool replayed = false;
    bool is_sum = false;              ///< grows with the days
    std::optional<std::size_t> line;  ///< whose days count; none: every day does
    /// Calls that the figure is of.
    std::function<double(const DayFacts&)> calls;
    /// The figure of facts that are of so many replications together; empty where nothing tells it.
    std::function<std::optional<double>(const DayFacts&, double replications)> value;

    [[nodiscard]] bool has(const ComparedDays& compared, std::size_t day) const {
        return !line || compared.lines()[*line].has(day);
    }
};

/// All of them but the correlation of waits. `on_duty_us`: by pool, of all replications together;
/// empty without a replay.
[[nodiscard]] std::vector<SpanFigure> figures_of_span(const Scenario& scenario,
                                                      const ComparedDays& compared,
                                                      std::span<const std::int64_t> on_duty_us,
                                                      std::size_t replications);

/// Days from which the correlation of their waits is told.
inline constexpr std::size_t kDaysOfWaits = 7;

/// The mean waits of a line's days.
class WaitsByDay {
public:
    WaitsByDay(const ComparedDays& compared, const SimulatedDays& replay, std::size_t line);

    /// Of observed days with those of all replications together. Empty with too few days, or
    /// where waits do not differ.
    [[nodiscard]] std::optional<double> observed() const;
    /// Of each replication with the others together: what the observed would be, were the room
    /// right.
    [[nodiscard]] std::vector<double> of_replications() const;

private:
    std::vector<double> observed_;
    std::vector<DayOfLine> pooled_;                     ///< by day that has waits on every side
    std::vector<std::vector<DayOfLine>> replications_;  ///< the same days
};

/// The pictures of a compared line.
[[nodiscard]] AgreementLine picture_of(std::size_t line,
                                       const ComparedDays& compared,
                                       const DayFacts& observed,
                                       const SimulatedDays& generated,
                                       const SimulatedDays* replay);

}  // namespace fcr
