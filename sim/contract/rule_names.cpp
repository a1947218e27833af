#include "sim/contract/rule_names.hpp"

#include "sim/contract/contract_words.hpp"
#include "sim/scenario/kpi_codes.hpp"

#include <fmt/format.h>

namespace fcr {

namespace {

double minutes(Duration span) {
    return to_seconds(span) / 60.0;
}

double percent(std::int64_t bp) {
    return static_cast<double>(bp) / 100.0;
}

std::string definition_rule(const KpiTerms& kpi) {
    if (kpi.counting.type == KpiType::Percentile) {
        return fmt::format(
            "PERCENTILE {:.6g} % {}", percent(kpi.percentile_bp), code_of(kpi.counting.clock));
    }
    return in_codes(kpi.counting);
}

std::string aggregation_rule(const KpiTerms& kpi) {
    std::string rule(code_of(kpi.aggregator));
    if (kpi.aggregator == Aggregator::ShareOfIntervals) {
        rule += fmt::format(" meeting {:.6g} %", percent(kpi.interval_target_bp));
    }
    if (kpi.aggregator == Aggregator::PercentileOfIntervals) {
        rule += fmt::format(" {:.6g} %", percent(kpi.aggregate_p_bp));
    }
    if (kpi.aggregator != Aggregator::Pooled && kpi.aggregator != Aggregator::WorstDay) {
        rule += fmt::format(" of {:.6g} min", minutes(kpi.interval));
    }
    return rule;
}

}  // namespace

std::string_view code_of(Aggregator aggregator) {
    switch (aggregator) {
        case Aggregator::Pooled: return "POOLED";
        case Aggregator::MeanOfIntervals: return "MEAN_OF_INTERVALS";
        case Aggregator::ShareOfIntervals: return "SHARE_OF_INTERVALS";
        case Aggregator::WorstInterval: return "WORST_INTERVAL";
        case Aggregator::WorstDay: return "WORST_DAY";
        case Aggregator::PercentileOfIntervals: return "PERCENTILE_OF_INTERVALS";
    }
    return "";
}

std::string_view code_of(Attribution attribution) {
    switch (attribution) {
        case Attribution::LastPresented: return "LAST_PRESENTED";
        case Attribution::Nobody: return "NOBODY";
        case Attribution::ProRata: return "PRO_RATA";
    }
    return "";
}

std::vector<std::string> measuring_rules(const ContractTerms& terms, std::size_t row) {
    const KpiTerms& kpi = terms.kpis[row];
    std::vector<std::string> rules;
    if (kpi.counting.pool) {
        rules.push_back(fmt::format("pool {}", terms.scope.pools[kpi.counting.pool->index()].name));
        if (terms.scope.shared_queue) {
            rules.push_back(fmt::format("abandoned {}", code_of(terms.scope.attribution)));
        }
        if (terms.scope.clock_from_offered && kpi.counting.clock == ClockStart::SegmentPresented) {
            rules.emplace_back("overflow clock FROM_OFFERED");
        }
    }
    if (!has_all_hours(kpi.hours)) {
        rules.push_back("hours " + hours_words(kpi.hours));
    }
    rules.emplace_back(kpi.test_calls == TestRule::ExcludeFlagged ? "tests EXCLUDE_FLAGGED"
                                                                  : "tests COUNT_ALL_CALLS");
    if (kpi.redial != RedialRule::CountAll) {
        rules.push_back(
            fmt::format("redials {} within {:.6g} min",
                        kpi.redial == RedialRule::FirstOnly ? "FIRST_ONLY" : "LAST_ONLY",
                        minutes(kpi.redial_within)));
    }
    rules.push_back(definition_rule(kpi));
    rules.push_back(aggregation_rule(kpi));
    if (kpi.sample_min > 1) {
        rules.push_back(fmt::format(
            "sample of {} at least{}", kpi.sample_min, kpi.roll_small ? ", else rolls on" : ""));
    }
    if (kpi.counting.type == KpiType::ServiceLevel &&
        kpi.counting.formula == ServiceLevelFormula::F7MalformedDouble) {
        rules.emplace_back("warning: F7 is malformed, it can exceed 100 %");
    }
    return rules;
}

}  // namespace fcr
