#include "sim/hosting/client_message.hpp"

#include "fcr/v1/live.pb.h"
#include "sim/hosting/message_words.hpp"

#include <google/protobuf/descriptor.h>
#include <google/protobuf/message.h>
#include <google/protobuf/stubs/logging.h>

#include <algorithm>
#include <utility>
#include <vector>

namespace fcr {
namespace {

using google::protobuf::FieldDescriptor;
using google::protobuf::Message;

/// Without C0 and C1 controls and marks that turn the direction of writing; lines may break.
std::string without_controls(const std::string& text) {
    std::string clean;
    for (std::size_t place = 0; place < text.size(); ++place) {
        const auto byte = static_cast<unsigned char>(text[place]);
        const auto next =
            place + 1 < text.size() ? static_cast<unsigned char>(text[place + 1]) : 0U;
        const auto third =
            place + 2 < text.size() ? static_cast<unsigned char>(text[place + 2]) : 0U;
        if ((byte < 0x20 && byte != '\n') || byte == 0x7F) {
            continue;
        }
        if (byte == 0xC2 && next >= 0x80 && next <= 0x9F) {  // U+0080 to U+009F
            ++place;
            continue;
        }
        const bool turns = byte == 0xE2 && ((next == 0x80 && third >= 0xAA && third <= 0xAE) ||
                                            (next == 0x81 && third >= 0xA6 && third <= 0xA9));
        if (turns) {  // U+202A to U+202E, U+2066 to U+2069
            place += 2;
            continue;
        }
        clean += text[place];
    }
    return clean;
}

/// In every text of the message and of those in it; the messages of live.proto do not recur.
void clean_texts(Message& message) {
    const auto* const reflection = message.GetReflection();
    std::vector<const FieldDescriptor*> fields;
    reflection->ListFields(message, &fields);
    for (const FieldDescriptor* const field : fields) {
        if (field->is_repeated()) {
            continue;  // no message of a browser has any
        }
        if (field->type() == FieldDescriptor::TYPE_STRING) {
            reflection->SetString(
                &message, field, without_controls(reflection->GetString(message, field)));
        } else if (field->cpp_type() == FieldDescriptor::CPPTYPE_MESSAGE) {
            clean_texts(*reflection->MutableMessage(&message, field));
        }
    }
}

std::optional<Role> role_of(v1::JoinSeat::Role told) {
    for (const Role role : {Role::Controller,
                            Role::Evaluator,
                            Role::RolePlayer,
                            Role::Supervisor,
                            Role::Handler,
                            Role::Observer}) {
        if (role_message(role) == told) {
            return role;
        }
    }
    return std::nullopt;
}

}  // namespace

void read_without_a_word() {
    google::protobuf::SetLogHandler(nullptr);
}

std::optional<ClientMessage> read_client_message(std::string_view bytes) {
    v1::ClientMessage message;
    if (!message.ParseFromArray(bytes.data(), static_cast<int>(bytes.size()))) {
        return std::nullopt;
    }
    message.DiscardUnknownFields();
    clean_texts(message);
    switch (message.what_case()) {
        case v1::ClientMessage::kHello: {
            const v1::Hello& hello = message.hello();
            return SaidHello{.format = hello.format(),
                             .code = hello.code(),
                             .token = hello.token(),
                             .wall = hello.wall(),
                             .name = hello.name(),
                             .have_through = hello.have_through(),
                             .branch = hello.branch()};
        }
        case v1::ClientMessage::kInput:
            return SaidInput{.id = message.input().id(),
                             .bytes = message.input().SerializeAsString()};
        case v1::ClientMessage::kAcknowledgeAlarm:
            return SaidAlarm{.id = message.acknowledge_alarm().id(),
                             .number = message.acknowledge_alarm().number()};
        case v1::ClientMessage::kBeginBranch:
            return SaidBranch{.id = message.begin_branch().id(),
                              .at = kStartOfRun + Duration{message.begin_branch().at_us()}};
        case v1::ClientMessage::kAskForReview:
            return SaidReview{.id = message.ask_for_review().id()};
        case v1::ClientMessage::kMakeCode:
            return SaidCode{.id = message.make_code().id(),
                            .role = role_of(message.make_code().role())};
        case v1::ClientMessage::kRemoveSeat:
            return SaidRemoval{.id = message.remove_seat().id(),
                               .seat = message.remove_seat().seat()};
        case v1::ClientMessage::WHAT_NOT_SET: break;
    }
    return std::nullopt;
}

std::string of_seat(std::string_view input, const std::string& seat) {
    v1::ExerciseInput message;
    message.ParseFromArray(input.data(), static_cast<int>(input.size()));
    message.set_seat(seat);
    return message.SerializeAsString();
}

std::string cut_short(std::string_view input, Duration at, Duration until) {
    v1::ExerciseInput message;
    message.ParseFromArray(input.data(), static_cast<int>(input.size()));
    v1::RunOrder* const run = message.has_run() ? message.mutable_run() : nullptr;
    if (run != nullptr && run->kind() == v1::RunOrder::STEP) {
        run->set_span_us(std::min<std::int64_t>(run->span_us(), (until - at).count()));
    } else if (run != nullptr && run->kind() == v1::RunOrder::JUMP) {
        run->set_span_us(std::min<std::int64_t>(run->span_us(), until.count()));
    }
    return message.SerializeAsString();
}

}  // namespace fcr
