#include "sim/report/atomic_file.hpp"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstdio>
#include <cstdlib>
#include <utility>

namespace fcr {
namespace {

constexpr std::size_t kBufferBytes = std::size_t{64} << 10;

std::error_code last_error() {
    return {errno, std::generic_category()};
}

/// What a file made in the ordinary way would be allowed.
mode_t ordinary_mode() {
    const mode_t mask = ::umask(0);
    ::umask(mask);
    return 0666U & ~mask;
}

}  // namespace

AtomicFile::AtomicFile(std::filesystem::path path) : path_(std::move(path)) {
    std::error_code ignored;  // what cannot be looked at cannot be begun, and that tells why
    if (std::filesystem::is_directory(path_, ignored)) {
        error_ = std::make_error_code(std::errc::is_a_directory);
        return;
    }
    std::string name = path_.string() + ".XXXXXX";
    file_ = ::mkostemp(name.data(), O_CLOEXEC);
    if (file_ < 0) {
        error_ = last_error();
        return;
    }
    temporary_ = std::move(name);
    buffer_.reserve(kBufferBytes);
    if (::fchmod(file_, ordinary_mode()) != 0) {
        error_ = last_error();
    }
}

AtomicFile::~AtomicFile() {
    give_up();
}

void AtomicFile::write(std::string_view bytes) {
    while (!error_ && !bytes.empty()) {
        const std::size_t part = std::min(bytes.size(), kBufferBytes - buffer_.size());
        buffer_ += bytes.substr(0, part);
        bytes.remove_prefix(part);
        if (buffer_.size() == kBufferBytes) {
            flush();
        }
    }
}

void AtomicFile::flush() {
    std::string_view rest = buffer_;
    while (!error_ && !rest.empty()) {
        const ssize_t written = ::write(file_, rest.data(), rest.size());
        if (written >= 0) {
            rest.remove_prefix(static_cast<std::size_t>(written));
        } else if (errno != EINTR) {
            error_ = last_error();
        }
    }
    buffer_.clear();
}

std::error_code AtomicFile::bring_to_disk() {
    if (!error_) {
        flush();
    }
    while (!error_ && ::fsync(file_) != 0) {
        if (errno != EINTR) {
            error_ = last_error();
        }
    }
    return error_;
}

std::error_code AtomicFile::commit() {
    if (!bring_to_disk()) {
        const int closed = ::close(std::exchange(file_, -1));
        if (closed != 0 || std::rename(temporary_.c_str(), path_.c_str()) != 0) {
            error_ = last_error();
        } else {
            temporary_.clear();
        }
    }
    give_up();
    return error_;
}

void AtomicFile::give_up() {
    if (file_ >= 0) {
        ::close(std::exchange(file_, -1));
    }
    if (!temporary_.empty()) {
        ::unlink(std::exchange(temporary_, {}).c_str());
    }
}

std::error_code write_file(const std::filesystem::path& path, std::string_view bytes) {
    AtomicFile file(path);
    file.write(bytes);
    return file.commit();
}

}  // namespace fcr
