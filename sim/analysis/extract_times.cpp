#include "sim/analysis/extract_times.hpp"

#include "sim/analysis/seconds_text.hpp"
#include "sim/base/check.hpp"

#include <algorithm>
#include <array>
#include <utility>

namespace fcr {

namespace {

constexpr std::array<std::pair<std::string_view, int>, 4> kNamedZones{
    {{"Z", 0}, {"UTC", 0}, {"GMT", 0}, {"BST", 60}}};
constexpr int kOffsetMinutesMax = 14 * 60;

bool are_digits(std::string_view text) {
    return !text.empty() &&
           std::ranges::all_of(text, [](char letter) { return letter >= '0' && letter <= '9'; });
}

int number_of(std::string_view digits) {
    int number = 0;
    for (const char digit : digits) {
        number = number * 10 + (digit - '0');
    }
    return number;
}

std::string_view without_spaces_behind(std::string_view text) {
    while (text.ends_with(' ')) {
        text.remove_suffix(1);
    }
    return text;
}

/// `1:15`, `0:01:15`, with a fraction or without.
std::optional<Duration> parse_clock_span(std::string_view text) {
    constexpr std::int64_t kSixty = 60;
    const bool negative = text.starts_with('-');
    text.remove_prefix(negative ? 1 : 0);
    const std::size_t last = text.rfind(':');
    if (last == std::string_view::npos) {
        return std::nullopt;
    }
    const auto seconds = parse_seconds(text.substr(last + 1));
    if (!seconds || *seconds >= std::chrono::seconds{kSixty}) {
        return std::nullopt;
    }
    constexpr std::size_t kDigitsMax = 6;
    std::int64_t minutes = 0;
    std::string_view rest = text.substr(0, last);
    const std::size_t colon = rest.find(':');
    if (colon != std::string_view::npos) {
        const std::string_view hours = rest.substr(0, colon);
        rest.remove_prefix(colon + 1);
        if (!are_digits(hours) || hours.size() > kDigitsMax || !are_digits(rest) ||
            rest.size() > 2 || number_of(rest) >= kSixty) {
            return std::nullopt;
        }
        minutes = number_of(hours) * kSixty;
    }
    if (!are_digits(rest) || rest.size() > kDigitsMax) {
        return std::nullopt;
    }
    const Duration span = std::chrono::minutes{minutes + number_of(rest)} + *seconds;
    return negative ? -span : span;
}

}  // namespace

std::optional<int> take_written_zone(std::string_view& text) {
    for (const auto& [name, minutes] : kNamedZones) {
        if (text.ends_with(name)) {
            text = without_spaces_behind(text.substr(0, text.size() - name.size()));
            return minutes;
        }
    }
    const std::size_t sign = text.find_last_of("+-");
    if (sign == std::string_view::npos) {
        return std::nullopt;
    }
    std::string digits(text.substr(sign + 1));
    if (digits.size() == 5 && digits[2] == ':') {
        digits.erase(2, 1);
    }
    if (!are_digits(digits) || (digits.size() != 2 && digits.size() != 4)) {
        return std::nullopt;
    }
    const int hours = number_of(digits.substr(0, 2));
    const int past = digits.size() == 4 ? number_of(digits.substr(2)) : 0;
    const int minutes = hours * 60 + past;
    if (past >= 60 || minutes > kOffsetMinutesMax) {
        return std::nullopt;
    }
    const bool west = text[sign] == '-';
    text = without_spaces_behind(text.substr(0, sign));
    return west ? -minutes : minutes;
}

std::optional<Duration> read_span(std::string_view text, const LedgerMapping& mapping) {
    std::string pointed;
    if (mapping.decimal == ',' && text.find(',') != std::string_view::npos) {
        if (text.find('.') != std::string_view::npos) {
            return std::nullopt;
        }
        pointed = text;
        std::ranges::replace(pointed, ',', '.');
        text = pointed;
    }
    switch (mapping.durations) {
        case DurationForm::Seconds: break;
        case DurationForm::Clock: return parse_clock_span(text);
        case DurationForm::Milliseconds: {
            const auto thousandfold = parse_seconds(text);
            return thousandfold ? std::optional(*thousandfold / 1'000) : std::nullopt;
        }
    }
    return parse_seconds(text);
}

ExtractTimes::ExtractTimes(const LedgerMapping& mapping, const LedgerClock& clock)
    : mapping_(mapping), clock_(clock) {
    const auto add = [this](const std::string& format) {
        auto reader = TimeReader::make(format);
        FCR_CHECK(reader.has_value(), "a mapping has sound time formats");
        readers_.push_back(std::move(*reader));
    };
    add(mapping.time_format);
    std::ranges::for_each(mapping.other_time_formats, add);
    by_format_.resize(readers_.size());
}

ExtractTimes::Reading ExtractTimes::read(std::string_view text, std::string_view date) {
    if (!date.empty()) {
        text_.assign(date).append(1, ' ').append(text);
        text = text_;
    }
    std::optional<int> offset;
    if (mapping_.zone == TimeZone::Written) {
        offset = take_written_zone(text);
        if (!offset) {
            return tl::unexpected(RowFault::TimeUnreadable);
        }
    }
    std::optional<LocalTime> time;
    if (mapping_.decimal == ',' && text.find(',') != std::string_view::npos) {
        std::string pointed(text);
        pointed[pointed.rfind(',')] = '.';
        text_ = std::move(pointed);
        text = text_;
    }
    for (std::size_t row = 0; row < readers_.size() && !time; ++row) {
        time = readers_[row].read(text);
        by_format_[row] += time ? 1 : 0;
    }
    if (!time) {
        return tl::unexpected(RowFault::TimeUnreadable);
    }
    if (offset) {
        ++by_offset_[*offset];
        time = *time - std::chrono::minutes{*offset};
    }
    if (mapping_.zone != TimeZone::Local) {
        const std::optional<SimTime> moment = clock_.utc(*time);
        if (!moment) {
            return tl::unexpected(RowFault::TimeUnreadable);
        }
        return LedgerClock::Reading{.first = *moment};
    }
    const std::optional<LedgerClock::Reading> reading = clock_.local(*time);
    if (!reading) {
        const Date day = std::chrono::floor<std::chrono::days>(*time);
        return tl::unexpected(day >= kDateMin && day <= kDateMax ? RowFault::TimeLeftOut
                                                                 : RowFault::TimeUnreadable);
    }
    return *reading;
}

}  // namespace fcr
