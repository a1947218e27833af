// The built-in validation: what fcrsim validate --quick shows, and that its rooms are warm.
#include "sim/analysis/validation.hpp"

#include "sim/analysis/validation_cases.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <set>
#include <variant>
#include <vector>

namespace fcr {
namespace {

TEST(Validation, EveryRowOfTheQuickRunAgrees) {
    ExperimentProgress progress;
    const ValidationReport report =
        run_validation({.seed = kValidationSeed, .quick = true, .jobs = 2}, progress);

    EXPECT_EQ(report.rows.size(), 315U);
    EXPECT_TRUE(report.all_agree());
    for (const ValidationRow& row : report.rows) {
        EXPECT_TRUE(row.agrees) << row.case_name << ": " << row.measure << ", expected "
                                << row.expected << ", simulated " << row.simulated << " +-"
                                << row.half_width << ", z " << row.z;
    }
}

TEST(Validation, AStopLeavesNoVerdict) {
    ExperimentProgress progress;
    progress.stop = true;

    const ValidationReport report =
        run_validation({.seed = kValidationSeed, .quick = true, .jobs = 1}, progress);

    EXPECT_TRUE(report.stopped);
    EXPECT_TRUE(report.rows.empty());
    EXPECT_FALSE(report.all_agree());
}

TEST(Validation, EveryCaseHasANameOfItsOwn) {
    std::set<std::string> names;
    std::size_t cases = 0;
    for (auto* const make : {closed_form_cases, priority_cases, published_result_cases}) {
        for (const ValidationCase& subject : make(kQuickEffort)) {
            names.insert(subject.name);
            ++cases;
        }
    }

    EXPECT_EQ(cases, 59U);
    EXPECT_EQ(names.size(), cases);
}

/// The calls in a steady-state room as a birth-death process, states 0 to the size.
struct BirthDeath {
    std::vector<double> births_per_s;
    std::vector<double> deaths_per_s;
    double handlers = 0.0;
};

BirthDeath birth_death_of(const Scenario& scenario) {
    double arrivals_per_s = 0.0;
    for (const Line& line : scenario.lines) {
        arrivals_per_s += line.arrivals.calls.front() / to_seconds(line.arrivals.interval);
    }
    const double service_s = mean_s(scenario.call_classes[0].talk);
    const auto* const patience = std::get_if<ExponentialLaw>(&scenario.call_classes[0].patience);
    BirthDeath process;
    process.handlers = scenario.pools[0].seats.front().seats;
    double weight = 1.0;
    double heaviest = 1.0;
    const double lines = scenario.lines[0].lines_max.value_or(100'000);
    for (double calls = 0.0; calls <= lines && weight > 1e-18 * heaviest; calls += 1.0) {
        const double waiting = std::max(0.0, calls - process.handlers);
        process.births_per_s.push_back(calls < lines ? arrivals_per_s : 0.0);
        process.deaths_per_s.push_back(std::min(calls, process.handlers) / service_s +
                                       (patience != nullptr ? waiting / patience->mean_s : 0.0));
        const double next_death = std::min(calls + 1.0, process.handlers) / service_s +
                                  (patience != nullptr ? (waiting + 1.0) / patience->mean_s : 0.0);
        weight *= arrivals_per_s / next_death;
        heaviest = std::max(heaviest, weight);
        if (heaviest > 1e100) {
            weight /= heaviest;
            heaviest = 1.0;
        }
    }
    process.births_per_s.back() = 0.0;
    return process;
}

/// One step of backward Euler, (I - dt Q^T) p' = p, a tridiagonal system (Thomas 1949). A mode that
/// decays at rate r is damped by 1 / (1 + r dt), which is more than the exact exp(-r dt): what is
/// left of the start comes out too large, never too small.
void step(const BirthDeath& process, double dt, std::vector<double>& shares) {
    const std::size_t size = shares.size();
    std::vector<double> upper(size, 0.0);
    for (std::size_t row = 0; row < size; ++row) {
        double diagonal = 1.0 + dt * (process.births_per_s[row] + process.deaths_per_s[row]);
        if (row > 0) {
            const double lower = -dt * process.births_per_s[row - 1];
            diagonal -= lower * upper[row - 1];
            shares[row] -= lower * shares[row - 1];
        }
        shares[row] /= diagonal;
        if (row + 1 < size) {
            upper[row] = -dt * process.deaths_per_s[row + 1] / diagonal;
        }
    }
    for (std::size_t row = size - 1; row-- > 0;) {
        shares[row] -= upper[row] * shares[row + 1];
    }
}

/// What the rows measure: calls that wait, mean queue and busy handlers.
struct State {
    double wait_share = 0.0;
    double queue_mean = 0.0;
    double busy_mean = 0.0;
};

State state_of(const BirthDeath& process, const std::vector<double>& shares) {
    State state;
    for (std::size_t row = 0; row < shares.size(); ++row) {
        const auto calls = static_cast<double>(row);
        state.wait_share += calls >= process.handlers ? shares[row] : 0.0;
        state.queue_mean += std::max(0.0, calls - process.handlers) * shares[row];
        state.busy_mean += std::min(calls, process.handlers) * shares[row];
    }
    return state;
}

State steady_state(const BirthDeath& process) {
    std::vector<double> weights{1.0};
    double total = 1.0;
    for (std::size_t row = 1; row < process.births_per_s.size(); ++row) {
        weights.push_back(weights.back() * process.births_per_s[row - 1] /
                          process.deaths_per_s[row]);
        total += weights.back();
    }
    for (double& weight : weights) {
        weight /= total;
    }
    return state_of(process, weights);
}

constexpr int kSteps = 2'000;  // through a warm-up

TEST(Validation, TheWarmUpLeavesNothingOfTheEmptyStart) {
    for (auto* const make : {closed_form_cases, priority_cases}) {
        for (const ValidationCase& subject : make(kFullEffort)) {
            const BirthDeath process = birth_death_of(subject.scenario);
            const State steady = steady_state(process);
            std::vector<double> shares(process.births_per_s.size(), 0.0);
            shares[0] = 1.0;

            const double dt = to_seconds(subject.scenario.run.warm_up) / kSteps;
            for (int done = 0; done < kSteps; ++done) {
                step(process, dt, shares);
            }

            // The intervals are a thousandth of the value or wider.
            const State warm = state_of(process, shares);
            EXPECT_NEAR(warm.wait_share / steady.wait_share, 1.0, 1e-9) << subject.name;
            EXPECT_NEAR(warm.busy_mean / steady.busy_mean, 1.0, 1e-9) << subject.name;
            if (steady.queue_mean > 0.0) {
                EXPECT_NEAR(warm.queue_mean / steady.queue_mean, 1.0, 1e-9) << subject.name;
            }
        }
    }
}

}  // namespace
}  // namespace fcr
