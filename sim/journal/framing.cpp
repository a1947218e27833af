#include "sim/journal/framing.hpp"

#include "sim/base/check.hpp"
#include "sim/journal/crc32c.hpp"

#include <boost/endian/conversion.hpp>

#include <algorithm>
#include <array>

namespace fcr {

namespace {

using boost::endian::load_little_s64;
using boost::endian::load_little_u16;
using boost::endian::load_little_u32;
using boost::endian::load_little_u64;

// Offsets of the fields, bytes.
constexpr std::size_t kCrcAt = 4;
constexpr std::size_t kSeqAt = 8;
constexpr std::size_t kTimeAt = 16;
constexpr std::size_t kKindAt = 24;
constexpr std::size_t kPlaceAt = 26;

}  // namespace

void append_frame(std::vector<std::byte>& to, const JournalRecord& record, std::uint16_t place) {
    FCR_CHECK(record.payload.size() <= kPayloadBytesMax, "a record has at most 1 MiB");
    const std::size_t length = kRecordOverhead + record.payload.size();
    std::array<std::byte, kRecordOverhead> head{};
    auto* const raw = reinterpret_cast<unsigned char*>(head.data());
    boost::endian::store_little_u32(raw, static_cast<std::uint32_t>(length));
    boost::endian::store_little_u64(raw + kSeqAt, record.seq);
    boost::endian::store_little_s64(raw + kTimeAt, record.at.time_since_epoch().count());
    boost::endian::store_little_u16(raw + kKindAt, record.kind);
    boost::endian::store_little_u16(raw + kPlaceAt, place);
    const std::size_t start = to.size();
    to.insert(to.end(), head.begin(), head.end());
    to.insert(to.end(), record.payload.begin(), record.payload.end());
    const std::span<const std::byte> bytes = std::span(to).subspan(start);
    boost::endian::store_little_u32(reinterpret_cast<unsigned char*>(to.data() + start + kCrcAt),
                                    crc32c(bytes.first(kCrcAt), bytes.subspan(kSeqAt)));
}

std::optional<FramedRecord> frame_at(std::span<const std::byte> bytes) {
    if (bytes.size() < kRecordOverhead) {
        return std::nullopt;
    }
    const auto* const raw = reinterpret_cast<const unsigned char*>(bytes.data());
    const std::size_t length = load_little_u32(raw);
    if (length < kRecordOverhead || length > std::min(kRecordBytesMax, bytes.size())) {
        return std::nullopt;
    }
    return FramedRecord{
        .record = {.seq = load_little_u64(raw + kSeqAt),
                   .at = kStartOfRun + Duration{load_little_s64(raw + kTimeAt)},
                   .kind = load_little_u16(raw + kKindAt),
                   .payload = bytes.subspan(kRecordOverhead, length - kRecordOverhead)},
        .place = load_little_u16(raw + kPlaceAt),
        .bytes = length};
}

bool is_sound(const FramedRecord& frame, std::span<const std::byte> bytes) {
    const auto* const raw = reinterpret_cast<const unsigned char*>(bytes.data());
    return load_little_u32(raw + kCrcAt) ==
           crc32c(bytes.first(kCrcAt), bytes.subspan(kSeqAt, frame.bytes - kSeqAt));
}

}  // namespace fcr
