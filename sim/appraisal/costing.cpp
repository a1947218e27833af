#include "sim/appraisal/costing.hpp"

#include "sim/base/check.hpp"
#include "sim/contract/exit_cost.hpp"
#include "sim/random/real_math.hpp"

#include <algorithm>
#include <cmath>

namespace fcr {
namespace {

constexpr int kMonths = 12;

Money scaled(Money sum, double factor) {
    return {std::llround(static_cast<double>(sum.units) * factor)};
}

/// A yearly sum as it has grown by a year, of which year 1 is the first.
Money grown(Money sum, std::int64_t growth_bp, int year) {
    for (int passed = 1; passed < year; ++passed) {
        sum = basis_points(sum, 10'000 + growth_bp);
    }
    return sum;
}

Money of_posts(Money post, std::int64_t posts_hundredths) {
    return times(post, posts_hundredths, 100);
}

}  // namespace

std::int64_t posts_in(const AppraisedWorld& world,
                      const AppraisedStaff& staff,
                      std::int64_t posts_hundredths) {
    const double follows = static_cast<double>(staff.follows_work_bp) / 10'000.0;
    const double work = 1.0 + follows * (world.volume * world.handling - 1.0);
    return std::llround(static_cast<double>(posts_hundredths) * work);
}

Money post_cost(const AppraisedStaff& staff,
                std::int64_t posts_hundredths,
                const AppraisedWorld& world) {
    SupplyPipeline pipeline = staff.pipeline;
    pipeline.attrition_bp = world.attrition_bp.value_or(pipeline.attrition_bp);
    const double posts = static_cast<double>(posts_hundredths) / 100.0;
    const TurnoverCost turnover = turnover_cost(
        posts,
        pipeline,
        {.year = staff.fte, .overtime_bp = staff.overtime_bp, .covered_bp = staff.gap_covered_bp});
    return scaled(of_posts(staff.fte, posts_hundredths) + turnover.net(), world.staff_cost);
}

int months_late(const AppraisalOption& option,
                const AppraisedWorld& world,
                const Happenings& happenings) {
    if (!option.sourcing) {
        return 0;
    }
    return world.slip_months.value_or(
        slip_months(option.sourcing->mobilisation.slip, happenings.slip));
}

Costing::Costing(const AppraisalPlan& plan, const AppraisedWorld& world)
    : plan_(plan), world_(world), years_(year_starts(plan.start, plan.years)) {}

bool Costing::has(std::size_t row, const RiskOccurrence& occurrence) const {
    const RiskTerms& event = plan_.risks[occurrence.event];
    const bool has_contract = plan_.options[row].contract.has_value();
    const bool needs_one = event.with_contract_only || event.hits == RiskHits::Supplier;
    return occurrence.start < years_.back() && (has_contract || !needs_one);
}

/// One option's flow under construction.
class Costing::Flow {
public:
    Flow(const Costing& costing, std::size_t row, int late)
        : costing_(costing),
          plan_(costing.plan_),
          world_(costing.world_),
          option_(plan_.options[row]),
          today_(plan_.options[plan_.today]),
          row_(row),
          late_(late),
          flow_(plan_.years, plan_.deflator_bp) {}

    void add_running_costs() {
        for (int year = 0; year <= plan_.years; ++year) {
            const int late = months_late_in(year);
            add_running(option_, year, kMonths - late);
            if (late > 0) {
                add_running(today_, year, late);
            }
        }
    }

    /// The months before the start are not paid for.
    void add_charges(std::span<const MonthMoney> months, const Happenings& happenings) {
        FCR_CHECK(months.size() == static_cast<std::size_t>(plan_.years * kMonths),
                  "a contract has money for each month of the appraisal");
        for (std::size_t month = static_cast<std::size_t>(std::min(late_, plan_.years * kMonths));
             month < months.size();
             ++month) {
            const int year = static_cast<int>(month) / kMonths + 1;
            const std::int64_t paid_bp = credits_paid_bp(month, happenings);
            flow_.add_nominal(
                CostLine::Charges, year, scaled(months[month].charges, world_.charges));
            flow_.add_nominal(
                CostLine::Credits,
                year,
                -scaled(basis_points(months[month].credits, paid_bp), world_.charges));
        }
    }

