#include "sim/contract_study/scope_map.hpp"

#include "tests/unit/contract_study/small_contract.hpp"

namespace fcr::test {
namespace {

TEST(ScopeMap, LinesAndPoolsAreTheSameWhereTheirNamesAre) {
    const Scenario scenario = accepted(std::string(kContractRoom));

    const auto map = map_scope(small_contract(1), scenario, "room.txtpb");

    ASSERT_TRUE(map.has_value());
    EXPECT_FALSE(map->of(LineId{0}).has_value());
    EXPECT_EQ(map->of(LineId{1}), LineId{0});
    EXPECT_FALSE(map->of(PoolId{0}).has_value());
    EXPECT_EQ(map->of(PoolId{1}), PoolId{0});
    EXPECT_EQ(map->room_pools, std::vector<PoolId>{PoolId{1}});
}

TEST(ScopeMap, UnknownNamesAreRefusedWithThoseThatThereAre) {
    const Scenario scenario = accepted(std::string(kContractRoom));
    ContractTerms terms = small_contract(1);
    terms.scope.lines = {"111"};
    terms.scope.pools[0].name = "contracter";

    const auto map = map_scope(terms, scenario, "room.txtpb");

    ASSERT_FALSE(map.has_value());
    ASSERT_EQ(map.error().size(), 2U);
    EXPECT_EQ(to_string(map.error()[0]),
              "small.txtpb: scope.lines[0]: must be the name of a line of room.txtpb; did you mean "
              "\"101\"? (found \"111\")");
    EXPECT_EQ(
        to_string(map.error()[1]),
        "small.txtpb: scope.pools[contracter].name: must be the name of a pool of room.txtpb; "
        "did you mean \"contractor\"? (found \"contracter\")");
}

}  // namespace
}  // namespace fcr::test
