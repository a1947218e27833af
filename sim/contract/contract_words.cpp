#include "sim/contract/contract_words.hpp"

#include <fmt/format.h>

#include <array>
#include <type_traits>

namespace fcr {

namespace {

constexpr std::array<std::string_view, 7> kWeekdays{
    "Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"};

/// Pounds with the places that a price has: two, or up to four where they are not zero.
std::string price_words(Money price) {
    const std::string pence = to_string(price);
    const std::int64_t rest = price.units % 100;
    if (rest == 0) {
        return "£" + pence;
    }
    return fmt::format("£{}.{:04}", price.units / 10'000, price.units % 10'000);
}

std::string clock_face(Duration time) {
    const auto minutes = time / std::chrono::minutes{1};
    return fmt::format("{:02}:{:02}", minutes / 60, minutes % 60);
}

/// `Mon-Fri`, or days one by one.
std::string days_words(const std::array<bool, 7>& days) {
    std::string text;
    for (std::size_t day = 0; day < days.size(); ++day) {
        if (!days.at(day)) {
            continue;
        }
        std::size_t last = day;
        while (last + 1 < days.size() && days.at(last + 1)) {
            ++last;
        }
        text += text.empty() ? "" : ", ";
        text += kWeekdays.at(day);
        if (last > day) {
            text += fmt::format("-{}", kWeekdays.at(last));
        }
        day = last;
    }
    return text;
}

std::string per_call_words(const PerCallCharge& charge) {
    std::string text = charge.all_units ? "all calls at the tier reached: " : "";
    for (std::size_t row = 0; row < charge.steps.size(); ++row) {
        const PriceStep& step = charge.steps[row];
        text += fmt::format("{}{} a call{}",
                            row == 0 ? "" : ", ",
                            price_words(step.call),
                            step.up_to_calls ? fmt::format(" to {}", *step.up_to_calls)
                            : row > 0        ? std::string(" above")
                                             : std::string());
    }
    return text;
}

std::string hours_charge_words(const HoursCharge& charge) {
    std::string text;
    for (const HourBand& band : charge.bands) {
        text += fmt::format(
            "{}{} {} an hour", text.empty() ? "" : ", ", band.name, price_words(band.hour));
    }
    return text;
}

std::string milestone_words(const MilestoneCharge& charge) {
    return fmt::format("{} on {}, less {} a day late for up to {} days",
                       price_words(charge.payment),
                       date_words(charge.due),
                       price_words(charge.delay_day),
                       charge.delay_days_max);
}

struct ChargeWords {
    std::string operator()(const FixedCharge& charge) const {
        return price_words(charge.month) + " a month";
    }
    std::string operator()(const HoursCharge& charge) const { return hours_charge_words(charge); }
    std::string operator()(const HandleCharge& charge) const {
        return price_words(charge.minute) + " a minute of talk, hold and wrap-up";
    }
    std::string operator()(const PerCallCharge& charge) const { return per_call_words(charge); }
    std::string operator()(const AnchoredCharge& charge) const {
        return fmt::format(
            "{} a month for {} calls; more than {} away, each call {} {} more or {} "
            "less",
            price_words(charge.base),
            charge.baseline_calls,
            percent_words(charge.dead_band_bp),
            charge.cliff ? "from there" : "beyond",
            price_words(charge.additional),
            price_words(charge.reduced));
    }
    std::string operator()(const CommitmentCharge& charge) const {
        return fmt::format("at least {} of the forecast at {} a call, trued up by {}",
                           percent_words(charge.share_bp),
                           price_words(charge.call),
                           charge.yearly ? "contract year" : "month");
    }
    std::string operator()(const TargetCostCharge& charge) const {
        return fmt::format("target cost {} a year, {} of savings and overruns shared, {} at most",
                           price_words(charge.target),
                           percent_words(charge.share_bp),
                           price_words(charge.maximum));
    }
    std::string operator()(const CostPlusCharge& charge) const {
        return fmt::format("open-book cost and {}", percent_words(charge.margin_bp));
    }
    std::string operator()(const FlexCharge& charge) const {
        return fmt::format("standby {} an hour, cancelled shifts {} an hour",
                           price_words(charge.standby_hour),
                           price_words(charge.cancelled_hour));
    }
    std::string operator()(const MilestoneCharge& charge) const { return milestone_words(charge); }
    std::string operator()(const PassThroughCharge& charge) const {
        return price_words(charge.month) + " a month passed through";
    }
    std::string operator()(const ExcessProfitCharge& charge) const {
        return fmt::format("{} of a margin above {} over the contract's life comes back",
                           percent_words(charge.share_bp),
                           percent_words(charge.margin_bp));
    }
};

/// Whether a charge counts calls, hours, or neither.
template <typename... Kinds>
bool is_one_of(const ChargeTerms& charge) {
    return (std::holds_alternative<Kinds>(charge.kind) || ...);
}

std::string_view cause_words(ReliefCause cause) {
    switch (cause) {
        case ReliefCause::AuthorityCause: return "the authority's doing";
        case ReliefCause::ForceMajeure: return "force majeure";
        case ReliefCause::PlannedMaintenance: return "planned maintenance";
        case ReliefCause::VolumeOver: return "volume over the forecast";
        case ReliefCause::HandlingTimeOver: return "handling time over the forecast";
        case ReliefCause::ThirdParty: return "a third party";
        case ReliefCause::StrikeOwnStaff: return "a strike of the supplier's own staff";
        case ReliefCause::Cyber: return "a cyber attack";
        case ReliefCause::OwnSubcontractor: return "the supplier's own subcontractor";
    }
    return "";
}

std::string_view scope_words(ReliefScope scope) {
    switch (scope) {
        case ReliefScope::Call: return "each call";
        case ReliefScope::Interval: return "the interval";
        case ReliefScope::Day: return "the day";
        case ReliefScope::Period: return "the whole period";
        case ReliefScope::ExcessOnly: return "the calls beyond the limit";
    }
    return "";
}

std::string effect_words(const ReliefTerms& rule) {
    switch (rule.effect) {
        case ReliefEffect::Exclude: return "left out";
        case ReliefEffect::TreatAsMet: return "taken as met";
        case ReliefEffect::ScalePoints:
            return fmt::format("with {} of the points", percent_words(rule.points_bp));
    }
    return {};
}

}  // namespace

std::string percent_words(std::int64_t bp) {
    if (bp % 100 == 0) {
        return fmt::format("{} %", bp / 100);
    }
    return bp % 10 == 0 ? fmt::format("{}.{} %", bp / 100, bp % 100 / 10)
                        : fmt::format("{}.{:02} %", bp / 100, bp % 100);
}

std::string decimal_words(Decimal number) {
    std::string text =
        fmt::format("{}.{:06}", number.millionths / 1'000'000, number.millionths % 1'000'000);
    text.erase(text.find_last_not_of('0') + 1);
    return text.back() == '.' ? text.substr(0, text.size() - 1) : text;
}

std::string value_words(const KpiTerms& kpi, std::int64_t value) {
    switch (measure_of(kpi.counting.type)) {
        case KpiMeasure::Share: return percent_words(value);
        case KpiMeasure::Time: return decimal_words({value}) + " s";
        case KpiMeasure::Calls: return fmt::format("{} calls", value);
    }
    return {};
}

std::string date_words(Date date) {
    const std::chrono::year_month_day day{date};
    return fmt::format("{:04}-{:02}-{:02}",
                       static_cast<int>(day.year()),
                       static_cast<unsigned>(day.month()),
                       static_cast<unsigned>(day.day()));
}

bool has_all_hours(const HoursFilter& hours) {
    const HoursFilter all;
    return hours.days == all.days && hours.from == all.from && hours.until == all.until &&
           hours.bank_holidays;
}

std::string hours_words(const HoursFilter& hours) {
    return fmt::format("{} {}-{}{}",
                       days_words(hours.days),
                       clock_face(hours.from),
                       clock_face(hours.until),
                       hours.bank_holidays ? "" : ", no bank holidays");
}

std::string_view period_words(KpiPeriod period) {
    switch (period) {
        case KpiPeriod::Day: return "daily";
        case KpiPeriod::Week: return "weekly";
        case KpiPeriod::Month: return "monthly";
        case KpiPeriod::Quarter: return "quarterly";
        case KpiPeriod::Year: return "yearly";
    }
    return "";
}

std::string aggregator_words(const KpiTerms& kpi) {
    const auto minutes = kpi.interval / std::chrono::minutes{1};
    switch (kpi.aggregator) {
        case Aggregator::Pooled: return "pooled";
        case Aggregator::MeanOfIntervals: return fmt::format("mean of {} min", minutes);
        case Aggregator::ShareOfIntervals:
            return fmt::format(
                "share of {} min at {}", minutes, percent_words(kpi.interval_target_bp));
        case Aggregator::WorstInterval: return fmt::format("worst {} min", minutes);
        case Aggregator::WorstDay: return "worst day";
        case Aggregator::PercentileOfIntervals:
            return fmt::format(
                "percentile {} of {} min", percent_words(kpi.aggregate_p_bp), minutes);
    }
    return {};
}

std::string scoring_words(const ScoringTerms& scoring) {
    switch (scoring.mechanism) {
        case Mechanism::Points:
            return fmt::format(
                "{} of the period's charges for each point, times {} when repeated{}",
                percent_words(scoring.deduction_bp_per_point),
                scoring.repeat_multiplier,
                scoring.points_mode == PointsMode::Graduated ? ", points falling within a band"
                                                             : "");
        case Mechanism::Linear:
            return fmt::format("{} % of charges for each percentage point below target",
                               decimal_words(scoring.slope));
        case Mechanism::AtRiskPool:
            return fmt::format("{} of charges at risk, {} of it in the pool, shared by weight",
                               percent_words(scoring.at_risk_bp),
                               percent_words(scoring.pool_allocation_bp));
        case Mechanism::Ratchet: {
            std::string text = fmt::format(
                "{} points free, then {} a point", scoring.free_points, price_words(scoring.point));
            for (const RatchetStep& step : scoring.ratchet) {
                text += fmt::format(", times {}{}",
                                    decimal_words(step.multiplier),
                                    step.up_to_points ? fmt::format(" to {}", *step.up_to_points)
                                                      : std::string(" above"));
            }
            return text;
        }
    }
    return {};
}

std::string relief_words(const ReliefTerms& rule) {
    const bool over =
        rule.cause == ReliefCause::VolumeOver || rule.cause == ReliefCause::HandlingTimeOver;
    return fmt::format(
        "{}{}: {} {}, claimed within {} days{}",
        cause_words(rule.cause),
        over ? fmt::format(" by more than {}", percent_words(rule.tolerance_bp)) : std::string(),
        scope_words(rule.scope),
        effect_words(rule),
        rule.notice_days,
        rule.evidence_required ? " with evidence" : "");
}

std::string charge_words(const ChargeTerms& charge) {
    return std::visit(ChargeWords{}, charge.kind);
}

std::string counted_words(const ContractTerms& terms, const ChargeTerms& charge) {
    const bool calls =
        is_one_of<HandleCharge, PerCallCharge, AnchoredCharge, CommitmentCharge>(charge);
    if (!calls && !is_one_of<HoursCharge, FlexCharge>(charge)) {
        return "-";
    }
    std::vector<std::string> pools;
    for (const PoolId pool : charge.pools) {
        pools.push_back(terms.scope.pools[pool.index()].name);
    }
    std::vector<std::string> lines;
    for (const LineId line : charge.lines) {
        lines.push_back(terms.scope.lines[line.index()]);
    }
    return calls ? fmt::format(
                       "calls on {} answered by {}", fmt::join(lines, ", "), fmt::join(pools, ", "))
                 : fmt::format("hours of {}", fmt::join(pools, ", "));
}

}  // namespace fcr