    void add_sourcing(const SourcingPlan& plan) {
        flow_.add_real(CostLine::Procurement, 0, procurement(plan));
        flow_.add_real(
            CostLine::Mobilisation, 0, times(plan.mobilisation.month, plan.mobilisation.months));
        for (int year = 1; year <= plan_.years; ++year) {
            flow_.add_real(
                CostLine::Mobilisation, year, times(plan.mobilisation.month, months_late_in(year)));
        }
        const Money today = post_cost(
            plan_.staff, posts_in(world_, plan_.staff, today_.handler_hundredths), world_);
        flow_.add_real(
            CostLine::ParallelRunning,
            1,
            basis_points(scaled(today, plan.parallel.weeks / 52.0), plan.parallel.share_bp));
        add_transfer(plan);
        add_client_team(plan.client_team);
        const ExitCost exit = exit_cost(plan.exit, plan_.years, ExitReason::EndOfTerm);
        flow_.add_real(CostLine::Exit, plan_.years, exit.total());
    }

    void add_risks(const Happenings& happenings) {
        for (const RiskOccurrence& risk : happenings.risks) {
            if (!costing_.has(row_, risk)) {
                continue;
            }
            const int year = year_of(risk);
            if (year > plan_.years) {
                continue;
            }
            RiskPrices prices{
                .month_charges = times(flow_.real().at(CostLine::Charges, year), 1, kMonths),
                .again = {},
                .back = {}};
            if (option_.sourcing) {
                const SourcingPlan& plan = *option_.sourcing;
                prices.again =
                    procurement(plan) + times(plan.mobilisation.month, plan.mobilisation.months);
                prices.back = exit_cost(plan.exit, year - 1, ExitReason::SupplierDefault).total();
            }
            flow_.add_real(
                CostLine::RiskEvents, year, cost_of(plan_.risks[risk.event], risk, prices));
        }
    }

    [[nodiscard]] PricedFlow take() { return std::move(flow_); }

private:
    [[nodiscard]] int months_late_in(int year) const {
        return year == 0 ? 0 : std::clamp(late_ - kMonths * (year - 1), 0, kMonths);
    }

    /// So many months of what an arrangement costs whatever happens.
    void add_running(const AppraisalOption& of, int year, int months) {
        const AppraisedStaff& staff = plan_.staff;
        if (year > 0) {
            const Money posts =
                post_cost(staff, posts_in(world_, staff, of.handler_hundredths), world_);
            flow_.add_real(
                CostLine::Staff, year, times(grown(posts, staff.growth_bp, year), months, kMonths));
        }
        for (const CostItem& item : of.costs) {
            // What is paid once belongs to the option itself, however late it starts.
            if (year < item.from_year || year > item.until_year || (item.once && &of != &option_)) {
                continue;
            }
            const Money sum = grown(item.amount, item.growth_bp, year - item.from_year + 1);
            const bool people = item.line == CostLine::Staff || item.line == CostLine::Supervision;
            flow_.add_real(item.line,
                           year,
                           scaled(item.once ? sum : times(sum, months, kMonths),
                                  people ? world_.staff_cost : 1.0));
        }
    }

    [[nodiscard]] Money procurement(const SourcingPlan& plan) const {
        return world_.procurement.value_or(plan.procurement.cost);
    }

