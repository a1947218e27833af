#include "sim/random/recent_blocks.hpp"

namespace fcr {

void RecentBlocks::reset(const Streams& streams) {
    streams_ = streams;
    for (Kept& kept : kept_) {
        kept.block = kNoBlock;
    }
}

}  // namespace fcr
