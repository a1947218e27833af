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

/// A contract of which lint has nothing to say, one thing a line.
inline constexpr std::string_view kGoodContract = R"(id: "good"
term { start: "2027-04-01" months: 60 notice_months: 12 break_dates: "2030-03-31" }
scope {
  lines: ["999", "101"]
  pools { name: "contractor" owner: THE_SUPPLIER }
}
fte { paid_hours: 1931 productive_hours: 1313 }
kpis {
  id: "K1" line: "101" pool: "contractor" type: SERVICE_LEVEL
  clock: SEGMENT_PRESENTED threshold_s: 60 comparator: LE formula: F2_OFFERED
  decimals: 1 band_on: ROUNDED target_bp: 9000 test_calls: EXCLUDE_FLAGGED
  bands { from_bp: 9000 points: 0 }
  bands { from_bp: 8800 points: 1 until_bp: 8990 }
  bands { from_bp: 8000 points: 2 until_bp: 8790 }
  bands { points: 4 until_bp: 7990 }
}
kpis {
  id: "K2" line: "101" type: SERVICE_LEVEL aggregator: SHARE_OF_INTERVALS
  clock: OFFERED threshold_s: 60 comparator: LE formula: F2_OFFERED interval_target_bp: 9000
  decimals: 1 band_on: ROUNDED target_bp: 8500
}
kpis {
  id: "K3" line: "101" type: PERCENTILE p_bp: 9500 target_s: 300
  clock: OFFERED decimals: 1 band_on: ROUNDED
}
kpis {
  id: "K4" line: "101" type: ABANDONMENT abandonment: AB2 short_abandon_s: 5 target_bp: 500
  clock: OFFERED decimals: 1 band_on: ROUNDED
}
scoring { mechanism: POINTS deduction_bp_per_point: 100 repeat_multiplier: 2 }
caps { service_credit_bp: 1000 estimated_year1_gbp: "1200000" }
relief { cause: VOLUME_OVER scope: EXCESS_ONLY tolerance_bp: 1000 kpis: "K1" }
bedding_in { months: 3 kpis: ["K1", "K2"] }
ladder { credits_sole_remedy: false }
charges { per_call { tiers: MARGINAL steps { up_to_calls: 20000 call_gbp: "6.50" } steps { call_gbp: "5.80" } } }
charges { anchored { base_gbp: "200000" baseline_calls: 40000 additional_gbp: "3.20" reduced_gbp: "2.40" variant: EDGE } }
charges { commit { share_bp: 8000 true_up: YEARLY } }
indexation { index: "CPI" share_bp: 8000 labour_only: true cap_bp: 500 }
people { zero_hours_bp: 1000 zero_hours_bid_bp: 1000 }
exit { plan_gbp: "20000" }
monitoring { audit_right: true clock_owner: THE_FORCE test_flags: THE_FORCE }
forecast { issued_by: THE_FORCE locked: true months { line: "101" calls: 20000 } months { line: "999" calls: 9000 } }
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
