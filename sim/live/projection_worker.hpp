// Projects a room on a thread of its own, one projection at a time.
#pragma once

#include "sim/exercise/projection.hpp"
#include "sim/scenario/compiled_scenario.hpp"

#include <condition_variable>
#include <functional>
#include <memory>
#include <mutex>
#include <thread>

namespace fcr {

/// The thread that owns the room only pays for the look.
class ProjectionWorker {
public:
    /// `tell` is called on the worker's thread. It must not outlive the scenario's room.
    ProjectionWorker(std::shared_ptr<const CompiledScenario> scenario,
                     std::function<void(Projection)> tell);
    ProjectionWorker(const ProjectionWorker&) = delete;
    ProjectionWorker& operator=(const ProjectionWorker&) = delete;
    /// Waits for the projection in hand.
    ~ProjectionWorker();

    /// Not while one is on its way.
    void project(const ControlRoom& room);

private:
    void run();

    std::shared_ptr<const CompiledScenario> scenario_;
    ProjectionPlan plan_;
    KnownRoom known_;
    Projector projector_;
    std::function<void(Projection)> tell_;
    std::mutex mutex_;
    std::condition_variable changed_;
    bool asked_ = false;
    bool ending_ = false;
    std::thread thread_;  ///< last: it uses the others
};

}  // namespace fcr
