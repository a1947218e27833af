// A host with a fake network and a fake disk, told what to do by a test.
#pragma once

#include "fcr/v1/live.pb.h"
#include "sim/base/check.hpp"
#include "sim/exercise/plan_records.hpp"
#include "sim/hosting/host.hpp"
#include "sim/journal/framing.hpp"

#include <algorithm>
#include <cstddef>
#include <map>
#include <memory>
#include <set>
#include <string>
#include <vector>

namespace fcr::test {

/// The network and the disk as they are seen by a host. The disk syncs when it is told to.
class FakePorts final : public HostPorts {
public:
    void send(ClientId client, SharedFrame frame) override { take(client, *frame); }
    void send_state(ClientId client, SharedFrame frame) override { take(client, *frame); }
    void close(ClientId client, std::string_view why) override {
        closed.emplace(client, std::string(why));
    }
    [[nodiscard]] std::size_t bytes_waiting(ClientId client) const override {
        const auto found = waiting.find(client);
        return found == waiting.end() ? 0 : found->second;
    }
    void write(CommitGroup group) override { groups.push_back(std::move(group)); }
    [[nodiscard]] std::size_t groups_waiting() const override { return groups.size(); }
    void fill_random(std::span<std::byte> bytes) override {
        for (std::byte& byte : bytes) {
            byte = static_cast<std::byte>((random_ = random_ * 6364136223846793005ULL + 1) >> 56U);
        }
    }
    [[nodiscard]] std::int64_t wall_us() override { return 1'700'000'000'000'000; }
    void pace(bool running, std::uint32_t speed) override {
        paced = running;
        paced_speed = speed;
    }
    [[nodiscard]] tl::expected<JournalPosition, std::string> begin_branch(
        std::uint64_t number) override {
        if (!branch_fault.empty()) {
            return tl::unexpected(branch_fault);
        }
        sync();
        journals[number - 1] = std::move(journal);
        journal.clear();
        return branch_start;
    }
    void make_review(ClientId client, const std::string& id) override {
        reviews.emplace_back(client, id);
    }
    void project() override { ++projections; }
    void audit(const std::string& line) override { audit_log.push_back(line); }

    /// What was given to the disk is on it: its last seq.
    std::uint64_t sync() {
        for (const CommitGroup& group : groups) {
            journal.insert(journal.end(), group.bytes.begin(), group.bytes.end());
            through = group.last_seq();
        }
        groups.clear();
        return through;
    }

    std::map<ClientId, std::vector<v1::ServerMessage>> told;
    std::map<ClientId, std::string> closed;
    std::map<ClientId, std::size_t> waiting;  ///< bytes, of those who take nothing by themselves
    std::vector<CommitGroup> groups;
    std::vector<std::byte> journal;
    std::map<std::uint64_t, std::vector<std::byte>> journals;  ///< of branches left, by number
    std::uint64_t through = 0;
    bool paced = false;
    std::uint32_t paced_speed = 0;
    std::string branch_fault;
    JournalPosition branch_start;
    std::vector<std::pair<ClientId, std::string>> reviews;
    std::vector<std::string> audit_log;
    int projections = 0;

private:
    void take(ClientId client, const std::string& frame) {
        v1::ServerMessage message;
        FCR_CHECK(message.ParseFromString(frame), "the host sends a message that is none");
        told[client].push_back(std::move(message));
        if (const auto found = waiting.find(client); found != waiting.end()) {
            found->second += frame.size();
        }
    }
    std::uint64_t random_ = 1;
};

inline ExerciseBundle shipped_exercise(const std::string& name) {
    auto loaded = load_exercise_bundle("config/exercises/" + name + ".txtpb");
    FCR_CHECK(loaded.has_value(), "a shipped exercise does not load");
    return std::move(*loaded);
}
/// The shipped exercise that a test plays, loaded once.
inline const ExerciseBundle& quiet_weekday() {
    static const ExerciseBundle bundle = shipped_exercise("quiet_weekday");
    return bundle;
}

/// A client's messages, by what they are.
class Hosted {
public:
    explicit Hosted(HostOptions options = {.build = "test"},
                    const ExerciseBundle& bundle = quiet_weekday())
        : host(std::make_shared<const ExercisePlan>(bundle.plan),
               bundle.payloads,
               std::move(options),
               ports) {
        host.begin({});
        sync();
    }

    /// The disk does what it was given.
    void sync() {
        do {
            host.durable(ports.sync(), false, {}, now);
        } while (!ports.groups.empty());
    }
    void wait(HostTime span) {
        now += span;
        host.tick(now);
        sync();
    }

