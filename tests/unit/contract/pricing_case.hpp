// Contracts, periods and measured results for tests of pricing: what a test does not set is plain.
#pragma once

#include "sim/contract/pricing.hpp"
#include "sim/contract/service_calendar.hpp"
#include "sim/contract/statement.hpp"
#include "sim/contract/terms.hpp"

#include <cstdint>
#include <string>
#include <utility>
#include <vector>

namespace fcr {

/// Local midnight of a date that exists.
inline Date day(int year, unsigned month, unsigned day_of_month) {
    return Date{std::chrono::year{year} / static_cast<int>(month) / static_cast<int>(day_of_month)};
}

/// A share whose bands are those of contracts.md 2.18: 99, 98, 97, 96 with 0, 1, 2, 3 and 4 points.
inline KpiTerms template_kpi(std::string id = "K1") {
    KpiTerms kpi;
    kpi.id = std::move(id);
    kpi.target = 9'900;
    kpi.bands = {{.limit = 9'900, .points = 0, .severity = Severity::Met},
                 {.limit = 9'800, .points = 1, .severity = Severity::Minor},
                 {.limit = 9'700, .points = 2, .severity = Severity::Serious},
                 {.limit = 9'600, .points = 3, .severity = Severity::Severe},
                 {.points = 4, .severity = Severity::BelowThreshold}};
    return kpi;
}

/// One line, one pool of the supplier, one indicator, and a fixed sum of 250,000 pounds a month;
/// two years from April 2027.
inline ContractTerms plain_contract() {
    ContractTerms terms;
    terms.id = "plain";
    terms.hash = "hash";
    terms.term = {
        .start = day(2027, 4, 1), .months = 24, .extension_months = {}, .break_dates = {}};
    terms.scope.lines = {"101"};
    terms.scope.pools = {{.name = "supplier", .owner = Party::Supplier, .site = ""}};
    terms.kpis = {template_kpi()};
    terms.charges = {{.id = "fixed",
                      .kind = FixedCharge{.month = Money::pounds(250'000)},
                      .lines = {LineId{0}},
                      .pools = {PoolId{0}}}};
    return terms;
}

inline std::vector<ServicePeriod> periods_of(const ContractTerms& terms) {
    return service_periods(terms.term.start, terms.term.months, terms.term.start);
}

/// A share in hundredths of a percent, 9'650 for 96.5 %, as measured of many calls.
inline KpiResult share(std::int64_t bp) {
    return {.numerator = bp * 10, .denominator = 100'000, .sample = 100'000};
}

inline KpiResult not_measured() {
    return {};
}

/// An indicator's result, without relief.
inline KpiLine line_of(std::size_t kpi, const KpiResult& result) {
    KpiLine line;
    line.kpi = kpi;
    line.raw = result;
    line.after_relief = result;
    return line;
}

/// Closes the periods of a term one after the other.
class PricingCase {
public:
    explicit PricingCase(ContractTerms terms)
        : terms_(std::move(terms)), periods_(periods_of(terms_)), pricing_(terms_) {}
    PricingCase(const PricingCase&) = delete;
    PricingCase& operator=(const PricingCase&) = delete;

    Statement close(std::vector<KpiLine> lines,
                    const PeriodLedger& ledger = {},
                    const AuthorityChoice& choice = {}) {
        return pricing_.close(periods_[next_++], ledger, std::move(lines), choice);
    }
    /// The same with a share of the only indicator, in basis points.
    Statement close(std::int64_t bp) { return close({line_of(0, share(bp))}); }

private:
    ContractTerms terms_;
    std::vector<ServicePeriod> periods_;
    Pricing pricing_;
    std::size_t next_ = 0;
};

}  // namespace fcr
