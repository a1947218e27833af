#include "sim/fitting/fit_extract.hpp"

#include "sim/analysis/csv_table.hpp"
#include "sim/analysis/file_feed.hpp"
#include "sim/analysis/intake.hpp"
#include "sim/analysis/ledger_clock.hpp"
#include "sim/analysis/ledger_reading.hpp"
#include "sim/analysis/load_mapping.hpp"
#include "sim/contract/belonging.hpp"
#include "sim/fitting/file_hash.hpp"
#include "sim/scenario/input_file.hpp"
#include "sim/scenario/near_name.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <set>
#include <utility>

namespace fcr {

namespace {

/// Extracts span at most so many months: a run's clock holds 8.9 years.
constexpr int kExtractMonthsMax = 100;
constexpr std::chrono::days kBeforeFirst{40};

Problem problem_with(std::string file, std::string remedy) {
    return {.file = std::move(file), .field = {}, .value = {}, .remedy = std::move(remedy)};
}

/// Finds the day of the first call, by which the ledger's clock is set.
class FirstOffer final : public CsvTable {
public:
    FirstOffer(const std::string& file, const LedgerMapping& mapping)
        : CsvTable(file, mapping.delimiter), mapping_(mapping) {
        if (auto times = TimeReader::make(mapping.time_format)) {
            times_ = std::move(*times);
        }
    }
    [[nodiscard]] std::optional<LocalTime> time() const { return time_; }

private:
    void begin() override { cell_ = find_column(mapping_.column(LedgerColumn::Offered)); }
    void table_row(const CsvCells& cells) override {
        if (!cell_ || !times_) {
            stop();
        } else if (const auto time = times_->read(cells[*cell_])) {
            time_ = time;
            stop();
        }
    }

    const LedgerMapping& mapping_;
    std::optional<TimeReader> times_;
    std::optional<std::size_t> cell_;
    std::optional<LocalTime> time_;
};

/// Takes the calls of all periods.
class CallTaker final : public PeriodReceiver {
public:
    CallTaker(const LedgerClock& clock, const std::vector<CallClassId>& classes, bool tells_matters)
        : clock_(clock), classes_(classes), tells_matters_(tells_matters) {}

    void period(const ServicePeriod& /*period*/,
                const PeriodLedger& ledger,
                const PeriodTruth& /*truth*/) override {
        for (std::size_t row = 0; row < ledger.calls.size(); ++row) {
            const auto flags = static_cast<unsigned>(ledger.calls.flags(row));
            if ((flags & (static_cast<unsigned>(CallFlag::Test) |
                          static_cast<unsigned>(CallFlag::Training))) != 0) {
                ++tests_;
                continue;
            }
            take(ledger.calls.call(row));
        }
    }

    [[nodiscard]] std::vector<ExtractCall> calls() {
        std::ranges::stable_sort(calls_, {}, &ExtractCall::at);
        return std::move(calls_);
    }
    [[nodiscard]] std::uint64_t tests() const { return tests_; }

private:
    void take(const CallRecord& call) {
        const SimTime at = offered_at(call);
        const bool answered = call.outcome == Outcome::Answered;
        const bool queued = call.times.offered != kNever;
        const SimTime left = answered ? call.times.answered : call.times.abandoned;
        calls_.push_back(
            {.offered = clock_.shown_at(at),
             .at = at,
             .call_class = classes_[call.line.index()],
             .outcome = call.outcome,
             .incident = call.caller,
             .again = tells_matters_ && !matters_.emplace(call.caller, call.matter).second,
             .left_queue = queued ? left : kNever,
             .ended = answered ? call.times.ended : kNever,
             .wrapped_up = answered ? call.times.wrapped_up : kNever,
             .presented = answered ? call.times.presented : kNever,
             .ready = answered ? call.times.ready : kNever,
             .pool = call.pool,
             .handler = call.handler});
    }

