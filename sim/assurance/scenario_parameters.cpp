#include "sim/assurance/scenario_parameters.hpp"

#include "proto/fcr/v1/scenario.pb.h"
#include "sim/assurance/publications.hpp"
#include "sim/base/check.hpp"
#include "sim/scenario/block.hpp"
#include "sim/scenario/sha256.hpp"

#include <fmt/format.h>
#include <google/protobuf/text_format.h>

#include <algorithm>
#include <array>
#include <string_view>
#include <utility>

namespace fcr {

namespace {

using google::protobuf::FieldDescriptor;
using google::protobuf::Message;

/// What names a thing or tells of it, and is no value of the room.
constexpr std::array<std::string_view, 5> kWords{"name", "id", "title", "description", "source"};

constexpr std::size_t kHashDigits = 12;

std::string unit_of_name(const std::string& name) {
    for (const auto& [end, unit] : {std::pair{"_per_day", "per day"},
                                    std::pair{"_per_month", "per month"},
                                    std::pair{"_per_h", "per h"},
                                    std::pair{"_s", "s"},
                                    std::pair{"_min", "min"},
                                    std::pair{"_h", "h"},
                                    std::pair{"_days", "days"},
                                    std::pair{"_weeks", "weeks"},
                                    std::pair{"_years", "years"}}) {
        if (name.ends_with(end)) {
            return unit;
        }
    }
    return "-";
}

bool has_assumption(std::string_view source) {
    return source.find("ssumption") != source.npos;
}

SourceStanding standing_of(const std::string& source, const std::vector<std::string>& keys) {
    if (source.empty()) {
        return SourceStanding::None;
    }
    if (source.starts_with("assumption")) {
        return SourceStanding::Assumption;
    }
    if (std::ranges::any_of(keys,
                            [](const auto& key) { return find_publication(key) == nullptr; })) {
        return SourceStanding::UnknownKey;
    }
    if (has_assumption(source)) {
        return SourceStanding::PartAssumption;
    }
    return keys.empty() ? SourceStanding::Stated : SourceStanding::Published;
}

/// Of the source's own words, else of the first publication it names that has one.
std::string date_of_source(const std::string& source, const std::vector<std::string>& keys) {
    if (const auto date = date_in(source)) {
        return *date;
    }
    for (const std::string& key : keys) {
        const Publication* publication = find_publication(key);
        const auto date = publication == nullptr ? std::nullopt : date_in(publication->title);
        if (date) {
            return *date;
        }
    }
    return {};
}

class Walk {
public:
    explicit Walk(const ScenarioBundle& bundle) : bundle_(bundle) {}

    void block(const Message& message, const std::string& path, std::string source) {
        if (const FieldDescriptor* own = message.GetDescriptor()->FindFieldByName("source")) {
            std::string words = message.GetReflection()->GetString(message, own);
            if (!words.empty()) {
                source = std::move(words);
            }
        }
        std::vector<const FieldDescriptor*> fields;
        message.GetReflection()->ListFields(message, &fields);
        for (const FieldDescriptor* field : fields) {
            const std::string here = path.empty() ? field->name() : path + '.' + field->name();
            if (field->cpp_type() == FieldDescriptor::CPPTYPE_MESSAGE) {
                children(message, *field, here, source);
            } else if (std::ranges::count(kWords, field->name()) == 0) {
                add(message, *field, here, source);
            }
        }
    }

    std::vector<ScenarioParameter> take() { return std::move(found_); }

private:
    void children(const Message& message,
                  const FieldDescriptor& field,
                  const std::string& path,
                  const std::string& source) {
        const auto& reflection = *message.GetReflection();
        if (!field.is_repeated()) {
            block(reflection.GetMessage(message, &field), path, source);
            return;
        }
        for (int row = 0; row < reflection.FieldSize(message, &field); ++row) {
            const Message& element = reflection.GetRepeatedMessage(message, &field, row);
            const std::string name = name_of(element);
            block(element,
                  fmt::format("{}[{}]", path, name.empty() ? std::to_string(row) : name),
                  source);
        }
    }

    void add(const Message& message,
             const FieldDescriptor& field,
             const std::string& path,
             const std::string& source) {
        ScenarioParameter parameter{.path = path,
                                    .value = value_of(message, field),
                                    .unit = unit_of_name(field.name()),
                                    .source = source,
                                    .standing = SourceStanding::None,
                                    .date = {},
                                    .keys = keys_in(source)};
        parameter.standing = path.starts_with("kpis[") ? SourceStanding::Definition
                                                       : standing_of(source, parameter.keys);
        parameter.date = date_of_source(source, parameter.keys);
        found_.push_back(std::move(parameter));
    }

    [[nodiscard]] std::string value_of(const Message& message, const FieldDescriptor& field) const {
        std::string text;
        const int rows =
            field.is_repeated() ? message.GetReflection()->FieldSize(message, &field) : 1;
        for (int row = 0; row < rows; ++row) {
            std::string value;
            google::protobuf::TextFormat::PrintFieldValueToString(
                message, &field, field.is_repeated() ? row : -1, &value);
            text += (row > 0 ? ", " : "") + value;
        }
        if (field.name().ends_with("_csv")) {
            return file_words(message.GetReflection()->GetString(message, &field));
        }
        return field.is_repeated() ? '[' + text + ']' : text;
    }

    [[nodiscard]] std::string file_words(const std::string& name) const {
        const auto file = std::ranges::find(bundle_.files, name, &ScenarioBundle::File::name);
        FCR_CHECK(file != bundle_.files.end(), "a bundle has the files that its text names");
        Sha256 digest;
        digest.update(file->bytes);
        const std::string_view bytes = file->bytes;
        const auto lines =
            std::ranges::count(bytes, '\n') + (bytes.empty() || bytes.ends_with('\n') ? 0 : 1);
        const std::size_t line = bytes.find_first_of("\r\n");
        return fmt::format("{} (sha256 {}, {} rows under: {})",
                           name,
                           digest.hex().substr(0, kHashDigits),
                           std::max<std::ptrdiff_t>(lines - 1, 0),
                           bytes.substr(0, line));
    }

    const ScenarioBundle& bundle_;
    std::vector<ScenarioParameter> found_;
};

}  // namespace

std::vector<ScenarioParameter> parameters_of(const ScenarioBundle& bundle) {
    v1::Scenario scenario;
    FCR_CHECK(google::protobuf::TextFormat::ParseFromString(bundle.text, &scenario),
              "a bundle's text can be read");
    Walk walk(bundle);
    walk.block(scenario, {}, {});
    return walk.take();
}

std::string mark_of(const ScenarioParameter& parameter) {
    switch (parameter.standing) {
        case SourceStanding::Published:
        case SourceStanding::Stated: return "source stated";
        case SourceStanding::PartAssumption: return "unverified in part: assumption";
        case SourceStanding::Assumption: return "unverified: assumption";
        case SourceStanding::UnknownKey: return "unverified: publication not in SOURCES.md";
        case SourceStanding::None: return "unverified: no source";
        case SourceStanding::Definition: return "definition of what is measured";
    }
    return {};
}

}  // namespace fcr
