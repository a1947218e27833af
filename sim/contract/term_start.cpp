#include "sim/contract/term_start.hpp"

#include <variant>

namespace fcr {

ContractTerms start_on(ContractTerms terms, Date start) {
    const std::chrono::days by = start - terms.term.start;
    terms.term.start += by;
    terms.signed_on += by;
    for (Date& date : terms.term.break_dates) {
        date += by;
    }
    for (ChargeTerms& charge : terms.charges) {
        if (auto* const milestone = std::get_if<MilestoneCharge>(&charge.kind)) {
            milestone->due += by;
        }
    }
    if (terms.indexation) {
        terms.indexation->first += by;
    }
    if (terms.mobilisation) {
        for (MilestoneCharge& milestone : terms.mobilisation->milestones) {
            milestone.due += by;
        }
    }
    return terms;
}

}  // namespace fcr
