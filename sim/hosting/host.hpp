// A live exercise and everybody who is connected to it. Pure: clock, network, disk and randomness
// are passed in, so that one seed can tell a whole story of faults.
#pragma once

#include "sim/base/time.hpp"
#include "sim/exercise/projection.hpp"
#include "sim/exercise/shell_mark.hpp"
#include "sim/hosting/admission.hpp"
#include "sim/hosting/answered_orders.hpp"
#include "sim/hosting/client_message.hpp"
#include "sim/hosting/frames.hpp"
#include "sim/hosting/host_records.hpp"
#include "sim/hosting/host_time.hpp"
#include "sim/hosting/live_room.hpp"
#include "sim/hosting/message_rate.hpp"
#include "sim/journal/journal_encoder.hpp"
#include "sim/journal/journal_record.hpp"
#include "tl/expected.hpp"

#include <cstddef>
#include <cstdint>
#include <deque>
#include <map>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <tuple>
#include <vector>

namespace fcr {

/// A connection, as whoever has the sockets numbers them.
using ClientId = std::uint64_t;
using SharedFrame = std::shared_ptr<const std::string>;

/// What a host asks of the program around it.
class HostPorts {
public:
    HostPorts() = default;
    HostPorts(const HostPorts&) = delete;
    HostPorts& operator=(const HostPorts&) = delete;
    virtual ~HostPorts() = default;

    /// Must arrive, in order, or the connection is closed.
    virtual void send(ClientId client, SharedFrame frame) = 0;
    /// Only the newest matters; comes after what must arrive.
    virtual void send_state(ClientId client, SharedFrame frame) = 0;
    virtual void close(ClientId client, std::string_view why) = 0;
    /// Of what must arrive: what the client has not begun to take.
    [[nodiscard]] virtual std::size_t bytes_waiting(ClientId client) const = 0;
    /// Makes a group durable; durable() tells when. `waiting` is how many are not yet.
    virtual void write(CommitGroup group) = 0;
    [[nodiscard]] virtual std::size_t groups_waiting() const = 0;
    virtual void fill_random(std::span<std::byte> bytes) = 0;
    /// Microseconds since 1970.
    [[nodiscard]] virtual std::int64_t wall_us() = 0;
    /// Simulated time is to pass at this speed from the exercise's present moment on, or not at
    /// all. Told again when the moment has leapt.
    virtual void pace(bool running, std::uint32_t speed) = 0;
    /// Ends the present journal once what it was given is durable and begins another one; or says
    /// why it cannot, and the present one goes on.
    [[nodiscard]] virtual tl::expected<JournalPosition, std::string> begin_branch(
        std::uint64_t number) = 0;
    /// Makes a review of the journal as it is; review_made() tells where it can be fetched.
    virtual void make_review(ClientId client, const std::string& id) = 0;
    /// Looks at the room now and projects it elsewhere; projected() tells what came of it.
    virtual void project() = 0;
    /// A line for the audit log: who came, what was refused. Holds no token and no text of anybody.
    virtual void audit(const std::string& line) = 0;
};

/// A record of the journal that an exercise is made of again: an input or one of the host's own.
struct KeptRecord {
    SimTime at{};
    std::uint16_t kind = 0;
    std::string bytes;
};

struct HostOptions {
    std::string build;
    bool walls_join_freely = true;  ///< without a code; only where nobody else can connect
};

/// Not thread-safe: one thread has it.
class Host {
public:
    static constexpr HostTime kHelloWithin = std::chrono::seconds{5};
    static constexpr HostTime kFrameEvery = std::chrono::milliseconds{250};
    static constexpr HostTime kFrameAtLeastEvery = std::chrono::seconds{1};
    /// Between two projections, while somebody sees them.
    static constexpr HostTime kProjectEvery = std::chrono::seconds{10};
    static constexpr std::size_t kMessageBytesMax = 64 * 1024;
    /// While more waits for a client it is told no more of the feed. A connection for which 256 KiB
    /// wait is cut.
    static constexpr std::size_t kFeedWaitsMax = 96 * 1024;

