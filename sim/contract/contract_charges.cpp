// Components of the price: every sum from 0, every tier above the one before.
#include "proto/fcr/v1/contract.pb.h"
#include "sim/contract/contract_reading.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace fcr {

namespace {

using C = v1::Contract;
using G = v1::Charge;

constexpr int kChargesMax = 64;
constexpr int kStepsMax = 16;

/// What the volume of a charge is of: lines and pools, or pools alone, or neither.
enum class Counts { Nothing, Hours, Calls };

Counts counts_of(int kind) {
    switch (kind) {
        case G::kHoursFieldNumber:
        case G::kFlexFieldNumber: return Counts::Hours;
        case G::kHandleFieldNumber:
        case G::kPerCallFieldNumber:
        case G::kAnchoredFieldNumber:
        case G::kCommitFieldNumber: return Counts::Calls;
        default: return Counts::Nothing;
    }
}

std::vector<PriceStep> read_steps(const Block& block) {
    using P = v1::PriceStep;
    constexpr int field = v1::PerCallCharge::kStepsFieldNumber;
    std::vector<PriceStep> steps;
    std::int64_t before = 0;
    const int count = block.rows(field, 1, kStepsMax);
    for (int row = 0; row < count; ++row) {
        const Block here = block.child(field, row);
        const bool last = row + 1 == count;
        PriceStep step{.up_to_calls = {},
                       .call = needed_money(here, P::kCallGbpFieldNumber, kUnitPoundsMax)};
        refuse_unused(here, P::kUpToCallsFieldNumber, !last, "steps before the last");
        if (!last) {
            step.up_to_calls = needed_whole(here, P::kUpToCallsFieldNumber, kCalls);
            if (here.has(P::kUpToCallsFieldNumber) && *step.up_to_calls <= before) {
                here.refuse(P::kUpToCallsFieldNumber,
                            fmt::format("must be above {}: tiers rise", before));
            }
            before = std::max(before, *step.up_to_calls);
        }
        steps.push_back(step);
    }
    return steps;
}

AnchoredCharge read_anchored(const Block& block) {
    using A = v1::AnchoredCharge;
    AnchoredCharge charge;
    charge.base = needed_money(block, A::kBaseGbpFieldNumber, kSumPoundsMax);
    charge.baseline_calls = needed_whole(
        block, A::kBaselineCallsFieldNumber, {.min = 1.0, .max = 1e9, .unit = "calls"});
    charge.dead_band_bp =
        whole_or(block, A::kDeadBandBpFieldNumber, kBasisPoints, charge.dead_band_bp);
    charge.additional = needed_money(block, A::kAdditionalGbpFieldNumber, kUnitPoundsMax);
    charge.reduced = needed_money(block, A::kReducedGbpFieldNumber, kUnitPoundsMax);
    charge.cliff = block.enumerator(A::kVariantFieldNumber) == v1::CLIFF;
    return charge;
}

CommitmentCharge read_commitment(const Block& block) {
    using M = v1::Commitment;
    CommitmentCharge charge;
    charge.share_bp =
        needed_whole(block,
                     M::kShareBpFieldNumber,
                     {.min = 1.0, .max = 10'000.0, .unit = "basis points of the forecast"});
    charge.call = read_money(block, M::kCallGbpFieldNumber, kUnitPoundsMax).value_or(Money{});
    charge.yearly = block.enumerator(M::kTrueUpFieldNumber) == v1::YEARLY;
    return charge;
}

TargetCostCharge read_target_cost(const Block& block) {
    using T = v1::TargetCost;
    const TargetCostCharge charge{
        .target = needed_money(block, T::kTargetGbpFieldNumber, kSumPoundsMax),
        .share_bp = needed_whole(block, T::kShareBpFieldNumber, kBasisPoints),
        .maximum = needed_money(block, T::kMaximumGbpFieldNumber, kSumPoundsMax)};
    if (block.has(T::kMaximumGbpFieldNumber) && charge.maximum < charge.target) {
        block.refuse(T::kMaximumGbpFieldNumber,
                     fmt::format("must not be below target_gbp, {}", to_string(charge.target)));
    }
    return charge;
}

ChargeKind read_kind(const ContractReading& reading, const Block& block, int kind) {
    if (kind == G::KIND_NOT_SET) {
        return FixedCharge{};
    }
    const Block own = block.child(kind);
    switch (kind) {
        case G::kFixedFieldNumber:
            return FixedCharge{
                needed_money(own, v1::FixedCharge::kMonthGbpFieldNumber, kSumPoundsMax)};
        case G::kHoursFieldNumber: return read_hour_bands(own);
        case G::kHandleFieldNumber:
            return HandleCharge{
                needed_money(own, v1::HandleCharge::kMinuteGbpFieldNumber, kUnitPoundsMax)};
        case G::kPerCallFieldNumber:
            return PerCallCharge{
                .all_units = own.enumerator(v1::PerCallCharge::kTiersFieldNumber) == v1::ALL_UNITS,
                .steps = read_steps(own)};
        case G::kAnchoredFieldNumber: return read_anchored(own);
        case G::kCommitFieldNumber: return read_commitment(own);
        case G::kTargetCostFieldNumber: return read_target_cost(own);
        case G::kCostPlusFieldNumber:
            return CostPlusCharge{
                needed_whole(own, v1::CostPlus::kMarginBpFieldNumber, kBasisPoints)};
        case G::kFlexFieldNumber:
            return FlexCharge{
                .standby_hour =
                    needed_money(own, v1::FlexCharge::kStandbyHourGbpFieldNumber, kUnitPoundsMax),
                .cancelled_hour = needed_money(
                    own, v1::FlexCharge::kCancelledHourGbpFieldNumber, kUnitPoundsMax)};
        case G::kMilestoneFieldNumber: return read_milestone(reading, own);
        case G::kPassThroughFieldNumber:
            return PassThroughCharge{
                needed_money(own, v1::PassThrough::kMonthGbpFieldNumber, kSumPoundsMax)};
        case G::kExcessProfitFieldNumber:
            return ExcessProfitCharge{
                .margin_bp =
                    needed_whole(own, v1::ExcessProfit::kMarginBpFieldNumber, kBasisPoints),
                .share_bp = needed_whole(own, v1::ExcessProfit::kShareBpFieldNumber, kBasisPoints)};
        default: break;
    }
    return FixedCharge{};
}

/// Lines and pools that a charge counts: those it names, else all lines and the supplier's pools.
void read_counted(const ContractReading& reading,
                  const Block& block,
                  Counts counts,
                  ChargeTerms& charge) {
    const int lines = block.size(G::kLinesFieldNumber);
    if (lines > 0 && counts != Counts::Calls) {
        block.refuse(G::kLinesFieldNumber, 0, "must be left out: the charge counts no calls");
    }
    for (int row = 0; row < lines; ++row) {
        if (const auto line = block.named(G::kLinesFieldNumber, reading.lines, row)) {
            charge.lines.emplace_back(*line);
        }
    }
    if (charge.lines.empty()) {
        for (std::size_t row = 0; row < reading.terms.scope.lines.size(); ++row) {
            charge.lines.emplace_back(row);
        }
    }
    refuse_unused(
        block, G::kPoolFieldNumber, counts != Counts::Nothing, "charges of calls and hours");
    if (block.has(G::kPoolFieldNumber)) {
        if (const auto pool = block.named(G::kPoolFieldNumber, reading.pools)) {
            charge.pools.emplace_back(*pool);
        }
        return;
    }
    for (std::size_t row = 0; row < reading.terms.scope.pools.size(); ++row) {
        if (reading.terms.scope.pools[row].owner == Party::Supplier) {
            charge.pools.emplace_back(row);
        }
    }
    if (charge.pools.empty() && counts != Counts::Nothing) {
        block.refuse_block(charge.id,
                           "needs a pool of THE_SUPPLIER in scope.pools whose calls or hours it "
                           "counts, or a pool of its own");
    }
}

ChargeTerms read_charge(const ContractReading& reading, const Block& block) {
    ChargeTerms charge;
    const int kind = block.as<G>().kind_case();
    charge.id = block.text(G::kIdFieldNumber);
    if (kind == G::KIND_NOT_SET) {
        block.refuse_block("no kind of charge",
                           "must have one of fixed, hours, handle, per_call, anchored, commit, "
                           "target_cost, cost_plus, flex, milestone, pass_through and "
                           "excess_profit");
    } else if (!block.has(G::kIdFieldNumber)) {
        charge.id = G::descriptor()->FindFieldByNumber(kind)->name();
    }
    if (block.has(G::kIdFieldNumber) && !is_name(charge.id)) {
        block.refuse(G::kIdFieldNumber, std::string(kNameRemedy));
    }
    charge.kind = read_kind(reading, block, kind);
    read_counted(reading, block, counts_of(kind), charge);
    charge.indexed = block.as<G>().has_indexed() ? block.as<G>().indexed() : true;
    return charge;
}

/// The price of a call for a commitment that names none: that of the first tier of the first
/// per-call charge with one of its lines.
std::optional<Money> price_beside(const std::vector<ChargeTerms>& charges,
                                  const ChargeTerms& commitment) {
    for (const ChargeTerms& charge : charges) {
        const auto* const per_call = std::get_if<PerCallCharge>(&charge.kind);
        const bool shares_a_line = std::ranges::any_of(charge.lines, [&commitment](LineId line) {
            return std::ranges::count(commitment.lines, line) > 0;
        });
        if (per_call != nullptr && shares_a_line && !per_call->steps.empty()) {
            return per_call->steps.front().call;
        }
    }
    return std::nullopt;
}

/// What a commitment needs of the rest of the contract: a price and a forecast.
void complete_commitment(const ContractReading& reading,
                         const Block& block,
                         const std::vector<ChargeTerms>& charges,
                         ChargeTerms& charge) {
    auto& commitment = std::get<CommitmentCharge>(charge.kind);
    const Block own = block.child(G::kCommitFieldNumber);
    if (!own.has(v1::Commitment::kCallGbpFieldNumber)) {
        const std::optional<Money> price = price_beside(charges, charge);
        if (!price) {
            own.missing(v1::Commitment::kCallGbpFieldNumber,
                        "must be given where no per_call charge has the line's price");
        }
        commitment.call = price.value_or(Money{});
    }
    const auto unknown = std::ranges::find_if(charge.lines, [&reading](LineId line) {
        return !has_forecast(reading.terms, line, false);
    });
    if (reading.forecast_is_read && unknown != charge.lines.end()) {
        own.refuse_block(
            fmt::format("no forecast of line {}", reading.terms.scope.lines[unknown->index()]),
            "needs a forecast of that line: forecast.months or forecast.profile_csv");
    }
}

}  // namespace

MilestoneCharge read_milestone(const ContractReading& reading, const Block& block) {
    using M = v1::Milestone;
    MilestoneCharge milestone;
    if (!block.has(M::kDueFieldNumber)) {
        block.missing(M::kDueFieldNumber, "must be given, a date such as \"2027-04-01\"");
    }
    milestone.due = read_date_within(block,
                                     M::kDueFieldNumber,
                                     -1,
                                     reading.terms.signed_on,
                                     last_day(reading.terms.term),
                                     "from signature to the end of the term and its extensions")
                        .value_or(reading.terms.term.start);
    milestone.payment =
        read_money(block, M::kPaymentGbpFieldNumber, kSumPoundsMax).value_or(Money{});
    milestone.delay_day =
        read_money(block, M::kDelayDayGbpFieldNumber, kSumPoundsMax).value_or(Money{});
    milestone.delay_days_max = static_cast<int>(whole_or(
        block, M::kDelayDaysMaxFieldNumber, {.min = 0.0, .max = 366.0, .unit = "days"}, 0));
    return milestone;
}

void read_charges(ContractReading& reading) {
    std::vector<ChargeTerms>& charges = reading.terms.charges;
    const int count = reading.root.rows(C::kChargesFieldNumber, 1, kChargesMax);
    for (int row = 0; row < count; ++row) {
        const Block block = reading.root.child(C::kChargesFieldNumber, row);
        ChargeTerms charge = read_charge(reading, block);
        if (std::ranges::count(charges, charge.id, &ChargeTerms::id) > 0) {
            block.refuse_block(charge.id, "must have an id that no other charge has");
        }
        charges.push_back(std::move(charge));
    }
    for (int row = 0; row < count; ++row) {
        ChargeTerms& charge = charges[static_cast<std::size_t>(row)];
        if (std::holds_alternative<CommitmentCharge>(charge.kind)) {
            complete_commitment(
                reading, reading.root.child(C::kChargesFieldNumber, row), charges, charge);
        }
    }
    check_hours_claimed_once(reading);
}

}  // namespace fcr
