// A folder that is there whole or not at all.
#pragma once

#include <filesystem>
#include <optional>
#include <string>

namespace fcr {

/// Files are put into a temporary folder beside the one named, which is renamed when all are there.
/// Without `commit` nothing of it stays.
class NewFolder {
public:
    /// What speaks against the name: something is there that is no empty folder.
    [[nodiscard]] static std::optional<std::string> refusal(const std::filesystem::path& path);

    /// Makes the temporary folder.
    explicit NewFolder(std::filesystem::path path);
    NewFolder(const NewFolder&) = delete;
    NewFolder& operator=(const NewFolder&) = delete;
    ~NewFolder();

    /// Why it could not be made or named.
    [[nodiscard]] const std::optional<std::string>& failure() const { return failure_; }
    /// Where its files are put until it has its name.
    [[nodiscard]] const std::filesystem::path& place() const { return place_; }
    /// Gives it its name; false, with a failure, when that cannot be.
    [[nodiscard]] bool commit();

private:
    std::filesystem::path path_;
    std::filesystem::path place_;  ///< empty: there is none
    std::optional<std::string> failure_;
};

}  // namespace fcr
