#include "sim/random/streams.hpp"

#include <cstdint>

namespace fcr {

namespace {

/// Sets the counters of further words apart from those of blocks in the third word as well.
constexpr std::uint64_t kFurther = std::uint64_t{1} << 63;

}  // namespace

std::uint64_t Streams::further_word(Purpose purpose,
                                    EntityKey entity,
                                    std::uint32_t attempt) const {
    const std::uint64_t place = index(purpose) | std::uint64_t{attempt} << 8 | kFurther;
    return philox_({{entity.member, entity.family}}, {{place, 1}}).words[0];
}

}  // namespace fcr
