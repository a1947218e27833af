// Injects as messages: what they say, in the names of a room. Internal to this folder.
#pragma once

#include "sim/exercise/exercise_plan.hpp"
#include "sim/scenario/block.hpp"
#include "sim/scenario/scenario.hpp"

#include <cstddef>

namespace fcr {

/// The names that a file about a room may use, in the order of their ids.
struct RoomNames {
    Names pools{.kind = "a pool of the scenario"};
    Names lines{.kind = "a line of the scenario"};
    Names classes{.kind = "a class of the scenario"};
};
[[nodiscard]] RoomNames names_of(const Scenario& scenario);

/// The inject of a block of type v1::Inject. What is wrong is refused and answered with something
/// harmless.
[[nodiscard]] Inject read_inject(const Block& block,
                                 const Scenario& scenario,
                                 const RoomNames& names);

/// The row of what the field names, which must be there; the first row when it is not.
[[nodiscard]] std::size_t needed_name(const Block& block, int field, const Names& names);

/// The pool that the field names, if its people can be counted: not one on a roster.
[[nodiscard]] PoolId read_counted_pool(const Block& block,
                                       int field,
                                       const Scenario& scenario,
                                       const RoomNames& names);

}  // namespace fcr
