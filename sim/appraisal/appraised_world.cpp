#include "sim/appraisal/appraised_world.hpp"

#include <cmath>

namespace fcr {
namespace {

void apply(AppraisedWorld& world, const InputSetting& setting) {
    const double value = setting.value;
    const double factor = 1.0 + value / 100.0;
    switch (setting.input) {
        case AppraisedInput::Charges: world.charges = factor; return;
        case AppraisedInput::Volume: world.volume = factor; return;
        case AppraisedInput::HandlingTime: world.handling = factor; return;
        case AppraisedInput::Attrition: world.attrition_bp = std::llround(value * 100.0); return;
        case AppraisedInput::StaffCost: world.staff_cost = factor; return;
        case AppraisedInput::DiscountRate: world.discount_bp = std::llround(value * 100.0); return;
        case AppraisedInput::Slip:
            world.slip_months = static_cast<int>(std::llround(value));
            return;
        case AppraisedInput::RiskRates: world.risk_rates = factor; return;
        case AppraisedInput::ClientTeamShare: world.client_bp = std::llround(value * 100.0); return;
        case AppraisedInput::ProcurementCost:
            world.procurement = Money{std::llround(value * 10'000.0)};
            return;
    }
}

}  // namespace

AppraisedWorld world_of(std::span<const InputSetting> settings) {
    AppraisedWorld world;
    for (const InputSetting& setting : settings) {
        apply(world, setting);
    }
    return world;
}

}  // namespace fcr
