// Prices a year of made-up calls under a contract and nothing else: how long the evaluator takes.
// Usage: run_evaluator CONTRACT CALLS
#include "sim/contract/charging.hpp"
#include "sim/contract/contract_file.hpp"
#include "sim/contract/evaluate.hpp"
#include "sim/contract/service_calendar.hpp"

#include <fmt/format.h>
#include <sys/resource.h>

#include <charconv>
#include <cstdint>
#include <cstdio>
#include <ctime>
#include <string_view>

namespace {

/// Numbers that look like chance; the same every time.
class Numbers {
public:
    std::int64_t below(std::int64_t limit) {
        state_ = state_ * 6'364'136'223'846'793'005U + 1'442'695'040'888'963'407U;
        return static_cast<std::int64_t>((state_ >> 33U) % static_cast<std::uint64_t>(limit));
    }

private:
    std::uint64_t state_ = 1;
};

/// One answered or abandoned call of the period; every line and pool has its share of them.
fcr::CallLedgerRow any_call(const fcr::ContractTerms& terms,
                            const fcr::ServicePeriod& period,
                            std::uint64_t number,
                            Numbers& numbers) {
    fcr::CallLedgerRow row;
    fcr::CallRecord& call = row.call;
    call.number = number;
    call.caller = number;
    const auto one_of = [&numbers](std::size_t size) {
        return static_cast<std::size_t>(numbers.below(static_cast<std::int64_t>(size)));
    };
    call.line = fcr::LineId{one_of(terms.scope.lines.size())};
    if (!terms.scope.pools.empty()) {
        call.pool = fcr::PoolId{one_of(terms.scope.pools.size())};
    }
    const std::int64_t length = (period.end - period.start) / std::chrono::seconds{1};
    const fcr::SimTime offered = period.start + std::chrono::seconds{numbers.below(length)};
    const fcr::SimTime over = offered + std::chrono::seconds{numbers.below(70)};
    const bool answered = numbers.below(20) > 0;
    call.outcome = answered ? fcr::Outcome::Answered : fcr::Outcome::Abandoned;
    call.times.network_arrive = call.times.offered = call.times.segment_presented = offered;
    (answered ? call.times.answered : call.times.abandoned) = over;
    call.times.ended = over + std::chrono::seconds{answered ? 240 : 0};
    call.times.wrapped_up = answered ? call.times.ended + std::chrono::seconds{60} : fcr::kNever;
    row.segments[0] = {
        .pool = call.pool,
        .site = {},
        .presented = offered,
        .answered = call.times.answered,
        .left = over,
        .outcome = answered ? fcr::SegmentOutcome::Answered : fcr::SegmentOutcome::Abandoned};
    row.segment_count = 1;
    return row;
}

double cpu_seconds() {
    return static_cast<double>(std::clock()) / CLOCKS_PER_SEC;
}

}  // namespace

int main(int argc, char** argv) {
    constexpr std::size_t kPeriods = 12;
    std::uint64_t calls = 0;
    const std::string_view count = argc == 3 ? argv[2] : "";
    std::from_chars(count.data(), count.data() + count.size(), calls);
    if (calls == 0) {
        fmt::print(stderr, "usage: run_evaluator CONTRACT CALLS\n");
        return 2;
    }
    const auto terms = fcr::load_contract(argv[1]);
    if (!terms) {
        fmt::print(stderr, "run_evaluator: {}\n", to_string(terms.error().front()));
        return 2;
    }
    const auto periods =
        fcr::service_periods(terms->term.start, terms->term.months, terms->term.start);
    if (periods.size() < kPeriods) {
        fmt::print(stderr, "run_evaluator: the term has less than a year\n");
        return 2;
    }
    fcr::Evaluator evaluator(*terms);
    fcr::PeriodLedger ledger;
    Numbers numbers;
    double seconds = 0.0;
    fcr::Money net;
    for (std::size_t period = 0; period < kPeriods; ++period) {
        ledger.calls.clear();
        for (std::uint64_t call = 0; call < calls / kPeriods; ++call) {
            ledger.calls.add(any_call(*terms, periods[period], call, numbers));
        }
        const auto cells = static_cast<std::size_t>((periods[period].end - periods[period].start) /
                                                    fcr::PeriodStaffing::kCell);
        ledger.staffing = fcr::PeriodStaffing(terms->scope.pools.size(), cells);
        ledger.books = {.cost = fcr::Money::pounds(100'000), .known = true};
        const double before = cpu_seconds();
        net += evaluator.close(periods[period], ledger).net;
        seconds += cpu_seconds() - before;
    }
    rusage usage{};
    getrusage(RUSAGE_SELF, &usage);
    fmt::print("{} calls in {} statements: {:.2f} s of CPU, {} MB at the peak, {} pounds\n",
               calls,
               kPeriods,
               seconds,
               usage.ru_maxrss / 1024,
               to_string(net));
    return 0;
}
