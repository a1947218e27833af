// Published results of an independent simulation library, to validate fcrsim against.
//
// Source: ContactCenters, Universite de Montreal (examples and their printed output), licence
// Apache-2.0. The figures are facts carried with their source. Inputs are in each case's `setting`.
#pragma once

#include <span>
#include <string_view>

namespace fcr {

/// Where every figure of this file comes from, in a form fit for a report.
inline constexpr std::string_view kPublishedSource =
    "ContactCenters, Universite de Montreal, licence Apache-2.0";

/// A room whose results were published, and what it is made of.
struct PublishedCase {
    std::string_view name;
    std::string_view setting;  ///< a sentence or two: arrivals, handlers, service, patience, days
};

/// One published number with the confidence interval of its mean.
struct PublishedResult {
    std::string_view case_name;  ///< a `PublishedCase::name`
    std::string_view measure;    ///< ends in the unit where it is not a share or a count
    double mean = 0.0;
    double ci_low = 0.0;
    double ci_high = 0.0;
    int ci_level = 0;            ///< of the interval, percent
    int replications = 0;        ///< days simulated
    std::string_view note = {};  ///< definition of the measure where its name leaves a doubt
};

/// The published rooms that fcrsim can be asked to reproduce.
[[nodiscard]] std::span<const PublishedCase> published_cases();

/// Every figure of those rooms, by case.
[[nodiscard]] std::span<const PublishedResult> published_results();

}  // namespace fcr
