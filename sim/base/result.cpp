#include "sim/base/result.hpp"

namespace fcr {

std::string to_string(const Problem& problem) {
    std::string text = problem.file;
    if (problem.line > 0) {
        text += ':' + std::to_string(problem.line);
        if (problem.column > 0) {
            text += ':' + std::to_string(problem.column);
        }
    }
    if (!text.empty()) {
        text += ": ";
    }
    if (!problem.field.empty()) {
        text += problem.field + ": ";
    }
    text += problem.remedy;
    if (!problem.value.empty()) {
        text += " (found \"" + problem.value + "\")";
    }
    return text;
}

}  // namespace fcr
