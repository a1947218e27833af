#include "sim/appraisal/appraised_input.hpp"

#include "sim/base/check.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

namespace fcr {
namespace {

constexpr std::array<InputFacts, kAppraisedInputs> kFacts{{
    {.input = AppraisedInput::Charges,
     .title = "Contract charges",
     .unit = "%",
     .least = -90.0,
     .most = 500.0,
     .low = -10.0,
     .high = 41.0,
     .is_change = true,
     .source =
         "upper bound of optimism bias on outsourced operating cost, 41 % (contracts.md 4.2)"},
    {.input = AppraisedInput::Volume,
     .title = "Calls",
     .unit = "%",
     .least = -90.0,
     .most = 400.0,
     .low = -20.0,
     .high = 20.0,
     .is_change = true,
     .source = "assumption: within the volume table of contracts.md 2.15, 60 to 140 %"},
    {.input = AppraisedInput::HandlingTime,
     .title = "Handling time",
     .unit = "%",
     .least = -90.0,
     .most = 400.0,
     .low = -10.0,
     .high = 10.0,
     .is_change = true,
     .source = "assumption"},
    {.input = AppraisedInput::Attrition,
     .title = "Attrition of the force's people",
     .unit = "% a year",
     .least = 0.0,
     .most = 100.0,
     .low = 10.0,
     .high = 50.0,
     .is_change = false,
     .source = "range of contracts.md 3"},
    {.input = AppraisedInput::StaffCost,
     .title = "Cost of the force's people",
     .unit = "%",
     .least = -90.0,
     .most = 400.0,
     .low = -5.57,
     .high = 5.57,
     .is_change = true,
     .source = "40,783 pounds is the low figure of contracts.md 3; as far above"},
    {.input = AppraisedInput::DiscountRate,
     .title = "Discount rate",
     .unit = "% a year",
     .least = 0.0,
     .most = 20.0,
     .low = 1.5,
     .high = 3.5,
     .is_change = false,
     .source = "contracts.md 2.14"},
    {.input = AppraisedInput::Slip,
     .title = "Late start",
     .unit = "months",
     .least = 0.0,
     .most = 120.0,
     .low = 0.0,
     .high = 4.0,
     .is_change = false,
     .source = "P90 of contracts.md 3"},
    {.input = AppraisedInput::RiskRates,
     .title = "Rates of risk events",
     .unit = "%",
     .least = -100.0,
     .most = 900.0,
     .low = -100.0,
     .high = 200.0,
     .is_change = true,
     .source = "insolvency 0.2 to 3 % a year (contracts.md 3); none to three times"},
    {.input = AppraisedInput::ClientTeamShare,
     .title = "Client team",
     .unit = "% of charges",
     .least = 0.0,
     .most = 100.0,
     .low = 2.0,
     .high = 7.0,
     .is_change = false,
     .source = "range of contracts.md 3"},
    {.input = AppraisedInput::ProcurementCost,
     .title = "Procurement cost",
     .unit = "pounds",
     .least = 0.0,
     .most = 1e9,
     .low = 350'000.0,
     .high = 5'000'000.0,
     .is_change = false,
     .source = "range of contracts.md 3"},
}};

}  // namespace

const InputFacts& facts_of(AppraisedInput input) {
    const InputFacts& facts = kFacts.at(static_cast<std::size_t>(input));
    FCR_CHECK(facts.input == input, "the facts stand in the order of the inputs");
    return facts;
}

std::string setting_words(AppraisedInput input, double value) {
    const InputFacts& facts = facts_of(input);
    if (input == AppraisedInput::ProcurementCost) {
        std::string digits = fmt::format("{:.0f}", std::round(value));
        for (std::size_t place = digits.size(); place > 3; place -= 3) {
            digits.insert(place - 3, 1, ',');
        }
        return digits + ' ' + std::string(facts.unit);
    }
    return facts.is_change ? fmt::format("{:+.4g} {}", value, facts.unit)
                           : fmt::format("{:.4g} {}", value, facts.unit);
}

}  // namespace fcr
