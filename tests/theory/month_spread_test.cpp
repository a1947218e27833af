// How much months differ, against the exact variance of a queue's service level: calls share their
// queue, so that they are late together (contracts.md 3: variance 5 to 45 times binomial).
#include "sim/contract_study/contract_study.hpp"
#include "sim/contract_study/study_figures.hpp"
#include "tests/unit/contract_study/small_contract.hpp"

#include <fmt/format.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <string>
#include <vector>

namespace fcr::test {
namespace {

/// A queue M/M/n+M and the share of its callers who find somebody free.
struct Queue {
    static constexpr std::size_t kMost = 60;  ///< in the room; more are never there

    double per_h = 30.0;
    double served_per_h = 7.5;
    double given_up_per_h = 30.0;
    std::size_t handlers = 6;

    [[nodiscard]] std::vector<double> stationary() const {
        std::vector<double> share{1.0};
        double sum = 1.0;
        for (std::size_t inside = 1; inside <= kMost; ++inside) {
            const auto busy = static_cast<double>(std::min(inside, handlers));
            const double waiting = static_cast<double>(inside) - busy;
            share.push_back(share.back() * per_h /
                            (busy * served_per_h + waiting * given_up_per_h));
            sum += share.back();
        }
        for (double& of : share) {
            of /= sum;
        }
        return share;
    }
    [[nodiscard]] double in_time() const {
        const std::vector<double> share = stationary();
        double sum = 0.0;
        for (std::size_t inside = 0; inside < handlers; ++inside) {
            sum += share[inside];
        }
        return sum;
    }
    /// Of calls in time less in_time() of all, in a long while, per hour: each call's own variance
    /// and what it shares with all later ones, by the solution of Poisson's equation for the chain
    /// of callers inside.
    [[nodiscard]] double variance() const {
        const std::vector<double> share = stationary();
        const double mean = in_time();
        const auto more = [&](std::size_t inside) {
            return (inside < handlers ? 1.0 : 0.0) - mean;
        };
        std::vector<double> above(kMost + 2);
        for (std::size_t inside = kMost + 1; inside-- > 0;) {
            above[inside] = above[inside + 1] + share[inside] * more(inside);
        }
        double below = 0.0;
        double later = 0.0;
        double variance = 0.0;
        for (std::size_t inside = 0; inside < kMost; ++inside) {
            below += share[inside] * more(inside);
            // Both are the same; each is used where it is the sum of few.
            later -= (inside < handlers ? below : -above[inside + 1]) / share[inside];
            variance += share[inside] * more(inside) * (more(inside) + 2.0 * later);
        }
        return per_h * variance;
    }
};

/// Months' variance over that of as many independent calls, with days whose rate is gamma.
double exact_ratio(double day_factor_cv) {
    const Queue plain;
    if (day_factor_cv == 0.0) {
        const double mean = plain.in_time();
        return plain.variance() / (plain.per_h * mean * (1.0 - mean));
    }
    constexpr int kSteps = 400;
    const double shape = 1.0 / (day_factor_cv * day_factor_cv);
    struct Day {
        double weight = 0.0;
        double factor = 0.0;
        double mean = 0.0;
        double variance = 0.0;
    };
    std::vector<Day> days;
    double weights = 0.0;
    double calls = 0.0;
    double in_time = 0.0;
    for (int step = 0; step < kSteps; ++step) {
        const double factor = 1.0 + day_factor_cv * (-5.0 + 12.0 * step / (kSteps - 1.0));
        const Queue queue{.per_h = plain.per_h * factor};
        const double weight = std::exp((shape - 1.0) * std::log(factor) - shape * (factor - 1.0));
        days.push_back({weight, factor, queue.in_time(), queue.variance()});
        weights += weight;
        calls += weight * factor;
        in_time += weight * factor * days.back().mean;
    }
    const double mean = in_time / calls;
    double variance = 0.0;
    for (const Day& day : days) {
        const double more = plain.per_h * day.factor * 24.0 * (day.mean - mean);
        variance += day.weight / weights * (more * more / 24.0 + day.variance);
    }
    return variance / (plain.per_h * mean * (1.0 - mean));
}

class MonthSpread : public ScenarioFolder {
protected:
    [[nodiscard]] double simulated_ratio(double day_factor_cv) {
        write("queue.txtpb",
              fmt::format(R"(run {{ warm_up_h: 24 measured_h: 24 }}
lines {{
  name: "101"
  kind: NON_EMERGENCY
  arrivals {{ calls_per_day: 720 weights: 1 day_factor_cv: {} }}
}}
call_classes {{
  name: "101"
  line: "101"
  talk {{ exponential {{ mean_s: 480 }} }}
  patience {{ exponential {{ mean_s: 120 }} }}
  route {{ pools: "contractor" }}
}}
employers {{ name: "supplier" kind: CONTRACTOR }}
skill_groups {{ name: "all" call_classes: "101" }}
pools {{ name: "contractor" employer: "supplier" skill_group: "all" seats: 6 }}
)",
                          day_factor_cv));
        ContractTerms terms = small_contract(12);
        terms.kpis[0].counting.threshold = std::chrono::milliseconds{1};
        StudyOptions options;
        options.scenario = path("queue.txtpb");
        options.months = 12;
        options.distress_acts = false;
        options.request = {
            .seed = 20'261'126, .first_replication = 0, .replications = 20, .jobs = 2};
        ExperimentProgress progress;
        auto study = ContractStudy::make(terms, options);
        if (!study) {
            ADD_FAILURE() << to_string(study.error().front());
            return 0.0;
        }
        const TermResults results = study->run({}, 20, progress);
        return figures_of(terms, results, 0.95).kpis[0].spread->variance_ratio();
    }
};

// 20 replications of 12 months: the standard error of a variance is 9 % of it.
TEST_F(MonthSpread, IsTheQueuesOwnWhereDaysAreAlike) {
    EXPECT_NEAR(exact_ratio(0.0), 4.44, 0.005);
    EXPECT_NEAR(simulated_ratio(0.0) / exact_ratio(0.0), 1.0, 0.28);
}

TEST_F(MonthSpread, GrowsWithTheFactorsOfDays) {
    EXPECT_NEAR(exact_ratio(0.1), 15.5, 0.05);
    EXPECT_NEAR(simulated_ratio(0.1) / exact_ratio(0.1), 1.0, 0.28);
}

}  // namespace
}  // namespace fcr::test
