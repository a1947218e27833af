#include "tools/fcrsim/exercise.hpp"

#include "tools/fcrsim/exercise_forget.hpp"
#include "tools/fcrsim/exercise_replay.hpp"
#include "tools/fcrsim/exercise_review.hpp"
#include "tools/fcrsim/exercise_salvage.hpp"
#include "tools/fcrsim/exercise_serve.hpp"

namespace fcr {

Subcommand exercise_subcommand() {
    return {.name = "exercise",
            .summary = "Runs a live exercise, and works on the journal it leaves.",
            .examples = {},
            .add = nullptr,
            .uses_ranks = false,
            .commands = {exercise_serve_command(),
                         exercise_replay_command(),
                         exercise_review_command(),
                         exercise_forget_command(),
                         exercise_salvage_command()}};
}

}  // namespace fcr
