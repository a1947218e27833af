#include "tools/fcrsim/sequential_run.hpp"

#include "sim/report/controlled.hpp"

#include <optional>

namespace fcr {

std::vector<PrecisionSummary> run_until_known(KeptRun& run,
                                              const SequentialTask& task,
                                              const Workers& workers,
                                              const std::function<void(const RunSummary&)>& told) {
    const LookSchedule schedule{.cap = task.request.replications};
    std::vector<PrecisionSummary> found;
    std::uint64_t done = 0;
    while (const std::optional<std::uint64_t> next = next_look(schedule, done)) {
        run.run_until(*next, workers.ranks, {.jobs = workers.jobs}, workers.progress);
        done = *next;
        if (run.result().replications.size() < done) {
            break;  // stopped, or something went wrong
        }
        RunRequest request = task.request;
        request.replications = done;
        RunSummary summary = summarise(task.scenario, task.compiled, run.result(), request);
        if (task.work != nullptr) {
            summary.controlled =
                control_figures(task.compiled, run.result(), request.confidence, *task.work);
        }
        const PrecisionLook look = look_at(summary, task.targets, schedule, done);
        found = precision_of(task.targets, look);
        summary.precision = found;
        told(summary);
        if (look.verdict != PrecisionVerdict::GoOn) {
            break;
        }
    }
    return found;
}

}  // namespace fcr
