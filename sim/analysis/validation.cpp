#include "sim/analysis/validation.hpp"

#include "sim/analysis/validation_cases.hpp"
#include "sim/base/check.hpp"
#include "sim/experiment/experiment.hpp"
#include "sim/scenario/compile.hpp"
#include "sim/statistics/estimate.hpp"

#include <boost/math/distributions/normal.hpp>
#include <boost/math/distributions/students_t.hpp>

#include <algorithm>
#include <cmath>
#include <iterator>
#include <span>
#include <utility>

namespace fcr {
namespace {

/// Calls between two looks at whether to stop.
constexpr double kCallsInHand = 2e6;

std::vector<ValidationCase> all_cases(const ValidationOptions& options) {
    const ValidationEffort& effort = options.quick ? kQuickEffort : kFullEffort;
    std::vector<ValidationCase> cases = closed_form_cases(effort);
    for (auto* const more : {priority_cases, published_result_cases}) {
        std::vector<ValidationCase> added = more(effort);
        std::ranges::move(added, std::back_inserter(cases));
    }
    return cases;
}

/// Calls expected in one replication.
double calls_expected(const Scenario& scenario) {
    double calls = 0.0;
    for (const Line& line : scenario.lines) {
        for (const double of_interval : line.arrivals.calls) {
            calls += of_interval;
        }
    }
    return calls;
}

/// The samples of each measure by replication, and what they were got from.
struct CaseSamples {
    std::vector<std::vector<RatioSample>> by_measure;
    ValidationCaseRun run;
};

void add_samples(const ValidationCase& subject,
                 const ExperimentResult& result,
                 CaseSamples& samples) {
    for (const ReplicationResult& replication : result.replications) {
        samples.run.calls += static_cast<std::int64_t>(replication.counts.offered);
        const ReplicationCounts counts(replication, *result.totals);
        for (std::size_t row = 0; row < subject.measures.size(); ++row) {
            samples.by_measure[row].push_back(subject.measures[row].sample(counts));
        }
    }
}

/// Tells progress in millions of calls.
class CallProgress {
public:
    explicit CallProgress(ExperimentProgress& progress) : progress_(progress) {}

    void add(double calls) {
        calls_ += calls;
        progress_.finished = static_cast<std::uint64_t>(calls_ / kProgressCalls);
    }
    [[nodiscard]] bool stopped() const { return progress_.stop.load(std::memory_order_relaxed); }

private:
    ExperimentProgress& progress_;
    double calls_ = 0.0;
};

/// Runs a case some replications at a time. Incomplete when the progress was stopped.
CaseSamples run_case(const ValidationCase& subject,
                     std::uint64_t seed,
                     unsigned jobs,
                     CallProgress& progress) {
    const Result<CompiledScenario> compiled = compile(subject.scenario);
    FCR_CHECK(compiled.has_value(), "a room of the validation compiles");
    CaseSamples samples;
    samples.by_measure.resize(subject.measures.size());
    samples.run = {.name = subject.name,
                   .setting = subject.setting,
                   .source = subject.source,
                   .seed = seed,
                   .replications = subject.replications,
                   .calls = 0,
                   .warm_up = subject.scenario.run.warm_up,
                   .measured = subject.scenario.run.measured};
    const double calls = calls_expected(subject.scenario);
    const auto at_a_time =
        std::max<std::uint64_t>(jobs, static_cast<std::uint64_t>(kCallsInHand / calls));
    for (std::uint64_t first = 0; first < subject.replications && !progress.stopped();
         first += at_a_time) {
        ExperimentOptions options;
        options.seed = seed;
        options.first_replication = first;
        options.replications = std::min(at_a_time, subject.replications - first);
        options.jobs = jobs;
        ExperimentProgress in_hand;
        const ExperimentResult result = run_experiment(*compiled, options, in_hand);
        FCR_CHECK(!result.limit, "a room of the validation is large enough");
        add_samples(subject, result, samples);
        progress.add(static_cast<double>(options.replications) * calls);
    }
    return samples;
}

ValidationRow judge(const ValidationCase& subject,
                    const ValidationMeasure& measure,
                    std::span<const RatioSample> samples,
                    double confidence) {
    const auto estimate = estimate_ratio(samples, confidence);
    FCR_CHECK(estimate && estimate->half_width, "a measure of the validation has replications");
    const boost::math::students_t student(static_cast<double>(samples.size() - 1));
    const boost::math::normal normal;
    const double tail = (1.0 - confidence) / 2.0;
    const double of_simulated = boost::math::quantile(complement(student, tail));
    const double of_expected = boost::math::quantile(complement(normal, tail));
    ValidationRow row;
    row.case_name = subject.name;
    row.measure = measure.name;
    row.unit = measure.unit;
    row.expected = measure.expected;
    row.expected_half_width = of_expected * measure.expected_error;
    row.simulated = estimate->value;
    row.half_width = *estimate->half_width;
    const double difference = row.simulated - row.expected;
    row.z = difference / std::hypot(row.half_width / of_simulated, measure.expected_error);
    row.agrees = std::abs(difference) <= std::hypot(row.half_width, row.expected_half_width);
    return row;
}

}  // namespace

std::size_t ValidationReport::rows_that_agree() const {
    return static_cast<std::size_t>(std::ranges::count_if(rows, &ValidationRow::agrees));
}

double validation_calls(const ValidationOptions& options) {
    double calls = 0.0;
    for (const ValidationCase& subject : all_cases(options)) {
        calls += static_cast<double>(subject.replications) * calls_expected(subject.scenario);
    }
    return calls;
}

ValidationReport run_validation(const ValidationOptions& options, ExperimentProgress& progress) {
    const std::vector<ValidationCase> cases = all_cases(options);
    std::size_t rows = 0;
    for (const ValidationCase& subject : cases) {
        rows += subject.measures.size();
    }
    ValidationReport report;
    report.row_confidence = 1.0 - (1.0 - kValidationConfidence) / static_cast<double>(rows);
    CallProgress calls(progress);
    std::uint64_t seed = options.seed;
    for (const ValidationCase& subject : cases) {
        CaseSamples samples = run_case(subject, seed++, options.jobs, calls);
        if (calls.stopped()) {
            report.stopped = true;
            report.rows.clear();
            break;
        }
        for (std::size_t row = 0; row < subject.measures.size(); ++row) {
            report.rows.push_back(judge(
                subject, subject.measures[row], samples.by_measure[row], report.row_confidence));
        }
        report.cases.push_back(std::move(samples.run));
    }
    return report;
}

}  // namespace fcr
