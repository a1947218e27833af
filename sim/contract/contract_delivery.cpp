// Indexation, mobilisation, people, exit and monitoring.
#include "proto/fcr/v1/contract.pb.h"
#include "sim/contract/contract_reading.hpp"
#include "sim/contract/service_calendar.hpp"

#include <fmt/format.h>

namespace fcr {

namespace {

using C = v1::Contract;

constexpr int kRatesMax = 40;
constexpr int kMilestonesMax = 64;
constexpr double kFteMax = 100'000.0;

/// The first day of the month on which prices may change for the first time: a year of the
/// contract has passed by then.
Date first_change(Date start, int month) {
    const Date year_on = term_end(start, 12);
    const std::chrono::year_month_day day{year_on};
    Date first{day.year() / std::chrono::month{static_cast<unsigned>(month)} / 1};
    if (first < year_on) {
        first = Date{(day.year() + std::chrono::years{1}) /
                     std::chrono::month{static_cast<unsigned>(month)} / 1};
    }
    return first;
}

std::optional<std::int64_t> read_cap(const Block& block, std::int64_t floor_bp) {
    using I = v1::Indexation;
    if (!block.has(I::kCapBpFieldNumber)) {
        return std::nullopt;
    }
    const std::int64_t cap = whole_or(block, I::kCapBpFieldNumber, kBasisPoints, 0);
    if (cap < floor_bp) {
        block.refuse(I::kCapBpFieldNumber, fmt::format("must not be below floor_bp, {}", floor_bp));
    }
    return cap;
}

void read_mobilisation(ContractReading& reading) {
    using M = v1::Mobilisation;
    if (!reading.root.has(C::kMobilisationFieldNumber)) {
        return;
    }
    const Block block = reading.root.child(C::kMobilisationFieldNumber);
    MobilisationTerms terms;
    const int milestones = block.rows(M::kMilestonesFieldNumber, 0, kMilestonesMax);
    for (int row = 0; row < milestones; ++row) {
        terms.milestones.push_back(
            read_milestone(reading, block.child(M::kMilestonesFieldNumber, row)));
    }
    terms.months = static_cast<int>(whole_or(
        block, M::kMonthsFieldNumber, {.min = 0.0, .max = 60.0, .unit = "months"}, terms.months));
    terms.parallel_weeks = static_cast<int>(whole_or(block,
                                                     M::kParallelWeeksFieldNumber,
                                                     {.min = 0.0, .max = 104.0, .unit = "weeks"},
                                                     terms.parallel_weeks));
    reading.terms.mobilisation = std::move(terms);
}

std::int64_t read_fte(const Block& block, int field) {
    const std::optional<Decimal> fte =
        block.has(field) ? parse_decimal(block.text(field)) : Decimal{};
    constexpr std::int64_t hundredth = 10'000;  // millionths
    const bool good = fte && fte->millionths >= 0 && fte->millionths % hundredth == 0 &&
                      fte->millionths <= static_cast<std::int64_t>(kFteMax * 1e6);
    if (!good) {
        block.refuse(field,
                     "must be FTE from \"0\" to \"100000\" with at most two places, such as "
                     "\"55.5\"");
        return 0;
    }
    return fte->millionths / hundredth;
}

void read_people(ContractReading& reading) {
    using P = v1::ContractPeople;
    if (!reading.root.has(C::kPeopleFieldNumber)) {
        return;
    }
    const Block block = reading.root.child(C::kPeopleFieldNumber);
    PeopleTerms terms;
    terms.transferring_hundredths = read_fte(block, P::kTransferringFteFieldNumber);
    terms.protected_months = static_cast<int>(whole_or(
        block, P::kProtectedMonthsFieldNumber, {.min = 0.0, .max = 240.0, .unit = "months"}, 0));
    terms.pension_bp = whole_or(block, P::kPensionBpFieldNumber, kBasisPoints, 0);
    terms.redundancy =
        read_money(block, P::kRedundancyGbpFieldNumber, kSumPoundsMax).value_or(Money{});
    terms.zero_hours_bp = whole_or(block, P::kZeroHoursBpFieldNumber, kBasisPoints, 0);
    terms.zero_hours_bid_bp = whole_or(block, P::kZeroHoursBidBpFieldNumber, kBasisPoints, 0);
    terms.zero_hours_law = read_date(block, P::kZeroHoursLawFieldNumber)
                               .value_or(Date{std::chrono::year{2027} / 10 / 1});
    reading.terms.people = terms;
}

void read_exit(ContractReading& reading) {
    using E = v1::ExitTerms;
    if (!reading.root.has(C::kExitFieldNumber)) {
        return;
    }
    const Block block = reading.root.child(C::kExitFieldNumber);
    ExitTermsMoney terms;
    terms.plan = read_money(block, E::kPlanGbpFieldNumber, kSumPoundsMax).value_or(Money{});
    terms.transfer_back =
        read_money(block, E::kTransferBackGbpFieldNumber, kSumPoundsMax).value_or(Money{});
    const int years = block.rows(E::kBreakageGbpFieldNumber, 0, 40);
    for (int row = 0; row < years; ++row) {
        const std::optional<Money> money = parse_money(block.text(E::kBreakageGbpFieldNumber, row));
        if (!money || *money < Money{} || *money > Money::pounds(kSumPoundsMax)) {
            block.refuse(E::kBreakageGbpFieldNumber,
                         row,
                         "must be pounds from \"0\", with at most four places");
        }
        terms.breakage.push_back(money.value_or(Money{}));
    }
    terms.investment =
        read_money(block, E::kInvestmentGbpFieldNumber, kSumPoundsMax).value_or(Money{});
    refuse_unused(block,
                  E::kInvestmentYearsFieldNumber,
                  block.has(E::kInvestmentGbpFieldNumber),
                  "investment_gbp");
    if (block.has(E::kInvestmentGbpFieldNumber)) {
        terms.investment_years = static_cast<int>(needed_whole(
            block, E::kInvestmentYearsFieldNumber, {.min = 1.0, .max = 40.0, .unit = "years"}));
    }
    reading.terms.exit = std::move(terms);
}

void read_monitoring(ContractReading& reading) {
    using M = v1::Monitoring;
    if (!reading.root.has(C::kMonitoringFieldNumber)) {
        return;
    }
    const Block block = reading.root.child(C::kMonitoringFieldNumber);
    MonitoringTerms terms;
    terms.report_due_days = static_cast<int>(whole_or(
        block, M::kReportDueDaysFieldNumber, {.min = 0.0, .max = 250.0, .unit = "days"}, 0));
    terms.audit_bp = whole_or(block, M::kAuditBpFieldNumber, kBasisPoints, 0);
    terms.audit_right = block.as<M>().audit_right();
    terms.data_owner = enum_or(block, M::kDataOwnerFieldNumber, Party::Supplier);
    terms.clock_owner = enum_or(block, M::kClockOwnerFieldNumber, Party::Supplier);
    terms.test_flags = enum_or(block, M::kTestFlagsFieldNumber, Party::Supplier);
    reading.terms.monitoring = terms;
}

}  // namespace

void read_indexation(ContractReading& reading) {
    using I = v1::Indexation;
    if (!reading.root.has(C::kIndexationFieldNumber)) {
        return;
    }
    const Block block = reading.root.child(C::kIndexationFieldNumber);
    IndexationTerms terms;
    terms.index = read_line_of_text(block, I::kIndexFieldNumber);
    if (terms.index.empty()) {
        block.missing(I::kIndexFieldNumber,
                      "must be given, the name of the index, such as \"CPI\"");
    }
    terms.share_bp = whole_or(block, I::kShareBpFieldNumber, kBasisPoints, terms.share_bp);
    terms.floor_bp = whole_or(block, I::kFloorBpFieldNumber, kBasisPoints, terms.floor_bp);
    terms.cap_bp = read_cap(block, terms.floor_bp);
    terms.month = static_cast<int>(whole_or(block,
                                            I::kMonthFieldNumber,
                                            {.min = 1.0,
                                             .max = 12.0,
                                             .unit = "(January to "
                                                     "December)"},
                                            terms.month));
    const TermTerms& term = reading.terms.term;
    terms.first = read_date_within(block,
                                   I::kFirstFieldNumber,
                                   -1,
                                   term.start,
                                   last_day(term),
                                   "the term with its extensions")
                      .value_or(first_change(term.start, terms.month));
    terms.published_months_before =
        static_cast<int>(whole_or(block,
                                  I::kPublishedMonthsBeforeFieldNumber,
                                  {.min = 0.0, .max = 24.0, .unit = "months"},
                                  terms.published_months_before));
    static_cast<void>(block.rows(I::kRatesBpFieldNumber, 0, kRatesMax));
    for (const double rate : block.numbers(I::kRatesBpFieldNumber, kBasisPoints)) {
        terms.rates_bp.push_back(static_cast<std::int64_t>(rate));
    }
    terms.deflator_bp = whole_or(block, I::kDeflatorBpFieldNumber, kBasisPoints, 0);
    terms.labour_only = block.as<I>().labour_only();
    reading.terms.indexation = std::move(terms);
}

void read_delivery(ContractReading& reading) {
    read_mobilisation(reading);
    read_people(reading);
    read_exit(reading);
    read_monitoring(reading);
}

}  // namespace fcr
