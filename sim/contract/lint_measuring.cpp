#include "sim/contract/banding.hpp"
#include "sim/contract/contract_words.hpp"
#include "sim/contract/lint_checks.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>

namespace fcr {

namespace {

bool is_level(const KpiTerms& kpi) {
    return kpi.counting.type == KpiType::ServiceLevel;
}

/// Whether a KPI counts calls of a line; one without a line counts all of them.
bool counts_line(const KpiTerms& kpi, std::optional<LineId> line) {
    return !kpi.counting.line || kpi.counting.line == line;
}

std::string line_words(const ContractTerms& terms, const KpiTerms& kpi) {
    if (kpi.counting.line || terms.scope.lines.size() == 1) {
        return "line " + terms.scope.lines[kpi.counting.line.value_or(LineId{0}).index()];
    }
    return "every line";
}

void check_formula(Linter& linter, std::size_t row) {
    const ContractTerms& terms = linter.terms();
    const KpiTerms& kpi = terms.kpis[row];
    if (!is_level(kpi)) {
        return;
    }
    const bool guarded = std::ranges::any_of(terms.kpis, [&kpi](const KpiTerms& other) {
        return other.counting.type == KpiType::Abandonment && counts_line(other, kpi.counting.line);
    });
    if (kpi.counting.formula == ServiceLevelFormula::F1AnsweredOnly && !guarded) {
        linter.warn(1,
                    linter.kpi(row, "formula"),
                    fmt::format("{} counts answered calls only, and no KPI counts abandoned calls "
                                "of {}",
                                kpi.id,
                                line_words(terms, kpi)));
    }
    if (kpi.counting.formula == ServiceLevelFormula::F7MalformedDouble) {
        linter.warn(2,
                    linter.kpi(row, "formula"),
                    fmt::format("{} uses F7, which counts calls abandoned in time twice and can "
                                "exceed 100 %",
                                kpi.id));
    }
}

/// Whether the start of the clock makes a difference to the indicator.
bool uses_clock(const KpiTerms& kpi) {
    const bool all_abandoned = kpi.counting.type == KpiType::Abandonment &&
                               kpi.counting.abandonment == AbandonmentFormula::Ab1All;
    return kpi.counting.type != KpiType::Count && !all_abandoned;
}

void check_stated(Linter& linter, std::size_t row) {
    const ContractTerms& terms = linter.terms();
    const KpiTerms& kpi = terms.kpis[row];
    std::vector<std::string_view> unstated;
    if (uses_clock(kpi) && !terms.states(linter.kpi(row, "clock"))) {
        unstated.emplace_back("where the clock starts");
    }
    if (is_level(kpi) && !terms.states(linter.kpi(row, "comparator"))) {
        unstated.emplace_back("whether a call at exactly the threshold counts");
    }
    if (!unstated.empty()) {
        linter.warn(
            3,
            linter.kpi(row, unstated.front() == "where the clock starts" ? "clock" : "comparator"),
            fmt::format("{} does not state {}", kpi.id, fmt::join(unstated, ", nor ")));
    }
    unstated.clear();
    if (!terms.states(linter.kpi(row, "decimals"))) {
        unstated.emplace_back("to how many places results are rounded");
    }
    if (!terms.states(linter.kpi(row, "band_on"))) {
        unstated.emplace_back("whether bands are on the rounded or the exact result");
    }
    if (!unstated.empty()) {
        linter.warn(
            10,
            linter.kpi(row, terms.states(linter.kpi(row, "decimals")) ? "band_on" : "decimals"),
            fmt::format("{} does not state {}", kpi.id, fmt::join(unstated, ", nor ")));
    }
}

void check_clock_owner(Linter& linter) {
    const ContractTerms& terms = linter.terms();
    const bool by_force = terms.monitoring && terms.monitoring->clock_owner == Party::Force;
    const bool by_operator = std::ranges::all_of(terms.kpis, [](const KpiTerms& kpi) {
        return !uses_clock(kpi) || kpi.counting.clock == ClockStart::OperatorConnect;
    });
    if (by_force || by_operator) {
        return;
    }
    linter.warn(4,
                "monitoring.clock_owner",
                terms.states("monitoring.clock_owner")
                    ? "the supplier's switch supplies the clock, and no other does"
                    : "nothing says whose switch supplies the clock, so it is the supplier's");
}

void check_pooling(Linter& linter) {
    const std::vector<KpiTerms>& kpis = linter.terms().kpis;
    const bool finer = std::ranges::any_of(kpis, [](const KpiTerms& kpi) {
        return kpi.aggregator != Aggregator::Pooled || kpi.period == KpiPeriod::Day;
    });
    if (!finer) {
        linter.warn(5, linter.kpi(0, "aggregator"), "every KPI pools the calls of a week or more");
    }
}

/// Formulas that take every call abandoned within the threshold for short.
bool forgives_all_in_time(const KpiDefinition& counting) {
    return counting.type == KpiType::ServiceLevel &&
           (counting.formula == ServiceLevelFormula::F3ExcludeAbandonInT ||
            counting.formula == ServiceLevelFormula::F4AbandonInTIsMet ||
            counting.formula == ServiceLevelFormula::F7MalformedDouble);
}

/// The threshold beside which a short-abandon limit stands: the KPI's own, or of an abandonment KPI
/// the least of those of its line. Empty where no limit is used.
std::optional<Duration> threshold_beside(const std::vector<KpiTerms>& kpis,
                                         const KpiDefinition& counting) {
    std::optional<Duration> threshold;
    if (counting.type == KpiType::ServiceLevel &&
        (counting.formula == ServiceLevelFormula::F5ExcludeShort ||
         counting.formula == ServiceLevelFormula::F6ShortIsMet)) {
        threshold = counting.threshold;
    } else if (counting.type == KpiType::Abandonment &&
               counting.abandonment != AbandonmentFormula::Ab1All) {
        for (const KpiTerms& other : kpis) {
            if (is_level(other) && counts_line(other, counting.line) &&
                (!threshold || other.counting.threshold < *threshold)) {
                threshold = other.counting.threshold;
            }
        }
    }
    return threshold;
}

void check_short_abandons(Linter& linter, std::size_t row) {
    const KpiTerms& kpi = linter.terms().kpis[row];
    const std::optional<Duration> threshold = threshold_beside(linter.terms().kpis, kpi.counting);
    if (forgives_all_in_time(kpi.counting)) {
        linter.warn(
            6,
            linter.kpi(row, "formula"),
            fmt::format("by its formula {} takes every call abandoned within the threshold, "
                        "{} s, for short",
                        kpi.id,
                        to_seconds(kpi.counting.threshold)));
    } else if (threshold && kpi.counting.short_abandon >= *threshold) {
        linter.warn(6,
                    linter.kpi(row, "short_abandon_s"),
                    fmt::format("{} takes calls abandoned within {} s for short, and {} s is the "
                                "threshold",
                                kpi.id,
                                to_seconds(kpi.counting.short_abandon),
                                to_seconds(*threshold)));
    }
}

void check_tests(Linter& linter) {
    const ContractTerms& terms = linter.terms();
    bool flagged = false;
    for (std::size_t row = 0; row < terms.kpis.size(); ++row) {
        if (terms.kpis[row].test_calls == TestRule::CountAll) {
            linter.warn(7,
                        linter.kpi(row, "test_calls"),
                        fmt::format("{} counts test calls as calls", terms.kpis[row].id));
        } else {
            flagged = true;
        }
    }
    const bool by_force = terms.monitoring && terms.monitoring->test_flags == Party::Force;
    if (flagged && !by_force) {
        linter.warn(7,
                    "monitoring.test_flags",
                    terms.states("monitoring.test_flags")
                        ? "the supplier alone says which calls were tests"
                        : "nothing says who flags test calls, so the supplier does");
    }
}

/// A percentile that is within the share to be in time is one of theirs: it says nothing of those
/// who are late.
bool guards_late_callers(const KpiTerms& guard, const KpiTerms& level) {
    return guard.counting.type == KpiType::LongestWait ||
           (guard.counting.type == KpiType::Percentile && guard.percentile_bp > level.target);
}

/// Warns once for each line, at the first KPI that judges it by a percentage.
void check_late_callers(Linter& linter) {
    const ContractTerms& terms = linter.terms();
    std::vector<std::optional<LineId>> told;
    for (std::size_t row = 0; row < terms.kpis.size(); ++row) {
        const KpiTerms& kpi = terms.kpis[row];
        const bool guarded = std::ranges::any_of(terms.kpis, [&kpi](const KpiTerms& other) {
            return guards_late_callers(other, kpi) && counts_line(other, kpi.counting.line);
        });
        if (!is_level(kpi) || guarded || std::ranges::count(told, kpi.counting.line) > 0) {
            continue;
        }
        told.push_back(kpi.counting.line);
        linter.warn(8,
                    linter.kpi(row),
                    fmt::format("{} judges {} by a percentage in time, and no percentile above it "
                                "or longest wait is judged beside it",
                                kpi.id,
                                line_words(terms, kpi)));
    }
}

/// One step of the result as it is rounded, in the unit of limits: 10 basis points for one place.
std::int64_t rounding_step(const KpiTerms& kpi) {
    if (kpi.band_on == BandOn::Exact) {
        return 0;
    }
    std::int64_t step = 1;
    const int places = measure_of(kpi.counting.type) == KpiMeasure::Time    ? 6 - kpi.decimals
                       : measure_of(kpi.counting.type) == KpiMeasure::Share ? 2 - kpi.decimals
                                                                            : 0;
    for (int place = 0; place < places; ++place) {
        step *= 10;
    }
    return step;
}

/// The printed end of a band and the limit of the better one must be a step of the rounding apart:
/// 98.0 to 98.9 and 99.0 with one place. On exact results any step is a gap.
void check_printed_end(Linter& linter, std::size_t row, std::size_t band) {
    const KpiTerms& kpi = linter.terms().kpis[row];
    const std::optional<std::int64_t> until = kpi.bands[band].printed_until;
    if (!until) {
        return;
    }
    const std::int64_t better = kpi.bands[band - 1].limit;
    const std::int64_t apart =
        kpi.polarity == Polarity::HigherBetter ? better - *until : *until - better;
    const std::string clause = fmt::format("{}.bands[{}]", linter.kpi(row), band);
    if (apart < 0 || (apart == 0 && rounding_step(kpi) > 0)) {
        linter.warn(9,
                    clause,
                    fmt::format("a band of {} reaches {} and the better one begins at {}: they "
                                "overlap",
                                kpi.id,
                                value_words(kpi, *until),
                                value_words(kpi, better)));
    } else if (apart > rounding_step(kpi)) {
        linter.warn(9,
                    clause,
                    fmt::format("a band of {} ends at {} and the better one begins at {}: {} "
                                "between them have no band",
                                kpi.id,
                                value_words(kpi, *until),
                                value_words(kpi, better),
                                kpi.band_on == BandOn::Exact ? "exact results" : "results"));
    }
}

/// The last band takes all that is worse; a limit to it would be a gap below, unless it is 0.
void check_last_band(Linter& linter, std::size_t row) {
    const KpiTerms& kpi = linter.terms().kpis[row];
    const std::string clause = fmt::format("{}.bands[{}]", linter.kpi(row), kpi.bands.size() - 1);
    const bool has_limit =
        std::ranges::any_of(std::array{".from_bp", ".from_s", ".from_calls"},
                            [&](auto field) { return linter.terms().states(clause + field); });
    const std::int64_t limit = kpi.bands.back().limit;
    if (has_limit && (kpi.polarity == Polarity::LowerBetter || limit > 0)) {
        linter.warn(9,
                    clause,
                    fmt::format("the last band of {} ends at {}: worse results have no band of "
                                "their own, and are given this one's",
                                kpi.id,
                                value_words(kpi, limit)));
    }
}

/// The limit up to which the bands meet is the target.
void check_bands(Linter& linter, std::size_t row) {
    const KpiTerms& kpi = linter.terms().kpis[row];
    const std::int64_t limit = met_limit(kpi);
    const bool beyond =
        kpi.polarity == Polarity::HigherBetter ? limit > kpi.target : limit < kpi.target;
    if (limit != kpi.target) {
        linter.warn(9,
                    linter.kpi(row, "bands[0]"),
                    fmt::format("the target of {} is {} and its band begins at {}: {}",
                                kpi.id,
                                value_words(kpi, kpi.target),
                                value_words(kpi, limit),
                                beyond ? "results between them meet the target and have points"
                                       : "results between them miss the target and have no "
                                         "points"));
    }
    for (std::size_t band = 1; band < kpi.bands.size(); ++band) {
        check_printed_end(linter, row, band);
    }
    check_last_band(linter, row);
}

void check_shared_queue(Linter& linter) {
    const ContractTerms& terms = linter.terms();
    if (!terms.scope.shared_queue || terms.states("scope.abandon_attribution")) {
        return;
    }
    for (std::size_t row = 0; row < terms.kpis.size(); ++row) {
        if (terms.kpis[row].counting.pool) {
            linter.warn(
                22,
                linter.kpi(row, "pool"),
                fmt::format("{} judges pool {} on a shared queue, and nothing says whose "
                            "abandoned calls are",
                            terms.kpis[row].id,
                            terms.scope.pools[terms.kpis[row].counting.pool->index()].name));
        }
    }
}

void check_pooled_lines(Linter& linter, std::size_t row) {
    const ContractTerms& terms = linter.terms();
    const bool has_999 = std::ranges::count(terms.scope.lines, kEmergencyLine) > 0;
    if (has_999 && terms.scope.lines.size() > 1 && !terms.kpis[row].counting.line) {
        linter.warn(29,
                    linter.kpi(row),
                    fmt::format("{} counts 999 together with {}",
                                terms.kpis[row].id,
                                terms.scope.lines.size() == 2 ? "the other line" : "other lines"));
    }
}

}  // namespace

void lint_measuring(Linter& linter) {
    for (std::size_t row = 0; row < linter.terms().kpis.size(); ++row) {
        check_formula(linter, row);
        check_stated(linter, row);
        check_short_abandons(linter, row);
        check_bands(linter, row);
        check_pooled_lines(linter, row);
    }
    check_clock_owner(linter);
    check_pooling(linter);
    check_tests(linter);
    check_late_callers(linter);
    check_shared_queue(linter);
}

}  // namespace fcr
