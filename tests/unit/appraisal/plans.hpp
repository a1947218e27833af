// Small appraisals to be changed by tests.
#pragma once

#include "sim/appraisal/appraisal_plan.hpp"

namespace fcr {

/// Three years: today with 60 posts, and a contract that leaves 20.
inline AppraisalPlan two_options() {
    AppraisalPlan plan;
    plan.start = *parse_date("2027-04-01");
    plan.years = 3;
    plan.deflator_bp = 0;
    plan.staff.fte = Money::pounds(40'000);
    plan.staff.salary = Money::pounds(30'000);
    plan.staff.pipeline.attrition_bp = 0;
    AppraisalOption today;
    today.id = "today";
    today.handler_hundredths = 6'000;
    AppraisalOption bought;
    bought.id = "bought";
    bought.kind = OptionKind::Outsource;
    bought.handler_hundredths = 2'000;
    bought.contract.emplace();
    bought.sourcing.emplace();
    bought.sourcing->client_team.fte = plan.staff.fte;
    plan.options = {today, bought};
    return plan;
}

}  // namespace fcr