    ClientId open(const std::string& address = "127.0.0.1") {
        host.opened(++clients_, address, now);
        return clients_;
    }
    void say(ClientId client, const v1::ClientMessage& message) {
        host.said(client, message.SerializeAsString(), now);
    }
    /// Joins by a new code; the client.
    ClientId join(Role role, const std::string& name = "N. N.") {
        const ClientId client = open();
        v1::ClientMessage message;
        message.mutable_hello()->set_format(1);
        message.mutable_hello()->set_code(host.make_code(role, now));
        message.mutable_hello()->set_name(name);
        say(client, message);
        sync();
        return client;
    }
    /// Comes back by a token on a new connection; the client.
    ClientId come_back(const std::string& token) {
        const ClientId client = open();
        v1::ClientMessage message;
        message.mutable_hello()->set_format(1);
        message.mutable_hello()->set_token(token);
        say(client, message);
        sync();
        return client;
    }
    /// A controller who starts the exercise and lets it run so far; everybody has the frames.
    ClientId play(Duration since) {
        const ClientId controller = start();
        run(controller, v1::RunOrder::START);
        advance(since);
        wait(std::chrono::seconds{1});
        return controller;
    }
    /// An input, of which `set` makes what it is; its answer.
    template <typename Set>
    v1::InputAnswer put_in(ClientId client, Set set) {
        v1::ClientMessage message;
        message.mutable_input()->set_id("i" + std::to_string(++inputs_));
        set(*message.mutable_input());
        say(client, message);
        sync();
        return answer(client, message.input().id());
    }
    v1::InputAnswer run(ClientId client, v1::RunOrder::Kind kind, const std::string& reason = "") {
        return put_in(client, [&](v1::ExerciseInput& input) {
            input.mutable_run()->set_kind(kind);
            input.mutable_run()->set_reason(reason);
        });
    }
    v1::InputAnswer act(ClientId client, const std::string& kind, const std::string& pool = "") {
        return put_in(client, [&](v1::ExerciseInput& input) {
            input.mutable_action()->set_kind(kind);
            input.mutable_action()->set_reason("test");
            input.mutable_action()->set_text("test");
            if (!pool.empty()) {
                input.mutable_action()->set_pool(pool);
            }
        });
    }
    /// The answer of this id that came last; an empty one when none has come.
    v1::InputAnswer answer(ClientId client, const std::string& id) {
        const auto& told = ports.told[client];
        const auto found = std::find_if(told.rbegin(), told.rend(), [&](const auto& message) {
            return message.has_answer() && message.answer().id() == id;
        });
        return found == told.rend() ? v1::InputAnswer{} : found->answer();
    }
    /// The last message of which `has` is true.
    template <typename Has>
    const v1::ServerMessage* last(ClientId client, Has has) {
        const auto& told = ports.told[client];
        const auto found = std::find_if(told.rbegin(), told.rend(), has);
        return found == told.rend() ? nullptr : &*found;
    }
    const v1::Welcome& welcome(ClientId client) {
        const auto* const found = last(client, [](const auto& m) { return m.has_welcome(); });
        FCR_CHECK(found != nullptr, "nobody was welcomed");
        return found->welcome();
    }
    const v1::RoomState& state(ClientId client) {
        const auto* const found = last(client, [](const auto& m) { return m.has_state(); });
        FCR_CHECK(found != nullptr, "no state was told");
        return found->state();
    }
    /// Lets the exercise run so far after its start.
    void advance(Duration since) {
        host.advance(host.room().plan().start + since, now);
        sync();
    }
    /// Opens the lobby and starts; the controller.
    ClientId start() {
        const ClientId controller = join(Role::Controller);
        run(controller, v1::RunOrder::OPEN_LOBBY);
        return controller;
    }

    FakePorts ports;
    HostTime now{std::chrono::hours{1}};
    Host host;

private:
    ClientId clients_ = 0;
    int inputs_ = 0;
};

/// The records of a journal's bytes.
inline std::vector<JournalRecord> records_of(std::span<const std::byte> bytes) {
    std::vector<JournalRecord> records;
    while (!bytes.empty()) {
        const auto frame = frame_at(bytes);
        FCR_CHECK(frame.has_value(), "a host's journal has a record that is none");
        records.push_back(frame->record);
        bytes = bytes.subspan(frame->bytes);
    }
    return records;
}

/// A host that goes on with the journal that another one left.
struct Recovered {
    explicit Recovered(std::span<const std::byte> journal) : Recovered(records_of(journal)) {}
    explicit Recovered(const std::vector<JournalRecord>& records)
        : host(std::make_shared<const ExercisePlan>(quiet_weekday().plan),
               quiet_weekday().payloads,
               {.build = "test"},
               ports) {
        const auto done = host.recover({.next_seq = records.back().seq + 1, .digest = {}}, records);
        FCR_CHECK(done.has_value(), done ? "" : done.error().c_str());
    }
    FakePorts ports;
    Host host;
};

}  // namespace fcr::test
