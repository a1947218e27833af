// What is paid: the components of a price, and how it is indexed (contracts.md 2.9, 2.10).
#pragma once

#include "sim/contract/kpi_terms.hpp"
#include "sim/contract/money.hpp"
#include "sim/domain/ids.hpp"
#include "sim/scenario/civil_day.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <variant>
#include <vector>

namespace fcr {

/// C1.
struct FixedCharge {
    Money month{};
};
/// C2. A staffed hour belongs to the first band that has it.
struct HourBand {
    std::string name{};
    HoursFilter hours{};
    bool bank_holidays_only = false;
    Money hour{};
};
struct HoursCharge {
    std::vector<HourBand> bands{};
};
/// C3, of talk, hold and wrap-up.
struct HandleCharge {
    Money minute{};
};
/// C4, of answered calls.
struct PriceStep {
    std::optional<std::int64_t> up_to_calls{};  ///< empty in the last
    Money call{};
};
struct PerCallCharge {
    bool all_units = false;  ///< else each slice at its own price
    std::vector<PriceStep> steps{};
};
/// C5, of answered calls.
struct AnchoredCharge {
    Money base{};
    std::int64_t baseline_calls = 0;  ///< V0
    std::int64_t dead_band_bp = 1'000;
    Money additional{};  ///< ARC
    Money reduced{};     ///< RRC
    bool cliff = false;  ///< outside the band the whole distance from V0 counts
};
/// C6. Works on the other volume charges.
struct CommitmentCharge {
    std::int64_t share_bp = 0;
    Money call{};
    bool yearly = false;  ///< trued up at the end of the contract year
};
/// C7, of a contract year.
struct TargetCostCharge {
    Money target{};
    std::int64_t share_bp = 0;
    Money maximum{};
};
/// C8.
struct CostPlusCharge {
    std::int64_t margin_bp = 0;
};
/// C9.
struct FlexCharge {
    Money standby_hour{};
    Money cancelled_hour{};
};
/// C10.
struct MilestoneCharge {
    Date due{};
    Money payment{};
    Money delay_day{};
    int delay_days_max = 0;
};
/// C11.
struct PassThroughCharge {
    Money month{};
};
/// C12.
struct ExcessProfitCharge {
    std::int64_t margin_bp = 0;
    std::int64_t share_bp = 0;
};

using ChargeKind = std::variant<FixedCharge,
                                HoursCharge,
                                HandleCharge,
                                PerCallCharge,
                                AnchoredCharge,
                                CommitmentCharge,
                                TargetCostCharge,
                                CostPlusCharge,
                                FlexCharge,
                                MilestoneCharge,
                                PassThroughCharge,
                                ExcessProfitCharge>;

struct ChargeTerms {
    std::string id{};
    ChargeKind kind{};
    std::vector<LineId> lines{};  ///< rows of the contract's scope; never empty
    std::vector<PoolId> pools{};  ///< the same; the supplier's unless one is named
    bool indexed = true;
};

struct IndexationTerms {
    std::string index{};
    std::int64_t share_bp = 10'000;
    std::optional<std::int64_t> cap_bp{};
    std::int64_t floor_bp = 0;
    int month = 4;
    Date first{};
    std::vector<std::int64_t> rates_bp{};  ///< yearly changes in order; the last goes on
    std::int64_t deflator_bp = 0;
    int published_months_before = 3;
    bool labour_only = false;
};

}  // namespace fcr
