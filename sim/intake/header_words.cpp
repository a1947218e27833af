#include "sim/intake/header_words.hpp"

namespace fcr {

std::string header_words(std::string_view header) {
    std::string words;
    const auto space = [&words] {
        if (!words.empty() && words.back() != ' ') {
            words += ' ';
        }
    };
    const auto is_digit = [](char letter) { return letter >= '0' && letter <= '9'; };
    for (const char letter : header) {
        const bool upper = letter >= 'A' && letter <= 'Z';
        if (upper || (letter >= 'a' && letter <= 'z') || is_digit(letter)) {
            if (!words.empty() && words.back() != ' ' &&
                is_digit(words.back()) != is_digit(letter)) {
                words += ' ';
            }
            words += static_cast<char>(upper ? letter - 'A' + 'a' : letter);
        } else if (letter == '%') {
            space();
            words += "percent ";
        } else {
            space();
        }
    }
    while (words.ends_with(' ')) {
        words.pop_back();
    }
    return words;
}

}  // namespace fcr
