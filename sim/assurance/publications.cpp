#include "sim/assurance/publications.hpp"

#include "sim/scenario/civil_day.hpp"

#include <algorithm>
#include <cctype>
#include <cstdlib>

// config/SOURCES.md, put into the program by sources_file.S.
extern "C" const char fcr_sources_begin[];  // NOLINT(modernize-avoid-c-arrays): an assembler's
extern "C" const char fcr_sources_end[];    // NOLINT(modernize-avoid-c-arrays): an assembler's

namespace fcr {

namespace {

bool is_digit(char sign) {
    return std::isdigit(static_cast<unsigned char>(sign)) != 0;
}

bool is_letter(char sign) {
    return std::isalpha(static_cast<unsigned char>(sign)) != 0;
}

std::string_view trimmed(std::string_view text) {
    const std::size_t first = text.find_first_not_of(' ');
    return first == std::string_view::npos
               ? std::string_view{}
               : text.substr(first, text.find_last_not_of(' ') - first + 1);
}

/// A key: a capital letter, then digits, then perhaps a small letter.
bool is_key(std::string_view word) {
    std::size_t at = 1;
    while (at < word.size() && is_digit(word[at])) {
        ++at;
    }
    return at > 1 && std::isupper(static_cast<unsigned char>(word[0])) != 0 &&
           (at == word.size() || (at + 1 == word.size() && is_letter(word[at])));
}

/// Rows `| key | publication |` of the tables.
std::vector<Publication> read_publications() {
    const std::string_view text(fcr_sources_begin,
                                static_cast<std::size_t>(fcr_sources_end - fcr_sources_begin));
    std::vector<Publication> found;
    for (std::size_t at = 0; at < text.size();) {
        const std::size_t end = std::min(text.find('\n', at), text.size());
        const std::string_view line = text.substr(at, end - at);
        at = end + 1;
        const std::size_t second = line.starts_with("| ") ? line.find(" | ") : line.npos;
        if (second == line.npos || !line.ends_with('|')) {
            continue;
        }
        const std::string_view key = trimmed(line.substr(2, second - 2));
        if (is_key(key)) {
            found.push_back(
                {.key = std::string(key),
                 .title = std::string(trimmed(line.substr(second + 3, line.size() - second - 4)))});
        }
    }
    return found;
}

/// The word that ends before `at`, spaces apart.
std::string_view word_before(std::string_view text, std::size_t at) {
    std::size_t end = at;
    while (end > 0 && text[end - 1] == ' ') {
        --end;
    }
    std::size_t begin = end;
    while (begin > 0 && is_letter(text[begin - 1])) {
        --begin;
    }
    return text.substr(begin, end - begin);
}

/// `September` of `Sep` or `September`.
std::optional<std::string_view> month_of(std::string_view word) {
    if (word.size() < 3) {
        return std::nullopt;
    }
    const auto month = std::ranges::find_if(
        kMonthNames, [&](std::string_view name) { return name.starts_with(word); });
    return month == kMonthNames.end() ? std::nullopt : std::optional(*month);
}

}  // namespace

const std::vector<Publication>& publications() {
    static const std::vector<Publication> all = read_publications();
    return all;
}

const Publication* find_publication(std::string_view key) {
    const auto found = std::ranges::find(publications(), key, &Publication::key);
    return found == publications().end() ? nullptr : &*found;
}

std::vector<std::string> keys_in(std::string_view source) {
    std::vector<std::string> keys;
    for (std::size_t open = source.find('['); open != source.npos;
         open = source.find('[', open + 1)) {
        const std::size_t close = source.find(']', open);
        std::string_view inside = source.substr(open + 1, close - open - 1);
        while (close != source.npos && !inside.empty()) {
            const std::size_t comma = std::min(inside.find(','), inside.size());
            const std::string_view word = trimmed(inside.substr(0, comma));
            if (is_key(word) && std::ranges::count(keys, word) == 0) {
                keys.emplace_back(word);
            }
            inside.remove_prefix(std::min(comma + 1, inside.size()));
        }
    }
    return keys;
}

std::optional<std::string> date_in(std::string_view text) {
    for (std::size_t at = 0; at + 4 <= text.size(); ++at) {
        const bool is_year = std::ranges::all_of(text.substr(at, 4), is_digit) &&
                             (at == 0 || !is_digit(text[at - 1])) &&
                             (at + 4 == text.size() || !is_digit(text[at + 4]));
        const int year = is_year ? std::atoi(std::string(text.substr(at, 4)).c_str()) : 0;
        if (year < 1990 || year > 2039) {
            continue;
        }
        std::string date(text.substr(at, 4));
        if (at + 7 <= text.size() && text[at + 4] == '/' && is_digit(text[at + 5]) &&
            is_digit(text[at + 6])) {
            return date + std::string(text.substr(at + 4, 3));
        }
        const auto month = month_of(word_before(text, at));
        return month ? std::string(*month) + ' ' + date : date;
    }
    return std::nullopt;
}

}  // namespace fcr
