// The response of a run as its part of results.json. Internal to this folder.
#pragma once

#include "sim/report/response_figures.hpp"

namespace fcr::v1 {
class ResponseReport;
}

namespace fcr {

void fill_response(v1::ResponseReport& report, const ResponseSummary& summary);

}  // namespace fcr
