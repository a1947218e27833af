#include "tools/fcrsim/progress.hpp"

#include <gtest/gtest.h>

namespace fcr {
namespace {

using std::chrono::seconds;

TEST(ProgressLine, TellsTheTimeLeft) {
    EXPECT_EQ(progress_line(25, 100, seconds{4}), "25 of 100 replications, about 12 s left");
    EXPECT_EQ(progress_line(10, 100, seconds{60}), "10 of 100 replications, about 9 min left");
    EXPECT_EQ(progress_line(1, 100, seconds{120}), "1 of 100 replications, about 3.3 h left");
}

TEST(ProgressLine, TellsNoTimeBeforeItKnowsAny) {
    EXPECT_EQ(progress_line(0, 100, seconds{3}), "0 of 100 replications");
    EXPECT_EQ(progress_line(100, 100, seconds{3}), "100 of 100 replications");
}

}  // namespace
}  // namespace fcr
