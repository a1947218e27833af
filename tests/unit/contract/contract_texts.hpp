// Contract files for tests: a small valid one to change, and one that says everything.
#pragma once

#include "sim/contract/contract_file.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <string_view>
#include <vector>

namespace fcr::test {

/// The smallest contract there is, one thing a line.
inline constexpr std::string_view kSmallContract = R"(id: "small"
term { start: "2027-04-01" months: 24 }
scope {
  lines: "101"
  pools { name: "contractor" owner: THE_SUPPLIER }
}
kpis {
  id: "K1"
  type: SERVICE_LEVEL
  threshold_s: 60
  target_bp: 9000
}
charges { fixed { month_gbp: "90000" } }
)";

/// The text with the only occurrence of a part replaced; anything but one occurrence is a bug.
inline std::string with_part(std::string text,
                             std::string_view part,
                             std::string_view replacement) {
    const std::size_t at = text.find(part);
    EXPECT_NE(at, std::string::npos) << part;
    EXPECT_EQ(text.find(part, at + 1), std::string::npos) << part;
    return text.replace(at, part.size(), replacement);
}

/// The small contract with a part replaced.
inline std::string contract_with(std::string_view part, std::string_view replacement) {
    return with_part(std::string(kSmallContract), part, replacement);
}

/// The small contract with more at its end.
inline std::string contract_and(std::string_view more) {
    return std::string(kSmallContract) + std::string(more);
}

/// What was understood; fails the test when there are problems.
inline ContractTerms accepted_contract(std::string text, const std::string& file = "small.txtpb") {
    Result<ContractTerms> terms = parse_contract(std::move(text), file);
    if (!terms) {
        for (const Problem& problem : terms.error()) {
            ADD_FAILURE() << to_string(problem);
        }
        return {};
    }
    return std::move(*terms);
}

/// Every problem as one line; fails the test when there is none.
inline std::vector<std::string> refused_contract(std::string text,
                                                 const std::string& file = "small.txtpb") {
    const Result<ContractTerms> terms = parse_contract(std::move(text), file);
    std::vector<std::string> lines;
    if (terms) {
        ADD_FAILURE() << "a bad contract was accepted";
        return lines;
    }
    for (const Problem& problem : terms.error()) {
        lines.push_back(to_string(problem));
    }
    return lines;
}

}  // namespace fcr::test
