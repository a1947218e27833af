// What an outsider asks of the room, and what the room answers.
#pragma once

#include "sim/base/time.hpp"
#include "sim/domain/ids.hpp"

#include <cstdint>
#include <optional>
#include <string_view>
#include <variant>

namespace fcr {

/// Commands of a run that bring callers.
inline constexpr std::uint32_t kCommandKeysMax = 512;
/// People whom one order may move or call in.
inline constexpr std::uint32_t kPeopleOfOrderMax = 100;

// A command holds all that its effect needs: lead times, shares and limits come with it, so that
// the room knows no agreement of a force. Spans are of simulated time.

// --- what a supervisor orders

/// People leave a pool after the call in hand and its wrap-up, log in anew and sit in another. Of a
/// roster they stay until the shift ends and begin the next one at home.
struct MoveStaff {
    PoolId from{};
    PoolId to{};
    std::uint32_t people = 1;
    /// By name, of a pool with a roster: this one, and no other.
    std::optional<HandlerId> person{};
    Duration log_in{0};               ///< from leaving one pool to being ready in the other
    std::uint32_t emergency_min = 0;  ///< people who must be left for emergency lines
};
/// Steps of routes that wait for a supervisor count, or count no longer.
struct SetOverflow {
    bool open = true;
    Duration notice{0};  ///< from the order to the first call; closing takes effect at once
};
/// Handlers take calls of emergency lines only, or all again.
struct SetEmergenciesOnly {
    bool on = true;
};
/// Another force takes emergency calls that find nobody free, and passes work back for each.
struct SetDiversion {
    bool on = true;
    double share = 1.0;         ///< of those callers, each by its own draw
    Duration lead{0};           ///< from asking to the first call
    Duration length{0};         ///< how long the other force helps
    CallClassId pass_back{};    ///< what its work is here; a class of an internal line
    Duration pass_back_lag{0};  ///< from the call to that work
};
/// People who are off duty are asked to come. Of a roster those who have had and will have their
/// rest, in the order of their posts.
struct CallIn {
    PoolId pool{};
    std::uint32_t people = 1;
    double accepts = 1.0;    ///< probability that one who is asked comes
    Duration travel_min{0};  ///< a caller-in takes from this
    Duration travel_max{0};  ///< to this, evenly spread
    Duration stay{0};
    std::uint32_t list = 0;  ///< people of the pool who can be asked at all, each once
    Duration rest{0};        ///< of a roster: between the stay and a shift before or after it
};
/// Those whose shift ends before then stay until then.
struct HoldShiftEnd {
    PoolId pool{};
    Duration length{0};  ///< from now
};
/// Callers of lines that are no emergency line hear a message first, and some need no more.
struct SetMessage {
    bool on = true;
    Duration length{0};
    double deflected = 0.0;  ///< share of callers who have what they want at its end
    double patience = 1.0;   ///< what the patience of the others is multiplied by
};
/// Calls that have waited so long may be taken by other people of the force as well: calls of an
/// emergency line by those who take some of one, others by all who take calls from outside. Nobody
/// does while a call of its own pool's waits.
struct SetSpill {
    bool on = true;
    Duration after{0};
};
/// Among calls from outside that are no emergencies the longest wait alone decides which is next.
struct SetLongestWait {
    bool on = true;
};
/// Callers are offered to be rung back, as their class says, or not.
struct SetCallBacks {
    bool on = true;
};
/// Records are made on paper: every call takes longer and must be typed in when systems are back.
struct WorkOnPaper {
    double handling_factor = 1.0;
    CallClassId back_record{};  ///< the typing; a class of an internal line
};
/// Work is done on screens again, and the records made on paper come in.
struct RecoverSystems {
    Duration spread{0};  ///< the records come to be typed in evenly over this
};

/// The breaks of a roster that are to begin within the length from now, of people at work in the
/// pool, begin at its end or are lost.
struct MoveBreaks {
    PoolId pool{};
    Duration length{0};
    bool cancel = false;
};
/// Calls that were answered while records were on paper and have none yet, the oldest first, are
/// given to somebody to type in now.
struct Reconcile {
    std::uint32_t calls = 1;
    CallClassId back_record{};  ///< the typing; a class of an internal line
};
/// Callers of lines that are no emergency line are sorted first, and some need no more.
struct SetTriage {
    bool on = true;
    Duration length{0};
    double resolved = 0.0;  ///< share of callers who have what they want at its end
};
/// People of a pool sit at the desk of a major incident, or come back to their pool's calls at
/// once. Where fewer are on duty, so many go.
struct StaffDesk {
    bool on = true;
    PoolId pool{};
    std::uint32_t people = 1;
    Duration lead{0};
};
/// The number of a casualty bureau is given out: some callers of lines that are no emergency line
/// ring there instead.
struct OpenBureau {
    bool on = true;
    double share = 0.0;  ///< of those callers
    Duration lead{0};
};
/// The force's people move to another site, half of them first and the others when those are there,
/// or back home in the same way.
struct FallBack {
    bool on = true;
    Duration travel{0};            ///< of one half
    double handling_factor = 1.0;  ///< of calls taken there, from the first arrival on
};

// --- what befalls the room

/// Calls come beside the expected ones.
struct BringCalls {
    CallClassId call_class{};
    std::uint32_t calls = 0;
    Duration over{0};  ///< they dial at moments spread evenly over this
    /// Whose callers these are: one for each such command of a run, below kCommandKeysMax.
    std::uint32_t key = 0;
};
/// More calls than expected on a line: the profile's times `factor` - 1 more, as a Poisson process.
struct RaiseDemand {
    LineId line{};
    double factor = 1.0;  ///< 1 or more
    Duration length{0};
    std::uint32_t key = 0;  ///< as BringCalls::key
};
/// Part of a pool's people leave after the call in hand. Of a roster those are drawn among the
/// people at work, and whoever returns does so for the rest of the shift.
struct LoseStaff {
    PoolId pool{};
    std::uint32_t people = 0;          ///< so many
    double share = 0.0;                ///< and this share of the seats to be filled, or at work
    std::optional<Duration> length{};  ///< none: until they are told to return
};
/// All who were lost to the pool come back.
struct ReturnStaff {
    PoolId pool{};
};
enum class System : std::uint8_t { CommandAndControl, Telephony };
/// A system fails. Without command and control every call takes longer; without telephony a share
/// of callers does not get through.
struct FailSystem {
    System system = System::CommandAndControl;
    double handling_factor = 1.0;
    LineId line{};                     ///< of telephony
    double connect_loss_share = 0.0;   ///< likewise
    std::optional<Duration> length{};  ///< none: until it is mended
};
struct MendSystem {
    System system = System::CommandAndControl;
};
/// The contractor takes no overflow, whatever is ordered, or takes it again.
struct RefuseOverflow {
    bool on = true;
};
/// The other force cannot help, or can again. Help under way ends.
struct RefuseAid {
    bool on = true;
};

using Command = std::variant<MoveStaff,
                             SetOverflow,
                             SetEmergenciesOnly,
                             SetDiversion,
                             CallIn,
                             HoldShiftEnd,
                             SetMessage,
                             SetSpill,
                             SetLongestWait,
                             SetCallBacks,
                             WorkOnPaper,
                             RecoverSystems,
                             MoveBreaks,
                             Reconcile,
                             SetTriage,
                             StaffDesk,
                             OpenBureau,
                             FallBack,
                             BringCalls,
                             RaiseDemand,
                             LoseStaff,
                             ReturnStaff,
                             FailSystem,
                             MendSystem,
                             RefuseOverflow,
                             RefuseAid>;

/// Why the room does not do as it is told.
enum class Refusal : std::uint8_t {
    None,
    SamePool,
    OtherEmployer,
    NoSkill,
    OnRoster,
    RosterAndSeats,
    NotNamed,
    NotThere,
    OnBreak,
    NoOtherPool,
    TooFewOnDuty,
    TooFewForEmergencies,
    NoSeatsFree,
    NothingToOpen,
    ContractorRefuses,
    AlreadySo,
    AidRefused,
    NobodyLeftToAsk,
    NoCallBacks,
    AlreadyOnPaper,
    SystemStillDown,
    NoExpectedCalls,
    NoRoster,
    NoBreaksToCome,
    NothingToReconcile,
    OnTheWay,
    TooMuchUnderWay,
};

/// The reason as a person reads it, without a full stop.
[[nodiscard]] std::string_view words_of(Refusal refusal);

struct CommandAnswer {
    Refusal refusal = Refusal::None;
    /// When its first effect comes: now, after its lead time, or when the first of those called in
    /// arrives. Of a move: the earliest moment, when everybody asked for is free. kNever when
    /// nobody comes.
    SimTime effective = kNever;
    /// People who will come or go, calls that will come; of a refusal what it is short of: people
    /// on duty, left over, seats free, people left to ask.
    std::uint32_t count = 0;

    [[nodiscard]] bool accepted() const { return refusal == Refusal::None; }
};

}  // namespace fcr
