// The blocks of draws made lately, so that neighbouring purposes of one entity cost one evaluation.
#pragma once

#include "sim/random/purpose.hpp"
#include "sim/random/streams.hpp"

#include <array>
#include <cstddef>
#include <cstdint>

namespace fcr {

/// Gives the same draws as its streams. Keeps the block of each, until another takes its place: a
/// room asks again and again about the few calls and incidents it has in hand. Not thread-safe.
class RecentBlocks {
public:
    /// Begins a replication with these draws and forgets every block.
    void reset(const Streams& streams);

    /// The draw of `purpose` for `entity`. The streams of `reset` live here: the draw must not
    /// outlive this object.
    [[nodiscard]] Draw draw(Purpose purpose, EntityKey entity) {
        const std::uint64_t block = static_cast<std::uint64_t>(purpose) / 4;
        Kept& kept = kept_[place_of(block, entity)];
        if (kept.block != block || kept.entity.member != entity.member ||
            kept.entity.family != entity.family) {
            kept = {.words = streams_.block(purpose, entity), .entity = entity, .block = block};
        }
        return streams_.draw(kept.words, purpose, entity);
    }

    [[nodiscard]] const Streams& streams() const { return streams_; }

private:
    static constexpr unsigned kPlacesBits = 7;
    static constexpr std::uint64_t kNoBlock = ~std::uint64_t{0};

    struct alignas(64) Kept {
        DrawBlock words{};
        EntityKey entity;
        std::uint64_t block = kNoBlock;
    };

    /// Multiplicative hashing (Knuth, TAOCP vol. 3, 6.4) by the golden ratio.
    static std::size_t place_of(std::uint64_t block, EntityKey entity) {
        constexpr std::uint64_t kGolden = 0x9E3779B97F4A7C15;
        const std::uint64_t mixed = (entity.member + block) * kGolden + entity.family;
        return static_cast<std::size_t>((mixed * kGolden) >> (64 - kPlacesBits));
    }

    Streams streams_{0, 0};
    std::array<Kept, std::size_t{1} << kPlacesBits> kept_;
};

}  // namespace fcr
