#include "sim/analysis/ledger_tables.hpp"

#include "sim/analysis/csv_table.hpp"
#include "sim/analysis/seconds_text.hpp"
#include "sim/base/check.hpp"
#include "sim/contract/relief.hpp"
#include "sim/scenario/local_time.hpp"
#include "sim/scenario/near_name.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace fcr {

namespace {

/// A table whose rows are of a span of time.
class SpanTable : public CsvTable {
protected:
    SpanTable(const std::filesystem::path& file, const LedgerTerm& term, std::string_view until)
        : CsvTable(file.string(), ','), term_(term), until_name_(until) {}

    /// Finds the columns of the span: `from_s` and its end in seconds since the ledger's start, or
    /// without the `_s` by the clock in London.
    void begin_span() {
        const auto find = [&](const std::string& name) {
            const auto seconds = find_column(name + "_s");
            in_seconds_ = in_seconds_ || seconds.has_value();
            return seconds ? *seconds : needed_column(name, {});
        };
        from_ = find("from");
        until_ = find(until_name_);
        replication_ = find_column("replication");
    }

    /// The span of a row; empty when it is refused.
    [[nodiscard]] std::optional<std::pair<SimTime, SimTime>> span(const CsvCells& cells) {
        if (replication_) {
            if (replication_value_.empty()) {
                replication_value_ = cells[*replication_];
            } else if (cells[*replication_] != replication_value_) {
                refuse(cells,
                       *replication_,
                       fmt::format("must be {} as in the rows above: one replication is priced at "
                                   "a time",
                                   replication_value_));
                stop();
                return std::nullopt;
            }
        }
        const auto from = moment(cells, from_);
        const auto until = moment(cells, until_);
        if (from && until && *until <= *from) {
            refuse(cells, until_, "must be after `from`");
            return std::nullopt;
        }
        return from && until ? std::optional(std::pair(*from, *until)) : std::nullopt;
    }

    /// The row of a name; empty and refused where it must be one.
    [[nodiscard]] static std::optional<std::size_t> row_of(std::string_view name,
                                                           const std::vector<std::string>& names) {
        const auto found = std::ranges::find(names, name);
        return found == names.end()
                   ? std::nullopt
                   : std::optional(static_cast<std::size_t>(found - names.begin()));
    }

    const LedgerTerm& term_;

private:
    [[nodiscard]] std::optional<SimTime> moment(const CsvCells& cells, std::size_t cell) {
        if (in_seconds_) {
            const auto since = parse_seconds(cells[cell]);
            if (!since) {
                refuse(cells, cell, "must be seconds since the ledger's start");
                return std::nullopt;
            }
            return kStartOfRun + *since;
        }
        const auto time = parse_local_time(std::string(cells[cell]));
        const auto reading = time ? term_.clock.local(*time) : std::nullopt;
        if (!reading) {
            refuse(cells,
                   cell,
                   "must be a time in London, 1996 to 2199, that its day has, such as 2027-04-01 "
                   "09:30");
            return std::nullopt;
        }
        return reading->first;
    }

    std::string until_name_;
    bool in_seconds_ = false;
    std::size_t from_ = 0;
    std::size_t until_ = 0;
    std::optional<std::size_t> replication_;
    std::string replication_value_;
};

/// A decimal number of at most six places from 0, in millionths.
std::optional<std::int64_t> millionths(std::string_view text) {
    const auto value = parse_seconds(text);
    return value && *value >= Duration{0} ? std::optional(value->count()) : std::nullopt;
}

class StaffingTable final : public SpanTable {
public:
    StaffingTable(const std::filesystem::path& file, const LedgerTerm& term, LedgerFacts& facts)
        : SpanTable(file, term, "to"), facts_(facts) {
        for (const ScopePool& pool : term.terms.scope.pools) {
            pools_.push_back(pool.name);
        }
        for (const ServicePeriod& period : term.periods) {
            facts_.staffing.emplace_back(
                pools_.size(),
                static_cast<std::size_t>((period.end - period.start) / PeriodStaffing::kCell));
        }
    }

private:
    struct Spent {
        Duration StaffCell::*first = nullptr;
        Duration StaffCell::*second = nullptr;
    };

    void begin() override {
        begin_span();
        pool_ = needed_column("pool", {});
        state_ = needed_column("state", {});
        reason_ = find_column("reason");
        people_ = find_column("people");
    }

    void table_row(const CsvCells& cells) override {
        const auto stretch = span(cells);
        const auto pool = row_of(cells[pool_], pools_);
        const auto spent = state_of(cells);
        const auto people = people_ ? millionths(cells[*people_]) : std::optional(kOne);
        if (!people) {
            refuse(cells, *people_, "must be a number of people from 0");
        }
        if (stretch && pool && spent && people && spent->first != nullptr) {
            add(PoolId{*pool}, *stretch, *spent, *people);
        }
    }

