#include "sim/analysis/file_feed.hpp"

#include <zlib.h>

#include <array>
#include <cerrno>
#include <cstddef>
#include <memory>
#include <system_error>
#include <type_traits>

namespace fcr {

namespace {

constexpr std::size_t kPieceBytes = std::size_t{1} << 18;

struct CloseGz {
    void operator()(gzFile file) const {
        // It was only read: there is nothing to lose in closing it.
        static_cast<void>(gzclose_r(file));
    }
};
using OpenGz = std::unique_ptr<std::remove_pointer_t<gzFile>, CloseGz>;

/// What is wrong with the file after a read that brought nothing; empty at its sound end.
std::string fault_of(gzFile file) {
    int code = Z_OK;
    const char* words = gzerror(file, &code);
    if (code == Z_ERRNO) {
        return "cannot be read: " + std::generic_category().message(errno);
    }
    if (code == Z_BUF_ERROR) {
        return "is cut off: its gzip data end before their end is reached";
    }
    return code == Z_OK || code == Z_STREAM_END ? std::string{}
                                                : std::string("is damaged: ") + words;
}

}  // namespace

void feed_file(const std::filesystem::path& file, ByteReceiver& receiver) {
    std::error_code error;
    const std::filesystem::file_status status = std::filesystem::status(file, error);
    if (!std::filesystem::exists(status)) {
        receiver.fail("there is no such file");
        return;
    }
    if (std::filesystem::is_directory(status)) {
        receiver.fail("must be a file, not a folder");
        return;
    }
    errno = 0;
    const OpenGz opened(gzopen(file.c_str(), "rb"));
    if (!opened) {
        receiver.fail("cannot be read: " + std::generic_category().message(errno));
        return;
    }
    static_cast<void>(gzbuffer(opened.get(), kPieceBytes));
    const auto piece = std::make_unique<std::array<char, kPieceBytes>>();
    while (true) {
        const int read = gzread(opened.get(), piece->data(), static_cast<unsigned>(piece->size()));
        if (read > 0 && !receiver.feed({piece->data(), static_cast<std::size_t>(read)})) {
            break;
        }
        if (read < static_cast<int>(piece->size())) {
            if (const std::string fault = fault_of(opened.get()); !fault.empty()) {
                receiver.fail(fault);
            }
            break;
        }
    }
}

}  // namespace fcr
