#include "sim/exercise/shell_mark.hpp"

#include "proto/fcr/v1/journal.pb.h"

namespace fcr {

static_assert(v1::ShellMark::Kind_MAX == static_cast<int>(ShellMarkKind::Ended) + 1);

std::string mark_bytes(const ShellMark& mark) {
    v1::ShellMark message;
    message.set_kind(static_cast<v1::ShellMark::Kind>(static_cast<int>(mark.kind) + 1));
    message.set_wall_us(mark.wall_us);
    return message.SerializeAsString();
}

std::optional<ShellMark> read_mark(const JournalRecord& record) {
    v1::ShellMark message;
    if (record.kind != kMarkRecordKind ||
        !message.ParseFromArray(record.payload.data(), static_cast<int>(record.payload.size())) ||
        !v1::ShellMark::Kind_IsValid(message.kind()) ||
        message.kind() == v1::ShellMark::KIND_UNSPECIFIED) {
        return std::nullopt;
    }
    return ShellMark{.kind = static_cast<ShellMarkKind>(message.kind() - 1),
                     .wall_us = message.wall_us()};
}

}  // namespace fcr
