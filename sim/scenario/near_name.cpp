#include "sim/scenario/near_name.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cctype>
#include <cstddef>
#include <limits>
#include <numeric>
#include <utility>
#include <vector>

namespace fcr {

namespace {

constexpr std::size_t kNameBytesMax = 64;  // longer names are garbage, not slips
constexpr std::size_t kListedMax = 8;

char lower(char letter) {
    return static_cast<char>(std::tolower(static_cast<unsigned char>(letter)));
}

/// Optimal string alignment distance, ignoring case (Boytsov, "Indexing methods for approximate
/// dictionary searching", JEA 16, 2011).
std::size_t edits(std::string_view a, std::string_view b) {
    std::vector<std::size_t> before_last(b.size() + 1);
    std::vector<std::size_t> last(b.size() + 1);
    std::vector<std::size_t> here(b.size() + 1);
    std::iota(last.begin(), last.end(), std::size_t{0});
    for (std::size_t i = 1; i <= a.size(); ++i) {
        here[0] = i;
        for (std::size_t j = 1; j <= b.size(); ++j) {
            const bool same = lower(a[i - 1]) == lower(b[j - 1]);
            here[j] = std::min({last[j] + 1, here[j - 1] + 1, last[j - 1] + (same ? 0 : 1)});
            const bool swapped = i > 1 && j > 1 && lower(a[i - 1]) == lower(b[j - 2]) &&
                                 lower(a[i - 2]) == lower(b[j - 1]);
            if (swapped) {
                here[j] = std::min(here[j], before_last[j - 2] + 1);
            }
        }
        std::swap(before_last, last);
        std::swap(last, here);
    }
    return last[b.size()];
}

}  // namespace

std::optional<std::string> near_name(std::string_view wanted, std::span<const std::string> names) {
    if (wanted.empty() || wanted.size() > kNameBytesMax) {
        return std::nullopt;
    }
    std::optional<std::string> nearest;
    std::size_t fewest = std::numeric_limits<std::size_t>::max();
    for (const std::string& name : names) {
        if (name.empty() || name.size() > kNameBytesMax) {
            continue;
        }
        const std::size_t count = edits(wanted, name);
        const std::size_t allowed =
            std::max<std::size_t>(1, std::max(wanted.size(), name.size()) / 3);
        if (count <= allowed && count < fewest) {
            fewest = count;
            nearest = name;
        }
    }
    return nearest;
}

std::string suggest(std::string_view wanted, std::span<const std::string> names) {
    if (const auto nearest = near_name(wanted, names)) {
        return fmt::format("; did you mean \"{}\"?", *nearest);
    }
    return names.empty() ? std::string{} : ": " + listed(names);
}

std::string listed(std::span<const std::string> names) {
    const std::size_t shown = std::min(names.size(), kListedMax);
    std::string text = fmt::format("{}", fmt::join(names.first(shown), ", "));
    if (shown < names.size()) {
        text += fmt::format(" and {} more", names.size() - shown);
    }
    return text;
}

}  // namespace fcr
