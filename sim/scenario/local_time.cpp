#include "sim/scenario/local_time.hpp"

#include "sim/base/check.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <ctime>
#include <iterator>
#include <utility>

namespace fcr {

namespace {

constexpr std::chrono::year kYearMin{1970};
constexpr std::chrono::year kYearMax{2199};
constexpr std::size_t kFractionDigitsMax = 6;  // microseconds
constexpr std::size_t kFormatBytesMax = 100;

/// Whether the format speaks of a time zone, or of seconds since an instant, which need one.
bool names_zone(std::string_view format) {
    for (std::size_t at = 0; at + 1 < format.size(); ++at) {
        if (format[at] != '%') {
            continue;
        }
        const std::size_t letter = format.find_first_not_of("EO0123456789_-^#+", at + 1);
        if (letter != std::string_view::npos &&
            std::string_view("zZs").find(format[letter]) != std::string_view::npos) {
            return true;
        }
        ++at;  // of %% neither begins another conversion
    }
    return false;
}

/// The format as it is written, or with and without its part in []. Empty when the brackets are
/// not one pair.
std::vector<std::string> forms_of(const std::string& format) {
    const std::size_t open = format.find('[');
    const std::size_t close = format.find(']');
    if (open == std::string::npos && close == std::string::npos) {
        return {format};
    }
    if (open == std::string::npos || close == std::string::npos || close < open ||
        std::ranges::count(format, '[') != 1 || std::ranges::count(format, ']') != 1) {
        return {};
    }
    const std::string before = format.substr(0, open);
    const std::string after = format.substr(close + 1);
    return {before + format.substr(open + 1, close - open - 1) + after, before + after};
}

/// A text and the fraction of a second that stood at its end.
struct Split {
    std::string whole;
    Duration fraction{0};
};

Split without_fraction(std::string_view text) {
    const std::size_t point = text.rfind('.');
    if (point == std::string_view::npos || point + 1 == text.size() ||
        text.find_first_not_of("0123456789", point + 1) != std::string_view::npos) {
        return {.whole = std::string(text)};
    }
    Duration fraction{0};
    Duration unit = std::chrono::seconds{1};
    for (const char digit : text.substr(point + 1, kFractionDigitsMax)) {
        unit /= 10;
        fraction += (digit - '0') * unit;
    }
    return {.whole = std::string(text.substr(0, point)), .fraction = fraction};
}

/// The time, when the whole text is one in the form. strptime lets days pass that no month has.
std::optional<LocalTime> read_as(const std::string& form, std::string_view text) {
    const bool to_the_second = form.ends_with("%S") || form.ends_with("%T");
    const Split split = to_the_second ? without_fraction(text) : Split{.whole = std::string(text)};
    std::tm parts{};
    const char* end = strptime(split.whole.c_str(), form.c_str(), &parts);
    if (end != split.whole.c_str() + split.whole.size() || parts.tm_sec > 59) {
        return std::nullopt;
    }
    const std::chrono::year_month_day day{
        std::chrono::year{parts.tm_year + 1900},
        std::chrono::month{static_cast<unsigned>(parts.tm_mon + 1)},
        std::chrono::day{static_cast<unsigned>(parts.tm_mday)}};
    if (!day.ok() || day.year() < kYearMin || day.year() > kYearMax) {
        return std::nullopt;
    }
    return std::chrono::local_days{day} + std::chrono::hours{parts.tm_hour} +
           std::chrono::minutes{parts.tm_min} + std::chrono::seconds{parts.tm_sec} + split.fraction;
}

/// Whether a time that most incomplete formats lose a part of comes back whole.
bool keeps_a_minute(const std::string& form) {
    std::tm parts{};
    parts.tm_year = 2023 - 1900;
    parts.tm_mon = 11 - 1;
    parts.tm_mday = 22;
    parts.tm_wday = 3;
    parts.tm_yday = 325;
    parts.tm_hour = 13;
    parts.tm_min = 45;
    std::array<char, 4 * kFormatBytesMax> written{};
    const std::size_t size = std::strftime(written.data(), written.size(), form.c_str(), &parts);
    const std::chrono::local_days day{std::chrono::year{2023} / 11 / 22};
    return read_as(form, {written.data(), size}) ==
           LocalTime{day + std::chrono::hours{13} + std::chrono::minutes{45}};
}

}  // namespace

tl::expected<TimeReader, std::string> TimeReader::make(const std::string& format) {
    if (format.empty() || format.size() > kFormatBytesMax ||
        format.find('\0') != std::string::npos) {
        return tl::unexpected(fmt::format("must have 1 to {} letters", kFormatBytesMax));
    }
    if (names_zone(format)) {
        return tl::unexpected<std::string>("must not need a time zone: times are local");
    }
    TimeReader reader;
    reader.format_ = format;
    reader.forms_ = forms_of(format);
    if (reader.forms_.empty()) {
        return tl::unexpected<std::string>("must have at most one pair of []");
    }
    std::ranges::transform(reader.forms_, std::back_inserter(reader.plain_forms_), plain_form);
    if (!std::ranges::all_of(reader.forms_, keeps_a_minute)) {
        return tl::unexpected<std::string>(
            "must give year, month, day, hour and minute, such as \"%d/%m/%Y %H:%M[:%S]\"");
    }
    return reader;
}

std::optional<LocalTime> TimeReader::read(std::string_view text) const {
    for (const Plain& form : plain_forms_) {
        if (const std::optional<LocalTime> time = read_plain(form, text)) {
            return time;
        }
    }
    for (const std::string& form : forms_) {
        if (const std::optional<LocalTime> time = read_as(form, text)) {
            return time;
        }
    }
    return std::nullopt;
}

TimeReader::Plain TimeReader::plain_form(std::string_view form) {
    Plain parts;
    for (std::size_t at = 0; at < form.size(); ++at) {
        if (form[at] != '%') {
            parts.push_back({.letter = form[at]});
            continue;
        }
        const char conversion = ++at < form.size() ? form[at] : '%';
        const std::string_view longhand = conversion == 'F'   ? "%Y-%m-%d"
                                          : conversion == 'T' ? "%H:%M:%S"
                                          : conversion == 'R' ? "%H:%M"
                                                              : "";
        if (!longhand.empty()) {
            std::ranges::copy(plain_form(longhand), std::back_inserter(parts));
        } else if (std::string_view("YmdHMS").find(conversion) != std::string_view::npos) {
            parts.push_back({.number = conversion});
        } else {
            return {};
        }
    }
    return parts;
}

std::optional<LocalTime> TimeReader::read_plain(const Plain& form, std::string_view text) {
    int year = 0;
    unsigned month = 1;
    unsigned day = 1;
    std::array<int, 3> clock{};  // hours, minutes, seconds
    Duration fraction{0};
    std::size_t at = 0;
    const auto number = [&](std::size_t width) -> std::optional<int> {
        int value = 0;
        for (std::size_t digit = 0; digit < width; ++digit, ++at) {
            if (at >= text.size() || text[at] < '0' || text[at] > '9') {
                return std::nullopt;
            }
            value = value * 10 + (text[at] - '0');
        }
        return value;
    };
    for (const Part& part : form) {
        if (part.number == '\0') {
            if (at >= text.size() || text[at] != part.letter) {
                return std::nullopt;
            }
            ++at;
            continue;
        }
        const std::optional<int> value = number(part.number == 'Y' ? 4 : 2);
        if (!value) {
            return std::nullopt;
        }
        switch (part.number) {
            case 'Y': year = *value; break;
            case 'm': month = static_cast<unsigned>(*value); break;
            case 'd': day = static_cast<unsigned>(*value); break;
            case 'H': clock[0] = *value; break;
            case 'M': clock[1] = *value; break;
            default: clock[2] = *value; break;
        }
        if (part.number == 'S' && at + 1 < text.size() && text[at] == '.' && text[at + 1] >= '0' &&
            text[at + 1] <= '9') {
            Duration unit = std::chrono::seconds{1};
            for (++at; at < text.size() && text[at] >= '0' && text[at] <= '9'; ++at) {
                unit /= 10;
                fraction += (text[at] - '0') * unit;
            }
        }
    }
    const std::chrono::year_month_day date{
        std::chrono::year{year}, std::chrono::month{month}, std::chrono::day{day}};
    if (form.empty() || at != text.size() || !date.ok() || date.year() < kYearMin ||
        date.year() > kYearMax || clock[0] > 23 || clock[1] > 59 || clock[2] > 59) {
        return std::nullopt;
    }
    return std::chrono::local_days{date} + std::chrono::hours{clock[0]} +
           std::chrono::minutes{clock[1]} + std::chrono::seconds{clock[2]} + fraction;
}

std::optional<LocalTime> parse_local_time(const std::string& text) {
    for (const char* format : {"%Y-%m-%d %H:%M[:%S]", "%Y-%m-%dT%H:%M[:%S]"}) {
        const auto reader = TimeReader::make(format);
        FCR_CHECK(reader.has_value(), "a format of ours cannot be read");
        for (const std::string& written : {text, text + " 00:00"}) {
            if (const std::optional<LocalTime> time = reader->read(written)) {
                return time;
            }
        }
    }
    return std::nullopt;
}

std::string to_string(LocalTime time) {
    const std::chrono::hh_mm_ss clock{time - midnight_of(time)};
    std::string text = fmt::format("{} {:02}:{:02}:{:02}",
                                   date_of(time),
                                   clock.hours().count(),
                                   clock.minutes().count(),
                                   clock.seconds().count());
    if (clock.subseconds().count() != 0) {
        text += fmt::format(".{:06}", clock.subseconds().count());
    }
    return text;
}

std::string date_of(LocalTime time) {
    const std::chrono::year_month_day day{std::chrono::floor<std::chrono::days>(time)};
    return fmt::format("{:04}-{:02}-{:02}",
                       static_cast<int>(day.year()),
                       static_cast<unsigned>(day.month()),
                       static_cast<unsigned>(day.day()));
}

LocalTime midnight_of(LocalTime time) {
    return std::chrono::floor<std::chrono::days>(time);
}

}  // namespace fcr
