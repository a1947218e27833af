// The least of many keys, kept while they change.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>

namespace fcr {

/// A complete binary tree of keys, each node the lesser of its children (Knuth, TAOCP vol. 3,
/// 5.4.1). A slot that was never set costs nothing: the tree is as high as the highest slot set
/// since the last reset asks for. Allocates in the constructor only.
class WinnerTree {
public:
    /// The key of a slot that was not set; greater than every other.
    static constexpr std::uint64_t kCleared = ~std::uint64_t{0};

    WinnerTree() = default;
    explicit WinnerTree(std::size_t slots);

    void reset();
    /// Has the keys of another tree of as many slots.
    void copy_from(const WinnerTree& other);
    /// The least key; kCleared when no slot is set.
    [[nodiscard]] std::uint64_t winner() const { return winner_; }
    [[nodiscard]] std::uint64_t key(std::size_t slot) const { return nodes_[leaves_ + slot]; }

    /// Gives the slot a key and plays its path again, up to the root whatever changes: to see that
    /// nothing does costs more than to go on.
    void replay(std::size_t slot, std::uint64_t key) {
        while (slot >= reach_)
            [[unlikely]] {
                raise_root();
            }
        std::uint64_t* const nodes = nodes_.get();
        const std::size_t root = root_;
        std::size_t node = leaves_ + slot;
        nodes[node] = key;
        do {
            const std::uint64_t rival = nodes[node ^ 1U];
            key = key < rival ? key : rival;
            node >>= 1U;
            nodes[node] = key;
        } while (node != root);
        winner_ = key;
    }

private:
    /// Doubles the number of slots that the root looks over.
    void raise_root();

    std::unique_ptr<std::uint64_t[]> nodes_;  ///< node i has children 2i and 2i + 1
    std::uint64_t winner_ = kCleared;         ///< nodes_[root_], asked for at every event
    std::size_t root_ = 1;                    ///< the node that looks over slots [0, reach_)
    std::size_t leaves_ = 2;  ///< index of slot 0's leaf: slots rounded up to a power of two
    std::size_t reach_ = 2;   ///< 2 at least, so that the root is no leaf
};

}  // namespace fcr
