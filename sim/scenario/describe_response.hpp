// What was understood of the response to calls, for a person.
#pragma once

#include "sim/scenario/scenario.hpp"

#include <string>

namespace fcr {

/// The response's grades, grading, talkgroups and units; empty where there is none.
[[nodiscard]] std::string describe_response(const Scenario& scenario);

}  // namespace fcr
