// The bytes of a file, plain or gzip, handed on in pieces.
#pragma once

#include <filesystem>
#include <string>
#include <string_view>

namespace fcr {

/// Takes the bytes of a file in order.
class ByteReceiver {
public:
    ByteReceiver() = default;
    ByteReceiver(const ByteReceiver&) = delete;
    ByteReceiver& operator=(const ByteReceiver&) = delete;
    virtual ~ByteReceiver() = default;

    /// The next bytes, any number of them. False when no more are wanted.
    [[nodiscard]] virtual bool feed(std::string_view bytes) = 0;
    /// Nothing more can be read: what is wrong with the file, as a sentence part.
    virtual void fail(std::string remedy) = 0;
};

/// Feeds the receiver until the file ends, something is wrong with it, or no more is wanted. What
/// the file is, its content tells.
void feed_file(const std::filesystem::path& file, ByteReceiver& receiver);

}  // namespace fcr
