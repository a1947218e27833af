// Reading an input file whole, within a limit.
#pragma once

#include "sim/base/result.hpp"

#include <cstddef>
#include <filesystem>
#include <string>
#include <string_view>

namespace fcr {

/// The largest files that are read. A scenario has some ten thousand bytes, a year of quarter-hours
/// two million; a parsed message takes up to fifty times its text.
inline constexpr std::size_t kScenarioBytesMax = std::size_t{4} << 20;
inline constexpr std::size_t kCsvBytesMax = std::size_t{16} << 20;

/// The file's bytes. One problem when it is missing, unreadable, not a regular file, or larger
/// than `bytes_max`; a large file is refused by its size, without reading it.
[[nodiscard]] Result<std::string> read_input_file(const std::filesystem::path& file,
                                                  std::size_t bytes_max);

/// The text without what Windows editors put before it.
[[nodiscard]] std::string without_byte_order_mark(std::string text);

/// Whether the bytes are well-formed UTF-8 (RFC 3629).
[[nodiscard]] bool is_utf8(std::string_view bytes);

/// A value fit to be shown in a message: control characters become `?`, and what is longer than
/// `bytes_max` is cut.
[[nodiscard]] std::string as_shown(std::string_view value, std::size_t bytes_max = 60);

}  // namespace fcr