    void add_transfer(const SourcingPlan& plan) {
        const TransferPlan& transfer = plan.transfer;
        flow_.add_real(CostLine::Transfer, 0, transfer.advice);
        const std::int64_t gone =
            std::max<std::int64_t>(0, today_.handler_hundredths - option_.handler_hundredths);
        const std::int64_t moved =
            std::min(gone,
                     transfer.posts_hundredths.value_or(divide_rounded(
                         static_cast<WideInteger>(gone) * transfer.share_bp, 10'000)));
        const double hazard =
            static_cast<double>(world_.attrition_bp.value_or(plan_.staff.pipeline.attrition_bp)) /
            10'000.0;
        for (int year = 1; year <= plan_.years; ++year) {
            // Those still there in the middle of the year.
            const double there = exp(-hazard * (year - 0.5));
            const int protected_months =
                std::clamp(transfer.protected_months - kMonths * (year - 1), 0, kMonths);
            const Money pay =
                scaled(of_posts(plan_.staff.salary, moved), there * world_.staff_cost);
            const Money more =
                times(basis_points(pay, transfer.terms_bp), protected_months, kMonths) +
                basis_points(pay, transfer.pension_bp);
            flow_.add_real(CostLine::Transfer, year, basis_points(more, transfer.borne_bp));
        }
        const std::int64_t over = plan.redundancy.posts_hundredths.value_or(gone - moved);
        const Money each = basis_points(plan_.staff.salary, plan.redundancy.salary_bp);
        flow_.add_real(CostLine::Redundancy, 1, plan.redundancy.sum.value_or(of_posts(each, over)));
    }

    void add_client_team(const ClientTeamPlan& team) {
        const std::int64_t share_bp = world_.client_bp.value_or(team.share_bp);
        const Money least = scaled(of_posts(team.fte, team.fte_min_hundredths), world_.staff_cost);
        for (int year = 1; year <= plan_.years; ++year) {
            const Money share = basis_points(flow_.real().at(CostLine::Charges, year), share_bp);
            flow_.add_real(CostLine::ClientTeam, year, std::max(share, least));
        }
    }

    /// In which its first stage begins; 1 at the least.
    [[nodiscard]] int year_of(const RiskOccurrence& risk) const {
        const auto spans = stages_of(plan_.risks[risk.event], risk);
        const Duration from = spans.empty() ? risk.start : spans.front().from;
        const auto after = std::ranges::upper_bound(costing_.years_, from);
        return std::max(1, static_cast<int>(after - costing_.years_.begin()));
    }

    /// Of a month's credits, what is still paid. Months are twelfths of their year here.
    [[nodiscard]] std::int64_t credits_paid_bp(std::size_t month,
                                               const Happenings& happenings) const {
        const std::size_t year = month / kMonths;
        const Duration length = (costing_.years_[year + 1] - costing_.years_[year]) / kMonths;
        const Duration from = costing_.years_[year] + length * static_cast<int>(month % kMonths);
        std::int64_t paid = 10'000;
        for (const RiskOccurrence& risk : happenings.risks) {
            const RiskTerms& event = plan_.risks[risk.event];
            if (event.credits_bp == 10'000 || !costing_.has(row_, risk)) {
                continue;
            }
            const auto spans = stages_of(event, risk);
            if (!spans.empty() && spans.front().from < from + length && spans.back().until > from) {
                paid = std::min(paid, event.credits_bp);
            }
        }
        return paid;
    }

    const Costing& costing_;
    const AppraisalPlan& plan_;
    const AppraisedWorld& world_;
    const AppraisalOption& option_;
    const AppraisalOption& today_;
    std::size_t row_;
    int late_;
    PricedFlow flow_;
};

PricedFlow Costing::flow(std::size_t row,
                         std::span<const MonthMoney> months,
                         const Happenings& happenings) const {
    const AppraisalOption& option = plan_.options[row];
    Flow flow(*this, row, months_late(option, world_, happenings));
    flow.add_running_costs();
    if (option.contract) {
        flow.add_charges(months, happenings);
    }
    if (option.sourcing) {
        flow.add_sourcing(*option.sourcing);
    }
    flow.add_risks(happenings);
    return flow.take();
}

std::vector<CancellingCost> cancelling_costs(const SourcingPlan& plan) {
    constexpr int stages = 4;
    constexpr const char* names[stages] = {
        "market engaged", "tenders invited", "bids in", "just before signature"};
    std::vector<CancellingCost> costs;
    for (int stage = 1; stage <= stages; ++stage) {
        costs.push_back({.stage = names[stage - 1],
                         .month = plan.procurement.months * stage / stages,
                         .spent = times(plan.procurement.cost, stage, stages),
                         .bidders = 2 * stage > stages ? plan.procurement.bidders : Money{},
                         .exit = {}});
    }
    const ExitCost exit = exit_cost(plan.exit, 0, ExitReason::Convenience);
    costs.push_back(
        {.stage = "signed and mobilised, the day before the start",
         .month = plan.procurement.months + plan.mobilisation.months,
         .spent = plan.procurement.cost + times(plan.mobilisation.month, plan.mobilisation.months),
         .bidders = {},
         .exit = exit.breakage + exit.unamortised});
    return costs;
}

std::vector<LeavingCost> leaving_costs(const SourcingPlan& plan, int years) {
    std::vector<LeavingCost> costs;
    for (int year = 1; year <= years; ++year) {
        const ExitReason reason = year < years ? ExitReason::Convenience : ExitReason::EndOfTerm;
        costs.push_back(
            {.year = year,
             .convenience = exit_cost(plan.exit, year, reason).total(),
             .supplier_default = exit_cost(plan.exit, year, ExitReason::SupplierDefault).total()});
    }
    return costs;
}

}  // namespace fcr
