#include "sim/contract/charges.hpp"

#include <array>

namespace fcr {

namespace {

/// By place in ChargeKind.
struct Kind {
    const char* code;
    bool after_credits = false;
    bool volume = false;
};
constexpr std::array<Kind, std::variant_size_v<ChargeKind>> kKinds{{
    {.code = "C1"},
    {.code = "C2"},
    {.code = "C3", .volume = true},
    {.code = "C4", .volume = true},
    {.code = "C5", .volume = true},
    {.code = "C6"},
    {.code = "C7"},
    {.code = "C8"},
    {.code = "C9"},
    {.code = "C10", .after_credits = true},
    {.code = "C11"},
    {.code = "C12", .after_credits = true},
}};

template <typename Charge, std::size_t kRow>
constexpr bool kStandsAt = std::is_same_v<std::variant_alternative_t<kRow, ChargeKind>, Charge>;
static_assert(kStandsAt<FixedCharge, 0> && kStandsAt<HoursCharge, 1> &&
              kStandsAt<HandleCharge, 2> && kStandsAt<PerCallCharge, 3> &&
              kStandsAt<AnchoredCharge, 4> && kStandsAt<CommitmentCharge, 5> &&
              kStandsAt<TargetCostCharge, 6> && kStandsAt<CostPlusCharge, 7> &&
              kStandsAt<FlexCharge, 8> && kStandsAt<MilestoneCharge, 9> &&
              kStandsAt<PassThroughCharge, 10> && kStandsAt<ExcessProfitCharge, 11>);

}  // namespace

Money total_of(const ChargeLines& lines) {
    Money total;
    for (const ChargeLine& line : lines) {
        total += line.amount;
    }
    return total;
}

const char* charge_code(const ChargeKind& kind) {
    return kKinds[kind.index()].code;
}

bool is_after_credits(const ChargeKind& kind) {
    return kKinds[kind.index()].after_credits;
}

bool is_volume_charge(const ChargeKind& kind) {
    return kKinds[kind.index()].volume;
}

}  // namespace fcr
