#include "sim/contract/contract_bands.hpp"

#include "proto/fcr/v1/contract.pb.h"
#include "sim/contract/banding.hpp"
#include "sim/contract/contract_reading.hpp"
#include "sim/contract/contract_words.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <limits>

namespace fcr {

namespace {

using K = v1::ContractKpi;
using B = v1::Band;

constexpr int kBandsMax = 16;

/// The fields in which a type has its values.
struct Fields {
    int target;
    int from;
    int until;
    std::string_view target_name;
    std::string_view from_name;
};

constexpr Fields kFieldsOf[] = {
    {K::kTargetBpFieldNumber,
     B::kFromBpFieldNumber,
     B::kUntilBpFieldNumber,
     "target_bp",
     "from_bp"},
    {K::kTargetSFieldNumber, B::kFromSFieldNumber, B::kUntilSFieldNumber, "target_s", "from_s"},
    {K::kTargetCallsFieldNumber,
     B::kFromCallsFieldNumber,
     B::kUntilCallsFieldNumber,
     "target_calls",
     "from_calls"},
};

const Fields& fields_of(KpiMeasure measure) {
    return kFieldsOf[static_cast<std::size_t>(measure)];
}

/// A value in the unit of the measure; empty when it is left out.
std::optional<std::int64_t> read_value(const Block& block, int field, KpiMeasure measure) {
    if (!block.has(field)) {
        return std::nullopt;
    }
    switch (measure) {
        case KpiMeasure::Share: return whole_or(block, field, kBasisPoints, 0);
        case KpiMeasure::Time: return read_seconds(block, field).value_or(Duration{0}).count();
        case KpiMeasure::Calls: return whole_or(block, field, kCalls, 0);
    }
    return std::nullopt;
}

/// Refuses values in the units of other measures.
void refuse_other_units(const Block& block,
                        KpiMeasure measure,
                        int Fields::*which,
                        std::string_view right) {
    for (const KpiMeasure other : {KpiMeasure::Share, KpiMeasure::Time, KpiMeasure::Calls}) {
        if (other != measure && block.has(fields_of(other).*which)) {
            block.refuse(fields_of(other).*which,
                         fmt::format("must be left out: a KPI of this type has {}", right));
        }
    }
}

/// Percent written for hundredths of a percent: a share of at most 1 % beside one that is fifty
/// times as large, or as the target of a service level.
constexpr std::int64_t kSlipMost = 100;
constexpr std::int64_t kSlipFactor = 50;

bool is_slip(std::int64_t written, std::int64_t beside) {
    return written > 0 && written <= kSlipMost && beside >= written * kSlipFactor;
}

std::string slip_words(const KpiTerms& kpi, std::int64_t written, std::string_view beside) {
    return fmt::format("must be in hundredths of a percent, so that {0} is {1}{2}: {0} % is {0}00",
                       written,
                       value_words(kpi, written),
                       beside);
}

/// Refuses what can only be percent in a field of hundredths of a percent.
void refuse_slip(const Block& block, const KpiTerms& kpi) {
    if (measure_of(kpi.counting.type) != KpiMeasure::Share) {
        return;
    }
    const bool has_bands = block.has(K::kBandsFieldNumber);
    const std::int64_t limit = met_limit(kpi);
    if (has_bands && is_slip(kpi.target, limit)) {
        block.refuse(
            K::kTargetBpFieldNumber,
            slip_words(kpi,
                       kpi.target,
                       fmt::format(", and the bands meet it from {} on", value_words(kpi, limit))));
    } else if (has_bands && is_slip(limit, kpi.target)) {
        block.child(K::kBandsFieldNumber, 0)
            .refuse(
                B::kFromBpFieldNumber,
                slip_words(kpi,
                           limit,
                           fmt::format(", and the target is {}", value_words(kpi, kpi.target))));
    } else if (kpi.counting.type == KpiType::ServiceLevel && kpi.target > 0 &&
               kpi.target <= kSlipMost) {
        block.refuse(K::kTargetBpFieldNumber, slip_words(kpi, kpi.target, {}));
    }
}

/// What a result below every limit has: nothing is worse.
std::int64_t worst(Polarity polarity) {
    return polarity == Polarity::HigherBetter ? 0 : std::numeric_limits<std::int64_t>::max();
}

KpiBand read_band(const Block& block, const KpiTerms& kpi, int row, bool last) {
    const KpiMeasure measure = measure_of(kpi.counting.type);
    const Fields& fields = fields_of(measure);
    refuse_other_units(block, measure, &Fields::from, fields.from_name);
    refuse_other_units(block, measure, &Fields::until, "the other end in the unit of its target");
    const std::optional<std::int64_t> from = read_value(block, fields.from, measure);
    if (!from && !last) {
        block.missing(fields.from, "must be given in every band but the last");
    }
    const auto by_place =
        static_cast<Severity>(std::min(row, static_cast<int>(Severity::BelowThreshold)));
    return {.limit = from.value_or(worst(kpi.polarity)),
            .points = whole_or(
                block, B::kPointsFieldNumber, {.min = 0.0, .max = 1'000.0, .unit = "points"}, 0),
            .severity = enum_or(block, B::kSeverityFieldNumber, by_place),
            .printed_until = read_value(block, fields.until, measure)};
}

/// Refuses a band that is not worse than the one before it.
void check_order(const Block& block,
                 const KpiTerms& kpi,
                 const KpiBand& before,
                 const KpiBand& band) {
    const int from = fields_of(measure_of(kpi.counting.type)).from;
    const bool higher = kpi.polarity == Polarity::HigherBetter;
    const bool falls = higher ? band.limit < before.limit : band.limit > before.limit;
    if (block.has(from) && !falls) {
        block.refuse(from,
                     fmt::format("must be {} the limit of the band before it: bands go from good "
                                 "to bad",
                                 higher ? "below" : "above"));
    }
    if (band.points < before.points) {
        block.refuse(B::kPointsFieldNumber,
                     fmt::format("must not be fewer than the {} of the better band before it",
                                 before.points));
    }
    if (band.severity < before.severity) {
        block.refuse(B::kSeverityFieldNumber,
                     "must not be milder than that of the better band before it");
    }
}

void read_bands(const Block& block, KpiTerms& kpi) {
    const int count = block.rows(K::kBandsFieldNumber, 2, kBandsMax);
    for (int row = 0; row < count; ++row) {
        const Block here = block.child(K::kBandsFieldNumber, row);
        const KpiBand band = read_band(here, kpi, row, row + 1 == count);
        if (row == 0 && band.severity != Severity::Met) {
            here.refuse(B::kSeverityFieldNumber, "must be MET in the first band");
        }
        if (band.severity == Severity::Met && band.points > 0) {
            here.refuse(B::kPointsFieldNumber, "must be 0 where the target is met");
        }
        if (row > 0) {
            check_order(here, kpi, kpi.bands.back(), band);
        }
        kpi.bands.push_back(band);
    }
}

}  // namespace

std::vector<KpiBand> met_or_not(const KpiTerms& kpi) {
    return {{.limit = kpi.target, .points = 0, .severity = Severity::Met, .printed_until = {}},
            {.limit = worst(kpi.polarity),
             .points = 0,
             .severity = Severity::Minor,
             .printed_until = {}}};
}

void read_target_and_bands(const Block& block, KpiTerms& kpi) {
    const KpiMeasure measure = measure_of(kpi.counting.type);
    const Fields& fields = fields_of(measure);
    refuse_other_units(block, measure, &Fields::target, fields.target_name);
    const std::optional<std::int64_t> target = read_value(block, fields.target, measure);
    if (!target) {
        block.missing(fields.target, "must be given");
    }
    kpi.target = target.value_or(0);
    if (block.has(K::kBandsFieldNumber)) {
        read_bands(block, kpi);
    }
    if (kpi.bands.size() < 2) {
        kpi.bands = met_or_not(kpi);
    }
    refuse_slip(block, kpi);
}

}  // namespace fcr
