// The response to calls: talkgroups, units, and what a contractor may not do.
#include "proto/fcr/v1/scenario.pb.h"
#include "sim/scenario/validate_response.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

namespace fcr {

namespace {

using R = v1::Response;
using T = v1::Talkgroup;
using U = v1::UnitGroup;

constexpr Range kDesks{.min = 0.0, .max = 1'000.0, .unit = "desks"};
constexpr Range kUnits{.min = 0.0, .max = 4'000.0, .unit = "units"};

/// The first employer that is a force; the first of all where none is.
EmployerId first_force(const Validation& all) {
    const auto& employers = all.scenario.employers;
    const auto found = std::ranges::find(employers, false, &Employer::contractor);
    return EmployerId{
        found == employers.end() ? 0 : static_cast<std::size_t>(found - employers.begin())};
}

/// The employer that a field names, or the first force where it names none.
EmployerId read_employer(const ResponseValidation& validation, const Block& block, int field) {
    if (!block.has(field)) {
        return first_force(validation.all);
    }
    const auto row = block.named(field, validation.all.employers);
    return row ? EmployerId{*row} : first_force(validation.all);
}

bool is_contractor(const ResponseValidation& validation, EmployerId employer) {
    const auto& employers = validation.all.scenario.employers;
    return employer.index() < employers.size() && employers[employer.index()].contractor;
}

/// Refuses, where the fault lies: at the name, or at the block when no force is there to default
/// to.
void refuse_contractor(const Block& block, int field, std::string remedy) {
    if (block.has(field)) {
        block.refuse(field, std::move(remedy));
    } else {
        block.missing(field, std::move(remedy));
    }
}

/// The numbers of a day: one for all day, or a list of equal intervals.
std::optional<DayPlan> read_day(const Block& block,
                                int constant_field,
                                int list_field,
                                const Range& range,
                                std::string_view words) {
    if (block.has(constant_field) == block.has(list_field)) {
        block.refuse_block({}, fmt::format("must have one of {}", words));
        return std::nullopt;
    }
    DayPlan plan;
    if (block.has(constant_field)) {
        plan.measured = {static_cast<double>(block.count_or(constant_field, range, 0))};
    } else {
        const auto count = static_cast<std::size_t>(block.size(list_field));
        const std::optional<Duration> interval = day_interval(count);
        if (!interval) {
            block.refuse(list_field,
                         fmt::format("must be 24, 48, 96 or another number of intervals that "
                                     "splits the 1440 minutes of a day evenly; there are {}",
                                     count));
            return std::nullopt;
        }
        plan.interval = *interval;
        plan.measured = block.numbers(list_field, range);
    }
    plan.warm_up = plan.measured;
    return plan;
}

/// The changes over the run and what follows it.
std::vector<StrengthChange> lay_out(const Block& block,
                                    const std::optional<DayPlan>& plan,
                                    const RunPlan& run) {
    std::vector<StrengthChange> changes;
    const Duration end = run.warm_up + run.measured + run.drain_max;
    if (!plan) {
        changes.push_back({.from = kStartOfRun, .count = 0});
        return changes;
    }
    if (static_cast<std::uint64_t>(end / plan->interval) * 64 > kProfileRowsMax) {
        block.refuse_block(fmt::format("{} intervals in the run", end / plan->interval),
                           fmt::format("limit reached: at most {} intervals; use longer intervals "
                                       "or a shorter run",
                                       kProfileRowsMax / 64));
        changes.push_back({.from = kStartOfRun, .count = 0});
        return changes;
    }
    Duration at{0};
    while (at < end || changes.empty()) {
        const auto count = static_cast<std::uint32_t>(plan->at(at, run.warm_up));
        if (changes.empty() || changes.back().count != count) {
            changes.push_back({.from = kStartOfRun + at, .count = count});
        }
        // The run may start within an interval; days begin on one.
        const Duration into = (at - run.warm_up) % plan->interval;
        at += into < Duration::zero() ? -into : plan->interval - into;
    }
    return changes;
}

Talkgroup read_talkgroup(const ResponseValidation& validation, const Block& block) {
    Talkgroup talkgroup;
    talkgroup.name = block.text(T::kNameFieldNumber);
    talkgroup.share = block.number_or(T::kShareFieldNumber, kShare, 1.0);
    talkgroup.desks = lay_out(block,
                              read_day(block,
                                       T::kDesksFieldNumber,
                                       T::kDesksByIntervalFieldNumber,
                                       kDesks,
                                       "desks and desks_by_interval"),
                              validation.all.scenario.run);
    talkgroup.dispatch_work =
        read_law(block, T::kDispatchWorkFieldNumber, LawUse::Span, ConstantLaw{});
    talkgroup.employer = read_employer(validation, block, T::kEmployerFieldNumber);
    if (is_contractor(validation, talkgroup.employer) &&
        !block.as<v1::Talkgroup>().dispatch_agreed()) {
        refuse_contractor(block,
                          T::kEmployerFieldNumber,
                          "must be a FORCE: a contractor may dispatch on a talkgroup only where "
                          "that is agreed with the chief constable; say dispatch_agreed: true if "
                          "it is");
    }
    return talkgroup;
}

std::vector<std::pair<GradeId, Law>> read_travel(const ResponseValidation& validation,
                                                 const Block& block) {
    using B = v1::TravelByGrade;
    std::vector<std::pair<GradeId, Law>> laws;
    const int count = block.rows(U::kTravelByGradeFieldNumber, 0, 8);
    for (int index = 0; index < count; ++index) {
        const Block row = block.child(U::kTravelByGradeFieldNumber, index);
        if (!row.has(B::kTravelFieldNumber)) {
            row.missing(B::kTravelFieldNumber, "must be given");
        }
        Law law = read_law(row, B::kTravelFieldNumber, LawUse::Span, ConstantLaw{});
        if (!row.has(B::kGradeFieldNumber)) {
            row.missing(B::kGradeFieldNumber, "must be given, the name of a grade");
            continue;
        }
        const auto grade = row.named(B::kGradeFieldNumber, validation.grades);
        if (!grade) {
            continue;
        }
        if (std::ranges::count(laws, GradeId{*grade}, &std::pair<GradeId, Law>::first) > 0) {
            row.refuse(B::kGradeFieldNumber, "must be named once");
        }
        laws.emplace_back(GradeId{*grade}, std::move(law));
    }
    return laws;
}

UnitGroup read_units(const ResponseValidation& validation, const Block& block) {
    UnitGroup group;
    group.name = block.text(U::kNameFieldNumber);
    if (block.has(U::kTalkgroupFieldNumber)) {
        if (const auto row = block.named(U::kTalkgroupFieldNumber, validation.talkgroups)) {
            group.talkgroup = TalkgroupId{*row};
        }
    }
    if (is_contractor(validation, read_employer(validation, block, U::kEmployerFieldNumber))) {
        refuse_contractor(block,
                          U::kEmployerFieldNumber,
                          "must be a FORCE: direction and control of police units never lies with "
                          "a contractor, whatever is agreed");
    }
    group.units = lay_out(block,
                          read_day(block,
                                   U::kCountFieldNumber,
                                   U::kCountByIntervalFieldNumber,
                                   kUnits,
                                   "count and count_by_interval"),
                          validation.all.scenario.run);
    group.mobilise = read_law(block, U::kMobiliseFieldNumber, LawUse::Span, ConstantLaw{});
    group.travel = read_law(block, U::kTravelFieldNumber, LawUse::Span, ConstantLaw{});
    group.travel_by_grade = read_travel(validation, block);
    group.paperwork_factor =
        block.number_or(U::kMobilePaperworkFactorFieldNumber, {.min = 0.0, .max = 10.0}, 1.0);
    return group;
}

/// Every talkgroup has units that may be sent.
void check_served(const ResponseValidation& validation) {
    for (std::size_t row = 0; row < validation.talkgroups.names.size(); ++row) {
        const auto serves = [row](const UnitGroup& group) {
            return !group.talkgroup || *group.talkgroup == TalkgroupId{row};
        };
        if (std::ranges::none_of(validation.plan.units, serves)) {
            validation.root.child(R::kTalkgroupsFieldNumber, static_cast<int>(row))
                .refuse_block({}, "no unit can be sent: no group of units serves this talkgroup");
        }
    }
}

}  // namespace

void validate_talkgroups(ResponseValidation& validation) {
    double sum = 0.0;
    std::vector<double> shares;
    for (std::size_t row = 0; row < validation.talkgroups.names.size(); ++row) {
        validation.plan.talkgroups.push_back(read_talkgroup(
            validation, validation.root.child(R::kTalkgroupsFieldNumber, static_cast<int>(row))));
        shares.push_back(validation.plan.talkgroups.back().share);
        sum += shares.back();
    }
    if (shares.empty()) {
        return;
    }
    if (!make_sum_one(shares)) {
        const Block first = validation.root.child(R::kTalkgroupsFieldNumber, 0);
        const std::string remedy =
            fmt::format("shares of the talkgroups must sum to 1; they sum to {:.9g}", sum);
        if (first.has(T::kShareFieldNumber)) {
            first.refuse(T::kShareFieldNumber, remedy);
        } else {
            first.missing(T::kShareFieldNumber, remedy);
        }
        return;
    }
    for (std::size_t row = 0; row < shares.size(); ++row) {
        validation.plan.talkgroups[row].share = shares[row];
    }
}

void validate_units(ResponseValidation& validation) {
    const std::vector<std::string> names =
        read_names(validation.root, R::kUnitsFieldNumber, U::kNameFieldNumber, 1, 32);
    for (std::size_t row = 0; row < names.size(); ++row) {
        validation.plan.units.push_back(read_units(
            validation, validation.root.child(R::kUnitsFieldNumber, static_cast<int>(row))));
    }
    if (!names.empty()) {
        check_served(validation);
    }
}

void validate_command(ResponseValidation& validation) {
    const Block& block = validation.root;
    validation.plan.command_employer =
        read_employer(validation, block, R::kCommandEmployerFieldNumber);
    if (is_contractor(validation, validation.plan.command_employer)) {
        refuse_contractor(block,
                          R::kCommandEmployerFieldNumber,
                          "must be a FORCE: grading policy, command decisions and direction and "
                          "control stay with the chief constable and are never a contractor's");
    }
}

}  // namespace fcr
