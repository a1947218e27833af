// The publications that sources of configuration files name by their keys.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace fcr {

struct Publication {
    std::string key;    ///< as in `[C3]`
    std::string title;  ///< publisher, subject and date
};

/// All of config/SOURCES.md of this version, in its order.
[[nodiscard]] const std::vector<Publication>& publications();

/// The publication of a key; null where SOURCES.md has none.
[[nodiscard]] const Publication* find_publication(std::string_view key);

/// The keys that a text names in square brackets, `[C1, C2]` being two; each once, in order.
[[nodiscard]] std::vector<std::string> keys_in(std::string_view source);

/// The first date in a text: `September 2024`, `2022/23`, `2018`; empty where there is none. Years
/// are 1990 to 2039.
[[nodiscard]] std::optional<std::string> date_in(std::string_view text);

}  // namespace fcr
