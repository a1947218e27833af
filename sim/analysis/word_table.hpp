// Small tables of words, and texts made of words.
#pragma once

#include <algorithm>
#include <string_view>

namespace fcr {

/// What a name stands for in a table of pairs; null when it is not in it.
template <typename Names>
[[nodiscard]] auto* find_name(const Names& names, std::string_view name) {
    const auto found =
        std::ranges::find_if(names, [name](const auto& row) { return row.first == name; });
    return found == names.end() ? nullptr : &found->second;
}

/// The parts of a text between marks; an empty text has one that is empty.
template <typename Take>
void split_text(std::string_view text, char mark, Take take) {
    while (true) {
        const std::size_t end = text.find(mark);
        take(text.substr(0, end));
        if (end == std::string_view::npos) {
            return;
        }
        text.remove_prefix(end + 1);
    }
}

}  // namespace fcr
