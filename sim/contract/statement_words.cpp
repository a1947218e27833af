#include "sim/contract/statement_words.hpp"

#include "sim/contract/aggregating.hpp"
#include "sim/contract/banding.hpp"
#include "sim/contract/contract_words.hpp"
#include "sim/scenario/civil_day.hpp"

#include <fmt/format.h>

#include <chrono>

namespace fcr {

namespace {

std::string with_decimals(Decimal value, int decimals) {
    constexpr std::int64_t kOne = 1'000'000;
    const bool negative = value.millionths < 0;
    const std::int64_t size = negative ? -value.millionths : value.millionths;
    std::string text = fmt::format("{}{}", negative ? "-" : "", grouped(size / kOne));
    if (decimals > 0) {
        text +=
            fmt::format(".{:06}", size % kOne).substr(0, static_cast<std::size_t>(decimals) + 1);
    }
    return text;
}

std::string seconds_words(std::int64_t us) {
    return with_decimals(Decimal{us}, 3) + " s";
}

}  // namespace

std::string_view severity_words(Severity severity) {
    switch (severity) {
        case Severity::Met: return "met";
        case Severity::Minor: return "minor";
        case Severity::Serious: return "serious";
        case Severity::Severe: return "severe";
        case Severity::BelowThreshold: return "below threshold";
    }
    return "";
}

std::string_view rating_words(Rating rating) {
    switch (rating) {
        case Rating::Good: return "Good";
        case Rating::ApproachingTarget: return "Approaching target";
        case Rating::RequiresImprovement: return "Requires improvement";
        case Rating::Inadequate: return "Inadequate";
        case Rating::Other: return "Other";
    }
    return "";
}

std::string_view ladder_words(LadderEvent event) {
    switch (event) {
        case LadderEvent::KpiFailed: return "KPI failure";
        case LadderEvent::MaterialFailure: return "material KPI failure";
        case LadderEvent::PlanOpened: return "rectification plan opened";
        case LadderEvent::PlanCleared: return "rectification plan cleared";
        case LadderEvent::PlanFailed: return "rectification plan failed";
        case LadderEvent::UnacceptableFailure: return "unacceptable KPI failure";
        case LadderEvent::CriticalFailure: return "critical performance failure";
        case LadderEvent::CapReached: return "cap reached";
        case LadderEvent::DistressPlan: return "financial distress";
        case LadderEvent::SteppedIn: return "step-in";
        case LadderEvent::TerminationRight: return "right to terminate";
        case LadderEvent::Terminated: return "terminated";
    }
    return "";
}

std::string_view standing_words(ContractStanding standing) {
    switch (standing) {
        case ContractStanding::Running: return "running";
        case ContractStanding::MayTerminate: return "the authority may terminate";
        case ContractStanding::SteppedIn: return "the authority has stepped in";
        case ContractStanding::Terminated: return "terminated";
    }
    return "";
}

std::string result_words(const KpiTerms& kpi, const KpiResult& result) {
    const std::optional<Decimal> shown = value_shown(kpi, result);
    if (!shown) {
        return "not measured";
    }
    const std::string number = with_decimals(*shown, kpi.decimals);
    switch (measure_of(kpi.counting.type)) {
        case KpiMeasure::Share: return number + " %";
        case KpiMeasure::Time: return number + " s";
        case KpiMeasure::Calls: return number + " calls";
    }
    return number;
}

std::string working_words(const KpiTerms& kpi, const KpiResult& result) {
    if (!result.measured()) {
        return fmt::format("not measured: a sample of {}", grouped(result.sample));
    }
    if (kpi.aggregator == Aggregator::MeanOfIntervals) {
        return fmt::format("mean of {} intervals", grouped(result.sample));
    }
    const char* const of = kpi.aggregator == Aggregator::ShareOfIntervals ? "intervals" : "calls";
    std::string words;
    switch (measure_of(kpi.counting.type)) {
        case KpiMeasure::Share:
            words = fmt::format(
                "{} of {} {}", grouped(result.numerator), grouped(result.denominator), of);
            break;
        case KpiMeasure::Time:
            words = kpi.counting.type == KpiType::MeanWait
                        ? fmt::format("{} over {} calls",
                                      seconds_words(result.numerator),
                                      grouped(result.denominator))
                        : fmt::format("{} among {} calls",
                                      seconds_words(result.numerator),
                                      grouped(result.sample));
            break;
        case KpiMeasure::Calls: words = fmt::format("{} calls", grouped(result.numerator)); break;
    }
    if (is_over_intervals(kpi) && kpi.aggregator != Aggregator::ShareOfIntervals) {
        words += fmt::format(", of {} intervals", grouped(result.sample));
    }
    return words;
}

std::string points_words(std::int64_t hundredths) {
    constexpr std::int64_t kMillionthsOfHundredth = 10'000;
    return decimal_words(Decimal{hundredths * kMillionthsOfHundredth});
}

std::vector<std::string> excluded_words(const ContractTerms& terms,
                                        const ExcludedCounts& excluded) {
    std::vector<std::string> words;
    const auto add = [&](std::int64_t calls, std::string_view what) {
        if (calls > 0) {
            words.push_back(fmt::format("{} {}", grouped(calls), what));
        }
    };
    add(excluded.other_hours, "outside the hours");
    add(excluded.unattributed, "attributed to nobody");
    add(excluded.test_calls, "test calls");
    add(excluded.redials, "redials");
    add(excluded.censored, "unfinished");
    for (std::size_t row = 0; row < excluded.relief.size(); ++row) {
        add(excluded.relief[row], fmt::format("by relief {}", terms.relief[row].id));
    }
    return words;
}

std::string plain_pounds(Money sum) {
    const std::int64_t size = sum.units < 0 ? -sum.units : sum.units;
    const char* const sign = sum.units < 0 ? "-" : "";
    return size % 100 == 0 ? fmt::format("{}{}.{:02}", sign, size / 10'000, size % 10'000 / 100)
                           : fmt::format("{}{}.{:04}", sign, size / 10'000, size % 10'000);
}

std::string grouped(std::int64_t number) {
    std::string digits = fmt::format("{}", number < 0 ? -number : number);
    for (std::size_t size = 3; digits.size() > size; size += 4) {
        digits.insert(digits.size() - size, 1, ',');
    }
    return number < 0 ? "-" + digits : digits;
}

std::string period_name(const ServicePeriod& period) {
    const std::chrono::year_month_day first{period.first};
    const std::chrono::year_month_day last{period.last};
    const std::string month = fmt::format("{} {}",
                                          kMonthNames.at(static_cast<unsigned>(first.month()) - 1),
                                          static_cast<int>(first.year()));
    const bool whole = static_cast<int>(period.days.size()) == period.days_of_month;
    return whole ? month
                 : fmt::format("{} to {} {}",
                               static_cast<unsigned>(first.day()),
                               static_cast<unsigned>(last.day()),
                               month);
}

}  // namespace fcr
