// A small contract on a small room, for tests of terms that are run.
#pragma once

#include "sim/contract/terms.hpp"
#include "tests/unit/scenario/scenario_files.hpp"

#include <string>
#include <string_view>

namespace fcr::test {

/// Two lines; the supplier's three people answer 101, the force's four 999 and, after a minute,
/// 101.
inline constexpr std::string_view kContractRoom = R"(run { warm_up_h: 24 measured_h: 24 }
lines {
  name: "999"
  kind: EMERGENCY
  arrivals { calls_per_day: 200 weights: 1 day_factor_cv: 0.1 }
}
lines {
  name: "101"
  kind: NON_EMERGENCY
  arrivals { calls_per_day: 300 weights: [1, 1, 1, 2, 3, 3, 2, 1] day_factor_cv: 0.1 }
}
call_classes {
  name: "999"
  line: "999"
  talk { exponential { mean_s: 300 } }
  patience { exponential { mean_s: 200 } }
  route { pools: "in_house" }
}
call_classes {
  name: "101"
  line: "101"
  talk { exponential { mean_s: 400 } }
  wrap_up { exponential { mean_s: 60 } }
  patience { exponential { mean_s: 300 } }
  route { pools: "contractor" }
  route { after_s: 60 pools: "in_house" kind: WIDEN }
}
employers { name: "force" kind: FORCE }
employers { name: "supplier" kind: CONTRACTOR }
skill_groups { name: "all" call_classes: "999" call_classes: "101" }
skill_groups { name: "101" call_classes: "101" }
pools { name: "in_house" employer: "force" skill_group: "all" seats: 4 }
pools {
  name: "contractor"
  employer: "supplier"
  skill_group: "101"
  seats_by_interval: [2, 2, 2, 2, 2, 2, 2, 2, 3, 3, 3, 3, 3, 3, 3, 3, 3, 3, 3, 3, 2, 2, 2, 2]
}
)";

inline Date on(int year, unsigned month, unsigned day) {
    return Date{std::chrono::year{year} / static_cast<int>(month) / static_cast<int>(day)};
}

/// 101 for so many months from 1 March 2027: 80 % of offered within 30 s, a point of a hundredth of
/// charges for each band below it; 20,000 pounds a month and 1 pound a call.
inline ContractTerms small_contract(int months) {
    using namespace std::chrono_literals;
    ContractTerms terms;
    terms.file = "small.txtpb";
    terms.id = "small";
    terms.term.start = on(2027, 3, 1);
    terms.term.months = months;
    terms.scope.lines = {"101"};
    terms.scope.pools = {{.name = "contractor", .owner = Party::Supplier, .site = {}}};
    KpiTerms kpi;
    kpi.id = "K1";
    kpi.counting = {.type = KpiType::ServiceLevel,
                    .line = LineId{0},
                    .clock = ClockStart::Offered,
                    .threshold = 30s};
    kpi.target = 8'000;
    kpi.bands = {{.limit = 8'000, .points = 0, .severity = Severity::Met},
                 {.limit = 7'000, .points = 1, .severity = Severity::Minor},
                 {.limit = 0, .points = 4, .severity = Severity::BelowThreshold}};
    terms.kpis.push_back(kpi);
    terms.charges.push_back({.id = "fixed",
                             .kind = FixedCharge{.month = Money::pounds(20'000)},
                             .lines = {LineId{0}},
                             .pools = {PoolId{0}}});
    terms.charges.push_back(
        {.id = "per_call",
         .kind = PerCallCharge{.steps = {{.up_to_calls = {}, .call = Money::pounds(1)}}},
         .lines = {LineId{0}},
         .pools = {PoolId{0}}});
    return terms;
}

}  // namespace fcr::test
