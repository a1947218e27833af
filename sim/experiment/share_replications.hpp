// Replications shared out among threads.
#pragma once

#include "sim/experiment/experiment.hpp"

#include <boost/asio/post.hpp>
#include <boost/asio/thread_pool.hpp>

#include <algorithm>
#include <atomic>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <mutex>
#include <optional>
#include <utility>
#include <vector>

namespace fcr {

/// Which replications are run, on how many threads.
struct ReplicationsToShare {
    std::uint64_t first = 0;
    std::uint64_t count = 0;
    unsigned jobs = 1;
};

/// What the workers came to. Threads change nothing but which worker ran what.
template <typename Facts, typename Worker>
struct SharedReplications {
    std::vector<std::unique_ptr<Worker>> workers{};  ///< one a thread, at least one
    std::vector<std::optional<Facts>> results{};     ///< by replication, empty where not finished
    std::optional<LimitReached> limit{};             ///< of the lowest replication that hit one
    std::size_t limit_worker = 0;                    ///< who ran that replication
};

/// Each thread makes a worker and runs the next replication that nobody has begun, until all are,
/// progress.stop is set, or a worker has reached a limit. `run(worker, number)` gives the facts of
/// a replication, and `worker.limit_reached()` tells of the last one.
template <typename Facts, typename Worker, typename Make, typename Run>
[[nodiscard]] SharedReplications<Facts, Worker> share_replications(
    const ReplicationsToShare& replications,
    ExperimentProgress& progress,
    const Make& make_worker,
    const Run& run) {
    SharedReplications<Facts, Worker> shared;
    shared.results.resize(replications.count);
    shared.workers.resize(
        std::clamp<std::uint64_t>(replications.count, 1, std::max(1U, replications.jobs)));
    std::atomic<std::uint64_t> next{0};
    std::mutex limit_mutex;
    boost::asio::thread_pool pool(shared.workers.size());
    for (std::size_t place = 0; place < shared.workers.size(); ++place) {
        boost::asio::post(pool, [&, place] {
            shared.workers[place] = make_worker();
            Worker& worker = *shared.workers[place];
            while (!progress.stop.load(std::memory_order_relaxed)) {
                const std::uint64_t row = next.fetch_add(1);
                if (row >= replications.count) {
                    return;
                }
                const std::uint64_t number = replications.first + row;
                shared.results[row] = run(worker, number);
                if (const Limit limit = worker.limit_reached(); limit != Limit::None) {
                    const std::lock_guard lock(limit_mutex);
                    if (!shared.limit || number < shared.limit->replication) {
                        shared.limit = LimitReached{.replication = number, .limit = limit};
                        shared.limit_worker = place;
                    }
                    progress.stop.store(true);
                    return;
                }
                progress.finished.fetch_add(1);
            }
        });
    }
    pool.join();
    return shared;
}

}  // namespace fcr
