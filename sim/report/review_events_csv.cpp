// The CSV files of single events. Seconds are exact, so that who counts again comes to the same.
#include "sim/report/csv.hpp"
#include "sim/report/review_events.hpp"
#include "sim/report/review_words.hpp"

#include <fmt/format.h>

#include <initializer_list>

namespace fcr {
namespace {

CsvText begin_heads(std::initializer_list<std::string_view> heads) {
    CsvText csv;
    for (const std::string_view head : heads) {
        csv.raw(head);
    }
    return csv;
}

/// `12.345678`: a span that is not negative.
std::string exact_seconds(Duration span) {
    return fmt::format("{}.{:06}", span.count() / 1'000'000, span.count() % 1'000'000);
}

std::string exact(double value) {
    return fmt::format("{}", value);
}

struct ResultWords {
    std::string_view result;
    std::string_view in_time;
};
ResultWords words_of(CallResult result) {
    switch (result) {
        case CallResult::InTime: return {"answered", "yes"};
        case CallResult::Late: return {"answered", "no"};
        case CallResult::Abandoned: return {"abandoned", "no"};
        case CallResult::Lost: return {"lost", "no"};
        case CallResult::Uncounted: return {"", ""};
    }
    return {};
}

std::string minute_of(SimTime at, SimTime start) {
    return fmt::format("{}", (at - start) / kReviewMinute);
}

void add_call(CsvText& csv, const NamedRun& run, const ReviewedCall& call, const Review& review) {
    const RoomCourse& course = run.player.course();
    const Scenario& scenario = *review.plan->scenario;
    const bool counted = call.result != CallResult::Uncounted;
    const bool answered = call.result == CallResult::InTime || call.result == CallResult::Late;
    const ResultWords words = words_of(call.result);
    csv.raw(run.of)
        .raw(fmt::format("{}", call.number))
        .text(scenario.lines[call.line.index()].name)
        .raw(counted ? course.group_of(call.line) : "")
        .raw(counted ? minute_of(call.at, course.start()) : "")
        .raw(clock_second(call.at))
        .raw(words.result)
        .raw(counted && call.result != CallResult::Lost ? exact_seconds(call.wait) : "")
        .raw(words.in_time)
        .raw(!answered         ? ""
             : call.contractor ? "contractor"
                               : "own")
        .text(call.pool ? scenario.pools[call.pool->index()].name : "")
        .raw(call.done == kNever ? "" : exact_seconds(call.handling))
        .raw(call.overflow == Duration::zero() ? "" : exact_seconds(call.overflow));
    csv.end_row();
}

/// The longest of a look's lines of one group.
Duration longest_of(const RoomCourse& course,
                    std::span<const SeenLine> lines,
                    std::string_view group) {
    Duration longest{0};
    for (std::size_t row = 0; row < lines.size(); ++row) {
        if (course.group_of(LineId{row}) == group) {
            longest = std::max(longest, lines[row].longest);
        }
    }
    return longest;
}

std::vector<std::size_t> counted_lines(const RoomCourse& course, const Scenario& scenario) {
    std::vector<std::size_t> rows;
    for (std::size_t row = 0; row < scenario.lines.size(); ++row) {
        if (!course.group_of(LineId{row}).empty()) {
            rows.push_back(row);
        }
    }
    return rows;
}

void add_looks(CsvText& csv,
               const NamedRun& run,
               const std::vector<std::size_t>& counted,
               SimTime start) {
    const RoomCourse& course = run.player.course();
    const RoomEvents& events = course.events();
    for (std::size_t row = 0; row < events.looks().size(); ++row) {
        const LookRow& look = events.looks()[row];
        csv.raw(run.of)
            .raw(minute_of(look.first, start))
            .raw(clock_second(look.first))
            .raw(fmt::format("{}", look.looks))
            .raw(look.nobody_free ? "yes" : "no")
            .raw(fmt::format("{}", look.busy))
            .raw(fmt::format("{}", look.on_duty))
            .raw(exact_seconds(longest_of(course, events.lines(row), "999")))
            .raw(exact_seconds(longest_of(course, events.lines(row), "101")));
        for (const std::size_t line : counted) {
            csv.raw(fmt::format("{}", events.lines(row)[line].waiting))
                .raw(exact_seconds(events.lines(row)[line].longest));
        }
        for (const SeenPool& pool : events.pools(row)) {
            csv.raw(fmt::format("{}", pool.free)).raw(fmt::format("{}", pool.on_duty));
        }
        csv.end_row();
    }
}

void add_draw(CsvText& csv, const SeedOutcomes& draw, std::string_view of, const Outcomes& values) {
    csv.raw(fmt::format("{}", draw.replication)).raw(of).raw(draw.limit_reached ? "no" : "yes");
    csv.raw(of == "as played" ? fmt::format("{}", draw.void_commands) : "");
    for (const std::optional<double>& value : values) {
        csv.raw(value ? exact(*value) : "");
    }
    csv.end_row();
}

}  // namespace

std::string review_calls_csv(const Review& review) {
    CsvText csv = begin_heads({"of",
                               "call",
                               "line",
                               "group",
                               "minute",
                               "at",
                               "result",
                               "wait_s",
                               "in_time",
                               "by",
                               "pool",
                               "work_s",
                               "overflow_s"});
    csv.end_row();
    for (const NamedRun& run : tonights_runs(review)) {
        for (const ReviewedCall& call : run.player.course().events().calls()) {
            add_call(csv, run, call, review);
        }
    }
    return csv.take();
}

std::string review_looks_csv(const Review& review) {
    const Scenario& scenario = *review.plan->scenario;
    const std::vector<std::size_t> counted = counted_lines(review.actual->course(), scenario);
    CsvText csv = begin_heads({"of",
                               "minute",
                               "at",
                               "looks",
                               "nobody_free",
                               "busy",
                               "on_duty",
                               "longest_s_999",
                               "longest_s_101"});
    for (const std::size_t line : counted) {
        csv.text("waiting: " + scenario.lines[line].name)
            .text("longest_s: " + scenario.lines[line].name);
    }
    for (const auto& pool : scenario.pools) {
        csv.text("free: " + pool.name).text("on_duty: " + pool.name);
    }
    csv.end_row();
    for (const NamedRun& run : tonights_runs(review)) {
        add_looks(csv, run, counted, review.plan->start);
    }
    return csv.take();
}

std::string review_minutes_csv(const Review& review) {
    CsvText csv = begin_heads({"of", "minute", "at", "nobody_free_s", "occupancy_percent"});
    csv.end_row();
    for (const NamedRun& run : tonights_runs(review)) {
        const RoomCourse& course = run.player.course();
        for (std::size_t minute = 0; minute < course.minutes(); ++minute) {
            const SimTime at = course.start() + static_cast<std::int64_t>(minute) * kReviewMinute;
            const Ratio occupancy = occupancy_at(course, minute);
            csv.raw(run.of)
                .raw(fmt::format("{}", minute))
                .raw(clock_minute(at))
                .raw(exact(course.room(minute).nobody_free * to_seconds(kReviewLook)))
                .raw(occupancy.measured() ? exact(100.0 * occupancy.value()) : "");
            csv.end_row();
        }
    }
    return csv.take();
}

std::string review_call_backs_csv(const Review& review) {
    CsvText csv = begin_heads({"of", "hung_up", "promised_by", "rung", "promise"});
    csv.end_row();
    for (const NamedRun& run : tonights_runs(review)) {
        for (const PromisedCallBack& call_back : run.player.call_backs()) {
            csv.raw(run.of)
                .raw(clock_second(call_back.made))
                .raw(clock_second(call_back.by))
                .raw(call_back.rung == kNever ? "" : clock_second(call_back.rung))
                .raw(promise_of(call_back, review.log.until));
            csv.end_row();
        }
    }
    return csv.take();
}

std::string review_cost_items_csv(const Review& review) {
    CsvText csv = begin_heads({"of", "kind", "unit", "at", "call", "amount", "gbp"});
    csv.end_row();
    const auto begin = [&](const NamedRun& run, CostKind kind) {
        csv.raw(run.of).raw(name_of(kind)).raw(unit_of(kind));
    };
    for (const NamedRun& run : tonights_runs(review)) {
        const Costs& costs = run.player.orders().costs;
        for (const CostLine& line : costs.lines) {
            if (line.kind == CostKind::OverflowMinutes) {
                for (const ReviewedCall& call : run.player.course().events().calls()) {
                    if (call.overflow > Duration::zero()) {
                        begin(run, line.kind);
                        csv.raw(clock_second(call.at))
                            .raw(fmt::format("{}", call.number))
                            .raw(exact(to_seconds(call.overflow) / 60.0))
                            .raw("");
                        csv.end_row();
                    }
                }
            }
            for (const CostItem& item : costs.items) {
                if (item.kind == line.kind) {
                    begin(run, line.kind);
                    csv.raw(clock_second(item.at))
                        .raw("")
                        .raw(item.time > Duration::zero() ? exact(to_seconds(item.time) / 3600.0)
                                                          : fmt::format("{}", item.count))
                        .raw("");
                    csv.end_row();
                }
            }
            begin(run, line.kind);
            std::string sum = to_string(line.sum);
            std::erase(sum, ',');
            csv.raw("").raw("").raw("").raw(sum);
            csv.end_row();
        }
    }
    return csv.take();
}

std::string review_draws_csv(const Review& review) {
    CsvText csv = begin_heads({"replication", "of", "counts", "void_commands"});
    for (std::size_t row = 0; row < kReviewOutcomes; ++row) {
        csv.raw(words_of(static_cast<OutcomeId>(row)).id);
    }
    csv.end_row();
    for (const SeedOutcomes& draw : review.draws) {
        add_draw(csv, draw, "as played", draw.played);
        add_draw(csv, draw, "no action", draw.none);
        for (std::size_t place = 0; place < draw.policies.size(); ++place) {
            add_draw(csv, draw, words_of(kReferencePolicies[place]).title, draw.policies[place]);
        }
    }
    return csv.take();
}

}  // namespace fcr
