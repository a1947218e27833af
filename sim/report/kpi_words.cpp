#include "sim/report/kpi_words.hpp"

#include <fmt/format.h>

#include <string_view>
#include <vector>

namespace fcr {
namespace {

std::string seconds(Duration span) {
    return fmt::format("{:.6g} s", to_seconds(span));
}

/// Which calls are counted; empty for all.
std::string population(const KpiDefinition& kpi, const CompiledScenario& scenario) {
    std::vector<std::string> parts;
    if (kpi.line) {
        parts.push_back(scenario.lines[*kpi.line].name);
    }
    if (kpi.call_class) {
        parts.push_back(scenario.classes[*kpi.call_class].name);
    }
    if (kpi.pool) {
        parts.push_back(scenario.pools[*kpi.pool].name);
    }
    if (kpi.employer) {
        parts.push_back(scenario.employers[*kpi.employer].name);
    }
    return fmt::format("{}", fmt::join(parts, ", "));
}

/// The instant that starts the clock, as it follows "within 10 s of".
std::string_view start_words(ClockStart clock) {
    switch (clock) {
        case ClockStart::Caller: return "dialling";
        case ClockStart::OperatorConnect: return "the operator's connecting";
        case ClockStart::NetworkArrive: return "reaching the force";
        case ClockStart::MessageEnd: return "the announcement's end";
        case ClockStart::Offered: return "entering the queue";
        case ClockStart::SegmentPresented: return "entering the last pool's queue";
    }
    return "";
}

std::string_view clock_code(ClockStart clock) {
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

/// `within 10 s`, the threshold counted as within, or `in under 10 s`.
std::string within(Duration threshold, Comparator comparator) {
    return fmt::format(
        "{} {}", comparator == Comparator::AtMost ? "within" : "in under", seconds(threshold));
}

std::string service_level_words(const KpiDefinition& kpi) {
    const std::string in_t =
        fmt::format("{} of {}", within(kpi.threshold, kpi.comparator), start_words(kpi.clock));
    const std::string in_s = within(kpi.short_abandon, kpi.comparator);
    switch (kpi.formula) {
        case ServiceLevelFormula::F1AnsweredOnly:
            return fmt::format("answered {}, as a share of the calls answered", in_t);
        case ServiceLevelFormula::F2Offered:
            return fmt::format("answered {}, as a share of the calls offered", in_t);
        case ServiceLevelFormula::F3ExcludeAbandonInT:
            return fmt::format(
                "answered {}, as a share of the calls offered less those abandoned in that time",
                in_t);
        case ServiceLevelFormula::F4AbandonInTIsMet:
            return fmt::format("answered or abandoned {}, as a share of the calls offered", in_t);
        case ServiceLevelFormula::F5ExcludeShort:
            return fmt::format(
                "answered {}, as a share of the calls offered less those abandoned {}", in_t, in_s);
        case ServiceLevelFormula::F6ShortIsMet:
            return fmt::format(
                "answered {}, or abandoned {}, as a share of the calls offered", in_t, in_s);
        case ServiceLevelFormula::F7MalformedDouble:
            return fmt::format(
                "answered or abandoned {}, as a share of the calls offered less "
                "those abandoned in that time (malformed: it can pass 100 %)",
                in_t);
    }
    return {};
}

std::string_view service_level_code(ServiceLevelFormula formula) {
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

bool uses_short_abandon(const KpiDefinition& kpi) {
    if (kpi.type == KpiType::Abandonment) {
        return kpi.abandonment != AbandonmentFormula::Ab1All;
    }
    return kpi.type == KpiType::ServiceLevel &&
           (kpi.formula == ServiceLevelFormula::F5ExcludeShort ||
            kpi.formula == ServiceLevelFormula::F6ShortIsMet);
}

std::string abandonment_words(const KpiDefinition& kpi) {
    const std::string in_s =
        fmt::format("{} of {}", within(kpi.short_abandon, kpi.comparator), start_words(kpi.clock));
    switch (kpi.abandonment) {
        case AbandonmentFormula::Ab1All: return "abandoned, as a share of the calls offered";
        case AbandonmentFormula::Ab2ExcludeShort:
            return fmt::format(
                "abandoned, as a share of the calls offered, both less those abandoned {}", in_s);
        case AbandonmentFormula::Ab3AfterShort:
            return fmt::format("abandoned, but not {}, as a share of the calls offered", in_s);
    }
    return {};
}

std::string_view abandonment_code(AbandonmentFormula formula) {
    switch (formula) {
        case AbandonmentFormula::Ab1All: return "AB1";
        case AbandonmentFormula::Ab2ExcludeShort: return "AB2";
        case AbandonmentFormula::Ab3AfterShort: return "AB3";
    }
    return "";
}

std::string definition_words(const KpiDefinition& kpi) {
    switch (kpi.type) {
        case KpiType::ServiceLevel: return service_level_words(kpi);
        case KpiType::Abandonment: return abandonment_words(kpi);
        case KpiType::MeanWait:
            return fmt::format("mean wait of answered calls from {}", start_words(kpi.clock));
        case KpiType::Percentile:
            return fmt::format("{:.6g} % of answered calls waited no longer, from {}",
                               kpi.percentile * 100.0,
                               start_words(kpi.clock));
        case KpiType::LongestWait:
            return fmt::format("longest wait of an answered or abandoned call from {}",
                               start_words(kpi.clock));
        case KpiType::Count: return "calls that ended";
    }
    return {};
}

}  // namespace

std::string in_words(const KpiDefinition& kpi, const CompiledScenario& scenario) {
    const std::string calls = population(kpi, scenario);
    return calls.empty() ? definition_words(kpi)
                         : fmt::format("{}: {}", calls, definition_words(kpi));
}

std::string in_codes(const KpiDefinition& kpi) {
    std::string codes;
    switch (kpi.type) {
        case KpiType::ServiceLevel: codes = service_level_code(kpi.formula); break;
        case KpiType::Abandonment: codes = abandonment_code(kpi.abandonment); break;
        case KpiType::MeanWait: codes = "MEAN_WAIT"; break;
        case KpiType::Percentile: codes = fmt::format("PERCENTILE {:.6g}", kpi.percentile); break;
        case KpiType::LongestWait: codes = "LONGEST_WAIT"; break;
        case KpiType::Count: return "COUNT";
    }
    const bool has_threshold = kpi.type == KpiType::ServiceLevel;
    if (has_threshold || uses_short_abandon(kpi) || kpi.type != KpiType::Abandonment) {
        codes += fmt::format(" {}", clock_code(kpi.clock));
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
