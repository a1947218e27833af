#include "sim/scenario/overrides.hpp"

#include "sim/scenario/block.hpp"
#include "sim/scenario/field_path.hpp"
#include "sim/scenario/input_file.hpp"
#include "sim/scenario/near_name.hpp"
#include "sim/scenario/syntax.hpp"

#include <fmt/format.h>
#include <google/protobuf/descriptor.h>
#include <google/protobuf/message.h>

#include <algorithm>
#include <array>
#include <memory>
#include <optional>
#include <string_view>
#include <utility>

namespace fcr {

namespace {

using google::protobuf::FieldDescriptor;
using google::protobuf::Message;
using google::protobuf::Reflection;

struct Override {
    std::vector<FieldStep> steps;
    std::string value;
};

Problem wrong(std::string_view field, std::string_view value, std::string remedy) {
    return {.file = "--set",
            .line = 0,
            .column = 0,
            .field = as_shown(field, 200),
            .value = as_shown(value),
            .remedy = std::move(remedy)};
}

std::string_view trimmed(std::string_view text) {
    const std::size_t first = text.find_first_not_of(" \t\r\n");
    if (first == std::string_view::npos) {
        return {};
    }
    return text.substr(first, text.find_last_not_of(" \t\r\n") - first + 1);
}

/// Where the path ends: the first equals sign outside brackets.
std::size_t end_of_path(std::string_view text) {
    bool in_brackets = false;
    for (std::size_t at = 0; at < text.size(); ++at) {
        if (text[at] == '[') {
            in_brackets = true;
        } else if (text[at] == ']') {
            in_brackets = false;
        } else if (text[at] == '=' && !in_brackets) {
            return at;
        }
    }
    return std::string_view::npos;
}

std::optional<Override> read_override(std::string_view text) {
    const std::size_t end = end_of_path(text);
    if (end == std::string_view::npos) {
        return std::nullopt;
    }
    Override result;
    result.value = std::string(trimmed(text.substr(end + 1)));
    auto steps = parse_field_path(trimmed(text.substr(0, end)));
    if (!steps) {
        return std::nullopt;
    }
    result.steps = std::move(*steps);
    return result;
}

std::vector<std::string> element_names(const Message& message, const FieldDescriptor& field) {
    std::vector<std::string> names;
    const Reflection& reflection = *message.GetReflection();
    for (int row = 0; row < reflection.FieldSize(message, &field); ++row) {
        std::string name = name_of(reflection.GetRepeatedMessage(message, &field, row));
        if (!name.empty()) {
            names.push_back(std::move(name));
        }
    }
    return names;
}

/// Text in quotes, unless it is in quotes already.
std::string in_quotes(std::string_view text) {
    if (text.starts_with('"') || text.starts_with('\'')) {
        return std::string(text);
    }
    std::string result = "\"";
    for (const char letter : text) {
        if (letter == '"' || letter == '\\') {
            result += '\\';
        }
        if (letter == '\n') {
            result += "\\n";
        } else {
            result += letter;
        }
    }
    return result + '"';
}

/// Each text of a list in quotes: `[a, b]` becomes `["a","b"]`.
std::string list_in_quotes(std::string_view list) {
    if (list.starts_with('[') && list.ends_with(']')) {
        list = list.substr(1, list.size() - 2);
    }
    std::string result = "[";
    while (!trimmed(list).empty()) {
        const std::size_t comma = list.find(',');
        result += (result.size() > 1 ? "," : "") + in_quotes(trimmed(list.substr(0, comma)));
        list.remove_prefix(comma == std::string_view::npos ? list.size() : comma + 1);
    }
    return result + ']';
}

/// The value as the parser wants it.
std::string as_text_format(const FieldDescriptor& field, const std::string& value, bool element) {
    const bool list = field.is_repeated() && !element;
    if (field.cpp_type() == FieldDescriptor::CPPTYPE_STRING) {
        return list ? list_in_quotes(value) : in_quotes(value);
    }
    const bool bare_list =
        list && field.cpp_type() != FieldDescriptor::CPPTYPE_MESSAGE && !value.starts_with('[');
    return bare_list ? '[' + value + ']' : value;
}

/// Fields that say the same thing in different ways: setting one removes the others, as with the
/// laws of a distribution. A oneof cannot hold lists.
constexpr std::array kAlternatives{
    std::array<std::string_view, 5>{
        "fcr.v1.Pool", "seats", "seats_by_interval", "seats_csv", "roster"},
    std::array<std::string_view, 5>{
        "fcr.v1.Arrivals", "weights", "profile_csv", "week_weights", ""}};

/// What is said of the people of a roster has no meaning without it.
constexpr std::string_view kRoster = "roster";
constexpr const char* kPeople = "people";

void clear_alternatives(Message& message, const FieldDescriptor& field) {
    for (const auto& [type, first, second, third, fourth] : kAlternatives) {
        const std::array fields{first, second, third, fourth};
        if (message.GetDescriptor()->full_name() != type ||
            std::ranges::count(fields, field.name()) == 0) {
            continue;
        }
        for (const std::string_view name : fields) {
            const FieldDescriptor* other =
                message.GetDescriptor()->FindFieldByName(std::string(name));
            if (other == nullptr || other == &field) {
                continue;
            }
            message.GetReflection()->ClearField(&message, other);
            if (name == kRoster) {
                const FieldDescriptor* people = message.GetDescriptor()->FindFieldByName(kPeople);
                message.GetReflection()->ClearField(&message, people);
            }
        }
    }
}

/// Puts the only element of a parsed list into a row of another.
void set_element(const FieldDescriptor& field, const Message& from, Message& into, int row) {
    const Reflection& reflection = *into.GetReflection();
    switch (field.cpp_type()) {
        case FieldDescriptor::CPPTYPE_DOUBLE:
            reflection.SetRepeatedDouble(
                &into, &field, row, reflection.GetRepeatedDouble(from, &field, 0));
            return;
        case FieldDescriptor::CPPTYPE_UINT32:
            reflection.SetRepeatedUInt32(
                &into, &field, row, reflection.GetRepeatedUInt32(from, &field, 0));
            return;
        case FieldDescriptor::CPPTYPE_STRING:
            reflection.SetRepeatedString(
                &into, &field, row, reflection.GetRepeatedString(from, &field, 0));
            return;
        case FieldDescriptor::CPPTYPE_MESSAGE:
            reflection.MutableRepeatedMessage(&into, &field, row)
                ->CopyFrom(reflection.GetRepeatedMessage(from, &field, 0));
            return;
        case FieldDescriptor::CPPTYPE_BOOL:
        case FieldDescriptor::CPPTYPE_ENUM:
        case FieldDescriptor::CPPTYPE_FLOAT:
        case FieldDescriptor::CPPTYPE_INT32:
        case FieldDescriptor::CPPTYPE_INT64:
        case FieldDescriptor::CPPTYPE_UINT64: break;
    }
    FCR_CHECK(false, "a list of a type that no file format of ours has");
}

/// Follows one path through a message and sets its end.
class Setter {
public:
    explicit Setter(Message& root) : message_(&root) {}

