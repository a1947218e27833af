#include "sim/fitting/fit.hpp"

#include "sim/fitting/handler_gaps.hpp"
#include "sim/statistics/proportion.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <map>
#include <utility>

namespace fcr {

namespace {

using std::chrono::days;
using std::chrono::floor;

Problem span_problem(const char* field, std::string value, std::string remedy) {
    return {.file = {}, .field = field, .value = std::move(value), .remedy = std::move(remedy)};
}

/// The spans that are fitted and held out, within what the extract has.
Result<std::pair<FitDays, std::optional<FitDays>>> spans_of(const FitExtract& extract,
                                                            const FitRequest& request) {
    const auto [all_from, all_until] = whole_days(extract);
    FitDays fit{.from = request.from.value_or(all_from), .until = all_until};
    if (request.until) {
        fit.until = *request.until;
    } else if (request.first_days) {
        fit.until = fit.from + days{*request.first_days};
    }
    const auto words = [](Date date) { return date_of(LocalTime{date}); };
    const std::string has = fmt::format(
        "the extract has whole days from {} to {}", words(all_from), words(all_until - days{1}));
    if (fit.from >= fit.until) {
        return tl::unexpected(Problems{span_problem(
            request.until ? "--until" : "--from",
            words(request.until ? fit.until : fit.from),
            request.until && request.from ? "must be after --from" : "must leave a day: " + has)});
    }
    if (fit.from < all_from) {
        return tl::unexpected(Problems{span_problem(
            "--from", words(fit.from), "must not be before the extract begins: " + has)});
    }
    if (fit.until > all_until) {
        return tl::unexpected(Problems{
            span_problem(request.until ? "--until" : "--first-days",
                         request.until ? words(fit.until) : fmt::format("{}", *request.first_days),
                         "must not go beyond the extract: " + has)});
    }
    std::optional<FitDays> held_out;
    if (fit.until < all_until) {
        held_out = FitDays{.from = fit.until, .until = all_until};
    }
    if (request.held_out_days) {
        const Date until = fit.until + days{*request.held_out_days};
        if (until > all_until) {
            return tl::unexpected(Problems{span_problem("--held-out-days",
                                                        fmt::format("{}", *request.held_out_days),
                                                        "must not go beyond the extract: " + has)});
        }
        held_out = FitDays{.from = fit.until, .until = until};
    }
    return std::pair(fit, held_out);
}

/// Variance over mean of a block's counts over days, on average over the blocks.
std::optional<double> dispersion_of_blocks(const std::vector<CountedDay>& counted) {
    double sum = 0.0;
    for (std::size_t from = 0; from < kHoursOfDay; from += kHoursOfBlock) {
        std::vector<double> counts;
        double mean = 0.0;
        for (const CountedDay& day : counted) {
            if (day.fault != DayFault::None) {
                continue;
            }
            double calls = 0.0;
            for (std::size_t hour = from; hour < from + kHoursOfBlock; ++hour) {
                calls += day.hour(hour);
            }
            counts.push_back(calls);
            mean += calls;
        }
        mean /= static_cast<double>(counts.size());
        if (counts.size() < 2 || mean <= 0.0) {
            return std::nullopt;
        }
        double squares = 0.0;
        for (const double calls : counts) {
            squares += (calls - mean) * (calls - mean);
        }
        sum += squares / (static_cast<double>(counts.size()) - 1.0) / mean;
    }
    return sum / static_cast<double>(kHoursOfDay / kHoursOfBlock);
}

/// Puts together what is known of one scenario.
class ScenarioFitter {
public:
    ScenarioFitter(const FitExtract& extract,
                   const Scenario& base,
                   const FitRequest& request,
                   FitDays span,
                   std::optional<FitDays> held_out)
        : extract_(extract), base_(base), request_(request) {
        fit_.file = extract.file;
        fit_.hash = extract.hash;
        fit_.span = span;
        fit_.held_out = held_out;
        fit_.confidence = request.options.confidence;
        for (const ExtractCall& call : extract.calls) {
            if (span.has(call.offered)) {
                calls_.push_back(call);
            } else if (held_out && held_out->has(call.offered)) {
                later_.push_back(call);
            }
        }
        fit_.calls = calls_.size();
    }

