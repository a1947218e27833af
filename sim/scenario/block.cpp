#include "sim/scenario/block.hpp"

#include "sim/scenario/input_file.hpp"
#include "sim/scenario/near_name.hpp"

#include <fmt/format.h>
#include <google/protobuf/descriptor.h>
#include <google/protobuf/message.h>

#include <algorithm>
#include <cmath>
#include <limits>
#include <utility>

namespace fcr {

namespace {

using google::protobuf::EnumDescriptor;
using google::protobuf::FieldDescriptor;
using google::protobuf::Message;
using google::protobuf::Reflection;
using google::protobuf::TextFormat;

/// The scenario's own problems stand after those of its file when they come from --set.
constexpr Place kAfterTheFile{.line = std::numeric_limits<int>::max(), .column = 0};

std::string with_index(const std::string& name, int index) {
    return index < 0 ? name : fmt::format("{}[{}]", name, index);
}

/// The value in `name: value`, without the name and the space around it.
std::string_view after_colon(std::string_view field) {
    const std::size_t colon = field.find(':');
    if (colon == std::string_view::npos) {
        return {};
    }
    field.remove_prefix(colon + 1);
    const std::size_t first = field.find_first_not_of(" \t\r\n");
    if (first == std::string_view::npos) {
        return {};
    }
    return field.substr(first, field.find_last_not_of(" \t\r\n;,") - first + 1);
}

std::vector<std::string> names_of(const EnumDescriptor& type) {
    std::vector<std::string> names;
    for (int row = 0; row < type.value_count(); ++row) {
        if (type.value(row)->number() != 0) {
            names.push_back(type.value(row)->name());
        }
    }
    return names;
}

}  // namespace

SourceText::SourceText(std::string text) : text_(std::move(text)) {
    lines_.push_back(0);
    for (std::size_t at = 0; at < text_.size(); ++at) {
        if (text_[at] == '\n') {
            lines_.push_back(at + 1);
        }
    }
}

std::size_t SourceText::offset(TextFormat::ParseLocation at) const {
    if (at.line < 0 || static_cast<std::size_t>(at.line) >= lines_.size()) {
        return text_.size();
    }
    std::size_t offset = lines_[static_cast<std::size_t>(at.line)];
    for (int column = 0; column < at.column && offset < text_.size(); ++offset) {
        if (text_[offset] == '\n') {
            break;
        }
        column += text_[offset] == '\t' ? 8 - column % 8 : 1;
    }
    return offset;
}

std::string_view SourceText::between(TextFormat::ParseLocation from,
                                     TextFormat::ParseLocation until) const {
    const std::size_t begin = offset(from);
    const std::size_t end = offset(until);
    return begin < end ? std::string_view(text_).substr(begin, end - begin) : std::string_view{};
}

std::string to_string(const Range& range) {
    const std::string unit = range.unit.empty() ? std::string{} : fmt::format(" {}", range.unit);
    // Not 1e-06: who reads this may not read exponents.
    const std::string min = range.min == 1e-6 ? "0.000001" : fmt::format("{}", range.min);
    return range.above_min ? fmt::format("above {} and at most {}{}", min, range.max, unit)
                           : fmt::format("from {} to {}{}", min, range.max, unit);
}

std::optional<std::size_t> Names::find(std::string_view name) const {
    const auto found = std::ranges::find(names, name);
    if (found == names.end()) {
        return std::nullopt;
    }
    return static_cast<std::size_t>(found - names.begin());
}

bool is_name(std::string_view name) {
    constexpr std::string_view path_letters = "[]{}\",;=";
    const auto is_control = [](char letter) {
        return static_cast<unsigned char>(letter) < 0x20 || letter == 0x7f;
    };
    return !name.empty() && name.size() <= 64 && is_utf8(name) &&
           std::ranges::none_of(name, is_control) && name.front() != ' ' && name.back() != ' ' &&
           name.find_first_of(path_letters) == std::string_view::npos;
}

std::string name_of(const Message& message) {
    for (const char* field : {"name", "id", "call_class", "kpi"}) {
        const FieldDescriptor* found = message.GetDescriptor()->FindFieldByName(field);
        if (found != nullptr && found->cpp_type() == FieldDescriptor::CPPTYPE_STRING &&
            !found->is_repeated()) {
            std::string name = message.GetReflection()->GetString(message, found);
            return is_name(name) ? name : std::string{};
        }
    }
    return {};
}

Block::Block(const Message& message, const TextOrigin& origin, Findings& findings)
    : message_(&message), tree_(origin.locations), origin_(&origin), findings_(&findings) {}

const FieldDescriptor& Block::descriptor(int field) const {
    const FieldDescriptor* found = message_->GetDescriptor()->FindFieldByNumber(field);
    FCR_CHECK(found != nullptr, "a field of another message");
    return *found;
}

bool Block::has(int field) const {
    const FieldDescriptor& found = descriptor(field);
    return found.is_repeated() ? size(field) > 0
                               : message_->GetReflection()->HasField(*message_, &found);
}

int Block::size(int field) const {
    return message_->GetReflection()->FieldSize(*message_, &descriptor(field));
}

Block Block::child(int field) const {
    return child(field, -1);
}

Block Block::child(int field, int index) const {
    const FieldDescriptor& found = descriptor(field);
    const Reflection& reflection = *message_->GetReflection();
    Block block;
    block.message_ = index < 0 ? &reflection.GetMessage(*message_, &found)
                               : &reflection.GetRepeatedMessage(*message_, &found, index);
    block.tree_ = tree_ == nullptr ? nullptr : tree_->GetTreeForNested(&found, index);
    block.origin_ = origin_;
    block.findings_ = findings_;
    block.path_ = path(field, index);
    block.key_ = key(field, index);
    block.place_ = place(field, index);
    return block;
}

std::string Block::path(int field, int index) const {
    const FieldDescriptor& found = descriptor(field);
    std::string name = with_index(found.name(), index);
    if (index >= 0 && found.cpp_type() == FieldDescriptor::CPPTYPE_MESSAGE) {
        const std::string called =
            name_of(message_->GetReflection()->GetRepeatedMessage(*message_, &found, index));
        if (!called.empty()) {
            name = fmt::format("{}[{}]", found.name(), called);
        }
    }
    return path_.empty() ? name : path_ + '.' + name;
}

std::string Block::key(int field, int index) const {
    const std::string name = with_index(descriptor(field).name(), index);
    return key_.empty() ? name : key_ + '.' + name;
}

Place Block::place(int field, int index) const {
    const FieldDescriptor& found = descriptor(field);
    if (tree_ == nullptr || (!found.is_repeated() && !has(field)) ||
        (found.is_repeated() && size(field) == 0)) {
        return place_;
    }
    const int wanted = found.is_repeated() ? std::max(index, 0) : -1;
    TextFormat::ParseLocation at = tree_->GetLocation(&found, wanted);
    if (at.line < 0 && found.is_repeated()) {
        // A list in brackets has one place for all its values.
        at = tree_->GetLocation(&found, 0);
    }
    return at.line < 0 ? place_ : Place{.line = at.line + 1, .column = at.column + 1};
}

double Block::raw_number(int field, int index) const {
    const FieldDescriptor& found = descriptor(field);
    const Reflection& reflection = *message_->GetReflection();
    if (found.cpp_type() == FieldDescriptor::CPPTYPE_DOUBLE) {
        return index < 0 ? reflection.GetDouble(*message_, &found)
                         : reflection.GetRepeatedDouble(*message_, &found, index);
    }
    if (found.cpp_type() == FieldDescriptor::CPPTYPE_INT32 && index < 0) {
        return reflection.GetInt32(*message_, &found);
    }
    if (found.cpp_type() == FieldDescriptor::CPPTYPE_UINT64 && index < 0) {
        // Above 2^53 the nearest double; no range of a field reaches so far.
        return static_cast<double>(reflection.GetUInt64(*message_, &found));
    }
    FCR_CHECK(found.cpp_type() == FieldDescriptor::CPPTYPE_UINT32, "not a number's field");
    return index < 0 ? reflection.GetUInt32(*message_, &found)
                     : reflection.GetRepeatedUInt32(*message_, &found, index);
}

namespace {

bool is_in(double value, const Range& range) {
    // Not-a-number fails every comparison and so is in no range.
    return value <= range.max && (range.above_min ? value > range.min : value >= range.min);
}

}  // namespace

std::optional<double> Block::number(int field, const Range& range) const {
    if (!has(field)) {
        return std::nullopt;
    }
    const double value = raw_number(field, -1);
    if (!is_in(value, range)) {
        refuse(field, "must be " + to_string(range));
        return std::nullopt;
    }
    return value + 0.0;  // -0 becomes 0
}

double Block::number_or(int field, const Range& range, double otherwise) const {
    return number(field, range).value_or(otherwise);
}

double Block::needed_number(int field, const Range& range) const {
    if (!has(field)) {
        missing(field, "must be given, " + to_string(range));
    }
    return number(field, range).value_or(range.min);
}

std::uint32_t Block::count_or(int field, const Range& range, std::uint32_t otherwise) const {
    FCR_CHECK(range.min >= 0.0 && range.max <= 4'294'967'295.0, "a count has 32 bits");
    const std::optional<double> value = number(field, range);
    return value ? static_cast<std::uint32_t>(*value) : otherwise;
}

std::vector<double> Block::numbers(int field, const Range& range) const {
    constexpr int told_max = 20;  // a list is wrong for one reason more often than for twenty
    std::vector<double> values;
    int refused = 0;
    for (int index = 0; index < size(field); ++index) {
        const double value = raw_number(field, index);
        const bool good = is_in(value, range);
        values.push_back(good ? value + 0.0 : range.min);
        if (!good && ++refused <= told_max) {
            refuse(field, index, "must be " + to_string(range));
        }
    }
    if (refused > told_max) {
        refuse(field,
               fmt::format("{} more values must be {}", refused - told_max, to_string(range)));
    }
    return values;
}

std::optional<int> Block::enumerator(int field) const {
    if (!has(field)) {
        return std::nullopt;
    }
    const FieldDescriptor& found = descriptor(field);
    const int value = message_->GetReflection()->GetEnumValue(*message_, &found);
    if (value == 0 || found.enum_type()->FindValueByNumber(value) == nullptr) {
        refuse(field, "must be one of " + listed(names_of(*found.enum_type())));
        return std::nullopt;
    }
    return value;
}

std::vector<int> Block::enumerators(int field) const {
    const EnumDescriptor& type = *descriptor(field).enum_type();
    std::vector<int> values;
    for (int index = 0; index < size(field); ++index) {
        const int value =
            message_->GetReflection()->GetRepeatedEnumValue(*message_, &descriptor(field), index);
        if (value == 0 || type.FindValueByNumber(value) == nullptr) {
            refuse(field, index, "must be one of " + listed(names_of(type)));
        } else {
            values.push_back(value);
        }
    }
    return values;
}

std::string Block::text(int field, int index) const {
    const FieldDescriptor& found = descriptor(field);
    const Reflection& reflection = *message_->GetReflection();
    return index < 0 ? reflection.GetString(*message_, &found)
                     : reflection.GetRepeatedString(*message_, &found, index);
}

int Block::rows(int field, int min, int max) const {
    const int count = size(field);
    if (count == 0 && min > 0) {
        missing(field, fmt::format("must be given, {} to {} times", min, max));
    } else if (count < min || count > max) {
        add(key(field),
            place(field),
            path(field),
            fmt::format("{} of them", count),
            fmt::format("must be given {} to {} times", min, max));
    }
    return std::min(count, max);
}

std::optional<std::size_t> Block::named(int field, const Names& names, int index) const {
    const std::string name = text(field, index);
    const std::optional<std::size_t> row = names.find(name);
    if (!row) {
        refuse(field,
               index,
               fmt::format("must be the name of {}{}", names.kind, suggest(name, names.names)));
    }
    return row;
}

std::string Block::value(int field, int index) const {
    const FieldDescriptor& found = descriptor(field);
    if (found.cpp_type() == FieldDescriptor::CPPTYPE_MESSAGE ||
        (found.is_repeated() ? index >= size(field) || index < 0 : !has(field))) {
        return {};
    }
    if (found.cpp_type() == FieldDescriptor::CPPTYPE_STRING) {
        return as_shown(text(field, index));
    }
    if (tree_ != nullptr && !found.is_repeated() && !overridden(key(field, index))) {
        const TextFormat::ParseLocationRange range = tree_->GetLocationRange(&found, -1);
        const std::string_view written =
            range.start.line < 0 ? std::string_view{}
                                 : after_colon(origin_->text.between(range.start, range.end));
        if (!written.empty()) {
            return as_shown(written);
        }
    }
    std::string printed;
    TextFormat::PrintFieldValueToString(*message_, &found, index, &printed);
    return as_shown(printed);
}

bool Block::overridden(const std::string& key) const {
    return std::ranges::any_of(origin_->overridden, [&key](const std::string& set) {
        return key.starts_with(set) &&
               (key.size() == set.size() || key[set.size()] == '.' || key[set.size()] == '[');
    });
}

void Block::add(const std::string& key,
                Place place,
                std::string path,
                std::string value,
                std::string remedy) const {
    const bool set = overridden(key);
    findings_->add(set ? kAfterTheFile : place,
                   Problem{.file = set ? "--set" : origin_->file,
                           .line = set ? 0 : place.line,
                           .column = set ? 0 : place.column,
                           .field = std::move(path),
                           .value = std::move(value),
                           .remedy = std::move(remedy)});
}

void Block::refuse(int field, std::string remedy) const {
    refuse(field, -1, std::move(remedy));
}

void Block::refuse(int field, int index, std::string remedy) const {
    add(key(field, index),
        place(field, index),
        path(field, index),
        value(field, index),
        std::move(remedy));
}

void Block::missing(int field, std::string remedy) const {
    add(key_, place_, path(field), {}, std::move(remedy));
}

void Block::refuse_block(std::string value, std::string remedy) const {
    add(key_, place_, path_, std::move(value), std::move(remedy));
}

void Block::refuse_file(int field, Problem problem) const {
    findings_->add(overridden(key(field)) ? kAfterTheFile : place(field), std::move(problem));
}

}  // namespace fcr
