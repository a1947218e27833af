// Identifiers: dense from 0, one type per kind of thing, no arithmetic.
#pragma once

#include <compare>
#include <cstddef>
#include <cstdint>

namespace fcr {

/// The number of one thing among its kind. Two kinds never mix; absence is std::optional, or
/// IdOrNone where an answer is asked for at every event.
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

/// An identifier or none, in one register. An optional is put into memory in two parts and read
/// back as one, for which the processor waits until both have reached the cache.
template <typename IdType>
class IdOrNone {
public:
    constexpr IdOrNone() = default;
    // NOLINTNEXTLINE(google-explicit-constructor): returned like an optional.
    constexpr IdOrNone(IdType id) : row_(static_cast<std::uint32_t>(id.index())) {}

    [[nodiscard]] constexpr explicit operator bool() const { return row_ != kNone; }
    /// There must be one.
    [[nodiscard]] constexpr IdType operator*() const { return IdType{row_}; }

private:
    static constexpr std::uint32_t kNone = ~std::uint32_t{0};

    std::uint32_t row_ = kNone;
};

}  // namespace fcr
