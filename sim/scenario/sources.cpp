#include "sim/scenario/sources.hpp"

#include "sim/scenario/block.hpp"

#include <fmt/format.h>
#include <google/protobuf/descriptor.h>
#include <google/protobuf/message.h>

#include <algorithm>

namespace fcr {

namespace {

using google::protobuf::FieldDescriptor;
using google::protobuf::Message;

bool is_number(const FieldDescriptor& field) {
    return field.cpp_type() == FieldDescriptor::CPPTYPE_DOUBLE ||
           field.cpp_type() == FieldDescriptor::CPPTYPE_UINT32 ||
           field.cpp_type() == FieldDescriptor::CPPTYPE_INT32;
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
        if (field->cpp_type() != FieldDescriptor::CPPTYPE_MESSAGE) {
            continue;
        }
        const std::string here = path.empty() ? field->name() : path + '.' + field->name();
        if (!field->is_repeated()) {
            collect(message.GetReflection()->GetMessage(message, field), here, owner, unsourced);
            continue;
        }
        for (int row = 0; row < message.GetReflection()->FieldSize(message, field); ++row) {
            const Message& element =
                message.GetReflection()->GetRepeatedMessage(message, field, row);
            const std::string name = name_of(element);
            collect(element,
                    fmt::format("{}[{}]", here, name.empty() ? std::to_string(row) : name),
                    owner,
                    unsourced);
        }
    }
}

}  // namespace

std::vector<std::string> unsourced_blocks(const Message& message) {
    std::vector<std::string> unsourced;
    collect(message, {}, {}, unsourced);
    return unsourced;
}

}  // namespace fcr
