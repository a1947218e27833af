// Disruptions: outages, strikes, withdrawals. What the stages in force do to seats, handling,
// lines.
#include "sim/control_room/control_room.hpp"
#include "sim/control_room/disruption_draw.hpp"

#include <algorithm>

namespace fcr {

void ControlRoom::begin_disruptions(const Streams& streams) {
    for (std::size_t row = 0; row < disrupted_.size(); ++row) {
        disrupted_[DisruptionId{row}] =
            disruption_happens(streams, row, scenario_.disruptions[DisruptionId{row}].chance);
    }
    apply_stages();
}

void ControlRoom::on_disruption() {
    apply_stages();
    for (std::size_t row = 0; row < pools_.size(); ++row) {
        PoolState& pool = pools_[PoolId{row}];
        if (!pool.rostered) {
            fill_seats(PoolId{row});
        } else if (pool.multiplier != pool.followed) {
            pool.followed = pool.multiplier;
            follow_cuts(PoolId{row});
        }
    }
}

/// Puts together what all stages in force do, and waits for the next to begin or end.
void ControlRoom::apply_stages() {
    handling_factor_ = room_orders_.handling_factor();
    back_record_.reset();
    connections_fail_ = std::ranges::any_of(
        lines_, [](const LineState& line) { return line.connect_loss_share > 0.0; });
    for (PoolState& pool : pools_) {
        pool.multiplier = 1.0;
    }
    SimTime next = kNever;
    for (std::size_t row = 0; row < scenario_.disruption_stages.size(); ++row) {
        const DisruptionStageId id{row};
        const CompiledDisruptionStage& stage = scenario_.disruption_stages[id];
        if (!disrupted_[stage.disruption]) {
            continue;
        }
        for (const SimTime edge : {stage.from, stage.until}) {
            next = edge > now() ? std::min(next, edge) : next;
        }
        if (now() < stage.from || now() >= stage.until) {
            continue;
        }
        handling_factor_ *= stage.handling_factor;
        for (std::size_t pool = 0; pool < pools_.size(); ++pool) {
            pools_[PoolId{pool}].multiplier *= stage.seats_multiplier[PoolId{pool}];
        }
        connections_fail_ =
            connections_fail_ || std::ranges::any_of(stage.lines, [](const CompiledLineCut& cut) {
                return cut.connect_loss_share > 0.0;
            });
        if (stage.back_record) {
            back_record_ = id;
        }
    }
    if (next < kNever) {
        calendar_.set(disruption_slot(), next);
    } else {
        calendar_.clear(disruption_slot());
    }
}

/// Whether the caller does not get through at all. Such a caller hears nothing or a busy signal,
/// and some ring another line.
bool ControlRoom::loses_connection(CallId id, LineId line) {
    if (!connections_fail_) [[likely]] {
        return false;
    }
    const double ordered = lines_[line].connect_loss_share;
    if (ordered > 0.0 && course_.uniform(calls_[id].record, Purpose::ConnectLoss) < ordered) {
        cut_off(id, nullptr);
        return true;
    }
    for (std::size_t row = 0; row < scenario_.disruption_stages.size(); ++row) {
        const CompiledDisruptionStage& stage = scenario_.disruption_stages[DisruptionStageId{row}];
        const CompiledLineCut& cut = stage.lines[line];
        if (cut.connect_loss_share <= 0.0 || !disrupted_[stage.disruption] || now() < stage.from ||
            now() >= stage.until) {
            continue;
        }
        if (course_.uniform(calls_[id].record, Purpose::ConnectLoss) >= cut.connect_loss_share) {
            continue;
        }
        cut_off(id, &cut);
        return true;
    }
    return false;
}

/// The caller has not got through; of a stage's cut some try the line that it names.
void ControlRoom::cut_off(CallId id, const CompiledLineCut* cut) {
    CallRecord& record = calls_[id].record;
    record.outage = true;
    record.outcome = Outcome::Blocked;
    record.times.ended = now();
    ++counts_.blocked;
    sink_.call_closed(record);
    if (cut == nullptr) {
        after_lost(calls_[id]);
    } else {
        const std::uint64_t prospect = hope(ProspectKind::CutOff, calls_[id], cut);
        if (const auto next = next_after_cut(record, calls_[id].draws, *cut, now())) {
            plan_call(record, *next, prospect);
        }
    }
    calls_.leave_place(id);
}

/// Another line, or what any lost caller does.
std::optional<Following> ControlRoom::next_after_cut(const CallRecord& call,
                                                     const CallDraws& draws,
                                                     const CompiledLineCut& cut,
                                                     SimTime since) const {
    if (course_.uniform(call, Purpose::ChangeChoice) >= cut.lost_ring_share) {
        const auto& loss = scenario_.follow_ups[call.call_class].after_loss;
        return loss ? next_after_loss(call, draws, *loss, since) : std::nullopt;
    }
    return Following{.to = cut.lost_ring.to,
                     .origin = Origin::LineChange,
                     .attempt = std::uint32_t{call.attempt} + 1,
                     .since = since,
                     .delay = &cut.lost_ring.delay};
}

/// While records are made on paper, each answered call leaves one to be typed in.
void ControlRoom::plan_back_record(const CallRecord& call) {
    if (!back_record_ || call.origin == Origin::BackRecord) {
        return;
    }
    const CompiledNextCall& work = *scenario_.disruption_stages[*back_record_].back_record;
    plan_call(call,
              {.to = work.to, .origin = Origin::BackRecord, .since = now(), .delay = &work.delay});
}

}  // namespace fcr
