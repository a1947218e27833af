#include "sim/hosting/feed.hpp"

#include "fcr/v1/live.pb.h"

#include <utility>

namespace fcr {

/// Fields may come in any order and a serialised message may be gone on with.
void Feed::add(std::string entry) {
    v1::FeedEntry number;
    number.set_number(entries_.size() + 1);
    entries_.push_back(number.SerializeAsString() + std::move(entry));
}

Feed::Frame Feed::frame(std::uint64_t have,
                        std::uint64_t through,
                        bool snapshot,
                        std::uint64_t branch) const {
    v1::ServerMessage message;
    v1::Feed& feed = *message.mutable_feed();
    feed.set_branch(branch);
    if (snapshot) {
        feed.set_snapshot(true);
    }
    std::uint64_t next = have;
    for (std::size_t bytes = 0; next < through; ++next) {
        bytes += entries_[next].size();
        if (bytes > kFrameBytesMax && feed.entries_size() > 0) {
            break;
        }
        feed.add_entries()->ParseFromString(entries_[next]);
    }
    return {.bytes = message.SerializeAsString(), .through = next};
}

}  // namespace fcr
