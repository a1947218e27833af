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
        return streams_.draw(words_of(purpose, entity), purpose, entity);
    }

    /// The first uniform of that draw, in [0, 1).
    [[nodiscard]] double uniform(Purpose purpose, EntityKey entity) {
        Draw draw = this->draw(purpose, entity);
        return draw.next_uniform();
    }

    [[nodiscard]] const Streams& streams() const { return streams_; }

private:
    static constexpr unsigned kPlacesBits = 5;
    static constexpr std::uint64_t kNoBlock = ~std::uint64_t{0};

    // Whose block it is stands word by word: as an EntityKey it would be copied as a whole from
    // where its words have just been put, for which the processor waits.
    struct alignas(64) Kept {
        DrawBlock words{};
        std::uint64_t family = 0;
        std::uint64_t member = 0;
        std::uint64_t block = kNoBlock;
    };

    [[nodiscard]] const DrawBlock& words_of(Purpose purpose, EntityKey entity) {
        const std::uint64_t block = static_cast<std::uint64_t>(purpose) / 4;
        Kept& kept = kept_[place_of(block, entity)];
        if (kept.block != block || kept.member != entity.member || kept.family != entity.family) {
            keep(kept, purpose, entity);
        }
        return kept.words;
    }

    /// Evaluates the block of the purpose in place.
    [[gnu::noinline]] void keep(Kept& kept, Purpose purpose, EntityKey entity) const;

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
