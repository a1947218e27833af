#include "sim/report/json.hpp"

#include "proto/fcr/v1/report.pb.h"
#include "sim/base/check.hpp"
#include "sim/report/number.hpp"
#include "sim/report/report_message.hpp"
#include "sim/scenario/input_file.hpp"

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
    for (const std::string& word : record.command_line) {
        message.add_command_line(as_shown(word, 4096));
    }
    message.set_fcrsim_version(record.fcrsim_version);
    message.set_compiler(record.compiler);
    message.set_host(record.host);
    message.set_started(record.started);
    message.set_wall_s(six_digits(record.wall_s));
    message.set_jobs(static_cast<std::int32_t>(record.jobs));
    message.set_calls(static_cast<double>(record.calls));
    return print(message);
}

}  // namespace fcr
