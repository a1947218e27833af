// What an appraisal is asked: service tests, sensitivities, cases.
#include "proto/fcr/v1/appraisal.pb.h"
#include "sim/appraisal/appraisal_reading.hpp"
#include "sim/contract/contract_reading.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

namespace fcr {
namespace {

using A = v1::Appraisal;

constexpr int kTestsMax = 16;
constexpr int kSensitivitiesMax = 32;
constexpr int kCasesMax = 16;
constexpr int kSettingsMax = 16;

ServiceTest read_test(const AppraisalReading& reading, const Block& block) {
    using T = v1::ServiceTest;
    ServiceTest test;
    if (!block.has(T::kLineFieldNumber)) {
        block.missing(T::kLineFieldNumber, "must be given, a line of the scenarios");
    } else if (const auto line = reading.lines.names.empty()
                                     ? std::nullopt
                                     : block.named(T::kLineFieldNumber, reading.lines)) {
        test.line = LineId{*line};
    }
    const auto over = static_cast<int>(
        needed_whole(block, T::kOverSFieldNumber, {.min = 1.0, .max = 3'600.0, .unit = "seconds"}));
    const auto found = std::ranges::find(kOverSeconds, over);
    if (found != kOverSeconds.end()) {
        test.over = static_cast<std::size_t>(found - kOverSeconds.begin());
    } else if (block.has(T::kOverSFieldNumber)) {
        block.refuse(T::kOverSFieldNumber, "must be 10, 30, 60 or 120 seconds");
    }
    test.margin_bp = whole_or(block, T::kMarginBpFieldNumber, kBasisPoints, 0);
    return test;
}

/// The number of a setting; `field` is where it stands.
double read_setting(const Block& block, int field, AppraisedInput input, double otherwise) {
    const InputFacts& facts = facts_of(input);
    return block.number_or(
        field, {.min = facts.least, .max = facts.most, .unit = facts.unit}, otherwise);
}

std::optional<AppraisedInput> read_input(const Block& block, int field) {
    if (!block.has(field)) {
        block.missing(field, "must be given, such as CHARGES or VOLUME");
    }
    return read_enum<AppraisedInput>(block, field);
}

void read_sensitivity(AppraisalReading& reading, const Block& block) {
    using S = v1::Sensitivity;
    const auto input = read_input(block, S::kInputFieldNumber);
    if (!input) {
        return;
    }
    const InputFacts& facts = facts_of(*input);
    Sensitivity asked{.input = *input,
                      .low = read_setting(block, S::kLowFieldNumber, *input, facts.low),
                      .high = read_setting(block, S::kHighFieldNumber, *input, facts.high)};
    if (asked.low >= asked.high) {
        block.refuse(S::kHighFieldNumber, fmt::format("must be above low, {:.6g}", asked.low));
    }
    if (std::ranges::count(reading.plan.sensitivities, *input, &Sensitivity::input) > 0) {
        block.refuse(S::kInputFieldNumber, "must be given once");
    }
    const bool stated = block.has(S::kLowFieldNumber) || block.has(S::kHighFieldNumber);
    reading.plan.assumptions.push_back(
        {.option = "",
         .what = fmt::format("Range of: {}", facts.title),
         .value = fmt::format(
             "{} to {}", setting_words(*input, asked.low), setting_words(*input, asked.high)),
         .origin = stated ? FigureOrigin::Stated : FigureOrigin::Default,
         .source =
             stated ? read_line_of_text(block, S::kSourceFieldNumber) : std::string(facts.source)});
    reading.plan.sensitivities.push_back(asked);
}

void all_sensitivities(AppraisalReading& reading) {
    const auto has_contract = [](const AppraisalOption& option) {
        return option.contract.has_value();
    };
    const bool contract = std::ranges::any_of(reading.plan.options, has_contract);
    for (std::size_t row = 0; row < kAppraisedInputs; ++row) {
        const InputFacts& facts = facts_of(static_cast<AppraisedInput>(row));
        const bool of_contract = facts.input == AppraisedInput::Charges ||
                                 facts.input == AppraisedInput::Slip ||
                                 facts.input == AppraisedInput::ClientTeamShare ||
                                 facts.input == AppraisedInput::ProcurementCost;
        const bool idle = (of_contract && !contract) ||
                          (facts.input == AppraisedInput::RiskRates && reading.plan.risks.empty());
        if (idle) {
            continue;
        }
        reading.plan.sensitivities.push_back(
            {.input = facts.input, .low = facts.low, .high = facts.high});
        reading.plan.assumptions.push_back(
            {.option = "",
             .what = fmt::format("Range of: {}", facts.title),
             .value = fmt::format("{} to {}",
                                  setting_words(facts.input, facts.low),
                                  setting_words(facts.input, facts.high)),
             .origin = FigureOrigin::Default,
             .source = std::string(facts.source)});
    }
}

AppraisalCase read_case(const AppraisalReading& reading, const Block& block) {
    using C = v1::AppraisalCase;
    AppraisalCase asked;
    asked.title = read_line_of_text(block, C::kTitleFieldNumber);
    if (asked.title.empty()) {
        block.missing(C::kTitleFieldNumber, "must be given, such as \"Calls fall by a third\"");
    } else if (std::ranges::count(reading.plan.cases, asked.title, &AppraisalCase::title) > 0) {
        block.refuse(C::kTitleFieldNumber, "must be unique");
    }
    const int settings = block.rows(C::kSettingsFieldNumber, 1, kSettingsMax);
    for (int row = 0; row < settings; ++row) {
        using I = v1::InputSetting;
        const Block here = block.child(C::kSettingsFieldNumber, row);
        const auto input = read_input(here, I::kInputFieldNumber);
        if (!input) {
            continue;
        }
        if (!here.has(I::kValueFieldNumber)) {
            here.missing(I::kValueFieldNumber,
                         fmt::format("must be given, in {}", facts_of(*input).unit));
        }
        if (std::ranges::count(asked.settings, *input, &InputSetting::input) > 0) {
            here.refuse(I::kInputFieldNumber, "must be given once");
        }
        asked.settings.push_back(
            {.input = *input, .value = read_setting(here, I::kValueFieldNumber, *input, 0.0)});
    }
    return asked;
}

}  // namespace

void read_questions(AppraisalReading& reading) {
    const Block& root = reading.root;
    AppraisalPlan& plan = reading.plan;
    const int tests = root.rows(A::kServiceTestsFieldNumber, 0, kTestsMax);
    for (int row = 0; row < tests; ++row) {
        plan.service_tests.push_back(
            read_test(reading, root.child(A::kServiceTestsFieldNumber, row)));
    }
    for (std::size_t line = 0; tests == 0 && line < plan.lines.size(); ++line) {
        plan.service_tests.push_back({.line = LineId{line}});
    }
    const int sensitivities = root.rows(A::kSensitivitiesFieldNumber, 0, kSensitivitiesMax);
    for (int row = 0; row < sensitivities; ++row) {
        read_sensitivity(reading, root.child(A::kSensitivitiesFieldNumber, row));
    }
    if (sensitivities == 0) {
        all_sensitivities(reading);
    }
    const int cases = root.rows(A::kCasesFieldNumber, 0, kCasesMax);
    for (int row = 0; row < cases; ++row) {
        plan.cases.push_back(read_case(reading, root.child(A::kCasesFieldNumber, row)));
    }
}

}  // namespace fcr
