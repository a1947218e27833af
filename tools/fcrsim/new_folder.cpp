#include "tools/fcrsim/new_folder.hpp"

#include "tools/fcrsim/output_folder.hpp"

#include <sys/stat.h>

#include <cerrno>
#include <cstdlib>
#include <system_error>
#include <utility>

namespace fcr {
namespace {

/// The path without a slash at its end.
std::filesystem::path named(std::filesystem::path path) {
    return path.has_filename() ? path : path.parent_path();
}

mode_t ordinary_folder_mode() {
    const mode_t mask = ::umask(0);
    ::umask(mask);
    return 0777U & ~mask;
}

}  // namespace

std::optional<std::string> NewFolder::refusal(const std::filesystem::path& path) {
    std::error_code error;
    if (!std::filesystem::exists(path, error)) {
        return std::nullopt;
    }
    const bool empty = std::filesystem::is_directory(path, error) &&
                       std::filesystem::is_empty(path, error) && !error;
    return empty ? std::nullopt
                 : std::optional<std::string>("must be a new folder, or an empty one");
}

NewFolder::NewFolder(std::filesystem::path path) : path_(named(std::move(path))) {
    std::error_code error;
    if (path_.has_parent_path()) {
        std::filesystem::create_directories(path_.parent_path(), error);
    }
    std::string name = path_.string() + ".partial-XXXXXX";
    if (error || ::mkdtemp(name.data()) == nullptr) {
        failure_ =
            cannot_write(path_, error ? error : std::error_code(errno, std::generic_category()));
        return;
    }
    place_ = name;
    static_cast<void>(::chmod(place_.c_str(), ordinary_folder_mode()));
}

NewFolder::~NewFolder() {
    if (!place_.empty()) {
        std::error_code ignored;
        std::filesystem::remove_all(place_, ignored);
    }
}

bool NewFolder::commit() {
    std::error_code error;
    std::filesystem::rename(place_, path_, error);
    if (error) {
        failure_ = cannot_write(path_, error);
        return false;
    }
    place_.clear();
    return true;
}

}  // namespace fcr
