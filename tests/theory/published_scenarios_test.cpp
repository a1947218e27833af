// Rooms that an independent simulation library published results of, run from scenario files:
// redials, overlapping skills, limited lines, balking, a day factor.
//
// Source: ContactCenters, Universite de Montreal (examples and their printed output), licence
// Apache-2.0. The figures are facts carried with their source.
#include "sim/experiment/experiment.hpp"
#include "sim/scenario/compile.hpp"
#include "sim/scenario/load.hpp"

#include <boost/math/distributions/normal.hpp>
#include <gtest/gtest.h>

#include <array>
#include <cmath>
#include <functional>
#include <map>
#include <string>
#include <vector>

namespace fcr::test {
namespace {

/// One replication as the tests read it.
struct Replication {
    const ReplicationResult& result;
    const Recorder& recorder;
    double redials = 0.0;
    std::array<double, 2> in_target{};  ///< by class

    [[nodiscard]] double calls(std::int64_t KpiCounts::*count) const {
        double sum = 0.0;
        for (const KpiOutcome& kpi : result.kpis) {
            sum += static_cast<double>(kpi.counts.*count);
        }
        return sum;
    }
    /// Talk of a pool's handlers as a share of these planned seat-hours, percent.
    [[nodiscard]] double occupancy(std::size_t pool, double seat_hours) const {
        const SeatTally& seats =
            result.populations[recorder.population(PoolId{pool}).index()].seats;
        return 100.0 * to_seconds(Duration{seats.talk_us}) / 3600.0 / seat_hours;
    }
};

/// A published mean with the confidence interval printed for it.
struct Published {
    std::string measure;
    double mean;
    double low;
    double high;
    double level;  ///< of the interval
    std::function<double(const Replication&)> value;
};

/// What stands in no tally: redials, and calls answered within a minute of all their attempts'
/// queueing together, by class.
class OverAttempts final : public LedgerConsumer {
public:
    void replication(std::uint64_t /*number*/, const ReplicationLedgers& ledgers) override {
        std::vector<const CallRecord*> calls(ledgers.calls.size());
        for (const CallLedgerRow& row : ledgers.calls) {
            calls[row.call.number] = &row.call;
        }
        double redialled = 0.0;
        std::array<double, 2> good{};
        std::map<std::uint64_t, Duration> queued;
        for (const CallRecord* call : calls) {
            redialled += call->origin == Origin::Redial ? 1.0 : 0.0;
            const CallTimes& times = call->times;
            Duration& so_far = queued[call->caller];
            if (call->outcome == Outcome::Abandoned) {
                so_far += times.abandoned - times.offered;
            } else if (call->outcome == Outcome::Answered &&
                       so_far + (times.answered - times.offered) < std::chrono::minutes{1}) {
                good[call->call_class.index()] += 1.0;
            }
        }
        redials.push_back(redialled);
        in_target.push_back(good);
    }
    std::vector<double> redials;
    std::vector<std::array<double, 2>> in_target;
};

/// All figures of a case are judged together at 99 % (Bonferroni): each difference against the
/// standard errors of both means, that of rounding included.
void expect_published(const std::string& name,
                      std::uint64_t replications,
                      const std::vector<Published>& figures) {
    const auto scenario = load_scenario("tests/theory/scenarios/" + name + ".txtpb", {});
    ASSERT_TRUE(scenario) << to_string(scenario.error().front());
    const auto compiled = compile(*scenario);
    ASSERT_TRUE(compiled);
    OverAttempts attempts;
    ExperimentProgress progress;
    const ExperimentResult result = run_experiment(*compiled,
                                                   {.seed = 20'261'125,
                                                    .first_replication = 0,
                                                    .replications = replications,
                                                    .jobs = 2,
                                                    .ledgers = &attempts},
                                                   progress);
    ASSERT_EQ(result.replications.size(), replications);

    const boost::math::normal normal;
    const double limit =
        boost::math::quantile(normal, 1.0 - 0.005 / static_cast<double>(figures.size()));
    for (const Published& figure : figures) {
        double sum = 0.0;
        double squares = 0.0;
        for (const ReplicationResult& one : result.replications) {
            const double value = figure.value({one,
                                               *result.totals,
                                               attempts.redials[one.number],
                                               attempts.in_target[one.number]});
            sum += value;
            squares += value * value;
        }
        const auto count = static_cast<double>(replications);
        const double mean = sum / count;
        const double own = (squares / count - mean * mean) / (count - 1.0);
        const double printed = (figure.high - figure.low) / 2.0 /
                               boost::math::quantile(normal, 0.5 + figure.level / 2.0);
        const double error = std::sqrt(own + printed * printed + 1e-6 / 12.0);
        EXPECT_LE(std::abs(mean - figure.mean), limit * error)
            << name << " " << figure.measure << ": " << mean << ", published " << figure.mean
            << ", " << (mean - figure.mean) / error << " standard errors";
    }
}

TEST(PublishedScenarios, CallCC) {
    constexpr double expected = 1660.0;  // customers a day
    const auto queue_wait = [](const Replication& day) {
        const auto row = day.recorder.population(CallClassId{0}).index();
        return to_seconds(Duration{day.result.populations[row].calls.queue_wait_us});
    };
    expect_published(
        "callcc",
        4'000,
        {{"arrivals a day",
          1639.507,
          1612.789,
          1666.225,
          0.90,
          [](const Replication& day) { return day.calls(&KpiCounts::offered); }},
         {"wait per expected customer, s",
          11.834,
          10.060,
          13.608,
          0.90,
          [=](const Replication& day) { return queue_wait(day) / expected; }},
         {"waited below 20 s per expected customer",
          0.853,
          0.844,
          0.862,
          0.90,
          [=](const Replication& day) {
              return (day.calls(&KpiCounts::answered_within) +
                      day.calls(&KpiCounts::abandoned_within)) /
                     expected;
          }},
         {"lost per expected customer", 0.0342, 0.0311, 0.0374, 0.90, [=](const Replication& day) {
              return day.calls(&KpiCounts::abandoned) / expected;
          }}});
}

TEST(PublishedScenarios, Bilingual) {
    constexpr double hours = 5.0 * 9.0;
    expect_published(
        "bilingual",
        1'000,
        {{"arrivals a week",
          5110.161,
          5105.009,
          5115.313,
          0.95,
          [](const Replication& week) { return week.calls(&KpiCounts::offered); }},
         {"retrials a week",
          107.168,
          105.841,
          108.495,
          0.95,
          [](const Replication& week) { return week.redials; }},
         {"served a week",
          4967.235,
          4962.946,
          4971.524,
          0.95,
          [](const Replication& week) { return week.calls(&KpiCounts::answered); }},
         {"abandoned a week",
          142.868,
          141.209,
          144.527,
          0.95,
          [](const Replication& week) { return week.calls(&KpiCounts::abandoned); }},
         {"in target a week",
          4896.885,
          4892.789,
          4900.981,
          0.95,
          [](const Replication& week) { return week.in_target[0] + week.in_target[1]; }},
         {"service level of 5,000 expected, %",
          97.938,
          97.856,
          98.020,
          0.95,
          [](const Replication& week) {
              return (week.in_target[0] + week.in_target[1]) / 5000.0 * 100.0;
          }},
         {"service level, English, %",
          97.946,
          97.831,
          98.062,
          0.95,
          [](const Replication& week) { return week.in_target[0] / 2500.0 * 100.0; }},
         {"service level, Spanish, %",
          97.929,
          97.810,
          98.048,
          0.95,
          [](const Replication& week) { return week.in_target[1] / 2500.0 * 100.0; }},
         {"occupancy, English only, %",
          47.624,
          47.563,
          47.684,
          0.95,
          [=](const Replication& week) { return week.occupancy(0, 7.0 * hours); }},
         {"occupancy, Spanish only, %",
          47.639,
          47.580,
          47.699,
          0.95,
          [=](const Replication& week) { return week.occupancy(1, 7.0 * hours); }},
         {"occupancy, bilingual, %", 63.254, 63.197, 63.310, 0.95, [=](const Replication& week) {
              return week.occupancy(2, 4.0 * hours);
          }}});
}

}  // namespace
}  // namespace fcr::test
