// A validated scenario: every name resolves, every number is in range, nothing needed is missing.
#pragma once

#include "sim/base/time.hpp"
#include "sim/domain/ids.hpp"
#include "sim/domain/kpi_definition.hpp"
#include "sim/scenario/law.hpp"
#include "sim/scenario/people.hpp"
#include "sim/scenario/response_plan.hpp"
#include "sim/scenario/run_calendar.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace fcr {

/// The span that is simulated: warm-up, then the measured part, then the last calls' end.
struct RunPlan {
    Duration warm_up = std::chrono::hours{24};
    Duration measured = std::chrono::hours{24};
    Duration drain_max = std::chrono::hours{24};
    std::string day_type;  ///< name of the measured day; for reports
};

/// The highest correlation of neighbouring hours: their common past is then three days long.
inline constexpr double kHourCorrelationMax = 0.9;

/// A lognormal factor of mean 1 on each hour, whose logarithm is an autoregressive series.
struct HourFactor {
    double cv = 0.0;           ///< of the factor; 0: none
    double correlation = 0.0;  ///< of neighbouring hours' logarithms, 0 to 0.9
};

/// Calls expected in each interval from the start of the warm-up to the end of the measured part.
struct ArrivalProfile {
    Duration interval = std::chrono::minutes{15};
    std::vector<double> calls;  ///< expected calls by interval, volume and calendar factors applied
    double day_factor_cv = 0.0;  ///< of the gamma factor of mean 1 that multiplies a whole day
    HourFactor hour_factor;      ///< the interval divides the hour when there is one
};

/// The national operator's part of a 999 call.
struct OperatorLeg {
    Law answer = ConstantLaw{};
    Law select = ConstantLaw{};
    Law connect = ConstantLaw{};
};

struct Line {
    std::string name;
    bool emergency = false;
    bool digital = false;   ///< work that waits without a caller on a telephone
    bool internal = false;  ///< has no callers of its own: what other calls become
    ArrivalProfile arrivals;
    std::optional<OperatorLeg> operator_leg;
    Law message = ConstantLaw{};             ///< announcement before the queue
    double message_leave_share = 0.0;        ///< who give up during it
    double message_served_share = 0.0;       ///< whom its menu serves
    std::optional<std::uint32_t> lines_max;  ///< calls in progress at once
};

/// How a handler is chosen among the free ones of a step's pools.
enum class Order : std::uint8_t { LongestIdle, AsListed, Random };

/// When a step of a route counts; judged when a call reaches it. All that is given must hold.
struct Gate {
    std::optional<Duration> from_of_day{};  ///< with until_of_day; may pass midnight
    std::optional<Duration> until_of_day{};
    std::optional<double> share{};  ///< of callers, by their own draw
    std::uint32_t queue_at_least = 0;
    std::optional<std::uint32_t> free_at_most{};
    double service_below = 0.0;  ///< 0: not asked
    Duration service_within{0};
    bool by_supervisor = false;
};

/// Work that follows something: on an internal line, after a delay.
struct FollowUp {
    CallClassId to{};
    Law delay = ConstantLaw{};
};

/// From `after` in the queue on, these pools may take the call.
struct RouteStep {
    Duration after{0};
    std::vector<PoolId> pools;
    bool move = false;     ///< leaves the earlier pools' queue; otherwise these join them
    bool instead = false;  ///< moves at once: where it counts, the step before asks nobody
    bool divert = false;   ///< goes to another force and is over here
    std::optional<Gate> when{};
    Order order = Order::LongestIdle;
    std::optional<FollowUp> pass_back{};  ///< of a call diverted
};

/// What callers do who were lost.
struct AfterLoss {
    double redial_first = 0.0;
    double redial_later = 0.0;
    Law redial_delay = ConstantLaw{};
    std::uint32_t attempts_max = 5;
    double change_share = 0.0;
    CallClassId change_to{};
    Duration change_after_wait{0};
    Law change_delay = ConstantLaw{};
    bool same_patience = false;  ///< a redial has the draws of the call that was lost
};

/// A caller who was answered and has to ring again.
struct RepeatContact {
    double share = 0.0;
    double share_after_wait = 0.0;
    Duration after_wait{0};
    FollowUp call{};
};

struct RingBack {
    double share = 1.0;
    FollowUp work{};
};

struct CallBackOffer {
    Duration when_wait_over{0};
    double accept = 0.0;
    FollowUp work{};
};

/// The force rings the caller, who may not be reached.
struct Outbound {
    double reached = 1.0;
    Law unreached = ConstantLaw{30.0};
    std::uint32_t attempts_max = 3;
    Law retry_delay = ConstantLaw{};
};

/// How many calls an incident begets.
struct Cluster {
    struct Size {
        std::uint32_t calls = 1;
        double cumulative = 1.0;
    };
    std::vector<Size> sizes;
    Law gap = ConstantLaw{};
    CallClassId duplicate{};
    double recognised = 1.0;

