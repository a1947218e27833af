// Keyed draws: a random word is a function of (seed, replication, purpose, entity).
#pragma once

#include "sim/random/philox.hpp"
#include "sim/random/purpose.hpp"

#include <cstdint>
#include <span>

namespace fcr {

/// Who a draw belongs to. `family` separates kinds of entity and their parents, `member` one of
/// the family; the two together must be unique among the entities of a replication.
struct EntityKey {
    std::uint64_t family = 0;
    std::uint64_t member = 0;
};

class Draw;

/// The four first words of four neighbouring purposes of one entity, from one Philox block.
using DrawBlock = PhiloxWords;

/// All draws of one replication. A value: cheap to copy, holds no state that a draw changes, so
/// the order of draws never matters. Thread-safe.
///
/// Every word comes from Philox4x64-10 under the key (seed, replication). Its counters are
///
///     word       0               1               2                                   3
///     block      entity.member   entity.family   purpose / 4                         0
///     further    entity.member   entity.family   purpose | attempt << 8 | 1 << 63    1
///
/// A purpose's first word is number purpose % 4 of its block; a further word is number 0 of its
/// own counter. The last counter word keeps the two apart, so no two draws share a counter.
class Streams {
public:
    Streams(std::uint64_t seed, std::uint64_t replication)
        : philox_(PhiloxPair{{seed, replication}}) {}

    /// The block that `purpose` lies in, for `entity`: one Philox4x64-10 evaluation.
    [[nodiscard]] DrawBlock block(Purpose purpose, EntityKey entity) const {
        return philox_({{entity.member, entity.family}}, {{index(purpose) / 4, 0}});
    }

    /// The same for a row of entities of one family whose members count up from `first`.
    void blocks(std::span<DrawBlock> row, Purpose purpose, EntityKey first) const {
        philox_.fill(row, {{first.member, first.family}}, {{index(purpose) / 4, 0}});
    }

    /// The draw of `purpose` out of its block. The block must be of the same entity.
    [[nodiscard]] Draw draw(const DrawBlock& block, Purpose purpose, EntityKey entity) const;

    /// Evaluates the block and takes one purpose from it.
    [[nodiscard]] Draw draw(Purpose purpose, EntityKey entity) const;

    /// The `attempt`-th further word (from 1) of one purpose, for samplers that reject.
    [[nodiscard]] std::uint64_t further_word(Purpose purpose,
                                             EntityKey entity,
                                             std::uint32_t attempt) const;

private:
    [[nodiscard]] static constexpr std::uint64_t index(Purpose purpose) {
        return static_cast<std::uint64_t>(purpose);
    }

    Philox4x64 philox_;
};

/// A sequence of random words for one purpose of one entity: the first comes from the block, the
/// rest (samplers that reject need them, about twice in a hundred) from counters of their own.
/// The streams must outlive the draw.
class Draw {
public:
    Draw(const Streams& streams, Purpose purpose, EntityKey entity, std::uint64_t first_word)
        : streams_(streams),
          family_(entity.family),
          member_(entity.member),
          word_(first_word),
          purpose_(purpose) {}

    /// The next word: 64 independent uniform bits.
    [[nodiscard]] std::uint64_t next_word() {
        if (attempt_++ == 0) {
            return word_;
        }
        return streams_.further_word(purpose_, entity(), attempt_ - 1);
    }

    /// The first word, without taking it.
    [[nodiscard]] std::uint64_t first_word() const { return word_; }

    /// The next uniform in [0, 1): the 53 high bits of a word.
    [[nodiscard]] double next_uniform() {
        return static_cast<double>(static_cast<std::int64_t>(next_word() >> 11)) * 0x1.0p-53;
    }

    /// A copy made field by field. Passing it on instead of the draw itself lets an inlined draw
    /// stay in registers until the rare path that needs it.
    [[nodiscard]] Draw duplicate() const {
        Draw copy(streams_, purpose_, entity(), word_);
        copy.attempt_ = attempt_;
        return copy;
    }

private:
    [[nodiscard]] EntityKey entity() const {
        return EntityKey{.family = family_, .member = member_};
    }

    const Streams& streams_;
    std::uint64_t family_;
    std::uint64_t member_;
    std::uint64_t word_;
    std::uint32_t attempt_ = 0;
    Purpose purpose_;
};

inline Draw Streams::draw(const DrawBlock& block, Purpose purpose, EntityKey entity) const {
    return Draw(*this, purpose, entity, block.words[index(purpose) % 4]);
}

inline Draw Streams::draw(Purpose purpose, EntityKey entity) const {
    return draw(block(purpose, entity), purpose, entity);
}

}  // namespace fcr
