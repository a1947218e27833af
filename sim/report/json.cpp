#include "sim/report/json.hpp"

#include "proto/fcr/v1/report.pb.h"
#include "sim/base/check.hpp"
#include "sim/report/report_message.hpp"

#include <google/protobuf/util/json_util.h>

namespace fcr {
namespace {

std::string print(const google::protobuf::Message& message) {
    google::protobuf::util::JsonPrintOptions options;
    options.add_whitespace = true;
    options.preserve_proto_field_names = true;
    std::string text;
    const auto status = google::protobuf::util::MessageToJsonString(message, &text, options);
    FCR_CHECK(status.ok(), "a report of finite numbers and valid names can be printed");
    return text;
}

}  // namespace

std::string to_json(const RunSummary& summary, const std::string& fcrsim_version) {
    return print(report_message(summary, fcrsim_version));
}

std::string to_json(const RunRecord& record) {
    v1::RunRecord message;
    fill_record(message, record);
    return print(message);
}

}  // namespace fcr
