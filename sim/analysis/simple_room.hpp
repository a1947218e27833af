// Textbook rooms as scenarios: Poisson arrivals, one pool, exponential service.
#pragma once

#include "sim/domain/kpi_definition.hpp"
#include "sim/scenario/law.hpp"
#include "sim/scenario/scenario.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace fcr {

/// One class of calls of a simple room, all day alike.
struct SimpleClass {
    std::string name = "calls";
    double arrivals_per_hour = 0.0;
    std::uint32_t priority = 1;  ///< 1 before 2
};

/// Counts the waits within a threshold, on the clock from entering the queue.
struct WaitLimit {
    Duration threshold{0};
    Comparator comparator = Comparator::AtMost;
};

struct SimpleRoom {
    std::string title;
    std::vector<SimpleClass> classes;
    bool one_line = false;  ///< for all classes; otherwise each has its own
    Law service = ExponentialLaw{};
    Law patience = NeverLaw{};
    std::uint32_t handlers = 1;
    std::optional<std::uint32_t> lines_max = {};
    Duration warm_up{0};  ///< made up to whole quarter-hours, and so is `measured`
    Duration measured{0};
    std::vector<WaitLimit> limits = {};  ///< each becomes a Kpi, in this order, over all calls
};

/// The scenario of a simple room, from an empty start until the last call has left.
[[nodiscard]] Scenario to_scenario(const SimpleRoom& room);

/// A queue of endless patience: an upper estimate of its relaxation time, mean service plus
/// service / (c (1 - sqrt(rho))^2), the inverse of the spectral gap of M/M/c at high load (van
/// Doorn 1981; Morse 1958). Needs a steady state.
struct QueueLoad {
    double arrivals_per_s = 0.0;
    double service_mean_s = 0.0;
    int handlers = 1;
};
[[nodiscard]] double relaxation_s(const QueueLoad& load);

}  // namespace fcr
