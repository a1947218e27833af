// fcrsim exercise review: what an exercise came to, from its journal alone.
#pragma once

#include "sim/report/review_files.hpp"
#include "sim/review/review.hpp"
#include "tl/expected.hpp"
#include "tools/fcrsim/subcommand.hpp"

#include <filesystem>

namespace fcr {

/// The review of the exercise whose journal is in the folder; else the exit code, the reason said.
[[nodiscard]] tl::expected<ReviewOutput, ExitCode> make_review(const std::filesystem::path& folder,
                                                               const ReviewOptions& options);

[[nodiscard]] Subcommand exercise_review_command();

}  // namespace fcr
