// Fuzzes the intake of a recorded load: mapping files and extracts, in pieces of any size.
//
// The first byte chooses. Even: the rest is a mapping; what is accepted must read a small extract.
// Odd: the rest is an extract, fed in pieces of that many bytes; whole and in pieces must agree.
#include "sim/analysis/load_reader.hpp"
#include "sim/base/check.hpp"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace {

/// A room of two classes; the intake looks at nothing else of it.
fcr::Scenario two_classes() {
    fcr::Scenario scenario;
    scenario.call_classes.resize(2);
    scenario.call_classes[0].name = "urgent";
    scenario.call_classes[1].name = "other";
    return scenario;
}

fcr::LoadMapping simple_mapping() {
    fcr::LoadMapping mapping;
    mapping.file = "mapping";
    mapping.time_column = "t";
    mapping.class_column = "c";
    mapping.values = {{.value = "U", .call_class = "urgent"},
                      {.value = "O", .call_class = "other"}};
    mapping.dropped = {"D"};
    return mapping;
}

fcr::Result<fcr::LoadIntake> read(std::string_view bytes,
                                  std::size_t piece,
                                  const fcr::LoadMapping& mapping,
                                  const fcr::Scenario& scenario) {
    fcr::LoadReader reader("extract", mapping, scenario);
    for (std::size_t at = 0; at < bytes.size(); at += std::min(piece, bytes.size() - at)) {
        if (!reader.feed(bytes.substr(at, piece))) {
            break;
        }
    }
    return reader.finish();
}

void check_intake(const fcr::Result<fcr::LoadIntake>& intake, const fcr::Scenario& scenario) {
    if (!intake) {
        FCR_CHECK(!intake.error().empty(), "a refusal without a problem");
        FCR_CHECK(intake.error().size() <= fcr::kLoadProblemsTold + 1, "too many problems told");
        return;
    }
    const fcr::IntakeCounts& counts = intake->counts;
    std::uint64_t left_out = counts.before + counts.after + counts.empty;
    for (const fcr::DroppedRows& dropped : counts.dropped) {
        left_out += dropped.rows;
    }
    FCR_CHECK(counts.read == counts.kept + left_out, "a row is not accounted for");
    FCR_CHECK(counts.kept == intake->calls.size() && counts.kept > 0, "a call was lost");
    FCR_CHECK(intake->days >= 1 && intake->days <= fcr::kLoadDaysMax, "a run of no length");
    FCR_CHECK(std::ranges::is_sorted(intake->calls, {}, &fcr::RecordedCall::at), "out of order");
    const fcr::SimTime end = fcr::kStartOfRun + intake->days * std::chrono::hours{24};
    for (const fcr::RecordedCall& call : intake->calls) {
        FCR_CHECK(call.at >= fcr::kStartOfRun && call.at < end, "a call outside the run");
        FCR_CHECK(call.call_class.index() < scenario.call_classes.size(), "an unknown class");
    }
}

void fuzz_mapping(std::string_view text, const fcr::Scenario& scenario) {
    const auto mapping = fcr::parse_mapping(std::string(text), "mapping");
    if (!mapping) {
        FCR_CHECK(!mapping.error().empty(), "a refusal without a problem");
        return;
    }
    const std::string extract = mapping->time_column + mapping->delimiter + mapping->class_column +
                                "\n2023-01-02 03:04:05" + mapping->delimiter +
                                (mapping->values.empty() ? "" : mapping->values.front().value) +
                                '\n';
    check_intake(read(extract, extract.size(), *mapping, scenario), scenario);
}

void fuzz_extract(std::string_view bytes, std::size_t piece, const fcr::Scenario& scenario) {
    const fcr::LoadMapping mapping = simple_mapping();
    const auto whole = read(bytes, std::max<std::size_t>(bytes.size(), 1), mapping, scenario);
    const auto pieces = read(bytes, piece, mapping, scenario);
    check_intake(whole, scenario);
    FCR_CHECK(whole.has_value() == pieces.has_value(), "pieces make a difference");
    if (whole) {
        FCR_CHECK(whole->counts.kept == pieces->counts.kept, "pieces make a difference");
    } else {
        FCR_CHECK(whole.error().size() == pieces.error().size(), "pieces make a difference");
        for (std::size_t row = 0; row < whole.error().size(); ++row) {
            FCR_CHECK(to_string(whole.error()[row]) == to_string(pieces.error()[row]),
                      "pieces make a difference");
        }
    }
}

}  // namespace

// NOLINTNEXTLINE(readability-identifier-naming): libFuzzer's name
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    static const fcr::Scenario scenario = two_classes();
    if (size > 0) {
        const std::string_view rest(reinterpret_cast<const char*>(data) + 1, size - 1);
        if (data[0] % 2 == 0) {
            fuzz_mapping(rest, scenario);
        } else {
            fuzz_extract(rest, data[0], scenario);
        }
    }
    return 0;
}
