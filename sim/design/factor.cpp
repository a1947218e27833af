#include "sim/design/factor.hpp"

#include "sim/base/check.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <cstdlib>

namespace fcr {

namespace {

/// The share of a law that a design with ends leaves out on each side.
constexpr double kTail = 0.05;

const UniformInput* range_of(const Factor& factor) {
    return factor.law ? std::get_if<UniformInput>(&*factor.law) : nullptr;
}

std::string text_of(double number, bool whole) {
    // Adding 0 makes 0 of -0.
    return whole ? fmt::format("{:.0f}", std::round(number) + 0.0)
                 : fmt::format("{:.6g}", number + 0.0);
}

Setting number_setting(const Factor& factor, double number, double share) {
    Setting setting{.text = text_of(number, factor.whole)};
    setting.number = std::strtod(setting.text.c_str(), nullptr);
    const UniformInput* range = range_of(factor);
    setting.unit =
        range == nullptr ? share : (*setting.number - range->low) / (range->high - range->low);
    return setting;
}

Setting value_setting(const Factor& factor, std::size_t row) {
    const std::size_t steps = std::max<std::size_t>(factor.values.size() - 1, 1);
    return {.text = factor.values[row],
            .unit = static_cast<double>(row) / static_cast<double>(steps)};
}

/// Which of `count` equal parts of [0, 1] a number lies in.
std::size_t part(double uniform, std::size_t count) {
    const auto row = static_cast<std::size_t>(uniform * static_cast<double>(count));
    return std::min(row, count - 1);
}

std::size_t count_whole(const UniformInput& range) {
    return static_cast<std::size_t>(std::llround(range.high - range.low)) + 1;
}

}  // namespace

Setting setting_at(const Factor& factor, double uniform) {
    if (!factor.law) {
        return value_setting(factor, part(uniform, factor.values.size()));
    }
    const UniformInput* range = range_of(factor);
    if (range != nullptr && factor.whole) {
        const auto step = static_cast<double>(part(uniform, count_whole(*range)));
        return number_setting(factor, range->low + step, uniform);
    }
    return number_setting(factor, quantile(*factor.law, uniform), uniform);
}

Setting setting_at_level(const Factor& factor, double level) {
    if (!factor.law) {
        return value_setting(factor, part(level, factor.values.size()));
    }
    if (const UniformInput* range = range_of(factor)) {
        return number_setting(factor, range->low + level * (range->high - range->low), level);
    }
    return number_setting(
        factor, quantile(*factor.law, kTail + level * (1.0 - 2.0 * kTail)), level);
}

std::size_t count_grid_settings(const Factor& factor) {
    if (!factor.law) {
        return factor.values.size();
    }
    const UniformInput* range = range_of(factor);
    if (factor.levels) {
        return *factor.levels;
    }
    return range != nullptr && factor.whole ? count_whole(*range) : 0;
}

std::vector<Setting> grid_settings(const Factor& factor) {
    const std::size_t count = count_grid_settings(factor);
    std::vector<Setting> settings;
    settings.reserve(count);
    for (std::size_t row = 0; row < count; ++row) {
        if (!factor.law) {
            settings.push_back(value_setting(factor, row));
            continue;
        }
        settings.push_back(
            setting_at_level(factor, static_cast<double>(row) / static_cast<double>(count - 1)));
    }
    return settings;
}

std::vector<Setting> settings_alone(const Factor& factor) {
    if (factor.law) {
        return {setting_at_level(factor, 0.0), setting_at_level(factor, 1.0)};
    }
    return grid_settings(factor);
}

std::vector<std::string> overrides_of(const Factor& factor, const Setting& setting) {
    FCR_CHECK(factor.times.size() == factor.paths.size(), "a factor's paths and times differ");
    std::vector<std::string> overrides;
    for (std::size_t row = 0; row < factor.paths.size(); ++row) {
        overrides.push_back(
            fmt::format("{}={}",
                        factor.paths[row],
                        setting.number ? text_of(*setting.number * factor.times[row], factor.whole)
                                       : setting.text));
    }
    return overrides;
}

std::string label_of(const Factor& factor, const Setting& setting) {
    const auto found = std::ranges::find(factor.values, setting.text);
    if (setting.number || found == factor.values.end() || factor.labels.empty()) {
        return setting.text;
    }
    return factor.labels[static_cast<std::size_t>(found - factor.values.begin())];
}

}  // namespace fcr