    Result<ScenarioFit> take() {
        for (std::size_t line = 0; line < base_.lines.size(); ++line) {
            add_line(LineId{line});
        }
        if (fit_.lines.empty()) {
            return tl::unexpected(Problems{
                {.file = extract_.file,
                 .field = {},
                 .value = {},
                 .remedy = fmt::format(
                     "must have at least 20 calls of a line, on two days of a kind, to be fitted: "
                     "{} calls on {} days from {}",
                     fit_.calls,
                     fit_.span.days(),
                     date_of(LocalTime{fit_.span.from}))}});
        }
        for (std::size_t row = 0; row < base_.call_classes.size(); ++row) {
            add_class(CallClassId{row});
        }
        for (std::size_t row = 0; row < base_.pools.size(); ++row) {
            add_pool(PoolId{row});
        }
        add_correlation();
        return std::move(fit_);
    }

private:
    void keep(std::string path, std::string why) {
        fit_.kept.push_back({.path = std::move(path), .why = std::move(why)});
    }

    [[nodiscard]] std::vector<LocalTime> offered(const std::vector<ExtractCall>& calls,
                                                 LineId line) const {
        std::vector<LocalTime> times;
        for (const ExtractCall& call : calls) {
            if (base_.call_classes[call.call_class.index()].line == line) {
                times.push_back(call.offered);
            }
        }
        return times;
    }

    void add_line(LineId id) {
        const Line& line = base_.lines[id.index()];
        if (line.internal) {
            return;
        }
        const std::string path = fmt::format("lines[{}].arrivals", line.name);
        FittedLine fitted{
            .line = id,
            .days = count_by_day(offered(calls_, id), fit_.span.from, fit_.span.until),
            .arrivals = {},
            .held_out = std::nullopt};
        std::optional<ArrivalFit> arrivals = fit_arrivals(fitted.days, fit_.confidence);
        if (!arrivals) {
            keep(path, "fewer than 20 calls of it, or no two days of a kind, in the extract");
            return;
        }
        fitted.arrivals = std::move(*arrivals);
        note_days(line, fitted.arrivals);
        if (fit_.held_out) {
            fitted.held_out = hold_out(fitted);
        }
        fit_.lines.push_back(std::move(fitted));
    }

    void note_days(const Line& line, const ArrivalFit& arrivals) {
        if (arrivals.clock_changes > 0) {
            fit_.notes.push_back(fmt::format("{}: {} of 23 or 25 hours left out of the profile.",
                                             line.name,
                                             arrivals.clock_changes == 1 ? "a day" : "days"));
        }
        if (arrivals.holes > 0) {
            fit_.notes.push_back(fmt::format(
                "{}: {} without any call taken to be missing and left "
                "out of the profile.",
                line.name,
                arrivals.holes == 1 ? "a day" : fmt::format("{} days", arrivals.holes)));
        }
        if (arrivals.cells != ProfileCells::HourOfWeek) {
            fit_.notes.push_back(fmt::format(
                "{}: fewer than {} days of each weekday, so {} share a profile, and what "
                "differs between them is in the day and hour factors.",
                line.name,
                kDaysOfOwnHours,
                arrivals.cells == ProfileCells::DayKind
                    ? "Monday to Friday, and Saturday and Sunday,"
                    : "all days"));
        }
    }

