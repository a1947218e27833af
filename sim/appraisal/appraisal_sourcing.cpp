// Posts, and what a contract brings beside its charges: each figure stated, the contract's, or the
// default of contracts.md 3.
#include "proto/fcr/v1/appraisal.pb.h"
#include "sim/appraisal/appraisal_reading.hpp"
#include "sim/contract/contract_reading.hpp"

#include <fmt/format.h>

#include <utility>

namespace fcr {
namespace {

using A = v1::Appraisal;
using O = v1::AppraisalOption;

constexpr Range kBp{.min = 0.0, .max = 10'000.0, .unit = "basis points (100 is 1 %)"};

/// The figures of one option's blocks.
class SourcingFigures {
public:
    SourcingFigures(AppraisalReading& reading, const Block& block, AppraisalOption& option)
        : reading_(reading), block_(block), option_(option) {}

    void read() {
        SourcingPlan plan;
        plan.procurement = procurement();
        plan.mobilisation = mobilisation();
        plan.parallel = parallel();
        plan.transfer = transfer();
        plan.redundancy = redundancy();
        plan.client_team = client_team();
        plan.exit = exit();
        option_.sourcing = std::move(plan);
    }

private:
    [[nodiscard]] Figures of(int field, int source_field) const {
        return {reading_,
                option_.title,
                block_.has(field) ? std::optional(block_.child(field)) : std::nullopt,
                source_field};
    }
    [[nodiscard]] const ContractTerms& contract() const { return *option_.contract; }
    /// Of a contract that has the block, the contract's own figure; else the default.
    template <typename T>
    [[nodiscard]] FigureElse<T> or_contract(bool has,
                                            T of_contract,
                                            FigureElse<T> otherwise) const {
        if (!has) {
            return otherwise;
        }
        return {of_contract, FigureOrigin::Contract, option_.contract_file.filename().string()};
    }

    ProcurementPlan procurement() const {
        using P = v1::Procurement;
        const Figures figures = of(O::kProcurementFieldNumber, P::kSourceFieldNumber);
        ProcurementPlan plan;
        plan.cost = figures.money({P::kCostGbpFieldNumber, "Procurement", ""}, {plan.cost});
        plan.months = figures.whole({P::kMonthsFieldNumber, "Procurement lasts", " months"},
                                    {.min = 1.0, .max = 60.0, .unit = "months"},
                                    {12, FigureOrigin::Default, "assumption"});
        plan.bidders = figures.money(
            {P::kBiddersGbpFieldNumber, "Owed to bidders when it is cancelled late", ""},
            {Money{}, FigureOrigin::Default, "assumption: bidders bear their own costs"});
        return plan;
    }

    MobilisationPlan mobilisation() const {
        using M = v1::MobilisationPlan;
        const Figures figures = of(O::kMobilisationFieldNumber, M::kSourceFieldNumber);
        const bool has = contract().mobilisation.has_value();
        MobilisationPlan plan;
        plan.months = figures.whole(
            {M::kMonthsFieldNumber, "Mobilisation", " months"},
            {.min = 0.0, .max = 36.0, .unit = "months"},
            or_contract<int>(has, has ? contract().mobilisation->months : 0, {plan.months}));
        plan.month =
            figures.money({M::kMonthGbpFieldNumber, "The force's own mobilisation", " a month"},
                          {Money{}, FigureOrigin::Default, "not stated: counts as 0"});
        const double mean =
            figures.number({M::kSlipMeanMonthsFieldNumber, "Late start, mean", " months"},
                           {.min = 0.0, .max = 24.0, .unit = "months"},
                           {1.0});
        const double p90 = figures.number(
            {M::kSlipP90MonthsFieldNumber, "Late start, 90 % are at most", " months"},
            {.min = 0.0, .max = 120.0, .unit = "months"},
            {4.0});
        const std::optional<SlipLaw> law = slip_law(mean, p90);
        if (!law) {
            const Block own = block_.child(O::kMobilisationFieldNumber);
            own.refuse(own.has(M::kSlipP90MonthsFieldNumber) ? M::kSlipP90MonthsFieldNumber
                                                             : M::kSlipMeanMonthsFieldNumber,
                       fmt::format("must be such that slip_p90_months, {:.6g}, lies from 1.8 to 5 "
                                   "times slip_mean_months, {:.6g}; both 0: never late",
                                   p90,
                                   mean));
        }
        plan.slip = law.value_or(SlipLaw{});
        plan.old_service_bp = figures.share_bp(
            {M::kOldServiceBpFieldNumber, "Today's people still there after a late start", ""},
            kBp,
            {plan.old_service_bp, FigureOrigin::Default, "assumption: the old service goes on"});
        return plan;
    }

    ParallelPlan parallel() const {
        using P = v1::ParallelRunning;
        const Figures figures = of(O::kParallelFieldNumber, P::kSourceFieldNumber);
        const bool has = contract().mobilisation.has_value();
        ParallelPlan plan;
        plan.weeks = figures.number(
            {P::kWeeksFieldNumber, "Parallel running", " weeks"},
            {.min = 0.0, .max = 104.0, .unit = "weeks"},
            or_contract<double>(
                has, has ? contract().mobilisation->parallel_weeks : 0.0, {plan.weeks}));
        plan.share_bp =
            figures.share_bp({P::kShareBpFieldNumber, "Parallel running, paid twice", ""},
                             {.min = 0.0, .max = 20'000.0, .unit = "basis points"},
                             {plan.share_bp});
        return plan;
    }

    TransferPlan transfer() const {
        using T = v1::StaffTransfer;
        const Figures figures = of(O::kTransferFieldNumber, T::kSourceFieldNumber);
        const auto& people = contract().people;
        TransferPlan plan;
        if (people && people->transferring_hundredths > 0 && !figures.has(T::kShareBpFieldNumber)) {
            plan.posts_hundredths = people->transferring_hundredths;
            figures.note("People who transfer",
                         fmt::format("{} FTE", hundredths_words(*plan.posts_hundredths)),
                         FigureOrigin::Contract,
                         option_.contract_file.filename().string());
        } else {
            plan.share_bp = figures.share_bp(
                {T::kShareBpFieldNumber, "Posts in scope whose people transfer", ""},
                kBp,
                {plan.share_bp});
        }
        plan.protected_months = figures.whole(
            {T::kProtectedMonthsFieldNumber, "Their terms are protected for", " months"},
            {.min = 0.0, .max = 240.0, .unit = "months"},
            or_contract<int>(people.has_value(),
                             people ? people->protected_months : 0,
                             {plan.protected_months, FigureOrigin::Default, "assumption"}));
        plan.terms_bp = figures.share_bp(
            {T::kTermsBpFieldNumber, "Their terms cost over the supplier's", " of pay"},
            kBp,
            {0, FigureOrigin::Default, "assumption: in the supplier's price"});
        plan.pension_bp = figures.share_bp(
            {T::kPensionBpFieldNumber, "Their pension", " of pay"},
            kBp,
            or_contract<std::int64_t>(
                people.has_value(), people ? people->pension_bp : 0, {plan.pension_bp}));
        plan.borne_bp =
            figures.share_bp({T::kBorneBpFieldNumber, "Of terms and pension the force bears", ""},
                             kBp,
                             {0, FigureOrigin::Default, "assumption: in the supplier's price"});
        plan.advice = figures.money({T::kAdviceGbpFieldNumber, "Advice on the transfer", ""},
                                    {Money{}, FigureOrigin::Default, "not stated: counts as 0"});
        return plan;
    }

    RedundancyPlan redundancy() const {
        using R = v1::RedundancyPlan;
        const Figures figures = of(O::kRedundancyFieldNumber, R::kSourceFieldNumber);
        const auto& people = contract().people;
        RedundancyPlan plan;
        if (figures.has(R::kPostsFieldNumber)) {
            plan.posts_hundredths =
                figures.posts({R::kPostsFieldNumber, "Posts made redundant", ""}, {});
        } else if (people && people->redundancy > Money{}) {
            plan.sum = people->redundancy;
            figures.note("Redundancy",
                         pounds_words(*plan.sum) + " pounds",
                         FigureOrigin::Contract,
                         option_.contract_file.filename().string());
        }
        plan.salary_bp = figures.share_bp(
            {R::kSalaryBpFieldNumber, "Redundancy of each leaver", " of a year's pay"},
            {.min = 0.0, .max = 50'000.0, .unit = "basis points"},
            {plan.salary_bp});
        return plan;
    }

    ClientTeamPlan client_team() const {
        using C = v1::ClientTeam;
        const Figures figures = of(O::kClientTeamFieldNumber, C::kSourceFieldNumber);
        ClientTeamPlan plan;
        plan.share_bp =
            figures.share_bp({C::kShareBpFieldNumber, "Client team", " of the year's charges"},
                             kBp,
                             {plan.share_bp});
        plan.fte_min_hundredths = figures.posts(
            {C::kFteMinFieldNumber, "Client team, at least", ""}, {plan.fte_min_hundredths});
        plan.fte =
            figures.money({C::kFteGbpFieldNumber, "Client team, cost of an FTE", " a year"},
                          {reading_.plan.staff.fte, FigureOrigin::Derived, "as a handler's"});
        return plan;
    }

    ExitTermsMoney exit() const {
        using E = v1::ExitPlan;
        const Figures figures = of(O::kExitFieldNumber, E::kSourceFieldNumber);
        const bool has = contract().exit.has_value();
        ExitTermsMoney terms = has ? *contract().exit : ExitTermsMoney{};
        const FigureElse<Money> nothing{Money{}, FigureOrigin::Default, "not stated: counts as 0"};
        terms.plan = figures.money({E::kPlanGbpFieldNumber, "Exit plan", ""},
                                   or_contract<Money>(has, terms.plan, nothing));
        terms.transfer_back =
            figures.money({E::kTransferBackGbpFieldNumber, "Taking the work back", ""},
                          or_contract<Money>(has, terms.transfer_back, nothing));
        return terms;
    }

    AppraisalReading& reading_;
    const Block& block_;
    AppraisalOption& option_;
};

void read_posts_of(AppraisalReading& reading, const Block& block, AppraisalOption& option) {
    const Figures figures(reading, option.title, block, O::kSourceFieldNumber);
    std::string pools;
    for (const std::string& pool : option.staffed_pools) {
        pools += (pools.empty() ? "" : ", ") + pool;
    }
    option.handler_hundredths = figures.posts(
        {O::kHandlerFteFieldNumber, "Handlers' posts", ""},
        {option.handler_hundredths,
         FigureOrigin::Derived,
         pools.empty() ? "no staffed_pools are stated"
                       : fmt::format("seat-hours of {} in year 1 over productive hours", pools)});
}

void note_costs(AppraisalReading& reading, const Block& block, const AppraisalOption& option) {
    const Figures figures(reading, option.title, block, O::kSourceFieldNumber);
    for (const CostItem& item : option.costs) {
        const std::string when =
            item.once ? fmt::format(" in year {}", item.from_year)
                      : fmt::format(" a year, years {} to {}", item.from_year, item.until_year);
        figures.note(item.title,
                     fmt::format("{} pounds{}", pounds_words(item.amount), when),
                     FigureOrigin::Stated,
                     item.source);
    }
}

}  // namespace

void read_sourcing(AppraisalReading& reading) {
    for (std::size_t row = 0; row < reading.plan.options.size(); ++row) {
        AppraisalOption& option = reading.plan.options[row];
        const Block block = reading.root.child(A::kOptionsFieldNumber, static_cast<int>(row));
        read_posts_of(reading, block, option);
        note_costs(reading, block, option);
        if (option.contract) {
            SourcingFigures(reading, block, option).read();
        }
    }
}

}  // namespace fcr
