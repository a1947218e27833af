// Striking: a cut of staff keeps some of the people on a roster away from their shifts.
#include "sim/control_room/control_room.hpp"

namespace fcr {

/// Whether the person stays away under the cuts in force. The draw is the person's own, one for the
/// whole run: whoever stays away under a light cut does so under a heavier one.
bool ControlRoom::stays_away(HandlerId handler) const {
    const double multiplier = pools_[home_of(handler)].multiplier;
    return multiplier < 1.0 && course_.uniform(person_key(handler), Purpose::Strike) >= multiplier;
}

/// The cuts of a roster have changed: who stays away now goes when the call in hand is done, and
/// who had gone comes back for the rest of the shift.
void ControlRoom::follow_cuts(PoolId pool) {
    const CompiledPool& facts = scenario_.pools[pool];
    for (std::uint32_t row = 0; row < facts.seats_max; ++row) {
        const HandlerId handler{facts.first_handler + row};
        Person& person = people_[handler];
        const bool away = stays_away(handler);
        if (away && person.at_work && !person.leaving) {
            person.struck_until = shift_end(handler);
            end_shift(handler);
            set_shift_clock(handler);
        } else if (!away && person.struck_until > kStartOfRun) {
            if (person.struck_until > now()) {
                begin_extra_shift(handler, person.struck_until);
            }
            person.struck_until = kStartOfRun;
        }
    }
    set_shift_slot(pool);
}

}  // namespace fcr
