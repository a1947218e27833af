// A number that stands for a text.
#pragma once

#include <cstdint>
#include <string_view>

namespace fcr {

/// A key for a text: equal texts have equal keys, and of 10^7 texts hardly two share one.
/// FNV-1a, http://www.isthe.com/chongo/tech/comp/fnv/. No secret: who knows the text knows its key.
[[nodiscard]] constexpr std::uint64_t key_of(std::string_view text,
                                             std::uint64_t from = 14'695'981'039'346'656'037U) {
    for (const char letter : text) {
        from = (from ^ static_cast<unsigned char>(letter)) * 1'099'511'628'211U;
    }
    return from;
}

}  // namespace fcr
