#include "sim/live/journal_file_disk.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/stat.h>
#include <sys/statvfs.h>
#include <unistd.h>

#include <cerrno>
#include <cstdio>
#include <system_error>

namespace fcr {

namespace {

constexpr int kOpenFlags = O_RDWR | O_CLOEXEC | O_NOFOLLOW;
constexpr mode_t kFileMode = 0640;

bool is_want_of_room(int error) {
    // EFBIG: the file would pass the limit of `ulimit -f`.
    return error == ENOSPC || error == EDQUOT || error == EFBIG;
}

}  // namespace

DiskOutcome JournalFileDisk::create(const std::string& name) {
    if (::unlinkat(folder_, name.c_str(), 0) != 0 && errno != ENOENT) {
        return judged("unlink", name, errno);
    }
    Descriptor made{uninterrupted(
        [&] { return ::openat(folder_, name.c_str(), kOpenFlags | O_CREAT | O_EXCL, kFileMode); })};
    if (!made.is_open()) {
        return judged("create", name, errno);
    }
    file_ = std::move(made);
    name_ = name;
    return DiskOutcome::Done;
}

DiskOutcome JournalFileDisk::open(const std::string& name) {
    Descriptor opened{uninterrupted([&] { return ::openat(folder_, name.c_str(), kOpenFlags); })};
    if (!opened.is_open()) {
        return judged("open", name, errno);
    }
    file_ = std::move(opened);
    name_ = name;
    return DiskOutcome::Done;
}

DiskOutcome JournalFileDisk::reserve(std::uint64_t size) {
    int error = EINTR;
    while (error == EINTR) {
        error = ::posix_fallocate(file_.number(), 0, static_cast<off_t>(size));
    }
    return judged("fallocate", name_, error);
}

DiskOutcome JournalFileDisk::truncate(std::uint64_t size) {
    const int result =
        uninterrupted([&] { return ::ftruncate(file_.number(), static_cast<off_t>(size)); });
    return judged("ftruncate", name_, result == 0 ? 0 : errno);
}

DiskWrite JournalFileDisk::write(std::uint64_t offset, std::span<const std::byte> bytes) {
    const ssize_t written = uninterrupted([&] {
        return ::pwrite(file_.number(), bytes.data(), bytes.size(), static_cast<off_t>(offset));
    });
    return {.outcome = judged("pwrite", name_, written >= 0 ? 0 : errno),
            .written = written >= 0 ? static_cast<std::size_t>(written) : 0};
}

DiskOutcome JournalFileDisk::sync_data() {
    const int result = uninterrupted([&] { return ::fdatasync(file_.number()); });
    return judged("fdatasync", name_, result == 0 ? 0 : errno);
}

DiskOutcome JournalFileDisk::sync_file() {
    const int result = uninterrupted([&] { return ::fsync(file_.number()); });
    return judged("fsync", name_, result == 0 ? 0 : errno);
}

DiskOutcome JournalFileDisk::rename(const std::string& from, const std::string& to) {
    if (::renameat(folder_, from.c_str(), folder_, to.c_str()) != 0) {
        return judged("rename", from, errno);
    }
    name_ = name_ == from ? to : name_;
    return DiskOutcome::Done;
}

DiskOutcome JournalFileDisk::sync_folder() {
    const int result = uninterrupted([&] { return ::fsync(folder_); });
    return judged("fsync", "the folder", result == 0 ? 0 : errno);
}

std::uint64_t JournalFileDisk::free_bytes() {
    struct statvfs status {};
    // A disk that does not say has none to give.
    if (uninterrupted([&] { return ::fstatvfs(folder_, &status); }) != 0) {
        return 0;
    }
    return std::uint64_t{status.f_bavail} * status.f_frsize;
}

DiskOutcome JournalFileDisk::judged(const char* call, const std::string& name, int error) {
    if (error == 0) {
        return DiskOutcome::Done;
    }
    failure_ = fmt::format("{} {}: {}", call, name, std::generic_category().message(error));
    return is_want_of_room(error) ? DiskOutcome::Full : DiskOutcome::Failed;
}

}  // namespace fcr
