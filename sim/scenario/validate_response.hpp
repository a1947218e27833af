// What the validators of the response share. Internal to this folder.
#pragma once

#include "sim/scenario/validation.hpp"

namespace fcr {

/// The response on its way from message to meaning; the plan is filled in order.
struct ResponseValidation {
    Validation& all;
    Block root;  ///< the response block
    ResponsePlan plan{};
    Names grades{.kind = "a grade"};
    Names talkgroups{.kind = "a talkgroup"};
};

void validate_talkgroups(ResponseValidation& validation);
void validate_units(ResponseValidation& validation);  ///< after the talkgroups
void validate_command(ResponseValidation& validation);

/// Whether shares sum to 1, near enough for numbers; they are then made to do so.
[[nodiscard]] bool make_sum_one(std::vector<double>& shares);

}  // namespace fcr
