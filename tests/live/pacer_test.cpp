// The timer drives a clock that tests of its own look at; here is that it starts, stops and goes.
#include "sim/live/pacer.hpp"

#include <boost/asio/io_context.hpp>
#include <gtest/gtest.h>

#include <memory>
#include <vector>

namespace fcr {
namespace {

using namespace std::chrono_literals;

constexpr SimTime kTen = kStartOfRun + 10h;

class PacerTest : public testing::Test {
protected:
    void make(std::function<void(SimTime)> advance) {
        pacer_ = std::make_unique<Pacer>(
            io_, Pacer::Events{.advance = std::move(advance), .stalled = [](auto) { FAIL(); }});
    }

    boost::asio::io_context io_;
    std::unique_ptr<Pacer> pacer_;
    std::vector<SimTime> told_;
};

TEST_F(PacerTest, TellsTimeThatRisesFromItsStart) {
    make([this](SimTime now) {
        told_.push_back(now);
        EXPECT_EQ(pacer_->now(), now);
        if (told_.size() == 3) {
            pacer_->stop();
        }
    });

    pacer_->start(kTen, 60);
    io_.run();

    ASSERT_EQ(told_.size(), 3U);
    EXPECT_GT(told_[0], kTen);
    EXPECT_GT(told_[1], told_[0]);
    EXPECT_GT(told_[2], told_[1]);
    EXPECT_FALSE(pacer_->is_running());
    EXPECT_EQ(pacer_->now(), told_[2]);
}

TEST_F(PacerTest, CanBeStartedAgainWithinATick) {
    make([this](SimTime now) {
        told_.push_back(now);
        pacer_->stop();
        if (told_.size() == 1) {
            pacer_->start(kTen + 1h, 1);
        }
    });

    pacer_->start(kTen, 1);
    io_.run();

    ASSERT_EQ(told_.size(), 2U);
    EXPECT_LT(told_[0], kTen + 1h);
    EXPECT_GT(told_[1], kTen + 1h);
}

TEST_F(PacerTest, NoTickComesAfterItHasStoppedOrGone) {
    make([this](SimTime now) { told_.push_back(now); });
    pacer_->start(kTen, 1);
    pacer_->set_speed(2);
    pacer_->stop();
    pacer_->set_speed(3);
    io_.run();
    io_.restart();
    pacer_->start(kTen, 1);
    pacer_.reset();

    io_.run();

    EXPECT_TRUE(told_.empty());
}

}  // namespace
}  // namespace fcr