    const LedgerClock& clock_;
    const std::vector<CallClassId>& classes_;
    bool tells_matters_;
    std::set<std::pair<std::uint64_t, std::uint16_t>> matters_;
    std::vector<ExtractCall> calls_;
    std::uint64_t tests_ = 0;
};

/// Names that an extract's lines may mean, and the class of each.
struct ClassNames {
    std::vector<std::string> names;
    std::vector<CallClassId> classes;
};

ClassNames class_names(const Scenario& scenario) {
    ClassNames known;
    for (std::size_t row = 0; row < scenario.call_classes.size(); ++row) {
        known.names.push_back(scenario.call_classes[row].name);
        known.classes.push_back(CallClassId{row});
    }
    for (std::size_t line = 0; line < scenario.lines.size(); ++line) {
        std::optional<CallClassId> only;
        std::size_t count = 0;
        for (std::size_t row = 0; row < scenario.call_classes.size(); ++row) {
            if (scenario.call_classes[row].line == LineId{line}) {
                only = CallClassId{row};
                ++count;
            }
        }
        if (count == 1 && std::ranges::count(known.names, scenario.lines[line].name) == 0) {
            known.names.push_back(scenario.lines[line].name);
            known.classes.push_back(*only);
        }
    }
    return known;
}

/// Names in the mapping that the base scenario has not.
Problems unknown_names(const LedgerMapping& mapping,
                       const ClassNames& classes,
                       const Scenario& scenario) {
    std::vector<std::string> pools;
    for (const Pool& pool : scenario.pools) {
        pools.push_back(pool.name);
    }
    Problems problems;
    const auto look = [&](const NamedValue& value,
                          const std::vector<std::string>& names,
                          std::string field,
                          const char* what) {
        if (std::ranges::count(names, value.name) == 0) {
            problems.push_back({.file = mapping.file,
                                .line = value.place.line,
                                .column = value.place.column,
                                .field = std::move(field),
                                .value = as_shown(value.name),
                                .remedy = what + suggest(value.name, names)});
        }
    };
    constexpr const char* kClass =
        "must be the name of a call class of the base scenario, or of a line that has one class";
    for (std::size_t row = 0; row < mapping.lines.size(); ++row) {
        look(mapping.lines[row], classes.names, fmt::format("lines[{}].name", row), kClass);
    }
    if (mapping.only_line) {
        look(*mapping.only_line, classes.names, "only_line", kClass);
    }
    for (std::size_t row = 0; row < mapping.pools.size(); ++row) {
        look(mapping.pools[row],
             pools,
             fmt::format("pools[{}].name", row),
             "must be the name of a pool of the base scenario");
    }
    return problems;
}

/// What the form of a ledger can tell.
ExtractTells told_by(const LedgerMapping& mapping) {
    using enum LedgerColumn;
    const auto has = [&mapping](LedgerColumn column) { return !mapping.column(column).empty(); };
    return {.outcomes = true,
            .talk = has(Ended) || has(Talk),
            .wrap_up = has(WrappedUp) || has(WrapUp),
            .incidents = mapping.is_own() || has(Incident),
            .pick_up = has(Presented),
            .ready = has(Ready),
            .handlers = has(Handler)};
}

/// fcrsim's own ledger tells a call's class, and more than a contract asks for.
LedgerMapping own_for_fitting() {
    LedgerMapping mapping = own_ledger();
    const auto name = [&](LedgerColumn column, const char* header) {
        mapping.columns[static_cast<std::size_t>(column)] = header;
    };
    name(LedgerColumn::Line, "call_class");
    name(LedgerColumn::Presented, "presented_s");
    name(LedgerColumn::Ready, "ready_s");
    name(LedgerColumn::Handler, "handler");
    return mapping;
}

void leave_out(FitExtract& extract, std::string why, std::uint64_t rows) {
    if (rows > 0) {
        extract.left_out.push_back({.why = std::move(why), .rows = rows});
    }
}

Result<FitExtract> read_ledger_extract(const FitSources& sources,
                                       LedgerMapping mapping,
                                       const Scenario& scenario) {
    const ClassNames classes = class_names(scenario);
    if (Problems problems = unknown_names(mapping, classes, scenario); !problems.empty()) {
        return tl::unexpected(std::move(problems));
    }
    FitExtract extract;
    extract.tells = told_by(mapping);
    LedgerSources ledger;
    ledger.calls = sources.extract;
    ledger.mapping = std::move(mapping);
    LedgerMapping& columns = ledger.mapping;
    if (columns.is_own()) {
        ledger.ledger_start = *sources.ledger_start;
    } else {
        // Callers are told apart by what is counted: incidents.
        columns.columns[static_cast<std::size_t>(LedgerColumn::Caller)] =
            columns.column(LedgerColumn::Incident);
        FirstOffer first(sources.extract.string(), columns);
        feed_file(sources.extract, first);
        const Date day =
            first.time() ? std::chrono::floor<std::chrono::days>(*first.time()) : kDateMin;
        ledger.ledger_start = std::clamp(day - kBeforeFirst, kDateMin, kDateMax);
    }
    ContractTerms terms;
    terms.id = "the fit";
    terms.scope.lines = classes.names;
    for (const Pool& pool : scenario.pools) {
        terms.scope.pools.push_back({.name = pool.name, .owner = Party::Force, .site = {}});
    }
    const LedgerClock clock(ledger.ledger_start);
    const std::vector<ServicePeriod> periods =
        service_periods(ledger.ledger_start, kExtractMonthsMax, ledger.ledger_start);
    CallTaker taker(clock, classes.classes, columns.is_own());
    const std::string file = sources.extract.string();
    Result<LedgerIntake> intake = read_ledgers(ledger, terms, periods, taker);
    if (!intake) {
        return tl::unexpected(std::move(intake.error()));
    }
    if (intake->calls.before_term > 0) {
        return tl::unexpected(Problems{problem_with(
            file,
            fmt::format("must be in the order in which calls were offered, to within a month: {} "
                        "calls are earlier than that before the first row's",
                        intake->calls.before_term))});
    }
    if (intake->calls.after_term > 0) {
        return tl::unexpected(Problems{problem_with(
            file,
            fmt::format("limit reached: must span at most {} months from the first row's; {} calls "
                        "are later",
                        kExtractMonthsMax,
                        intake->calls.after_term))});
    }
    extract.calls = taker.calls();
    extract.read = intake->calls.read;
    leave_out(extract, "test and training calls", taker.tests());
    leave_out(extract, "empty rows", intake->calls.empty);
    for (const OtherLine& other : intake->calls.other_lines) {
        leave_out(extract, fmt::format("of \"{}\"", other.value), other.rows);
    }
    return extract;
}

Result<FitExtract> read_load_extract(const FitSources& sources,
                                     const LoadMapping& mapping,
                                     const Scenario& scenario) {
    Result<LoadIntake> intake = read_load(sources.extract, mapping, scenario);
    if (!intake) {
        return tl::unexpected(std::move(intake.error()));
    }
    FitExtract extract;
    extract.calls.reserve(intake->calls.size());
    for (const RecordedCall& call : intake->calls) {
        ExtractCall& taken = extract.calls.emplace_back();
        taken.offered = intake->local_time(call.at);
        taken.at = call.at;
        taken.call_class = call.call_class;
    }
    extract.read = intake->counts.read;
    leave_out(extract, "before the mapping's `from`", intake->counts.before);
    leave_out(extract, "at the mapping's `to` and later", intake->counts.after);
    leave_out(extract, "empty rows", intake->counts.empty);
    for (const DroppedRows& dropped : intake->counts.dropped) {
        leave_out(
            extract, fmt::format("{} \"{}\"", mapping.class_column, dropped.value), dropped.rows);
    }
    const auto day_of = [](const std::optional<LocalTime>& time) -> std::optional<Date> {
        return time ? std::optional(std::chrono::floor<std::chrono::days>(*time)) : std::nullopt;
    };
    extract.from = day_of(mapping.span.from);
    extract.until = day_of(mapping.span.to);
    return extract;
}

Result<FitExtract> read_by_mapping(const FitSources& sources, const Scenario& scenario) {
    if (!sources.mapping) {
        return read_ledger_extract(sources, own_for_fitting(), scenario);
    }
    const std::string file = sources.mapping->string();
    Result<std::string> text = read_input_file(*sources.mapping, kScenarioBytesMax);
    if (!text) {
        return tl::unexpected(std::move(text.error()));
    }
    // A mapping of times and classes alone has a field that the other kind has not.
    if (text->find("time_column") != std::string::npos ||
        text->find("fcr.v1.LoadMapping") != std::string::npos) {
        const Result<LoadMapping> mapping = parse_mapping(std::move(*text), file);
        if (!mapping) {
            return tl::unexpected(mapping.error());
        }
        return read_load_extract(sources, *mapping, scenario);
    }
    Result<LedgerMapping> mapping = parse_ledger_mapping(std::move(*text), file);
    if (!mapping) {
        return tl::unexpected(std::move(mapping.error()));
    }
    return read_ledger_extract(sources, std::move(*mapping), scenario);
}

}  // namespace

Result<FitExtract> read_fit_extract(const FitSources& sources, const Scenario& scenario) {
    if (!sources.mapping && !sources.ledger_start) {
        return tl::unexpected(Problems{
            {.file = {},
             .field = "--mapping",
             .value = {},
             .remedy = "must be given; or, for a calls.csv that fcrsim wrote, --ledger-start DATE, "
                       "the day whose midnight is second 0"}});
    }
    if (sources.mapping && sources.ledger_start) {
        return tl::unexpected(
            Problems{{.file = {},
                      .field = "--ledger-start",
                      .value = {},
                      .remedy = "must be left out with --mapping: an extract has dates"}});
    }
    Result<FitExtract> extract = read_by_mapping(sources, scenario);
    if (extract) {
        extract->file = sources.extract.filename().string();
        extract->hash = hash_of_file(sources.extract);
    }
    return extract;
}

}  // namespace fcr
