#include "tools/fcrsim/output_folder.hpp"

#include <fmt/format.h>

#include <utility>

namespace fcr {

std::string cannot_write(const std::filesystem::path& path, const std::error_code& error) {
    return fmt::format("cannot write {}: {}", path.string(), error.message());
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
