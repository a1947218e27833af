#include "sim/contract/charging.hpp"

#include "sim/base/check.hpp"
#include "sim/contract/contract_year.hpp"
#include "sim/contract/indexation.hpp"

#include <algorithm>
#include <numeric>
#include <type_traits>
#include <utility>

namespace fcr {

namespace {

/// A day of any month is a whole number of these parts of a month: 377,580 divides by 28, 29, 30
/// and 31.
constexpr std::int64_t kPartsOfMonth = 377'580;
constexpr std::int64_t kPartsOfYear = 12 * kPartsOfMonth;

std::int64_t parts_of_month(const ServicePeriod& period) {
    return static_cast<std::int64_t>(period.days.size()) * kPartsOfMonth / period.days_of_month;
}

void append(ChargeLines& lines, ChargeLines more, const std::string& charge, const char* code) {
    for (ChargeLine& line : more) {
        line.charge = charge;
        line.code = code;
        lines.push_back(std::move(line));
    }
}

/// Components whose lines follow from the period alone.
template <typename Charge>
constexpr bool kIsOfPeriod =
    !(std::is_same_v<Charge, CommitmentCharge> || std::is_same_v<Charge, TargetCostCharge> ||
      std::is_same_v<Charge, MilestoneCharge> || std::is_same_v<Charge, ExcessProfitCharge>);

template <typename Charge>
bool has(const ContractTerms& terms) {
    return std::ranges::any_of(terms.charges, [](const ChargeTerms& charge) {
        return std::holds_alternative<Charge>(charge.kind);
    });
}

}  // namespace

LedgerNeeds ledger_needs(const ContractTerms& terms) {
    return {.staffing = has<HoursCharge>(terms) || has<FlexCharge>(terms),
            .books = has<TargetCostCharge>(terms) || has<CostPlusCharge>(terms),
            .forecast = has<CommitmentCharge>(terms)};
}

std::vector<MilestoneCharge> milestones_of(const ContractTerms& terms) {
    std::vector<MilestoneCharge> milestones;
    for (const ChargeTerms& charge : terms.charges) {
        if (const auto* milestone = std::get_if<MilestoneCharge>(&charge.kind)) {
            milestones.push_back(*milestone);
        }
    }
    if (terms.mobilisation) {
        milestones.insert(milestones.end(),
                          terms.mobilisation->milestones.begin(),
                          terms.mobilisation->milestones.end());
    }
    return milestones;
}

Charging::Charging(const ContractTerms& terms)
    : terms_(terms),
      order_(terms.charges.size()),
      milestones_(milestones_of(terms)),
      years_(terms.charges.size()) {
    std::iota(order_.begin(), order_.end(), std::size_t{0});
    std::ranges::stable_sort(
        order_, {}, [&](std::size_t row) { return terms.charges[row].kind.index(); });
}

ChargeLines Charging::before_credits(const ServicePeriod& period,
                                     const PeriodLedger& ledger,
                                     const BillableVolumes& volumes,
                                     const ExpectedCalls& expected) {
    const int changes = terms_.indexation ? changes_until(*terms_.indexation, period.first) : 0;
    ChargeLines invoice;
    std::vector<Money> charged(terms_.charges.size());
    // By code: a commitment comes after the charges that count towards it.
    for (const std::size_t row : order_) {
        const ChargeTerms& charge = terms_.charges[row];
        if (is_after_credits(charge.kind)) {
            continue;
        }
        const ChargeKind priced = charge.indexed && terms_.indexation
                                      ? indexed(*terms_.indexation, charge.kind, changes)
                                      : charge.kind;
        ChargeLines lines;
        if (const auto* commitment = std::get_if<CommitmentCharge>(&priced)) {
            lines = commitment_lines(row, *commitment, period, expected, charged);
        } else if (const auto* target = std::get_if<TargetCostCharge>(&priced)) {
            lines = {target_cost_line(row, *target, period, ledger)};
        } else {
            lines = lines_of(charge, priced, period, ledger, volumes);
        }
        charged[row] = total_of(lines);
        append(invoice, std::move(lines), charge.id, charge_code(charge.kind));
    }
    if (ends_contract_year(terms_.term, period)) {
        std::ranges::fill(years_, YearSoFar{});
    }
    return invoice;
}

ChargeLines Charging::lines_of(const ChargeTerms& terms,
                               const ChargeKind& priced,
                               const ServicePeriod& period,
                               const PeriodLedger& ledger,
                               const BillableVolumes& volumes) const {
    const ChargeInput input{.period = period,
                            .ledger = ledger,
                            .pools = terms.pools,
                            .volume = volumes.of(terms.lines, terms.pools)};
    return std::visit(
        [&](const auto& kind) -> ChargeLines {
            if constexpr (kIsOfPeriod<std::decay_t<decltype(kind)>>) {
                return charge(kind, input);
            } else {
                return {};
            }
        },
        priced);
}

ChargeLines Charging::commitment_lines(std::size_t row,
                                       const CommitmentCharge& priced,
                                       const ServicePeriod& period,
                                       const ExpectedCalls& expected,
                                       const std::vector<Money>& charged) {
    const ChargeTerms& charge_terms = terms_.charges[row];
    const std::optional<std::int64_t> forecast = expected.on(charge_terms.lines);
    FCR_CHECK(forecast, "calls are committed to, and the ledger has no forecast");
    Commitment& commitment = years_[row].commitment;
    if (!priced.yearly) {
        commitment = {};
    }
    commitment.least += committed(priced, *forecast);
    commitment.charged += counting_towards(charge_terms, charged);
    commitment.calls.millionths +=
        divide_rounded(static_cast<WideInteger>(*forecast) * priced.share_bp, 10'000);
    if (priced.yearly && !ends_contract_year(terms_.term, period)) {
        return {};
    }
    return {charge(priced, commitment)};
}

ChargeLine Charging::target_cost_line(std::size_t row,
                                      const TargetCostCharge& priced,
                                      const ServicePeriod& period,
                                      const PeriodLedger& ledger) {
    FCR_CHECK(ledger.books.known, "cost is charged, and the ledger has no books");
    YearSoFar& year = years_[row];
    year.cost += ledger.books.cost;
    year.target += static_cast<WideInteger>(priced.target.units) * parts_of_month(period);
    year.maximum += static_cast<WideInteger>(priced.maximum.units) * parts_of_month(period);
    ChargeLine line = charge(priced,
                             {.cost = year.cost,
                              .target = {divide_rounded(year.target, kPartsOfYear)},
                              .maximum = {divide_rounded(year.maximum, kPartsOfYear)},
                              .paid = year.paid});
    year.paid += line.amount;
    return line;
}

Money Charging::counting_towards(const ChargeTerms& commitment,
                                 const std::vector<Money>& charged) const {
    Money sum;
    for (std::size_t row = 0; row < charged.size(); ++row) {
        const ChargeTerms& other = terms_.charges[row];
        const bool of_its_lines = std::ranges::all_of(other.lines, [&](LineId line) {
            return std::ranges::find(commitment.lines, line) != commitment.lines.end();
        });
        if (is_volume_charge(other.kind) && of_its_lines) {
            sum += charged[row];
        }
    }
    return sum;
}

ChargeLines Charging::after_credits(const ServicePeriod& period,
                                    const PeriodLedger& ledger,
                                    Money net) {
    ChargeLines invoice;
    std::size_t milestone = 0;
    const auto reached_on = [&](std::size_t row) {
        return row < ledger.milestones_reached.size() ? ledger.milestones_reached[row]
                                                      : milestones_[row].due;
    };
    for (const ChargeTerms& terms : terms_.charges) {
        if (std::holds_alternative<MilestoneCharge>(terms.kind)) {
            append(invoice,
                   charge(milestones_[milestone], period, reached_on(milestone)),
                   terms.id,
                   charge_code(terms.kind));
            ++milestone;
        }
    }
    for (; milestone < milestones_.size(); ++milestone) {
        append(invoice,
               charge(milestones_[milestone], period, reached_on(milestone)),
               "mobilisation",
               charge_code(MilestoneCharge{}));
    }
    life_.revenue += net + total_of(invoice);
    life_.cost += ledger.books.cost;
    life_.known = life_.known && ledger.books.known;
    for (const ChargeTerms& terms : terms_.charges) {
        const auto* excess_profit = std::get_if<ExcessProfitCharge>(&terms.kind);
        if (excess_profit != nullptr && ends_term(terms_.term, period)) {
            append(invoice, {charge(*excess_profit, life_)}, terms.id, charge_code(terms.kind));
        }
    }
    for (ChargeLine& line : invoice) {
        line.after_credits = true;
    }
    return invoice;
}

}  // namespace fcr
