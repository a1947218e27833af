// fcrsim: one program, one row for each subcommand.
#include "tools/fcrsim/assure.hpp"
#include "tools/fcrsim/beside.hpp"
#include "tools/fcrsim/calibrate.hpp"
#include "tools/fcrsim/check.hpp"
#include "tools/fcrsim/command_line.hpp"
#include "tools/fcrsim/compare.hpp"
#include "tools/fcrsim/console.hpp"
#include "tools/fcrsim/contract.hpp"
#include "tools/fcrsim/exercise.hpp"
#include "tools/fcrsim/fit.hpp"
#include "tools/fcrsim/import.hpp"
#include "tools/fcrsim/merge.hpp"
#include "tools/fcrsim/replay.hpp"
#include "tools/fcrsim/run.hpp"
#include "tools/fcrsim/sweep.hpp"
#include "tools/fcrsim/validate.hpp"

#include <array>
#include <new>

int main(int argc, char** argv) {
    try {
        const std::array subcommands{
            fcr::run_subcommand(),
            fcr::sweep_subcommand(),
            fcr::replay_subcommand(),
            fcr::import_subcommand(),
            fcr::fit_subcommand(),
            fcr::calibrate_subcommand(),
            fcr::merge_subcommand(),
            fcr::compare_subcommand(),
            fcr::beside_subcommand(),
            fcr::contract_subcommand(),
            fcr::exercise_subcommand(),
            fcr::check_subcommand(),
            fcr::validate_subcommand(),
            fcr::assure_subcommand(),
        };
        const fcr::CommandLine words(argv, argv + argc);
        return static_cast<int>(fcr::run_command_line(words, subcommands));
    } catch (const std::bad_alloc&) {
        fcr::say("fcrsim: out of memory; fewer --jobs or --replications need less.");
        return static_cast<int>(fcr::ExitCode::LimitReached);
    }
}
