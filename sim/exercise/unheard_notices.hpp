// A sink for who wants an exercise made again and nothing of its calls.
#pragma once

#include "sim/control_room/notice.hpp"

namespace fcr {

/// Keeps nothing. Any number of rooms may tell it.
class UnheardNotices final : public NoticeSink {
public:
    void call_closed(const CallRecord& /*call*/) override {}
    void seat_taken(const SeatTaken& /*seat*/) override {}
    void queue_grew(const QueueGrew& /*queue*/) override {}
};

}  // namespace fcr
