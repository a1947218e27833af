#include "sim/scenario/differences.hpp"

#include "proto/fcr/v1/scenario.pb.h"
#include "sim/base/check.hpp"
#include "sim/scenario/block.hpp"
#include "sim/scenario/field_path.hpp"
#include "sim/scenario/input_file.hpp"

#include <fmt/format.h>
#include <google/protobuf/descriptor.h>
#include <google/protobuf/text_format.h>

#include <algorithm>
#include <array>
#include <optional>
#include <string_view>

namespace fcr {
namespace {

using google::protobuf::FieldDescriptor;
using google::protobuf::Message;

constexpr std::size_t kValueShown = 120;
constexpr std::array<std::string_view, 3> kWords{"title", "description", "source"};

/// Takes out what is for people to read.
void strip(Message& message) {
    const auto& reflection = *message.GetReflection();
    std::vector<const FieldDescriptor*> fields;
    reflection.ListFields(message, &fields);
    for (const FieldDescriptor* field : fields) {
        if (std::ranges::count(kWords, field->name()) > 0) {
            reflection.ClearField(&message, field);
        } else if (field->cpp_type() == FieldDescriptor::CPPTYPE_MESSAGE) {
            if (!field->is_repeated()) {
                strip(*reflection.MutableMessage(&message, field));
                continue;
            }
            for (int row = 0; row < reflection.FieldSize(message, field); ++row) {
                strip(*reflection.MutableRepeatedMessage(&message, field, row));
            }
        }
    }
}

v1::Scenario read(const ScenarioBundle& bundle) {
    v1::Scenario message;
    FCR_CHECK(google::protobuf::TextFormat::ParseFromString(bundle.text, &message),
              "a bundle's text can be read");
    strip(message);
    message.clear_kpis();
    message.clear_published();
    return message;
}

const std::string* bytes_of(const ScenarioBundle& bundle, const std::string& name) {
    const auto file = std::ranges::find(bundle.files, name, &ScenarioBundle::File::name);
    return file == bundle.files.end() ? nullptr : &file->bytes;
}

/// Goes through two messages of one type side by side.
class Comparer {
public:
    Comparer(const ScenarioBundle& first, const ScenarioBundle& second)
        : first_(first), second_(second) {}

    void compare(const Message& first, const Message& second, const std::string& path) {
        const auto& descriptor = *first.GetDescriptor();
        for (int at = 0; at < descriptor.field_count(); ++at) {
            const FieldDescriptor& field = *descriptor.field(at);
            const std::string name = (path.empty() ? "" : path + '.') + field.name();
            if (field.is_repeated()) {
                compare_lists(first, second, field, name);
            } else {
                compare_fields(first, second, field, name);
            }
        }
    }

    [[nodiscard]] std::vector<std::string> take() { return std::move(found_); }

private:
    void add(const std::string& path, std::string_view before, std::string_view after) {
        found_.push_back(fmt::format(
            "{}: {} -> {}", path, as_shown(before, kValueShown), as_shown(after, kValueShown)));
    }

    void compare_fields(const Message& first,
                        const Message& second,
                        const FieldDescriptor& field,
                        const std::string& path) {
        const auto& reflection = *first.GetReflection();
        const bool has_first = reflection.HasField(first, &field);
        const bool has_second = reflection.HasField(second, &field);
        if (!has_first && !has_second) {
            return;
        }
        const bool is_message = field.cpp_type() == FieldDescriptor::CPPTYPE_MESSAGE;
        if (is_message && has_first && has_second) {
            compare(
                reflection.GetMessage(first, &field), reflection.GetMessage(second, &field), path);
            return;
        }
        const bool is_file = field.name().ends_with("_csv");
        const std::string before = has_first ? field_text(first, field) : "none";
        const std::string after = has_second ? field_text(second, field) : "none";
        if (is_file) {
            const auto* old_bytes =
                has_first ? bytes_of(first_, reflection.GetString(first, &field)) : nullptr;
            const auto* new_bytes =
                has_second ? bytes_of(second_, reflection.GetString(second, &field)) : nullptr;
            if (old_bytes == nullptr || new_bytes == nullptr || *old_bytes != *new_bytes) {
                add(path, has_first ? "a file" : "none", has_second ? "another file" : "none");
            }
        } else if (before != after) {
            add(path, before, after);
        }
    }

    /// The row of the element of that name, or of that place where there are no names.
    static std::optional<int> partner(const Message& of,
                                      const Message& in,
                                      const FieldDescriptor& field,
                                      int row) {
        const auto& reflection = *of.GetReflection();
        const int size = reflection.FieldSize(in, &field);
        const std::string name = name_of(reflection.GetRepeatedMessage(of, &field, row));
        if (name.empty()) {
            return row < size ? std::optional(row) : std::nullopt;
        }
        for (int other = 0; other < size; ++other) {
            if (name_of(reflection.GetRepeatedMessage(in, &field, other)) == name) {
                return other;
            }
        }
        return std::nullopt;
    }

    void compare_lists(const Message& first,
                       const Message& second,
                       const FieldDescriptor& field,
                       const std::string& path) {
        if (field.cpp_type() != FieldDescriptor::CPPTYPE_MESSAGE) {
            const std::string before = field_text(first, field);
            const std::string after = field_text(second, field);
            if (before != after) {
                add(path, before, after);
            }
            return;
        }
        const auto& reflection = *first.GetReflection();
        const auto path_of = [&](const Message& message, int row) {
            const std::string name = name_of(reflection.GetRepeatedMessage(message, &field, row));
            return fmt::format("{}[{}]", path, name.empty() ? std::to_string(row) : name);
        };
        for (int row = 0; row < reflection.FieldSize(first, &field); ++row) {
            if (const auto other = partner(first, second, field, row)) {
                compare(reflection.GetRepeatedMessage(first, &field, row),
                        reflection.GetRepeatedMessage(second, &field, *other),
                        path_of(first, row));
            } else {
                add(path_of(first, row), field_text(first, field, row), "none");
            }
        }
        for (int row = 0; row < reflection.FieldSize(second, &field); ++row) {
            if (!partner(second, first, field, row)) {
                add(path_of(second, row), "none", field_text(second, field, row));
            }
        }
    }

    const ScenarioBundle& first_;
    const ScenarioBundle& second_;
    std::vector<std::string> found_;
};

}  // namespace

std::vector<std::string> differences(const ScenarioBundle& first, const ScenarioBundle& second) {
    Comparer comparer(first, second);
    comparer.compare(read(first), read(second), {});
    return comparer.take();
}

}  // namespace fcr
