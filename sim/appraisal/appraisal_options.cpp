// The options of an appraisal: what each is, and what it costs that no other block has.
#include "proto/fcr/v1/appraisal.pb.h"
#include "sim/appraisal/appraisal_reading.hpp"
#include "sim/contract/contract_reading.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

namespace fcr {
namespace {

using A = v1::Appraisal;
using O = v1::AppraisalOption;

constexpr int kOptionsMax = 8;
constexpr int kOptionChangesMax = 64;
constexpr int kPoolsMax = 16;
constexpr int kCostsMax = 64;

/// The program's line of a file's: the file has no lines that are worked out.
CostLine line_of(int value) {
    switch (value) {
        case v1::STAFF: return CostLine::Staff;
        case v1::SUPERVISION: return CostLine::Supervision;
        case v1::OVERHEAD: return CostLine::Overhead;
        case v1::PREMISES: return CostLine::Premises;
        case v1::SYSTEMS: return CostLine::Systems;
        case v1::PROCUREMENT: return CostLine::Procurement;
        case v1::MOBILISATION: return CostLine::Mobilisation;
        case v1::PARALLEL_RUNNING: return CostLine::ParallelRunning;
        case v1::STAFF_TRANSFER: return CostLine::Transfer;
        case v1::REDUNDANCY: return CostLine::Redundancy;
        case v1::CLIENT_TEAM: return CostLine::ClientTeam;
        case v1::RISK: return CostLine::RiskEvents;
        case v1::EXIT: return CostLine::Exit;
        default: return CostLine::Overhead;
    }
}

int read_year(const Block& block, int field, Range years, int otherwise) {
    return static_cast<int>(whole_or(block, field, years, otherwise));
}

CostItem read_cost(const Block& block, const AppraisalPlan& plan) {
    using C = v1::CostItem;
    CostItem item;
    if (const auto line = block.enumerator(C::kLineFieldNumber)) {
        item.line = line_of(*line);
    } else if (!block.has(C::kLineFieldNumber)) {
        block.missing(C::kLineFieldNumber, "must be given, such as OVERHEAD");
    }
    item.title = read_line_of_text(block, C::kTitleFieldNumber);
    if (item.title.empty()) {
        item.title = std::string(to_string(item.line));
    }
    item.source = read_line_of_text(block, C::kSourceFieldNumber);
    if (item.source.empty()) {
        block.missing(C::kSourceFieldNumber,
                      "must be given: where the sum comes from, or \"assumption: why\"");
    }
    const Range years{
        .min = 0.0, .max = static_cast<double>(plan.years), .unit = "(year 0 is before the start)"};
    const bool yearly = block.has(C::kYearGbpFieldNumber);
    const bool once = block.has(C::kOnceGbpFieldNumber);
    if (yearly == once) {
        block.refuse_block(yearly ? "year_gbp and once_gbp" : "",
                           "must have one of year_gbp and once_gbp");
        return item;
    }
    refuse_unused(block, C::kFromYearFieldNumber, yearly, "year_gbp");
    refuse_unused(block, C::kUntilYearFieldNumber, yearly, "year_gbp");
    refuse_unused(block, C::kGrowthBpFieldNumber, yearly, "year_gbp");
    refuse_unused(block, C::kInYearFieldNumber, once, "once_gbp");
    item.amount =
        read_signed_money(block, yearly ? C::kYearGbpFieldNumber : C::kOnceGbpFieldNumber);
    item.from_year = once ? read_year(block, C::kInYearFieldNumber, years, 0)
                          : read_year(block, C::kFromYearFieldNumber, years, 1);
    item.until_year =
        once ? item.from_year : read_year(block, C::kUntilYearFieldNumber, years, plan.years);
    item.once = once;
    if (item.until_year < item.from_year) {
        block.refuse(C::kUntilYearFieldNumber,
                     fmt::format("must not be before from_year, {}", item.from_year));
    }
    item.growth_bp = whole_or(
        block, C::kGrowthBpFieldNumber, {.min = 0.0, .max = 1'000.0, .unit = "basis points"}, 0);
    return item;
}

std::vector<std::string> read_changes(const AppraisalReading& reading, const Block& block) {
    std::vector<std::string> changes = reading.plan.changes;
    const int own = block.rows(O::kSetFieldNumber, 0, kOptionChangesMax);
    for (int row = 0; row < own; ++row) {
        changes.push_back(block.text(O::kSetFieldNumber, row));
    }
    return changes;
}

void read_contract_file(const AppraisalReading& reading,
                        const Block& block,
                        AppraisalOption& option) {
    const std::string file = block.text(O::kContractFieldNumber);
    const bool needs = option.kind == OptionKind::Outsource || option.kind == OptionKind::Hybrid;
    if (file.empty() && needs) {
        block.missing(O::kContractFieldNumber,
                      "must be given, the contract's file relative to this one's folder");
    }
    refuse_unused(block,
                  O::kContractFieldNumber,
                  option.kind != OptionKind::InHouse,
                  "options that are not IN_HOUSE");
    if (!file.empty()) {
        option.contract_file = reading.beside(file);
    }
    for (const int field : {O::kProcurementFieldNumber,
                            O::kMobilisationFieldNumber,
                            O::kParallelFieldNumber,
                            O::kTransferFieldNumber,
                            O::kRedundancyFieldNumber,
                            O::kClientTeamFieldNumber,
                            O::kExitFieldNumber}) {
        if (block.has(field) && file.empty()) {
            block.child(field).refuse_block(
                "", "must be left out: it is used by options with a contract; costs has the rest");
        }
    }
}

AppraisalOption read_option(const AppraisalReading& reading, const Block& block) {
    AppraisalOption option;
    option.id = block.text(O::kIdFieldNumber);
    if (!is_name(option.id)) {
        block.refuse(O::kIdFieldNumber, std::string(kNameRemedy));
    }
    option.title = read_line_of_text(block, O::kTitleFieldNumber);
    if (option.title.empty()) {
        option.title = option.id;
    }
    if (!block.has(O::kKindFieldNumber)) {
        block.missing(O::kKindFieldNumber,
                      "must be given: IN_HOUSE, IN_HOUSE_IMPROVED, OUTSOURCE or HYBRID");
    }
    option.kind = enum_or(block, O::kKindFieldNumber, OptionKind::InHouse);
    const std::string scenario = block.text(O::kScenarioFieldNumber);
    if (scenario.empty()) {
        block.missing(O::kScenarioFieldNumber,
                      "must be given, the scenario's file relative to this one's folder");
    } else {
        option.scenario = reading.beside(scenario);
    }
    option.changes = read_changes(reading, block);
    read_contract_file(reading, block, option);
    const int pools = block.rows(O::kStaffedPoolsFieldNumber, 0, kPoolsMax);
    for (int row = 0; row < pools; ++row) {
        option.staffed_pools.push_back(block.text(O::kStaffedPoolsFieldNumber, row));
    }
    const int costs = block.rows(O::kCostsFieldNumber, 0, kCostsMax);
    for (int row = 0; row < costs; ++row) {
        option.costs.push_back(read_cost(block.child(O::kCostsFieldNumber, row), reading.plan));
    }
    return option;
}

/// The option that others are held against.
void read_today(AppraisalReading& reading) {
    const Block& root = reading.root;
    AppraisalPlan& plan = reading.plan;
    Names ids{.kind = "an option of this appraisal"};
    for (const AppraisalOption& option : plan.options) {
        ids.names.push_back(option.id);
    }
    if (root.has(A::kTodayFieldNumber)) {
        plan.today = root.named(A::kTodayFieldNumber, ids).value_or(0);
        return;
    }
    const auto is_today = [](const AppraisalOption& option) {
        return option.kind == OptionKind::InHouse;
    };
    const auto found = std::ranges::find_if(plan.options, is_today);
    if (std::ranges::count_if(plan.options, is_today) == 1) {
        plan.today = static_cast<std::size_t>(found - plan.options.begin());
    } else {
        root.missing(A::kTodayFieldNumber,
                     "must be given, the id of the option that the others are held against, unless "
                     "exactly one is IN_HOUSE");
    }
}

}  // namespace

void read_options(AppraisalReading& reading) {
    const Block& root = reading.root;
    const int count = root.rows(A::kOptionsFieldNumber, 2, kOptionsMax);
    for (int row = 0; row < count; ++row) {
        const Block block = root.child(A::kOptionsFieldNumber, row);
        AppraisalOption option = read_option(reading, block);
        if (std::ranges::count(reading.plan.options, option.id, &AppraisalOption::id) > 0) {
            block.refuse(O::kIdFieldNumber, "must be unique");
        }
        reading.plan.options.push_back(std::move(option));
    }
    if (!reading.plan.options.empty()) {
        read_today(reading);
    }
}

}  // namespace fcr
