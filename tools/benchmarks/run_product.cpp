// Runs one workload of the product and nothing else: what instruction counters and profilers
// look at. Usage: run_product w1|w2|w3 REPLICATIONS
#include "sim/experiment/experiment.hpp"
#include "sim/scenario/compile.hpp"
#include "tests/support/workloads.hpp"

#include <fmt/format.h>

#include <charconv>
#include <cstdio>
#include <string_view>

namespace {

int usage() {
    fmt::print(stderr, "usage: run_product w1|w2|w3 REPLICATIONS\n");
    return 2;
}

}  // namespace

int main(int argc, char** argv) {
    if (argc != 3) {
        return usage();
    }
    const std::string_view name = argv[1];
    const std::string_view count = argv[2];
    std::uint64_t replications = 0;
    const auto parsed = std::from_chars(count.data(), count.data() + count.size(), replications);
    if (parsed.ec != std::errc{} || (name != "w1" && name != "w2" && name != "w3")) {
        return usage();
    }
    const auto compiled = fcr::compile(name == "w1"   ? fcr::workload_w1()
                                       : name == "w2" ? fcr::workload_w2()
                                                      : fcr::workload_w3());
    if (!compiled) {
        fmt::print(stderr, "run_product: {}\n", to_string(compiled.error().front()));
        return 1;
    }
    fcr::ReplicationRunner runner(*compiled);
    std::uint64_t calls = 0;
    for (std::uint64_t number = 0; number < replications; ++number) {
        const auto result = runner.run(1, number);
        if (!result) {
            fmt::print(stderr, "run_product: replication {} reached a limit\n", number);
            return 7;
        }
        calls += result->counts.offered;
    }
    const auto kpi_share = [&](std::size_t row) {
        fcr::KpiCounts counts;
        for (std::size_t interval = 0; interval < fcr::kResultIntervals; ++interval) {
            counts.merge(runner.recorder().total(fcr::KpiId{row}, fcr::IntervalId{interval}));
        }
        return fcr::kpi_value(compiled->kpis[fcr::KpiId{row}].definition, counts).value();
    };
    fmt::print("calls {} kpi {:.6f} {:.6f}\n", calls, kpi_share(0), kpi_share(1));
    return 0;
}
