// Files that are there whole or not at all.
#pragma once

#include <cstddef>
#include <filesystem>
#include <string>
#include <string_view>
#include <system_error>

namespace fcr {

/// A file written under a temporary name beside its own and renamed when it is complete. Without
/// `commit` nothing of it stays. The first error is kept; writing after it does nothing. Buffers
/// 64 KiB. Not thread-safe.
class AtomicFile {
public:
    /// Begins the file; `error` tells whether it could be.
    explicit AtomicFile(std::filesystem::path path);
    AtomicFile(const AtomicFile&) = delete;
    AtomicFile& operator=(const AtomicFile&) = delete;
    ~AtomicFile();

    void write(std::string_view bytes);

    /// Brings everything to the disk, under the temporary name: what can fail for want of room has
    /// failed then. Nothing is written after it.
    [[nodiscard]] std::error_code bring_to_disk();

    /// Brings everything to the disk and gives the file its name, replacing what had it. Returns
    /// `error`. At most once.
    [[nodiscard]] std::error_code commit();

    [[nodiscard]] std::error_code error() const { return error_; }
    [[nodiscard]] const std::filesystem::path& path() const { return path_; }

private:
    void flush();
    void give_up();

    std::filesystem::path path_;
    std::string temporary_;  ///< empty when there is none
    std::string buffer_;
    int file_ = -1;
    std::error_code error_;
};

/// The whole of a file at once.
[[nodiscard]] std::error_code write_file(const std::filesystem::path& path, std::string_view bytes);

}  // namespace fcr
