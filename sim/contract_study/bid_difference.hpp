// Two bids on the same callers: what the second has more than the first.
#pragma once

#include "sim/contract/kpi_terms.hpp"
#include "sim/contract/terms.hpp"
#include "sim/contract_study/term_study.hpp"
#include "sim/statistics/estimate.hpp"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace fcr {

/// What of a bid is compared with another's, replication by replication.
struct BidTotals {
    struct Kpi {
        std::string id{};
        KpiMeasure measure = KpiMeasure::Share;
        std::vector<RatioSample> level{};   ///< after relief: percent, seconds or calls
        std::vector<RatioSample> missed{};  ///< of measurements, percent
    };
    std::vector<std::uint64_t> numbers{};  ///< of the replications, in order; for every list here
    std::vector<Kpi> kpis{};
    std::vector<double> credits{};  ///< payable, pounds in twelve months
    std::vector<double> net{};      ///< the same
};
[[nodiscard]] BidTotals totals_of(const ContractTerms& terms, const TermResults& results);

/// Second less first, paired by replication: callers are the same, so most of their chance is in
/// both and falls out.
struct BidDifference {
    struct Kpi {
        std::string id{};
        KpiMeasure measure = KpiMeasure::Share;
        std::optional<Estimate> level{};   ///< percentage points, seconds or calls
        std::optional<Estimate> missed{};  ///< percentage points
    };
    std::size_t replications = 0;       ///< that both bids finished
    std::vector<Kpi> kpis{};            ///< those with one id and measure in both
    std::optional<Estimate> credits{};  ///< pounds a year
    std::optional<Estimate> net{};      ///< the same
};
[[nodiscard]] BidDifference difference_of(const BidTotals& first,
                                          const BidTotals& second,
                                          double confidence);

}  // namespace fcr
