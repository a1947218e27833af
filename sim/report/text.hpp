// The report of a run for a person at a terminal.
#pragma once

#include "sim/report/summary.hpp"

#include <string>

namespace fcr {

struct TextOptions {
    bool colour = false;  ///< headings in bold
};

/// At most 100 characters a line, plain words, one decimal. Ends with a line break.
[[nodiscard]] std::string to_text(const RunSummary& summary, TextOptions options);

}  // namespace fcr
