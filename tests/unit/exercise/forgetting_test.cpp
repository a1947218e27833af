// A person taken out of inputs, which stay what they were to the exercise.
#include "sim/exercise/forgetting.hpp"

#include "sim/exercise/input_reading.hpp"

#include <gtest/gtest.h>

#include <span>
#include <string>

namespace fcr::test {
namespace {

const ForgottenPerson kSam{.seat = "d", .names = {"Sam O'Neill"}};

std::string bytes_of(const std::string& text) {
    return *input_bytes_of_text(text);
}

/// What becomes of an input, and what it should be.
void expect_becomes(const std::string& text, const std::string& other) {
    EXPECT_EQ(without(kSam, bytes_of(text)).bytes, bytes_of(other)) << text;
}

TEST(Forgetting, TheNameAndAllThatTheSeatWroteAreReplaced) {
    expect_becomes("id: '1' seat: 'd' join { role: SUPERVISOR name: \"Sam O'Neill\" }",
                   "id: '1' seat: 'd' join { role: SUPERVISOR name: 'name removed' }");
    expect_becomes("id: '1' seat: 'd' note { text: 'I am ill' }",
                   "id: '1' seat: 'd' note { text: 'text removed' }");
    const std::string action =
        without(kSam,
                bytes_of("id: '1' seat: 'd' action { kind: 'declare_major' reason: 'r' "
                         "methane { exact_location: 'my home' } }"))
            .bytes;
    EXPECT_EQ(action.find("home"), std::string::npos);
    EXPECT_NE(action.find("declare_major"), std::string::npos);
    EXPECT_NE(action.find("text removed"), std::string::npos);
}

TEST(Forgetting, OthersKeepTheirWordsButNotTheName) {
    expect_becomes(
        "id: '1' seat: 'e' note { text: \"sam o'neill and SAM were quick; Samuel not\" }",
        "id: '1' seat: 'e' note { text: '*********** and *** were quick; Samuel not' }");
    expect_becomes("id: '1' seat: 'c' run { kind: PAUSE reason: 'ask Sam' }",
                   "id: '1' seat: 'c' run { kind: PAUSE reason: 'ask ***' }");
    expect_becomes(
        "id: '1' seat: 'c' ad_hoc { title: 'x' inject { told { text: 'Sam, ring me' } } }",
        "id: '1' seat: 'c' ad_hoc { title: 'x' inject { told { text: '***, ring me' } } }");
    const std::string nothing = bytes_of("id: '1' seat: 'e' note { text: 'all well' }");
    EXPECT_EQ(without(kSam, nothing).texts, 0U);
    EXPECT_EQ(without(kSam, nothing).bytes, nothing);
}

// A refused input must be refused again.
TEST(Forgetting, EmptyStaysEmptyAndTooLongStaysTooLong) {
    const std::string empty = bytes_of("id: '1' seat: 'd' action { kind: 'brief' text: '' }");
    EXPECT_EQ(without(kSam, empty).texts, 0U);
    const std::string text(4'001, 'x');
    const std::string longer =
        without(kSam, bytes_of("id: '1' seat: 'd' note { text: '" + text + "' }")).bytes;
    EXPECT_EQ(longer,
              bytes_of("id: '1' seat: 'd' note { text: '" + std::string(4'001, '*') + "' }"));
}

TEST(Forgetting, APersonIsAllNamesOfASeat) {
    const std::string one = bytes_of("id: '1' seat: 'd' join { role: SUPERVISOR name: 'A' }");
    const std::string two = bytes_of("id: '2' seat: 'd' join { role: SUPERVISOR name: 'B' }");
    const std::string other = bytes_of("id: '1' seat: 'e' join { role: OBSERVER name: 'C' }");
    std::vector<JournalRecord> records;
    for (const std::string* bytes : {&one, &two, &one, &other}) {
        records.push_back({.seq = 1,
                           .at = {},
                           .kind = kInputRecordKind,
                           .payload = std::as_bytes(std::span(bytes->data(), bytes->size()))});
    }
    EXPECT_EQ(person_at("d", records).names, (std::vector<std::string>{"A", "B"}));
    EXPECT_TRUE(person_at("x", records).names.empty());
}

TEST(Forgetting, WhatIsNoInputStays) {
    EXPECT_EQ(without(kSam, "\xFF\xFF").bytes, "\xFF\xFF");
}

}  // namespace
}  // namespace fcr::test
