// The header of a column as plain words.
#pragma once

#include <string>
#include <string_view>

namespace fcr {

/// Small letters and digits with one space between words, numbers being words of their own; `%`
/// becomes the word percent: `% under10s` is `percent under 10 s`.
[[nodiscard]] std::string header_words(std::string_view header);

}  // namespace fcr
