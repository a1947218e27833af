// What the simulated room and the contract came to for each option of an appraisal.
#pragma once

#include "sim/appraisal/costing.hpp"
#include "sim/appraisal/line_service.hpp"

#include <cstdint>
#include <vector>

namespace fcr {

/// One option in one replication, over the whole term.
struct OptionReplication {
    std::vector<MonthMoney> months;       ///< of its contract{}; empty without one
    std::vector<ServiceCounts> lines{};   ///< by line of the plan
    std::int64_t supplier_margin_bp = 0;  ///< of revenue; of no meaning without a contract

    friend bool operator==(const OptionReplication&, const OptionReplication&) = default;
};

struct OptionOutcome {
    std::vector<OptionReplication> replications{};
    std::vector<std::vector<LineService>>
        years;  ///< by year from 1, then line; of all replications
};

/// Of every option, on the same callers.
struct SimulatedOptions {
    std::vector<OptionOutcome> options{};
    std::vector<Happenings> happenings{};  ///< by replication
};

}  // namespace fcr
