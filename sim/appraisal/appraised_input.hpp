// What an appraisal is asked about: inputs that are changed one at a time or together.
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <string_view>

namespace fcr {

enum class AppraisedInput : std::uint8_t {
    Charges,          ///< percent over or under
    Volume,           ///< percent
    HandlingTime,     ///< percent
    Attrition,        ///< percent a year
    StaffCost,        ///< percent
    DiscountRate,     ///< percent a year, real
    Slip,             ///< months late, for certain
    RiskRates,        ///< percent
    ClientTeamShare,  ///< percent of charges
    ProcurementCost,  ///< pounds
};

inline constexpr std::size_t kAppraisedInputs = 10;

/// What an input may be, what it is asked about unless said, and how it is told.
struct InputFacts {
    AppraisedInput input = AppraisedInput::Charges;
    std::string_view title;
    std::string_view unit;  ///< `%`, `% a year`, `months`, `pounds`
    double least = 0.0;
    double most = 0.0;
    double low = 0.0;
    double high = 0.0;
    bool is_change = false;  ///< of what the plan says, else in its place
    std::string_view source;
};

[[nodiscard]] const InputFacts& facts_of(AppraisedInput input);

/// `+41 %`, `27 % a year`, `4 months`, `5,000,000 pounds`.
[[nodiscard]] std::string setting_words(AppraisedInput input, double value);

}  // namespace fcr
