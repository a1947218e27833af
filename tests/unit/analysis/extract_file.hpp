// Extracts for tests: text put into a file, plain or gzip.
#pragma once

#include "sim/base/check.hpp"

#include <gtest/gtest.h>
#include <zlib.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <string>

namespace fcr::test {

/// A file in the test's own folder; gone with the object.
class ExtractFile {
public:
    explicit ExtractFile(const std::string& text, bool gzip = false)
        : path_(std::filesystem::path(testing::TempDir()) /
                (std::string("fcr_extract_") +
                 testing::UnitTest::GetInstance()->current_test_info()->name() + ".csv")) {
        if (gzip) {
            gzFile file = gzopen(path_.c_str(), "wb");
            FCR_CHECK(file != nullptr, "the test's folder cannot be written");
            FCR_CHECK(gzwrite(file, text.data(), static_cast<unsigned>(text.size())) ==
                          static_cast<int>(text.size()),
                      "the test's file cannot be written");
            FCR_CHECK(gzclose(file) == Z_OK, "the test's file cannot be written");
        } else {
            std::ofstream(path_, std::ios::binary) << text;
        }
    }
    ~ExtractFile() {
        std::error_code ignored;  // a file left behind in the test's folder does no harm
        std::filesystem::remove(path_, ignored);
    }
    ExtractFile(const ExtractFile&) = delete;
    ExtractFile& operator=(const ExtractFile&) = delete;

    [[nodiscard]] const std::filesystem::path& path() const { return path_; }

    /// Keeps the first bytes only.
    void cut(std::uintmax_t size) const { std::filesystem::resize_file(path_, size); }

private:
    std::filesystem::path path_;
};

/// The folder with real data that FCR_DATA names; empty when it names none.
inline std::filesystem::path data_folder() {
    const char* folder = std::getenv("FCR_DATA");  // NOLINT(concurrency-mt-unsafe): before threads
    return folder == nullptr ? std::filesystem::path{} : std::filesystem::path(folder);
}

}  // namespace fcr::test