    [[nodiscard]] std::optional<Problem> apply(const Override& change) {
        for (std::size_t at = 0; at < change.steps.size(); ++at) {
            const FieldStep& step = change.steps[at];
            const bool last = at + 1 == change.steps.size();
            const FieldDescriptor* field = message_->GetDescriptor()->FindFieldByName(step.field);
            const std::string parent = path_;
            path_ += (path_.empty() ? "" : ".") + step.field;
            key_ += (key_.empty() ? "" : ".") + step.field;
            if (field == nullptr) {
                return wrong(
                    path_,
                    {},
                    fmt::format("there is no such field in {}{}",
                                message_->GetDescriptor()->name(),
                                suggest(step.field, field_names(*message_->GetDescriptor()))));
            }
            int row = -1;
            if (auto problem = choose_row(*field, step, row)) {
                return problem;
            }
            if (last) {
                return set(*field, row, parent, change.value);
            }
            if (auto problem = enter(*field, row)) {
                return problem;
            }
        }
        return std::nullopt;
    }

    /// The path with lists by index.
    [[nodiscard]] const std::string& key() const { return key_; }

private:
    std::optional<Problem> choose_row(const FieldDescriptor& field,
                                      const FieldStep& step,
                                      int& row) {
        if (!step.element) {
            return std::nullopt;
        }
        if (!field.is_repeated()) {
            return wrong(path_, {}, "is not a list: leave out the brackets");
        }
        const std::optional<int> found = find_element(*message_, field, *step.element);
        path_ += '[' + *step.element + ']';
        if (!found) {
            const int size = message_->GetReflection()->FieldSize(*message_, &field);
            std::vector<std::string> names;
            if (field.cpp_type() == FieldDescriptor::CPPTYPE_MESSAGE) {
                names = element_names(*message_, field);
            }
            return wrong(path_,
                         {},
                         fmt::format("there is no such element; the list has {}{}",
                                     size,
                                     suggest(*step.element, names)));
        }
        row = *found;
        key_ += fmt::format("[{}]", row);
        return std::nullopt;
    }

