// The folder that --out names.
#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <system_error>

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

}  // namespace fcr