    /// What a state counts as; empty and refused when it is none.
    [[nodiscard]] std::optional<Spent> state_of(const CsvCells& cells) {
        const std::string_view state = cells[state_];
        if (state == "available" || state == "logged_in") {
            return Spent{&StaffCell::logged_in};
        }
        if (state == "handling") {
            return Spent{&StaffCell::logged_in, &StaffCell::handling};
        }
        if (state == "wrap_up") {
            return Spent{&StaffCell::logged_in, &StaffCell::wrap_up};
        }
        if (state == "break") {
            const bool gap = reason_ && cells[*reason_] == "gap";
            return gap ? Spent{&StaffCell::logged_in} : Spent{};
        }
        if (state == "absent") {
            return Spent{};
        }
        if (state == "standby") {
            return Spent{&StaffCell::standby};
        }
        if (state == "cancelled") {
            return Spent{&StaffCell::cancelled};
        }
        refuse(cells,
               state_,
               "must be available, handling, wrap_up, break, absent, logged_in, standby or "
               "cancelled");
        return std::nullopt;
    }

    void add(PoolId pool,
             const std::pair<SimTime, SimTime>& stretch,
             const Spent& spent,
             std::int64_t people) {
        const auto& [from, until] = stretch;
        // The last period that has begun when the stretch does, or the first there is.
        auto period = std::ranges::upper_bound(term_.periods, from, {}, &ServicePeriod::start);
        period -= period == term_.periods.begin() ? 0 : 1;
        for (; period != term_.periods.end() && period->start < until; ++period) {
            PeriodStaffing& staffing =
                facts_.staffing[static_cast<std::size_t>(period - term_.periods.begin())];
            SimTime at = std::max(from, period->start);
            const SimTime end = std::min(until, period->end);
            while (at < end) {
                const auto cell =
                    static_cast<std::size_t>((at - period->start) / PeriodStaffing::kCell);
                const SimTime cell_end =
                    period->start + static_cast<std::int64_t>(cell + 1) * PeriodStaffing::kCell;
                const SimTime next = std::min(end, cell_end);
                const Duration time{(next - at).count() * people / kOne};
                StaffCell& sum = staffing.at(pool, cell);
                sum.*spent.first += time;
                if (spent.second != nullptr) {
                    sum.*spent.second += time;
                }
                at = next;
            }
        }
    }

    static constexpr std::int64_t kOne = 1'000'000;

    LedgerFacts& facts_;
    std::vector<std::string> pools_;
    std::size_t pool_ = 0;
    std::size_t state_ = 0;
    std::optional<std::size_t> reason_;
    std::optional<std::size_t> people_;
};

constexpr std::array kEventCauses{
    ReliefCause::AuthorityCause,
    ReliefCause::ForceMajeure,
    ReliefCause::PlannedMaintenance,
    ReliefCause::ThirdParty,
    ReliefCause::StrikeOwnStaff,
    ReliefCause::Cyber,
    ReliefCause::OwnSubcontractor,
};

class EventTable final : public SpanTable {
public:
    EventTable(const std::filesystem::path& file, const LedgerTerm& term, LedgerFacts& facts)
        : SpanTable(file, term, "until"), facts_(facts) {}

private:
    void begin() override {
        begin_span();
        id_ = needed_column("id", {});
        cause_ = needed_column("cause", {});
        claimed_ = needed_column("claimed_after_days", {});
        evidence_ = needed_column("evidence", {});
    }

    void table_row(const CsvCells& cells) override {
        ReliefEvent event;
        event.id = cells[id_];
        if (event.id.empty()) {
            refuse(cells, id_, "must be given, such as E1");
        }
        const auto cause = std::ranges::find_if(
            kEventCauses, [&](ReliefCause known) { return name_of(known) == cells[cause_]; });
        if (cause == kEventCauses.end()) {
            std::vector<std::string> names;
            for (const ReliefCause known : kEventCauses) {
                names.emplace_back(name_of(known));
            }
            refuse(cells, cause_, fmt::format("must be one of {}", fmt::join(names, ", ")));
        } else {
            event.cause = *cause;
        }
        const std::string_view claimed = cells[claimed_];
        const auto [end, error] = std::from_chars(
            claimed.data(), claimed.data() + claimed.size(), event.claimed_after_days);
        if (error != std::errc{} || end != claimed.data() + claimed.size() ||
            event.claimed_after_days < 0) {
            refuse(cells,
                   claimed_,
                   "must be a whole number of working days from the event's end to the claim");
        }
        event.evidence = cells[evidence_] == "yes";
        if (!event.evidence && cells[evidence_] != "no") {
            refuse(cells, evidence_, "must be yes or no");
        }
        if (const auto when = span(cells)) {
            std::tie(event.from, event.until) = *when;
            facts_.events.push_back(std::move(event));
        }
    }

