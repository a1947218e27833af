// What the host tells everybody by itself: the newest state, and the feed.
#include "sim/hosting/host.hpp"

#include <algorithm>
#include <utility>

namespace fcr {
namespace {

/// Keeps the frame as it is where nothing has changed.
void renew(SharedFrame& kept, std::string frame) {
    if (!kept || *kept != frame) {
        kept = std::make_shared<const std::string>(std::move(frame));
    }
}

}  // namespace

/// All that is shown was decided by inputs that are durable when it is shown.
void Host::make_frames(HostTime now) {
    ++state_number_;
    std::string banner = failure_;
    if (!failure_.empty()) {
        banner = "The journal cannot be written any more (" + failure_ +
                 "). Nothing that is asked for from now on is kept. The program ends.";
    } else if (space_is_low_) {
        banner = "There is little room on the disk. The exercise can go on once there is more.";
    }
    branches_.back().until = room_->exercise().now();
    std::vector<SeatConnections> seats = seat_connections();
    renew(directing_, directing_frame(*room_, seats, branches_));
    renew(costs_, costs_frame(room_->exercise().costs()));
    renew(people_, people_frame(*room_));
    if (const MonthAsOf* const month = room_->contract_month()) {
        renew(contract_, contract_frame(room_->plan().contract->terms, *month));
    }
    frames_ = Frames{.seq = encoder_->position().next_seq - 1,
                     .state = std::make_shared<const std::string>(
                         state_frame(*room_,
                                     {.number = state_number_,
                                      .wall_us = ports_.wall_us(),
                                      .banner = std::move(banner),
                                      .connected = static_cast<std::uint32_t>(clients_.size()),
                                      .branch = branch(),
                                      .seats = std::move(seats)})),
                     .directing = directing_,
                     .costs = costs_,
                     .contract = contract_,
                     .people = people_,
                     .everybody_through = room_->everybody().through(),
                     .directing_through = room_->directing().through()};
    last_frames_ = now;
    changed_ = false;
}

void Host::send_frames() {
    sent_ = std::move(*frames_);
    frames_.reset();
    for (auto& [id, client] : clients_) {
        if (client.in && client.welcomed) {
            send_frames_to(id, client, *sent_);
        }
    }
    feed_frames_.clear();
}

/// Who comes is told at once what everybody has, and need not wait for the next frames.
void Host::welcome(ClientId id, Client& client) {
    client.welcomed = true;
    if (client.in && sent_) {
        send_frames_to(id, client, *sent_);
        feed_frames_.clear();
    }
}

void Host::send_frames_to(ClientId id, Client& client, const Frames& frames) {
    send_feed(id, client, frames);
    if (client.directs() && client.directing != frames.directing) {
        ports_.send(id, frames.directing);
        client.directing = frames.directing;
    }
    if (client.sees_planning() && client.costs != frames.costs) {
        ports_.send(id, frames.costs);
        client.costs = frames.costs;
    }
    if (client.sees_planning() && client.people != frames.people) {
        ports_.send(id, frames.people);
        client.people = frames.people;
    }
    if (frames.contract && client.contract != frames.contract) {
        ports_.send(id, frames.contract);
        client.contract = frames.contract;
    }
    ports_.send_state(id, frames.state);
}

/// Those who have the same want the same: each piece is made once. Who has much to be told is told
/// it as fast as it is taken, and not so much at once that the connection would be cut for it.
void Host::send_feed(ClientId id, Client& client, const Frames& frames) {
    const bool directs = client.directs();
    const Feed& feed = directs ? room_->directing() : room_->everybody();
    const std::uint64_t through = directs ? frames.directing_through : frames.everybody_through;
    if (client.has_through > through) {
        client.needs_snapshot = true;
    }
    while (client.needs_snapshot || client.has_through < through) {
        if (ports_.bytes_waiting(id) > kFeedWaitsMax) {
            changed_ = true;  // so that it is gone on with soon
            return;
        }
        const std::uint64_t have = client.needs_snapshot ? 0 : client.has_through;
        const auto [made, is_new] =
            feed_frames_.try_emplace(std::tuple(directs, client.needs_snapshot, have));
        FeedFrame& piece = made->second;
        if (is_new) {
            Feed::Frame frame = feed.frame(have, through, client.needs_snapshot, branch());
            piece = {.bytes = std::make_shared<const std::string>(std::move(frame.bytes)),
                     .through = frame.through};
        }
        ports_.send(id, piece.bytes);
        client.needs_snapshot = false;
        client.has_through = piece.through;
    }
}

/// While it runs; in a pause what was projected last still holds.
void Host::ask_for_projection(HostTime now) {
    const bool wanted = std::ranges::any_of(
        clients_, [](const auto& entry) { return entry.second.sees_planning(); });
    const bool due = !last_projection_ || now - *last_projection_ >= kProjectEvery;
    if (wanted && due && !projecting_ && !has_failed() &&
        room_->exercise().state() == ExerciseState::Running) {
        projecting_ = branch();
        last_projection_ = now;
        ports_.project();
    }
}

void Host::projected(const Projection& projection) {
    const bool is_of_this_branch = projecting_ == branch();
    projecting_.reset();
    if (!is_of_this_branch) {
        return;
    }
    projection_ = projection_frame(projection);
    for (const auto& [id, client] : clients_) {
        if (client.sees_planning()) {
            tell(id, projection_);
        }
    }
    flush();
    release();
}

std::vector<SeatConnections> Host::seat_connections() const {
    std::vector<SeatConnections> seats;
    for (const auto& [name, seat] : room_->exercise().seats().all()) {
        SeatConnections facts{.seat = name, .name = seat.name, .role = seat.role};
        for (const auto& [id, client] : clients_) {
            facts.connections += client.in && client.seat == name ? 1U : 0U;
        }
        seats.push_back(std::move(facts));
    }
    return seats;
}

}  // namespace fcr
