// From results to money: mechanism, caps, bedding-in, the remedy ladder.
#include "proto/fcr/v1/contract.pb.h"
#include "sim/contract/contract_reading.hpp"
#include "sim/contract/credits.hpp"

#include <fmt/format.h>

#include <type_traits>

namespace fcr {

namespace {

using C = v1::Contract;
using S = v1::Scoring;

constexpr int kRatchetMax = 16;
constexpr Range kPoints{.min = 0.0, .max = 1e6, .unit = "points"};

void read_points(const Block& block, ScoringTerms& scoring) {
    const bool used = scoring.mechanism == Mechanism::Points;
    refuse_unused(block, S::kDeductionBpPerPointFieldNumber, used, "POINTS");
    refuse_unused(block,
                  S::kRepeatMultiplierFieldNumber,
                  used || scoring.mechanism == Mechanism::Ratchet,
                  "POINTS and RATCHET");
    scoring.deduction_bp_per_point = whole_or(
        block, S::kDeductionBpPerPointFieldNumber, kBasisPoints, scoring.deduction_bp_per_point);
    scoring.repeat_multiplier = whole_or(block,
                                         S::kRepeatMultiplierFieldNumber,
                                         {.min = 1.0, .max = 10.0, .unit = "times"},
                                         scoring.repeat_multiplier);
}

void read_linear(const Block& block, ScoringTerms& scoring) {
    const bool used = scoring.mechanism == Mechanism::Linear;
    refuse_unused(block, S::kSlopeFieldNumber, used, "LINEAR");
    if (!used) {
        return;
    }
    if (!block.has(S::kSlopeFieldNumber)) {
        block.missing(S::kSlopeFieldNumber,
                      "must be given: percent of charges for each percentage point, such as "
                      "\"0.5\"");
    }
    scoring.slope = read_decimal(block, S::kSlopeFieldNumber, true).value_or(Decimal{});
}

void read_pool(const ContractReading& reading, const Block& block, ScoringTerms& scoring) {
    const bool used = scoring.mechanism == Mechanism::AtRiskPool;
    refuse_unused(block, S::kAtRiskBpFieldNumber, used, "AT_RISK_POOL");
    refuse_unused(block, S::kPoolAllocationBpFieldNumber, used, "AT_RISK_POOL");
    const int kpis = static_cast<int>(reading.terms.kpis.size());
    std::int64_t sum = 0;
    for (int row = 0; row < kpis; ++row) {
        const Block kpi = reading.root.child(C::kKpisFieldNumber, row);
        refuse_unused(kpi, v1::ContractKpi::kWeightBpFieldNumber, used, "AT_RISK_POOL");
        sum += reading.terms.kpis[static_cast<std::size_t>(row)].weight_bp;
    }
    if (!used) {
        return;
    }
    scoring.at_risk_bp =
        needed_whole(block,
                     S::kAtRiskBpFieldNumber,
                     {.min = 1.0, .max = 10'000.0, .unit = "basis points of the charges"});
    scoring.pool_allocation_bp =
        whole_or(block, S::kPoolAllocationBpFieldNumber, kBasisPoints, scoring.pool_allocation_bp);
    if (sum != 10'000) {
        block.refuse_block(fmt::format("{} basis points", sum),
                           "weight_bp of the KPIs must sum to 10000, 100 %, as the mechanism is "
                           "AT_RISK_POOL");
    }
}

/// Steps rise; the last has no end.
void read_ratchet_steps(const Block& block, ScoringTerms& scoring) {
    const int count = block.rows(S::kRatchetFieldNumber, 1, kRatchetMax);
    std::int64_t before = scoring.free_points;
    for (int row = 0; row < count; ++row) {
        using R = v1::RatchetStep;
        const Block step = block.child(S::kRatchetFieldNumber, row);
        RatchetStep read;
        read.multiplier =
            read_decimal(step, R::kMultiplierFieldNumber, true).value_or(read.multiplier);
        const bool last = row + 1 == count;
        refuse_unused(step, R::kUpToPointsFieldNumber, !last, "steps before the last");
        if (!last) {
            read.up_to_points = needed_whole(step, R::kUpToPointsFieldNumber, kPoints);
            if (step.has(R::kUpToPointsFieldNumber) && *read.up_to_points <= before) {
                step.refuse(R::kUpToPointsFieldNumber,
                            fmt::format("must be above {}, where the step begins", before));
            }
            before = *read.up_to_points;
        }
        scoring.ratchet.push_back(read);
    }
}

void read_ratchet(const Block& block, ScoringTerms& scoring) {
    const bool used = scoring.mechanism == Mechanism::Ratchet;
    for (const int field :
         {S::kFreePointsFieldNumber, S::kPointGbpFieldNumber, S::kRatchetFieldNumber}) {
        if (block.has(field) && !used) {
            block.refuse(field,
                         field == S::kRatchetFieldNumber ? 0 : -1,
                         "must be left out: it is used by RATCHET only");
        }
    }
    if (!used) {
        return;
    }
    scoring.free_points = whole_or(block, S::kFreePointsFieldNumber, kPoints, 0);
    scoring.point = needed_money(block, S::kPointGbpFieldNumber, kUnitPoundsMax);
    read_ratchet_steps(block, scoring);
}

void read_bedding_in(ContractReading& reading) {
    using B = v1::BeddingIn;
    if (!reading.root.has(C::kBeddingInFieldNumber)) {
        return;
    }
    const Block block = reading.root.child(C::kBeddingInFieldNumber);
    BeddingInTerms terms;
    terms.months = static_cast<int>(
        needed_whole(block, B::kMonthsFieldNumber, {.min = 1.0, .max = 24.0, .unit = "months"}));
    terms.points_factor_bp =
        whole_or(block, B::kPointsFactorBpFieldNumber, kBasisPoints, terms.points_factor_bp);
    terms.target_factor_bp = whole_or(block,
                                      B::kTargetFactorBpFieldNumber,
                                      {.min = 1.0, .max = 10'000.0, .unit = "basis points"},
                                      terms.target_factor_bp);
    terms.kpis = read_kpi_list(reading, block, B::kKpisFieldNumber);
    reading.terms.bedding_in = terms;
}

void read_termination(const Block& block, LadderTerms& ladder) {
    using L = v1::RemedyLadder;
    ladder.termination = enum_or(block, L::kTerminationFieldNumber, TerminationPolicy::Stay);
    const bool after = ladder.termination == TerminationPolicy::AfterRights;
    const bool chance = ladder.termination == TerminationPolicy::WithProbability;
    refuse_unused(block, L::kTerminationAfterFieldNumber, after, "AFTER_RIGHTS");
    refuse_unused(block, L::kTerminationBpFieldNumber, chance, "WITH_PROBABILITY");
    if (after) {
        ladder.termination_after = static_cast<int>(needed_whole(
            block, L::kTerminationAfterFieldNumber, {.min = 1.0, .max = 240.0, .unit = "rights"}));
    }
    if (chance) {
        ladder.termination_bp = needed_whole(block, L::kTerminationBpFieldNumber, kBasisPoints);
    }
}

void read_ladder(ContractReading& reading) {
    using L = v1::RemedyLadder;
    const Block block = reading.root.child(C::kLadderFieldNumber);
    LadderTerms& ladder = reading.terms.ladder;
    const auto count = [&block](
                           int field, double min, double max, std::string_view unit, auto& to) {
        const Range range{.min = min, .max = max, .unit = unit};
        to = static_cast<std::decay_t<decltype(to)>>(whole_or(block, field, range, to));
    };
    const auto& message = block.as<L>();
    ladder.credits_sole_remedy = message.credits_sole_remedy();
    count(L::kPlanDueDaysFieldNumber, 0, 250, "working days", ladder.plan_due_days);
    count(L::kPlanReviewDaysFieldNumber, 0, 250, "working days", ladder.plan_review_days);
    count(L::kPlanCleanPeriodsFieldNumber, 1, 24, "months", ladder.plan_clean_periods);
    count(L::kPlanMonthsMaxFieldNumber, 1, 60, "months", ladder.plan_months_max);
    count(L::kUnacceptableShareBpFieldNumber,
          0,
          10'000,
          "basis points",
          ladder.unacceptable_share_bp);
    count(L::kCriticalPointsFieldNumber, 1, 1e6, "points", ladder.critical_points);
    count(L::kCriticalMonthsFieldNumber, 1, 60, "months", ladder.critical_months);
    ladder.critical_at_cap = message.has_critical_at_cap() ? message.critical_at_cap() : true;
    count(L::kDistressMarginBpFieldNumber, 0, 10'000, "basis points", ladder.distress_margin_bp);
    count(L::kDistressMonthsFieldNumber, 1, 24, "months", ladder.distress_months);
    ladder.step_in = message.step_in();
    read_termination(block, ladder);
}

}  // namespace

void read_scoring(ContractReading& reading) {
    const Block block = reading.root.child(C::kScoringFieldNumber);
    ScoringTerms& scoring = reading.terms.scoring;
    scoring.mechanism = enum_or(block, S::kMechanismFieldNumber, Mechanism::Points);
    scoring.points_mode = enum_or(block, S::kPointsModeFieldNumber, PointsMode::Fixed);
    read_points(block, scoring);
    read_linear(block, scoring);
    read_pool(reading, block, scoring);
    read_ratchet(block, scoring);
    if (block.has(S::kEarnBackFieldNumber)) {
        using E = v1::EarnBack;
        const Block earn = block.child(S::kEarnBackFieldNumber);
        EarnBackTerms terms;
        terms.beats_by = read_decimal(earn, E::kBeatsByFieldNumber, false).value_or(Decimal{});
        terms.periods = static_cast<int>(whole_or(
            earn, E::kPeriodsFieldNumber, {.min = 1.0, .max = 12.0, .unit = "periods"}, 1));
        scoring.earn_back = terms;
    }
}

void read_caps(ContractReading& reading) {
    using P = v1::CreditCaps;
    const Block block = reading.root.child(C::kCapsFieldNumber);
    CapTerms& caps = reading.terms.caps;
    if (block.has(P::kServiceCreditBpFieldNumber)) {
        const std::int64_t share = whole_or(block, P::kServiceCreditBpFieldNumber, kBasisPoints, 1);
        if (share == 0 && credits_are_on(reading.terms.scoring)) {
            block.refuse(P::kServiceCreditBpFieldNumber,
                         "must be above 0 while missed targets cost credits; leave it out for no "
                         "cap, or turn credits off in scoring");
        }
        if (share > 0) {  // a cap of nothing on no credits is no cap
            caps.service_credit_bp = share;
        }
    }
    if (block.has(P::kCompensationBpFieldNumber)) {
        caps.compensation_bp = whole_or(block, P::kCompensationBpFieldNumber, kBasisPoints, 0);
    }
    const bool credits = block.has(P::kServiceCreditBpFieldNumber);
    const bool yearly = credits || block.has(P::kCompensationBpFieldNumber);
    refuse_unused(
        block, P::kEstimatedYear1GbpFieldNumber, yearly, "service_credit_bp and compensation_bp");
    refuse_unused(block, P::kElementBpFieldNumber, credits, "service_credit_bp");
    if (yearly) {
        caps.estimated_year1 = needed_money(block, P::kEstimatedYear1GbpFieldNumber, kSumPoundsMax);
    }
    caps.element_bp = whole_or(block,
                               P::kElementBpFieldNumber,
                               {.min = 1.0, .max = 10'000.0, .unit = "basis points"},
                               caps.element_bp);
    caps.liability = read_money(block, P::kLiabilityGbpFieldNumber, kSumPoundsMax);
}

void read_remedies(ContractReading& reading) {
    read_bedding_in(reading);
    read_ladder(reading);
}

}  // namespace fcr
