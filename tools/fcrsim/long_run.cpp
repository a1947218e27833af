#include "tools/fcrsim/long_run.hpp"

#include "sim/analysis/warm_up_search.hpp"
#include "sim/scenario/load.hpp"
#include "tools/fcrsim/launcher.hpp"

#include <fmt/format.h>

#include <charconv>
#include <iterator>
#include <optional>
#include <utility>

namespace fcr {
namespace {

constexpr std::string_view kAuto = "auto";
constexpr double kWarmUpMostH = 8784.0;  // as of run.warm_up_h
constexpr Duration kDay = std::chrono::hours{24};

Problems problem(const std::string& file,
                 std::string field,
                 std::string value,
                 std::string remedy) {
    return {{.file = file,
             .field = std::move(field),
             .value = std::move(value),
             .remedy = std::move(remedy)}};
}

/// Hours that the user asks to be dropped; empty: they are to be found.
Result<std::optional<double>> hours_given(const RunOptions& options) {
    if (!options.warm_up || *options.warm_up == kAuto) {
        return std::nullopt;
    }
    const std::string& text = *options.warm_up;
    double hours = 0.0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), hours);
    if (error != std::errc{} || end != text.data() + text.size() ||
        !(hours >= 0.0 && hours <= kWarmUpMostH)) {
        return tl::unexpected(
            problem({},
                    "--warm-up",
                    text,
                    fmt::format("must be hours from 0 to {:.0f}, or {}", kWarmUpMostH, kAuto)));
    }
    return hours;
}

std::string in_hours(std::string_view field, Duration span) {
    return fmt::format("{}={}", field, to_seconds(span) / 3600.0);
}

/// The scenario's settings with more of them.
std::vector<std::string> with(std::vector<std::string> set, const std::vector<std::string>& more) {
    set.insert(set.end(), more.begin(), more.end());
    return set;
}

}  // namespace

void add_long_run_flags(Flags& flags, RunOptions& options) {
    flags.flag({"--long-run",
                "",
                "asks about a room that goes on for ever, not about a day: what a run's beginning "
                "still shows of the empty room is dropped"},
               options.long_run);
    flags.words({"--warm-up",
                 "auto|HOURS",
                 "how much --long-run drops; default auto: found from pilot runs and told"},
                options.warm_up);
}

Result<LongRunSettings> long_run_of(const std::string& file, const RunOptions& options) {
    const Result<std::optional<double>> given = hours_given(options);
    if (!given) {
        return tl::unexpected(given.error());
    }
    const Result<Scenario> scenario = load_scenario(file, options.set);
    if (!scenario) {
        return tl::unexpected(scenario.error());
    }
    if (const auto why = why_no_long_run(*scenario)) {
        return tl::unexpected(problem(
            file,
            "--long-run",
            {},
            fmt::format("makes no sense here: {}; ask about the measured span, without it", *why)));
    }
    if (repeats_daily(*scenario) && scenario->run.measured % kDay != Duration::zero()) {
        return tl::unexpected(
            problem(file,
                    "run.measured_h",
                    fmt::format("{:.6g}", to_seconds(scenario->run.measured) / 3600.0),
                    "must be whole days for --long-run, as the room repeats its day"));
    }
    LongRunSettings settings;
    if (!scenario->run.day_type.empty()) {
        settings.set.push_back("run.warm_up_day_type=" + scenario->run.day_type);
    }
    if (*given) {
        settings.set.push_back(fmt::format("run.warm_up_h={}", **given));
        return settings;
    }
    const auto room = [&](Duration span) {
        std::vector<std::string> set = with(options.set, settings.set);
        return load_scenario(
            file,
            with(std::move(set),
                 {"run.warm_up_h=0", in_hours("run.measured_h", span), "run.drain_max_h=0"}));
    };
    WarmUpSearch search{.jobs = jobs_of(options.jobs)};
    search.seed = options.seed.value_or(search.seed);
    Result<WarmUpFound> found = find_warm_up(room, search);
    if (!found) {
        return tl::unexpected(std::move(found.error()));
    }
    settings.set.push_back(in_hours("run.warm_up_h", found->warm_up));
    settings.run = {.pilot = found->pilot, .pilots = found->replications};
    return settings;
}

}  // namespace fcr
