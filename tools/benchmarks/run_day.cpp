// Runs replications of a scenario, one after the other on one thread, and tells how much of the
// processor an original contact costs. Usage: run_day SCENARIO REPLICATIONS
//
// An original contact is somebody's first: no redial, repeat, duplicate, transfer or work that an
// earlier one brought; they are counted in the first twenty replications. The time is that of the
// room and its tallies, without reading files and reports. All replications are run five times over
// and of each the quickest counts: what others do on the machine only ever makes one slower.
#include "sim/experiment/experiment.hpp"
#include "sim/scenario/compile.hpp"
#include "sim/scenario/load.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <cstdint>
#include <cstdio>
#include <ctime>
#include <limits>
#include <numeric>
#include <string_view>
#include <vector>

namespace {

constexpr std::uint64_t kCounted = 20;
constexpr int kPasses = 5;

/// Counts those who call for the first time.
class Originals final : public fcr::LedgerSink {
public:
    void call(const fcr::CallLedgerRow& row) override {
        count_ += row.call.origin == fcr::Origin::Caller;
    }
    void staffing(const fcr::StaffingLedgerRow& /*row*/) override {}

    [[nodiscard]] double count() const { return static_cast<double>(count_); }

private:
    std::uint64_t count_ = 0;
};

double cpu_ns() {
    timespec now{};
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
    return static_cast<double>(now.tv_sec) * 1e9 + static_cast<double>(now.tv_nsec);
}

}  // namespace

int main(int argc, char** argv) {
    std::uint64_t replications = 0;
    const std::string_view count = argc == 3 ? argv[2] : "";
    std::from_chars(count.data(), count.data() + count.size(), replications);
    if (replications == 0) {
        fmt::print(stderr, "usage: run_day SCENARIO REPLICATIONS\n");
        return 2;
    }
    const auto scenario = fcr::load_scenario(argv[1]);
    if (!scenario) {
        fmt::print(stderr, "run_day: {}\n", to_string(scenario.error().front()));
        return 2;
    }
    const auto compiled = fcr::compile(*scenario);
    if (!compiled) {
        fmt::print(stderr, "run_day: {}\n", to_string(compiled.error().front()));
        return 2;
    }
    fcr::ReplicationRunner runner(*compiled);
    Originals originals;
    for (std::uint64_t number = 0; number < kCounted; ++number) {
        if (!runner.run(1, number, originals)) {
            fmt::print(stderr, "run_day: replication {} reached a limit\n", number);
            return 7;
        }
    }
    std::vector<double> quickest_ns(replications, std::numeric_limits<double>::infinity());
    for (int pass = 0; pass < kPasses; ++pass) {
        for (std::uint64_t number = 0; number < replications; ++number) {
            const double begun = cpu_ns();
            if (!runner.run(1, number)) {
                fmt::print(stderr, "run_day: replication {} reached a limit\n", number);
                return 7;
            }
            quickest_ns[number] = std::min(quickest_ns[number], cpu_ns() - begun);
        }
    }
    const double contacts = originals.count() / static_cast<double>(kCounted);
    const double each_ns = std::accumulate(quickest_ns.begin(), quickest_ns.end(), 0.0) /
                           static_cast<double>(replications);
    fmt::print("contacts {:.1f} ns {:.1f}\n", contacts, each_ns / contacts);
    return 0;
}
