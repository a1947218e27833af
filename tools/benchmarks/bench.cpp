// The product beside the textbook simulator on W1, W2 and W3, in interleaved pairs of CPU time.
// Usage: bench [PAIRS]
#include "sim/experiment/experiment.hpp"
#include "sim/scenario/compile.hpp"
#include "tests/support/textbook_kernel.hpp"
#include "tests/support/workloads.hpp"

#include <fmt/format.h>
#include <sys/resource.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdlib>
#include <ctime>
#include <functional>
#include <string_view>
#include <vector>

namespace {

using namespace fcr;

/// CPU seconds of this process so far.
double cpu_s() {
    timespec now{};
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
    return static_cast<double>(now.tv_sec) + static_cast<double>(now.tv_nsec) / 1e9;
}

/// Calls handled and the CPU time they took.
struct Timing {
    double calls = 0.0;
    double seconds = 0.0;

    [[nodiscard]] double ns_a_call() const { return seconds / calls * 1e9; }
};

/// Times a run that returns its number of calls.
Timing time_of(const std::function<double()>& run) {
    const double before = cpu_s();
    const double calls = run();
    return {.calls = calls, .seconds = cpu_s() - before};
}

double run_product(const Scenario& scenario, std::uint64_t first, std::uint64_t replications) {
    const auto compiled = compile(scenario);
    FCR_CHECK(compiled.has_value(), "a workload does not compile");
    ReplicationRunner runner(*compiled);
    double calls = 0.0;
    for (std::uint64_t number = first; number < first + replications; ++number) {
        const auto result = runner.run(1, number);
        FCR_CHECK(result.has_value(), "a workload reached a limit");
        calls += static_cast<double>(result->counts.offered);
    }
    return calls;
}

double run_textbook_queues(const TextbookQueueLoad& load, std::uint64_t seed) {
    TextbookQueueSource source(load, seed);
    const auto result = run_textbook_queue(source, {});
    return static_cast<double>(result.total().offered) + 20'000.0;
}

double run_textbook_days(std::uint64_t first, std::uint64_t days) {
    double calls = 0.0;
    for (std::uint64_t day = first; day < first + days; ++day) {
        TextbookDaySource source(day);
        const TextbookDay result = run_textbook_day(source, {});
        for (const TextbookTally& tally : result.by_class) {
            calls += static_cast<double>(tally.offered);
        }
    }
    return calls;
}

struct Workload {
    std::string_view name;
    double floor;  ///< textbook / product, performance.md section 6
    double aim;
    std::function<double(std::uint64_t)> product;  ///< by number of the pair
    std::function<double(std::uint64_t)> textbook;
};

double median(std::vector<double> values) {
    std::ranges::sort(values);
    return values[values.size() / 2];
}

void compare(const Workload& workload, std::uint64_t pairs) {
    std::vector<double> ratios;
    std::vector<double> product_ns;
    std::vector<double> textbook_ns;
    for (std::uint64_t pair = 0; pair < pairs; ++pair) {
        const Timing textbook = time_of([&] { return workload.textbook(pair); });
        const Timing product = time_of([&] { return workload.product(pair); });
        textbook_ns.push_back(textbook.ns_a_call());
        product_ns.push_back(product.ns_a_call());
        ratios.push_back(textbook.ns_a_call() / product.ns_a_call());
    }
    const double ratio = median(ratios);
    fmt::print("{:4}  {:9.0f}  {:9.0f}  {:5.2f}  {:5.1f}  {:4.0f}  {}\n",
               workload.name,
               median(textbook_ns),
               median(product_ns),
               ratio,
               workload.floor,
               workload.aim,
               ratio >= workload.floor ? "reached" : "NOT REACHED");
}

}  // namespace

int main(int argc, char** argv) {
    const std::uint64_t pairs =
        argc > 1 ? std::max<std::uint64_t>(1, std::strtoull(argv[1], nullptr, 10)) : 5;
    const std::array<Workload, 3> workloads{
        {{"W1",
          4.0,
          8.0,
          [](std::uint64_t pair) { return run_product(workload_w1(), pair, 1); },
          [](std::uint64_t pair) { return run_textbook_queues(kTextbookW1, pair + 1); }},
         {"W2",
          5.0,
          12.0,
          [](std::uint64_t pair) { return run_product(workload_w2(), pair, 1); },
          [](std::uint64_t pair) { return run_textbook_queues(kTextbookW2, pair + 1); }},
         {"W3",
          3.5,
          5.0,
          [](std::uint64_t pair) { return run_product(workload_w3(), pair * 300, 300); },
          [](std::uint64_t pair) { return run_textbook_days(pair * 300 + 1, 300); }}}};
    fmt::print("CPU time, median of {} interleaved pairs\n", pairs);
    fmt::print("      textbook   product\n");
    fmt::print("      ns a call  ns a call  ratio  floor   aim\n");
    for (const Workload& workload : workloads) {
        compare(workload, pairs);
    }
    rusage usage{};
    getrusage(RUSAGE_SELF, &usage);
    fmt::print("Peak memory of this program: {:.1f} MiB\n",
               static_cast<double>(usage.ru_maxrss) / 1024.0);
    return 0;
}
