// What those who are in say: inputs of the exercise, and orders to the host itself.
#include "sim/exercise/input_reading.hpp"
#include "sim/exercise/plan_records.hpp"
#include "sim/exercise/shell_mark.hpp"
#include "sim/hosting/client_message.hpp"
#include "sim/hosting/host.hpp"
#include "sim/hosting/host_records.hpp"

#include <fmt/format.h>

#include <utility>

namespace fcr {
namespace {

constexpr std::string_view kStorageBehind =
    "nothing can be kept at the moment, because the disk does not keep up";
constexpr std::size_t kOrderIdBytesMax = 64;

/// Of what is an order to the server; empty for the others.
std::string order_id(const ClientMessage& said) {
    return std::visit(
        [](const auto& what) -> std::string {
            if constexpr (requires { what.id; }) {
                return what.id;
            } else {
                return {};
            }
        },
        said);
}

}  // namespace

void Host::take(ClientId id, Client& client, std::string_view bytes, HostTime now) {
    std::optional<ClientMessage> message = read_client_message(bytes);
    if (!message || std::holds_alternative<SaidHello>(*message)) {
        ports_.audit(fmt::format("{}: a message that is none", client.address));
        ports_.close(id, "a message that is none");
        return;
    }
    if (client.seat.empty()) {
        ports_.close(id, "a wall has nothing to say");
        return;
    }
    if (!rates_.try_emplace(client.seat, now).first->second.take(now)) {
        ports_.audit(fmt::format("{}: more messages than a seat may send", client.seat));
        refuse(id, GoodbyeWhy::TooFast, "More messages than a seat may send.", 5.0);
        return;
    }
    if (has_failed()) {
        refuse(id, GoodbyeWhy::Ending, "The journal cannot be written any more.");
        return;
    }
    if (auto* const input = std::get_if<SaidInput>(&*message)) {
        take_input(id, client, std::move(input->id), of_seat(input->bytes, client.seat));
    } else if (const auto* const review = std::get_if<SaidReview>(&*message)) {
        if (client.directs()) {
            ports_.audit(fmt::format("{} asked for a review", client.seat));
            ports_.make_review(id, review->id);
        } else {
            answer(id, facts_of(review->id, std::string(kNotForRole)));
        }
    } else {
        take_order(id, client, *message, now);
    }
    changed_ = true;
}

AnswerFacts Host::facts_of(const std::string& id, const std::string& refusal) const {
    AnswerFacts facts{.id = id, .answer = {}, .code = {}, .path = {}};
    facts.answer.at = room_->exercise().now();
    facts.answer.accepted = refusal.empty();
    facts.answer.reason = refusal;
    return facts;
}

/// An order that was answered is answered so again and does nothing. Codes end with the program,
/// and so do their answers; the others are told by the journal.
void Host::take_order(ClientId id, const Client& client, const ClientMessage& said, HostTime now) {
    const OrderMade order{.by = client.seat, .id = order_id(said)};
    if (order.id.empty() || order.id.size() > kOrderIdBytesMax) {
        answer(id, facts_of(order.id, "an order needs an id of 1 to 64 bytes"));
        return;
    }
    if (const AnswerFacts* const first = answered_.find(order.by, order.id)) {
        AnswerFacts again = *first;
        again.answer.repeated = true;
        answer(id, again);
        return;
    }
    std::string code;
    std::optional<std::string> refusal;
    if (const auto* const alarm = std::get_if<SaidAlarm>(&said)) {
        refusal = take_alarm(order, client, alarm->number);
    } else if (const auto* const branch = std::get_if<SaidBranch>(&said)) {
        refusal = take_branch(order, client, branch->at);
    } else if (const auto* const removal = std::get_if<SaidRemoval>(&said)) {
        refusal = take_removal(order, client, removal->seat);
    } else if (const auto* const wanted = std::get_if<SaidCode>(&said)) {
        refusal = take_code(client, wanted->role, now, code);
    }
    AnswerFacts facts = facts_of(order.id, refusal.value_or(std::string(kStorageBehind)));
    facts.code = std::move(code);
    if (refusal) {
        answered_.remember(order.by, facts);
    }
    answer(id, facts);
    if (std::holds_alternative<SaidBranch>(said) && facts.answer.accepted) {
        send_all_to_hello();
    }
}

/// An order that a journal tells, and what came of it.
void Host::remember(const OrderMade& order, SimTime at, const std::string& refusal) {
    if (!order.id.empty()) {
        AnswerFacts facts = facts_of(order.id, refusal);
        facts.answer.at = at;
        answered_.remember(order.by, facts);
    }
}

std::string Host::take_code(const Client& client,
                            std::optional<Role> role,
                            HostTime now,
                            std::string& code) {
    if (client.role != Role::Controller) {
        return std::string(kNotForRole);
    }
    if (!role) {
        return "a code is for a role";
    }
    ports_.audit(fmt::format("{} made a code", client.seat));
    code = admission_.make_code(*role, now);
    return code.empty() ? "there are too many codes" : "";
}

/// Every input that can be read is kept before it is answered, refused ones too.
void Host::take_input(ClientId id,
                      const Client& client,
                      std::string id_of_input,
                      std::string bytes) {
    AnswerFacts facts{.id = std::move(id_of_input), .answer = {}, .code = {}, .path = {}};
    facts.answer.at = room_->exercise().now();
    const Result<Input> readable = read_input(bytes, *plan_);
    if (!readable) {
        facts.answer.reason = to_string(readable.error().front());
    } else if (std::holds_alternative<Join>(readable->what)) {
        facts.answer.reason = "a seat is joined by a code";
    } else if (!append(kInputRecordKind, bytes)) {
        facts.answer.reason = std::string(kStorageBehind);
    } else {
        const SimTime before = room_->exercise().now();
        facts.answer = *room_->submit(bytes);
        append_digests();
        pace(room_->exercise().now() > before);
        if (!facts.answer.accepted) {
            ports_.audit(fmt::format("{}: refused: {}", client.seat, facts.answer.reason));
        }
    }
    answer(id, facts);
}

std::optional<std::string> Host::take_alarm(const OrderMade& order,
                                            const Client& client,
                                            std::uint64_t alarm) {
    if (client.role != Role::Supervisor && client.role != Role::Controller) {
        return std::string(kNotForRole);
    }
    if (!append(kHostRecordKind, bytes_of(AlarmNote{.order = order, .number = alarm}))) {
        return std::nullopt;
    }
    return acknowledge(order.by, alarm);
}

/// What is wrong with it, or nothing.
std::string Host::acknowledge(const std::string& seat, std::uint64_t alarm) {
    return room_->acknowledge(alarm, seat) ? "" : "the alarm has gone, or somebody has taken it up";
}

std::optional<std::string> Host::take_removal(const OrderMade& order,
                                              const Client& client,
                                              const std::string& seat) {
    if (client.role != Role::Controller) {
        return std::string(kNotForRole);
    }
    if (seat == client.seat || admission_.token_of(seat) == nullptr) {
        return seat == client.seat ? "this is your own seat" : "nobody has this seat";
    }
    if (!append(kHostRecordKind, bytes_of(RemovalNote{.order = order, .seat = seat}))) {
        return std::nullopt;
    }
    admission_.forget_token(seat);
    ports_.audit(fmt::format("{} removed {}", client.seat, seat));
    for (auto& [other, facts] : clients_) {
        if (facts.in && facts.seat == seat) {
            facts.in = false;
            facts.leaving = true;
            tell(other,
                 goodbye_frame(GoodbyeWhy::Removed, "The controller has taken this seat.", 0.0),
                 After::Close);
        }
    }
    return std::string();
}

void Host::answer(ClientId id, const AnswerFacts& facts) {
    tell(id, answer_frame(facts));
}

}  // namespace fcr
