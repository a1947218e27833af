#include "sim/agreement/tolerances.hpp"

#include "sim/scenario/input_file.hpp"
#include "sim/scenario/near_name.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <cmath>
#include <utility>

namespace fcr {

namespace {

constexpr std::size_t kBytesMax = std::size_t{64} << 10U;

std::string_view trimmed(std::string_view text) {
    constexpr std::string_view kBlank = " \t\r";
    const std::size_t first = text.find_first_not_of(kBlank);
    if (first == std::string_view::npos) {
        return {};
    }
    return text.substr(first, text.find_last_not_of(kBlank) - first + 1);
}

double most_of(ToleranceUnit unit) {
    return unit == ToleranceUnit::Number ? 2.0 : 100.0;
}

}  // namespace

Tolerances::Tolerances() {
    using enum ToleranceUnit;
    rows_ = {
        {.name = "calls", .unit = Percent, .value = 10.0},
        {.name = "calls_by_block", .unit = Percent, .value = 15.0},
        {.name = "class_share", .unit = Points, .value = 2.0},
        {.name = "mean_wait", .unit = Percent, .value = 25.0, .at_least_s = 3.0},
        {.name = "wait_p90", .unit = Percent, .value = 25.0, .at_least_s = 5.0},
        {.name = "wait_bands", .unit = Points, .value = 5.0},
        {.name = "service_level", .unit = Points, .value = 5.0},
        {.name = "service_level_in_part", .unit = Points, .value = 10.0},
        {.name = "abandoned", .unit = Points, .value = 2.0},
        {.name = "handling", .unit = Percent, .value = 10.0},
        {.name = "occupancy", .unit = Points, .value = 5.0},
        {.name = "wait_correlation", .unit = Number, .value = 0.3},
    };
}

void Tolerances::set(const std::string& change, Problems& problems) {
    const std::size_t sign = change.find('=');
    Problem place{.file = {}, .field = "--tolerance", .value = change, .remedy = {}};
    if (sign == std::string::npos) {
        place.remedy = "must be NAME=VALUE, such as service_level=3";
        problems.push_back(std::move(place));
        return;
    }
    set(trimmed(std::string_view(change).substr(0, sign)),
        std::string(trimmed(std::string_view(change).substr(sign + 1))),
        std::move(place),
        problems);
}

void Tolerances::read(const std::filesystem::path& file, Problems& problems) {
    Result<std::string> text = read_input_file(file, kBytesMax);
    if (!text) {
        problems.insert(problems.end(), text.error().begin(), text.error().end());
        return;
    }
    int line = 0;
    std::size_t at = 0;
    while (at < text->size()) {
        const std::size_t end = std::min(text->find('\n', at), text->size());
        const std::string_view row = trimmed(std::string_view(*text).substr(at, end - at));
        ++line;
        at = end + 1;
        if (row.empty() || row.front() == '#') {
            continue;
        }
        Problem place{.file = file.string(),
                      .line = line,
                      .field = {},
                      .value = std::string(row),
                      .remedy = {}};
        const std::size_t sign = row.find('=');
        if (sign == std::string_view::npos) {
            place.remedy = "must be NAME = VALUE, such as service_level = 3";
            problems.push_back(std::move(place));
            continue;
        }
        set(trimmed(row.substr(0, sign)),
            std::string(trimmed(row.substr(sign + 1))),
            std::move(place),
            problems);
    }
}

void Tolerances::set(std::string_view name,
                     const std::string& value,
                     Problem place,
                     Problems& problems) {
    const auto found = std::ranges::find(rows_, name, &Tolerance::name);
    if (found == rows_.end()) {
        std::vector<std::string> names;
        for (const Tolerance& row : rows_) {
            names.emplace_back(row.name);
        }
        place.value = as_shown(std::string(name));
        place.remedy = fmt::format("must be the name of a tolerance, one of {}{}",
                                   fmt::join(names, ", "),
                                   suggest(std::string(name), names));
        problems.push_back(std::move(place));
        return;
    }
    double number = 0.0;
    const auto [end, error] = std::from_chars(value.data(), value.data() + value.size(), number);
    const double most = most_of(found->unit);
    if (error != std::errc{} || end != value.data() + value.size() || !(number > 0.0) ||
        number > most) {
        place.value = as_shown(value);
        place.remedy =
            fmt::format("{}: must be a number above 0, to {:g}, in {}",
                        name,
                        most,
                        found->unit == ToleranceUnit::Percent  ? "percent"
                        : found->unit == ToleranceUnit::Points ? "percentage points"
                                                               : "the figure's own unit");
        problems.push_back(std::move(place));
        return;
    }
    changes_.push_back(fmt::format("{} {:g} instead of {:g}", name, number, found->value));
    found->value = number;
}

std::string to_words(const Tolerance& tolerance) {
    switch (tolerance.unit) {
        case ToleranceUnit::Percent:
            return tolerance.at_least_s > 0.0
                       ? fmt::format(
                             "{:g} %, at least {:g} s", tolerance.value, tolerance.at_least_s)
                       : fmt::format("{:g} %", tolerance.value);
        case ToleranceUnit::Points: return fmt::format("{:g} points", tolerance.value);
        case ToleranceUnit::Number: break;
    }
    return fmt::format("{:g}", tolerance.value);
}

}  // namespace fcr
