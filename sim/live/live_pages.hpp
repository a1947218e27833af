// The pages of the live room, which tools/web builds and which are put into the program.
#pragma once

#include "sim/live/server.hpp"

#include <vector>

namespace fcr {

/// What tools/web/dist/live/manifest.json lists.
[[nodiscard]] std::vector<ServedFile> live_pages();

}  // namespace fcr