    [[nodiscard]] double mean() const;
};

/// What a share of answered calls becomes when talk ends.
struct NextStage {
    double share = 0.0;
    CallClassId to;
    bool conference = false;
};

struct ExtraWork {
    double share = 0.0;
    Law work = ConstantLaw{};
};

/// What becomes of work that is interrupted.
enum class Interruption : std::uint8_t { Never, SetAside, Hold, RingsAgain };

struct CallClass {
    std::string name;
    LineId line;
    double share = 1.0;  ///< of the line's calls
    std::uint32_t priority = 1;
    Duration time_credit{0};
    double ageing = 1.0;
    Law talk = ExponentialLaw{300.0};
    Law wrap_up = ConstantLaw{};
    Law patience = NeverLaw{};
    double balk_probability = 0.0;
    std::vector<RouteStep> route;  ///< at least one; the first after 0
    std::optional<AfterLoss> after_loss{};
    std::optional<RepeatContact> repeat{};
    std::optional<RingBack> ring_back{};
    std::optional<CallBackOffer> call_back{};
    std::optional<Outbound> outbound{};
    std::optional<Cluster> cluster{};
    std::vector<NextStage> next{};
    std::optional<ExtraWork> recording{};
    bool preempts = false;
    Interruption interruption = Interruption::Never;
};

struct Employer {
    std::string name;
    bool contractor = false;
};

/// Seats from an instant on.
struct SeatChange {
    SimTime from;
    std::uint32_t seats = 0;
};

struct SeatsKeptFree {
    CallClassId call_class;
    std::uint32_t seats = 0;
};

/// A pool takes calls of the class as if they had waited so much longer.
struct Preference {
    CallClassId call_class;
    Duration head_start{0};
};

/// Hours of a day of 24 h, from midnight; [from, until) may pass midnight. Equal: the whole day.
struct HoursOfDay {
    Duration from{0};
    Duration until{0};

    [[nodiscard]] bool contain(Duration of_day) const {
        return from < until ? of_day >= from && of_day < until : of_day >= from || of_day < until;
    }
    /// How long it is from a time of day, in [0 h, 24 h), until `span` of these hours has passed.
    [[nodiscard]] Duration until_passed(Duration of_day, Duration span) const {
        constexpr Duration kDay = std::chrono::hours{24};
        const Duration length = until > from ? until - from : until - from + kDay;
        const Duration since = of_day >= from ? of_day - from : of_day - from + kDay;
        const Duration to_begin = since < length ? Duration{0} : kDay - since;
        const Duration left = since < length ? length - since : length;
        if (span < left) {
            return to_begin + span;
        }
        const Duration rest = span - left;
        return to_begin + left + (kDay - length) + rest / length * kDay + rest % length;
    }
};

/// How the people of a pool act beside the rules of the room, contracts.md 2.11.
struct BehaviourPlan {
    std::optional<Duration> threshold_first{};  ///< calls that waited so long come last
    std::uint32_t hurry_queue = 0;              ///< calls waiting, from which on; 0: never
    double hurry_factor = 1.0;
    double padding_per_hour = 0.0;
    HoursOfDay padding_hours{};
    std::uint32_t padding_free = 1;
    CallClassId padding_class{};
    Law padding_talk = ConstantLaw{};
    double withdrawn_share = 0.0;  ///< to other clients
    HoursOfDay withdrawn_hours{};
};

enum class SupervisorRule : std::uint8_t { DoNothing, OpenOverflow, AllToEmergencies, AskEarly };

/// What the supervisor watches for and does.
struct SupervisorPlan {
    SupervisorRule rule = SupervisorRule::DoNothing;
    Duration wait = std::chrono::seconds{60};
    std::uint32_t queue = 3;
    PoolId pool{};
    std::uint32_t seats = 0;
    Duration lag = std::chrono::minutes{15};
    Duration stay = std::chrono::hours{2};
};

struct Pool {
    std::string name;
    EmployerId employer;
    SiteId site;
    std::string skill_group;
    std::vector<CallClassId> skills;  ///< what these people can answer
    std::vector<SeatChange> seats;    ///< rising instants, the first at the start of the run
    std::optional<Staff> staff;       ///< people with shifts instead of seats, which are 0 then
    Law pick_up = ConstantLaw{};
    Law after_call_gap = ConstantLaw{};
    double handling_factor = 1.0;
    std::vector<SeatsKeptFree> seats_kept_free;
    std::uint32_t concurrency = 1;  ///< calls that one seat handles at a time
    std::vector<Preference> preferences{};
    std::optional<BehaviourPlan> behaviour{};
    std::uint32_t called_in_max = 0;  ///< seats that a supervisor may call in
};

