#include "sim/analysis/seconds_text.hpp"

#include <array>
#include <cstdint>

namespace fcr {

std::optional<Duration> parse_seconds(std::string_view text) {
    constexpr std::size_t kWholeDigitsMax = 10;
    constexpr std::int64_t kWholeMax = std::int64_t{40} * 366 * 86'400;
    constexpr std::int64_t kMicro = 1'000'000;
    const bool negative = !text.empty() && text.front() == '-';
    std::size_t at = negative ? 1 : 0;
    std::int64_t whole = 0;
    const std::size_t begin = at;
    for (; at < text.size() && text[at] >= '0' && text[at] <= '9'; ++at) {
        whole = whole * 10 + (text[at] - '0');
        if (at - begin == kWholeDigitsMax) {
            return std::nullopt;
        }
    }
    if (at == begin || whole > kWholeMax) {
        return std::nullopt;
    }
    std::int64_t fraction = 0;
    if (at < text.size()) {
        if (text[at] != '.' || at + 1 == text.size()) {
            return std::nullopt;
        }
        constexpr std::array<std::int64_t, 6> kUnits{100'000, 10'000, 1'000, 100, 10, 1};
        std::size_t place = 0;
        for (++at; at < text.size(); ++at, ++place) {
            if (text[at] < '0' || text[at] > '9') {
                return std::nullopt;
            }
            fraction += place < kUnits.size() ? kUnits[place] * (text[at] - '0') : 0;
        }
    }
    const std::int64_t us = whole * kMicro + fraction;
    return Duration{negative ? -us : us};
}

}  // namespace fcr
