#include "sim/contract/remedy.hpp"

#include "sim/contract/working_days.hpp"
#include "tests/unit/contract/pricing_case.hpp"

#include <gtest/gtest.h>

#include <algorithm>

namespace fcr {
namespace {

bool has(const std::vector<LadderNote>& notes, LadderEvent event) {
    return std::ranges::any_of(notes, [&](const LadderNote& note) { return note.event == event; });
}
bool has(const Statement& statement, LadderEvent event) {
    return has(statement.ladder, event);
}

/// One indicator whose bands give the points of the test.
class Ladder {
public:
    explicit Ladder(LadderTerms ladder = {}) : terms_(plain_contract()), ladder_(terms_) {
        terms_.ladder = ladder;
        periods_ = periods_of(terms_);
    }
    Ladder(const Ladder&) = delete;
    Ladder& operator=(const Ladder&) = delete;

    std::vector<LadderNote> close(Severity severity, PeriodOutcome outcome = {}) {
        KpiLine line = line_of(0, share(9'000));
        line.severity = severity;
        line.rating = Rating::Good;
        outcome.last_day = periods_[next_++].last;
        return ladder_.close(outcome, {line});
    }
    std::vector<LadderNote> close_with_points(std::int64_t points) {
        return close(Severity::Minor, {.last_day = {}, .points = points * 100});
    }
    [[nodiscard]] const RemedyLadder& state() const { return ladder_; }

private:
    ContractTerms terms_;
    RemedyLadder ladder_;
    std::vector<ServicePeriod> periods_;
    std::size_t next_ = 0;
};

// contracts.md 2.18, S11.
TEST(Remedy, S11PointsOfThreeMonthsAreCritical) {
    Ladder ladder;
    EXPECT_FALSE(has(ladder.close_with_points(20), LadderEvent::CriticalFailure));
    EXPECT_FALSE(has(ladder.close_with_points(15), LadderEvent::CriticalFailure));
    const std::vector<LadderNote> third = ladder.close_with_points(15);

    EXPECT_TRUE(has(third, LadderEvent::CriticalFailure));
    EXPECT_TRUE(has(third, LadderEvent::TerminationRight));
    EXPECT_EQ(ladder.state().standing(), ContractStanding::MayTerminate);
}

TEST(Remedy, S11OnePointFewerIsNot) {
    Ladder ladder;
    static_cast<void>(ladder.close_with_points(20));
    static_cast<void>(ladder.close_with_points(15));

    EXPECT_FALSE(has(ladder.close_with_points(14), LadderEvent::CriticalFailure));
    EXPECT_EQ(ladder.state().standing(), ContractStanding::Running);
}

TEST(Remedy, PointsOfOlderMonthsNoLongerCount) {
    Ladder ladder;
    for (const std::int64_t points : {40, 0, 0}) {
        static_cast<void>(ladder.close_with_points(points));
    }
    EXPECT_FALSE(has(ladder.close_with_points(10), LadderEvent::CriticalFailure));
}

// contracts.md 2.18, S12.
TEST(Remedy, S12ThreeOfFourBelowTheirThresholdAreUnacceptable) {
    ContractTerms terms = plain_contract();
    terms.kpis = {template_kpi("K1"), template_kpi("K2"), template_kpi("K3"), template_kpi("K4")};
    const auto close = [&](int below) {
        std::vector<KpiLine> lines;
        for (int kpi = 0; kpi < 4; ++kpi) {
            lines.push_back(
                line_of(static_cast<std::size_t>(kpi), share(kpi < below ? 9'000 : 9'990)));
        }
        return PricingCase(terms).close(std::move(lines));
    };

    const Statement three = close(3);
    EXPECT_TRUE(has(three, LadderEvent::UnacceptableFailure));
    EXPECT_EQ(three.credits.payable + three.credits.compensation, Money::pounds(250'000));
    EXPECT_EQ(three.net, Money{});

    const Statement two = close(2);
    EXPECT_FALSE(has(two, LadderEvent::UnacceptableFailure));
    EXPECT_EQ(two.credits.compensation, Money{});
}

TEST(Remedy, WhatIsNotMeasuredIsNotCountedAmongThem) {
    ContractTerms terms = plain_contract();
    terms.kpis = {template_kpi("K1"), template_kpi("K2")};

    const Statement statement =
        PricingCase(terms).close({line_of(0, share(9'000)), line_of(1, not_measured())});

    EXPECT_TRUE(has(statement, LadderEvent::UnacceptableFailure));
}

TEST(Remedy, AMaterialFailureOpensAPlanWithWorkingDays) {
    Ladder ladder;
    const std::vector<LadderNote> notes = ladder.close(Severity::Serious);

    EXPECT_TRUE(has(notes, LadderEvent::MaterialFailure));
    EXPECT_TRUE(has(notes, LadderEvent::PlanOpened));
    const RectificationPlan& plan = ladder.state().plan();
    EXPECT_EQ(plan.state, PlanState::Drafting);
    EXPECT_EQ(plan.opened, day(2027, 4, 30));
    EXPECT_EQ(plan.due, day(2027, 5, 17));      // 3 May is a bank holiday
    EXPECT_EQ(plan.reviewed, day(2027, 6, 1));  // and so is 31 May
}

TEST(Remedy, AMinorFailureOpensNone) {
    Ladder ladder;
    const std::vector<LadderNote> notes = ladder.close(Severity::Minor);

    EXPECT_TRUE(has(notes, LadderEvent::KpiFailed));
    EXPECT_EQ(ladder.state().plan().state, PlanState::None);
}

TEST(Remedy, APlanInForceIsClearedByTwoCleanPeriodsInARow) {
    Ladder ladder;
    static_cast<void>(ladder.close(Severity::Severe));  // April
    static_cast<void>(ladder.close(Severity::Met));     // May: still in review
    EXPECT_EQ(ladder.state().plan().state, PlanState::InReview);
    static_cast<void>(ladder.close(Severity::Met));      // June
    static_cast<void>(ladder.close(Severity::Serious));  // July: not clean
    static_cast<void>(ladder.close(Severity::Met));
    EXPECT_EQ(ladder.state().plan().state, PlanState::InForce);
    EXPECT_TRUE(has(ladder.close(Severity::Minor), LadderEvent::PlanCleared));

    static_cast<void>(ladder.close(Severity::Met));
    EXPECT_EQ(ladder.state().plan().state, PlanState::None);
    EXPECT_EQ(ladder.state().standing(), ContractStanding::Running);
}

TEST(Remedy, APlanOpenTooLongHasFailedAndGivesARight) {
    Ladder ladder({.plan_months_max = 2});
    static_cast<void>(ladder.close(Severity::Severe));
    static_cast<void>(ladder.close(Severity::Severe));
    EXPECT_FALSE(has(ladder.close(Severity::Severe), LadderEvent::PlanFailed));
    const std::vector<LadderNote> notes = ladder.close(Severity::Severe);

    EXPECT_TRUE(has(notes, LadderEvent::PlanFailed));
    EXPECT_TRUE(has(notes, LadderEvent::TerminationRight));
    EXPECT_EQ(ladder.state().termination_rights(), 1);

    EXPECT_TRUE(has(ladder.close(Severity::Severe), LadderEvent::PlanOpened));
}

TEST(Remedy, ReachingACapIsCriticalWhereTheContractSaysSo) {
    const PeriodOutcome at_cap{.last_day = {}, .cap_reached = true};
    EXPECT_TRUE(has(Ladder().close(Severity::Minor, at_cap), LadderEvent::CriticalFailure));
    const std::vector<LadderNote> notes =
        Ladder({.critical_at_cap = false}).close(Severity::Minor, at_cap);
    EXPECT_TRUE(has(notes, LadderEvent::CapReached));
    EXPECT_FALSE(has(notes, LadderEvent::CriticalFailure));
}

TEST(Remedy, WhereCreditsAreTheSoleRemedyNothingElseFollows) {
    Ladder ladder({.credits_sole_remedy = true});
    const std::vector<LadderNote> notes = ladder.close(
        Severity::BelowThreshold, {.last_day = {}, .points = 9'900, .cap_reached = true});

    EXPECT_TRUE(has(notes, LadderEvent::MaterialFailure));
    EXPECT_FALSE(has(notes, LadderEvent::PlanOpened));
    EXPECT_FALSE(has(notes, LadderEvent::TerminationRight));
    EXPECT_EQ(ladder.state().standing(), ContractStanding::Running);
}

const PeriodOutcome kCritical{.last_day = {}, .points = 5'000};

TEST(Remedy, TheAuthorityLeavesByItsPolicy) {
    const auto months_to_end = [](LadderTerms terms) {
        Ladder ladder(terms);
        int months = 0;
        while (months < 9 && ladder.state().standing() != ContractStanding::Terminated) {
            static_cast<void>(ladder.close(Severity::Minor, kCritical));
            ++months;
        }
        return months;
    };

    EXPECT_EQ(months_to_end({.termination = TerminationPolicy::FirstRight}), 1);
    EXPECT_EQ(
        months_to_end({.termination = TerminationPolicy::AfterRights, .termination_after = 3}), 3);
    EXPECT_EQ(months_to_end({.termination = TerminationPolicy::Stay}), 9);
    EXPECT_EQ(months_to_end({.termination = TerminationPolicy::WithProbability}), 9);
}

TEST(Remedy, WithAProbabilityTheCallerAnswersAndOnlyARightCounts) {
    Ladder ladder({.termination = TerminationPolicy::WithProbability});
    static_cast<void>(
        ladder.close(Severity::Minor, {.last_day = {}, .authority_terminates = true}));
    EXPECT_EQ(ladder.state().standing(), ContractStanding::Running);

    PeriodOutcome outcome = kCritical;
    outcome.authority_terminates = true;
    EXPECT_TRUE(has(ladder.close(Severity::Minor, outcome), LadderEvent::Terminated));
    EXPECT_EQ(ladder.state().standing(), ContractStanding::Terminated);

    EXPECT_FALSE(has(ladder.close(Severity::Severe, outcome), LadderEvent::TerminationRight));
}

TEST(Remedy, SteppingInLastsAPeriodUnlessTheFailureGoesOn) {
    Ladder ladder({.critical_months = 1, .step_in = true});
    EXPECT_TRUE(has(ladder.close(Severity::Minor, kCritical), LadderEvent::SteppedIn));
    EXPECT_EQ(ladder.state().standing(), ContractStanding::SteppedIn);
    EXPECT_TRUE(has(ladder.close(Severity::Minor, kCritical), LadderEvent::SteppedIn));
    static_cast<void>(ladder.close(Severity::Met));

    EXPECT_EQ(ladder.state().standing(), ContractStanding::MayTerminate);
}

TEST(Remedy, AnEmergencyIsReasonEnoughToStepIn) {
    Ladder ladder({.step_in = true});
    static_cast<void>(ladder.close(Severity::Met, {.last_day = {}, .authority_steps_in = true}));
    EXPECT_EQ(ladder.state().standing(), ContractStanding::SteppedIn);
    static_cast<void>(ladder.close(Severity::Met));
    EXPECT_EQ(ladder.state().standing(), ContractStanding::Running);
}

TEST(Remedy, TheSupplierBearsTheCostOfSteppingIn) {
    ContractTerms terms = plain_contract();
    terms.ladder.step_in = true;
    PricingCase contract(terms);
    PeriodLedger ledger;
    ledger.step_in_cost = Money::pounds(30'000);
    const std::vector<KpiLine> met{line_of(0, share(9'950))};

    const Statement before = contract.close(met, ledger, {.terminates = false, .steps_in = true});
    const Statement after = contract.close(met, ledger);

    EXPECT_EQ(before.credits.compensation, Money{});
    EXPECT_EQ(after.credits.compensation, Money::pounds(30'000));
    EXPECT_EQ(after.net, Money::pounds(220'000));
}

TEST(Remedy, DistressIsNotedWhenItBegins) {
    Ladder ladder;
    const PeriodOutcome distress{.last_day = {}, .in_distress = true};
    EXPECT_TRUE(has(ladder.close(Severity::Met, distress), LadderEvent::DistressPlan));
    EXPECT_FALSE(has(ladder.close(Severity::Met, distress), LadderEvent::DistressPlan));
    static_cast<void>(ladder.close(Severity::Met));
    EXPECT_TRUE(has(ladder.close(Severity::Met, distress), LadderEvent::DistressPlan));
}

TEST(Remedy, StatesChangeOnlyAsAllowed) {
    using enum PlanState;
    EXPECT_TRUE(may_follow(None, Drafting));
    EXPECT_FALSE(may_follow(None, InForce));
    EXPECT_FALSE(may_follow(Drafting, Cleared));
    EXPECT_TRUE(may_follow(InForce, Cleared));
    EXPECT_FALSE(may_follow(Cleared, Failed));
    EXPECT_TRUE(may_follow(ContractStanding::Running, ContractStanding::Terminated));
    EXPECT_FALSE(may_follow(ContractStanding::Terminated, ContractStanding::Running));
}

TEST(WorkingDays, LeaveOutWeekendsAndBankHolidays) {
    EXPECT_FALSE(is_working_day(day(2027, 5, 1)));
    EXPECT_FALSE(is_working_day(day(2027, 5, 3)));
    EXPECT_TRUE(is_working_day(day(2027, 5, 4)));
    EXPECT_EQ(working_days_after(day(2027, 4, 30), 1), day(2027, 5, 4));
    EXPECT_EQ(working_days_after(day(2027, 5, 1), 0), day(2027, 5, 1));
    // Christmas Day 2027 is a Saturday: its substitutes are the 27th and 28th.
    EXPECT_EQ(working_days_after(day(2027, 12, 24), 1), day(2027, 12, 29));
}

}  // namespace
}  // namespace fcr
