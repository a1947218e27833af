#include "sim/contract_study/term_study.hpp"

#include "sim/experiment/share_replications.hpp"

#include <memory>
#include <utility>

namespace fcr {

namespace {

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
    auto shared = share_replications<TermFacts, TermRunner>(
        {.first = request.first_replication, .count = request.replications, .jobs = request.jobs},
        progress,
        [&] { return std::make_unique<TermRunner>(plan); },
        [&](TermRunner& runner, std::uint64_t number) { return runner.run(request.seed, number); });

    TermResults results;
    results.limit = shared.limit;
    results.waits = waits_of_levels(plan.terms);
    for (const std::unique_ptr<TermRunner>& runner : shared.workers) {
        merge(results.late, runner->late());
        merge(results.late_in_met_months, runner->late_in_met_months());
        for (std::size_t kpi = 0; kpi < results.waits.size(); ++kpi) {
            results.waits[kpi].merge(runner->waits()[kpi]);
        }
    }
    for (std::optional<TermFacts>& replication : shared.results) {
        if (replication) {
            results.replications.push_back(std::move(*replication));
        }
    }
    results.stopped = !results.limit && results.replications.size() < request.replications;
    return results;
}

}  // namespace fcr
