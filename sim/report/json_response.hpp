// The response of a run as its part of results.json. Internal to this folder.
#pragma once

#include "proto/fcr/v1/report.pb.h"
#include "sim/report/response_figures.hpp"

namespace fcr {

void fill_response(v1::ResponseReport& report, const ResponseSummary& summary);

}  // namespace fcr
