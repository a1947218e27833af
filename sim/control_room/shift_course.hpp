// The course of people's shifts, as far as their own draws and the scenario decide it.
#pragma once

#include "sim/base/time.hpp"
#include "sim/domain/ids.hpp"
#include "sim/domain/shift.hpp"
#include "sim/random/streams.hpp"
#include "sim/scenario/compiled_scenario.hpp"

#include <cstdint>
#include <optional>

namespace fcr {

/// What time has made of a person's post so far in a replication.
struct PersonCourse {
    SimTime alone_from = kNever;  ///< of a recruit; kNever: nobody new
    SimTime leaves = kNever;      ///< when the holder of the post leaves
    std::uint32_t holder = 0;     ///< how many held the post before
    std::int32_t well_known = 0;  ///< the day up to which `sick` is known
    bool sick = false;
};

/// Whether people come to their shifts and how long their calls take. A function of scenario,
/// draws, person and day: neither calls nor seats change it. Allocates nothing.
class ShiftCourse {
public:
    /// The scenario must outlive it.
    explicit ShiftCourse(const CompiledScenario& scenario) : scenario_(scenario) {}

    /// Begins a replication with these draws.
    void reset(const Streams& streams) { streams_ = streams; }

    /// The person at the start of the run.
    [[nodiscard]] PersonCourse begin(HandlerId person, PoolId pool) const;

    /// Draws anew when the holder of a post leaves who has not left, given how long it has been
    /// held. Somebody new who has not come yet has all the time before.
    void draw_tenure(PersonCourse& course, HandlerId person, PoolId pool, SimTime now) const;

    /// Why the person does not work the shift; empty when it does. Shifts are asked for in order.
    [[nodiscard]] std::optional<MissedReason> missed(PersonCourse& course,
                                                     HandlerId person,
                                                     PoolId pool,
                                                     const CompiledShift& shift) const;

    /// What multiplies the pool's handling factor for a call presented now: proficiency, fatigue
    /// and a transfer.
    [[nodiscard]] double handling_factor(const PersonCourse& course,
                                         PoolId pool,
                                         SimTime on_shift_since,
                                         SimTime now) const;

private:
    void follow_tenure(PersonCourse& course, HandlerId person, PoolId pool, SimTime until) const;
    [[nodiscard]] SimTime tenure_end(const PersonCourse& course,
                                     HandlerId person,
                                     PoolId pool,
                                     SimTime from) const;
    [[nodiscard]] bool is_sick(PersonCourse& course,
                               HandlerId person,
                               PoolId pool,
                               std::int32_t day) const;
    [[nodiscard]] EntityKey key(HandlerId person, PoolId pool, std::uint64_t member) const;
    [[nodiscard]] double proficiency(const CompiledPeople& people, Duration alone) const;

    const CompiledScenario& scenario_;
    Streams streams_{0, 0};
};

}  // namespace fcr
