// Which states may follow which, looked up.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>

namespace fcr {

/// A rule `bool may_follow(State from, State to)` over states numbered from 0 to below `kStates`,
/// at most 32, as a table: asked at every event, a rule written as a switch would be a jump that
/// the processor cannot foresee.
template <typename State, std::size_t kStates>
class Transitions {
public:
    template <typename Rule>
    explicit constexpr Transitions(Rule may_follow) {
        static_assert(kStates <= 32, "a bit for each state");
        for (std::size_t from = 0; from < kStates; ++from) {
            for (std::size_t to = 0; to < kStates; ++to) {
                if (may_follow(static_cast<State>(from), static_cast<State>(to))) {
                    rows_[from] |= std::uint32_t{1} << to;
                }
            }
        }
    }

    [[nodiscard]] constexpr bool allow(State from, State to) const {
        return ((rows_[static_cast<std::size_t>(from)] >> static_cast<unsigned>(to)) & 1U) != 0;
    }

private:
    std::array<std::uint32_t, kStates> rows_{};
};

}  // namespace fcr
