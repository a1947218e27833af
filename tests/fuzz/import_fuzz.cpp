// Fuzzes the import of an extract: mappings, extracts and published tables.
//
// The first byte chooses. 0: the rest is a mapping, and what is accepted must read a small extract.
// 1: the rest is a published table. Else: the rest is an extract, read by one of three mappings; of
// every row must be known what became of it, and of a secret nothing be written.
#include "sim/base/check.hpp"
#include "sim/intake/guess_mapping.hpp"
#include "sim/intake/import_extract.hpp"
#include "sim/intake/public_table.hpp"

#include <unistd.h>

#include <array>
#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <fstream>
#include <string>
#include <string_view>

namespace {

constexpr std::array kMappings{
    R"(zone: LOCAL line: "l" lines { value: "9" name: "999" } default_line: "101"
       offered: "o" answered: "a" abandoned: "g" ended: "e" caller: "c" handler: "h" call_id: "i")",
    R"(zone: WRITTEN time_format: "%Y-%m-%dT%H:%M[:%S]" delimiter: ";" decimal: "," durations: CLOCK
       quote: "'" only_line: "999" offered: "o" wait_s: "a" talk_s: "e" outcome: "g")",
    R"(rows: INCIDENTS zone: UTC other_time_formats: "%d/%m/%Y %H:%M" line: "l" default_line: "x"
       offered: "o" calls: "c" at_scene_s: "a" from: "2026-01-01" to: "2028-01-01")"};

class Count final : public fcr::ByteSink {
public:
    void write(std::string_view bytes) override {
        for (const char letter : bytes) {
            lines += letter == '\n' ? 1 : 0;
        }
        secret = secret || bytes.find("07700900") != std::string_view::npos;
    }
    std::uint64_t lines = 0;
    bool secret = false;
};

/// A file of the process's own.
const std::string& file_with(std::string_view bytes) {
    static const std::string path = "/tmp/import_fuzz." + std::to_string(::getpid());
    std::ofstream(path, std::ios::binary | std::ios::trunc)
        .write(bytes.data(), static_cast<std::streamsize>(bytes.size()));
    return path;
}

void import(std::string_view bytes, const fcr::LedgerMapping& mapping) {
    static fcr::IdentityKey key = fcr::IdentityKey::random();
    const std::atomic<bool> stop{false};
    Count rows;
    Count load;
    const fcr::ImportReport report =
        fcr::import_extract(file_with(bytes), mapping, key, {.rows = rows, .load = load}, stop);
    if (!report.fatal.empty()) {
        return;
    }
    std::uint64_t left_out = report.faulty() + report.duplicates.rows + report.before_span +
                             report.after_span + report.empty;
    for (const fcr::NamedRows& dropped : report.dropped_lines) {
        left_out += dropped.rows;
    }
    FCR_CHECK(report.read == report.written + left_out, "a row is not accounted for");
    FCR_CHECK(rows.lines == report.written + 1, "a row was lost");
    FCR_CHECK(load.lines == report.written + 1 - report.tests, "a call was lost");
    FCR_CHECK(!rows.secret && !load.secret, "a number was written");
    FCR_CHECK(report.told.size() <= 100, "too many faults told");
}

}  // namespace

// NOLINTNEXTLINE(readability-identifier-naming): libFuzzer's name
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    if (size == 0) {
        return 0;
    }
    const std::string_view rest(reinterpret_cast<const char*>(data) + 1, size - 1);
    if (data[0] == 0) {
        if (const auto mapping = fcr::parse_import_mapping(std::string(rest), "mapping")) {
            import("l,o,a,g,e\n9,2027-01-02 03:04:05,2027-01-02 03:04:06,,\n", *mapping);
        }
    } else if (data[0] == 1) {
        static_cast<void>(fcr::read_public_table(file_with(rest)));
    } else if (data[0] == 2) {
        if (const auto guess = fcr::guess_mapping(file_with(rest))) {
            static_cast<void>(fcr::parse_import_mapping(*guess, "guess"));
        }
    } else {
        static const std::array mappings{*fcr::parse_import_mapping(kMappings[0], "m"),
                                         *fcr::parse_import_mapping(kMappings[1], "m"),
                                         *fcr::parse_import_mapping(kMappings[2], "m")};
        import(rest, mappings[data[0] % mappings.size()]);
    }
    return 0;
}
