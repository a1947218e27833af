#include "sim/contract/contract_reading.hpp"

#include "proto/fcr/v1/contract.pb.h"
#include "sim/base/check.hpp"
#include "sim/contract/contract_words.hpp"
#include "sim/contract/service_calendar.hpp"
#include "sim/scenario/input_file.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <chrono>
#include <cmath>
#include <numeric>

namespace fcr {

std::optional<Money> read_money(const Block& block, int field, std::int64_t pounds_max) {
    if (!block.has(field)) {
        return std::nullopt;
    }
    const std::optional<Money> money = parse_money(block.text(field));
    if (!money || *money < Money{} || *money > Money::pounds(pounds_max)) {
        block.refuse(field,
                     fmt::format("must be pounds from \"0\" to \"{}\", with at most four places, "
                                 "such as \"6.50\"",
                                 pounds_max));
        return Money{};
    }
    return money;
}

Money needed_money(const Block& block, int field, std::int64_t pounds_max) {
    const std::optional<Money> money = read_money(block, field, pounds_max);
    if (!money) {
        block.missing(field, "must be given, in pounds, such as \"6.50\"");
    }
    return money.value_or(Money{});
}

std::optional<Decimal> read_decimal(const Block& block, int field, bool above_zero) {
    if (!block.has(field)) {
        return std::nullopt;
    }
    constexpr std::int64_t most = 1'000'000'000'000;  // a million
    const std::optional<Decimal> number = parse_decimal(block.text(field));
    if (!number || number->millionths < (above_zero ? 1 : 0) || number->millionths > most) {
        block.refuse(field,
                     fmt::format("must be a decimal number {} and at most 1000000, with at most "
                                 "six places, such as \"0.5\"",
                                 above_zero ? "above 0" : "from 0"));
        return Decimal{.millionths = 1};
    }
    return number;
}

std::optional<Date> read_date(const Block& block, int field, int index) {
    if (!block.has(field)) {
        return std::nullopt;
    }
    const std::optional<Date> date = parse_date(block.text(field, index));
    if (!date) {
        block.refuse(field, index, "must be a date such as \"2027-04-01\", from 1996 to 2199");
    }
    return date;
}

std::optional<Date> read_date_within(
    const Block& block, int field, int index, Date first, Date last, std::string_view what) {
    const std::optional<Date> date = read_date(block, field, index);
    if (date && (*date < first || *date > last)) {
        block.refuse(
            field,
            index,
            fmt::format("must lie from {} to {}, {}", date_words(first), date_words(last), what));
        return std::nullopt;
    }
    return date;
}

std::int64_t whole_or(const Block& block, int field, const Range& range, std::int64_t otherwise) {
    const std::optional<double> value = block.number(field, range);
    return value ? static_cast<std::int64_t>(*value) : otherwise;
}

std::int64_t needed_whole(const Block& block, int field, const Range& range) {
    return static_cast<std::int64_t>(block.needed_number(field, range));
}

std::optional<Duration> read_seconds(const Block& block, int field) {
    const std::optional<double> seconds = block.number(field, kSpan);
    if (!seconds) {
        return std::nullopt;
    }
    const Duration span = duration_from_seconds(*seconds);
    // A double holds any span of a year to better than a hundredth of a microsecond.
    if (std::abs(*seconds * 1e6 - static_cast<double>(span.count())) > 0.02) {
        block.refuse(field, "must have at most six places: times are whole microseconds");
    }
    return span;
}

std::string read_line_of_text(const Block& block, int field) {
    std::string text = block.text(field);
    if (!is_utf8(text) || text.find('\n') != std::string::npos) {
        block.refuse(field, "must be one line of UTF-8 text");
        text.clear();
    }
    return text;
}

std::vector<std::size_t> read_kpi_list(const ContractReading& reading,
                                       const Block& block,
                                       int field) {
    std::vector<std::size_t> rows;
    for (int row = 0; row < block.size(field); ++row) {
        if (const auto kpi = block.named(field, reading.kpis, row)) {
            if (std::ranges::count(rows, *kpi) > 0) {
                block.refuse(field, row, "must be named once");
            }
            rows.push_back(*kpi);
        }
    }
    if (block.size(field) == 0) {
        rows.resize(reading.terms.kpis.size());
        std::iota(rows.begin(), rows.end(), std::size_t{0});
    }
    return rows;
}

void refuse_unused(const Block& block, int field, bool used, std::string_view used_by) {
    if (block.has(field) && !used) {
        block.refuse(field, fmt::format("must be left out: it is used by {} only", used_by));
    }
}

Date last_day(const TermTerms& term) {
    const int months = std::accumulate(
        term.extension_months.begin(), term.extension_months.end(), std::max(term.months, 1));
    return term_end(term.start, months) - std::chrono::days{1};
}

namespace {

/// `08:00`, from 00:00 to 24:00.
std::optional<Duration> parse_clock(std::string_view text) {
    if (text.size() != 5 || text[2] != ':') {
        return std::nullopt;
    }
    int hours = -1;
    int minutes = -1;
    const auto hour_end = std::from_chars(text.data(), text.data() + 2, hours);
    const auto minute_end = std::from_chars(text.data() + 3, text.data() + 5, minutes);
    if (hour_end.ptr != text.data() + 2 || minute_end.ptr != text.data() + 5 || hours < 0 ||
        minutes < 0 || minutes > 59 || hours * 60 + minutes > 24 * 60) {
        return std::nullopt;
    }
    return std::chrono::hours{hours} + std::chrono::minutes{minutes};
}

Duration clock_or(const Block& block, int field, Duration otherwise) {
    if (!block.has(field)) {
        return otherwise;
    }
    const std::optional<Duration> time = parse_clock(block.text(field));
    if (!time) {
        block.refuse(field, "must be a time of day such as \"08:00\", from 00:00 to 24:00");
    }
    return time.value_or(otherwise);
}

}  // namespace

HoursFilter read_hours(const Block& block) {
    using H = v1::Hours;
    HoursFilter hours;
    if (block.size(H::kDaysFieldNumber) > 0) {
        hours.days = {};
        for (const double day : block.numbers(
                 H::kDaysFieldNumber, {.min = 1.0, .max = 7.0, .unit = "(Monday to Sunday)"})) {
            hours.days.at(static_cast<std::size_t>(day) - 1) = true;
        }
    }
    hours.from = clock_or(block, H::kFromFieldNumber, hours.from);
    hours.until = clock_or(block, H::kUntilFieldNumber, hours.until);
    if (hours.from == hours.until) {
        block.refuse_block("hours of no length", "must end at another time than they begin");
    }
    if (block.as<H>().has_bank_holidays()) {
        hours.bank_holidays = block.as<H>().bank_holidays();
    }
    return hours;
}

}  // namespace fcr
