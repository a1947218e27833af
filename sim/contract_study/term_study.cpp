#include "sim/contract_study/term_study.hpp"

#include "boost/asio/post.hpp"
#include "boost/asio/thread_pool.hpp"

#include <algorithm>
#include <memory>
#include <mutex>
#include <utility>

namespace fcr {

namespace {

/// What the workers share.
struct Work {
    std::atomic<std::uint64_t> next{0};
    std::vector<std::optional<TermFacts>> results;
    std::mutex limit_mutex;
    std::optional<LimitReached> limit;

    void note_limit(LimitReached reached) {
        const std::lock_guard lock(limit_mutex);
        if (!limit || reached.replication < limit->replication) {
            limit = reached;
        }
    }
};

void work_off(TermRunner& runner,
              const StudyRequest& request,
              Work& work,
              ExperimentProgress& progress) {
    while (!progress.stop.load(std::memory_order_relaxed)) {
        const std::uint64_t row = work.next.fetch_add(1);
        if (row >= request.replications) {
            return;
        }
        const std::uint64_t number = request.first_replication + row;
        work.results[row] = runner.run(request.seed, number);
        if (runner.limit_reached() != Limit::None) {
            work.note_limit({.replication = number, .limit = runner.limit_reached()});
            progress.stop.store(true);
            return;
        }
        progress.finished.fetch_add(1);
    }
}

void merge(std::vector<LateByHour>& sum, const std::vector<LateByHour>& more) {
    sum.resize(more.size());
    for (std::size_t kpi = 0; kpi < more.size(); ++kpi) {
        sum[kpi].merge(more[kpi]);
    }
}

}  // namespace

TermResults run_term(const TermPlan& plan,
                     const StudyRequest& request,
                     ExperimentProgress& progress) {
    Work work;
    work.results.resize(request.replications);
    const auto jobs = static_cast<unsigned>(
        std::clamp<std::uint64_t>(request.replications, 1, std::max(1U, request.jobs)));
    std::vector<std::unique_ptr<TermRunner>> runners(jobs);
    boost::asio::thread_pool pool(jobs);
    for (std::unique_ptr<TermRunner>& runner : runners) {
        boost::asio::post(pool, [&] {
            runner = std::make_unique<TermRunner>(plan);
            work_off(*runner, request, work, progress);
        });
    }
    pool.join();

    TermResults results;
    results.limit = work.limit;
    results.waits = waits_of_levels(plan.terms);
    for (const std::unique_ptr<TermRunner>& runner : runners) {
        merge(results.late, runner->late());
        merge(results.late_in_met_months, runner->late_in_met_months());
        for (std::size_t kpi = 0; kpi < results.waits.size(); ++kpi) {
            results.waits[kpi].merge(runner->waits()[kpi]);
        }
    }
    for (std::optional<TermFacts>& replication : work.results) {
        if (replication) {
            results.replications.push_back(std::move(*replication));
        }
    }
    results.stopped = !results.limit && results.replications.size() < request.replications;
    return results;
}

}  // namespace fcr
