// A scenario with all that its file names, to be kept beside results and run again elsewhere.
#pragma once

#include "sim/base/result.hpp"
#include "sim/scenario/scenario.hpp"

#include <filesystem>
#include <span>
#include <string>
#include <vector>

namespace fcr {

/// A block of a scenario and where its numbers come from.
struct SourcedBlock {
    std::string path;    ///< such as `call_classes[999].patience`
    std::string source;  ///< as the file has it; `assumption: ...` where nobody has published it

    [[nodiscard]] bool is_assumption() const { return source.starts_with("assumption"); }
};

/// What a scenario is made of, whatever folder it lay in: two scenarios that mean the same by the
/// same words, comments and spaces apart, have the same bundle.
struct ScenarioBundle {
    struct File {
        std::string name;  ///< what `text` calls it: input_1.csv, input_2.csv, ...
        std::string bytes;
    };

    std::string text;  ///< text format, with the overrides applied
    std::vector<File> files;
    std::string digest;  ///< SHA-256 (FIPS 180-4) of all of it: 64 hexadecimal digits
    std::vector<SourcedBlock> sources;   ///< in the order of the text
    std::vector<std::string> changes{};  ///< the overrides applied, as the user gave them
};

/// Reads the scenario and the files it names, as they are. Whether they have a meaning is
/// load_scenario's to say.
[[nodiscard]] Result<ScenarioBundle> bundle_scenario(const std::filesystem::path& file,
                                                     std::span<const std::string> overrides = {});

/// The bundle of a scenario's text and the files that it names as they are called there. A text
/// that is no scenario's is a bug.
[[nodiscard]] ScenarioBundle bundle_text(const std::string& text,
                                         std::vector<ScenarioBundle::File> files);

/// The scenario that the bundle holds, by way of a folder for temporary files. `name` is what it is
/// called where something is wrong with it.
[[nodiscard]] Result<Scenario> load_bundle(const ScenarioBundle& bundle, const std::string& name);

/// The digest of text and files.
[[nodiscard]] std::string digest_of(const std::string& text,
                                    std::span<const ScenarioBundle::File> files);

}  // namespace fcr
