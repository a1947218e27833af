// The contracts that ship: they load, say that they are illustrative, and lint says of them what
// their own comments say.
#include "sim/contract/contract_file.hpp"
#include "sim/contract/describe_contract.hpp"
#include "sim/contract/lint.hpp"
#include "sim/contract/terms_fault.hpp"

#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <set>

namespace fcr {
namespace {

std::vector<std::filesystem::path> shipped() {
    std::vector<std::filesystem::path> files;
    for (const auto& entry : std::filesystem::directory_iterator("config/contracts")) {
        if (entry.path().extension() == ".txtpb") {
            files.push_back(entry.path());
        }
    }
    std::ranges::sort(files);
    return files;
}

ContractTerms accepted(const std::filesystem::path& file) {
    Result<ContractTerms> terms = load_contract(file);
    if (!terms) {
        for (const Problem& problem : terms.error()) {
            ADD_FAILURE() << to_string(problem);
        }
        return {};
    }
    return std::move(*terms);
}

std::set<int> rules_that_fire(const std::string& name) {
    std::set<int> rules;
    for (const LintWarning& warning : lint(accepted("config/contracts/" + name + ".txtpb"))) {
        rules.insert(warning.rule);
    }
    return rules;
}

TEST(ShippedContracts, LoadAndSayThatTheyAreIllustrative) {
    ASSERT_GE(shipped().size(), 4U);
    for (const auto& file : shipped()) {
        const ContractTerms terms = accepted(file);
        EXPECT_EQ(terms.id, file.stem());
        EXPECT_THAT(terms.source, testing::StartsWith("illustrative: ")) << file;
        EXPECT_EQ(terms.authority, "the force") << file;
        EXPECT_EQ(terms.supplier, "the supplier") << file;
        EXPECT_THAT(contract_notes(terms), testing::IsEmpty()) << file;
        EXPECT_FALSE(describe(terms).empty());
        EXPECT_EQ(terms_fault(terms), nullptr) << file;
    }
}

TEST(ShippedContracts, LintHasNothingToSayOfThoseMadeToBeGood) {
    EXPECT_THAT(rules_that_fire("fixed_price_101"), testing::IsEmpty());
    EXPECT_THAT(rules_that_fire("overflow_101_per_call"), testing::IsEmpty());
    EXPECT_THAT(rules_that_fire("overflow_on_request"), testing::IsEmpty());
}

TEST(ShippedContracts, LintTellsTheTrapsOfTheTenYears) {
    EXPECT_THAT(rules_that_fire("whole_room_ten_years"),
                testing::UnorderedElementsAre(4, 5, 7, 8, 13, 14, 15, 16, 17, 25, 26, 27, 28, 30));
}

TEST(ShippedContracts, TheDraftingTrapsAreAllThatNeedNoRun) {
    std::set<int> all;
    for (const LintRule& rule : lint_rules()) {
        if (!rule.needs_run) {
            all.insert(rule.number);
        }
    }
    EXPECT_EQ(all.size(), 26U);
    EXPECT_EQ(rules_that_fire("drafting_traps"), all);
}

// docs/contract.md is where people read the rules; the program has them in its own table.
TEST(ShippedContracts, TheDocumentHasEveryRuleOfLint) {
    std::ifstream file("docs/contract.md", std::ios::binary);
    const std::string text{std::istreambuf_iterator<char>(file), {}};

    for (const LintRule& rule : lint_rules()) {
        const std::string row =
            fmt::format("| {}{} | {} |", rule.number, rule.needs_run ? "*" : "", rule.when);
        EXPECT_THAT(text, testing::HasSubstr(row));
    }
}

}  // namespace
}  // namespace fcr
