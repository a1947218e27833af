#include "sim/scenario/scenario_bundle.hpp"

#include "proto/fcr/v1/scenario.pb.h"
#include "sim/base/check.hpp"
#include "sim/scenario/block.hpp"
#include "sim/scenario/input_file.hpp"
#include "sim/scenario/load.hpp"
#include "sim/scenario/overrides.hpp"
#include "sim/scenario/sha256.hpp"
#include "sim/scenario/sources.hpp"
#include "sim/scenario/syntax.hpp"

#include <fmt/format.h>
#include <google/protobuf/text_format.h>

#include <array>
#include <cstdlib>
#include <fstream>
#include <memory>
#include <string_view>
#include <system_error>
#include <utility>

namespace fcr {

namespace {

using google::protobuf::FieldDescriptor;
using google::protobuf::Message;

/// Each text with its length before it, so that none runs into the next.
void add(Sha256& digest, std::string_view text) {
    digest.update(fmt::format("{}:", text.size()));
    digest.update(text);
}

/// A folder of its own that goes away.
class TemporaryFolder {
public:
    TemporaryFolder() {
        std::string name = (std::filesystem::temp_directory_path() / "fcrsim_XXXXXX").string();
        if (::mkdtemp(name.data()) != nullptr) {
            path_ = name;
        }
    }
    TemporaryFolder(const TemporaryFolder&) = delete;
    TemporaryFolder& operator=(const TemporaryFolder&) = delete;
    ~TemporaryFolder() {
        std::error_code ignored;  // what cannot be removed is the system's to clean up
        if (!path_.empty()) {
            std::filesystem::remove_all(path_, ignored);
        }
    }

    [[nodiscard]] const std::filesystem::path& path() const { return path_; }

    /// Names are of this folder alone: what leads elsewhere is not written.
    [[nodiscard]] bool put(const std::filesystem::path& name, const std::string& bytes) const {
        if (path_.empty() || name != name.filename()) {
            return false;
        }
        std::ofstream file(path_ / name, std::ios::binary);
        file << bytes;
        return static_cast<bool>(file.flush());
    }

private:
    std::filesystem::path path_;
};

/// Takes the files that a message names into the bundle, and gives them its names.
void take_files(Message& message,
                const std::filesystem::path& folder,
                ScenarioBundle& bundle,
                Problems& problems) {
    const auto& reflection = *message.GetReflection();
    std::vector<const FieldDescriptor*> fields;
    reflection.ListFields(message, &fields);
    for (const FieldDescriptor* field : fields) {
        if (field->cpp_type() == FieldDescriptor::CPPTYPE_MESSAGE) {
            if (!field->is_repeated()) {
                take_files(*reflection.MutableMessage(&message, field), folder, bundle, problems);
                continue;
            }
            for (int row = 0; row < reflection.FieldSize(message, field); ++row) {
                take_files(*reflection.MutableRepeatedMessage(&message, field, row),
                           folder,
                           bundle,
                           problems);
            }
        } else if (field->name().ends_with("_csv")) {
            Result<std::string> bytes =
                read_input_file(folder / reflection.GetString(message, field), kCsvBytesMax);
            if (!bytes) {
                problems.insert(problems.end(), bytes.error().begin(), bytes.error().end());
                continue;
            }
            std::string name = fmt::format("input_{}.csv", bundle.files.size() + 1);
            reflection.SetString(&message, field, name);
            bundle.files.push_back({.name = std::move(name), .bytes = std::move(*bytes)});
        }
    }
}

std::string text_of(const Message& message) {
    google::protobuf::TextFormat::Printer printer;
    printer.SetUseUtf8StringEscaping(true);
    std::string text;
    printer.PrintToString(message, &text);
    return text;
}

}  // namespace

std::string digest_of(const std::string& text, std::span<const ScenarioBundle::File> files) {
    Sha256 digest;
    add(digest, text);
    for (const ScenarioBundle::File& file : files) {
        add(digest, file.name);
        add(digest, file.bytes);
    }
    return digest.hex();
}

Result<Scenario> load_bundle(const ScenarioBundle& bundle, const std::string& name) {
    const TemporaryFolder folder;
    const std::filesystem::path scenario = folder.path() / "scenario.txtpb";
    bool written = folder.put("scenario.txtpb", bundle.text);
    for (const ScenarioBundle::File& file : bundle.files) {
        written = written && folder.put(file.name, file.bytes);
    }
    if (!written) {
        return tl::unexpected(
            Problems{{.file = name,
                      .field = {},
                      .value = {},
                      .remedy = fmt::format("cannot be unpacked: no room in {}",
                                            std::filesystem::temp_directory_path().string())}});
    }
    return load_scenario(scenario);
}

Result<ScenarioBundle> bundle_scenario(const std::filesystem::path& file,
                                       std::span<const std::string> overrides) {
    Result<std::string> text = read_input_file(file, kScenarioBytesMax);
    if (!text) {
        return tl::unexpected(std::move(text.error()));
    }
    google::protobuf::TextFormat::ParseInfoTree locations;
    v1::Scenario message;
    const SourceText source{without_byte_order_mark(std::move(*text))};
    if (auto problem = parse_text(file.string(), source, message, locations)) {
        return tl::unexpected(Problems{std::move(*problem)});
    }
    std::vector<std::string> overridden;
    Problems problems = apply_overrides(overrides, message, overridden);
    ScenarioBundle bundle;
    take_files(message, file.parent_path(), bundle, problems);
    if (!problems.empty()) {
        return tl::unexpected(std::move(problems));
    }
    bundle.text = text_of(message);
    bundle.digest = digest_of(bundle.text, bundle.files);
    bundle.sources = sourced_blocks(message);
    bundle.changes.assign(overrides.begin(), overrides.end());
    return bundle;
}

ScenarioBundle bundle_text(const std::string& text, std::vector<ScenarioBundle::File> files) {
    google::protobuf::TextFormat::ParseInfoTree locations;
    v1::Scenario message;
    const auto problem = parse_text("scenario.txtpb", SourceText{text}, message, locations);
    FCR_CHECK(!problem.has_value(), "a bundle is made of a scenario's text");
    ScenarioBundle bundle;
    bundle.text = text_of(message);
    bundle.files = std::move(files);
    bundle.digest = digest_of(bundle.text, bundle.files);
    bundle.sources = sourced_blocks(message);
    return bundle;
}

}  // namespace fcr
