#include "agents/behaviour/contractor_handler.hpp"

namespace fcr {

bool ContractorHandler::passes_over(Duration waited) const {
    return plan_.threshold_first && waited >= *plan_.threshold_first;
}

double ContractorHandler::pace(const PoolView& view) const {
    return plan_.hurry_queue > 0 && view.waiting >= plan_.hurry_queue ? plan_.hurry_factor : 1.0;
}

bool ContractorHandler::pads(const PoolView& view) const {
    return plan_.padding_hours.contain(view.of_day) && view.waiting == 0 &&
           view.free >= plan_.padding_free;
}

double ContractorHandler::presence(const PoolView& view) const {
    return plan_.withdrawn_hours.contain(view.of_day) ? 1.0 - plan_.withdrawn_share : 1.0;
}

}  // namespace fcr
