#include "sim/live/frame_meter.hpp"

#include <algorithm>

namespace fcr {
namespace {

/// How long a header is whose first two bytes are these: lengths of more than 125 bytes and the
/// mask follow them.
std::size_t header_length(unsigned char second) {
    const unsigned length = second & 0x7FU;
    const std::size_t extended = length == 127 ? 8 : length == 126 ? 2 : 0;
    const std::size_t mask = (second & 0x80U) != 0 ? 4 : 0;
    return 2 + extended + mask;
}

std::uint64_t payload_length(const std::array<unsigned char, 14>& header) {
    const unsigned length = header[1] & 0x7FU;
    const std::size_t extended = length == 127 ? 8 : length == 126 ? 2 : 0;
    if (extended == 0) {
        return length;
    }
    std::uint64_t bytes = 0;
    for (std::size_t i = 0; i < extended; ++i) {
        bytes = bytes << 8U | header[2 + i];
    }
    return bytes;
}

}  // namespace

FrameMeter::FrameMeter(Limits limits, Time now)
    : limits_(limits), controls_(limits.controls_burst), controls_counted_(now), begun_(now) {}

FrameMeter::Verdict FrameMeter::take(std::span<const unsigned char> bytes, Time now) {
    while (!bytes.empty() && verdict_ == Verdict::Fine) {
        if (in_payload_) {
            const auto taken = std::min<std::uint64_t>(payload_left_, bytes.size());
            payload_left_ -= taken;
            bytes = bytes.subspan(static_cast<std::size_t>(taken));
            if (payload_left_ == 0) {
                frame_ends();
            }
        } else {
            header_byte(bytes.front(), now);
            bytes = bytes.subspan(1);
        }
    }
    return verdict_;
}

FrameMeter::Time FrameMeter::unfinished_since(Time now) const {
    const bool unfinished = in_payload_ || header_length_ > 0 || fragments_ > 0;
    return unfinished ? begun_ : now;
}

void FrameMeter::header_byte(unsigned char byte, Time now) {
    header_[header_length_++] = byte;
    if (header_length_ == 1) {
        frame_begins(now);
    }
    if (header_length_ >= 2 && header_length_ == header_length(header_[1])) {
        payload_left_ = payload_length(header_);
        header_length_ = 0;
        in_payload_ = true;
        if (payload_left_ == 0) {
            frame_ends();
        }
    }
}

void FrameMeter::frame_begins(Time now) {
    if (fragments_ == 0) {
        begun_ = now;
    }
    if (!is_control()) {
        if (++fragments_ > limits_.fragments_max) {
            verdict_ = Verdict::TooManyFragments;
        }
        return;
    }
    const std::chrono::duration<double> passed = now - controls_counted_;
    controls_ = std::min<double>(limits_.controls_burst,
                                 controls_ + passed.count() * limits_.controls_per_second);
    controls_counted_ = now;
    controls_ -= 1.0;
    if (controls_ < 0.0) {
        verdict_ = Verdict::TooManyControls;
    }
}

void FrameMeter::frame_ends() {
    in_payload_ = false;
    if (!is_control() && is_last()) {
        fragments_ = 0;
    }
}

}  // namespace fcr
