// Indicators of a contract: what they count, and how often and how finely they are judged.
#include "proto/fcr/v1/contract.pb.h"
#include "sim/contract/contract_bands.hpp"
#include "sim/contract/contract_reading.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace fcr {

namespace {

using K = v1::ContractKpi;

constexpr int kKpisMax = 64;
constexpr double kWeekMinutes = 7.0 * 24.0 * 60.0;
constexpr Range kPercentile{.min = 1.0, .max = 10'000.0, .unit = "basis points"};
/// Ends of a rule's lists, so that a slip in their order does not pass.
static_assert(static_cast<int>(KpiType::Count) + 1 == v1::COUNT);
static_assert(static_cast<int>(ClockStart::SegmentPresented) + 1 == v1::SEGMENT_PRESENTED);
static_assert(static_cast<int>(ServiceLevelFormula::F7MalformedDouble) + 1 ==
              v1::F7_MALFORMED_DOUBLE);
static_assert(static_cast<int>(AbandonmentFormula::Ab3AfterShort) + 1 == v1::AB3);
static_assert(static_cast<int>(Aggregator::PercentileOfIntervals) + 1 ==
              v1::PERCENTILE_OF_INTERVALS);
static_assert(static_cast<int>(KpiPeriod::Year) + 1 == v1::YEAR);

/// Which calls count.
void read_population(const ContractReading& reading, const Block& block, KpiTerms& kpi) {
    if (block.has(K::kLineFieldNumber)) {
        if (const auto row = block.named(K::kLineFieldNumber, reading.lines)) {
            kpi.counting.line = LineId{*row};
        }
    }
    if (block.has(K::kPoolFieldNumber)) {
        if (const auto row = block.named(K::kPoolFieldNumber, reading.pools)) {
            kpi.counting.pool = PoolId{*row};
        }
    }
    kpi.hours = read_hours(block.child(K::kHoursFieldNumber));
    kpi.redial = enum_or(block, K::kRedialFieldNumber, RedialRule::CountAll);
    const bool once = kpi.redial != RedialRule::CountAll;
    refuse_unused(block, K::kRedialWithinMinFieldNumber, once, "FIRST_ONLY and LAST_ONLY");
    if (once) {
        const double minutes = block.needed_number(
            K::kRedialWithinMinFieldNumber,
            {.min = 0.0, .max = kWeekMinutes, .above_min = true, .unit = "minutes"});
        kpi.redial_within = duration_from_seconds(minutes * 60.0);
    }
    kpi.test_calls = enum_or(block, K::kTestCallsFieldNumber, TestRule::ExcludeFlagged);
}

void read_threshold(const Block& block, KpiDefinition& counting) {
    counting.comparator = enum_or(block, K::kComparatorFieldNumber, Comparator::AtMost);
    if (!block.has(K::kThresholdSFieldNumber)) {
        block.missing(K::kThresholdSFieldNumber,
                      "must be given: the seconds within which a call is answered in time");
    }
    counting.threshold = read_seconds(block, K::kThresholdSFieldNumber).value_or(Duration{1});
    if (counting.threshold == Duration{0} && counting.comparator == Comparator::Below) {
        block.refuse(K::kThresholdSFieldNumber,
                     "must be above 0 with the comparator LT: no wait is below 0 s");
    }
}

/// What the contract calls a short abandonment; also for the formulas that it could have chosen.
void read_short_abandon(const Block& block, KpiDefinition& counting) {
    const bool level = counting.type == KpiType::ServiceLevel;
    const bool needed = level ? counting.formula == ServiceLevelFormula::F5ExcludeShort ||
                                    counting.formula == ServiceLevelFormula::F6ShortIsMet
                              : counting.abandonment != AbandonmentFormula::Ab1All;
    if (needed && !block.has(K::kShortAbandonSFieldNumber)) {
        block.missing(K::kShortAbandonSFieldNumber, "must be given: F5, F6, AB2 and AB3 use it");
    }
    counting.short_abandon =
        read_seconds(block, K::kShortAbandonSFieldNumber).value_or(Duration{0});
    if (level && counting.short_abandon > counting.threshold) {
        block.refuse(
            K::kShortAbandonSFieldNumber,
            fmt::format("must not be above threshold_s, {}", to_seconds(counting.threshold)));
    }
}

/// The formula of the type, and nothing of another's.
void read_counting(const Block& block, KpiTerms& kpi) {
    KpiDefinition& counting = kpi.counting;
    const bool level = counting.type == KpiType::ServiceLevel;
    const bool abandonment = counting.type == KpiType::Abandonment;
    const bool percentile = counting.type == KpiType::Percentile;
    for (const int field :
         {K::kFormulaFieldNumber, K::kComparatorFieldNumber, K::kThresholdSFieldNumber}) {
        refuse_unused(block, field, level, "SERVICE_LEVEL");
    }
    refuse_unused(block, K::kAbandonmentFieldNumber, abandonment, "ABANDONMENT");
    refuse_unused(
        block, K::kShortAbandonSFieldNumber, level || abandonment, "SERVICE_LEVEL and ABANDONMENT");
    refuse_unused(block, K::kPBpFieldNumber, percentile, "PERCENTILE");
    counting.clock = enum_or(block, K::kClockFieldNumber, ClockStart::Offered);
    counting.formula = enum_or(block, K::kFormulaFieldNumber, ServiceLevelFormula::F2Offered);
    counting.abandonment = enum_or(block, K::kAbandonmentFieldNumber, AbandonmentFormula::Ab1All);
    if (level) {
        read_threshold(block, counting);
    }
    if (level || abandonment) {
        read_short_abandon(block, counting);
    }
    if (percentile) {
        kpi.percentile_bp = needed_whole(block, K::kPBpFieldNumber, kPercentile);
        counting.percentile = static_cast<double>(kpi.percentile_bp) / 10'000.0;
    }
}

/// Each interval's value is aggregated; a percentile is one of all calls, and a target for
/// intervals is a share.
bool may_aggregate(KpiType type, Aggregator aggregator) {
    if (aggregator == Aggregator::ShareOfIntervals) {
        return measure_of(type) == KpiMeasure::Share;
    }
    return aggregator == Aggregator::Pooled || type != KpiType::Percentile;
}

void read_interval(const Block& block, KpiTerms& kpi) {
    if (!block.has(K::kIntervalMinFieldNumber)) {
        return;
    }
    const std::uint32_t minutes = block.as<K>().interval_min();
    if (minutes != 15 && minutes != 30 && minutes != 60) {
        block.refuse(K::kIntervalMinFieldNumber,
                     "must be 15, 30 or 60 minutes, which divide a day");
        return;
    }
    kpi.interval = std::chrono::minutes{minutes};
}

/// What the share or percentile of intervals needs; read after the target, its default.
void read_interval_judgement(const Block& block, KpiTerms& kpi) {
    const bool share = kpi.aggregator == Aggregator::ShareOfIntervals;
    refuse_unused(block, K::kIntervalTargetBpFieldNumber, share, "SHARE_OF_INTERVALS");
    if (share) {
        kpi.interval_target_bp =
            whole_or(block, K::kIntervalTargetBpFieldNumber, kBasisPoints, kpi.target);
    }
    const bool percentile = kpi.aggregator == Aggregator::PercentileOfIntervals;
    refuse_unused(block, K::kAggregatePBpFieldNumber, percentile, "PERCENTILE_OF_INTERVALS");
    if (percentile) {
        kpi.aggregate_p_bp = needed_whole(block, K::kAggregatePBpFieldNumber, kPercentile);
    }
}

/// Period, aggregator, sample, rounding.
void read_judging(const Block& block, KpiTerms& kpi) {
    kpi.period = enum_or(block, K::kPeriodFieldNumber, KpiPeriod::Month);
    kpi.aggregator = enum_or(block, K::kAggregatorFieldNumber, Aggregator::Pooled);
    if (!may_aggregate(kpi.counting.type, kpi.aggregator)) {
        block.refuse(K::kAggregatorFieldNumber,
                     kpi.counting.type == KpiType::Percentile
                         ? "must be POOLED: a percentile is one of all calls of the period"
                         : "must be another than SHARE_OF_INTERVALS, which is for SERVICE_LEVEL "
                           "and ABANDONMENT");
        kpi.aggregator = Aggregator::Pooled;
    }
    read_interval(block, kpi);
    kpi.sample_min =
        whole_or(block, K::kMinSampleFieldNumber, {.min = 1.0, .max = 1e9, .unit = "calls"}, 1);
    kpi.roll_small = block.as<K>().roll_small();
    kpi.decimals = static_cast<int>(
        whole_or(block, K::kDecimalsFieldNumber, {.min = 0.0, .max = 4.0, .unit = "places"}, 1));
    kpi.band_on = enum_or(block, K::kBandOnFieldNumber, BandOn::Rounded);
    const Polarity natural =
        kpi.counting.type == KpiType::ServiceLevel ? Polarity::HigherBetter : Polarity::LowerBetter;
    kpi.polarity = enum_or(block, K::kPolarityFieldNumber, natural);
    if (kpi.polarity != natural && kpi.counting.type != KpiType::Count) {
        block.refuse(K::kPolarityFieldNumber,
                     natural == Polarity::HigherBetter
                         ? "must be HIGHER_BETTER: more calls in time are better"
                         : "must be LOWER_BETTER: fewer lost calls and shorter waits are better");
        kpi.polarity = natural;
    }
}

void read_id(ContractReading& reading, const Block& block, KpiTerms& kpi) {
    kpi.id = block.text(K::kIdFieldNumber);
    if (!block.has(K::kIdFieldNumber)) {
        block.missing(K::kIdFieldNumber, "must be given, such as \"K1\"");
    } else if (!is_name(kpi.id)) {
        block.refuse(K::kIdFieldNumber, std::string(kNameRemedy));
    } else if (reading.kpis.find(kpi.id)) {
        block.refuse(K::kIdFieldNumber, "must be unique; an earlier KPI has this id");
    }
    reading.kpis.names.push_back(kpi.id);
    kpi.title = read_line_of_text(block, K::kTitleFieldNumber);
    kpi.title = kpi.title.empty() ? kpi.id : kpi.title;
    kpi.related_group = block.text(K::kRelatedGroupFieldNumber);
    if (block.has(K::kRelatedGroupFieldNumber) && !is_name(kpi.related_group)) {
        block.refuse(K::kRelatedGroupFieldNumber, std::string(kNameRemedy));
    }
    kpi.publish = block.as<K>().publish();
    kpi.weight_bp = whole_or(block, K::kWeightBpFieldNumber, kBasisPoints, 0);
}

KpiTerms read_kpi(ContractReading& reading, const Block& block) {
    KpiTerms kpi;
    read_id(reading, block, kpi);
    read_population(reading, block, kpi);
    if (!block.has(K::kTypeFieldNumber)) {
        block.missing(K::kTypeFieldNumber,
                      "must be given: SERVICE_LEVEL, ABANDONMENT, MEAN_WAIT, PERCENTILE, "
                      "LONGEST_WAIT or COUNT");
        kpi.bands = met_or_not(kpi);
        return kpi;
    }
    const auto type = read_enum<KpiType>(block, K::kTypeFieldNumber);
    if (!type) {
        kpi.bands = met_or_not(kpi);
        return kpi;
    }
    kpi.counting.type = *type;
    read_counting(block, kpi);
    read_judging(block, kpi);
    read_target_and_bands(block, kpi);
    read_interval_judgement(block, kpi);
    return kpi;
}

}  // namespace

void read_kpis(ContractReading& reading) {
    constexpr int field = v1::Contract::kKpisFieldNumber;
    const int count = reading.root.rows(field, 1, kKpisMax);
    for (int row = 0; row < count; ++row) {
        reading.terms.kpis.push_back(read_kpi(reading, reading.root.child(field, row)));
    }
}

}  // namespace fcr
