#include "sim/journal/framing.hpp"

#include "sim/journal/crc32c.hpp"
#include "sim/journal/segment_header.hpp"
#include "tests/unit/journal/sample_journal.hpp"

#include <gtest/gtest.h>

#include <string_view>

namespace fcr {
namespace {

std::span<const std::byte> bytes_of(std::string_view text) {
    return std::as_bytes(std::span(text));
}

// RFC 3720, B.4, and the check value of the catalogue of parametrised CRC algorithms.
TEST(Crc32c, HasThePublishedValues) {
    const std::vector<std::byte> zeros(32);
    const std::vector<std::byte> ones(32, std::byte{0xFF});

    EXPECT_EQ(crc32c(bytes_of("123456789")), 0xE306'9283U);
    EXPECT_EQ(crc32c(zeros), 0x8A91'36AAU);
    EXPECT_EQ(crc32c(ones), 0x62A8'AB43U);
    EXPECT_EQ(crc32c(bytes_of("1234"), bytes_of("56789")), 0xE306'9283U);
}

// FIPS 180-2, B.1.
TEST(Sha256, HasThePublishedValue) {
    EXPECT_EQ(to_hex(sha256(bytes_of("abc"))),
              "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
}

// The worked example of docs/journal.md: another program reads these bytes.
TEST(Framing, ARecordHasTheBytesOfTheDocument) {
    std::vector<std::byte> bytes;
    append_frame(bytes,
                 {.seq = 258,
                  .at = kStartOfRun + std::chrono::seconds{1},
                  .kind = 3,
                  .payload = bytes_of("hi")},
                 1);

    std::string hex;
    for (const std::byte byte : bytes) {
        constexpr std::string_view kDigits = "0123456789abcdef";
        hex += kDigits[std::to_integer<std::size_t>(byte >> 4U)];
        hex += kDigits[std::to_integer<std::size_t>(byte & std::byte{0xF})];
    }
    EXPECT_EQ(hex,
              "1e000000"
              "5a387de4"
              "0201000000000000"
              "40420f0000000000"
              "0300"
              "0100"
              "6869");
}

TEST(Framing, WhatIsWrittenIsRead) {
    for (const std::size_t size : {std::size_t{0}, std::size_t{1}, kPayloadBytesMax}) {
        const std::vector<std::byte> payload(size, std::byte{0x42});
        const JournalRecord record{.seq = 1ULL << 40U,
                                   .at = kStartOfRun - std::chrono::seconds{5},
                                   .kind = 0xABCD,
                                   .payload = payload};
        std::vector<std::byte> bytes;
        append_frame(bytes, record, 9);
        const auto frame = frame_at(bytes);

        ASSERT_TRUE(frame.has_value());
        EXPECT_TRUE(is_sound(*frame, bytes));
        EXPECT_EQ(kept(frame->record), kept(record));
        EXPECT_EQ(frame->place, 9);
        EXPECT_EQ(frame->bytes, bytes.size());
    }
}

TEST(Framing, ALengthThatCannotBeIsNoFrame) {
    std::vector<std::byte> bytes(64);
    for (const std::uint32_t length : {0U, 27U, 65U, (1U << 20U) + 1, 1U << 31U, 0xFFFF'FFFFU}) {
        for (unsigned byte = 0; byte < 4; ++byte) {
            bytes[byte] = static_cast<std::byte>(length >> (8 * byte));
        }
        EXPECT_FALSE(frame_at(bytes).has_value()) << length;
    }
    EXPECT_FALSE(frame_at(std::span(bytes).first(27)).has_value());
}

TEST(SegmentHeader, WhatIsWrittenIsRead) {
    JournalHeader journal = sample_header();
    journal.build_id = std::string(kBuildIdBytesMax, 'x');
    const HeaderBytes bytes = encode({.journal = journal,
                                      .number = 3,
                                      .segment_size = 16U << 20U,
                                      .first_seq = 12345,
                                      .digest = sha256(bytes_of("before"))});
    const HeaderReading reading = read_header(bytes);

    ASSERT_TRUE(reading.header.has_value());
    EXPECT_EQ(reading.header->journal, journal);
    EXPECT_EQ(reading.header->number, 3U);
    EXPECT_EQ(reading.header->segment_size, 16U << 20U);
    EXPECT_EQ(reading.header->first_seq, 12345U);
    EXPECT_EQ(reading.header->digest, sha256(bytes_of("before")));
}

TEST(SegmentHeader, OfAnotherFormatIsNamed) {
    HeaderBytes bytes = encode({.journal = sample_header()});
    bytes[8] = std::byte{2};
    const std::uint32_t checksum = crc32c(std::span(bytes).first(kHeaderBytes - 4));
    for (unsigned byte = 0; byte < 4; ++byte) {
        bytes[kHeaderBytes - 4 + byte] = static_cast<std::byte>(checksum >> (8 * byte));
    }
    const HeaderReading reading = read_header(bytes);

    EXPECT_FALSE(reading.header.has_value());
    EXPECT_EQ(reading.other_format, 2U);
}

TEST(SegmentName, NumberAndNameAgree) {
    EXPECT_EQ(segment_name(1), "journal-000001.fcrj");
    EXPECT_EQ(segment_number("journal-000001.fcrj"), 1U);
    EXPECT_EQ(segment_number(segment_name(1234567)), 1234567U);
    for (const char* const other : {"journal-1.fcrj",
                                    "journal-000000.fcrj",
                                    "journal-00000x.fcrj",
                                    "journal-000001.fcr",
                                    "journal.new",
                                    "journal-0000001.fcrj",
                                    ""}) {
        EXPECT_FALSE(segment_number(other).has_value()) << other;
    }
}

TEST(JournalEncoder, AFullGroupRefusesUntilItIsTaken) {
    JournalEncoder encoder({});
    const std::vector<std::byte> half(kPayloadBytesMax / 2 + 1);

    EXPECT_EQ(encoder.append({}, 1, half), 1U);
    EXPECT_EQ(encoder.append({}, 1, half), std::nullopt);
    EXPECT_EQ(encoder.position().next_seq, 2U);
    EXPECT_EQ(encoder.take_group().last_seq(), 1U);
    EXPECT_EQ(encoder.append({}, 1, half), 2U);
    EXPECT_EQ(encoder.waiting(), 1U);
}

}  // namespace
}  // namespace fcr
