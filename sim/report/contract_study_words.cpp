#include "sim/report/contract_study_words.hpp"

#include "sim/contract/contract_words.hpp"
#include "sim/contract/money.hpp"
#include "sim/scenario/kpi_codes.hpp"

#include <fmt/format.h>

#include <cmath>

namespace fcr {

namespace {

struct PolicyWords {
    const ContractTerms& terms;

    std::string operator()(const TargetChaserPlan& plan) const {
        return fmt::format(
            "releases {} of its seats while {} is safe by {:.6g} points, and {} once "
            "it is out of reach",
            percent_words(plan.released_bp),
            terms.kpis[plan.kpi].id,
            static_cast<double>(plan.safe_bp) / 100.0,
            percent_words(plan.stopped_bp));
    }
    std::string operator()(const CostMinimiserPlan& plan) const {
        return fmt::format("staffs each year from {} to {:+} FTE so as to earn the most",
                           plan.fte_least,
                           plan.fte_most);
    }
    std::string operator()(const ThresholdFirstPlan& plan) const {
        return fmt::format("serves callers within {:.6g} s before those already late",
                           to_seconds(plan.threshold));
    }
    std::string operator()(const PaddingPlan& plan) const {
        return fmt::format("tries {:.6g} calls a month to its own line in quiet hours{}",
                           plan.calls_per_month,
                           plan.while_missing ? ", while the month misses its target" : "");
    }
    std::string operator()(const CrossClientPlan& plan) const {
        return fmt::format("takes {} of its seats to other clients from {:.6g} to {:.6g} h",
                           percent_words(plan.share_bp),
                           to_seconds(plan.hours.from) / 3600.0,
                           to_seconds(plan.hours.until) / 3600.0);
    }
    std::string operator()(const ZeroHoursPlan& plan) const {
        return fmt::format(
            "fills {} of its seats with people without guaranteed hours, who accept "
            "{} of offers",
            percent_words(plan.share_bp),
            percent_words(plan.accept_bp));
    }
};

}  // namespace

std::vector<std::string> policy_words(std::span<const SupplierPolicyTerms> policies,
                                      const ContractTerms& terms) {
    std::vector<std::string> words;
    for (const SupplierPolicyTerms& policy : policies) {
        const std::string pool =
            policy.pool ? " (" + terms.scope.pools[policy.pool->index()].name + ")" : "";
        words.push_back(fmt::format(
            "{}{}: {}", name_of(policy), pool, std::visit(PolicyWords{terms}, policy.plan)));
    }
    return words;
}

std::string seats_words(const SeatsByHour& seats) {
    constexpr std::size_t kDay = 24;
    std::string words;
    for (std::size_t hour = 0; hour < seats.size();) {
        std::size_t end = hour + 1;
        while (end % kDay != 0 && seats[end] == seats[hour]) {
            ++end;
        }
        if (seats[hour] != 0) {
            words += fmt::format("{}{}-{:02}:00 {:+}",
                                 words.empty() ? "" : ", ",
                                 hour_name(hour),
                                 (end - 1) % kDay + 1,
                                 seats[hour]);
        }
        hour = end;
    }
    return words;
}

std::optional<double> pounds_of_leaving(const ContractTerms& terms,
                                        std::size_t years,
                                        ExitReason reason) {
    if (!terms.exit) {
        return std::nullopt;
    }
    const Money cost = exit_cost(*terms.exit, static_cast<int>(years), reason).total();
    return static_cast<double>(cost.units) / 10'000.0;
}

std::string whole_number(double sum) {
    const std::string text = to_string(Money::pounds(std::llround(sum)));
    return text.substr(0, text.find('.'));
}

std::string pounds_and_pence(double sum) {
    return to_string(Money::pence(std::llround(100.0 * sum)));
}

std::string kpi_title(const KpiTerms& kpi, const ContractTerms& terms) {
    if (!kpi.title.empty() && kpi.title != kpi.id) {
        return kpi.title;
    }
    const std::string line =
        kpi.counting.line ? terms.scope.lines[kpi.counting.line->index()] + ": " : "";
    return line + in_codes(kpi.counting);
}

}  // namespace fcr
