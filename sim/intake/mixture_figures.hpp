// What the services of a mixture come to, each and together.
#pragma once

#include "sim/base/result.hpp"
#include "sim/experiment/experiment.hpp"
#include "sim/intake/answer_figures.hpp"
#include "sim/intake/mixture.hpp"
#include "sim/intake/public_table.hpp"
#include "sim/scenario/scenario.hpp"

#include <vector>

namespace fcr {

struct PartFigures {
    double load = 1.0;
    AnswerFigures figures;
};

struct MixtureFigures {
    AnswerFigures whole;             ///< its days are the parts' days of one number together
    std::vector<PartFigures> parts;  ///< the least loaded first
    bool limit_reached = false;      ///< by a replication; the figures are then of no use
};

/// Simulates the scenario for each part of the mixture, the line's calls times the part's load.
/// Part n, from 0, takes seed + n, so that the parts' days are independent and a mixture of one is
/// the scenario alone; `ledgers` of the options is not used. Problems when a part's room cannot be
/// compiled. Memory holds the waits.
[[nodiscard]] Result<MixtureFigures> simulate_mixture(const Scenario& scenario,
                                                      LineId line,
                                                      PublicService service,
                                                      const Mixture& mixture,
                                                      const ExperimentOptions& options);

}  // namespace fcr
