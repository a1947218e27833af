#include "sim/journal/crc32c.hpp"

#include <boost/crc.hpp>

namespace fcr {

std::uint32_t crc32c(std::span<const std::byte> first, std::span<const std::byte> second) {
    boost::crc_optimal<32, 0x1EDC'6F41, 0xFFFF'FFFF, 0xFFFF'FFFF, true, true> checksum;
    checksum.process_bytes(first.data(), first.size());
    checksum.process_bytes(second.data(), second.size());
    return checksum.checksum();
}

}  // namespace fcr
