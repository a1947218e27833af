// Identifiers: dense from 0, one type per kind of thing, no arithmetic.
#pragma once

#include <compare>
#include <cstddef>
#include <cstdint>

namespace fcr {

/// The number of one thing among its kind. Two kinds never mix; absence is std::optional.
template <typename Kind>
class Id {
public:
    constexpr Id() = default;
    constexpr explicit Id(std::size_t index) : index_(static_cast<std::uint32_t>(index)) {}

    /// The row of this thing in a Table.
    [[nodiscard]] constexpr std::size_t index() const { return index_; }

    friend constexpr auto operator<=>(Id, Id) = default;

private:
    std::uint32_t index_ = 0;
};

}  // namespace fcr
