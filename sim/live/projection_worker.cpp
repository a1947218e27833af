#include "sim/live/projection_worker.hpp"

#include "sim/base/check.hpp"

#include <utility>

namespace fcr {

ProjectionWorker::ProjectionWorker(std::shared_ptr<const CompiledScenario> scenario,
                                   std::function<void(Projection)> tell)
    : scenario_(std::move(scenario)),
      plan_(usual_projection(*scenario_)),
      known_(*scenario_),
      projector_(*scenario_, plan_),
      tell_(std::move(tell)),
      thread_([this] { run(); }) {}

ProjectionWorker::~ProjectionWorker() {
    {
        const std::scoped_lock lock(mutex_);
        ending_ = true;
    }
    changed_.notify_one();
    thread_.join();
}

void ProjectionWorker::project(const ControlRoom& room) {
    {
        const std::scoped_lock lock(mutex_);
        FCR_CHECK(!asked_, "one projection at a time");
        known_.look(room);
        asked_ = true;
    }
    changed_.notify_one();
}

void ProjectionWorker::run() {
    while (true) {
        {
            std::unique_lock lock(mutex_);
            changed_.wait(lock, [this] { return asked_ || ending_; });
            if (ending_) {
                return;
            }
        }
        Projection projection = projector_.project(known_);
        {
            const std::scoped_lock lock(mutex_);
            asked_ = false;
        }
        tell_(std::move(projection));
    }
}

}  // namespace fcr