    std::optional<Problem> enter(const FieldDescriptor& field, int row) {
        if (field.cpp_type() != FieldDescriptor::CPPTYPE_MESSAGE) {
            return wrong(path_, {}, "has no fields of its own");
        }
        const Reflection& reflection = *message_->GetReflection();
        if (field.is_repeated()) {
            if (row < 0) {
                return wrong(path_,
                             {},
                             fmt::format("is a list: say which one, such as {}[0]{}",
                                         field.name(),
                                         suggest({}, element_names(*message_, field))));
            }
            message_ = reflection.MutableRepeatedMessage(message_, &field, row);
        } else {
            message_ = reflection.MutableMessage(message_, &field);
        }
        return std::nullopt;
    }

    std::optional<Problem> set(const FieldDescriptor& field,
                               int row,
                               const std::string& parent,
                               const std::string& value) {
        // The value is parsed as the only field of a message of its own, so that nothing else can
        // be set along with it and nothing is lost when it cannot be read.
        const std::unique_ptr<Message> parsed(message_->New());
        google::protobuf::TextFormat::ParseInfoTree locations;
        const SourceText text(field.name() + ": " + as_text_format(field, value, row >= 0));
        if (auto problem = parse_text("--set", text, *parsed, locations)) {
            const bool whole =
                problem->field == field.name() ||
                !problem->field.starts_with(field.name() + (field.is_repeated() ? "[" : "."));
            return wrong(whole ? path_ : (parent.empty() ? "" : parent + '.') + problem->field,
                         whole ? std::string_view(value) : std::string_view(problem->value),
                         whole ? expectation(field) : problem->remedy);
        }
        const Reflection& reflection = *message_->GetReflection();
        std::vector<const FieldDescriptor*> fields;
        reflection.ListFields(*parsed, &fields);
        const bool empty_list = fields.empty() && field.is_repeated() && row < 0;
        const bool alone = fields.size() == 1 && fields.front() == &field &&
                           (row < 0 || reflection.FieldSize(*parsed, &field) == 1);
        if (!empty_list && !alone) {
            return wrong(path_, value, expectation(field));
        }
        if (row >= 0) {
            set_element(field, *parsed, *message_, row);
        } else {
            clear_alternatives(*message_, field);
            reflection.ClearField(message_, &field);
            message_->MergeFrom(*parsed);
        }
        return std::nullopt;
    }

    Message* message_;
    std::string path_;
    std::string key_;
};

}  // namespace

Problems apply_overrides(std::span<const std::string> overrides,
                         Message& message,
                         std::vector<std::string>& keys) {
    Problems problems;
    const std::unique_ptr<Message> changed(message.New());
    changed->CopyFrom(message);
    for (const std::string& text : overrides) {
        const std::optional<Override> change = read_override(text);
        if (!change) {
            problems.push_back(wrong({}, text, "must be path=value, such as pools[0].seats=12"));
            continue;
        }
        Setter setter(*changed);
        if (auto problem = setter.apply(*change)) {
            problems.push_back(std::move(*problem));
        } else {
            keys.push_back(setter.key());
        }
    }
    if (problems.empty()) {
        message.CopyFrom(*changed);
    }
    return problems;
}

}  // namespace fcr
