// What comes of reading an input: a value, or everything that is wrong with it.
#pragma once

#include "tl/expected.hpp"

#include <string>
#include <vector>

namespace fcr {

/// One thing wrong with an input, told so that its author can mend it.
struct Problem {
    std::string file;    ///< as the user named it; empty when the input is no file
    int line = 0;        ///< from 1; 0 when unknown
    int column = 0;      ///< from 1; 0 when unknown
    std::string field;   ///< path of the field or column, such as pools[contractor].seats
    std::string value;   ///< what was found, as written; empty when nothing was
    std::string remedy;  ///< what would be right, as a sentence part: "must be at least 1"
};

/// Every problem of an input, in the order of the file.
using Problems = std::vector<Problem>;

/// A value, or every problem found on the way to it.
template <typename T>
using Result = tl::expected<T, Problems>;

/// One line for a person: `file:line:column: field: remedy (found "value")`.
[[nodiscard]] std::string to_string(const Problem& problem);

}  // namespace fcr
