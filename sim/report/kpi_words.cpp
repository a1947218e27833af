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

}  // namespace fcr
