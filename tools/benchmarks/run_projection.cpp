// What a projection costs: the copy that the live thread pays for, and the futures.
// Usage: run_projection EXERCISE [HOURS]
#include "sim/exercise/exercise.hpp"
#include "sim/exercise/exercise_file.hpp"
#include "sim/exercise/projection.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <ctime>
#include <vector>

namespace {

using namespace fcr;

class Silence final : public NoticeSink {
public:
    void call_closed(const CallRecord& /*call*/) override {}
    void seat_taken(const SeatTaken& /*seat*/) override {}
    void queue_grew(const QueueGrew& /*queue*/) override {}
};

/// CPU microseconds of this process so far.
double cpu_us() {
    timespec now{};
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
    return static_cast<double>(now.tv_sec) * 1e6 + static_cast<double>(now.tv_nsec) / 1e3;
}

template <typename Work>
double median_us(int times, Work work) {
    std::vector<double> spent;
    for (int time = 0; time < times; ++time) {
        const double before = cpu_us();
        work();
        spent.push_back(cpu_us() - before);
    }
    std::ranges::sort(spent);
    return spent[spent.size() / 2];
}

}  // namespace

int main(int argc, char** argv) {
    if (argc < 2 || argc > 3) {
        fmt::print(stderr, "usage: run_projection EXERCISE [HOURS]\n");
        return 2;
    }
    const auto plan = load_exercise(argv[1]);
    if (!plan) {
        fmt::print(stderr, "run_projection: {}\n", to_string(plan.error().front()));
        return 2;
    }
    const double hours = argc == 3 ? std::strtod(argv[2], nullptr) : 1.0;
    Silence silence;
    ControlRoom room(*plan->room, silence, {.pools = {}, .takes_commands = true});
    room.begin(Streams(plan->seed, 0));
    room.run_until(plan->start + duration_from_seconds(hours * 3600.0));
    const ProjectionPlan how = usual_projection(*plan->room);
    KnownRoom known(*plan->room);
    Projector projector(*plan->room, how);
    known.look(room);
    const double copy = median_us(1'000, [&] { known.look(room); });
    const double all = median_us(20, [&] { static_cast<void>(projector.project(known)); });
    fmt::print("copy {:.1f} us, {} futures of {} min {:.1f} ms\n",
               copy,
               how.futures,
               how.minutes,
               all / 1e3);
    return 0;
}