    /// A new exercise. The ports must outlive it. `plan_payloads` are the journal's first records.
    Host(std::shared_ptr<const ExercisePlan> plan,
         std::vector<std::string> plan_payloads,
         HostOptions options,
         HostPorts& ports);

    /// Begins the journal: the plan, and a mark.
    void begin(const JournalPosition& journal);
    /// Goes on with a journal that was recovered; the exercise is paused if it ran. What the
    /// journal tells must come again, or it is said what does not.
    [[nodiscard]] tl::expected<void, std::string> recover(const JournalPosition& journal,
                                                          std::span<const JournalRecord> records);

    // What the sockets tell.
    void opened(ClientId client, const std::string& address, HostTime now);
    void said(ClientId client, std::string_view bytes, HostTime now);
    void closed(ClientId client);

    /// Simulated time passes.
    void advance(SimTime until, HostTime now);
    /// To be called at least each 50 ms.
    void tick(HostTime now);
    /// The journal's writer has news.
    void durable(std::uint64_t through,
                 bool space_is_low,
                 const std::string& failure,
                 HostTime now);
    /// The machine stood still for so long.
    void stalled(Duration span, HostTime now);
    /// `path`: where the review can be fetched once; empty: `fault` says why there is none.
    void review_made(ClientId client,
                     const std::string& id,
                     const std::string& path,
                     const std::string& fault);
    /// What a projection of the room came to; none is on its way any more. It is told to all who
    /// see projections, and to who comes until the next one.
    void projected(const Projection& projection);
    /// Tells everybody that the program ends.
    void end();

    [[nodiscard]] std::string make_code(Role role, HostTime now);

    [[nodiscard]] const LiveRoom& room() const { return *room_; }
    [[nodiscard]] bool has_failed() const { return !failure_.empty(); }
    [[nodiscard]] std::uint64_t branch() const { return branches_.back().number; }

private:
    static constexpr std::string_view kNotForRole = "this is not for the role of this seat";

    struct Client {
        std::string address;
        HostTime opened{0};
        bool in = false;        ///< has been let in
        bool welcomed = false;  ///< likewise, and has been told so
        bool leaving = false;   ///< was in, and has a goodbye on its way
        std::string seat;       ///< empty: a wall
        std::optional<Role> role;
        bool needs_snapshot = true;
        std::uint64_t has_through = 0;  ///< of its feed
        SharedFrame directing{};        ///< what it was told last
        SharedFrame costs{};            ///< likewise
        SharedFrame contract{};         ///< likewise
        SharedFrame people{};           ///< likewise

        [[nodiscard]] bool directs() const {
            return role == Role::Controller || role == Role::Evaluator;
        }
        /// What supervisors plan by: projections, and what their orders cost.
        [[nodiscard]] bool sees_planning() const {
            return in && (directs() || role == Role::Supervisor);
        }
    };
    /// What comes when something has been told.
    enum class After : std::uint8_t { Nothing, Frames, Close };
    /// Something that may be told once the journal is durable so far.
    struct Waiting {
        std::uint64_t seq = 0;
        ClientId client = 0;
        SharedFrame frame;
        After after = After::Nothing;
    };
    /// State and feed as they were at one moment, waiting for the journal.
    struct Frames {
        std::uint64_t seq = 0;
        SharedFrame state;
        SharedFrame directing;
        SharedFrame costs;
        SharedFrame contract;  ///< null: the exercise has none
        SharedFrame people;
        std::uint64_t everybody_through = 0;
        std::uint64_t directing_through = 0;
    };

    struct FeedFrame {
        SharedFrame bytes;
        std::uint64_t through = 0;
    };

    // host.cpp: the journal, and what may be told.
    [[nodiscard]] bool append(std::uint16_t kind, std::string_view bytes);
    void append_digests();
    void append_mark(ShellMarkKind kind);
    void flush();
    void write_rest();
    void tell(ClientId client, std::string frame, After after = After::Nothing);
    void release();
    void pace(bool leapt = false);
    void pause_by_shell(const std::string& reason);
    [[nodiscard]] tl::expected<void, std::string> replay(const KeptRecord& record);

