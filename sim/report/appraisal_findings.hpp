// What an appraisal comes to, in sentences for people who decide. Internal to this folder.
#pragma once

#include "sim/appraisal/appraisal_summary.hpp"

#include <cstddef>
#include <string>
#include <vector>

namespace fcr {

/// What is cheapest, by how much, how sure, what would change it, what happens to callers, what it
/// costs to stop: a sentence or two each.
[[nodiscard]] std::vector<std::string> appraisal_findings(const AppraisalSummary& summary);

/// `1.56 million pounds`, `40,000 pounds`: as people say it, without a sign.
[[nodiscard]] std::string spoken_pounds(Money money);
/// `about 8 times in 100`.
[[nodiscard]] std::string spoken_chance(const Proportion& chance);
/// `101 calls that wait longer than 60 s`.
[[nodiscard]] std::string test_words(const AppraisalPlan& plan, const ServiceTest& test);
/// `Monday 18:00`.
[[nodiscard]] std::string hour_words(std::size_t hour_of_week);

}  // namespace fcr
