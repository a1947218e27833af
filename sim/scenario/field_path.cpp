#include "sim/scenario/field_path.hpp"

#include "sim/scenario/block.hpp"

#include <google/protobuf/descriptor.h>
#include <google/protobuf/message.h>
#include <google/protobuf/text_format.h>

#include <algorithm>
#include <charconv>
#include <system_error>

namespace fcr {
namespace {

using google::protobuf::FieldDescriptor;
using google::protobuf::Message;
using google::protobuf::Reflection;

/// Reads one step off the front of the path; false when it has no form.
bool take_step(std::string_view& path, FieldStep& step) {
    const std::size_t end = path.find_first_of(".[");
    step.field = std::string(path.substr(0, end));
    path.remove_prefix(std::min(end, path.size()));
    if (step.field.empty()) {
        return false;
    }
    if (path.starts_with('[')) {
        const std::size_t close = path.find(']');
        if (close == std::string_view::npos || close == 1) {
            return false;
        }
        step.element = std::string(path.substr(1, close - 1));
        path.remove_prefix(close + 1);
    }
    if (path.starts_with('.')) {
        path.remove_prefix(1);
        return !path.empty();
    }
    return path.empty();
}

}  // namespace

std::optional<std::vector<FieldStep>> parse_field_path(std::string_view path) {
    std::vector<FieldStep> steps;
    do {
        if (!take_step(path, steps.emplace_back())) {
            return std::nullopt;
        }
    } while (!path.empty());
    return steps;
}

/// The row of a list that an element of a path means: its name first, then its index.
std::optional<int> find_element(const Message& message,
                                const FieldDescriptor& field,
                                const std::string& element) {
    const Reflection& reflection = *message.GetReflection();
    const int size = reflection.FieldSize(message, &field);
    if (field.cpp_type() == FieldDescriptor::CPPTYPE_MESSAGE) {
        for (int row = 0; row < size; ++row) {
            if (name_of(reflection.GetRepeatedMessage(message, &field, row)) == element) {
                return row;
            }
        }
    }
    int row = -1;
    const char* end = element.data() + element.size();
    const auto [stop, error] = std::from_chars(element.data(), end, row);
    if (error != std::errc{} || stop != end || row < 0 || row >= size) {
        return std::nullopt;
    }
    return row;
}

std::string field_text(const Message& message, const FieldDescriptor& field, int row) {
    std::string text;
    if (row < 0 && field.is_repeated()) {
        const int size = message.GetReflection()->FieldSize(message, &field);
        for (int at = 0; at < size; ++at) {
            text += (at > 0 ? ", " : "") + field_text(message, field, at);
        }
        return '[' + text + ']';
    }
    if (field.cpp_type() == FieldDescriptor::CPPTYPE_MESSAGE) {
        google::protobuf::TextFormat::Printer printer;
        printer.SetSingleLineMode(true);
        const auto& reflection = *message.GetReflection();
        printer.PrintToString(row < 0 ? reflection.GetMessage(message, &field)
                                      : reflection.GetRepeatedMessage(message, &field, row),
                              &text);
        text.erase(text.find_last_not_of(' ') + 1);
        return '{' + text + '}';
    }
    google::protobuf::TextFormat::PrintFieldValueToString(message, &field, row, &text);
    return text;
}

}  // namespace fcr
