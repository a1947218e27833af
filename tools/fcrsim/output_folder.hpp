// The folder that --out names.
#pragma once

#include "sim/report/atomic_file.hpp"

#include <filesystem>
#include <list>
#include <optional>
#include <string>
#include <system_error>
#include <vector>

namespace fcr {

/// Makes the folder. Unless `keep` is called, what was made for it goes away again, as far as it is
/// empty.
class OutputFolder {
public:
    explicit OutputFolder(std::filesystem::path path);
    OutputFolder(const OutputFolder&) = delete;
    OutputFolder& operator=(const OutputFolder&) = delete;
    ~OutputFolder();

    /// Why it could not be made.
    [[nodiscard]] const std::optional<std::string>& failure() const { return failure_; }
    [[nodiscard]] const std::filesystem::path& path() const { return path_; }
    void keep() { kept_ = true; }

private:
    std::filesystem::path path_;
    std::filesystem::path made_;  ///< the first folder that was not there before; or empty
    std::optional<std::string> failure_;
    bool kept_ = false;
};

/// `cannot write DIR/results.json: No space left on device`.
[[nodiscard]] std::string cannot_write(const std::filesystem::path& path,
                                       const std::error_code& error);

/// Brings all of them to the disk, then gives each its name. Returns what went wrong; where room
/// ran out, none of them is new.
[[nodiscard]] std::optional<std::string> commit_together(std::list<AtomicFile>& files);

/// A file to be written.
struct FileBytes {
    const char* name;
    std::string bytes;
};

/// Writes the files into the folder, as `commit_together` does.
[[nodiscard]] std::optional<std::string> write_together(const std::filesystem::path& folder,
                                                        const std::vector<FileBytes>& files);

/// What becomes of work that is stopped early, in a sentence: that it is kept in the folder, or
/// that it would be.
[[nodiscard]] std::string kept_words(const std::optional<std::string>& folder);

/// The store in an output folder.
inline constexpr const char* kStoreName = "results.sqlite";

}  // namespace fcr
