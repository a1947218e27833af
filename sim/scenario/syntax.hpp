// Reading protobuf text format, with what is wrong told in the words of the scenario.
#pragma once

#include "sim/base/result.hpp"
#include "sim/scenario/block.hpp"

#include <google/protobuf/text_format.h>

#include <optional>
#include <string>
#include <string_view>

namespace fcr {

/// Parses the text into the message and records where each field stands. A syntax error ends the
/// parse: one problem with its place, the path of the field, and what would be right there.
[[nodiscard]] std::optional<Problem> parse_text(
    const std::string& file,
    const SourceText& text,
    google::protobuf::Message& message,
    google::protobuf::TextFormat::ParseInfoTree& locations);

/// The same, and refuses a text that sets nothing: `is empty; ` and what the file needs at least.
[[nodiscard]] std::optional<Problem> parse_filled_text(
    const std::string& file,
    const SourceText& text,
    std::string_view needs,
    google::protobuf::Message& message,
    google::protobuf::TextFormat::ParseInfoTree& locations);

/// What may be written as a value of the field: `must be a number`.
[[nodiscard]] std::string expectation(const google::protobuf::FieldDescriptor& field);

/// The names of a message's fields, for suggestions.
[[nodiscard]] std::vector<std::string> field_names(const google::protobuf::Descriptor& type);

}  // namespace fcr
