#include "sim/exercise/input_reading.hpp"

#include "proto/fcr/v1/journal.pb.h"
#include "sim/exercise/inject_reading.hpp"

#include <google/protobuf/text_format.h>

#include <array>
#include <utility>

namespace fcr {
namespace {

using V = v1::ExerciseInput;
using RunKind = v1::RunOrder;
using Act = v1::PlayerAction;

/// The longest span of an input: that of the longest exercise.
constexpr std::int64_t kSpanUsMax = std::int64_t{48} * 3'600'000'000;

Problem input_problem(std::string remedy) {
    return {.file = {},
            .line = 0,
            .column = 0,
            .field = "input",
            .value = {},
            .remedy = std::move(remedy)};
}

Duration span_of_us(const Block& block, int field, std::int64_t us) {
    if (us < 0 || us > kSpanUsMax) {
        block.refuse(field, "must be from 0 to 48 hours, in microseconds");
        return Duration{0};
    }
    return Duration{us};
}

/// A given enumerator, from 0 where the message's own begins at 1; 0 where something is wrong.
int needed_enumerator(const Block& block, int field) {
    if (!block.has(field)) {
        block.missing(field, "must be given");
        return 0;
    }
    return block.enumerator(field).value_or(1) - 1;
}

Join read_join(const Block& block) {
    return {.role = static_cast<Role>(needed_enumerator(block, v1::JoinSeat::kRoleFieldNumber)),
            .name = block.text(v1::JoinSeat::kNameFieldNumber)};
}

RunControl read_run(const Block& block) {
    const auto& order = block.as<v1::RunOrder>();
    return {
        .kind = static_cast<RunControlKind>(needed_enumerator(block, RunKind::kKindFieldNumber)),
        .reason = block.text(RunKind::kReasonFieldNumber),
        .speed = order.has_speed() ? order.speed() : 1,
        .span = span_of_us(block, RunKind::kSpanUsFieldNumber, order.span_us())};
}

LineControl read_line_order(const Block& block) {
    using O = v1::LineOrder;
    return {.kind = static_cast<LineControlKind>(needed_enumerator(block, O::kKindFieldNumber)),
            .line = block.text(O::kLineFieldNumber)};
}

AdHoc read_ad_hoc(const Block& block, const ExercisePlan& plan, const RoomNames& names) {
    using A = v1::AdHocInject;
    AdHoc ad_hoc{.title = block.text(A::kTitleFieldNumber), .inject = {}};
    if (block.has(A::kInjectFieldNumber)) {
        ad_hoc.inject = read_inject(block.child(A::kInjectFieldNumber), *plan.scenario, names);
    } else {
        block.missing(A::kInjectFieldNumber, "must be given, what happens");
    }
    return ad_hoc;
}

PoolId needed_pool(const Block& block, int field, const RoomNames& names) {
    if (!block.has(field)) {
        block.missing(field, "must be given, a pool of the scenario");
        return PoolId{};
    }
    return PoolId{block.named(field, names.pools).value_or(0)};
}

/// Who is to move, by name: a post of the roster of a pool.
void read_person(const Block& block,
                 const ExercisePlan& plan,
                 const RoomNames& names,
                 SupervisorAction& action) {
    if (!block.has(Act::kPostFieldNumber)) {
        return;
    }
    action.home = PoolId{
        block
            .named(block.has(Act::kHomeFieldNumber) ? Act::kHomeFieldNumber : Act::kPoolFieldNumber,
                   names.pools)
            .value_or(0)};
    const CompiledPool& pool = plan.room->pools[action.home];
    if (!pool.rostered) {
        block.refuse(Act::kPostFieldNumber,
                     "must be of a pool whose people work shifts of a roster");
        return;
    }
    action.post = block.count_or(
        Act::kPostFieldNumber, {.min = 1.0, .max = static_cast<double>(pool.seats_max)}, 1);
}

SupervisorAction read_action(const Block& block, const ExercisePlan& plan, const RoomNames& names) {
    const auto& message = block.as<v1::PlayerAction>();
    SupervisorAction action;
    if (const auto kind = action_of(message.kind())) {
        action.kind = *kind;
    } else {
        block.refuse(Act::kKindFieldNumber, "must be an action of docs/exercise.md");
        return action;
    }
    switch (action.kind) {
        case ActionKind::MoveStaff:
            action.to = needed_pool(block, Act::kToFieldNumber, names);
            read_person(block, plan, names, action);
            [[fallthrough]];
        case ActionKind::CallIn:
        case ActionKind::HoldShiftEnd:
        case ActionKind::MoveBreaks:
        case ActionKind::CancelBreaks:
            action.pool = needed_pool(block, Act::kPoolFieldNumber, names);
            break;
        case ActionKind::OpenOverflow:
        case ActionKind::CloseOverflow:
        case ActionKind::EmergenciesOnly:
        case ActionKind::AllCalls:
        case ActionKind::AskForAid:
        case ActionKind::EndAid:
        case ActionKind::StartMessage:
        case ActionKind::StopMessage:
        case ActionKind::StartCallBacks:
        case ActionKind::StopCallBacks:
        case ActionKind::GoOnPaper:
        case ActionKind::Recover:
        case ActionKind::DeclareCritical:
        case ActionKind::DeclareMajor:
        case ActionKind::StandDownMajor:
        case ActionKind::Brief:
        case ActionKind::Decide:
        case ActionKind::Reconcile:
        case ActionKind::StartTriage:
        case ActionKind::StopTriage:
        case ActionKind::FallBack:
        case ActionKind::ReturnToSite:
        case ActionKind::StartSpill:
        case ActionKind::StopSpill:
        case ActionKind::LongestWaitFirst:
        case ActionKind::PlannedPriority: break;
    }
    action.people =
        block.count_or(Act::kPeopleFieldNumber, {.min = 1.0, .max = double{kPeopleOfOrderMax}}, 1);
    action.length = span_of_us(block, Act::kLengthUsFieldNumber, message.length_us());
    action.reason = block.text(Act::kReasonFieldNumber);
    action.text = block.text(Act::kTextFieldNumber);
    const v1::Methane& told = message.methane();
    action.methane = {told.major_incident(),
                      told.exact_location(),
                      told.type(),
                      told.hazards(),
                      told.access(),
                      told.number_of_casualties(),
                      told.emergency_services()};
    return action;
}

}  // namespace

Result<Input> read_input(std::string_view bytes, const ExercisePlan& plan) {
    v1::ExerciseInput message;
    if (!message.ParseFromArray(bytes.data(), static_cast<int>(bytes.size()))) {
        return tl::unexpected(Problems{input_problem("must be a message of journal.proto")});
    }
    const RoomNames names = names_of(*plan.scenario);
    const TextOrigin origin;
    Findings findings;
    const Block root(message, origin, findings);
    Input input{.id = message.id(), .seat = message.seat(), .what = {}};
    switch (message.what_case()) {
        case V::kJoin: input.what = read_join(root.child(V::kJoinFieldNumber)); break;
        case V::kRun: input.what = read_run(root.child(V::kRunFieldNumber)); break;
        case V::kLine: input.what = read_line_order(root.child(V::kLineFieldNumber)); break;
        case V::kAdHoc:
            input.what = read_ad_hoc(root.child(V::kAdHocFieldNumber), plan, names);
            break;
        case V::kAction:
            input.what = read_action(root.child(V::kActionFieldNumber), plan, names);
            break;
        case V::kNote:
            input.what =
                Note{.text = root.child(V::kNoteFieldNumber).text(v1::SeatNote::kTextFieldNumber)};
            break;
        case V::WHAT_NOT_SET: root.refuse_block("nothing", "must say what is put in"); break;
    }
    if (!findings.empty()) {
        return tl::unexpected(findings.take());
    }
    return input;
}

Result<std::string> input_bytes_of_text(std::string_view text) {
    v1::ExerciseInput message;
    if (!google::protobuf::TextFormat::ParseFromString(std::string(text), &message)) {
        return tl::unexpected(Problems{input_problem("must be an ExerciseInput in text format")});
    }
    return message.SerializeAsString();
}

}  // namespace fcr
