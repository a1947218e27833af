// Running the options of an appraisal on the same callers.
#pragma once

#include "sim/appraisal/option_outcome.hpp"
#include "sim/appraisal/summarise.hpp"
#include "sim/base/result.hpp"
#include "sim/experiment/experiment.hpp"

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <vector>

namespace fcr {

/// What came of it: the same for every number of jobs.
struct AppraisalRunResult {
    SimulatedOptions runs{};
    std::optional<LimitReached> limit{};  ///< of the lowest replication that hit one
    std::size_t limit_option = 0;         ///< in whose room it was hit
    bool stopped = false;                 ///< before all were finished; runs has the first ones
};

/// The rooms of a plan's options in one world. The plan must outlive it.
class AppraisalRooms {
public:
    /// Problems: what a contract and its scenario refuse of each other.
    [[nodiscard]] static Result<AppraisalRooms> build(const AppraisalPlan& plan,
                                                      const CallsWorld& world);
    AppraisalRooms(AppraisalRooms&& other) noexcept;
    AppraisalRooms& operator=(AppraisalRooms&&) = delete;
    ~AppraisalRooms();

    /// The room of an option at the start of the term.
    [[nodiscard]] const CompiledScenario& room(std::size_t option) const;

    /// Runs the replications [0, replications) of every option. `progress` counts replications and
    /// may stop it.
    [[nodiscard]] AppraisalRunResult run(std::uint64_t replications,
                                         unsigned jobs,
                                         ExperimentProgress& progress) const;

private:
    struct Parts;
    class Worker;
    explicit AppraisalRooms(std::unique_ptr<Parts> parts);

    std::unique_ptr<Parts> parts_;
};

}  // namespace fcr
