#include "sim/hosting/host.hpp"

#include "sim/base/check.hpp"
#include "sim/exercise/input_reading.hpp"
#include "sim/exercise/journal_replay.hpp"
#include "sim/exercise/plan_records.hpp"
#include "sim/exercise/shell_mark.hpp"
#include "sim/hosting/host_records.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

namespace fcr {
namespace {

std::string_view bytes_of(const JournalRecord& record) {
    return {reinterpret_cast<const char*>(record.payload.data()), record.payload.size()};
}

}  // namespace

Host::Host(std::shared_ptr<const ExercisePlan> plan,
           std::vector<std::string> plan_payloads,
           HostOptions options,
           HostPorts& ports)
    : plan_(std::move(plan)),
      plan_payloads_(std::move(plan_payloads)),
      options_(std::move(options)),
      ports_(ports),
      admission_([&ports](std::span<std::byte> bytes) { ports.fill_random(bytes); }),
      room_(std::make_unique<LiveRoom>(plan_)) {}

void Host::begin(const JournalPosition& journal) {
    encoder_.emplace(journal);
    for (const std::string& part : plan_payloads_) {
        FCR_CHECK(append(kPlanRecordKind, part), "a part of a plan fits a group");
        write_rest();
    }
    append_mark(ShellMarkKind::Started);
    flush();
}

tl::expected<void, std::string> Host::recover(const JournalPosition& journal,
                                              std::span<const JournalRecord> records) {
    for (const JournalRecord& record : records) {
        if (record.kind == kStateDigestKind) {
            room_->advance_to(record.at);
            const auto& digests = room_->exercise().digests();
            const auto made = std::ranges::lower_bound(digests, record.at, {}, &MinuteDigest::at);
            const std::optional<StateDigest> told = state_digest_of(record);
            if (made == digests.end() || !told || told->state != journal_digest(*made)) {
                return tl::unexpected(fmt::format(
                    "record {}: the room at {} s is another one than the journal tells; it was "
                    "written by another version of this program",
                    record.seq,
                    to_seconds(record.at - kStartOfRun)));
            }
            digests_written_ = static_cast<std::size_t>(made - digests.begin()) + 1;
            continue;
        }
        if (record.kind != kInputRecordKind && record.kind != kHostRecordKind) {
            continue;
        }
        kept_.push_back(
            {.at = record.at, .kind = record.kind, .bytes = std::string(bytes_of(record))});
        if (auto replayed = replay(kept_.back()); !replayed) {
            return tl::unexpected(fmt::format("record {}: {}", record.seq, replayed.error()));
        }
    }
    encoder_.emplace(journal);
    durable_through_ = journal.next_seq - 1;
    append_digests();
    append_mark(ShellMarkKind::Recovered);
    pause_by_shell("the program was started again");
    flush();
    return {};
}

/// Lets what a record tells happen again.
tl::expected<void, std::string> Host::replay(const KeptRecord& record) {
    room_->advance_to(record.at);
    if (record.kind == kInputRecordKind) {
        const Result<Answer> answer = room_->submit(record.bytes);
        if (!answer) {
            return tl::unexpected(to_string(answer.error().front()));
        }
        return {};
    }
    const std::optional<HostNote> note = read_host_note(record.bytes);
    if (!note) {
        return tl::unexpected(std::string("is no record of a host"));
    }
    if (const auto* const token = std::get_if<TokenNote>(&*note)) {
        admission_.know_token(token->seat, token->sha256);
    } else if (const auto* const alarm = std::get_if<AlarmNote>(&*note)) {
        remember(alarm->order, record.at, acknowledge(alarm->order.by, alarm->number));
    } else if (const auto* const removed = std::get_if<RemovalNote>(&*note)) {
        admission_.forget_token(removed->seat);
        remember(removed->order, record.at, {});
    } else if (const auto* const branch = std::get_if<BranchNote>(&*note)) {
        branches_.push_back({.number = branch->number, .from = branch->from, .until = {}});
        remember(branch->order, branch->from, {});
    }
    return {};
}

void Host::advance(SimTime until, HostTime now) {
    if (has_failed()) {
        return;
    }
    room_->advance_to(until);
    append_digests();
    changed_ = true;
    pace();
    tick(now);
}

void Host::tick(HostTime now) {
    for (auto& [id, client] : clients_) {
        if (!client.in && !client.leaving && now - client.opened > kHelloWithin) {
            ports_.close(id, "no hello");
        }
    }
    const HostTime since = now - last_frames_;
    if (!frames_ && since >= kFrameEvery && (changed_ || since >= kFrameAtLeastEvery)) {
        make_frames(now);
    }
    ask_for_projection(now);
    flush();
    release();
}

void Host::durable(std::uint64_t through,
                   bool space_is_low,
                   const std::string& failure,
                   HostTime now) {
    durable_through_ = through;
    if (space_is_low && !space_is_low_) {
        append_mark(ShellMarkKind::SpaceLow);
        pause_by_shell("there is little room on the disk");
    }
    changed_ = changed_ || space_is_low != space_is_low_ || failure != failure_;
    space_is_low_ = space_is_low;
    if (!failure.empty() && failure_.empty()) {
        failure_ = failure;
        waiting_.clear();  // nothing of it may be acknowledged
        frames_.reset();
        pace();
    }
    tick(now);
}

void Host::stalled(Duration span, HostTime now) {
    append_mark(ShellMarkKind::Stalled);
    pause_by_shell(fmt::format("the machine stood still for {:.0f} s", to_seconds(span)));
    tick(now);
}

void Host::review_made(ClientId client,
                       const std::string& id,
                       const std::string& path,
                       const std::string& fault) {
    if (!clients_.contains(client)) {
        return;
    }
    AnswerFacts facts{.id = id, .answer = {}, .code = {}, .path = path};
    facts.answer.at = room_->exercise().now();
    facts.answer.accepted = fault.empty();
    facts.answer.reason = fault;
    answer(client, std::move(facts));
    release();
}

void Host::end() {
    append_mark(ShellMarkKind::Ended);
    flush();
    for (const auto& [id, client] : clients_) {
        ports_.send(id,
                    std::make_shared<const std::string>(goodbye_frame(
                        GoodbyeWhy::Ending, "The program that runs the exercise ends.", 0.0)));
        ports_.close(id, "the program ends");
    }
}

std::string Host::make_code(Role role, HostTime now) {
    return admission_.make_code(role, now);
}

// ------------------------------------------------------------------ the journal

/// False: storage does not keep up, or has failed; nothing was written.
bool Host::append(std::uint16_t kind, std::string_view bytes) {
    if (has_failed() ||
        !encoder_->append(room_->exercise().now(), kind, std::as_bytes(std::span(bytes)))) {
        return false;
    }
    if (kind == kInputRecordKind || kind == kHostRecordKind) {
        kept_.push_back({.at = room_->exercise().now(), .kind = kind, .bytes = std::string(bytes)});
    }
    return true;
}

/// Those that find no room are written next time.
void Host::append_digests() {
    const auto& digests = room_->exercise().digests();
    while (!has_failed() && digests_written_ < digests.size()) {
        const MinuteDigest& digest = digests[digests_written_];
        if (!encoder_->append_state_digest(digest.at, journal_digest(digest))) {
            return;
        }
        ++digests_written_;
    }
}

void Host::append_mark(ShellMarkKind kind) {
    static_cast<void>(
        append(kMarkRecordKind, mark_bytes({.kind = kind, .wall_us = ports_.wall_us()})));
}

/// While a group is being written the next one gathers.
void Host::flush() {
    if (ports_.groups_waiting() == 0) {
        write_rest();
    }
}

void Host::write_rest() {
    if (!has_failed() && encoder_->waiting() > 0) {
        ports_.write(encoder_->take_group());
    }
}

/// Once all that was decided so far is durable.
void Host::tell(ClientId client, std::string frame, After after) {
    waiting_.push_back({.seq = encoder_->position().next_seq - 1,
                        .client = client,
                        .frame = std::make_shared<const std::string>(std::move(frame)),
                        .after = after});
}

void Host::release() {
    while (!waiting_.empty() && (has_failed() || waiting_.front().seq <= durable_through_)) {
        const Waiting next = std::move(waiting_.front());
        waiting_.pop_front();
        const auto found = clients_.find(next.client);
        if (found == clients_.end()) {
            continue;
        }
        ports_.send(next.client, next.frame);
        if (next.after == After::Frames) {
            welcome(next.client, found->second);
        } else if (next.after == After::Close) {
            ports_.close(next.client, "told");
        }
    }
    if (frames_ && (has_failed() || frames_->seq <= durable_through_)) {
        send_frames();
    }
}

/// `leapt`: simulated time has moved on at once, so that it must be gone on from there.
void Host::pace(bool leapt) {
    const bool running =
        room_->exercise().state() == ExerciseState::Running && !has_failed() && !space_is_low_;
    const std::uint32_t speed = room_->exercise().speed();
    if (running != paced_ || (running && (leapt || speed != paced_speed_))) {
        paced_ = running;
        paced_speed_ = speed;
        ports_.pace(running, speed);
    }
}

/// If it runs.
void Host::pause_by_shell(const std::string& reason) {
    if (room_->exercise().state() != ExerciseState::Running) {
        return;
    }
    const std::string bytes = pause_bytes(reason);
    if (append(kInputRecordKind, bytes)) {
        static_cast<void>(room_->submit(bytes));
        append_digests();
    }
    changed_ = true;
    pace();
}

}  // namespace fcr
