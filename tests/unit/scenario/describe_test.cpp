#include "sim/scenario/describe.hpp"

#include "proto/fcr/v1/scenario.pb.h"
#include "tests/support/scenario_builder.hpp"
#include "tests/unit/scenario/full_scenario.hpp"
#include "tests/unit/scenario/rich_scenario.hpp"
#include "tests/unit/scenario/scenario_files.hpp"

#include <google/protobuf/text_format.h>

#include <string>

namespace fcr::test {

namespace {

// clang-format off
constexpr const char* kDescription = R"(Everything
  24 h warm-up, 48 h measured, then up to 12 h for the last calls

Lines
  line  kind           calls/day  interval  day cv  lines     operator                                                                            message
  999   emergency      465        360 min   0.1     100       exponential, mean 2 s; uniform, 3 to 8 s; normal, mean 4.4 s, sd 1 s, at least 1 s  always 12 s
  101   non-emergency  600        15 min    0.1     no limit  -                                                                                   none
  day factors correlate by 0.5

Call classes
  call class  line  share  rank   handling  talk                                   wrap-up                   patience                              balk
  urgent      999   0.25   +90 s  360 s     lognormal, mean 300 s, cv 0.8          gamma, mean 60 s, cv 0.7  table of 3 knots, 30 % for ever       0.01
  other       999   0.75   +0 s   324 s     mixture of 2 exponentials, mean 324 s  none                      never gives up                        0
  101         101   1      +0 s   377.5 s   table of 3 knots, mean 377.5 s         none                      hazard in 2 stretches, mean 1614.7 s  0
  who has waited longest goes first, with its class's credit added

Pools
  pool        employer           site   skills  seats   seat-hours/day  pick-up     after-call gap          factor  kept free
  in_house    force              HQ     all     4 to 9  168             always 2 s  exponential, mean 10 s  0.9     1 of 101
  contractor  acme (contractor)  acme   all     3       72              none        none                    1       -
  digital     force              force  all     0 to 6  33.42           none        none                    1       -

People
  digital: roster desk, 8 posts of which 2 vacant, 8 people (8.944 full-time posts of 36 h a week); planned 33.42 seat-hours a day, 0 to 6 at once
    lost: 13 % leave, 4 % training, 3 % of each shift in meetings, 5 % sick in spells of 4 days, 1 % absent on the day; 26.0882 seat-hours a day are expected
    2 recruits alone from day 28; 15 % leave in a year, replaced after 20 weeks; 50 % without guaranteed hours accept 70 % of their offers; calls take 1 % longer for each hour on shift after 4 h; transfer on day 30: calls take 1.2 times as long, back to normal over 8 weeks

Routes
  urgent: in_house at once; after 8 s also contractor
  other: in_house or contractor or digital at once
  101: in_house at once; after 120 s digital instead

KPIs
  KPI     of             measure                                       clock starts when      short  published
  sl_999  line 999       service level F5, below 10 s                  the operator connects  5 s    86.2 +- 3
  ab_101  line 101       abandonment AB2                               it reaches the force   5 s    -
  p90     employer acme  percentile 90 of the waits of answered calls  it reaches the force   -      -
  mean    pool in_house  mean wait of answered calls                   the caller dials       -      -
  count   class urgent   number of calls                               it reaches the force   -      -

Grades
  grade      priority  attend within              units           on scene                      paperwork     appointment     given up           chased             diverts
  Immediate  1         900 s of the answer        25 % 1, 75 % 2  lognormal, mean 4500 s, cv 1  always 600 s  -               50 % after 7200 s  40 % after 1800 s  yes
  Scheduled  3         1800 s of the appointment  100 % 1         always 1800 s                 none          always 28800 s  -                  -                  no
  Telephone  4         no deployment

Grading
  call class  incidents/answered  true grades                                     misgraded  answer to incident  incident to grade
  urgent      0.6                 50 % Immediate, 25 % Scheduled, 25 % Telephone  12.5 %     always 30 s         always 60 s
  pool contractor makes 2 times the errors
  with fewer than 2 units free, 25 % are given the next less urgent grade
  grading policy and command lie with force

Talkgroups
  talkgroup  share  desks   desk-hours/day  employer                   work on each
  north      0.5    2       48              force                      exponential, mean 90 s
  south      0.5    1 to 3  48              acme (contractor, agreed)  none

Units
  units     talkgroup  on duty  unit-hours/day  mobilise     travel                                                          paperwork
  response  north      12       288             always 60 s  Immediate: lognormal, mean 480 s, cv 0.6; others: always 600 s  x 0.8
  traffic   any        2 to 4   64              none         none                                                            x 1
)";
// clang-format on

TEST(Describe, EverythingThatWasUnderstoodIsTold) {
    EXPECT_EQ(describe(accepted(std::string(kFull))), kDescription);
}

TEST(Describe, WhatFollowsAndWhatGoesWrongIsTold) {
    const std::string text = describe(accepted(std::string(kRich)));

    for (const char* line : {
             "  work  internal       0 ",
             "after 8 s also contractor when it is 8 to 18 h and the caller is of 50 % and 2 or "
             "more wait and at most 1 are free and under 80 % were answered in 20 s lately; after "
             "90 s to another force\n",
             "  work2: in_house at once; contractor instead when the caller is of 40 %\n",
             "  urgent: of those lost 50 % ring again with the same patience, later 40 %, after "
             "exponential, mean 120 s, "
             "at most 4 attempts\n",
             "  urgent: of the others 10 % become 101, after a wait of 60 s or more\n",
             "  urgent: 90 % of those abandoned are rung back as work, after always 1 s\n",
             "  urgent: an incident begets 1.8 calls in the mean, at most 5; later ones 70 % "
             "other\n",
             "  urgent: interrupts other work\n",
             "  other: 30 % need always 200 s more work\n",
             "  101: of those answered 10 % ring again as 101, 20 % after a wait over 120 s\n",
             "  101: 20 % of those answered go on as work, in conference\n",
             "  101: may be put on hold\n",
             "  work: 98 % are reached at an attempt, at most 2 attempts\n",
             "  strike: from 3 h in 50 % of replications; 60 s\n",
             "  outage: from 2 h; 600 s, handling x1.2, 1 staff cuts, 1 lines cut\n",
         }) {
        EXPECT_THAT(text, testing::HasSubstr(line));
    }
}

TEST(Describe, SeatHoursAreThoseOfTheMeasuredPart) {
    const Scenario scenario =
        ScenarioBuilder()
            .warm_up(std::chrono::hours{24})
            .measured(std::chrono::hours{24})
            .pool("p",
                  {.seat_changes = {{kStartOfRun, 100},
                                    {kStartOfRun + std::chrono::hours{24}, 4},
                                    {kStartOfRun + std::chrono::hours{30}, 8}}})
            .build();

    EXPECT_THAT(describe(scenario), testing::HasSubstr("4 to 8  168 "));
}

TEST(Describe, AScenarioPrintedAndReadAgainMeansTheSame) {
    v1::Scenario message;
    ASSERT_TRUE(google::protobuf::TextFormat::ParseFromString(std::string(kFull), &message));
    std::string printed;
    ASSERT_TRUE(google::protobuf::TextFormat::PrintToString(message, &printed));

    EXPECT_EQ(describe(accepted(printed)), describe(accepted(std::string(kFull))));
}

}  // namespace

}  // namespace fcr::test
