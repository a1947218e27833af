// Counts the WebSocket frames in what a client sends.
#pragma once

#include <array>
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <span>

namespace fcr {

/// Follows the headers of frames (RFC 6455 5.2) in the bytes of a connection, and no more: Beast
/// reads the frames themselves but tells neither fragments nor empty frames, so a client could send
/// them without end. Whether a frame is right is Beast's to say.
class FrameMeter {
public:
    using Time = std::chrono::steady_clock::time_point;

    struct Limits {
        std::uint32_t fragments_max;   ///< frames of one message
        std::uint32_t controls_burst;  ///< pings, pongs and closes at once,
        double controls_per_second;    ///< and in the long run
    };

    enum class Verdict : std::uint8_t { Fine, TooManyFragments, TooManyControls };

    FrameMeter(Limits limits, Time now);

    /// Takes the next bytes of the connection. After a verdict that is not Fine nothing is counted.
    [[nodiscard]] Verdict take(std::span<const unsigned char> bytes, Time now);

    /// Since when a frame or message that is not whole yet has been coming; `now` when there is
    /// none.
    [[nodiscard]] Time unfinished_since(Time now) const;

private:
    void header_byte(unsigned char byte, Time now);
    void frame_begins(Time now);
    void frame_ends();
    [[nodiscard]] bool is_control() const { return (header_[0] & 0x08U) != 0; }
    [[nodiscard]] bool is_last() const { return (header_[0] & 0x80U) != 0; }

    Limits limits_;
    std::array<unsigned char, 14> header_{};
    std::size_t header_length_ = 0;   ///< bytes of it that are here
    std::uint64_t payload_left_ = 0;  ///< bytes of it to come
    bool in_payload_ = false;
    std::uint32_t fragments_ = 0;  ///< of the message that is coming; 0 when none is
    double controls_;              ///< that may come now
    Time controls_counted_;
    Time begun_;  ///< the message, or the frame outside one
    Verdict verdict_ = Verdict::Fine;
};

}  // namespace fcr
