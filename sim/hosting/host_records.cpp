#include "sim/hosting/host_records.hpp"

#include "fcr/v1/journal.pb.h"
#include "sim/exercise/exercise.hpp"
#include "sim/exercise/plan_records.hpp"
#include "sim/hosting/message_words.hpp"

#include <algorithm>
#include <span>

namespace fcr {

std::string bytes_of(const HostNote& note) {
    v1::HostRecord record;
    if (const auto* const token = std::get_if<TokenNote>(&note)) {
        record.mutable_token()->set_seat(token->seat);
        record.mutable_token()->set_sha256(token->sha256.data(), token->sha256.size());
    } else if (const auto* const alarm = std::get_if<AlarmNote>(&note)) {
        record.mutable_alarm()->set_seat(alarm->order.by);
        record.mutable_alarm()->set_id(alarm->order.id);
        record.mutable_alarm()->set_number(alarm->number);
    } else if (const auto* const removal = std::get_if<RemovalNote>(&note)) {
        record.mutable_removed()->set_by(removal->order.by);
        record.mutable_removed()->set_id(removal->order.id);
        record.mutable_removed()->set_seat(removal->seat);
    } else if (const auto* const branch = std::get_if<BranchNote>(&note)) {
        record.mutable_branch()->set_by(branch->order.by);
        record.mutable_branch()->set_id(branch->order.id);
        record.mutable_branch()->set_number(branch->number);
        record.mutable_branch()->set_from_us(microseconds(branch->from));
    }
    return record.SerializeAsString();
}

std::optional<HostNote> read_host_note(std::string_view bytes) {
    v1::HostRecord record;
    if (!record.ParseFromArray(bytes.data(), static_cast<int>(bytes.size()))) {
        return std::nullopt;
    }
    switch (record.what_case()) {
        case v1::HostRecord::kToken: {
            TokenNote token{.seat = record.token().seat(), .sha256 = {}};
            const std::string& told = record.token().sha256();
            if (told.size() != token.sha256.size()) {
                return std::nullopt;
            }
            std::ranges::copy(std::as_bytes(std::span(told)), token.sha256.begin());
            return token;
        }
        case v1::HostRecord::kAlarm:
            return AlarmNote{.order = {.by = record.alarm().seat(), .id = record.alarm().id()},
                             .number = record.alarm().number()};
        case v1::HostRecord::kRemoved:
            return RemovalNote{.order = {.by = record.removed().by(), .id = record.removed().id()},
                               .seat = record.removed().seat()};
        case v1::HostRecord::kBranch:
            return BranchNote{.order = {.by = record.branch().by(), .id = record.branch().id()},
                              .number = record.branch().number(),
                              .from = kStartOfRun + Duration{record.branch().from_us()}};
        case v1::HostRecord::WHAT_NOT_SET: break;
    }
    return std::nullopt;
}

bool is_begun(std::span<const JournalRecord> records) {
    return std::ranges::any_of(
        records, [](const JournalRecord& record) { return record.kind != kPlanRecordKind; });
}

bool is_branch(std::span<const JournalRecord> records, std::uint64_t number) {
    return std::ranges::any_of(records, [number](const JournalRecord& record) {
        const auto note =
            record.kind == kHostRecordKind
                ? read_host_note(
                      {reinterpret_cast<const char*>(record.payload.data()), record.payload.size()})
                : std::nullopt;
        const auto* const branch = note ? std::get_if<BranchNote>(&*note) : nullptr;
        return branch != nullptr && branch->number == number;
    });
}

std::string pause_bytes(const std::string& reason) {
    v1::ExerciseInput input;
    input.set_id("pause");
    input.set_seat(std::string(kShellSeat));
    input.mutable_run()->set_kind(v1::RunOrder::PAUSE);
    input.mutable_run()->set_reason(reason);
    return input.SerializeAsString();
}

std::string join_bytes(const std::string& id,
                       const std::string& seat,
                       Role role,
                       const std::string& name) {
    v1::ExerciseInput input;
    input.set_id(id);
    input.set_seat(seat);
    input.mutable_join()->set_role(role_message(role));
    input.mutable_join()->set_name(name);
    return input.SerializeAsString();
}

}  // namespace fcr
