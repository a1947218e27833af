#include "sim/kernel/winner_tree.hpp"

#include <algorithm>
#include <bit>

namespace fcr {

WinnerTree::WinnerTree(std::size_t slots)
    : root_(std::bit_ceil(std::max<std::size_t>(slots, 2)) / 2), leaves_(2 * root_), reach_(2) {
    nodes_ = std::make_unique<std::uint64_t[]>(2 * leaves_);
    std::fill_n(nodes_.get(), 2 * leaves_, kCleared);
}

void WinnerTree::reset() {
    // Only what lies under the root has ever been written.
    for (std::size_t width = reach_, first = leaves_; width > 0; width >>= 1U, first >>= 1U) {
        std::fill_n(nodes_.get() + first, width, kCleared);
    }
    winner_ = kCleared;
    root_ = leaves_ / 2;
    reach_ = 2;
}

void WinnerTree::copy_from(const WinnerTree& other) {
    reset();
    for (std::size_t width = other.reach_, first = leaves_; width > 0; width >>= 1U, first >>= 1U) {
        std::copy_n(other.nodes_.get() + first, width, nodes_.get() + first);
    }
    winner_ = other.winner_;
    root_ = other.root_;
    reach_ = other.reach_;
}

void WinnerTree::raise_root() {
    reach_ <<= 1U;
    root_ = leaves_ / reach_;
    // The other half of the doubled root has never been set, so the old winner still wins.
    nodes_[root_] = winner_;
}

}  // namespace fcr
