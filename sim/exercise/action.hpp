// What a supervisor can do in an exercise: the actions of spec/training.md 4.
#pragma once

#include "sim/base/time.hpp"
#include "sim/contract/money.hpp"
#include "sim/domain/ids.hpp"

#include <array>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace fcr {

enum class ActionKind : std::uint8_t {
    MoveStaff,
    OpenOverflow,
    CloseOverflow,
    EmergenciesOnly,
    AllCalls,
    AskForAid,
    EndAid,
    CallIn,
    HoldShiftEnd,
    StartMessage,
    StopMessage,
    StartCallBacks,
    StopCallBacks,
    GoOnPaper,
    Recover,
    DeclareCritical,
    DeclareMajor,
    StandDownMajor,
    Brief,
    Decide,
    MoveBreaks,
    CancelBreaks,
    Reconcile,
    StartTriage,
    StopTriage,
    FallBack,
    ReturnToSite,
    StartSpill,
    StopSpill,
    LongestWaitFirst,
    PlannedPriority,
};
inline constexpr std::size_t kActionKinds = 31;

/// The name in files and on screens: `open_overflow`.
[[nodiscard]] std::string_view name_of(ActionKind kind);
[[nodiscard]] std::optional<ActionKind> action_of(std::string_view name);

/// Whether it is done only with a reason given: what changes the service for callers or declares
/// something (training.md 4, actions 8 to 11).
[[nodiscard]] bool needs_reason(ActionKind kind);

/// What a supervisor asks for. Which fields count depends on the kind.
struct SupervisorAction {
    ActionKind kind = ActionKind::Decide;
    PoolId
        pool{};   ///< MoveStaff: from; CallIn, HoldShiftEnd, MoveBreaks, CancelBreaks, Brief: whose
    PoolId to{};  ///< MoveStaff
    std::uint32_t people = 1;  ///< MoveStaff, CallIn; Reconcile: calls
    /// MoveStaff of a pool with a roster: the post of the one who is to move, from 1 in the pool
    /// `home`. None: so many people.
    std::optional<std::uint32_t> post{};
    PoolId home{};
    /// HoldShiftEnd, MoveBreaks, CancelBreaks; StartCallBacks: promise; StartSpill: after this wait
    Duration length{0};
    std::string reason;
    /// Brief: what is said. Decide: options and choice. DeclareCritical: who leads.
    std::string text;
    /// DeclareMajor: major incident, exact location, type, hazards, access, number of casualties,
    /// emergency services; some may be missing.
    std::array<std::string, 7> methane;
};

/// How many of a pool's people can be called in at all.
struct OffDuty {
    PoolId pool;
    std::uint32_t people = 0;
};

/// What actions cost: pounds, exact. What is not given costs nothing.
struct ActionPrices {
    Money overflow_minute;  ///< of contractors' work on calls of an overflow that supervisors open
    Money call_in_hour;     ///< of a person who was called in
    Duration call_in_paid_min = std::chrono::hours{4};  ///< for each of them, at least
    Money over_hour;                                    ///< of a person whose shift end is held
    Money aid_hour;                                     ///< of another force's help, each begun
    Money lost_break;                                   ///< each that is cancelled
    Money other_site;                                   ///< each move there
};

/// Lead times and limits of the actions: a force's own, or placeholders (spec/training.md: "not
/// settled"). Spans are of simulated time.
struct ActionTerms {
    Duration log_in = std::chrono::minutes{2};
    std::uint32_t emergency_min = 2;  ///< people who must be left for emergency lines
    Duration overflow_notice = std::chrono::minutes{5};
    Duration aid_lead = std::chrono::minutes{15};
    Duration aid_length = std::chrono::hours{2};
    double aid_share = 1.0;                ///< of emergency callers who find nobody free
    std::optional<CallClassId> pass_back;  ///< none: no mutual aid is agreed
    Duration pass_back_lag = std::chrono::minutes{5};
    double call_in_accepts = 0.4;
    Duration call_in_travel_min = std::chrono::minutes{20};
    Duration call_in_travel_max = std::chrono::minutes{60};
    Duration call_in_stay = std::chrono::hours{4};
    Duration call_in_rest = std::chrono::hours{11};  ///< before and after, of people on a roster
    std::vector<OffDuty> off_duty;
    Duration hold_max = std::chrono::hours{4};
    Duration message_length = std::chrono::seconds{25};
    double message_deflects = 0.1;
    double message_patience = 1.0;  ///< what the patience of the others is multiplied by
    double paper_factor = 1.3;
    std::optional<CallClassId> back_record;  ///< none: the room cannot work on paper
    Duration back_record_spread = std::chrono::hours{2};
    Duration major_notice = std::chrono::minutes{5};     ///< until partner control rooms are told
    Duration critical_notice = std::chrono::minutes{5};  ///< until the chief officer is told
    Duration brief_gap = std::chrono::seconds{10};       ///< between two briefs of one seat
    std::optional<PoolId> desk_pool;  ///< whose people sit at the desk of a major incident
    std::uint32_t desk_people = 2;
    Duration desk_lead = std::chrono::minutes{10};
    double bureau_share = 0.0;  ///< of 101 callers, once a casualty bureau's number is known
    Duration bureau_lead = std::chrono::minutes{60};
    Duration triage_length = std::chrono::seconds{45};
    double triage_resolves = 0.2;         ///< of 101 callers
    std::optional<Duration> site_travel;  ///< of half of the people; none: there is no other site
    double site_factor = 1.15;            ///< of handling there
    Duration breaks_max = std::chrono::hours{2};  ///< for which breaks may be moved or cancelled
    Duration promise = std::chrono::hours{4};     ///< of a call-back, unless the order says
    ActionPrices prices;
};

}  // namespace fcr
