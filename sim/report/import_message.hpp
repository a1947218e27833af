// What an import did, for programs: import.json.
#pragma once

#include "sim/intake/import_report.hpp"

#include <string>

namespace fcr {

/// A report and what is known beside it.
struct ReportedImport {
    const ImportReport& report;
    std::string mapping_hash;  ///< SHA-256
    bool salt_from_file = false;
    std::string fcrsim_version;
};

/// proto/fcr/v1/import.proto as JSON. Equal imports give equal bytes. Holds no cell of the extract.
[[nodiscard]] std::string import_json(const ReportedImport& reported);

}  // namespace fcr
