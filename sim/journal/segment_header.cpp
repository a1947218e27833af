#include "sim/journal/segment_header.hpp"

#include "sim/base/check.hpp"
#include "sim/journal/crc32c.hpp"

#include <boost/endian/conversion.hpp>
#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <string_view>

namespace fcr {

namespace {

constexpr std::string_view kMagic = "FCRJRNL\n";
constexpr std::string_view kNameStart = "journal-";
constexpr std::string_view kNameEnd = ".fcrj";
constexpr std::size_t kNameDigits = 6;

// Offsets of the fields, bytes.
constexpr std::size_t kFormatAt = 8;
constexpr std::size_t kHeaderBytesAt = 12;
constexpr std::size_t kSegmentSizeAt = 16;
constexpr std::size_t kNumberAt = 20;
constexpr std::size_t kFirstSeqAt = 24;
constexpr std::size_t kExerciseIdAt = 32;
constexpr std::size_t kBuildIdAt = 48;
constexpr std::size_t kScenarioHashAt = 112;
constexpr std::size_t kSeedAt = 144;
constexpr std::size_t kDigestAt = 152;
constexpr std::size_t kChecksumAt = kHeaderBytes - 4;
static_assert(kBuildIdAt + kBuildIdBytesMax == kScenarioHashAt);

unsigned char* raw(HeaderBytes& bytes, std::size_t at) {
    return reinterpret_cast<unsigned char*>(bytes.data() + at);
}

const unsigned char* raw(std::span<const std::byte> bytes, std::size_t at) {
    return reinterpret_cast<const unsigned char*>(bytes.data() + at);
}

template <std::size_t size>
void read_array(std::span<const std::byte> bytes, std::size_t at, std::array<std::byte, size>& to) {
    std::ranges::copy(bytes.subspan(at, size), to.begin());
}

/// Those fields that say whose journal it is, in their places.
void put_origin(HeaderBytes& to, const JournalHeader& header) {
    FCR_CHECK(header.build_id.size() <= kBuildIdBytesMax &&
                  header.build_id.find('\0') == std::string::npos,
              "a build id has at most 64 bytes and no zero");
    std::ranges::copy(header.exercise_id, to.begin() + kExerciseIdAt);
    std::ranges::copy(std::as_bytes(std::span(header.build_id)), to.begin() + kBuildIdAt);
    std::ranges::copy(header.scenario_hash, to.begin() + kScenarioHashAt);
    boost::endian::store_little_u64(raw(to, kSeedAt), header.seed);
}

}  // namespace

JournalDigest first_digest(const JournalHeader& header) {
    HeaderBytes bytes{};
    put_origin(bytes, header);
    return sha256(std::span(bytes).subspan(kExerciseIdAt, kDigestAt - kExerciseIdAt));
}

HeaderBytes encode(const SegmentHeader& header) {
    using namespace boost::endian;  // NOLINT(google-build-using-namespace): one function's
    HeaderBytes bytes{};
    std::ranges::copy(std::as_bytes(std::span(kMagic)), bytes.begin());
    store_little_u32(raw(bytes, kFormatAt), kJournalFormat);
    store_little_u32(raw(bytes, kHeaderBytesAt), kHeaderBytes);
    store_little_u32(raw(bytes, kSegmentSizeAt), header.segment_size);
    store_little_u32(raw(bytes, kNumberAt), header.number);
    store_little_u64(raw(bytes, kFirstSeqAt), header.first_seq);
    put_origin(bytes, header.journal);
    std::ranges::copy(header.digest, bytes.begin() + kDigestAt);
    store_little_u32(raw(bytes, kChecksumAt), crc32c(std::span(bytes).first(kChecksumAt)));
    return bytes;
}

HeaderReading read_header(std::span<const std::byte> bytes) {
    using namespace boost::endian;  // NOLINT(google-build-using-namespace): one function's
    if (bytes.size() < kHeaderBytes ||
        !std::ranges::equal(bytes.first(kMagic.size()), std::as_bytes(std::span(kMagic))) ||
        load_little_u32(raw(bytes, kChecksumAt)) != crc32c(bytes.first(kChecksumAt))) {
        return {};
    }
    const std::uint32_t format = load_little_u32(raw(bytes, kFormatAt));
    if (format != kJournalFormat || load_little_u32(raw(bytes, kHeaderBytesAt)) != kHeaderBytes) {
        return {.header = std::nullopt, .other_format = format};
    }
    SegmentHeader header{.journal = {.exercise_id = {},
                                     .build_id = {},
                                     .scenario_hash = {},
                                     .seed = load_little_u64(raw(bytes, kSeedAt))},
                         .number = load_little_u32(raw(bytes, kNumberAt)),
                         .segment_size = load_little_u32(raw(bytes, kSegmentSizeAt)),
                         .first_seq = load_little_u64(raw(bytes, kFirstSeqAt)),
                         .digest = {}};
    read_array(bytes, kExerciseIdAt, header.journal.exercise_id);
    read_array(bytes, kScenarioHashAt, header.journal.scenario_hash);
    read_array(bytes, kDigestAt, header.digest);
    const auto build_id = bytes.subspan(kBuildIdAt, kBuildIdBytesMax);
    const auto length = std::ranges::find(build_id, std::byte{0}) - build_id.begin();
    header.journal.build_id.assign(reinterpret_cast<const char*>(build_id.data()),
                                   static_cast<std::size_t>(length));
    return {.header = header, .other_format = std::nullopt};
}

std::string segment_name(std::uint32_t number) {
    return fmt::format("{}{:0{}}{}", kNameStart, number, kNameDigits, kNameEnd);
}

std::optional<std::uint32_t> segment_number(std::string_view name) {
    if (!name.starts_with(kNameStart) || !name.ends_with(kNameEnd) ||
        name.size() < kNameStart.size() + kNameDigits + kNameEnd.size()) {
        return std::nullopt;
    }
    const std::string_view digits =
        name.substr(kNameStart.size(), name.size() - kNameStart.size() - kNameEnd.size());
    std::uint32_t number = 0;
    const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), number);
    if (error != std::errc{} || number == 0 || segment_name(number) != name) {
        return std::nullopt;
    }
    return number;
}

}  // namespace fcr
