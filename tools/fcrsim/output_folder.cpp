#include "tools/fcrsim/output_folder.hpp"

#include <fmt/format.h>

#include <utility>

namespace fcr {

std::string cannot_write(const std::filesystem::path& path, const std::error_code& error) {
    return fmt::format("cannot write {}: {}", path.string(), error.message());
}

std::optional<std::string> commit_together(std::list<AtomicFile>& files) {
    for (AtomicFile& file : files) {
        if (const std::error_code error = file.bring_to_disk()) {
            return cannot_write(file.path(), error);
        }
    }
    for (AtomicFile& file : files) {
        if (const std::error_code error = file.commit()) {
            return cannot_write(file.path(), error);
        }
    }
    return std::nullopt;
}

std::optional<std::string> write_together(const std::filesystem::path& folder,
                                          const std::vector<FileBytes>& files) {
    std::list<AtomicFile> begun;
    for (const FileBytes& file : files) {
        begun.emplace_back(folder / file.name).write(file.bytes);
    }
    return commit_together(begun);
}

std::string kept_words(const std::optional<std::string>& folder) {
    return folder ? fmt::format("All that was finished is kept in {}; the same command goes on.",
                                (std::filesystem::path(*folder) / kStoreName).string())
                  : "With --out DIR what is finished would be kept.";
}

OutputFolder::OutputFolder(std::filesystem::path path) : path_(std::move(path)) {
    std::error_code error;
    for (std::filesystem::path part = path_; !part.empty() && !std::filesystem::exists(part, error);
         part = part.parent_path()) {
        made_ = part;
    }
    std::filesystem::create_directories(path_, error);
    if (error) {
        failure_ = cannot_write(path_, error);
    }
}

OutputFolder::~OutputFolder() {
    if (kept_ || made_.empty()) {
        return;
    }
    // Only folders that are empty go: what else is in one came from elsewhere.
    std::error_code ignored;
    for (std::filesystem::path part = path_; std::filesystem::remove(part, ignored);
         part = part.parent_path()) {
        if (part == made_) {
            break;
        }
    }
}

}  // namespace fcr
