#include "sim/contract_study/probe_judges.hpp"

#include "sim/contract_study/room_behaviour.hpp"
#include "sim/control_room/lineage.hpp"
#include "sim/metrics/kpi.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <unordered_map>

namespace fcr {

namespace {

using Filter = std::function<bool(const CallRecord&)>;

constexpr double kAnnouncement = 90.0;   // seconds; Kent, model.md 6.4
constexpr double kPaddingCalls = 349.0;  // in a month; Lincolnshire, December 2015
constexpr double kHurriedPace = 0.82;    // calls cut by 15 to 20 %, model.md 6.4
constexpr double kMoreRepeats = 1.5;     // assumption
constexpr double kLongerTarget = 1.5;    // 10 to 15 minutes, model.md 6.4
constexpr Duration kShortAbandon = std::chrono::seconds{60};
constexpr std::uint32_t kMoreKeptFree = 2;

RatioSample sample_of(const Ratio& ratio) {
    return {.numerator = static_cast<double>(ratio.numerator),
            .denominator = static_cast<double>(ratio.denominator)};
}

KpiCounts count(const ProbeRecords& records,
                const KpiDefinition& definition,
                const Filter& filter = {}) {
    KpiCounts counts;
    for (const CallRecord& call : records.calls) {
        if (counts_in(definition, call, std::nullopt) && (!filter || filter(call))) {
            count_call(definition, call, counts);
        }
    }
    return counts;
}

RatioSample level(const ProbeRecords& records,
                  const KpiDefinition& definition,
                  const Filter& filter = {}) {
    return sample_of(kpi_value(definition, count(records, definition, filter)));
}

bool is_genuine(const CallRecord& call) {
    return call.origin != Origin::Padding;
}

const Line& line_of(const ProbeFacts& facts) {
    const LineId line = facts.definition.line.value_or(LineId{0});
    return facts.scenario.lines[line.index()];
}

/// Classes of the indicator's lines, by row.
std::vector<std::size_t> classes_of(const ProbeFacts& facts) {
    std::vector<std::size_t> classes;
    for (std::size_t row = 0; row < facts.scenario.call_classes.size(); ++row) {
        const LineId line = facts.scenario.call_classes[row].line;
        const bool counts = facts.definition.line ? *facts.definition.line == line
                                                  : facts.scope.of(line).has_value();
        if (counts && !facts.scenario.lines[line.index()].internal) {
            classes.push_back(row);
        }
    }
    return classes;
}

std::vector<PoolId> supplier_pools(const ProbeFacts& facts) {
    return pools_of(SupplierPolicyTerms{}, facts.terms, facts.scope);
}

Probe not_tried(std::string why) {
    Probe probe;
    probe.why_not = std::move(why);
    return probe;
}

std::string seconds(Duration span) {
    return fmt::format("{:.6g} s", to_seconds(span));
}

std::string indicator(const ProbeFacts& facts) {
    return facts.kpi.title.empty() ? facts.kpi.id : facts.kpi.title;
}

// ------------------------------------------------------------------ 1 to 3

Probe padding(const ProbeFacts& facts) {
    const auto pools = supplier_pools(facts);
    const auto classes = classes_of(facts);
    if (pools.empty() || classes.empty()) {
        return not_tried("the contract has no pool of the supplier that could ring its own line");
    }
    Probe probe;
    probe.figure = indicator(facts);
    probe.how = fmt::format(
        "staff try {:.0f} calls of 10 s a month to their own line from 01:00 to "
        "05:00 while nobody waits, not flagged",
        kPaddingCalls);
    probe.edit = [pools, call_class = CallClassId{classes.front()}](Scenario& scenario) {
        for (const PoolId pool : pools) {
            std::optional<BehaviourPlan>& people = scenario.pools[pool.index()].behaviour;
            people = people.value_or(BehaviourPlan{});
            people->padding_per_hour =
                kPaddingCalls * 12.0 / 365.25 / 4.0 / static_cast<double>(pools.size());
            people->padding_hours = {.from = std::chrono::hours{1}, .until = std::chrono::hours{5}};
            people->padding_class = call_class;
            people->padding_talk = ConstantLaw{10.0};
        }
    };
    probe.judge = [definition = facts.definition](
                      const ProbeRecords&, const ProbeRecords& played, const CompiledScenario&) {
        return ProbeSample{.reported = level(played, definition),
                           .genuine = level(played, definition, is_genuine)};
    };
    return probe;
}

Probe two_clocks(const ProbeFacts& facts) {
    const bool operator_leg = line_of(facts).operator_leg.has_value();
    KpiDefinition friendly = facts.definition;
    KpiDefinition strict = facts.definition;
    friendly.clock = operator_leg ? ClockStart::NetworkArrive : ClockStart::SegmentPresented;
    strict.clock = operator_leg ? ClockStart::OperatorConnect : ClockStart::NetworkArrive;
    Probe probe;
    probe.figure = indicator(facts);
    probe.how = operator_leg
                    ? "the same calls on the force's clock (T3) instead of the operator's (T2)"
                    : "the same calls from when the pool that answers is asked instead of from the "
                      "switch (T3)";
    probe.judge = [friendly, strict](
                      const ProbeRecords& honest, const ProbeRecords&, const CompiledScenario&) {
        return ProbeSample{.reported = level(honest, friendly), .genuine = level(honest, strict)};
    };
    return probe;
}

Probe announcement(const ProbeFacts& facts) {
    KpiDefinition after = facts.definition;
    KpiDefinition from_arrival = facts.definition;
    after.clock = ClockStart::MessageEnd;
    from_arrival.clock = ClockStart::NetworkArrive;
    Probe probe;
    probe.figure = indicator(facts);
    const auto* constant = std::get_if<ConstantLaw>(&line_of(facts).message);
    const bool has_message = constant == nullptr || constant->value_s > 0.0;
    if (has_message) {
        probe.how = "the line's own announcement before the clock instead of in it";
    } else {
        probe.how = fmt::format("an announcement of {:.0f} s before the queue, the clock after it",
                                kAnnouncement);
        probe.edit = [line = facts.definition.line](Scenario& scenario) {
            for (std::size_t row = 0; row < scenario.lines.size(); ++row) {
                if ((!line || line->index() == row) && !scenario.lines[row].internal) {
                    scenario.lines[row].message = ConstantLaw{kAnnouncement};
                }
            }
        };
    }
    probe.judge = [after, from_arrival](
                      const ProbeRecords&, const ProbeRecords& played, const CompiledScenario&) {
        return ProbeSample{.reported = level(played, after),
                           .genuine = level(played, from_arrival)};
    };
    return probe;
}

// ------------------------------------------------------------------ 4 to 7

/// Whoever the desk passes on has waited twice.
RatioSample end_to_end(const ProbeRecords& records, const KpiDefinition& definition) {
    std::unordered_map<std::uint64_t, const CallRecord*> passed_on;
    for (const CallRecord& call : records.calls) {
        if (call.origin == Origin::Transfer) {
            passed_on[call.lineage ^ call.caller] = &call;
        }
    }
    const CountingRule rule = counting_rule(definition);
    RatioSample sample;
    for (const CallRecord& call : records.calls) {
        if (!counts_in(definition, call, std::nullopt) || call.origin == Origin::Transfer) {
            continue;
        }
        sample.denominator += 1.0;
        if (call.outcome != Outcome::Answered) {
            continue;
        }
        Duration wait = call.times.answered - clock_start(call, rule.clock);
        const auto next =
            passed_on.find(child_lineage(call.lineage, Origin::Transfer, 0) ^ call.caller);
        bool answered = true;
        if (next != passed_on.end()) {
            const CallRecord& second = *next->second;
            answered = second.outcome == Outcome::Answered;
            wait += answered ? second.times.answered - second.times.offered : Duration{0};
        }
        sample.numerator += answered && wait <= rule.within_max ? 1.0 : 0.0;
    }
    return sample;
}

Probe thin_desk(const ProbeFacts& facts) {
    const auto classes = classes_of(facts);
    const bool has_desk = std::ranges::any_of(
        classes, [&](std::size_t row) { return !facts.scenario.call_classes[row].next.empty(); });
    if (!has_desk) {
        return not_tried(
            "the scenario has no second queue behind its first (next); "
            "config/scenarios/mid_force_triage.txtpb has one");
    }
    Probe probe;
    probe.figure = indicator(facts);
    probe.how = "the first desk's answer alone, against both waits of those it passes on";
    probe.judge = [definition = facts.definition](
                      const ProbeRecords& honest, const ProbeRecords&, const CompiledScenario&) {
        return ProbeSample{.reported = level(honest, definition),
                           .genuine = end_to_end(honest, definition)};
    };
    return probe;
}

KpiDefinition abandonment_of(const ProbeFacts& facts) {
    KpiDefinition definition = facts.definition;
    definition.type = KpiType::Abandonment;
    definition.abandonment = AbandonmentFormula::Ab1All;
    return definition;
}

Probe short_abandonments(const ProbeFacts& facts) {
    const KpiDefinition all = abandonment_of(facts);
    KpiDefinition late = all;
    late.abandonment = AbandonmentFormula::Ab3AfterShort;
    late.short_abandon = kShortAbandon;
    Probe probe;
    probe.figure = "abandoned, " + line_of(facts).name;
    probe.lower_is_better = true;
    probe.how = fmt::format("abandonments within {} do not count", seconds(kShortAbandon));
    probe.judge = [all, late](
                      const ProbeRecords& honest, const ProbeRecords&, const CompiledScenario&) {
        return ProbeSample{.reported = level(honest, late), .genuine = level(honest, all)};
    };
    return probe;
}

Probe netted_call_backs(const ProbeFacts& facts) {
    const auto classes = classes_of(facts);
    const bool offers = std::ranges::any_of(classes, [&](std::size_t row) {
        return facts.scenario.call_classes[row].call_back.has_value();
    });
    if (!offers) {
        return not_tried(
            "the scenario offers no call-backs (call_back); "
            "config/scenarios/mid_force_callback.txtpb does");
    }
    Probe probe;
    probe.figure = "abandoned, " + line_of(facts).name;
    probe.lower_is_better = true;
    probe.how = "call-backs that reached the caller are taken off";
    probe.judge = [all = abandonment_of(facts)](
                      const ProbeRecords& honest, const ProbeRecords&, const CompiledScenario&) {
        RatioSample gross = level(honest, all);
        RatioSample net = gross;
        for (const CallRecord& call : honest.calls) {
            if (call.origin == Origin::CallBack && call.outcome == Outcome::Answered) {
                net.numerator -= 1.0;
            }
        }
        return ProbeSample{.reported = net, .genuine = gross};
    };
    return probe;
}

Probe menu_base(const ProbeFacts& facts) {
    const auto classes = classes_of(facts);
    const Line& line = line_of(facts);
    Probe probe;
    probe.figure = indicator(facts);
    if (line.message_leave_share + line.message_served_share > 0.0) {
        probe.how = "calls that leave in the menu are not in the base";
        probe.judge = [definition = facts.definition](const ProbeRecords& honest,
                                                      const ProbeRecords&,
                                                      const CompiledScenario&) {
            const auto in_queue = [](const CallRecord& call) {
                return call.times.offered != kNever;
            };
            return ProbeSample{.reported = level(honest, definition, in_queue),
                               .genuine = level(honest, definition)};
        };
        return probe;
    }
    if (classes.size() < 2) {
        return not_tried(
            "the line has one class and no menu that callers leave in "
            "(message_leave_share)");
    }
    probe.how = "the base is the class of the line with the best level alone";
    probe.judge = [definition = facts.definition, classes](
                      const ProbeRecords& honest, const ProbeRecords&, const CompiledScenario&) {
        RatioSample best;
        for (const std::size_t row : classes) {
            KpiDefinition one = definition;
            one.call_class = CallClassId{row};
            const RatioSample sample = level(honest, one);
            if (sample.denominator > 0.0 &&
                (best.denominator == 0.0 ||
                 sample.numerator * best.denominator > best.numerator * sample.denominator)) {
                best = sample;
            }
        }
        return ProbeSample{.reported = best, .genuine = level(honest, definition)};
    };
    return probe;
}

// ------------------------------------------------------------------ 8 and 9

/// Pools that take calls of an emergency line and of another.
std::vector<std::size_t> mixed_pools(const Scenario& scenario) {
    std::vector<std::size_t> mixed;
    for (std::size_t row = 0; row < scenario.pools.size(); ++row) {
        bool emergency = false;
        bool other = false;
        for (const CallClassId skill : scenario.pools[row].skills) {
            const LineId line = scenario.call_classes[skill.index()].line;
            (scenario.lines[line.index()].emergency ? emergency : other) = true;
        }
        if (emergency && other) {
            mixed.push_back(row);
        }
    }
    return mixed;
}

KpiDefinition answered_in_time(LineId line, ClockStart clock, Duration within) {
    return {.type = KpiType::ServiceLevel,
            .line = line,
            .clock = clock,
            .threshold = within,
            .comparator = Comparator::AtMost,
            .formula = ServiceLevelFormula::F2Offered};
}

Probe robbed_line(const ProbeFacts& facts) {
    const auto pools = mixed_pools(facts.scenario);
    std::optional<LineId> emergency;
    std::optional<LineId> other;
    for (std::size_t row = 0; row < facts.scenario.lines.size(); ++row) {
        const Line& line = facts.scenario.lines[row];
        if (line.emergency && !emergency) {
            emergency = LineId{row};
        }
        if (!line.emergency && !line.internal && !line.digital && !other) {
            other = LineId{row};
        }
    }
    if (pools.empty() || !emergency || !other) {
        return not_tried("no pool of the scenario answers an emergency line and another");
    }
    const KpiDefinition first =
        answered_in_time(*emergency, ClockStart::OperatorConnect, std::chrono::seconds{10});
    const KpiDefinition second =
        answered_in_time(*other, ClockStart::NetworkArrive, std::chrono::seconds{60});
    Probe probe;
    probe.figure = fmt::format("{} answered within 10 s, operator clock",
                               facts.scenario.lines[emergency->index()].name);
    probe.how = fmt::format("{} more seats are kept free of {} in each pool that takes both",
                            kMoreKeptFree,
                            facts.scenario.lines[other->index()].name);
    probe.side = fmt::format("{} answered within 60 s", facts.scenario.lines[other->index()].name);
    probe.edit = [pools, line = *other](Scenario& scenario) {
        for (const std::size_t row : pools) {
            Pool& pool = scenario.pools[row];
            for (const CallClassId skill : pool.skills) {
                if (scenario.call_classes[skill.index()].line != line) {
                    continue;
                }
                const auto kept =
                    std::ranges::find(pool.seats_kept_free, skill, &SeatsKeptFree::call_class);
                if (kept == pool.seats_kept_free.end()) {
                    pool.seats_kept_free.push_back({.call_class = skill, .seats = kMoreKeptFree});
                } else {
                    kept->seats += kMoreKeptFree;
                }
            }
        }
    };
    probe.judge = [first, second](const ProbeRecords& honest,
                                  const ProbeRecords& played,
                                  const CompiledScenario&) {
        return ProbeSample{.reported = level(played, first),
                           .genuine = level(honest, first),
                           .side_before = level(honest, second),
                           .side_after = level(played, second)};
    };
    return probe;
}

Probe hurried_calls(const ProbeFacts& facts) {
    const auto pools = supplier_pools(facts);
    if (pools.empty()) {
        return not_tried("the contract has no pool of the supplier whose people could hurry");
    }
    const auto repeats = [](const ProbeRecords& records) {
        RatioSample sample;
        for (const CallRecord& call : records.calls) {
            sample.numerator += call.origin == Origin::Repeat ? 1.0 : 0.0;
            sample.denominator += call.outcome == Outcome::Answered ? 1.0 : 0.0;
        }
        return sample;
    };
    Probe probe;
    probe.figure = indicator(facts);
    probe.how = fmt::format(
        "calls are cut to {:.0f} % while anybody waits, and half as many callers "
        "again have to ring once more",
        100.0 * kHurriedPace);
    const bool ring_again = std::ranges::any_of(
        facts.scenario.call_classes,
        [](const CallClass& call_class) { return call_class.repeat.has_value(); });
    if (ring_again) {
        probe.side = "repeat calls for each answered call";
    } else {
        probe.note =
            "callers do not ring again in this scenario, so what it costs them is not "
            "seen; in config/scenarios/mid_force_redial.txtpb they do";
    }
    probe.edit = [pools](Scenario& scenario) {
        for (const PoolId pool : pools) {
            std::optional<BehaviourPlan>& people = scenario.pools[pool.index()].behaviour;
            people = people.value_or(BehaviourPlan{});
            people->hurry_queue = 1;
            people->hurry_factor = kHurriedPace;
        }
        for (CallClass& call_class : scenario.call_classes) {
            if (call_class.repeat) {
                double& share = call_class.repeat->share;
                double& late = call_class.repeat->share_after_wait;
                share = std::min(share * kMoreRepeats, 1.0);
                late = std::min(late * kMoreRepeats, 1.0);
            }
        }
    };
    probe.judge = [definition = facts.definition, repeats](const ProbeRecords& honest,
                                                           const ProbeRecords& played,
                                                           const CompiledScenario&) {
        return ProbeSample{.reported = level(played, definition),
                           .genuine = level(honest, definition),
                           .side_before = repeats(honest),
                           .side_after = repeats(played)};
    };
    return probe;
}

// ------------------------------------------------------------------ 10 and 11

/// Incidents with a target that were attended within that of a grade, measured from a clock.
RatioSample in_target(const ProbeRecords& records,
                      const CompiledScenario& room,
                      GradeId IncidentRecord::*grade,
                      std::optional<TargetStart> start) {
    RatioSample sample;
    for (const IncidentRecord& incident : records.incidents) {
        const CompiledGrade& facts = room.response->grades[incident.*grade];
        if (!facts.target || incident.outcome == IncidentOutcome::Unfinished) {
            continue;
        }
        sample.denominator += 1.0;
        const SimTime from = target_start(incident, start.value_or(facts.target_start));
        sample.numerator += incident.outcome == IncidentOutcome::Attended &&
                                    incident.times.at_scene - from <= *facts.target
                                ? 1.0
                                : 0.0;
    }
    return sample;
}

constexpr std::string_view kNoResponse =
    "the scenario does not tell what becomes of calls (response); "
    "config/scenarios/mid_force_response.txtpb does";

Probe graded_by_load(const ProbeFacts& facts) {
    if (!facts.scenario.response) {
        return not_tried(std::string(kNoResponse));
    }
    Probe probe;
    probe.figure = "incidents attended in the target of their grade";
    probe.how = "with fewer than 2 units free every incident is given the next less urgent grade";
    probe.edit = [](Scenario& scenario) {
        scenario.response->grade_pressure =
            GradePressure{.free_units_below = 2, .shift_probability = 1.0};
    };
    probe.judge =
        [](const ProbeRecords&, const ProbeRecords& played, const CompiledScenario& room) {
            return ProbeSample{
                .reported = in_target(played, room, &IncidentRecord::given_grade, std::nullopt),
                .genuine = in_target(played, room, &IncidentRecord::true_grade, std::nullopt)};
        };
    return probe;
}

Probe late_attendance_clock(const ProbeFacts& facts) {
    if (!facts.scenario.response) {
        return not_tried(std::string(kNoResponse));
    }
    Probe probe;
    probe.figure = "incidents attended in the target of their grade";
    probe.how = "the clock starts when a unit is assigned (T9), not when the call is answered (T4)";
    probe.judge =
        [](const ProbeRecords& honest, const ProbeRecords&, const CompiledScenario& room) {
            return ProbeSample{
                .reported =
                    in_target(honest, room, &IncidentRecord::given_grade, TargetStart::Dispatched),
                .genuine =
                    in_target(honest, room, &IncidentRecord::given_grade, TargetStart::Answered)};
        };
    return probe;
}

// ------------------------------------------------------------------ 12 to 16

Probe longer_target(const ProbeFacts& facts) {
    KpiDefinition longer = facts.definition;
    longer.threshold = duration_from_seconds(kLongerTarget * to_seconds(longer.threshold));
    Probe probe;
    probe.figure = indicator(facts);
    probe.how = fmt::format(
        "within {} instead of {}", seconds(longer.threshold), seconds(facts.definition.threshold));
    probe.judge = [longer, definition = facts.definition](
                      const ProbeRecords& honest, const ProbeRecords&, const CompiledScenario&) {
        return ProbeSample{.reported = level(honest, longer), .genuine = level(honest, definition)};
    };
    return probe;
}

/// The level of each hour of the week, days of 24 h from the first measured midnight.
std::vector<Ratio> levels_by(const ProbeRecords& records,
                             const KpiDefinition& definition,
                             SimTime from,
                             Duration cell,
                             std::size_t cells) {
    std::vector<KpiCounts> counts(cells);
    for (const CallRecord& call : records.calls) {
        if (counts_in(definition, call, std::nullopt)) {
            const auto since = static_cast<std::size_t>((call.times.network_arrive - from) / cell);
            count_call(definition, call, counts[since % cells]);
        }
    }
    std::vector<Ratio> levels;
    for (const KpiCounts& of_cell : counts) {
        levels.push_back(kpi_value(definition, of_cell));
    }
    return levels;
}

Probe hidden_tail(const ProbeFacts& facts) {
    Probe probe;
    probe.figure = indicator(facts);
    probe.how = "all calls together, against the worst hour of the day";
    probe.judge = [definition = facts.definition](const ProbeRecords& honest,
                                                  const ProbeRecords&,
                                                  const CompiledScenario& room) {
        const auto hours =
            levels_by(honest, definition, room.measured_from, std::chrono::hours{1}, 24);
        Ratio worst;
        for (const Ratio& hour : hours) {
            if (hour.measured() && (!worst.measured() || hour.value() < worst.value())) {
                worst = hour;
            }
        }
        return ProbeSample{.reported = level(honest, definition), .genuine = sample_of(worst)};
    };
    return probe;
}

Probe averaged_intervals(const ProbeFacts& facts) {
    Probe probe;
    probe.figure = indicator(facts);
    probe.how = "the mean of half-hours, quiet ones as heavy as busy ones, against all calls alike";
    probe.judge = [definition = facts.definition](const ProbeRecords& honest,
                                                  const ProbeRecords&,
                                                  const CompiledScenario& room) {
        constexpr Duration kHalfHour = std::chrono::minutes{30};
        const auto cells =
            static_cast<std::size_t>((room.latest_end - room.measured_from) / kHalfHour + 1);
        RatioSample mean;
        for (const Ratio& cell :
             levels_by(honest, definition, room.measured_from, kHalfHour, cells)) {
            if (cell.measured()) {
                mean.numerator += cell.value();
                mean.denominator += 1.0;
            }
        }
        return ProbeSample{.reported = mean, .genuine = level(honest, definition)};
    };
    return probe;
}

Probe diverted_calls(const ProbeFacts& facts) {
    const auto classes = classes_of(facts);
    const Duration before = facts.definition.threshold - std::chrono::seconds{1};
    if (before <= Duration::zero() || classes.empty()) {
        return not_tried("the threshold leaves no moment to divert before it");
    }
    Probe probe;
    probe.figure = indicator(facts);
    probe.how = fmt::format("a call that has waited {} is sent to another force and not counted",
                            seconds(before));
    probe.edit = [classes, before](Scenario& scenario) {
        for (const std::size_t row : classes) {
            std::vector<RouteStep>& route = scenario.call_classes[row].route;
            std::erase_if(route, [before](const RouteStep& step) { return step.after >= before; });
            route.push_back({.after = before, .pools = {}, .divert = true});
        }
    };
    probe.judge = [definition = facts.definition](
                      const ProbeRecords&, const ProbeRecords& played, const CompiledScenario&) {
        const auto kept = [](const CallRecord& call) { return call.outcome != Outcome::Diverted; };
        return ProbeSample{.reported = level(played, definition, kept),
                           .genuine = level(played, definition)};
    };
    return probe;
}

}  // namespace

std::vector<Probe> make_probes(const ProbeFacts& facts) {
    return {padding(facts),
            two_clocks(facts),
            announcement(facts),
            thin_desk(facts),
            short_abandonments(facts),
            netted_call_backs(facts),
            menu_base(facts),
            robbed_line(facts),
            hurried_calls(facts),
            graded_by_load(facts),
            late_attendance_clock(facts),
            longer_target(facts),
            hidden_tail(facts),
            averaged_intervals(facts),
            not_tried("no record of the room has a code that can be read two ways"),
            diverted_calls(facts)};
}

}  // namespace fcr
