// Local times as extracts write them: read, told, never converted.
#pragma once

#include "sim/base/time.hpp"
#include "tl/expected.hpp"

#include <chrono>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace fcr {

/// What a clock on the wall showed. Naive: every day has 24 hours.
using LocalTime = std::chrono::local_time<Duration>;

/// Reads times written in one format.
class TimeReader {
public:
    /// A reader for a format in the notation of strptime; a part in [] may be left out of a time.
    /// A format that does not give a minute of a day, or depends on a time zone, is refused with
    /// what would be right, as a sentence part.
    [[nodiscard]] static tl::expected<TimeReader, std::string> make(const std::string& format);

    /// The time, when the whole text is one in the format, a day that exists, and from 1970 to
    /// 2199. After seconds a fraction may follow; it is cut to microseconds.
    [[nodiscard]] std::optional<LocalTime> read(std::string_view text) const;

    [[nodiscard]] const std::string& format() const { return format_; }

private:
    /// A form of numbers of a known width, such as %Y-%m-%d %H:%M:%S, is read without strptime.
    struct Part {
        char number = '\0';  ///< Y, m, d, H, M or S; else a letter that must be there
        char letter = '\0';
    };
    using Plain = std::vector<Part>;

    [[nodiscard]] static Plain plain_form(std::string_view form);
    [[nodiscard]] static std::optional<LocalTime> read_plain(const Plain& form,
                                                             std::string_view text);

    std::string format_;
    std::vector<std::string> forms_;  ///< the format with the part in [] and without
    std::vector<Plain> plain_forms_;  ///< of each; empty for one that strptime must read
};

/// A date, which means its midnight, or a date with a time: 2023-01-15, "2023-01-15 06:00" or
/// 2023-01-15T06:00:30. Empty when it is neither.
[[nodiscard]] std::optional<LocalTime> parse_local_time(const std::string& text);

/// `2023-01-15 06:00:30`, with a fraction of a second only where there is one.
[[nodiscard]] std::string to_string(LocalTime time);

/// `2023-01-15`: the day of the time.
[[nodiscard]] std::string date_of(LocalTime time);

/// The midnight that the time's day begins with.
[[nodiscard]] LocalTime midnight_of(LocalTime time);

}  // namespace fcr
