// Comparing with a file under version control.
#pragma once

#include <gtest/gtest.h>

#include <cstdlib>
#include <fstream>
#include <iterator>
#include <string>

namespace fcr::test {

/// Expects the text to be what the golden file holds; tests run in the root of the project. With
/// FCR_WRITE_GOLDEN set in the environment the file is written instead: read the diff.
inline void expect_golden(const std::string& text, const std::string& name) {
    const std::string path = "tests/unit/report/golden/" + name;
    if (std::getenv("FCR_WRITE_GOLDEN") != nullptr) {
        std::ofstream(path, std::ios::binary) << text;
        return;
    }
    std::ifstream file(path, std::ios::binary);
    ASSERT_TRUE(file) << path << " is missing; run from the root of the project";
    const std::string golden{std::istreambuf_iterator<char>(file), {}};
    EXPECT_EQ(text, golden) << path;
}

}  // namespace fcr::test
