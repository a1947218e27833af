// Who comes: by a code for the first time, by a token again, or as a wall.
#include "sim/exercise/input_reading.hpp"
#include "sim/hosting/client_message.hpp"
#include "sim/hosting/host.hpp"
#include "sim/hosting/host_records.hpp"

#include <fmt/format.h>

#include <utility>

namespace fcr {
namespace {

std::string_view name_of_seats(Role role) {
    switch (role) {
        case Role::Controller: return "controller";
        case Role::Evaluator: return "evaluator";
        case Role::RolePlayer: return "role-player";
        case Role::Supervisor: return "supervisor";
        case Role::Handler: return "handler";
        case Role::Observer: return "observer";
    }
    return "seat";
}

double seconds_of(HostTime time) {
    return std::chrono::duration<double>(time).count();
}

}  // namespace

void Host::opened(ClientId client, const std::string& address, HostTime now) {
    clients_.insert_or_assign(client,
                              Client{.address = address, .opened = now, .seat = {}, .role = {}});
}

void Host::closed(ClientId client) {
    const auto found = clients_.find(client);
    if (found == clients_.end()) {
        return;
    }
    if (found->second.in && !found->second.seat.empty()) {
        ports_.audit(fmt::format("{} left", found->second.seat));
    }
    clients_.erase(found);
    changed_ = true;
}

void Host::said(ClientId id, std::string_view bytes, HostTime now) {
    const auto found = clients_.find(id);
    if (found == clients_.end()) {
        return;
    }
    if (bytes.size() > kMessageBytesMax) {
        ports_.close(id, "a message is too long");
        return;
    }
    if (found->second.in) {
        take(id, found->second, bytes, now);
    } else {
        hello(id, found->second, bytes, now);
    }
    flush();
    release();
}

void Host::hello(ClientId id, Client& client, std::string_view bytes, HostTime now) {
    const std::optional<ClientMessage> message = read_client_message(bytes);
    const SaidHello* const said = message ? std::get_if<SaidHello>(&*message) : nullptr;
    if (said == nullptr) {
        ports_.close(id, "the first message is no hello");
        return;
    }
    if (said->format != kLiveFormat) {
        refuse(id, GoodbyeWhy::AnotherFormat, "The page is of another version: reload it.");
        return;
    }
    if (said->wall && options_.walls_join_freely) {
        let_in(id, client, {});
        return;
    }
    if (const HostTime wait = admission_.wait_of(client.address, now); wait > HostTime{0}) {
        refuse(id,
               GoodbyeWhy::SlowDown,
               fmt::format("Too many wrong codes from this address: again in {:.0f} s.",
                           seconds_of(wait)),
               seconds_of(wait));
        return;
    }
    if (!said->token.empty()) {
        if (std::optional<std::string> seat = admission_.seat_of(said->token)) {
            client.seat = std::move(*seat);
            client.role = room_->exercise().seats().all().at(client.seat).role;
            client.needs_snapshot = said->branch != branch();
            client.has_through = said->have_through;
            let_in(id, client, {});
            return;
        }
    } else if (const std::optional<Role> role = admission_.role_of(said->code, now)) {
        join_by_code(id, client, *role, said->name);
        return;
    }
    admission_.count_wrong(client.address, now);
    refuse(id,
           GoodbyeWhy::NotAdmitted,
           said->token.empty() ? "This code is none of this exercise's, or is too old."
                               : "This seat is no longer yours: join by a code.");
}

void Host::join_by_code(ClientId id, Client& client, Role role, std::string name) {
    const auto& seats = room_->exercise().seats();
    std::string seat;
    for (std::size_t number = seats.count(role) + 1; seat.empty() || seats.all().contains(seat);
         ++number) {
        seat = fmt::format("{}-{}", name_of_seats(role), number);
    }
    const std::string join = join_bytes("join", seat, role, name.empty() ? seat : name);
    if (const Result<Input> readable = read_input(join, *plan_); !readable) {
        refuse(id, GoodbyeWhy::NotAdmitted, "A name must have 1 to 64 bytes.");
        return;
    }
    if (!append(kInputRecordKind, join)) {
        refuse(id, GoodbyeWhy::SlowDown, "Nothing can be kept at the moment: try again.", 5.0);
        return;
    }
    const Result<Answer> answer = room_->submit(join);
    if (!answer->accepted) {
        refuse(id, GoodbyeWhy::NotAdmitted, answer->reason);
        return;
    }
    std::string token = admission_.make_token(seat);
    if (!append(kHostRecordKind,
                bytes_of(TokenNote{.seat = seat, .sha256 = *admission_.token_of(seat)}))) {
        token.clear();  // the seat is there, but cannot be come back to
    }
    client.seat = std::move(seat);
    client.role = role;
    let_in(id, client, std::move(token));
}

void Host::let_in(ClientId id, Client& client, std::string token) {
    client.in = true;
    changed_ = true;
    const bool has_projection = client.sees_planning() && !projection_.empty();
    tell(id,
         welcome_frame(*room_,
                       {.build = options_.build,
                        .seat = client.seat,
                        .role = client.role,
                        .token = std::move(token),
                        .branch = branch(),
                        .directing = client.directs()}),
         has_projection ? After::Nothing : After::Frames);
    if (has_projection) {
        tell(id, projection_, After::Frames);
    }
    ports_.audit(fmt::format(
        "{} joined from {}", client.seat.empty() ? "a wall" : client.seat, client.address));
}

void Host::refuse(ClientId id, GoodbyeWhy why, const std::string& text, double retry_s) {
    ports_.audit(fmt::format("refused {}: {}", clients_.at(id).address, text));
    tell(id, goodbye_frame(why, text, retry_s), After::Close);
}

}  // namespace fcr
