// CRC-32C (Castagnoli), the checksum of records and headers.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>

namespace fcr {

/// The checksum of `first` followed by `second`, as RFC 3720 (iSCSI) defines CRC-32C.
[[nodiscard]] std::uint32_t crc32c(std::span<const std::byte> first,
                                   std::span<const std::byte> second = {});

}  // namespace fcr
