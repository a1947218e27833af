#include "sim/exercise/rerun.hpp"

#include "sim/random/streams.hpp"

#include <algorithm>

namespace fcr {

std::unique_ptr<Exercise> replay_inputs(const ExercisePlan& plan,
                                        NoticeSink& sink,
                                        std::span<const RecordedInput> inputs,
                                        SimTime until) {
    auto exercise = std::make_unique<Exercise>(plan, sink);
    for (const RecordedInput& recorded : inputs) {
        exercise->advance_to(recorded.at);
        exercise->submit(recorded.input);
    }
    exercise->advance_to(until);
    return exercise;
}

std::vector<RecordedInput> inputs_until(std::span<const RecordedInput> inputs,
                                        SimTime start,
                                        SimTime at) {
    std::vector<RecordedInput> kept;
    for (const RecordedInput& recorded : inputs) {
        if (recorded.at > at) {
            break;
        }
        kept.push_back(recorded);
        RunControl* const control = std::get_if<RunControl>(&kept.back().input.what);
        if (control == nullptr) {
            continue;
        }
        if (control->kind == RunControlKind::Step) {
            control->span = std::min(control->span, at - recorded.at);
        } else if (control->kind == RunControlKind::Jump) {
            control->span = std::min(control->span, at - start);
        }
    }
    return kept;
}

Counterfactual run_without_actions(const ExercisePlan& plan,
                                   NoticeSink& sink,
                                   std::span<const FiredCommand> fired,
                                   SimTime until) {
    constexpr Duration every = std::chrono::minutes{1};
    Counterfactual result;
    ControlRoom room(*plan.room, sink, {.pools = {}, .takes_commands = true});
    room.begin(Streams(plan.seed, 0));
    SimTime next_digest = plan.start + every;
    // A minute's digest comes after what fired at its instant.
    const auto run_to = [&](SimTime to, bool with_its_digest) {
        while (next_digest < to || (with_its_digest && next_digest == to)) {
            room.run_until(next_digest);
            result.room_digests.push_back(room.digest());
            next_digest += every;
        }
        room.run_until(to);
    };
    for (const FiredCommand& command : fired) {
        if (command.at > until) {
            break;
        }
        if (command.contingency) {
            result.left_out.push_back(command);
            continue;
        }
        run_to(command.at, false);
        static_cast<void>(room.obey(command.command));
    }
    run_to(until, true);
    result.counts = room.counts();
    result.limit = room.limit_reached();
    return result;
}

}  // namespace fcr