    [[nodiscard]] HeldOutLine hold_out(const FittedLine& fitted) const {
        const std::vector<CountedDay> counted =
            count_by_day(offered(later_, fitted.line), fit_.held_out->from, fit_.held_out->until);
        HeldOutLine held;
        for (std::size_t hour = 0; hour < kHoursOfDay; hour += kHoursOfBlock) {
            held.blocks.push_back({.from_hour = hour});
        }
        for (const CountedDay& day : counted) {
            if (day.fault != DayFault::None) {
                continue;
            }
            ++held.days;
            DayResidual& whole = held.by_day.emplace_back(DayResidual{.date = day.date});
            for (std::size_t hour = 0; hour < kHoursOfDay; ++hour) {
                HeldOutBlock& block = held.blocks[hour / kHoursOfBlock];
                block.expected += fitted.arrivals.expected(day.weekday, hour);
                block.observed += day.hour(hour);
                whole.expected += fitted.arrivals.expected(day.weekday, hour);
                whole.observed += day.hour(hour);
            }
        }
        for (const HeldOutBlock& block : held.blocks) {
            held.expected += block.expected;
            held.observed += block.observed;
        }
        if (const auto own = fit_arrivals(counted, fitted.arrivals.cells, fit_.confidence)) {
            held.dispersion = own->dispersion;
            held.dispersion_of_days = own->dispersion_of_days;
        }
        held.plain_dispersion_fitted = dispersion_of_blocks(fitted.days);
        held.plain_dispersion = dispersion_of_blocks(counted);
        std::vector<CountedDay> both = fitted.days;
        both.insert(both.end(), counted.begin(), counted.end());
        std::array<int, 7> of_weekday{};
        for (const CountedDay& day : both) {
            of_weekday[static_cast<std::size_t>(day.weekday)] +=
                day.fault == DayFault::None ? 1 : 0;
        }
        if (*std::ranges::min_element(of_weekday) >= 2) {
            if (const auto own = fit_arrivals(both, ProfileCells::HourOfWeek, fit_.confidence)) {
                held.dispersion_of_both = own->dispersion;
            }
        }
        return held;
    }

    [[nodiscard]] std::uint64_t calls_of_line(const std::vector<ExtractCall>& calls,
                                              LineId line) const {
        return static_cast<std::uint64_t>(
            std::ranges::count_if(calls, [&](const ExtractCall& call) {
                return base_.call_classes[call.call_class.index()].line == line;
            }));
    }

    void add_class(CallClassId id) {
        const CallClass& base = base_.call_classes[id.index()];
        const std::string path = fmt::format("call_classes[{}]", base.name);
        FittedClass fitted;
        fitted.call_class = id;
        std::vector<double> talk;
        std::vector<double> wrap_up;
        std::vector<QueueWait> waits;
        std::vector<IncidentCall> incidents;
        for (const ExtractCall& call : calls_) {
            if (call.call_class != id) {
                continue;
            }
            ++fitted.calls;
            if (call.ended != kNever) {
                talk.push_back(to_seconds(call.ended - call.left_queue));
                // A handler may only begin to wrap up when the caller has gone.
                wrap_up.push_back(to_seconds(std::max(Duration{0}, call.wrapped_up - call.ended)));
            }
            if (call.left_queue != kNever && extract_.tells.outcomes) {
                waits.push_back({.seconds = to_seconds(call.left_queue - call.at),
                                 .gave_up = call.outcome == Outcome::Abandoned});
            }
        }
        const std::uint64_t of_line = calls_of_line(calls_, base.line);
        const bool is_fitted = std::ranges::any_of(
            fit_.lines, [&](const FittedLine& line) { return line.line == base.line; });
        if (fitted.calls == 0 && !is_fitted) {
            keep(path, "no call of it in the extract");
            return;
        }
        if (of_line > 0) {
            const auto share = estimate_proportion(fitted.calls, of_line, fit_.confidence);
            fitted.share = {.value = share->value, .low = share->low, .high = share->high};
        }
        if (const std::uint64_t later = calls_of_line(later_, base.line); later > 0) {
            const auto own = std::ranges::count(later_, id, &ExtractCall::call_class);
            fitted.share_held_out = static_cast<double>(own) / static_cast<double>(later);
        }
        const auto law = [&](const char* field, bool told, std::vector<double> values) {
            std::optional<DurationFit> fit;
            if (told) {
                fit = fit_durations(std::move(values), request_.options);
            }
            if (!fit) {
                keep(fmt::format("{}.{}", path, field), told ? kTooFew : "not told by the extract");
            }
            return fit;
        };
        fitted.talk = law("talk", extract_.tells.talk, std::move(talk));
        fitted.wrap_up = law("wrap_up", extract_.tells.wrap_up, std::move(wrap_up));
        if (extract_.tells.outcomes) {
            fitted.patience = fit_patience(std::move(waits), fit_.confidence);
        }
        if (!fitted.patience) {
            keep(path + ".patience",
                 extract_.tells.outcomes ? "fewer than 20 callers gave up in the extract"
                                         : "not told by the extract");
        }
        add_incidents(base, path, fitted);
        fit_.classes.push_back(std::move(fitted));
    }

