// Measures: KPI definitions that are complete, and published figures beside them.
#include "proto/fcr/v1/scenario.pb.h"
#include "sim/base/check.hpp"
#include "sim/scenario/input_file.hpp"
#include "sim/scenario/validation.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

namespace fcr {

namespace {

using K = v1::Kpi;

/// lower_snake_case: ids become columns and keys elsewhere.
bool is_id(std::string_view id) {
    return !id.empty() && std::ranges::all_of(id, [](char letter) {
        return (letter >= 'a' && letter <= 'z') || (letter >= '0' && letter <= '9') ||
               letter == '_';
    });
}

KpiType to_kpi_type(int type) {
    switch (type) {
        case v1::SERVICE_LEVEL: return KpiType::ServiceLevel;
        case v1::ABANDONMENT: return KpiType::Abandonment;
        case v1::MEAN_WAIT: return KpiType::MeanWait;
        case v1::PERCENTILE: return KpiType::Percentile;
        case v1::LONGEST_WAIT: return KpiType::LongestWait;
        case v1::COUNT: return KpiType::Count;
        default: break;
    }
    FCR_CHECK(false, "an enumerator was not checked");
    return KpiType::Count;
}

ClockStart to_clock(int clock) {
    switch (clock) {
        case v1::CALLER: return ClockStart::Caller;
        case v1::OPERATOR_CONNECT: return ClockStart::OperatorConnect;
        case v1::NETWORK_ARRIVE: return ClockStart::NetworkArrive;
        case v1::MESSAGE_END: return ClockStart::MessageEnd;
        case v1::OFFERED: return ClockStart::Offered;
        case v1::SEGMENT_PRESENTED: return ClockStart::SegmentPresented;
        default: break;
    }
    FCR_CHECK(false, "an enumerator was not checked");
    return ClockStart::Offered;
}

ServiceLevelFormula to_formula(int formula) {
    switch (formula) {
        case v1::F1_ANSWERED_ONLY: return ServiceLevelFormula::F1AnsweredOnly;
        case v1::F2_OFFERED: return ServiceLevelFormula::F2Offered;
        case v1::F3_EXCL_ABANDON_IN_T: return ServiceLevelFormula::F3ExcludeAbandonInT;
        case v1::F4_ABANDON_IN_T_IS_MET: return ServiceLevelFormula::F4AbandonInTIsMet;
        case v1::F5_EXCL_SHORT: return ServiceLevelFormula::F5ExcludeShort;
        case v1::F6_SHORT_IS_MET: return ServiceLevelFormula::F6ShortIsMet;
        case v1::F7_MALFORMED_DOUBLE: return ServiceLevelFormula::F7MalformedDouble;
        default: break;
    }
    FCR_CHECK(false, "an enumerator was not checked");
    return ServiceLevelFormula::F2Offered;
}

AbandonmentFormula to_abandonment(int formula) {
    switch (formula) {
        case v1::AB1: return AbandonmentFormula::Ab1All;
        case v1::AB2: return AbandonmentFormula::Ab2ExcludeShort;
        case v1::AB3: return AbandonmentFormula::Ab3AfterShort;
        default: break;
    }
    FCR_CHECK(false, "an enumerator was not checked");
    return AbandonmentFormula::Ab1All;
}

/// The thing a filter names; left out, every call counts.
template <typename IdType>
std::optional<IdType> read_filter(const Block& block, int field, const Names& names) {
    if (!block.has(field)) {
        return std::nullopt;
    }
    const std::optional<std::size_t> row = block.named(field, names);
    return row ? std::optional<IdType>(IdType{*row}) : std::nullopt;
}

/// Two filters that exclude each other would leave an indicator of no calls.
void read_filters(const Validation& validation, const Block& block, KpiDefinition& kpi) {
    kpi.line = read_filter<LineId>(block, K::kLineFieldNumber, validation.lines);
    kpi.call_class = read_filter<CallClassId>(block, K::kCallClassFieldNumber, validation.classes);
    kpi.pool = read_filter<PoolId>(block, K::kPoolFieldNumber, validation.pools);
    kpi.employer = read_filter<EmployerId>(block, K::kEmployerFieldNumber, validation.employers);
    const Scenario& scenario = validation.scenario;
    if (!validation.names_resolve) {
        return;
    }
    if (kpi.line && kpi.call_class &&
        scenario.call_classes[kpi.call_class->index()].line != *kpi.line) {
        block.refuse(K::kCallClassFieldNumber, "must be a call class of the line that is named");
    }
    if (kpi.pool && kpi.employer && scenario.pools[kpi.pool->index()].employer != *kpi.employer) {
        block.refuse(K::kPoolFieldNumber, "must be a pool of the employer that is named");
    }
}

/// A field that the type or formula makes no use of would be a misunderstanding.
void refuse_unused(const Block& block, int field, bool used, std::string_view by) {
    if (block.has(field) && !used) {
        block.refuse(field, fmt::format("must be left out: it is used by {} only", by));
    }
}

void read_formulas(const Block& block, KpiDefinition& kpi) {
    const bool level = kpi.type == KpiType::ServiceLevel;
    if (const auto formula = block.enumerator(K::kFormulaFieldNumber)) {
        kpi.formula = to_formula(*formula);
    }
    if (const auto abandonment = block.enumerator(K::kAbandonmentFieldNumber)) {
        kpi.abandonment = to_abandonment(*abandonment);
    }
    if (block.enumerator(K::kComparatorFieldNumber) == v1::LT) {
        kpi.comparator = Comparator::Below;
    }
    refuse_unused(block, K::kFormulaFieldNumber, level, "SERVICE_LEVEL");
    refuse_unused(block, K::kComparatorFieldNumber, level, "SERVICE_LEVEL");
    refuse_unused(block, K::kThresholdSFieldNumber, level, "SERVICE_LEVEL");
    refuse_unused(
        block, K::kAbandonmentFieldNumber, kpi.type == KpiType::Abandonment, "ABANDONMENT");
    if (level) {
        kpi.threshold =
            duration_from_seconds(block.needed_number(K::kThresholdSFieldNumber, kSpan));
    }
}

void read_short_abandon(const Block& block, KpiDefinition& kpi) {
    const bool level = kpi.type == KpiType::ServiceLevel;
    const bool used =
        level ? kpi.formula == ServiceLevelFormula::F5ExcludeShort ||
                    kpi.formula == ServiceLevelFormula::F6ShortIsMet
              : kpi.type == KpiType::Abandonment && kpi.abandonment != AbandonmentFormula::Ab1All;
    refuse_unused(block, K::kShortAbandonSFieldNumber, used, "F5, F6, AB2 and AB3");
    if (!used) {
        return;
    }
    kpi.short_abandon =
        duration_from_seconds(block.needed_number(K::kShortAbandonSFieldNumber, kSpan));
    if (level && block.has(K::kThresholdSFieldNumber) && kpi.short_abandon > kpi.threshold) {
        block.refuse(K::kShortAbandonSFieldNumber,
                     fmt::format("must not be above threshold_s, {}", to_seconds(kpi.threshold)));
    }
}

KpiDefinition read_definition(const Validation& validation, const Block& block) {
    KpiDefinition kpi;
    read_filters(validation, block, kpi);
    if (const auto clock = block.enumerator(K::kClockFieldNumber)) {
        kpi.clock = to_clock(*clock);
    }
    if (!block.has(K::kTypeFieldNumber)) {
        block.missing(K::kTypeFieldNumber,
                      "must be given: SERVICE_LEVEL, ABANDONMENT, MEAN_WAIT, PERCENTILE, "
                      "LONGEST_WAIT or COUNT");
        return kpi;
    }
    const auto type = block.enumerator(K::kTypeFieldNumber);
    if (!type) {
        return kpi;
    }
    kpi.type = to_kpi_type(*type);
    read_formulas(block, kpi);
    read_short_abandon(block, kpi);
    const bool percentile = kpi.type == KpiType::Percentile;
    refuse_unused(block, K::kPercentileFieldNumber, percentile, "PERCENTILE");
    if (percentile) {
        kpi.percentile = block.needed_number(K::kPercentileFieldNumber,
                                             {.min = 0.0, .max = 1.0, .above_min = true});
    }
    return kpi;
}

/// What a figure of this KPI can be: a share in percent, or else a count or seconds.
Range figure_range(const KpiDefinition& kpi) {
    const bool share =
        kpi.type == KpiType::Abandonment || (kpi.type == KpiType::ServiceLevel &&
                                             kpi.formula != ServiceLevelFormula::F7MalformedDouble);
    return share ? Range{.min = 0.0, .max = 100.0, .unit = "percent"}
                 : Range{.min = 0.0, .max = 1e9};
}

void read_published(Validation& validation, const Block& block) {
    using F = v1::PublishedFigure;
    std::optional<std::size_t> row;
    if (block.has(F::kKpiFieldNumber)) {
        row = block.named(F::kKpiFieldNumber, validation.kpis);
    } else {
        block.missing(F::kKpiFieldNumber, "must be given, the id of a KPI");
    }
    const Range range =
        row ? figure_range(validation.scenario.kpis[*row].definition) : figure_range({});
    PublishedFigure figure;
    figure.kpi = KpiId{row.value_or(0)};
    figure.value = block.needed_number(F::kValueFieldNumber, range);
    figure.tolerance = block.number(F::kToleranceFieldNumber, range);
    figure.source = block.text(F::kSourceFieldNumber);
    if (!is_utf8(figure.source)) {
        block.refuse(F::kSourceFieldNumber, "must be UTF-8 text");
    }
    validation.scenario.published.push_back(std::move(figure));
}

}  // namespace

void validate_measures(Validation& validation) {
    for (std::size_t row = 0; row < validation.kpis.names.size(); ++row) {
        const Block block =
            validation.root.child(v1::Scenario::kKpisFieldNumber, static_cast<int>(row));
        Kpi kpi;
        kpi.id = validation.kpis.names[row];
        kpi.title = block.has(K::kTitleFieldNumber) ? block.text(K::kTitleFieldNumber) : kpi.id;
        if (is_name(kpi.id) && !is_id(kpi.id)) {
            block.refuse(K::kIdFieldNumber, "must be of the letters a to z, digits and _");
        }
        if (!is_utf8(kpi.title)) {
            block.refuse(K::kTitleFieldNumber, "must be UTF-8 text");
        }
        kpi.definition = read_definition(validation, block);
        validation.scenario.kpis.push_back(std::move(kpi));
    }
    const int figures = validation.root.rows(v1::Scenario::kPublishedFieldNumber, 0, 256);
    for (int index = 0; index < figures; ++index) {
        read_published(validation,
                       validation.root.child(v1::Scenario::kPublishedFieldNumber, index));
    }
}

}  // namespace fcr
