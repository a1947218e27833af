// Hears a room run a contract's term and counts how callers fare, month by month.
#pragma once

#include "sim/appraisal/line_service.hpp"
#include "sim/contract_study/term_listener.hpp"
#include "sim/contract_study/term_rooms.hpp"

#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <vector>

namespace fcr {

/// Counts the calls of some lines in the months of the term in which they arrived. Calls of the
/// warm-up and of the day after the last month are left out. Not thread-safe.
class ServiceListener final : public TermListener {
public:
    /// `lines` are names; the room has lines so called.
    ServiceListener(std::span<const std::string> lines, std::size_t months);

    void begin_replication();
    void begin_run(const TermRun& run) override;

    /// By line.
    [[nodiscard]] std::span<const LineService> month(std::size_t month) const {
        return {months_.data() + month * lines_.size(), lines_.size()};
    }

    void call_closed(const CallRecord& call) override;
    void seat_taken(const SeatTaken& /*seat*/) override {}
    void queue_grew(const QueueGrew& /*queue*/) override {}

private:
    std::vector<std::string> lines_;
    std::vector<std::optional<std::size_t>> of_room_{};  ///< row of lines_ by LineId of the room
    const TermRun* run_ = nullptr;
    std::vector<LineService> months_;  ///< by month, then line
};

}  // namespace fcr
