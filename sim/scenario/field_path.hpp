// Paths that lead to a field of a scenario: pools[in_house].seats. Internal to this folder.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace google::protobuf {
class FieldDescriptor;
class Message;
}  // namespace google::protobuf

namespace fcr {

/// One part of a path: `pools[in_house]`.
struct FieldStep {
    std::string field;
    std::optional<std::string> element;
};

/// The steps of a path, at least one; empty when it has no such form.
[[nodiscard]] std::optional<std::vector<FieldStep>> parse_field_path(std::string_view path);

/// The row of a list that an element of a path means: its name first, then its index.
[[nodiscard]] std::optional<int> find_element(const google::protobuf::Message& message,
                                              const google::protobuf::FieldDescriptor& field,
                                              const std::string& element);

/// The value of a field as a file has it, lists in brackets, blocks in braces; of one row of a list
/// where `row` is not negative.
[[nodiscard]] std::string field_text(const google::protobuf::Message& message,
                                     const google::protobuf::FieldDescriptor& field,
                                     int row = -1);

}  // namespace fcr