    // host_frames.cpp: state and feed.
    void make_frames(HostTime now);
    void ask_for_projection(HostTime now);
    void send_frames();
    void welcome(ClientId id, Client& client);
    void send_frames_to(ClientId id, Client& client, const Frames& frames);
    void send_feed(ClientId id, Client& client, const Frames& frames);
    [[nodiscard]] std::vector<SeatConnections> seat_connections() const;

    // host_joining.cpp: who comes.
    void hello(ClientId id, Client& client, std::string_view bytes, HostTime now);
    void join_by_code(ClientId id, Client& client, Role role, std::string name);
    void let_in(ClientId id, Client& client, std::string token);
    void refuse(ClientId id, GoodbyeWhy why, const std::string& text, double retry_s = 0.0);

    // host_branches.cpp: going back to an earlier moment.
    [[nodiscard]] std::optional<std::string> take_branch(const OrderMade& order,
                                                         const Client& client,
                                                         SimTime at);
    void append_surely(std::uint16_t kind, std::string_view bytes);
    void send_all_to_hello();
    [[nodiscard]] std::vector<KeptRecord> kept_until(SimTime at) const;

    // host_orders.cpp: what those who are in say.
    void take(ClientId id, Client& client, std::string_view bytes, HostTime now);
    void take_input(ClientId id, const Client& client, std::string id_of_input, std::string bytes);
    void take_order(ClientId id, const Client& client, const ClientMessage& said, HostTime now);
    // Each why the order is refused, or empty when it is done; nothing when it could not be kept.
    [[nodiscard]] std::optional<std::string> take_alarm(const OrderMade& order,
                                                        const Client& client,
                                                        std::uint64_t alarm);
    [[nodiscard]] std::optional<std::string> take_removal(const OrderMade& order,
                                                          const Client& client,
                                                          const std::string& seat);
    [[nodiscard]] std::string take_code(const Client& client,
                                        std::optional<Role> role,
                                        HostTime now,
                                        std::string& code);
    [[nodiscard]] std::string acknowledge(const std::string& seat, std::uint64_t alarm);
    void remember(const OrderMade& order, SimTime at, const std::string& refusal);
    [[nodiscard]] AnswerFacts facts_of(const std::string& id, const std::string& refusal) const;
    void answer(ClientId id, const AnswerFacts& facts);

    std::shared_ptr<const ExercisePlan> plan_;
    std::vector<std::string> plan_payloads_;
    HostOptions options_;
    HostPorts& ports_;
    Admission admission_;
    std::unique_ptr<LiveRoom> room_;
    std::optional<JournalEncoder> encoder_;
    std::vector<KeptRecord> kept_;
    std::size_t digests_written_ = 0;
    std::uint64_t durable_through_ = 0;
    bool space_is_low_ = false;
    std::string failure_;
    std::vector<BranchFacts> branches_{BranchFacts{}};
    std::map<ClientId, Client> clients_;
    std::map<std::string, MessageRate> rates_;  ///< by seat
    AnsweredOrders answered_;
    std::deque<Waiting> waiting_;
    std::optional<Frames> frames_;
    std::optional<Frames> sent_;  ///< the latest of this branch that everybody has; for who comes
    /// By whether for directing staff, whether a snapshot, and what one has; while one moment's
    /// frames are sent.
    std::map<std::tuple<bool, bool, std::uint64_t>, FeedFrame> feed_frames_;
    std::uint64_t state_number_ = 0;
    SharedFrame directing_;  ///< of the latest frames
    SharedFrame costs_;      ///< likewise
    SharedFrame contract_;   ///< likewise
    SharedFrame people_;     ///< likewise
    HostTime last_frames_{0};
    bool changed_ = true;                      ///< since the last frames
    std::optional<std::uint64_t> projecting_;  ///< the branch of which one is on its way
    std::string projection_;                   ///< the latest of this branch; empty: none has come
    std::optional<HostTime> last_projection_;
    bool paced_ = false;
    std::uint32_t paced_speed_ = 0;
};

}  // namespace fcr
