#include "sim/exercise/exercise_file.hpp"

#include "proto/fcr/v1/exercise.pb.h"
#include "sim/analysis/replaying.hpp"
#include "sim/contract/contract_reading.hpp"
#include "sim/control_room/control_room.hpp"
#include "sim/exercise/exercise_contract.hpp"
#include "sim/exercise/exercise_load.hpp"
#include "sim/exercise/inject_reading.hpp"
#include "sim/scenario/compile.hpp"
#include "sim/scenario/input_file.hpp"
#include "sim/scenario/load.hpp"
#include "sim/scenario/syntax.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

namespace fcr {
namespace {

using E = v1::Exercise;
using T = v1::ActionTerms;
using L = v1::EventLine;
using W = v1::EventCondition;
using R = v1::ExpectedResponse;

constexpr int kExerciseChangesMax = 64;
constexpr std::uint32_t kSeatsBeside = 40;           ///< of each pool: moved in and called in
constexpr std::uint32_t kCommandedCallsMax = 8'000;  ///< brought, and records on paper
constexpr Range kHours{.min = 0.0, .max = 8'784.0, .unit = "hours"};
constexpr Range kLengthHours{.min = 0.05, .max = 48.0, .unit = "hours"};
constexpr Range kMeasured{.min = 0.0, .max = 1e6};

/// A text of one field that must be there and be a name.
std::string needed_id(const Block& block, int field) {
    std::string id = block.text(field);
    if (!is_name(id)) {
        block.refuse(field, std::string(kNameRemedy));
    }
    return id;
}

void read_span(const Block& block, int field, Duration& span, const Range& range = kSpan) {
    if (const std::optional<double> seconds = block.number(field, range)) {
        span = duration_from_seconds(*seconds);
    }
}

/// A class of an internal line: work, not callers.
std::optional<CallClassId> read_work_class(const Block& block,
                                           int field,
                                           const Scenario& scenario,
                                           const RoomNames& names) {
    if (!block.has(field)) {
        return std::nullopt;
    }
    const std::optional<std::size_t> row = block.named(field, names.classes);
    if (row && !scenario.lines[scenario.call_classes[*row].line.index()].internal) {
        block.refuse(field, "must be a class of an internal line: work, not callers");
    }
    return row ? std::optional(CallClassId{*row}) : std::nullopt;
}

void read_off_duty(const Block& block, const RoomNames& names, ActionTerms& terms) {
    using O = v1::OffDuty;
    const int count = block.rows(T::kOffDutyFieldNumber, 0, 64);
    for (int row = 0; row < count; ++row) {
        const Block people = block.child(T::kOffDutyFieldNumber, row);
        const PoolId pool{needed_name(people, O::kPoolFieldNumber, names.pools)};
        if (std::ranges::count(terms.off_duty, pool, &OffDuty::pool) > 0) {
            people.refuse(O::kPoolFieldNumber, "must be given once; it has been named before");
        }
        if (!people.has(O::kPeopleFieldNumber)) {
            people.missing(O::kPeopleFieldNumber, "must be given, from 1 to 100");
        }
        terms.off_duty.push_back(
            {.pool = pool,
             .people = people.count_or(O::kPeopleFieldNumber, {.min = 1.0, .max = 100.0}, 1)});
    }
}

ActionPrices read_prices(const Block& block) {
    using P = v1::ActionPrices;
    constexpr std::int64_t pounds_max = 1'000'000;
    const auto price = [&](int field) {
        return read_money(block, field, pounds_max).value_or(Money{});
    };
    ActionPrices prices{.overflow_minute = price(P::kOverflowMinuteFieldNumber),
                        .call_in_hour = price(P::kCallInHourFieldNumber),
                        .over_hour = price(P::kOverHourFieldNumber),
                        .aid_hour = price(P::kAidHourFieldNumber),
                        .lost_break = price(P::kLostBreakFieldNumber),
                        .other_site = price(P::kOtherSiteFieldNumber)};
    read_span(block, P::kCallInPaidMinSFieldNumber, prices.call_in_paid_min);
    if (block.text(P::kSourceFieldNumber).empty()) {
        block.missing(P::kSourceFieldNumber,
                      "must be given: where the prices come from, or \"assumption: why\"");
    }
    return prices;
}

ActionTerms read_terms(const Block& block, const Scenario& scenario, const RoomNames& names) {
    ActionTerms terms;
    read_span(block, T::kLogInSFieldNumber, terms.log_in);
    terms.emergency_min = block.count_or(
        T::kEmergencyMinFieldNumber, {.min = 0.0, .max = 1'000.0}, terms.emergency_min);
    read_span(block, T::kOverflowNoticeSFieldNumber, terms.overflow_notice);
    read_span(block, T::kAidLeadSFieldNumber, terms.aid_lead);
    read_span(block, T::kAidLengthSFieldNumber, terms.aid_length, kSpanAboveZero);
    terms.aid_share = block.number_or(T::kAidShareFieldNumber, kShare, terms.aid_share);
    terms.pass_back = read_work_class(block, T::kPassBackClassFieldNumber, scenario, names);
    read_span(block, T::kPassBackLagSFieldNumber, terms.pass_back_lag);
    terms.call_in_accepts =
        block.number_or(T::kCallInAcceptsFieldNumber, kShare, terms.call_in_accepts);
    read_span(block, T::kCallInTravelMinSFieldNumber, terms.call_in_travel_min);
    read_span(block, T::kCallInTravelMaxSFieldNumber, terms.call_in_travel_max);
    if (terms.call_in_travel_max < terms.call_in_travel_min) {
        block.refuse_block(fmt::format("{} s", to_seconds(terms.call_in_travel_max)),
                           fmt::format("call_in_travel_max_s must be at least the least, {} s",
                                       to_seconds(terms.call_in_travel_min)));
    }
    read_span(block, T::kCallInStaySFieldNumber, terms.call_in_stay, kSpanAboveZero);
    read_span(block, T::kCallInRestSFieldNumber, terms.call_in_rest);
    read_off_duty(block, names, terms);
    read_span(block, T::kHoldMaxSFieldNumber, terms.hold_max);
    read_span(block, T::kMessageLengthSFieldNumber, terms.message_length);
    terms.message_deflects =
        block.number_or(T::kMessageDeflectsFieldNumber, kShare, terms.message_deflects);
    terms.message_patience = block.number_or(
        T::kMessagePatienceFieldNumber, {.min = 0.1, .max = 10.0}, terms.message_patience);
    terms.paper_factor =
        block.number_or(T::kPaperFactorFieldNumber, {.min = 1.0, .max = 5.0}, terms.paper_factor);
    terms.back_record = read_work_class(block, T::kBackRecordClassFieldNumber, scenario, names);
    read_span(block, T::kBackRecordSpreadSFieldNumber, terms.back_record_spread);
    if (block.has(T::kDeskPoolFieldNumber)) {
        terms.desk_pool = read_counted_pool(block, T::kDeskPoolFieldNumber, scenario, names);
    }
    terms.desk_people = block.count_or(T::kDeskPeopleFieldNumber,
                                       {.min = 1.0, .max = double{kPeopleOfOrderMax}},
                                       terms.desk_people);
    read_span(block, T::kDeskLeadSFieldNumber, terms.desk_lead);
    terms.bureau_share = block.number_or(T::kBureauShareFieldNumber, kShare, terms.bureau_share);
    read_span(block, T::kBureauLeadSFieldNumber, terms.bureau_lead);
    read_span(block, T::kTriageLengthSFieldNumber, terms.triage_length);
    terms.triage_resolves =
        block.number_or(T::kTriageResolvesFieldNumber, kShare, terms.triage_resolves);
    if (const auto travel = block.number(T::kSiteTravelSFieldNumber, kSpanAboveZero)) {
        terms.site_travel = duration_from_seconds(*travel);
    }
    terms.site_factor =
        block.number_or(T::kSiteFactorFieldNumber, {.min = 1.0, .max = 5.0}, terms.site_factor);
    read_span(block, T::kBreaksMaxSFieldNumber, terms.breaks_max);
    read_span(block, T::kPromiseSFieldNumber, terms.promise, kSpanAboveZero);
    if (block.has(T::kPricesFieldNumber)) {
        terms.prices = read_prices(block.child(T::kPricesFieldNumber));
    }
    return terms;
}

Condition read_condition(const Block& block, const RoomNames& names) {
    Condition condition;
    const int measure = block.enumerator(W::kMeasureFieldNumber).value_or(W::LONGEST_WAIT);
    if (!block.has(W::kMeasureFieldNumber)) {
        block.missing(W::kMeasureFieldNumber, "must be LONGEST_WAIT, WAITING, FREE or ON_DUTY");
    }
    const bool of_line = measure == W::LONGEST_WAIT || measure == W::WAITING;
    condition.measure = measure == W::LONGEST_WAIT ? Measure::LongestWait
                        : measure == W::WAITING    ? Measure::Waiting
                        : measure == W::FREE       ? Measure::Free
                                                   : Measure::OnDuty;
    const int subject = of_line ? W::kLineFieldNumber : W::kPoolFieldNumber;
    const int other = of_line ? W::kPoolFieldNumber : W::kLineFieldNumber;
    if (!block.has(subject)) {
        block.missing(subject, "must be given for this measure");
    } else if (const auto row = block.named(subject, of_line ? names.lines : names.pools)) {
        condition.line = of_line ? LineId{*row} : LineId{};
        condition.pool = of_line ? PoolId{} : PoolId{*row};
    }
    if (block.has(other)) {
        block.refuse(other, "is not of this measure");
    }
    const bool above = block.has(W::kAboveFieldNumber);
    if (above == block.has(W::kBelowFieldNumber)) {
        block.refuse_block(above ? "both" : "neither", "must have one of above and below");
    }
    condition.above = above;
    condition.limit =
        block.number_or(above ? W::kAboveFieldNumber : W::kBelowFieldNumber, kMeasured, 0.0);
    read_span(block, W::kLastingSFieldNumber, condition.lasting);
    return condition;
}

ExpectedResponse read_expected(const Block& block) {
    static const Names actions = [] {
        Names all{.kind = "an action"};
        for (std::size_t row = 0; row < kActionKinds; ++row) {
            all.names.emplace_back(name_of(static_cast<ActionKind>(row)));
        }
        return all;
    }();
    ExpectedResponse expected;
    const int count = block.rows(R::kActionsFieldNumber, 1, 8);
    for (int row = 0; row < count; ++row) {
        if (const auto action = block.named(R::kActionsFieldNumber, actions, row)) {
            expected.any_of.push_back(static_cast<ActionKind>(*action));
        }
    }
    expected.within =
        duration_from_seconds(block.needed_number(R::kWithinSFieldNumber, kSpanAboveZero));
    return expected;
}

EventLine read_line(const Block& block, const Scenario& scenario, const RoomNames& names) {
    EventLine line;
    line.id = needed_id(block, L::kIdFieldNumber);
    line.title = block.text(L::kTitleFieldNumber);
    if (line.title.empty()) {
        block.missing(L::kTitleFieldNumber, "must be given, what controllers read");
    }
    if (const auto at = block.number(L::kAtSFieldNumber, kSpan)) {
        line.at = duration_from_seconds(*at);
    }
    if (block.has(L::kWhenFieldNumber)) {
        line.when = read_condition(block.child(L::kWhenFieldNumber), names);
        if (block.has(L::kAtSFieldNumber)) {
            block.refuse(L::kAtSFieldNumber, "must not be given with when");
        }
    }
    if (block.has(L::kInjectFieldNumber)) {
        line.inject = read_inject(block.child(L::kInjectFieldNumber), scenario, names);
    } else {
        block.missing(L::kInjectFieldNumber, "must be given, what the line does");
    }
    const int count = block.rows(L::kExpectedFieldNumber, 0, 4);
    for (int row = 0; row < count; ++row) {
        line.expected.push_back(read_expected(block.child(L::kExpectedFieldNumber, row)));
    }
    line.controller = block.text(L::kControllerFieldNumber);
    return line;
}

/// Lines first, then what they name: another line, an objective.
void read_lines(const Block& root,
                const Scenario& scenario,
                const RoomNames& names,
                ExercisePlan& plan) {
    const int count = root.rows(E::kEventsFieldNumber, 0, static_cast<int>(kEventLinesMax));
    Names lines{.kind = "a line of the events list"};
    for (int row = 0; row < count; ++row) {
        const Block block = root.child(E::kEventsFieldNumber, row);
        plan.lines.push_back(read_line(block, scenario, names));
        const std::string& id = plan.lines.back().id;
        if (std::ranges::count(lines.names, id) > 0) {
            block.refuse(L::kIdFieldNumber, "must be unique; an earlier line has it");
        }
        lines.names.push_back(id);
        if (const auto& at = plan.lines.back().at; at && *at >= plan.end - plan.start) {
            block.refuse(L::kAtSFieldNumber,
                         fmt::format("must be before the end, {} s after the start",
                                     to_seconds(plan.end - plan.start)));
        }
    }
    Names objectives{.kind = "an objective"};
    for (const Objective& objective : plan.objectives) {
        objectives.names.push_back(objective.id);
    }
    for (int row = 0; row < count; ++row) {
        const Block block = root.child(E::kEventsFieldNumber, row);
        EventLine& line = plan.lines[static_cast<std::size_t>(row)];
        if (block.has(L::kContingencyFieldNumber)) {
            line.contingency = block.named(L::kContingencyFieldNumber, lines);
            if (line.expected.empty()) {
                block.refuse(L::kContingencyFieldNumber, "is for a line that expects a response");
            }
        }
        if (block.has(L::kObjectiveFieldNumber)) {
            static_cast<void>(block.named(L::kObjectiveFieldNumber, objectives));
            line.objective = block.text(L::kObjectiveFieldNumber);
        }
    }
}

void read_objectives(const Block& root, ExercisePlan& plan) {
    using O = v1::ExerciseObjective;
    const int count = root.rows(E::kObjectivesFieldNumber, 0, 16);
    for (int row = 0; row < count; ++row) {
        const Block block = root.child(E::kObjectivesFieldNumber, row);
        Objective objective{.id = needed_id(block, O::kIdFieldNumber),
                            .text = block.text(O::kTextFieldNumber)};
        if (objective.text.empty()) {
            block.missing(O::kTextFieldNumber, "must be given, what players are to show");
        }
        if (std::ranges::count(plan.objectives, objective.id, &Objective::id) > 0) {
            block.refuse(O::kIdFieldNumber, "must be unique; an earlier objective has it");
        }
        plan.objectives.push_back(std::move(objective));
    }
    const int notes = root.rows(E::kInstructorNotesFieldNumber, 0, 32);
    for (int row = 0; row < notes; ++row) {
        plan.instructor_notes.push_back(root.text(E::kInstructorNotesFieldNumber, row));
    }
}

/// A scenario's file with the changes that an exercise makes of it.
struct ChangedScenario {
    std::filesystem::path file;
    std::vector<std::string> changes;
};
std::optional<ChangedScenario> read_scenario_name(const Block& root,
                                                  const std::filesystem::path& file) {
    const std::string name = root.text(E::kScenarioFieldNumber);
    if (name.empty()) {
        root.missing(E::kScenarioFieldNumber,
                     "must be given, the scenario's file relative to this one's folder");
        return std::nullopt;
    }
    ChangedScenario scenario{.file = (file.parent_path() / name).lexically_normal(), .changes = {}};
    const int count = root.rows(E::kSetFieldNumber, 0, kExerciseChangesMax);
    for (int row = 0; row < count; ++row) {
        scenario.changes.push_back(root.text(E::kSetFieldNumber, row));
    }
    return scenario;
}

/// Puts the exercise's recorded calls into the room: those that its file names, or those that the
/// bundle has kept. False: something is wrong, and told.
bool add_load(const Block& root,
              const std::filesystem::path& file,
              const ScenarioBundle* bundle,
              std::uint64_t seed,
              Scenario& scenario) {
    std::optional<LoadIntake> load;
    if (bundle == nullptr) {
        load =
            read_exercise_load(root.child(E::kLoadFieldNumber), file.parent_path(), scenario, seed);
    } else {
        const auto kept = std::ranges::find(bundle->files, kLoadFile, &ScenarioBundle::File::name);
        load = kept == bundle->files.end() ? std::nullopt : read_load_bytes(kept->bytes, scenario);
        if (!load) {
            root.refuse(E::kLoadFieldNumber, "must be kept with the exercise, and is not");
            return false;
        }
    }
    if (!load) {
        return false;
    }
    put_load(scenario, std::move(*load));
    return true;
}

/// The scenario that the file names, or that of the bundle, made one that players command; none
/// when something is wrong with it.
std::optional<Scenario> read_room(const Block& root,
                                  const std::filesystem::path& file,
                                  const ScenarioBundle* bundle,
                                  std::uint64_t load_seed) {
    const std::optional<ChangedScenario> named = read_scenario_name(root, file);
    if (!named) {
        return std::nullopt;
    }
    Result<Scenario> scenario = bundle != nullptr
                                    ? load_bundle(*bundle, named->file.filename().string())
                                    : load_scenario(named->file, named->changes);
    if (!scenario) {
        for (const Problem& problem : scenario.error()) {
            root.refuse_file(E::kScenarioFieldNumber, problem);
        }
        return std::nullopt;
    }
    if (root.has(E::kLoadFieldNumber) && !add_load(root, file, bundle, load_seed, *scenario)) {
        return std::nullopt;
    }
    scenario->supervisor.reset();  // players are
    for (Pool& pool : scenario->pools) {
        if (pool.behaviour) {
            root.refuse(E::kScenarioFieldNumber,
                        fmt::format("must be a room whose people do what the rules say; those of "
                                    "{} have a behaviour",
                                    pool.name));
            return std::nullopt;
        }
        pool.called_in_max = pool.staff ? 0 : kSeatsBeside;
    }
    return std::move(*scenario);
}

void read_times(const Block& root, const CompiledScenario& room, ExercisePlan& plan) {
    const double start = root.number_or(E::kStartHFieldNumber, kHours, 0.0);
    const double length = root.number_or(E::kLengthHFieldNumber, kLengthHours, 4.0);
    plan.start = room.measured_from + duration_from_seconds(start * 3600.0);
    plan.end = plan.start + duration_from_seconds(length * 3600.0);
    if (plan.end > room.measured_until) {
        const std::string remedy =
            fmt::format("must end within the measured part, {} h",
                        to_seconds(room.measured_until - room.measured_from) / 3600.0);
        if (root.has(E::kLengthHFieldNumber)) {
            root.refuse(E::kLengthHFieldNumber, remedy);
        } else {
            root.missing(E::kLengthHFieldNumber, remedy);
        }
    }
}

Result<ExercisePlan> parse_plan(std::string text,
                                const std::string& file,
                                const ScenarioBundle* bundle) {
    google::protobuf::TextFormat::ParseInfoTree locations;
    v1::Exercise message;
    const TextOrigin origin{.file = file,
                            .text = SourceText(without_byte_order_mark(std::move(text))),
                            .locations = &locations};
    if (auto problem = parse_filled_text(
            file, origin.text, "an exercise needs at least a scenario", message, locations)) {
        return tl::unexpected(Problems{std::move(*problem)});
    }
    Findings findings;
    const Block root(message, origin, findings);
    ExercisePlan plan;
    plan.title = root.text(E::kTitleFieldNumber);
    if (plan.title.empty()) {
        plan.title = std::filesystem::path(file).stem().string();
    }
    plan.description = root.text(E::kDescriptionFieldNumber);
    plan.seed = message.has_seed() ? message.seed() : 1;
    read_objectives(root, plan);
    const std::uint64_t load_seed = message.load().has_seed() ? message.load().seed() : plan.seed;
    std::optional<Scenario> scenario = read_room(root, file, bundle, load_seed);
    if (!scenario) {
        return tl::unexpected(findings.take());
    }
    Result<CompiledScenario> room = compile(*scenario);
    if (!room) {
        for (const Problem& problem : room.error()) {
            root.refuse_file(E::kScenarioFieldNumber, problem);
        }
        return tl::unexpected(findings.take());
    }
    make_commandable(*room, kCommandedCallsMax);
    read_times(root, *room, plan);
    const RoomNames names = names_of(*scenario);
    if (root.has(E::kTermsFieldNumber)) {
        plan.terms = read_terms(root.child(E::kTermsFieldNumber), *scenario, names);
    }
    read_lines(root, *scenario, names, plan);
    plan.room = std::make_shared<const CompiledScenario>(std::move(*room));
    plan.scenario = std::make_shared<const Scenario>(std::move(*scenario));
    if (findings.empty() && root.has(E::kContractFieldNumber)) {
        plan.contract = read_exercise_contract(root.child(E::kContractFieldNumber),
                                               std::filesystem::path(file).parent_path(),
                                               bundle,
                                               plan);
    }
    if (!findings.empty()) {
        return tl::unexpected(findings.take());
    }
    return plan;
}

}  // namespace

Result<ExercisePlan> parse_exercise(std::string text, const std::string& file) {
    return parse_plan(std::move(text), file, nullptr);
}

Result<ExercisePlan> parse_exercise(std::string text,
                                    const std::string& file,
                                    const ScenarioBundle& bundle) {
    return parse_plan(std::move(text), file, &bundle);
}

Result<ScenarioBundle> bundle_room(const std::string& text, const std::string& file) {
    google::protobuf::TextFormat::ParseInfoTree locations;
    v1::Exercise message;
    const TextOrigin origin{
        .file = file, .text = SourceText(without_byte_order_mark(text)), .locations = &locations};
    if (auto problem = parse_text(file, origin.text, message, locations)) {
        return tl::unexpected(Problems{std::move(*problem)});
    }
    Findings findings;
    const auto named = read_scenario_name(Block(message, origin, findings), file);
    if (!named) {
        return tl::unexpected(findings.take());
    }
    return bundle_scenario(named->file, named->changes);
}

Result<ExercisePlan> load_exercise(const std::filesystem::path& file) {
    Result<std::string> text = read_input_file(file, kScenarioBytesMax);
    if (!text) {
        return tl::unexpected(std::move(text.error()));
    }
    return parse_exercise(std::move(*text), file.string());
}

}  // namespace fcr
