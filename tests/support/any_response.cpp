#include "tests/support/any_response.hpp"

#include <random>
#include <string>
#include <utility>

namespace fcr::test {
namespace {

using namespace std::chrono_literals;

/// Random choices for one response.
class Chooser {
public:
    explicit Chooser(std::uint64_t seed) : random_(seed ^ 0x9E3779B97F4A7C15U) {}

    std::uint64_t below(std::uint64_t count) { return random_() % count; }
    bool chance(std::uint64_t of) { return below(of) == 0; }

    Law law(double mean) {
        switch (below(4)) {
            case 0: return ConstantLaw{mean};
            case 1: return ExponentialLaw{mean};
            case 2: return LognormalLaw{mean, 1.0};
            default: return ConstantLaw{};
        }
    }

    /// Shares that sum to 1.
    std::vector<double> shares(std::size_t count) {
        std::vector<double> shares;
        double sum = 0.0;
        for (std::size_t row = 0; row < count; ++row) {
            shares.push_back(static_cast<double>(1 + below(9)));
            sum += shares.back();
        }
        for (double& share : shares) {
            share /= sum;
        }
        return shares;
    }

    std::vector<StrengthChange> strength(std::uint64_t most) {
        std::vector<StrengthChange> changes;
        for (double at = 0.0; at < 21'600.0; at += 2700.0) {
            changes.push_back({.from = kStartOfRun + duration_from_seconds(at),
                               .count = static_cast<std::uint32_t>(below(most + 1))});
        }
        return changes;
    }

private:
    std::mt19937_64 random_;
};

Grade any_grade(Chooser& choose, std::uint32_t priority) {
    Grade grade;
    grade.name = "grade " + std::to_string(priority);
    grade.priority = priority;
    grade.needs_deployment = priority < 3 || choose.chance(2);
    grade.unit_shares = choose.shares(1 + choose.below(3));
    grade.on_scene = choose.law(900.0);
    grade.paperwork = choose.law(600.0);
    grade.diverts_units = choose.chance(2);
    if (choose.chance(2)) {
        grade.target = 15min;
    }
    if (choose.chance(4)) {
        grade.appointment = choose.law(3600.0);
    }
    if (choose.chance(3)) {
        grade.give_up_after = std::chrono::seconds(choose.below(3600));
        grade.give_up_probability = 0.5;
    }
    if (choose.chance(3)) {
        grade.chase_after = std::chrono::seconds(choose.below(3600));
        grade.chase_class = CallClassId{choose.below(3)};
    }
    return grade;
}

Grading any_grading(Chooser& choose, CallClassId call_class, std::size_t grades) {
    Grading grading{.call_class = call_class, .incident_probability = 0.7};
    grading.mix = choose.shares(grades);
    grading.incident_delay = choose.law(40.0);
    grading.grade_delay = choose.law(60.0);
    for (std::size_t grade = 0; grade < grades; ++grade) {
        grading.given.push_back(choose.shares(grades));
    }
    return grading;
}

}  // namespace

Scenario with_any_response(Scenario scenario, std::uint64_t seed) {
    Chooser choose(seed);
    ResponsePlan plan;
    const std::size_t grades = 2 + choose.below(3);
    for (std::size_t row = 0; row < grades; ++row) {
        plan.grades.push_back(any_grade(choose, static_cast<std::uint32_t>(row + 1)));
    }
    for (std::size_t row = 0; row < scenario.call_classes.size(); ++row) {
        if (row == 0 || !choose.chance(3)) {
            plan.grading.push_back(any_grading(choose, CallClassId{row}, grades));
        }
    }
    if (choose.chance(2)) {
        plan.grader_errors.push_back({.pool = PoolId{1}, .factor = 2.0});
    }
    if (choose.chance(2)) {
        plan.grade_pressure = GradePressure{.free_units_below = 2, .shift_probability = 0.5};
    }
    const std::vector<double> shares = choose.shares(1 + choose.below(3));
    for (std::size_t row = 0; row < shares.size(); ++row) {
        plan.talkgroups.push_back({.name = "talkgroup " + std::to_string(row),
                                   .share = shares[row],
                                   .desks = choose.strength(3),
                                   .dispatch_work = choose.law(60.0)});
    }
    const std::size_t groups = 1 + choose.below(3);
    for (std::size_t row = 0; row < groups; ++row) {
        UnitGroup group{.name = "units " + std::to_string(row), .units = choose.strength(8)};
        if (row > 0) {
            group.talkgroup = TalkgroupId{choose.below(shares.size())};
        }
        group.mobilise = choose.law(20.0);
        group.travel = choose.law(400.0);
        if (choose.chance(2)) {
            group.travel_by_grade.emplace_back(GradeId{0}, choose.law(200.0));
        }
        group.paperwork_factor = choose.chance(2) ? 0.5 : 1.0;
        plan.units.push_back(std::move(group));
    }
    scenario.response = std::move(plan);
    return scenario;
}

}  // namespace fcr::test
