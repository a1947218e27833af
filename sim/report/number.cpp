#include "sim/report/number.hpp"

#include "sim/base/check.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <cstdlib>

namespace fcr {

double six_digits(double value) {
    FCR_CHECK(std::isfinite(value), "a reported number is finite");
    const std::string text = fmt::format("{:.6g}", value);
    double rounded = 0.0;
    std::from_chars(text.data(), text.data() + text.size(), rounded);
    return rounded == 0.0 ? 0.0 : rounded;  // no negative zero
}

std::string plain_number(const std::optional<double>& value) {
    return value ? fmt::format("{}", six_digits(*value)) : std::string{};
}

namespace {

constexpr int kDecimalsMost = 6;

std::string with_decimals(double value, int decimals) {
    const std::string text = fmt::format("{:.{}f}", value, decimals);
    // What rounds to nothing has no sign.
    const bool is_zero = text.find_first_not_of("-0.") == std::string::npos;
    return is_zero && text.front() == '-' ? text.substr(1) : text;
}

}  // namespace

std::string one_decimal(double value) {
    return with_decimals(value, 1);
}

std::string with_half_width(const Figure& figure, std::string_view unit, int decimals) {
    if (!figure) {
        return std::string(kNotMeasured);
    }
    const bool never = figure->value == 0.0 && figure->half_width.value_or(0.0) == 0.0;
    std::string text = never ? "0" : with_decimals(figure->value, decimals);
    if (figure->half_width && !never) {
        const double steps = std::pow(10.0, decimals);
        // Six digits first: 0.3 plus a rounding error is still 0.3.
        const double half_width = std::ceil(six_digits(*figure->half_width * steps)) / steps;
        text += " ±" + with_decimals(half_width, decimals);
    }
    if (!unit.empty()) {
        text += fmt::format(" {}", unit);
    }
    return text;
}

int decimals_to_show(const std::optional<double>& half_width) {
    if (!half_width || !(*half_width > 0.0)) {
        return 1;
    }
    const int magnitude = static_cast<int>(std::floor(std::log10(six_digits(*half_width))));
    return std::clamp(1 - magnitude, 0, kDecimalsMost);
}

int decimals_written(double value) {
    for (int decimals = 0; decimals < kDecimalsMost; ++decimals) {
        if (six_digits(value) == std::strtod(with_decimals(value, decimals).c_str(), nullptr)) {
            return decimals;
        }
    }
    return kDecimalsMost;
}

std::string time_of_day(Duration since_midnight) {
    const auto minutes = std::chrono::floor<std::chrono::minutes>(since_midnight).count();
    return fmt::format("{:02}:{:02}", minutes / 60, minutes % 60);
}

HourOfWeek hour_of_week(std::size_t hour) {
    constexpr std::array<std::string_view, 7> kWeekdays{
        "Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"};
    constexpr std::size_t kHoursOfDay = 24;
    return {.weekday = kWeekdays[hour / kHoursOfDay],
            .start = std::chrono::hours{hour % kHoursOfDay}};
}

}  // namespace fcr
