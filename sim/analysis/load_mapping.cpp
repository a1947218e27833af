#include "sim/analysis/load_mapping.hpp"

#include "proto/fcr/v1/load.pb.h"
#include "sim/scenario/block.hpp"
#include "sim/scenario/input_file.hpp"
#include "sim/scenario/syntax.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <set>
#include <utility>

namespace fcr {

namespace {

using v1::LoadMapping_Value;
using LoadFields = v1::LoadMapping;

constexpr int kLoadValuesMax = 10'000;
constexpr std::string_view kLoadDelimiters = ",;|\t";

/// The text of a field that must be there and not empty.
std::string needed_text(const Block& block, int field, const char* remedy) {
    std::string text = block.text(field);
    if (!block.has(field)) {
        block.missing(field, remedy);
    } else if (text.empty()) {
        block.refuse(field, remedy);
    }
    return text;
}

void read_load_columns(const Block& block, LoadMapping& mapping) {
    mapping.time_column = needed_text(block,
                                      LoadFields::kTimeColumnFieldNumber,
                                      "must be the header of the column with the time");
    mapping.class_column = needed_text(block,
                                       LoadFields::kClassColumnFieldNumber,
                                       "must be the header of the column that tells the class");
    if (!mapping.class_column.empty() && mapping.class_column == mapping.time_column) {
        block.refuse(LoadFields::kClassColumnFieldNumber,
                     "must be another column than time_column");
    }
    if (block.has(LoadFields::kTimeFormatFieldNumber)) {
        mapping.time_format = block.text(LoadFields::kTimeFormatFieldNumber);
        if (const auto reader = TimeReader::make(mapping.time_format); !reader) {
            block.refuse(LoadFields::kTimeFormatFieldNumber, reader.error());
        }
    }
    if (block.has(LoadFields::kDelimiterFieldNumber)) {
        const std::string delimiter = block.text(LoadFields::kDelimiterFieldNumber);
        if (delimiter.size() != 1 || kLoadDelimiters.find(delimiter) == std::string_view::npos) {
            block.refuse(LoadFields::kDelimiterFieldNumber, R"(must be "," ";" "|" or "\t")");
        } else {
            mapping.delimiter = delimiter.front();
        }
    }
}

/// The class's name in a field; which classes there are is the scenario's affair.
std::string read_class(const Block& block, int field) {
    const char* const remedy = "must be the name of a call class";
    std::string name = needed_text(block, field, remedy);
    if (!name.empty() && !is_name(name)) {
        block.refuse(field, remedy);
    }
    return name;
}

bool too_many(const Block& block, int field) {
    if (block.size(field) > kLoadValuesMax) {
        block.refuse(field, 0, fmt::format("limit reached: at most {} of them", kLoadValuesMax));
        return true;
    }
    return false;
}

void read_load_values(const Block& block, LoadMapping& mapping) {
    const int field = LoadFields::kValuesFieldNumber;
    const int dropped = LoadFields::kDroppedValuesFieldNumber;
    if (too_many(block, field) || too_many(block, dropped)) {
        return;
    }
    std::set<std::string, std::less<>> known;
    for (int row = 0; row < block.size(field); ++row) {
        const Block child = block.child(field, row);
        if (!child.has(LoadMapping_Value::kValueFieldNumber)) {
            child.missing(LoadMapping_Value::kValueFieldNumber,
                          "must be a value of the class column");
        }
        std::string value = child.text(LoadMapping_Value::kValueFieldNumber);
        if (!known.insert(value).second) {
            child.refuse(LoadMapping_Value::kValueFieldNumber, "must be given once");
        }
        mapping.values.push_back(
            {.value = std::move(value),
             .call_class = read_class(child, LoadMapping_Value::kCallClassFieldNumber),
             .place = child.place(LoadMapping_Value::kCallClassFieldNumber)});
    }
    for (int row = 0; row < block.size(dropped); ++row) {
        std::string value = block.text(dropped, row);
        if (!known.insert(value).second) {
            block.refuse(dropped, row, "must be given once, and not among the values as well");
        }
        mapping.dropped.push_back(std::move(value));
    }
    const int otherwise = LoadFields::kDefaultCallClassFieldNumber;
    if (block.has(otherwise)) {
        mapping.otherwise = MappedValue{.value = {},
                                        .call_class = read_class(block, otherwise),
                                        .place = block.place(otherwise)};
    }
    if (mapping.values.empty() && !mapping.otherwise) {
        block.missing(field, "must be given, or default_call_class: which value means which class");
    }
}

}  // namespace

Result<LoadMapping> read_mapping(const std::filesystem::path& file) {
    Result<std::string> text = read_input_file(file, kScenarioBytesMax);
    if (!text) {
        return tl::unexpected(std::move(text.error()));
    }
    return parse_mapping(std::move(*text), file.string());
}

Result<LoadMapping> parse_mapping(std::string text, const std::string& file) {
    v1::LoadMapping message;
    google::protobuf::TextFormat::ParseInfoTree locations;
    TextOrigin origin;
    origin.file = file;
    origin.text = SourceText(std::move(text));
    origin.locations = &locations;
    if (std::optional<Problem> problem = parse_text(file, origin.text, message, locations)) {
        return tl::unexpected(Problems{std::move(*problem)});
    }
    Findings findings;
    const Block block(message, origin, findings);
    LoadMapping mapping;
    mapping.file = file;
    read_load_columns(block, mapping);
    read_load_values(block, mapping);
    mapping.span = read_span(block, LoadFields::kFromFieldNumber, LoadFields::kToFieldNumber);
    mapping.source = block.text(LoadFields::kSourceFieldNumber);
    if (!findings.empty()) {
        return tl::unexpected(findings.take());
    }
    return mapping;
}

}  // namespace fcr
