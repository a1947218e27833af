#include "sim/scenario/field_value.hpp"

#include "proto/fcr/v1/scenario.pb.h"
#include "sim/base/check.hpp"
#include "sim/scenario/field_path.hpp"

#include <google/protobuf/descriptor.h>
#include <google/protobuf/text_format.h>

#include <vector>

namespace fcr {
namespace {

using google::protobuf::FieldDescriptor;
using google::protobuf::Message;

/// The value at the path's end, from its step `at` on.
std::optional<std::string> value_at(const Message& message,
                                    const std::vector<FieldStep>& path,
                                    std::size_t at) {
    const auto& reflection = *message.GetReflection();
    const FieldDescriptor* field = message.GetDescriptor()->FindFieldByName(path[at].field);
    if (field == nullptr) {
        return std::nullopt;
    }
    int row = -1;
    if (path[at].element) {
        const auto found = field->is_repeated() ? find_element(message, *field, *path[at].element)
                                                : std::optional<int>{};
        if (!found) {
            return std::nullopt;
        }
        row = *found;
    } else if (field->is_repeated() ? reflection.FieldSize(message, field) == 0
                                    : !reflection.HasField(message, field)) {
        return std::nullopt;
    }
    if (at + 1 == path.size()) {
        return field_text(message, *field, row);
    }
    if (field->cpp_type() != FieldDescriptor::CPPTYPE_MESSAGE ||
        field->is_repeated() != (row >= 0)) {
        return std::nullopt;
    }
    return value_at(row < 0 ? reflection.GetMessage(message, field)
                            : reflection.GetRepeatedMessage(message, field, row),
                    path,
                    at + 1);
}

}  // namespace

std::optional<std::string> field_value(const ScenarioBundle& bundle, std::string_view path) {
    v1::Scenario scenario;
    FCR_CHECK(google::protobuf::TextFormat::ParseFromString(bundle.text, &scenario),
              "a bundle's text can be read");
    const auto steps = parse_field_path(path);
    return steps ? value_at(scenario, *steps, 0) : std::nullopt;
}

}  // namespace fcr
