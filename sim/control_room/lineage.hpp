// Who a call's draws belong to: the caller, and which of the caller's calls it is.
#pragma once

#include "sim/domain/call.hpp"
#include "sim/random/streams.hpp"

#include <cstdint>

namespace fcr {

/// The lineage of a call that follows from another: a function of the parent's lineage, of what it
/// is and of how many came before, so that what outcomes beget is keyed by parent and attempt.
/// Never the lineage of a first call, nor the family of another kind of entity, which are small
/// numbers. The mix is that of splitmix64 (Steele, Lea and Flood, OOPSLA 2014).
[[nodiscard]] constexpr std::uint64_t child_lineage(std::uint64_t parent,
                                                    Origin origin,
                                                    std::uint32_t ordinal) {
    std::uint64_t mixed =
        parent + (std::uint64_t{ordinal} << 8U | (static_cast<std::uint64_t>(origin) + 1)) *
                     0x9E3779B97F4A7C15U;
    mixed = (mixed ^ (mixed >> 30U)) * 0xBF58476D1CE4E5B9U;
    mixed = (mixed ^ (mixed >> 27U)) * 0x94D049BB133111EBU;
    return (mixed ^ (mixed >> 31U)) | std::uint64_t{1} << 63U;
}

/// The entity of a call's draws.
[[nodiscard]] inline EntityKey entity_of(std::uint64_t caller, std::uint64_t lineage) {
    return {.family = lineage, .member = caller};
}
[[nodiscard]] inline EntityKey entity_of(const CallRecord& call) {
    return entity_of(call.caller, call.lineage);
}

}  // namespace fcr
