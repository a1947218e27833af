// Texts that are stored, and compared whole.
#pragma once

#include <gtest/gtest.h>

#include <cstdlib>
#include <fstream>
#include <iterator>
#include <string>

namespace fcr::test {

/// Expects the text to be what the file at `path` holds; tests run in the root of the project. With
/// FCR_WRITE_GOLDEN set in the environment the file is written instead: read the diff.
inline void expect_stored(const std::string& text, const std::string& path) {
    if (std::getenv("FCR_WRITE_GOLDEN") != nullptr) {
        std::ofstream(path, std::ios::binary) << text;
        return;
    }
    std::ifstream file(path, std::ios::binary);
    ASSERT_TRUE(file) << path << " is missing; run from the root of the project";
    const std::string stored{std::istreambuf_iterator<char>(file), {}};
    EXPECT_EQ(text, stored) << path;
}

}  // namespace fcr::test
