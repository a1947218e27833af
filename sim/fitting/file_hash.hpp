// What tells one file from another.
#pragma once

#include <filesystem>
#include <string>

namespace fcr {

/// The SHA-256 of the file's bytes as they lie on the disk: 64 hexadecimal digits.
[[nodiscard]] std::string hash_of_file(const std::filesystem::path& path);

}  // namespace fcr
