// The goldens of reports.
#pragma once

#include "tests/support/golden_file.hpp"

#include <string>

namespace fcr::test {

/// Expects the text to be the report's golden of that name.
inline void expect_golden(const std::string& text, const std::string& name) {
    expect_stored(text, "tests/unit/report/golden/" + name);
}

}  // namespace fcr::test
