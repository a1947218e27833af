#include "sim/scenario/describe_kpi.hpp"

#include "sim/scenario/text_columns.hpp"

#include <fmt/format.h>

namespace fcr {

namespace {

std::string formula_name(const KpiDefinition& kpi) {
    if (kpi.type == KpiType::Abandonment) {
        return fmt::format("AB{}", static_cast<int>(kpi.abandonment) + 1);
    }
    return fmt::format("F{}", static_cast<int>(kpi.formula) + 1);
}

}  // namespace

std::string measure_words(const KpiDefinition& kpi) {
    switch (kpi.type) {
        case KpiType::ServiceLevel:
            return fmt::format("service level {}, {} {} s",
                               formula_name(kpi),
                               kpi.comparator == Comparator::Below ? "below" : "within",
                               short_number(to_seconds(kpi.threshold)));
        case KpiType::Abandonment: return "abandonment " + formula_name(kpi);
        case KpiType::MeanWait: return "mean wait of answered calls";
        case KpiType::Percentile:
            return fmt::format("percentile {} of the waits of answered calls",
                               short_number(100.0 * kpi.percentile));
        case KpiType::LongestWait: return "longest wait";
        case KpiType::Count: return "number of calls";
    }
    return {};
}

std::string clock_words(ClockStart clock) {
    switch (clock) {
        case ClockStart::Caller: return "the caller dials";
        case ClockStart::OperatorConnect: return "the operator connects";
        case ClockStart::NetworkArrive: return "it reaches the force";
        case ClockStart::MessageEnd: return "the message ends";
        case ClockStart::Offered: return "it enters the queue";
        case ClockStart::SegmentPresented: return "it enters the last queue";
    }
    return {};
}

}  // namespace fcr
