// An agreement as CSV.
#pragma once

#include "sim/report/agreement_message.hpp"

#include <string>

namespace fcr {

/// agreement.csv: a row for each figure.
[[nodiscard]] std::string agreement_csv(const ReportedAgreement& reported);

/// agreement_days.csv: of each line and compared day calls and mean waits, observed and simulated.
[[nodiscard]] std::string agreement_days_csv(const ReportedAgreement& reported);

}  // namespace fcr
