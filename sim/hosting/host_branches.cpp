// Branches: the exercise goes on from an earlier moment.
#include "sim/hosting/client_message.hpp"
#include "sim/hosting/host.hpp"
#include "sim/hosting/host_records.hpp"

#include <fmt/format.h>

#include <utility>

namespace fcr {

/// The exercise goes on from an earlier moment in a journal of its own; the present one is kept as
/// it is.
std::optional<std::string> Host::take_branch(const OrderMade& order,
                                             const Client& client,
                                             SimTime at) {
    const Exercise& exercise = room_->exercise();
    if (client.role != Role::Controller) {
        return std::string(kNotForRole);
    }
    if (exercise.state() == ExerciseState::NoDuff) {
        return "not while the exercise is stopped for a real emergency";
    }
    if (at < plan_->start || at > exercise.now()) {
        return "a branch begins between the start and now";
    }
    const std::vector<KeptRecord> kept = kept_until(at);
    const std::map<std::string, Seat> seats = exercise.seats().all();
    const SimTime left_at = exercise.now();
    const std::uint64_t number = branch() + 1;
    append_digests();
    write_rest();
    const tl::expected<JournalPosition, std::string> journal = ports_.begin_branch(number);
    if (!journal) {
        return "the branch cannot be kept: " + journal.error();
    }
    ports_.audit(fmt::format("{} began branch {}", client.seat, number));
    waiting_.clear();
    frames_.reset();
    sent_.reset();
    kept_.clear();
    projection_.clear();
    digests_written_ = 0;
    durable_through_ = journal->next_seq - 1;
    room_ = std::make_unique<LiveRoom>(plan_);
    begin(*journal);
    for (const KeptRecord& record : kept) {
        room_->advance_to(record.at);
        append_digests();
        append_surely(record.kind, record.bytes);
        static_cast<void>(replay(record));
        append_digests();
    }
    room_->advance_to(at);
    append_digests();
    for (const auto& [name, seat] : seats) {
        if (!room_->exercise().seats().all().contains(name)) {
            const std::string join = join_bytes("join", name, seat.role, seat.name);
            append_surely(kInputRecordKind, join);
            static_cast<void>(room_->submit(join));
        }
        if (const JournalDigest* const token = admission_.token_of(name)) {
            append_surely(kHostRecordKind, bytes_of(TokenNote{.seat = name, .sha256 = *token}));
        }
    }
    pause_by_shell("the exercise goes on from an earlier moment");
    branches_.back().until = left_at;
    branches_.push_back({.number = number, .from = at, .until = at});
    // Last: a journal without it is that of a branch that a crash kept from being made.
    append_surely(kHostRecordKind,
                  bytes_of(BranchNote{.order = order, .number = number, .from = at}));
    write_rest();
    pace();
    return std::string();
}

/// Nothing that a branch is made of may be missing: a full group is written and another gathers.
void Host::append_surely(std::uint16_t kind, std::string_view bytes) {
    if (!append(kind, bytes)) {
        write_rest();
        static_cast<void>(append(kind, bytes));
    }
}

/// Everybody says hello again once the branch is durable.
void Host::send_all_to_hello() {
    for (auto& [other, facts] : clients_) {
        if (facts.in) {
            facts.in = false;
            facts.leaving = true;
            tell(other,
                 goodbye_frame(
                     GoodbyeWhy::Branched, "The exercise goes on from an earlier moment.", 0.0),
                 After::Close);
        }
    }
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

}  // namespace fcr
