// SHA-256, and the running digest by which a later edit of a journal shows.
#pragma once

#include <array>
#include <cstddef>
#include <span>
#include <string>

namespace fcr {

/// A SHA-256 digest, in the order in which it is printed (`Sha256` of sim/scenario makes one as
/// text).
using JournalDigest = std::array<std::byte, 32>;

[[nodiscard]] JournalDigest sha256(std::span<const std::byte> bytes);

/// The running digest after one more record: SHA-256 of the digest before it and its bytes.
[[nodiscard]] JournalDigest extended(const JournalDigest& before,
                                     std::span<const std::byte> record);

/// 64 lower-case hexadecimal digits.
[[nodiscard]] std::string to_hex(const JournalDigest& digest);

}  // namespace fcr
