#include "sim/analysis/ledger_reading.hpp"

#include "sim/analysis/file_feed.hpp"
#include "sim/analysis/ledger_tables.hpp"
#include "sim/contract/charge_terms.hpp"
#include "sim/scenario/sha256.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <utility>
#include <variant>

namespace fcr {

namespace {

/// Adds what is read to a digest.
class Digest final : public ByteReceiver {
public:
    /// A file of this kind begins.
    void begin(std::string_view kind) { sha_.update(kind); }
    [[nodiscard]] bool feed(std::string_view bytes) override {
        sha_.update(bytes);
        return true;
    }
    void fail(std::string /*remedy*/) override {}
    [[nodiscard]] std::string hex() { return sha_.hex(); }

private:
    Sha256 sha_;
};

class DigestedCalls final : public ByteReceiver {
public:
    DigestedCalls(CallLedger& calls, Digest& digest) : calls_(calls), digest_(digest) {}

    [[nodiscard]] bool feed(std::string_view bytes) override {
        return digest_.feed(bytes) && calls_.feed(bytes);
    }
    void fail(std::string remedy) override { calls_.fail(std::move(remedy)); }

private:
    CallLedger& calls_;
    Digest& digest_;
};

void append(Problems& problems, Problems more) {
    problems.insert(
        problems.end(), std::make_move_iterator(more.begin()), std::make_move_iterator(more.end()));
}

/// Ledgers that the contract's terms are priced from and that are not given.
Problems missing_ledgers(const LedgerSources& sources, const ContractTerms& terms) {
    Problems problems;
    const auto ask = [&](const std::string& what) {
        problems.push_back({.file = {},
                            .field = "--staffing",
                            .value = {},
                            .remedy = fmt::format(
                                "must be given: {} of {} is of people's hours", what, terms.id)});
    };
    if (sources.staffing) {
        return problems;
    }
    for (const ChargeTerms& charge : terms.charges) {
        if (std::holds_alternative<HoursCharge>(charge.kind) ||
            std::holds_alternative<FlexCharge>(charge.kind)) {
            ask(fmt::format("the charge {}", charge.id));
        }
    }
    const bool of_pool = std::ranges::any_of(
        terms.kpis, [](const KpiTerms& kpi) { return kpi.counting.pool.has_value(); });
    if (of_pool && terms.scope.shared_queue && terms.scope.attribution == Attribution::ProRata) {
        ask("the abandon attribution PRO_RATA");
    }
    return problems;
}

}  // namespace

Result<LedgerIntake> read_ledgers(const LedgerSources& sources,
                                  const ContractTerms& terms,
                                  std::span<const ServicePeriod> periods,
                                  PeriodReceiver& receiver) {
    Problems problems = CallLedger::missing_from(sources.mapping, terms);
    append(problems, missing_ledgers(sources, terms));
    if (!problems.empty()) {
        return tl::unexpected(std::move(problems));
    }
    const LedgerClock clock(sources.ledger_start);
    const LedgerTerm term{terms, periods, clock};
    Digest digest;
    LedgerFacts facts;
    if (sources.staffing) {
        digest.begin("staffing\n");
        append(problems, read_staffing(*sources.staffing, term, &digest, facts));
    }
    if (sources.events) {
        digest.begin("events\n");
        append(problems, read_events(*sources.events, term, &digest, facts));
    }
    if (sources.forecast) {
        digest.begin("forecast\n");
        append(problems, read_forecast(*sources.forecast, term, &digest, facts));
    }
    digest.begin("calls\n");
    LedgerFiler filer(terms, periods, facts, receiver);
    CallLedger calls(sources.calls.string(), sources.mapping, terms, clock, filer);
    DigestedCalls digested(calls, digest);
    feed_file(sources.calls, digested);
    append(problems, calls.finish());
    const CallIntake intake = calls.intake();
    if (problems.empty() && intake.kept == 0) {
        problems.push_back({.file = sources.calls.string(),
                            .field = {},
                            .value = {},
                            .remedy = fmt::format(
                                "must have a call of the term: of {} rows {} are before it, {} "
                                "after it, the others of other lines or empty; is --start right?",
                                intake.read,
                                intake.before_term,
                                intake.after_term)});
    }
    if (!problems.empty()) {
        return tl::unexpected(std::move(problems));
    }
    filer.finish();
    return LedgerIntake{.calls = intake, .hash = digest.hex()};
}

}  // namespace fcr
