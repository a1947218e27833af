#include "sim/scenario/input_file.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cerrno>
#include <cstdio>
#include <memory>
#include <system_error>
#include <utility>

namespace fcr {

namespace {

tl::unexpected<Problems> refused(const std::filesystem::path& file, std::string remedy) {
    return tl::unexpected(Problems{Problem{.file = file.string(),
                                           .line = 0,
                                           .column = 0,
                                           .field = {},
                                           .value = {},
                                           .remedy = std::move(remedy)}});
}

struct CloseFile {
    void operator()(std::FILE* file) const {
        // It was only read: there is nothing to lose in closing it.
        // NOLINTNEXTLINE(cppcoreguidelines-owning-memory): the unique_ptr below is the owner
        static_cast<void>(std::fclose(file));
    }
};
using OpenFile = std::unique_ptr<std::FILE, CloseFile>;

std::string too_large(std::size_t bytes_max) {
    return fmt::format("must be at most {} MiB", bytes_max >> 20);
}

}  // namespace

Result<std::string> read_input_file(const std::filesystem::path& file, std::size_t bytes_max) {
    std::error_code error;
    const std::filesystem::file_status status = std::filesystem::status(file, error);
    if (status.type() == std::filesystem::file_type::not_found) {
        return refused(file, "there is no such file");
    }
    if (error) {
        return refused(file, "cannot be read: " + error.message());
    }
    if (std::filesystem::is_directory(status)) {
        return refused(file, "must be a file, not a folder");
    }
    if (!std::filesystem::is_regular_file(status)) {
        return refused(file, "must be a regular file, not a device or pipe");
    }
    const std::uintmax_t size = std::filesystem::file_size(file, error);
    if (error) {
        return refused(file, "cannot be read: " + error.message());
    }
    if (size > bytes_max) {
        return refused(file, fmt::format("{}; it has {} bytes", too_large(bytes_max), size));
    }
    const OpenFile opened(std::fopen(file.c_str(), "rb"));
    if (!opened) {
        return refused(file, "cannot be read: " + std::generic_category().message(errno));
    }
    // Some files grow, or have no size that is known beforehand: read on until the end.
    std::string text(static_cast<std::size_t>(size) + 1, '\0');
    std::size_t read = 0;
    while (true) {
        read += std::fread(text.data() + read, 1, text.size() - read, opened.get());
        if (read < text.size()) {
            break;
        }
        if (read > bytes_max) {
            return refused(file, too_large(bytes_max));
        }
        text.resize(std::min(2 * text.size(), bytes_max + 1));
    }
    if (std::ferror(opened.get()) != 0) {
        return refused(file, "cannot be read to its end");
    }
    text.resize(read);
    return text;
}

std::string without_byte_order_mark(std::string text) {
    constexpr std::string_view byte_order_mark = "\xef\xbb\xbf";
    if (text.starts_with(byte_order_mark)) {
        text.erase(0, byte_order_mark.size());
    }
    return text;
}

bool is_utf8(std::string_view bytes) {
    const auto at = [&bytes](std::size_t index) -> unsigned {
        return index < bytes.size() ? static_cast<unsigned char>(bytes[index]) : 0U;
    };
    for (std::size_t index = 0; index < bytes.size();) {
        const unsigned first = at(index);
        const std::size_t length = first < 0x80   ? 1
                                   : first < 0xc2 ? 0
                                   : first < 0xe0 ? 2
                                   : first < 0xf0 ? 3
                                   : first < 0xf5 ? 4
                                                  : 0;
        if (length == 0) {
            return false;
        }
        for (std::size_t more = 1; more < length; ++more) {
            if ((at(index + more) & 0xc0U) != 0x80U) {
                return false;
            }
        }
        // Overlong forms, surrogates and what lies beyond Unicode show in the second byte.
        const unsigned second = at(index + 1);
        if ((first == 0xe0 && second < 0xa0) || (first == 0xed && second > 0x9f) ||
            (first == 0xf0 && second < 0x90) || (first == 0xf4 && second > 0x8f)) {
            return false;
        }
        index += length;
    }
    return true;
}

std::string as_shown(std::string_view value, std::size_t bytes_max) {
    std::size_t end = std::min(value.size(), bytes_max);
    if (value.size() > bytes_max) {
        // Do not leave half a character behind.
        while (end > 0 && (static_cast<unsigned char>(value[end]) & 0xc0U) == 0x80U) {
            --end;
        }
    }
    std::string shown(value.substr(0, end));
    const bool readable = is_utf8(shown);
    for (char& letter : shown) {
        const auto code = static_cast<unsigned char>(letter);
        if (code < 0x20 || code == 0x7f || (code >= 0x80 && !readable)) {
            letter = '?';
        }
    }
    return end < value.size() ? shown + "..." : shown;
}

}  // namespace fcr