    /// An incident is of the class of its first call.
    void add_incidents(const CallClass& base, const std::string& path, FittedClass& fitted) {
        if (extract_.tells.incidents) {
            if (first_of_.empty()) {
                for (const ExtractCall& call : calls_) {
                    first_of_.emplace(call.incident, call.call_class);
                }
            }
            std::vector<IncidentCall> calls;
            for (const ExtractCall& call : calls_) {
                if (!call.again && first_of_.at(call.incident) == fitted.call_class) {
                    calls.push_back({.incident = call.incident, .offered = call.at});
                }
            }
            fitted.incidents = fit_incidents(std::move(calls), request_.options);
            // The room needs the law of the gaps as well.
            if (fitted.incidents && !fitted.incidents->gap && !base.cluster) {
                fitted.incidents.reset();
            }
        }
        if (!fitted.incidents && base.cluster) {
            keep(path + ".cluster",
                 extract_.tells.incidents ? "no incident of several calls in the extract"
                                          : "not told by the extract");
        }
    }

    void add_pool(PoolId id) {
        const Pool& base = base_.pools[id.index()];
        const std::string path = fmt::format("pools[{}]", base.name);
        FittedPool fitted{.pool = id, .pick_up = std::nullopt, .gap = std::nullopt};
        std::vector<double> pick_up;
        std::vector<double> gap;
        for (const ExtractCall& call : calls_) {
            if (call.pool == id && call.outcome == Outcome::Answered) {
                if (call.presented != kNever) {
                    pick_up.push_back(to_seconds(call.left_queue - call.presented));
                }
                if (call.ready != kNever) {
                    gap.push_back(std::min(kGapMost_s, to_seconds(call.ready - call.wrapped_up)));
                }
            }
        }
        const bool by_handler = !extract_.tells.ready && extract_.tells.handlers;
        if (by_handler) {
            if (!gaps_) {
                gaps_ = handler_gaps(calls_, base_);
            }
            for (const HandlerGap& row : *gaps_) {
                if (row.pool == id) {
                    gap.push_back(row.seconds);
                }
            }
        }
        fitted.pick_up = fit_durations(std::move(pick_up), request_.options);
        if (!fitted.pick_up) {
            keep(path + ".pick_up",
                 extract_.tells.pick_up ? kTooFew : "when calls rang is not told by the extract");
        }
        if (by_handler && !extract_.tells.pick_up) {
            // The law of the pick-up stays the base's and is drawn besides.
            const double ringing = mean_s(base.pick_up);
            for (double& seconds : gap) {
                seconds = std::max(0.0, seconds - ringing);
            }
        }
        fitted.gap = fit_durations(std::move(gap), request_.options);
        if (!fitted.gap) {
            keep(path + ".after_call_gap",
                 extract_.tells.ready || extract_.tells.handlers
                     ? kTooFew
                     : "neither handlers nor when they were ready are told by the extract");
        }
        if (fitted.pick_up || fitted.gap) {
            fit_.pools.push_back(std::move(fitted));
        }
    }

