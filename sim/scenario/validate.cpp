#include "sim/scenario/validate.hpp"

#include "proto/fcr/v1/scenario.pb.h"
#include "sim/scenario/compile.hpp"
#include "sim/scenario/input_file.hpp"
#include "sim/scenario/validation.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

namespace fcr {

namespace {

/// Title and description: text for people.
void validate_text(Validation& validation, const TextOrigin& origin) {
    const Block& root = validation.root;
    Scenario& scenario = validation.scenario;
    scenario.title = root.text(v1::Scenario::kTitleFieldNumber);
    scenario.description = root.text(v1::Scenario::kDescriptionFieldNumber);
    if (!is_utf8(scenario.description)) {
        root.refuse(v1::Scenario::kDescriptionFieldNumber, "must be UTF-8 text");
    }
    if (!is_utf8(scenario.title) || scenario.title.find('\n') != std::string::npos) {
        root.refuse(v1::Scenario::kTitleFieldNumber, "must be one line of UTF-8 text");
    }
    if (scenario.title.empty()) {
        scenario.title = std::filesystem::path(origin.file).stem().string();
    }
}

void validate_routing(Validation& validation) {
    if (!validation.root.has(v1::Scenario::kRoutingFieldNumber)) {
        return;
    }
    const Block routing = validation.root.child(v1::Scenario::kRoutingFieldNumber);
    PriorityRule& rule = validation.scenario.priority_rule;
    switch (routing.enumerator(v1::Routing::kPriorityRuleFieldNumber).value_or(v1::STRICT)) {
        case v1::TIME_CREDIT: rule = PriorityRule::TimeCredit; break;
        case v1::AGEING: rule = PriorityRule::Ageing; break;
        case v1::FIRST_COME: rule = PriorityRule::LongestWait; break;
        default: rule = PriorityRule::Strict; break;
    }
}

/// The correlation is possible only when no line must share more than its whole day factor.
void validate_correlation(Validation& validation) {
    if (!validation.root.has(v1::Scenario::kDemandFieldNumber)) {
        return;
    }
    const Block demand = validation.root.child(v1::Scenario::kDemandFieldNumber);
    constexpr int field = v1::Demand::kDayFactorCorrelationFieldNumber;
    Scenario& scenario = validation.scenario;
    scenario.day_factor_correlation = demand.number_or(field, kShare, 0.0);
    const double most = shared_day_shape(scenario).correlation_max;
    if (scenario.day_factor_correlation > most) {
        demand.refuse(field,
                      fmt::format("must be at most {:.6g} with these lines' day_factor_cv: their "
                                  "day factors cannot go together more closely",
                                  most));
    }
}

}  // namespace

std::vector<std::string> read_names(const Block& root, int list, int name_field, int min, int max) {
    std::vector<std::string> names;
    const int count = root.rows(list, min, max);
    for (int row = 0; row < count; ++row) {
        const Block element = root.child(list, row);
        std::string name = element.text(name_field);
        if (!element.has(name_field)) {
            element.missing(name_field, "must be given");
        } else if (!is_name(name)) {
            element.refuse(name_field, std::string(kNameRemedy));
        } else if (std::ranges::count(names, name) > 0) {
            element.refuse(name_field, "must be unique; an earlier one has this name");
        }
        names.push_back(std::move(name));
    }
    return names;
}

void validate_names(Validation& validation) {
    const Block& root = validation.root;
    using S = v1::Scenario;
    validation.lines.names =
        read_names(root, S::kLinesFieldNumber, v1::Line::kNameFieldNumber, 1, 16);
    validation.classes.names =
        read_names(root, S::kCallClassesFieldNumber, v1::CallClass::kNameFieldNumber, 1, 64);
    validation.employers.names =
        read_names(root, S::kEmployersFieldNumber, v1::Employer::kNameFieldNumber, 1, 16);
    validation.groups.names =
        read_names(root, S::kSkillGroupsFieldNumber, v1::SkillGroup::kNameFieldNumber, 1, 64);
    validation.pools.names =
        read_names(root, S::kPoolsFieldNumber, v1::Pool::kNameFieldNumber, 1, 64);
    validation.roster_names.names =
        read_names(root, S::kRostersFieldNumber, v1::Roster::kNameFieldNumber, 0, 64);
    validation.kpis.names = read_names(root, S::kKpisFieldNumber, v1::Kpi::kIdFieldNumber, 0, 64);
}

Result<Scenario> validate(const v1::Scenario& message, const TextOrigin& origin) {
    Findings findings;
    Validation validation{
        .root = Block(message, origin, findings),
        .profiles = ProfileFiles(std::filesystem::path(origin.file).parent_path())};
    validate_text(validation, origin);
    validate_names(validation);
    validate_run(validation);
    validate_calendar(validation);
    validate_lines(validation);
    validate_classes(validation);
    validate_rosters(validation);
    validate_people(validation);
    validate_supervisor(validation);
    validate_routes(validation);
    validate_routing(validation);
    validate_disruptions(validation);
    check_internal_targets(validation);
    validate_correlation(validation);
    validate_measures(validation);
    validate_streams(validation);
    validate_response(validation);
    if (!findings.empty()) {
        return tl::unexpected(findings.take());
    }
    return std::move(validation.scenario);
}

}  // namespace fcr
