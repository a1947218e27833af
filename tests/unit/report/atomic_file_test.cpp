#include "sim/report/atomic_file.hpp"

#include "tests/unit/report/temporary_folder.hpp"

#include <gtest/gtest.h>
#include <sys/stat.h>

#include <fstream>

namespace fcr::test {
namespace {

TEST(AtomicFile, IsThereWholeAfterCommit) {
    const TemporaryFolder folder;
    const std::string bytes(200'000, 'x');
    AtomicFile file(folder.path() / "calls.csv");
    file.write(bytes);
    EXPECT_FALSE(std::filesystem::exists(folder.path() / "calls.csv"));

    EXPECT_FALSE(file.commit());
    EXPECT_EQ(folder.read("calls.csv"), bytes);
    EXPECT_EQ(folder.entries(), 1);
}

TEST(AtomicFile, LeavesNothingWithoutCommit) {
    const TemporaryFolder folder;
    {
        AtomicFile file(folder.path() / "calls.csv");
        file.write(std::string(200'000, 'x'));
    }
    EXPECT_EQ(folder.entries(), 0);
}

TEST(AtomicFile, LeavesTheOldFileWithoutCommit) {
    const TemporaryFolder folder;
    ASSERT_FALSE(write_file(folder.path() / "calls.csv", "old"));
    {
        AtomicFile file(folder.path() / "calls.csv");
        file.write("new");
    }
    EXPECT_EQ(folder.read("calls.csv"), "old");
    EXPECT_EQ(folder.entries(), 1);
}

TEST(AtomicFile, ReplacesTheOldFile) {
    const TemporaryFolder folder;
    ASSERT_FALSE(write_file(folder.path() / "calls.csv", "old and longer"));
    ASSERT_FALSE(write_file(folder.path() / "calls.csv", "new"));

    EXPECT_EQ(folder.read("calls.csv"), "new");
}

TEST(AtomicFile, SaysThatItsFolderIsMissing) {
    const TemporaryFolder folder;
    AtomicFile file(folder.path() / "nowhere" / "calls.csv");

    EXPECT_EQ(file.error(), std::errc::no_such_file_or_directory);
    file.write("x");
    EXPECT_EQ(file.commit(), std::errc::no_such_file_or_directory);
    EXPECT_EQ(folder.entries(), 0);
}

TEST(AtomicFile, DoesNotReplaceAFolder) {
    const TemporaryFolder folder;
    std::filesystem::create_directory(folder.path() / "calls.csv");

    EXPECT_EQ(write_file(folder.path() / "calls.csv", "x"), std::errc::is_a_directory);
    EXPECT_EQ(folder.entries(), 1);
}

TEST(AtomicFile, LeavesNothingWhenTheRenameFails) {
    const TemporaryFolder folder;
    AtomicFile file(folder.path() / "calls.csv");
    file.write("x");
    std::filesystem::create_directory(folder.path() / "calls.csv");

    EXPECT_TRUE(file.commit());
    EXPECT_EQ(folder.entries(), 1);
}

TEST(AtomicFile, HasTheRightsOfAnOrdinaryFile) {
    const TemporaryFolder folder;
    ASSERT_FALSE(write_file(folder.path() / "ours", "x"));
    std::ofstream(folder.path() / "ordinary") << "x";

    EXPECT_EQ(std::filesystem::status(folder.path() / "ours").permissions(),
              std::filesystem::status(folder.path() / "ordinary").permissions());
}

}  // namespace
}  // namespace fcr::test
