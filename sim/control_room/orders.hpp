// What is in force in the room by command, and what is under way.
#pragma once

#include "sim/base/table.hpp"
#include "sim/base/time.hpp"
#include "sim/control_room/command.hpp"
#include "sim/domain/ids.hpp"
#include "sim/random/streams.hpp"

#include <cstddef>
#include <cstdint>
#include <optional>

namespace fcr {

/// Family of the draws of people who can be called in.
inline constexpr std::uint64_t kOffDutyFamily = 7;

/// What a command does later.
enum class Effect : std::uint8_t {
    OverflowOpens,
    DiversionBegins,
    DiversionEnds,
    SeatsFill,     ///< people who were moved or called in are ready
    SeatsEmpty,    ///< people who were called in go
    HoldEnds,      ///< of shift ends
    PeopleReturn,  ///< `people` and `share` of a loss
    SystemMends,   ///< number `people` of System
    DeskFills,     ///< of a major incident
    BureauOpens,   ///< callers hear the number of a casualty bureau
    HalfArrives,   ///< of the people who move to another site
    PersonComes,   ///< of a roster, called in: handler number `people`
    SpillIsDue,    ///< a call has waited so long that others may take it
};

struct DueEffect {
    SimTime at{};
    Effect effect = Effect::SeatsFill;
    PoolId pool{};
    std::uint32_t people = 0;
    double share = 0.0;
    std::uint32_t round = 0;  ///< an order given since makes an effect of an earlier round void
    /// Of people who were called in: who it is, the same of coming and of going home.
    std::uint64_t person = 0;
    Duration stay{0};  ///< of PersonComes
    /// Nobody knows when the person comes, but not before the one and at latest at the other;
    /// `latest` is kStartOfRun where it is known.
    SimTime earliest{};
    SimTime latest{};
};

/// What commands do later, soonest first, at one instant in the order of the commands. Allocates
/// in the constructor only.
class EffectsUnderWay {
public:
    static constexpr std::size_t kMost = 1'024;

    explicit EffectsUnderWay(bool any) : rows_(any ? kMost : 0) {}

    void reset() { count_ = 0; }
    [[nodiscard]] bool has_room_for(std::size_t more) const {
        return count_ + more <= rows_.size();
    }
    [[nodiscard]] SimTime next_at() const {
        return count_ == 0 ? kNever : rows_[Row{count_ - 1}].at;
    }
    /// There must be room.
    void add(const DueEffect& effect);
    /// The first. There must be one.
    [[nodiscard]] DueEffect take() { return rows_[Row{--count_}]; }
    [[nodiscard]] std::size_t size() const { return count_; }

    void copy_from(const EffectsUnderWay& other) {
        count_ = other.count_;
        rows_.copy_first(count_, other.rows_);
    }
    /// It is told when the first of the people [first, end) comes: the others come later.
    void tell_first(std::uint64_t first, std::uint64_t end, SimTime at);
    /// Draws anew when people come of whom it is not known.
    void draw_unknown(const Streams& streams, SimTime now);

private:
    using Row = Id<struct EffectRowTag>;

    Table<Row, DueEffect> rows_;  ///< the first is the last row
    std::size_t count_ = 0;
};

/// People who leave a pool for another, each when free.
struct MoveUnderWay {
    PoolId from;
    PoolId to;
    std::uint32_t people = 0;  ///< still to leave
    Duration log_in{0};
    std::optional<HandlerId> person{};  ///< by name
};

/// A call that was answered while records were on paper: what its typing needs to know of it.
struct PaperRecord {
    std::uint64_t caller = 0;
    std::uint64_t lineage = 1;
    std::uint16_t matter = 0;
    SimTime since{};  ///< the call was over
};

/// Where the force's people sit.
enum class SiteOrder : std::uint8_t { Home, Leaving, Away, Returning };

/// What callers of lines that are no emergency line hear by order: bits.
inline constexpr std::uint8_t kHearsMessage = 1;
inline constexpr std::uint8_t kHearsTriage = 2;
inline constexpr std::uint8_t kHearsBureau = 4;

/// What is in force in one pool.
struct PoolOrders {
    std::uint32_t beside = 0;      ///< people here beside the plan, moved in or called in
    std::uint32_t coming = 0;      ///< on their way to be
    std::uint32_t moved_away = 0;  ///< people of the plan who were moved elsewhere
    std::uint32_t lost = 0;        ///< people
    double lost_share = 0.0;       ///< of the plan, besides
    std::uint32_t loss_round = 0;  ///< see DueEffect::round
    std::uint32_t asked = 0;       ///< of those off duty
    std::uint32_t at_desk = 0;     ///< people at the desk of a major incident
    bool travels = false;          ///< half of them are on the way to another site
    std::uint32_t held = 0;        ///< seats that do not end before `held_until`
    SimTime held_from = kNever;
    SimTime held_until = kStartOfRun;
};

/// What is in force in the whole room.
struct RoomOrders {
    std::uint32_t overflow_round = 0;
    bool overflow_ordered = false;  ///< open, or about to be
    bool overflow_refused = false;
    bool diversion_asked = false;  ///< live, or about to be
    bool diversion_live = false;
    bool aid_refused = false;
    std::uint32_t diversion_round = 0;
    SetDiversion diversion;
    bool message_on = false;
    SetMessage message;
    SetTriage triage;
    SetSpill spill{.on = false};
    bool spill_is_timed = false;  ///< an effect comes when the next call has waited so long
    bool longest_wait = false;
    std::uint8_t messages = 0;  ///< which of them callers hear
    bool bureau_asked = false;
    double bureau_share = 0.0;
    std::uint32_t bureau_round = 0;
    std::uint32_t desk_round = 0;
    SiteOrder site = SiteOrder::Home;
    std::uint32_t halves_to_come = 0;
    double site_factor = 1.0;
    bool call_backs_on = true;
    bool on_paper = false;
    bool command_and_control_down = false;
    double paper_factor = 1.0;
    double fault_factor = 1.0;
    CallClassId back_record;
    std::uint32_t fault_round[2] = {};  ///< by System

    /// What commands multiply handling by now.
    [[nodiscard]] double handling_factor() const {
        const double tools = on_paper                   ? paper_factor
                             : command_and_control_down ? fault_factor
                                                        : 1.0;
        const bool is_away = site == SiteOrder::Away || site == SiteOrder::Returning ||
                             (site == SiteOrder::Leaving && halves_to_come < 2);
        return is_away ? tools * site_factor : tools;
    }
};

}  // namespace fcr
