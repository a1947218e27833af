// The response to calls: grades and grading. Desks and units: validate_response_units.cpp.
#include "sim/scenario/validate_response.hpp"

#include "proto/fcr/v1/scenario.pb.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <utility>

namespace fcr {

namespace {

using R = v1::Response;
using G = v1::Grade;

constexpr double kSumTolerance = 1e-6;

TargetStart start_of(std::optional<int> start) {
    switch (start.value_or(v1::ANSWERED)) {
        case v1::INCIDENT: return TargetStart::Incident;
        case v1::GRADED: return TargetStart::Graded;
        case v1::DISPATCHED: return TargetStart::Dispatched;
        case v1::APPOINTMENT: return TargetStart::Appointment;
        default: return TargetStart::Answered;
    }
}

/// Shares of a list that must have `count` numbers, or as many as there are when it is 0.
std::vector<double> read_shares(const Block& block, int field, std::size_t count) {
    std::vector<double> shares = block.numbers(field, kShare);
    if (count > 0 && shares.size() != count) {
        const std::string remedy =
            fmt::format("must have {} shares, one for each grade in their order; there are {}",
                        count,
                        shares.size());
        shares.empty() ? block.missing(field, remedy) : block.refuse(field, remedy);
        shares.assign(count, 1.0 / static_cast<double>(count));
    } else if (!make_sum_one(shares)) {
        double sum = 0.0;
        for (const double share : shares) {
            sum += share;
        }
        block.refuse(field, fmt::format("must sum to 1; they sum to {:.9g}", sum));
    }
    return shares;
}

/// A waiting time with the probability that goes with it.
std::optional<Duration> read_limit(const Block& block,
                                   int after_field,
                                   int probability_field,
                                   double& probability) {
    const std::optional<double> after = block.number(after_field, kSpan);
    probability = block.number_or(probability_field, kShare, 1.0);
    if (!block.has(after_field)) {
        if (block.has(probability_field)) {
            block.refuse(probability_field,
                         "must be left out: there is no time after which it applies");
        }
        return std::nullopt;
    }
    return duration_from_seconds(after.value_or(0.0));
}

/// Refuses what a grade that nobody is sent to makes no use of.
void refuse_deployment(const Block& block) {
    for (const int field : {G::kAttendanceTargetSFieldNumber,
                            G::kTargetStartFieldNumber,
                            G::kUnitSharesFieldNumber,
                            G::kOnSceneFieldNumber,
                            G::kPaperworkFieldNumber,
                            G::kAppointmentFieldNumber,
                            G::kGiveUpSFieldNumber,
                            G::kGiveUpProbabilityFieldNumber,
                            G::kChaseAfterSFieldNumber,
                            G::kChaseProbabilityFieldNumber,
                            G::kChaseClassFieldNumber,
                            G::kDivertsUnitsFieldNumber}) {
        if (block.has(field)) {
            block.refuse(field, "must be left out of a grade without deployment");
        }
    }
}

Grade read_grade(const Validation& all, const Block& block) {
    Grade grade;
    grade.name = block.text(G::kNameFieldNumber);
    grade.priority = static_cast<std::uint32_t>(
        block.needed_number(G::kPriorityFieldNumber, {.min = 1.0, .max = 255.0}));
    const auto& message = block.as<v1::Grade>();
    grade.needs_deployment = !message.has_needs_deployment() || message.needs_deployment();
    if (!grade.needs_deployment) {
        refuse_deployment(block);
        return grade;
    }
    if (const auto target = block.number(G::kAttendanceTargetSFieldNumber, kSpanAboveZero)) {
        grade.target = duration_from_seconds(*target);
    }
    grade.target_start = start_of(block.enumerator(G::kTargetStartFieldNumber));
    if (block.has(G::kUnitSharesFieldNumber)) {
        if (block.rows(G::kUnitSharesFieldNumber, 1, static_cast<int>(kUnitsNeededMax)) ==
            block.size(G::kUnitSharesFieldNumber)) {
            grade.unit_shares = read_shares(block, G::kUnitSharesFieldNumber, 0);
        }
    }
    if (!block.has(G::kOnSceneFieldNumber)) {
        block.missing(G::kOnSceneFieldNumber,
                      "must be given, such as on_scene { lognormal { mean_s: 4500 cv: 1 } }");
    }
    grade.on_scene = read_law(block, G::kOnSceneFieldNumber, LawUse::Span, ConstantLaw{});
    grade.paperwork = read_law(block, G::kPaperworkFieldNumber, LawUse::Span, ConstantLaw{});
    if (block.has(G::kAppointmentFieldNumber)) {
        grade.appointment =
            read_law(block, G::kAppointmentFieldNumber, LawUse::Span, ConstantLaw{});
    }
    grade.give_up_after = read_limit(
        block, G::kGiveUpSFieldNumber, G::kGiveUpProbabilityFieldNumber, grade.give_up_probability);
    grade.chase_after = read_limit(block,
                                   G::kChaseAfterSFieldNumber,
                                   G::kChaseProbabilityFieldNumber,
                                   grade.chase_probability);
    grade.chase_class = read_caller_class(all, block, G::kChaseClassFieldNumber);
    if (block.has(G::kChaseClassFieldNumber) && !grade.chase_after) {
        block.refuse(G::kChaseClassFieldNumber, "needs chase_after_s");
    }
    grade.diverts_units = message.diverts_units();
    return grade;
}

void validate_grades(ResponseValidation& validation) {
    for (std::size_t row = 0; row < validation.grades.names.size(); ++row) {
        const Block block = validation.root.child(R::kGradesFieldNumber, static_cast<int>(row));
        Grade grade = read_grade(validation.all, block);
        const auto same =
            std::ranges::find(validation.plan.grades, grade.priority, &Grade::priority);
        if (same != validation.plan.grades.end() && block.has(G::kPriorityFieldNumber)) {
            block.refuse(G::kPriorityFieldNumber,
                         fmt::format("must be unique; grade {} has it", same->name));
        }
        validation.plan.grades.push_back(std::move(grade));
    }
}

/// The matrix, the identity where a row is not given.
std::vector<std::vector<double>> read_matrix(ResponseValidation& validation, const Block& block) {
    using M = v1::MisgradeRow;
    const std::size_t grades = validation.grades.names.size();
    std::vector<std::vector<double>> matrix(grades, std::vector<double>(grades, 0.0));
    for (std::size_t grade = 0; grade < grades; ++grade) {
        matrix[grade][grade] = 1.0;
    }
    std::vector<bool> given(grades, false);
    const int count = block.rows(v1::Grading::kMisgradeFieldNumber, 0, 8);
    for (int index = 0; index < count; ++index) {
        const Block row = block.child(v1::Grading::kMisgradeFieldNumber, index);
        std::vector<double> shares = read_shares(row, M::kGivenFieldNumber, grades);
        if (!row.has(M::kGradeFieldNumber)) {
            row.missing(M::kGradeFieldNumber, "must be given, the true grade");
            continue;
        }
        const auto grade = row.named(M::kGradeFieldNumber, validation.grades);
        if (!grade) {
            continue;
        }
        if (given[*grade]) {
            row.refuse(M::kGradeFieldNumber, "must have one row only");
        }
        given[*grade] = true;
        matrix[*grade] = std::move(shares);
    }
    return matrix;
}

void validate_grading(ResponseValidation& validation) {
    using D = v1::Grading;
    const int count = validation.root.rows(R::kGradingFieldNumber, 1, 64);
    for (int index = 0; index < count; ++index) {
        const Block block = validation.root.child(R::kGradingFieldNumber, index);
        Grading grading;
        std::optional<std::size_t> row;
        if (!block.has(D::kCallClassFieldNumber)) {
            block.missing(D::kCallClassFieldNumber, "must be given, the name of a call class");
        } else {
            row = block.named(D::kCallClassFieldNumber, validation.all.classes);
        }
        grading.call_class = CallClassId{row.value_or(0)};
        if (row && std::ranges::count(
                       validation.plan.grading, grading.call_class, &Grading::call_class) > 0) {
            block.refuse(D::kCallClassFieldNumber, "must have one grading only");
        }
        grading.incident_probability =
            block.needed_number(D::kIncidentProbabilityFieldNumber, kShare);
        grading.mix = read_shares(block, D::kMixFieldNumber, validation.grades.names.size());
        grading.incident_delay =
            read_law(block, D::kIncidentDelayFieldNumber, LawUse::Span, ConstantLaw{});
        grading.grade_delay =
            read_law(block, D::kGradeDelayFieldNumber, LawUse::Span, ConstantLaw{});
        grading.given = read_matrix(validation, block);
        if (row) {
            validation.plan.grading.push_back(std::move(grading));
        }
    }
}

/// Who told an incident in a call of the room's own, such as a ring-back, has no line to ring again
/// on unless the grade names a class.
void check_chasers(const ResponseValidation& validation) {
    const Scenario& scenario = validation.all.scenario;
    const auto internal = [&](const Grading& grading) {
        const CallClassId row = grading.call_class;
        return row.index() < scenario.call_classes.size() &&
               scenario.lines[scenario.call_classes[row.index()].line.index()].internal;
    };
    const auto found = std::ranges::find_if(validation.plan.grading, internal);
    if (found == validation.plan.grading.end()) {
        return;
    }
    for (std::size_t row = 0; row < validation.plan.grades.size(); ++row) {
        const Grade& grade = validation.plan.grades[row];
        if (grade.chase_after && !grade.chase_class) {
            const Block block = validation.root.child(R::kGradesFieldNumber, static_cast<int>(row));
            block.missing(
                G::kChaseClassFieldNumber,
                fmt::format("must be given: calls of {}, of an INTERNAL line, tell incidents too",
                            scenario.call_classes[found->call_class.index()].name));
        }
    }
}

void validate_grader_errors(ResponseValidation& validation) {
    using E = v1::GraderErrors;
    const int count = validation.root.rows(R::kGraderErrorsFieldNumber, 0, 64);
    for (int index = 0; index < count; ++index) {
        const Block block = validation.root.child(R::kGraderErrorsFieldNumber, index);
        const double factor =
            block.needed_number(E::kErrorFactorFieldNumber, {.min = 0.0, .max = 100.0});
        if (!block.has(E::kPoolFieldNumber)) {
            block.missing(E::kPoolFieldNumber, "must be given, the name of a pool");
            continue;
        }
        const auto pool = block.named(E::kPoolFieldNumber, validation.all.pools);
        if (!pool) {
            continue;
        }
        if (std::ranges::count(validation.plan.grader_errors, PoolId{*pool}, &GraderErrors::pool) >
            0) {
            block.refuse(E::kPoolFieldNumber, "must be named once");
        }
        validation.plan.grader_errors.push_back({.pool = PoolId{*pool}, .factor = factor});
    }
}

void validate_pressure(ResponseValidation& validation) {
    using P = v1::GradePressure;
    if (!validation.root.has(R::kGradePressureFieldNumber)) {
        return;
    }
    const Block block = validation.root.child(R::kGradePressureFieldNumber);
    validation.plan.grade_pressure = GradePressure{
        .free_units_below = static_cast<std::uint32_t>(block.needed_number(
            P::kFreeUnitsBelowFieldNumber, {.min = 1.0, .max = 4000.0, .unit = "units"})),
        .shift_probability = block.needed_number(P::kShiftProbabilityFieldNumber, kShare)};
}

}  // namespace

bool make_sum_one(std::vector<double>& shares) {
    double sum = 0.0;
    for (const double share : shares) {
        sum += share;
    }
    if (std::abs(sum - 1.0) > kSumTolerance) {
        return false;
    }
    for (double& share : shares) {
        share /= sum;
    }
    return true;
}

void validate_response(Validation& all) {
    if (!all.root.has(v1::Scenario::kResponseFieldNumber)) {
        return;
    }
    ResponseValidation validation{.all = all,
                                  .root = all.root.child(v1::Scenario::kResponseFieldNumber)};
    const Block& root = validation.root;
    validation.grades.names = read_names(root, R::kGradesFieldNumber, G::kNameFieldNumber, 1, 8);
    validation.talkgroups.names =
        read_names(root, R::kTalkgroupsFieldNumber, v1::Talkgroup::kNameFieldNumber, 1, 32);
    validate_grades(validation);
    validate_grading(validation);
    check_chasers(validation);
    validate_grader_errors(validation);
    validate_pressure(validation);
    validate_talkgroups(validation);
    validate_units(validation);
    validate_command(validation);
    all.scenario.response = std::move(validation.plan);
}

}  // namespace fcr
