#include "sim/contract/load_supplier.hpp"

#include "proto/fcr/v1/contract.pb.h"
#include "sim/scenario/block.hpp"
#include "sim/scenario/syntax.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cctype>

namespace fcr {

namespace {

using M = v1::SupplierModel;

constexpr Range kBasisPoints{.min = 0.0, .max = 10'000.0, .unit = "basis points"};
constexpr Range kHours{.min = 0.0, .max = 24.0, .unit = "hours"};
constexpr Range kMonths{.min = 0.0, .max = 60.0, .unit = "months"};
constexpr std::string_view kPolicies =
    "must be one of target_chaser, cost_minimiser, threshold_first, padding, cross_client and "
    "zero_hours";

Money read_money(const Block& block, int field, Money otherwise) {
    if (!block.has(field)) {
        return otherwise;
    }
    const std::optional<Money> sum = parse_money(block.text(field));
    if (!sum || sum->units < 0) {
        block.refuse(field, "must be pounds from 0 with at most four places, such as \"32.90\"");
        return otherwise;
    }
    return *sum;
}

Duration hours_of(double hours) {
    return duration_from_seconds(hours * 3600.0);
}

/// Hours of the day with defaults of their own.
HoursOfDay read_hours(const Block& block, int from_field, int until_field, HoursOfDay otherwise) {
    HoursOfDay hours = otherwise;
    if (const auto from = block.number(from_field, kHours)) {
        hours.from = hours_of(*from);
    }
    if (const auto until = block.number(until_field, kHours)) {
        hours.until = hours_of(*until);
    }
    if (hours.from == hours.until) {
        block.refuse_block("", "must begin and end at different hours");
    }
    return hours;
}

Names indicator_names(const ContractTerms& terms) {
    Names names{.kind = "a KPI"};
    for (const KpiTerms& kpi : terms.kpis) {
        names.names.push_back(kpi.id);
    }
    return names;
}

/// The first indicator that is a share; the first of all where there is none.
std::size_t first_share(const ContractTerms& terms) {
    const auto found = std::ranges::find(terms.kpis, KpiMeasure::Share, [](const KpiTerms& kpi) {
        return measure_of(kpi.counting.type);
    });
    return found == terms.kpis.end() ? 0 : static_cast<std::size_t>(found - terms.kpis.begin());
}

TargetChaserPlan read_target_chaser(const Block& block, const ContractTerms& terms) {
    using T = v1::TargetChaser;
    TargetChaserPlan plan{.kpi = first_share(terms)};
    if (block.has(T::kKpiFieldNumber)) {
        plan.kpi = block.named(T::kKpiFieldNumber, indicator_names(terms)).value_or(plan.kpi);
    }
    if (plan.kpi >= terms.kpis.size() ||
        measure_of(terms.kpis[plan.kpi].counting.type) != KpiMeasure::Share) {
        block.refuse_block("", "must watch a KPI that is a share: SERVICE_LEVEL or ABANDONMENT");
    }
    plan.after_days = static_cast<int>(
        block.count_or(T::kAfterDaysFieldNumber, {.min = 1.0, .max = 31.0, .unit = "days"}, 7));
    plan.safe_bp = block.count_or(T::kSafeBpFieldNumber, kBasisPoints, 200);
    plan.released_bp = block.count_or(T::kReleasedBpFieldNumber, kBasisPoints, 1'000);
    plan.stopped_bp = block.count_or(T::kStoppedBpFieldNumber, kBasisPoints, 3'000);
    return plan;
}

CostMinimiserPlan read_cost_minimiser(const Block& block) {
    using C = v1::CostMinimiser;
    constexpr Range fte{.min = -200.0, .max = 200.0, .unit = "FTE"};
    CostMinimiserPlan plan;
    plan.fte_least = static_cast<int>(block.number_or(C::kFteLeastFieldNumber, fte, -6.0));
    plan.fte_most = static_cast<int>(block.number_or(C::kFteMostFieldNumber, fte, 6.0));
    plan.fte_step = static_cast<int>(
        block.count_or(C::kFteStepFieldNumber, {.min = 1.0, .max = 100.0, .unit = "FTE"}, 2));
    plan.pilot_replications = static_cast<int>(block.count_or(
        C::kPilotReplicationsFieldNumber, {.min = 2.0, .max = 1'000.0, .unit = "replications"}, 5));
    if (plan.fte_least > 0 || plan.fte_most < 0 || plan.fte_least == plan.fte_most) {
        block.refuse_block(fmt::format("{} to {}", plan.fte_least, plan.fte_most),
                           "must have levels from at most 0 to at least 0, and more than one");
    }
    return plan;
}

ThresholdFirstPlan read_threshold_first(const Block& block, const ContractTerms& terms) {
    using T = v1::ThresholdFirst;
    if (const auto threshold = block.number(T::kThresholdSFieldNumber, kSpan)) {
        return {.threshold = duration_from_seconds(*threshold)};
    }
    const auto found = std::ranges::find(
        terms.kpis, KpiType::ServiceLevel, [](const KpiTerms& kpi) { return kpi.counting.type; });
    if (found == terms.kpis.end()) {
        block.refuse_block("", "must give threshold_s: no KPI of the contract is a SERVICE_LEVEL");
        return {};
    }
    return {.threshold = found->counting.threshold};
}

PaddingPlan read_padding(const Block& block, const ContractTerms& terms) {
    using P = v1::PaddingPolicy;
    PaddingPlan plan;
    plan.kpi = first_share(terms);
    plan.calls_per_month = block.needed_number(
        P::kCallsPerMonthFieldNumber, {.min = 1.0, .max = 100'000.0, .unit = "calls a month"});
    plan.hours = read_hours(block, P::kFromHFieldNumber, P::kUntilHFieldNumber, plan.hours);
    plan.talk = duration_from_seconds(block.number_or(P::kTalkSFieldNumber, kSpanAboveZero, 10.0));
    plan.free_min = block.count_or(
        P::kFreeAtLeastFieldNumber, {.min = 1.0, .max = 4'000.0, .unit = "handlers"}, 1);
    if (!terms.kpis.empty()) {
        plan.line = terms.kpis.front().counting.line.value_or(LineId{0});
    }
    if (block.has(P::kLineFieldNumber)) {
        const Names lines{.kind = "a line of the contract", .names = terms.scope.lines};
        plan.line = LineId{block.named(P::kLineFieldNumber, lines).value_or(0)};
    }
    plan.while_missing = block.as<P>().while_missing();
    return plan;
}

CrossClientPlan read_cross_client(const Block& block) {
    using C = v1::CrossClientPolicy;
    CrossClientPlan plan;
    plan.share_bp =
        static_cast<std::int64_t>(block.needed_number(C::kShareBpFieldNumber, kBasisPoints));
    plan.hours = read_hours(block, C::kFromHFieldNumber, C::kUntilHFieldNumber, plan.hours);
    return plan;
}

ZeroHoursPlan read_zero_hours(const Block& block) {
    using Z = v1::ZeroHoursPolicy;
    ZeroHoursPlan plan;
    plan.share_bp =
        static_cast<std::int64_t>(block.needed_number(Z::kShareBpFieldNumber, kBasisPoints));
    plan.accept_bp =
        static_cast<std::int64_t>(block.needed_number(Z::kAcceptBpFieldNumber, kBasisPoints));
    plan.notice = hours_of(
        block.number_or(Z::kNoticeHFieldNumber, {.min = 0.0, .max = 744.0, .unit = "hours"}, 24.0));
    const double shift =
        block.number_or(Z::kShiftHFieldNumber, {.min = 1.0, .max = 24.0, .unit = "hours"}, 8.0);
    plan.shift = hours_of(shift);
    if (std::chrono::hours{24} % plan.shift != Duration::zero()) {
        block.refuse(Z::kShiftHFieldNumber, "must divide 24, such as 8");
        plan.shift = std::chrono::hours{8};
    }
    plan.guaranteed_bp = block.count_or(Z::kGuaranteedBpFieldNumber, kBasisPoints, 5'000);
    plan.cancelled_bp = block.count_or(Z::kCancelledBpFieldNumber, kBasisPoints, 5'000);
    return plan;
}

Names supplier_pools(const ContractTerms& terms) {
    Names names{.kind = "a pool of the supplier"};
    for (const ScopePool& pool : terms.scope.pools) {
        names.names.push_back(pool.owner == Party::Supplier ? pool.name : "");
    }
    return names;
}

SupplierPolicyTerms read_policy(const Block& block, const ContractTerms& terms) {
    using P = v1::SupplierPolicy;
    SupplierPolicyTerms policy;
    if (block.has(P::kPoolFieldNumber)) {
        if (const auto row = block.named(P::kPoolFieldNumber, supplier_pools(terms))) {
            policy.pool = PoolId{*row};
        }
    }
    const auto which = block.as<P>().policy_case();
    const Block child = which == P::POLICY_NOT_SET ? block : block.child(static_cast<int>(which));
    switch (which) {
        case P::kTargetChaser: policy.plan = read_target_chaser(child, terms); break;
        case P::kCostMinimiser: policy.plan = read_cost_minimiser(child); break;
        case P::kThresholdFirst: policy.plan = read_threshold_first(child, terms); break;
        case P::kPadding: policy.plan = read_padding(child, terms); break;
        case P::kCrossClient: policy.plan = read_cross_client(child); break;
        case P::kZeroHours: policy.plan = read_zero_hours(child); break;
        case P::POLICY_NOT_SET: block.refuse_block("", std::string(kPolicies)); break;
    }
    return policy;
}

DistressTerms read_distress(const Block& block) {
    using D = v1::Distress;
    DistressTerms distress;
    distress.trailing_months = static_cast<int>(block.count_or(
        D::kTrailingMonthsFieldNumber, {.min = 1.0, .max = 12.0, .unit = "months"}, 3));
    distress.leavers_bp = block.count_or(D::kLeaversBpFieldNumber, kBasisPoints, 2'700);
    distress.renegotiate_after_months =
        static_cast<int>(block.count_or(D::kRenegotiateAfterMonthsFieldNumber, kMonths, 3));
    distress.renegotiate_bp = block.count_or(D::kRenegotiateBpFieldNumber, kBasisPoints, 5'000);
    distress.exit_after_months =
        static_cast<int>(block.count_or(D::kExitAfterMonthsFieldNumber, kMonths, 6));
    distress.exit_bp = block.count_or(D::kExitBpFieldNumber, kBasisPoints, 2'500);
    return distress;
}

ReliefClaimPlan read_claim(const Block& block) {
    using C = v1::ReliefClaim;
    ReliefClaimPlan claim;
    claim.disruption = block.text(C::kDisruptionFieldNumber);
    if (claim.disruption.empty()) {
        block.missing(C::kDisruptionFieldNumber,
                      "must be given, the name of a disruption of the scenario");
    }
    if (!block.has(C::kCauseFieldNumber)) {
        block.missing(C::kCauseFieldNumber, "must be given, such as FORCE_MAJEURE");
    } else if (const auto cause = block.enumerator(C::kCauseFieldNumber)) {
        claim.cause = static_cast<ReliefCause>(*cause - 1);
        if (claim.cause == ReliefCause::VolumeOver ||
            claim.cause == ReliefCause::HandlingTimeOver) {
            block.refuse(C::kCauseFieldNumber,
                         "must be something that happens; volume and handling time are compared "
                         "with the forecast");
        }
    }
    claim.after_days = static_cast<int>(block.count_or(
        C::kClaimedAfterDaysFieldNumber, {.min = 0.0, .max = 366.0, .unit = "working days"}, 5));
    claim.evidence = !block.as<C>().without_evidence();
    return claim;
}

/// `TARGET_CHASER` and `target_chaser` to `target_chaser { }`.
std::string as_block(std::string text) {
    const bool is_word = std::ranges::all_of(
        text, [](unsigned char letter) { return std::isalpha(letter) != 0 || letter == '_'; });
    const std::size_t end = std::min(text.find_first_of(" {:"), text.size());
    std::transform(text.begin(),
                   text.begin() + static_cast<std::ptrdiff_t>(end),
                   text.begin(),
                   [](unsigned char letter) { return static_cast<char>(std::tolower(letter)); });
    return is_word ? text + " {}" : text;
}

}  // namespace

std::string_view name_of(const SupplierPolicyTerms& policy) {
    constexpr std::string_view kNames[] = {"target chaser",
                                           "cost minimiser",
                                           "threshold first",
                                           "padding",
                                           "cross client",
                                           "zero hours"};
    return kNames[policy.plan.index()];
}

SupplierTerms read_supplier_model(const Block& block, const ContractTerms& terms) {
    SupplierTerms supplier;
    supplier.hour = read_money(block, M::kHourGbpFieldNumber, supplier.hour);
    supplier.overhead_bp = block.count_or(M::kOverheadBpFieldNumber, kBasisPoints, 1'000);
    supplier.overhead_month = read_money(block, M::kOverheadMonthGbpFieldNumber, {});
    supplier.mobilisation = read_money(block, M::kMobilisationGbpFieldNumber, {});
    supplier.margin_bp = block.count_or(M::kMarginBpFieldNumber, kBasisPoints, 800);
    if (block.has(M::kDistressFieldNumber)) {
        supplier.distress = read_distress(block.child(M::kDistressFieldNumber));
    }
    const int policies = block.rows(M::kPoliciesFieldNumber, 0, 16);
    for (int row = 0; row < policies; ++row) {
        supplier.policies.push_back(read_policy(block.child(M::kPoliciesFieldNumber, row), terms));
    }
    const int claims = block.rows(M::kClaimsFieldNumber, 0, 32);
    for (int row = 0; row < claims; ++row) {
        supplier.claims.push_back(read_claim(block.child(M::kClaimsFieldNumber, row)));
    }
    return supplier;
}

Result<SupplierPolicyTerms> parse_supplier_policy(const std::string& text,
                                                  const ContractTerms& terms) {
    google::protobuf::TextFormat::ParseInfoTree locations;
    v1::SupplierPolicy message;
    const TextOrigin origin{
        .file = "--policy", .text = SourceText(as_block(text)), .locations = &locations};
    if (auto problem = parse_text(origin.file, origin.text, message, locations)) {
        return tl::unexpected(Problems{std::move(*problem)});
    }
    Findings findings;
    const SupplierPolicyTerms policy = read_policy(Block(message, origin, findings), terms);
    if (!findings.empty()) {
        return tl::unexpected(findings.take());
    }
    return policy;
}

}  // namespace fcr