/// Whom a staff cut meets; all that is given must hold, nothing means everybody.
struct StaffCut {
    std::optional<PoolId> pool{};
    std::optional<SiteId> site{};
    std::optional<EmployerId> employer{};
    double multiplier = 1.0;
};

struct LineCut {
    LineId line;
    double arrival_multiplier = 1.0;
    double connect_loss_share = 0.0;
    double lost_ring_share = 0.0;
    FollowUp lost_ring{};
};

struct DisruptionStage {
    Duration length{0};
    std::vector<StaffCut> staff{};
    double handling_factor = 1.0;
    std::vector<LineCut> lines{};
    std::optional<FollowUp> back_record{};
};

struct Disruption {
    std::string name;
    Duration start{0};  ///< from the start of the measured part
    double chance = 1.0;
    std::vector<DisruptionStage> stages;
};

enum class PriorityRule : std::uint8_t { Strict, TimeCredit, Ageing, LongestWait };

struct Kpi {
    std::string id;
    std::string title;
    KpiDefinition definition;
};

struct PublishedFigure {
    KpiId kpi;
    double value = 0.0;               ///< shares in percent, waits in seconds
    std::optional<double> tolerance;  ///< in the same unit
    std::string source;
};

/// Who a call of a load is: what it draws (patience, work and all else) is drawn by this. Unless
/// named it is the row that it stands in; named, it stays who it is when rows above come or go.
class RecordedCaller {
public:
    constexpr RecordedCaller() = default;

    /// The caller in a row of the load as it was read.
    [[nodiscard]] static constexpr RecordedCaller of_row(std::size_t row) {
        return RecordedCaller(row);
    }
    /// A caller who is not of that load.
    [[nodiscard]] static constexpr RecordedCaller extra(std::size_t row) {
        return RecordedCaller(kExtra | row);
    }
    /// The same caller's double on a day that is drawn again; 0 is the caller.
    [[nodiscard]] constexpr RecordedCaller again(std::uint32_t time) const {
        return RecordedCaller(key_ | std::uint64_t{time} << kAgainBits);
    }
    /// A further caller like this one; 0 is the caller.
    [[nodiscard]] constexpr RecordedCaller like(std::uint32_t number) const {
        return RecordedCaller(key_ | std::uint64_t{number} << kLikeBits);
    }

    [[nodiscard]] constexpr std::uint64_t key_or(std::uint64_t row) const {
        return key_ == kUnnamed ? row : key_;
    }

private:
    // 25 bits of row, 13 of the time a day is drawn, 7 of the number of those alike, 1 of extra.
    static constexpr unsigned kAgainBits = 25;
    static constexpr unsigned kLikeBits = 38;
    static constexpr std::uint64_t kExtra = std::uint64_t{1} << 45U;
    static constexpr std::uint64_t kUnnamed = ~std::uint64_t{0};

    constexpr explicit RecordedCaller(std::uint64_t key) : key_(key) {}
    std::uint64_t key_ = kUnnamed;
};

/// One call of a recorded load.
struct RecordedCall {
    SimTime at;  ///< when the caller dials (T0)
    CallClassId call_class;
    RecordedCaller caller{};
};

/// Calls that come together, on top of the line's own.
struct Surge {
    std::string name;
    CallClassId call_class;
    Duration start{0};     ///< since the start of the run
    Law spread{};          ///< of the time from the start to a call
    double calls = 0.0;    ///< expected number
    bool exactly = false;  ///< the number is `calls` each time, which then is whole
};

/// Somebody who rings again and again: a Poisson process beside the line's own.
struct NamedCaller {
    std::string name;
    CallClassId call_class;
    double calls_per_day = 0.0;
    std::vector<double> hour_weights;  ///< 24, by hour since midnight, not all 0
};

/// One control room and its demand. Copied and edited freely; `compile` gives it a size.
struct Scenario {
    std::string title;
    std::string description;
    RunPlan run;
    double day_factor_correlation = 0.0;
    std::vector<Line> lines;
    std::vector<CallClass> call_classes;
    std::vector<Employer> employers;
    std::vector<std::string> sites;
    std::vector<Pool> pools;
    PriorityRule priority_rule = PriorityRule::Strict;
    std::vector<Disruption> disruptions;
    std::vector<Kpi> kpis;
    std::vector<PublishedFigure> published;
    std::optional<RunCalendar> calendar;  ///< dates of the run's days
    std::vector<Surge> surges;
    std::vector<NamedCaller> named_callers;
    std::optional<SupervisorPlan> supervisor{};
    /// A recorded load in order of time; when present it replaces every line's
    /// arrivals, surges and named callers.
    std::optional<std::vector<RecordedCall>> load;
    std::optional<ResponsePlan> response;  ///< what becomes of answered calls
};

}  // namespace fcr
