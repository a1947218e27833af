#include "sim/random/recent_blocks.hpp"

namespace fcr {

void RecentBlocks::reset(const Streams& streams) {
    streams_ = streams;
    for (Kept& kept : kept_) {
        kept.block = kNoBlock;
    }
}

void RecentBlocks::keep(Kept& kept, Purpose purpose, EntityKey entity) const {
    streams_.blocks({&kept.words, 1}, purpose, entity);
    kept.family = entity.family;
    kept.member = entity.member;
    kept.block = static_cast<std::uint64_t>(purpose) / 4;
}

}  // namespace fcr
