#include "sim/metrics/kpi.hpp"

namespace fcr {

void KpiCounts::merge(const KpiCounts& other) {
    offered += other.offered;
    answered += other.answered;
    answered_within += other.answered_within;
    abandoned += other.abandoned;
    abandoned_within += other.abandoned_within;
    abandoned_short += other.abandoned_short;
    lost_otherwise += other.lost_otherwise;
    unfinished += other.unfinished;
    answered_wait_us += other.answered_wait_us;
    longest_wait_us = std::max(longest_wait_us, other.longest_wait_us);
}

void KpiCounts::share(const KpiCounts& other) {
    offered = other.offered;
    answered = other.answered;
    abandoned = other.abandoned;
    lost_otherwise = other.lost_otherwise;
    unfinished = other.unfinished;
    answered_wait_us = other.answered_wait_us;
    longest_wait_us = other.longest_wait_us;
}

bool counts_in(const KpiDefinition& kpi,
               const CallRecord& call,
               std::optional<EmployerId> employer) {
    return (!kpi.line || *kpi.line == call.line) &&
           (!kpi.call_class || *kpi.call_class == call.call_class) &&
           (!kpi.pool || kpi.pool == call.pool) && (!kpi.employer || kpi.employer == employer);
}

Ratio service_level(ServiceLevelFormula formula, const KpiCounts& counts) {
    const std::int64_t offered = counts.offered;
    const std::int64_t within = counts.answered_within;
    switch (formula) {
        case ServiceLevelFormula::F1AnsweredOnly: return {within, counts.answered};
        case ServiceLevelFormula::F2Offered: return {within, offered};
        case ServiceLevelFormula::F3ExcludeAbandonInT:
            return {within, offered - counts.abandoned_within};
        case ServiceLevelFormula::F4AbandonInTIsMet:
            return {within + counts.abandoned_within, offered};
        case ServiceLevelFormula::F5ExcludeShort: return {within, offered - counts.abandoned_short};
        case ServiceLevelFormula::F6ShortIsMet: return {within + counts.abandoned_short, offered};
        case ServiceLevelFormula::F7MalformedDouble:
            return {within + counts.abandoned_within, offered - counts.abandoned_within};
    }
    return {};
}

Ratio abandonment(AbandonmentFormula formula, const KpiCounts& counts) {
    const std::int64_t after_short = counts.abandoned - counts.abandoned_short;
    switch (formula) {
        case AbandonmentFormula::Ab1All: return {counts.abandoned, counts.offered};
        case AbandonmentFormula::Ab2ExcludeShort:
            return {after_short, counts.offered - counts.abandoned_short};
        case AbandonmentFormula::Ab3AfterShort: return {after_short, counts.offered};
    }
    return {};
}

Ratio kpi_value(const KpiDefinition& kpi, const KpiCounts& counts) {
    switch (kpi.type) {
        case KpiType::ServiceLevel: return service_level(kpi.formula, counts);
        case KpiType::Abandonment: return abandonment(kpi.abandonment, counts);
        case KpiType::MeanWait: return {counts.answered_wait_us, counts.answered};
        case KpiType::Percentile: return {};
        case KpiType::LongestWait: return {counts.longest_wait_us, 1};
        case KpiType::Count: return {counts.offered, 1};
    }
    return {};
}

}  // namespace fcr
