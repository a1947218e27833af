// One indicator in one Service Period: counts calls by measurement period and interval.
#pragma once

#include "sim/contract/aggregating.hpp"
#include "sim/contract/population.hpp"
#include "sim/contract/relief.hpp"

#include <cstddef>
#include <cstdint>
#include <vector>

namespace fcr {

/// The part of a measurement period that lies in the Service Period: one of its days, a week or
/// what it has of one, or all of it.
struct MeasuredPart {
    std::size_t first_day = 0;  ///< rows of the period's days
    std::size_t last_day = 0;
    bool ends = false;  ///< the measurement period is over with it
};
[[nodiscard]] std::vector<MeasuredPart> parts_of(const KpiTerms& kpi,
                                                 const TermTerms& term,
                                                 const ServicePeriod& period);

/// What an indicator counted in one part.
struct PartCount {
    KpiTally raw;
    KpiTally after_relief;  ///< of no meaning where nothing was relieved
    bool relieved = false;
    ExcludedCounts excluded;
};

/// Counts the calls of a period for one indicator, each once. All that it is made of must outlive
/// it.
class Meter {
public:
    Meter(const CallRelief::Facts& facts,
          std::size_t kpi,
          std::vector<MeasuredPart> parts,
          const ReliefClaims& claims,
          const Volumes* volumes);

    [[nodiscard]] Population& population() { return population_; }
    [[nodiscard]] const std::vector<MeasuredPart>& parts() const { return parts_; }

    void count(std::size_t row);

    /// What was counted in a part. Leaves nothing behind.
    [[nodiscard]] PartCount take(std::size_t part);

private:
    /// Calls that count the same way, in an interval, a day or a whole part.
    struct Bucket {
        KpiCounts kept;
        KpiCounts relieved;
        KpiCounts met;  ///< the relieved calls that are treated as met, as if they were
    };
    struct Waits {
        std::vector<std::int64_t> kept;
        std::vector<std::int64_t> relieved;
        std::vector<std::int64_t> met;
    };
    void lay_out_buckets();
    void count_relieved(std::size_t relief, const CallRecord& call, std::size_t bucket);

    CallRelief::Facts facts_;
    const KpiTerms& kpi_;
    bool keeps_waits_;
    std::vector<MeasuredPart> parts_;
    Population population_;
    CallRelief relief_;
    std::vector<std::uint16_t> bucket_of_cell_;
    std::vector<std::uint16_t> part_of_bucket_;
    std::vector<Bucket> buckets_;
    std::vector<Waits> waits_;              ///< by part
    std::vector<ExcludedCounts> excluded_;  ///< by part
};

}  // namespace fcr
