#include "sim/agreement/compared_days.hpp"

#include "sim/fitting/recorded_unit.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <numeric>
#include <utility>

namespace fcr {

namespace {

using std::chrono::days;
using std::chrono::floor;
using std::chrono::seconds;

constexpr std::string_view kHashMark = "sha256 ";
constexpr std::size_t kHashDigits = 12;
constexpr std::size_t kDateDigits = 10;
constexpr std::string_view kTo = " to ";

std::string words(Date date) {
    return date_of(LocalTime{date});
}

std::string words(const FitDays& span) {
    return fmt::format("{} to {}", words(span.from), words(span.until - days{1}));
}

/// `sha256 0123456789ab, 2023-01-01 to 2023-01-07` within a source; empty where it is none.
std::optional<FittedSpan> span_in(std::string_view source) {
    const std::size_t mark = source.find(kHashMark);
    const std::size_t length =
        kHashMark.size() + kHashDigits + 2 + kDateDigits + kTo.size() + kDateDigits;
    if (mark == std::string_view::npos || source.size() < mark + length) {
        return std::nullopt;
    }
    std::string_view rest = source.substr(mark + kHashMark.size());
    const std::string hash(rest.substr(0, kHashDigits));
    rest.remove_prefix(kHashDigits);
    const auto first = parse_date(rest.substr(2, kDateDigits));
    const auto last = parse_date(rest.substr(2 + kDateDigits + kTo.size(), kDateDigits));
    if (!rest.starts_with(", ") || rest.substr(2 + kDateDigits, kTo.size()) != kTo || !first ||
        !last || *last < *first) {
        return std::nullopt;
    }
    return FittedSpan{.hash = hash, .days = {.from = *first, .until = *last + days{1}}};
}

Problem asked_wrongly(const char* flag, Date date, std::string remedy) {
    return {.file = {}, .field = flag, .value = words(date), .remedy = std::move(remedy)};
}

ComparedCall seen(const ExtractCall& call, const ComparedDays& compared, std::size_t day) {
    const bool queued = call.left_queue != kNever;
    ComparedCall told{
        .day = day,
        .hour = static_cast<std::size_t>(
            floor<std::chrono::hours>(call.offered - floor<days>(call.offered)).count()),
        .line = 0,
        .call_class = call.call_class,
        .queued = queued,
        .answered = queued && call.outcome == Outcome::Answered,
        .abandoned = queued && call.outcome == Outcome::Abandoned,
        .pool = call.pool};
    if (told.answered) {
        told.wait = call.left_queue - call.at;
        const SimTime done =
            compared.tells().wrap_up ? std::max(call.wrapped_up, call.ended) : call.ended;
        if (compared.tells().talk && call.ended != kNever && done != kNever) {
            told.handling = done - call.left_queue;
        }
    }
    return told;
}

}  // namespace

std::vector<FittedSpan> fitted_spans(std::span<const SourcedBlock> sources) {
    std::vector<FittedSpan> spans;
    for (const SourcedBlock& block : sources) {
        const std::optional<FittedSpan> span = span_in(block.source);
        if (span && std::ranges::none_of(spans, [&](const FittedSpan& other) {
                return other.hash == span->hash && other.days.from == span->days.from &&
                       other.days.until == span->days.until;
            })) {
            spans.push_back(*span);
        }
    }
    return spans;
}

Result<ComparedSpan> choose_span(const FitExtract& extract,
                                 std::span<const FittedSpan> fitted,
                                 const AskedSpan& asked) {
    const FitDays whole = whole_days(extract);
    const std::string has = fmt::format("the extract has whole days from {}", words(whole));
    ComparedSpan span{.days = whole, .held_out = true, .notes = {}};
    Date after = whole.from;
    for (const FittedSpan& other : fitted) {
        if (extract.hash.starts_with(other.hash)) {
            after = std::max(after, other.days.until);
        }
    }
    span.days.from =
        asked.from.value_or(asked.until ? std::min(after, *asked.until - days{1}) : after);
    span.days.until = asked.until.value_or(whole.until);
    if (asked.from && *asked.from < whole.from) {
        return tl::unexpected(Problems{
            asked_wrongly("--from", *asked.from, "must not be before the extract: " + has)});
    }
    if (span.days.until > whole.until) {
        return tl::unexpected(Problems{
            asked_wrongly("--until", *asked.until, "must not go beyond the extract: " + has)});
    }
    if (span.days.from >= span.days.until) {
        if (asked.from || asked.until) {
            return tl::unexpected(Problems{asked_wrongly(asked.from ? "--from" : "--until",
                                                         asked.from.value_or(span.days.until),
                                                         "must leave a day: " + has)});
        }
        return tl::unexpected(Problems{
            {.file = extract.file,
             .field = {},
             .value = {},
             .remedy = fmt::format(
                 "must have a day that was held out: the scenario's numbers are fitted from all "
                 "of them, {}. Fit with --first-days, or name days with --from and --until; the "
                 "report then says that they are not held out",
                 words(whole))}});
    }
    bool named = false;
    for (const FittedSpan& other : fitted) {
        const bool same = extract.hash.starts_with(other.hash);
        named = named || same;
        const bool overlaps =
            other.days.from < span.days.until && span.days.from < other.days.until;
        if (!overlaps) {
            continue;
        }
        if (same) {
            span.held_out = false;
        }
        const std::string days_words = words(other.days);
        span.notes.push_back(
            same ? fmt::format("The scenario was fitted from days that are compared ({}): "
                               "agreement there shows that it describes what it was given, not "
                               "that it predicts.",
                               days_words)
                 : fmt::format("Numbers of the scenario are fitted from another file over days "
                               "that are compared ({}): if its calls are the same, these days are "
                               "not held out.",
                               days_words));
    }
    if (!named) {
        span.notes.push_back(
            "No number of the scenario names this extract as its source, so all its days count as "
            "held out.");
    }
    return span;
}

std::size_t ComparedLine::days() const {
    return static_cast<std::size_t>(std::ranges::count(faults, DayFault::None));
}

Duration service_time(const Scenario& scenario, LineId line) {
    for (const Kpi& kpi : scenario.kpis) {
        const KpiDefinition& of = kpi.definition;
        if (of.type == KpiType::ServiceLevel && of.line == line && !of.call_class && !of.pool &&
            !of.employer) {
            return of.threshold;
        }
    }
    return scenario.lines[line.index()].emergency ? seconds{10} : seconds{60};
}

DayFacts ComparedDays::no_facts() const {
    return DayFacts(lines_.size(), call_classes_, pools_);
}

std::optional<std::size_t> ComparedDays::row_of(Date date) const {
    if (!span_.days.has(LocalTime{date})) {
        return std::nullopt;
    }
    return static_cast<std::size_t>((date - span_.days.from).count());
}

std::optional<std::size_t> ComparedDays::row_of(LineId line) const {
    return line_rows_[line.index()];
}

void ComparedDays::add(const ComparedCall& call, std::vector<DayFacts>& days) const {
    const ComparedLine& line = lines_[call.line];
    if (line.has(call.day)) {
        const std::size_t hour = call.day * kHoursOfDay + call.hour;
        days[call.day].add(call, line.within, line.bands.empty() ? 0 : line.bands[hour]);
    }
}

void ComparedDays::add_lines(const FitExtract& extract, const Scenario& scenario) {
    line_rows_.resize(scenario.lines.size());
    for (std::size_t id = 0; id < scenario.lines.size(); ++id) {
        std::vector<LocalTime> times;
        for (const ExtractCall& call : extract.calls) {
            if (scenario.call_classes[call.call_class.index()].line == LineId{id} &&
                span_.days.has(call.offered)) {
                times.push_back(call.offered);
            }
        }
        if (times.empty()) {
            continue;
        }
        ComparedLine line{.line = LineId{id},
                          .within = service_time(scenario, LineId{id}),
                          .faults = {},
                          .bands = {}};
        std::size_t changes = 0;
        std::size_t holes = 0;
        for (const CountedDay& day : count_by_day(times, span_.days.from, span_.days.until)) {
            line.faults.push_back(day.fault);
            changes += day.fault == DayFault::ClockChange ? 1 : 0;
            holes += day.fault == DayFault::NoCalls ? 1 : 0;
        }
        const std::string& name = scenario.lines[id].name;
        if (changes > 0) {
            span_.notes.push_back(fmt::format(
                "{}: {} of 23 or 25 hours left out.", name, changes == 1 ? "a day" : "days"));
        }
        if (holes > 0) {
            span_.notes.push_back(
                fmt::format("{}: {} without any call taken to be missing and left out.",
                            name,
                            holes == 1 ? "a day" : fmt::format("{} days", holes)));
        }
        if (line.days() > 0) {
            line_rows_[id] = lines_.size();
            lines_.push_back(std::move(line));
        }
    }
}

void ComparedDays::find_bands(const std::vector<ComparedCall>& calls) {
    for (std::size_t row = 0; row < lines_.size(); ++row) {
        ComparedLine& line = lines_[row];
        std::vector<std::int64_t> offered(dates_.size() * kHoursOfDay, 0);
        for (const ComparedCall& call : calls) {
            if (call.line == row && call.queued) {
                ++offered[call.day * kHoursOfDay + call.hour];
            }
        }
        std::vector<std::size_t> hours;
        for (std::size_t hour = 0; hour < offered.size(); ++hour) {
            if (line.has(hour / kHoursOfDay)) {
                hours.push_back(hour);
            }
        }
        std::ranges::stable_sort(hours, {}, [&](std::size_t hour) { return offered[hour]; });
        line.bands.assign(offered.size(), 0);
        for (std::size_t place = 0; place < hours.size(); ++place) {
            const std::size_t band = place * kLoadBands / hours.size();
            line.bands[hours[place]] = static_cast<std::uint8_t>(band);
            auto& [least, most] = line.band_calls[band];
            const bool first = place == 0 || (place - 1) * kLoadBands / hours.size() != band;
            least = first ? offered[hours[place]] : least;
            most = offered[hours[place]];
        }
    }
}

Result<ComparedDays> ComparedDays::make(const FitExtract& extract,
                                        const Scenario& scenario,
                                        ComparedSpan span) {
    ComparedDays compared;
    compared.span_ = std::move(span);
    compared.tells_ = extract.tells;
    compared.call_classes_ = scenario.call_classes.size();
    compared.pools_ = scenario.pools.size();
    const FitDays& spanned = compared.span_.days;
    for (Date date = spanned.from; date < spanned.until; date += days{1}) {
        compared.dates_.push_back(date);
    }
    compared.add_lines(extract, scenario);
    if (compared.lines_.empty()) {
        return tl::unexpected(Problems{{.file = extract.file,
                                        .field = {},
                                        .value = {},
                                        .remedy = fmt::format("must have a whole day with calls "
                                                              "from {} to be compared",
                                                              words(spanned))}});
    }
    std::vector<ComparedCall> calls;
    std::vector<double> waits;
    for (const ExtractCall& call : extract.calls) {
        const auto day = compared.row_of(floor<days>(call.offered));
        const auto line = compared.row_of(scenario.call_classes[call.call_class.index()].line);
        if (!day || !line) {
            continue;
        }
        ComparedCall told = seen(call, compared, *day);
        told.line = *line;
        compared.tells_pools_ = compared.tells_pools_ || (told.answered && told.pool);
        if (told.answered) {
            waits.push_back(to_seconds(told.wait));
        }
        calls.push_back(told);
    }
    if (compared.tells_.outcomes) {
        compared.find_bands(calls);
        compared.wait_unit_ = Duration{std::max<std::int64_t>(
            1, static_cast<std::int64_t>(std::llround(recorded_unit(waits) * 1e6)))};
    }
    compared.observed_.assign(compared.dates_.size(), compared.no_facts());
    for (const ComparedCall& call : calls) {
        compared.add(call, compared.observed_);
    }
    return compared;
}

}  // namespace fcr
