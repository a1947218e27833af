// What somebody may have meant: the nearest of the names there are.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>

namespace fcr {

/// The name that needs the fewest edits (insert, remove, replace, swap neighbours; case does not
/// count) to become `wanted`. Empty when more than a third of it would have to change.
[[nodiscard]] std::optional<std::string> near_name(std::string_view wanted,
                                                   std::span<const std::string> names);

/// A sentence part for a name that is not there: `; did you mean "in_house"?`, or else the first
/// names there are: `: in_house, contractor`. Empty when there is none.
[[nodiscard]] std::string suggest(std::string_view wanted, std::span<const std::string> names);

/// Names in a row for a message, at most eight: `a, b, c and 12 more`.
[[nodiscard]] std::string listed(std::span<const std::string> names);

}  // namespace fcr