    void add_correlation() {
        std::vector<FittedValue> pairs;
        for (std::size_t first = 0; first < fit_.lines.size(); ++first) {
            for (std::size_t second = first + 1; second < fit_.lines.size(); ++second) {
                if (const auto pair = fit_day_correlation(
                        fit_.lines[first].arrivals, fit_.lines[second].arrivals, fit_.confidence)) {
                    pairs.push_back(*pair);
                }
            }
        }
        if (!pairs.empty()) {
            FittedValue mean;
            for (const FittedValue& pair : pairs) {
                mean.value += pair.value / static_cast<double>(pairs.size());
                mean.low += pair.low / static_cast<double>(pairs.size());
                mean.high += pair.high / static_cast<double>(pairs.size());
            }
            fit_.day_correlation = mean;
        } else if (fit_.lines.size() > 1) {
            keep("demand.day_factor_correlation", "too few days, or a line without a day factor");
        }
    }

    const FitExtract& extract_;
    const Scenario& base_;
    const FitRequest& request_;
    std::vector<ExtractCall> calls_;  ///< of the span
    std::vector<ExtractCall> later_;  ///< held out
    std::map<std::uint64_t, CallClassId> first_of_;
    std::optional<std::vector<HandlerGap>> gaps_;
    ScenarioFit fit_;
};

/// Who rings again is in the extract as a call of its own, and in the base scenario as a rule.
void note_rules(const Scenario& base, ScenarioFit& fit) {
    for (const FittedClass& fitted : fit.classes) {
        const CallClass& call_class = base.call_classes[fitted.call_class.index()];
        if (fitted.calls > 0 &&
            ((call_class.after_loss && call_class.after_loss->redial_first > 0.0) ||
             (call_class.repeat && call_class.repeat->share > 0.0))) {
            fit.notes.push_back(fmt::format(
                "{}: the extract's calls include those who rang again, and the base scenario lets "
                "callers ring again besides: take one of the two away.",
                call_class.name));
        }
        if (fitted.calls == 0) {
            fit.notes.push_back(
                fmt::format("{}: no call in the extract, so its share is 0.", call_class.name));
        }
    }
}

}  // namespace

FitDays whole_days(const FitExtract& extract) {
    const std::vector<ExtractCall>& calls = extract.calls;
    Duration longest{0};
    LocalTime first = calls.front().offered;
    LocalTime last = first;
    for (std::size_t row = 1; row < calls.size(); ++row) {
        longest = std::max(longest, calls[row].at - calls[row - 1].at);
        last = std::max(last, calls[row].offered);
    }
    FitDays span{.from = floor<days>(first), .until = floor<days>(last) + days{1}};
    if (first - span.from > longest) {
        span.from += days{1};
    }
    if (span.until - last > longest) {
        span.until -= days{1};
    }
    return {.from = extract.from.value_or(span.from), .until = extract.until.value_or(span.until)};
}

std::size_t HeldOutLine::blocks_within() const {
    return static_cast<std::size_t>(std::ranges::count_if(blocks, [](const HeldOutBlock& block) {
        return block.expected > 0.0 &&
               std::abs(block.observed / block.expected - 1.0) <= kBlockTolerance;
    }));
}

std::optional<double> FittedLine::observed(std::size_t hour_of_week) const {
    const auto weekday = static_cast<int>(hour_of_week / kHoursOfDay);
    double sum = 0.0;
    double counted = 0.0;
    for (const CountedDay& day : days) {
        if (day.weekday == weekday && day.fault == DayFault::None) {
            sum += day.hour(hour_of_week % kHoursOfDay);
            counted += 1.0;
        }
    }
    return counted > 0.0 ? std::optional(sum / counted) : std::nullopt;
}

const FittedClass* ScenarioFit::of(CallClassId call_class) const {
    const auto found = std::ranges::find(classes, call_class, &FittedClass::call_class);
    return found == classes.end() ? nullptr : &*found;
}

Result<ScenarioFit> fit_scenario(const FitExtract& extract,
                                 const Scenario& base,
                                 const FitRequest& request) {
    const auto spans = spans_of(extract, request);
    if (!spans) {
        return tl::unexpected(spans.error());
    }
    ScenarioFitter fitter(extract, base, request, spans->first, spans->second);
    Result<ScenarioFit> fit = fitter.take();
    if (fit) {
        note_rules(base, *fit);
    }
    return fit;
}

}  // namespace fcr
