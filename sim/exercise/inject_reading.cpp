#include "sim/exercise/inject_reading.hpp"

#include "proto/fcr/v1/exercise.pb.h"

namespace fcr {
namespace {

using I = v1::Inject;

constexpr double kInjectCallsMax = 2'000.0;
constexpr Range kFactorRange{.min = 1.0, .max = 10.0};
constexpr Range kHandlingRange{.min = 1.0, .max = 5.0};
constexpr Range kPeopleRange{.min = 1.0, .max = 1'000.0};

Duration needed_span(const Block& block, int field) {
    return duration_from_seconds(block.needed_number(field, kSpanAboveZero));
}

std::optional<Duration> span_if_there(const Block& block, int field) {
    const std::optional<double> seconds = block.number(field, kSpanAboveZero);
    return seconds ? std::optional(duration_from_seconds(*seconds)) : std::nullopt;
}

Inject read_burst(const Block& block, const RoomNames& names) {
    using BurstFields = I::Burst;
    if (!block.has(BurstFields::kCallsFieldNumber)) {
        block.missing(BurstFields::kCallsFieldNumber, "must be given, from 1 to 2000");
    }
    return Command{BringCalls{
        .call_class =
            CallClassId{needed_name(block, BurstFields::kCallClassFieldNumber, names.classes)},
        .calls =
            block.count_or(BurstFields::kCallsFieldNumber, {.min = 1.0, .max = kInjectCallsMax}, 1),
        .over = needed_span(block, BurstFields::kOverSFieldNumber)}};
}

Inject read_demand(const Block& block, const Scenario& scenario, const RoomNames& names) {
    using DemandFields = I::Demand;
    const std::size_t line = needed_name(block, DemandFields::kLineFieldNumber, names.lines);
    if (block.has(DemandFields::kLineFieldNumber) && line < scenario.lines.size() &&
        (scenario.lines[line].internal || scenario.load)) {
        block.refuse(DemandFields::kLineFieldNumber,
                     "must be a line with expected calls, of a scenario without a load");
    }
    return Command{
        RaiseDemand{.line = LineId{line},
                    .factor = block.needed_number(DemandFields::kFactorFieldNumber, kFactorRange),
                    .length = needed_span(block, DemandFields::kLengthSFieldNumber)}};
}

Inject read_staff_loss(const Block& block, const RoomNames& names) {
    using StaffLossFields = I::StaffLoss;
    LoseStaff loss{.pool =
                       PoolId{needed_name(block, StaffLossFields::kPoolFieldNumber, names.pools)}};
    loss.people = block.count_or(StaffLossFields::kPeopleFieldNumber, kPeopleRange, 0);
    loss.share = block.number_or(StaffLossFields::kShareFieldNumber, kShare, 0.0);
    loss.length = span_if_there(block, StaffLossFields::kLengthSFieldNumber);
    if (!block.has(StaffLossFields::kPeopleFieldNumber) &&
        !block.has(StaffLossFields::kShareFieldNumber)) {
        block.missing(StaffLossFields::kPeopleFieldNumber, "must be given, or share");
    }
    return Command{loss};
}

/// A harmless one where none is given.
System read_system(const Block& block, int field) {
    const std::optional<int> system = block.enumerator(field);
    if (!system && !block.has(field)) {
        block.missing(field, "must be COMMAND_AND_CONTROL or TELEPHONY");
    }
    return system == I::TELEPHONY ? System::Telephony : System::CommandAndControl;
}

Inject read_system_fault(const Block& block, const RoomNames& names) {
    using SystemFaultFields = I::SystemFault;
    FailSystem fault{.system = read_system(block, SystemFaultFields::kSystemFieldNumber)};
    const bool telephony = fault.system == System::Telephony;
    fault.length = span_if_there(block, SystemFaultFields::kLengthSFieldNumber);
    if (telephony) {
        fault.line = LineId{needed_name(block, SystemFaultFields::kLineFieldNumber, names.lines)};
        fault.connect_loss_share =
            block.number_or(SystemFaultFields::kConnectLossShareFieldNumber, kShare, 1.0);
    } else {
        fault.handling_factor =
            block.number_or(SystemFaultFields::kHandlingFactorFieldNumber, kHandlingRange, 1.5);
    }
    const auto refuse_if_there = [&](int field, std::string remedy) {
        if (block.has(field)) {
            block.refuse(field, std::move(remedy));
        }
    };
    if (telephony) {
        refuse_if_there(SystemFaultFields::kHandlingFactorFieldNumber,
                        "is of COMMAND_AND_CONTROL alone");
    } else {
        refuse_if_there(SystemFaultFields::kLineFieldNumber, "is of TELEPHONY alone");
        refuse_if_there(SystemFaultFields::kConnectLossShareFieldNumber, "is of TELEPHONY alone");
    }
    return Command{fault};
}

bool read_switch(const Block& block) {
    return !block.has(I::Switched::kOnFieldNumber) || block.as<I::Switched>().on();
}

}  // namespace

RoomNames names_of(const Scenario& scenario) {
    RoomNames names;
    for (const Pool& pool : scenario.pools) {
        names.pools.names.push_back(pool.name);
    }
    for (const Line& line : scenario.lines) {
        names.lines.names.push_back(line.name);
    }
    for (const CallClass& call_class : scenario.call_classes) {
        names.classes.names.push_back(call_class.name);
    }
    return names;
}

std::size_t needed_name(const Block& block, int field, const Names& names) {
    if (!block.has(field)) {
        block.missing(field, "must be given, " + std::string(names.kind));
        return 0;
    }
    return block.named(field, names).value_or(0);
}

PoolId read_counted_pool(const Block& block,
                         int field,
                         const Scenario& scenario,
                         const RoomNames& names) {
    const std::size_t pool = needed_name(block, field, names.pools);
    if (block.has(field) && pool < scenario.pools.size() && scenario.pools[pool].staff) {
        block.refuse(field, "must be a pool with seats; its people work shifts of a roster");
    }
    return PoolId{pool};
}

Inject read_inject(const Block& block, const Scenario& scenario, const RoomNames& names) {
    switch (block.as<I>().what_case()) {
        case I::kBurst: return read_burst(block.child(I::kBurstFieldNumber), names);
        case I::kDemand: return read_demand(block.child(I::kDemandFieldNumber), scenario, names);
        case I::kStaffLoss: return read_staff_loss(block.child(I::kStaffLossFieldNumber), names);
        case I::kStaffReturn:
            return Command{
                ReturnStaff{.pool = PoolId{needed_name(block.child(I::kStaffReturnFieldNumber),
                                                       I::StaffReturn::kPoolFieldNumber,
                                                       names.pools)}}};
        case I::kSystemFault:
            return read_system_fault(block.child(I::kSystemFaultFieldNumber), names);
        case I::kSystemMended:
            return Command{
                MendSystem{.system = read_system(block.child(I::kSystemMendedFieldNumber),
                                                 I::SystemMended::kSystemFieldNumber)}};
        case I::kContractorRefuses:
            return Command{
                RefuseOverflow{.on = read_switch(block.child(I::kContractorRefusesFieldNumber))}};
        case I::kAidRefused:
            return Command{RefuseAid{.on = read_switch(block.child(I::kAidRefusedFieldNumber))}};
        case I::kTold: {
            const Block told = block.child(I::kToldFieldNumber);
            if (!told.has(I::Told::kTextFieldNumber)) {
                told.missing(I::Told::kTextFieldNumber, "must be given, what people are told");
            }
            return ExerciseMessage{.to = Role::Supervisor,
                                   .text = told.text(I::Told::kTextFieldNumber)};
        }
        case I::WHAT_NOT_SET: break;
    }
    block.refuse_block("nothing",
                       "must have what happens: burst, demand, staff_loss, told and so on");
    return ExerciseMessage{};
}

}  // namespace fcr
