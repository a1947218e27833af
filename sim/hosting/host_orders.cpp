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

constexpr std::string_view kNotForRole = "this is not for the role of this seat";
constexpr std::string_view kStorageBehind =
    "nothing can be kept at the moment, because the disk does not keep up";

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
    const bool controls = client.role == Role::Controller;
    if (auto* const input = std::get_if<SaidInput>(&*message)) {
        take_input(id, client, std::move(input->id), of_seat(input->bytes, client.seat));
    } else if (const auto* const alarm = std::get_if<SaidAlarm>(&*message)) {
        take_alarm(id, client, alarm->id, alarm->number);
    } else if (const auto* const branch = std::get_if<SaidBranch>(&*message)) {
        take_branch(id, client, branch->id, branch->at);
    } else if (const auto* const review = std::get_if<SaidReview>(&*message)) {
        if (client.directs()) {
            ports_.audit(fmt::format("{} asked for a review", client.seat));
            ports_.make_review(id, review->id);
        } else {
            answer(id, review->id, std::string(kNotForRole));
        }
    } else if (const auto* const code = std::get_if<SaidCode>(&*message)) {
        AnswerFacts facts{.id = code->id, .answer = {}, .code = {}, .path = {}};
        facts.answer.at = room_->exercise().now();
        facts.answer.reason = !controls    ? std::string(kNotForRole)
                              : code->role ? std::string()
                                           : "a code is for a role";
        if (facts.answer.reason.empty()) {
            facts.code = admission_.make_code(*code->role, now);
            facts.answer.reason = facts.code.empty() ? "there are too many codes" : "";
            ports_.audit(fmt::format("{} made a code", client.seat));
        }
        facts.answer.accepted = facts.answer.reason.empty();
        answer(id, std::move(facts));
    } else if (const auto* const removal = std::get_if<SaidRemoval>(&*message)) {
        take_removal(id, client, removal->id, removal->seat);
    }
    changed_ = true;
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
    answer(id, std::move(facts));
}

void Host::take_alarm(ClientId id,
                      const Client& client,
                      const std::string& order,
                      std::uint64_t alarm) {
    if (client.role != Role::Supervisor && client.role != Role::Controller) {
        answer(id, order, std::string(kNotForRole));
        return;
    }
    if (!append(kHostRecordKind, bytes_of(AlarmNote{.seat = client.seat, .number = alarm}))) {
        answer(id, order, std::string(kStorageBehind));
        return;
    }
    answer(id,
           order,
           room_->acknowledge(alarm, client.seat)
               ? std::string()
               : "the alarm has gone, or somebody has taken it up");
}

void Host::take_removal(ClientId id,
                        const Client& client,
                        const std::string& order,
                        const std::string& seat) {
    if (client.role != Role::Controller) {
        answer(id, order, std::string(kNotForRole));
        return;
    }
    if (seat == client.seat || admission_.token_of(seat) == nullptr) {
        answer(id, order, seat == client.seat ? "this is your own seat" : "nobody has this seat");
        return;
    }
    if (!append(kHostRecordKind, bytes_of(RemovalNote{.seat = seat}))) {
        answer(id, order, std::string(kStorageBehind));
        return;
    }
    admission_.forget_token(seat);
    ports_.audit(fmt::format("{} removed {}", client.seat, seat));
    for (auto& [other, facts] : clients_) {
        if (facts.in && facts.seat == seat) {
            facts.in = false;
            facts.leaving = true;
            tell(other,
                 goodbye_frame(GoodbyeWhy::Removed, "The controller has taken this seat.", 0.0),
                 true);
        }
    }
    answer(id, order, {});
}

/// The exercise goes on from an earlier moment in a journal of its own; the present one is kept as
/// it is. Everybody says hello again.
void Host::take_branch(ClientId id, const Client& client, const std::string& order, SimTime at) {
    const Exercise& exercise = room_->exercise();
    if (client.role != Role::Controller) {
        answer(id, order, std::string(kNotForRole));
        return;
    }
    if (at < plan_->start || at > exercise.now() || exercise.state() == ExerciseState::NoDuff) {
        answer(id,
               order,
               exercise.state() == ExerciseState::NoDuff
                   ? "not while the exercise is stopped for a real emergency"
                   : "a branch begins between the start and now");
        return;
    }
    const std::vector<KeptRecord> kept = kept_until(at);
    const std::map<std::string, Seat> seats = exercise.seats().all();
    branches_.back().until = exercise.now();
    const std::uint64_t number = branch() + 1;
    append_digests();
    write_rest();
    const tl::expected<JournalPosition, std::string> journal = ports_.begin_branch(number);
    if (!journal) {
        answer(id, order, "the branch cannot be kept: " + journal.error());
        return;
    }
    ports_.audit(fmt::format("{} began branch {}", client.seat, number));
    waiting_.clear();
    frames_.reset();
    kept_.clear();
    digests_written_ = 0;
    durable_through_ = journal->next_seq - 1;
    room_ = std::make_unique<LiveRoom>(plan_);
    begin(*journal);
    branches_.push_back({.number = number, .from = at, .until = at});
    static_cast<void>(append(kHostRecordKind, bytes_of(BranchNote{.number = number, .from = at})));
    for (const KeptRecord& record : kept) {
        room_->advance_to(record.at);
        append_digests();
        if (append(record.kind, record.bytes)) {
            static_cast<void>(replay(record));
        }
        append_digests();
    }
    room_->advance_to(at);
    append_digests();
    for (const auto& [name, seat] : seats) {
        const std::string join = join_bytes("join", name, seat.role, seat.name);
        if (!room_->exercise().seats().all().contains(name) && append(kInputRecordKind, join)) {
            static_cast<void>(room_->submit(join));
        }
        if (const JournalDigest* const token = admission_.token_of(name)) {
            static_cast<void>(
                append(kHostRecordKind, bytes_of(TokenNote{.seat = name, .sha256 = *token})));
        }
    }
    pause_by_shell("the exercise goes on from an earlier moment");
    write_rest();
    answer(id, order, {});
    for (auto& [other, facts] : clients_) {
        if (facts.in) {
            facts.in = false;
            facts.leaving = true;
            tell(other,
                 goodbye_frame(
                     GoodbyeWhy::Branched, "The exercise goes on from an earlier moment.", 0.0),
                 true);
        }
    }
    pace();
}

/// What a branch is made of: all up to and with the moment but who joined by which token.
std::vector<KeptRecord> Host::kept_until(SimTime at) const {
    std::vector<KeptRecord> kept;
    for (const KeptRecord& record : kept_) {
        if (record.at > at) {
            break;
        }
        if (record.kind == kInputRecordKind) {
            kept.push_back(
                {.at = record.at,
                 .kind = record.kind,
                 .bytes = cut_short(record.bytes, record.at - plan_->start, at - plan_->start)});
            continue;
        }
        const std::optional<HostNote> note = read_host_note(record.bytes);
        if (note && std::holds_alternative<AlarmNote>(*note)) {
            kept.push_back(record);
        }
    }
    return kept;
}

void Host::answer(ClientId id, AnswerFacts facts) {
    tell(id, answer_frame(facts));
}

void Host::answer(ClientId id, const std::string& order, const std::string& refusal) {
    AnswerFacts facts{.id = order, .answer = {}, .code = {}, .path = {}};
    facts.answer.at = room_->exercise().now();
    facts.answer.accepted = refusal.empty();
    facts.answer.reason = refusal;
    answer(id, std::move(facts));
}

}  // namespace fcr
