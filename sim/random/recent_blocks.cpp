#include "sim/random/recent_blocks.hpp"

#include <new>

namespace fcr {

void RecentBlocks::reset(const Streams& streams) {
    streams_ = streams;
    for (Kept& kept : kept_) {
        kept.block = kNoBlock;
    }
}

void RecentBlocks::keep(Kept& kept, Purpose purpose, EntityKey entity) const {
    // Begun anew where it is kept: the processor would wait for a copy made through the stack.
    ::new (static_cast<void*>(&kept.words)) DrawBlock(streams_.block(purpose, entity));
    kept.family = entity.family;
    kept.member = entity.member;
    kept.block = static_cast<std::uint64_t>(purpose) / 4;
}

}  // namespace fcr
