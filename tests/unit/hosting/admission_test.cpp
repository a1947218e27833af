// Codes and tokens: who is let in, and how fast one may guess.
#include "sim/hosting/admission.hpp"

#include <gtest/gtest.h>

#include <set>
#include <string>

namespace fcr::test {
namespace {

using namespace std::chrono_literals;

Admission counted() {
    return Admission([count = std::uint8_t{0}](std::span<std::byte> bytes) mutable {
        for (std::byte& byte : bytes) {
            byte = std::byte{count++};
        }
    });
}

TEST(Admission, ACodeIsTenLettersAndForgivesHowItIsTyped) {
    Admission admission = counted();
    const std::string code = admission.make_code(Role::Supervisor, 0s);
    EXPECT_EQ(code, "01234-56789");
    EXPECT_EQ(admission.role_of(code, 1s), Role::Supervisor);
    EXPECT_EQ(admission.role_of(" 0123456789 ", 1s), Role::Supervisor);
    const std::string letters = admission.make_code(Role::Observer, 0s);
    EXPECT_EQ(letters, "ABCDE-FGHJK");
    EXPECT_EQ(admission.role_of("abcdefghjk", 1s), Role::Observer);
}

TEST(Admission, AnotherCodeIsNobodys) {
    Admission admission = counted();
    static_cast<void>(admission.make_code(Role::Supervisor, 0s));
    EXPECT_FALSE(admission.role_of("01234-56788", 1s));
    EXPECT_FALSE(admission.role_of("", 1s));
}

TEST(Admission, ACodeEndsAfterTwelveHours) {
    Admission admission = counted();
    const std::string code = admission.make_code(Role::Supervisor, 0s);
    EXPECT_TRUE(admission.role_of(code, 12h - 1s));
    EXPECT_FALSE(admission.role_of(code, 12h));
}

TEST(Admission, ThereAreAtMost256Codes) {
    Admission admission = counted();
    for (std::size_t made = 0; made < Admission::kCodesMax; ++made) {
        EXPECT_NE(admission.make_code(Role::Observer, 0s), "");
    }
    EXPECT_EQ(admission.make_code(Role::Observer, 0s), "");
    EXPECT_NE(admission.make_code(Role::Observer, 12h), "");
}

TEST(Admission, ATokenHas128BitsAndANewOneEndsTheOld) {
    Admission admission = counted();
    const std::string first = admission.make_token("supervisor-1");
    EXPECT_EQ(first.size(), 32U);
    EXPECT_EQ(admission.seat_of(first), "supervisor-1");
    const std::string second = admission.make_token("supervisor-1");
    EXPECT_NE(first, second);
    EXPECT_FALSE(admission.seat_of(first));
    EXPECT_EQ(admission.seat_of(second), "supervisor-1");
    admission.forget_token("supervisor-1");
    EXPECT_FALSE(admission.seat_of(second));
}

TEST(Admission, FiveWrongOnesInAMinuteWaitLongerEachTime) {
    Admission admission = counted();
    HostTime now{0};
    for (int wrong = 0; wrong < 4; ++wrong) {
        admission.count_wrong("192.0.2.1", now);
    }
    EXPECT_EQ(admission.wait_of("192.0.2.1", now), 0s);
    admission.count_wrong("192.0.2.1", now);
    EXPECT_EQ(admission.wait_of("192.0.2.1", now), 1min);
    EXPECT_EQ(admission.wait_of("192.0.2.2", now), 0s) << "another address";
    now += 1min;
    EXPECT_EQ(admission.wait_of("192.0.2.1", now), 0s);
    for (int wrong = 0; wrong < 5; ++wrong) {
        admission.count_wrong("192.0.2.1", now);
    }
    EXPECT_EQ(admission.wait_of("192.0.2.1", now), 2min);
}

TEST(Admission, AWrongOneNowAndThenIsForgiven) {
    Admission admission = counted();
    for (HostTime now{0}; now < 1h; now += 20s) {
        admission.count_wrong("192.0.2.1", now);
        EXPECT_EQ(admission.wait_of("192.0.2.1", now), 0s);
    }
}

}  // namespace
}  // namespace fcr::test
