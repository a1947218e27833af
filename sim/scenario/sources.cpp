#include "sim/scenario/sources.hpp"

#include "sim/scenario/block.hpp"

#include <fmt/format.h>
#include <google/protobuf/descriptor.h>
#include <google/protobuf/message.h>

#include <algorithm>
#include <utility>

namespace fcr {

namespace {

using google::protobuf::FieldDescriptor;
using google::protobuf::Message;

bool is_number(const FieldDescriptor& field) {
    return field.cpp_type() == FieldDescriptor::CPPTYPE_DOUBLE ||
           field.cpp_type() == FieldDescriptor::CPPTYPE_UINT32 ||
           field.cpp_type() == FieldDescriptor::CPPTYPE_INT32;
}

/// Calls `visit` with each message right inside this one, and its path.
template <typename Visit>
void each_child(const Message& message, const std::string& path, Visit visit) {
    const auto& reflection = *message.GetReflection();
    std::vector<const FieldDescriptor*> fields;
    reflection.ListFields(message, &fields);
    for (const FieldDescriptor* field : fields) {
        if (field->cpp_type() != FieldDescriptor::CPPTYPE_MESSAGE) {
            continue;
        }
        const std::string here = path.empty() ? field->name() : path + '.' + field->name();
        if (!field->is_repeated()) {
            visit(reflection.GetMessage(message, field), here);
            continue;
        }
        for (int row = 0; row < reflection.FieldSize(message, field); ++row) {
            const Message& element = reflection.GetRepeatedMessage(message, field, row);
            const std::string name = name_of(element);
            visit(element, fmt::format("{}[{}]", here, name.empty() ? std::to_string(row) : name));
        }
    }
}

/// Walks a message; `owner` is the nearest block around that can have a source and has none.
void collect(const Message& message,
             const std::string& path,
             std::string owner,
             std::vector<std::string>& unsourced) {
    const FieldDescriptor* source = message.GetDescriptor()->FindFieldByName("source");
    if (source != nullptr) {
        if (!message.GetReflection()->GetString(message, source).empty()) {
            return;  // it speaks for everything inside
        }
        owner = path;
    }
    std::vector<const FieldDescriptor*> fields;
    message.GetReflection()->ListFields(message, &fields);
    for (const FieldDescriptor* field : fields) {
        if (is_number(*field) && !owner.empty() && std::ranges::count(unsourced, owner) == 0) {
            unsourced.push_back(owner);
        }
    }
    each_child(message, path, [&](const Message& child, const std::string& here) {
        collect(child, here, owner, unsourced);
    });
}

void collect_sources(const Message& message,
                     const std::string& path,
                     std::vector<SourcedBlock>& sources) {
    if (const FieldDescriptor* field = message.GetDescriptor()->FindFieldByName("source")) {
        std::string source = message.GetReflection()->GetString(message, field);
        if (!source.empty()) {
            sources.push_back({.path = path, .source = std::move(source)});
        }
    }
    each_child(message, path, [&](const Message& child, const std::string& here) {
        collect_sources(child, here, sources);
    });
}

}  // namespace

std::vector<std::string> unsourced_blocks(const Message& message) {
    std::vector<std::string> unsourced;
    collect(message, {}, {}, unsourced);
    return unsourced;
}

std::vector<SourcedBlock> sourced_blocks(const Message& message) {
    std::vector<SourcedBlock> sources;
    collect_sources(message, {}, sources);
    return sources;
}

}  // namespace fcr
