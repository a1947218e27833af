#include "sim/scenario/kpi_codes.hpp"

#include <fmt/format.h>

namespace fcr {

namespace {

std::string seconds(Duration span) {
    return fmt::format("{:.6g} s", to_seconds(span));
}

bool uses_short_abandon(const KpiDefinition& kpi) {
    if (kpi.type == KpiType::Abandonment) {
        return kpi.abandonment != AbandonmentFormula::Ab1All;
    }
    return kpi.type == KpiType::ServiceLevel &&
           (kpi.formula == ServiceLevelFormula::F5ExcludeShort ||
            kpi.formula == ServiceLevelFormula::F6ShortIsMet);
}

}  // namespace

std::string_view code_of(ClockStart clock) {
    switch (clock) {
        case ClockStart::Caller: return "CALLER";
        case ClockStart::OperatorConnect: return "OPERATOR_CONNECT";
        case ClockStart::NetworkArrive: return "NETWORK_ARRIVE";
        case ClockStart::MessageEnd: return "MESSAGE_END";
        case ClockStart::Offered: return "OFFERED";
        case ClockStart::SegmentPresented: return "SEGMENT_PRESENTED";
    }
    return "";
}

std::string_view code_of(ServiceLevelFormula formula) {
    switch (formula) {
        case ServiceLevelFormula::F1AnsweredOnly: return "F1_ANSWERED_ONLY";
        case ServiceLevelFormula::F2Offered: return "F2_OFFERED";
        case ServiceLevelFormula::F3ExcludeAbandonInT: return "F3_EXCL_ABANDON_IN_T";
        case ServiceLevelFormula::F4AbandonInTIsMet: return "F4_ABANDON_IN_T_IS_MET";
        case ServiceLevelFormula::F5ExcludeShort: return "F5_EXCL_SHORT";
        case ServiceLevelFormula::F6ShortIsMet: return "F6_SHORT_IS_MET";
        case ServiceLevelFormula::F7MalformedDouble: return "F7_MALFORMED_DOUBLE";
    }
    return "";
}

std::string_view code_of(AbandonmentFormula formula) {
    switch (formula) {
        case AbandonmentFormula::Ab1All: return "AB1";
        case AbandonmentFormula::Ab2ExcludeShort: return "AB2";
        case AbandonmentFormula::Ab3AfterShort: return "AB3";
    }
    return "";
}

std::string in_codes(const KpiDefinition& kpi) {
    std::string codes;
    switch (kpi.type) {
        case KpiType::ServiceLevel: codes = code_of(kpi.formula); break;
        case KpiType::Abandonment: codes = code_of(kpi.abandonment); break;
        case KpiType::MeanWait: codes = "MEAN_WAIT"; break;
        case KpiType::Percentile: codes = fmt::format("PERCENTILE {:.6g}", kpi.percentile); break;
        case KpiType::LongestWait: codes = "LONGEST_WAIT"; break;
        case KpiType::Count: return "COUNT";
    }
    const bool has_threshold = kpi.type == KpiType::ServiceLevel;
    if (has_threshold || uses_short_abandon(kpi) || kpi.type != KpiType::Abandonment) {
        codes += fmt::format(" {}", code_of(kpi.clock));
    }
    const std::string_view comparator = kpi.comparator == Comparator::AtMost ? "LE" : "LT";
    if (has_threshold) {
        codes += fmt::format(" {} {}", comparator, seconds(kpi.threshold));
    }
    if (uses_short_abandon(kpi)) {
        codes += fmt::format(" short {} {}", comparator, seconds(kpi.short_abandon));
    }
    return codes;
}

}  // namespace fcr