    LedgerFacts& facts_;
    std::size_t id_ = 0;
    std::size_t cause_ = 0;
    std::size_t claimed_ = 0;
    std::size_t evidence_ = 0;
};

class ForecastTable final : public SpanTable {
public:
    ForecastTable(const std::filesystem::path& file, const LedgerTerm& term, LedgerFacts& facts)
        : SpanTable(file, term, "until"), facts_(facts) {
        facts_.has_forecast = true;
    }

private:
    void begin() override {
        begin_span();
        line_ = needed_column("line", {});
        calls_ = needed_column("calls", {});
        handling_ = find_column("handling_s");
    }

    void table_row(const CsvCells& cells) override {
        const auto when = span(cells);
        const auto line = row_of(cells[line_], term_.terms.scope.lines);
        const auto calls = millionths(cells[calls_]);
        if (!calls) {
            refuse(cells, calls_, "must be a number of calls from 0");
        }
        Duration handling{0};
        if (handling_ && !cells[*handling_].empty()) {
            const auto seconds = parse_seconds(cells[*handling_]);
            if (!seconds || *seconds < Duration{0}) {
                refuse(cells, *handling_, "must be seconds from 0, of a call");
            }
            handling = seconds.value_or(handling);
        }
        if (!when || !line || !calls) {
            return;
        }
        const auto whole = [&](SimTime time) {
            return (time - term_.periods.front().start) % PeriodStaffing::kCell == Duration{0};
        };
        if (!whole(when->first) || !whole(when->second)) {
            refuse_row(cells, {}, "must begin and end with a quarter-hour");
            return;
        }
        facts_.forecast.push_back({.line = LineId{*line},
                                   .from = when->first,
                                   .until = when->second,
                                   .calls_millionths = *calls,
                                   .handling = handling});
    }

    LedgerFacts& facts_;
    std::size_t line_ = 0;
    std::size_t calls_ = 0;
    std::optional<std::size_t> handling_;
};

/// Hands bytes to a table and to somebody else.
class Both final : public ByteReceiver {
public:
    Both(CsvTable& table, ByteReceiver* also) : table_(table), also_(also) {}

    [[nodiscard]] bool feed(std::string_view bytes) override {
        return (also_ == nullptr || also_->feed(bytes)) && table_.feed(bytes);
    }
    void fail(std::string remedy) override { table_.fail(std::move(remedy)); }

private:
    CsvTable& table_;
    ByteReceiver* also_;
};

Problems read_table(const std::filesystem::path& file, CsvTable&& table, ByteReceiver* also) {
    Both both(table, also);
    feed_file(file, both);
    return table.finish();
}

}  // namespace

Problems read_staffing(const std::filesystem::path& file,
                       const LedgerTerm& term,
                       ByteReceiver* also,
                       LedgerFacts& facts) {
    return read_table(file, StaffingTable(file, term, facts), also);
}

Problems read_events(const std::filesystem::path& file,
                     const LedgerTerm& term,
                     ByteReceiver* also,
                     LedgerFacts& facts) {
    return read_table(file, EventTable(file, term, facts), also);
}

Problems read_forecast(const std::filesystem::path& file,
                       const LedgerTerm& term,
                       ByteReceiver* also,
                       LedgerFacts& facts) {
    Problems problems = read_table(file, ForecastTable(file, term, facts), also);
    std::ranges::sort(facts.forecast, {}, [](const ForecastCell& cell) {
        return std::pair(cell.line, cell.from);
    });
    for (std::size_t row = 1; row < facts.forecast.size(); ++row) {
        const ForecastCell& before = facts.forecast[row - 1];
        const ForecastCell& cell = facts.forecast[row];
        if (before.line == cell.line && cell.from < before.until) {
            problems.push_back(
                {.file = file.string(),
                 .field = term.terms.scope.lines[cell.line.index()],
                 .value = to_string(term.clock.shown_at(cell.from)),
                 .remedy = "must not be in two rows: the cells of a line must not overlap"});
            break;
        }
    }
    std::ranges::sort(facts.forecast, {}, [](const ForecastCell& cell) {
        return std::pair(cell.from, cell.line);
    });
    return problems;
}

}  // namespace fcr
