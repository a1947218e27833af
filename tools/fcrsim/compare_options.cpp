#include "tools/fcrsim/compare_options.hpp"

#include "tools/fcrsim/flag_values.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <cmath>
#include <string_view>
#include <utility>

namespace fcr {
namespace {

/// The largest whole number that JSON keeps exactly: 2^53 - 1.
constexpr std::uint64_t kReplications = 100;
constexpr std::uint64_t kRankingMax = 10'000;
constexpr double kZoneMax = 1e6;
constexpr double kPriceMax = 1e4;

Problem wrong(std::string file, std::string value, std::string remedy) {
    return {.file = std::move(file),
            .field = {},
            .value = std::move(value),
            .remedy = std::move(remedy)};
}

/// Fit to be a column's heading and a part of a command line.
bool is_variant_name(std::string_view name) {
    return !name.empty() && name.size() <= 64 && std::ranges::all_of(name, [](char letter) {
        return (letter >= 'a' && letter <= 'z') || (letter >= 'A' && letter <= 'Z') ||
               (letter >= '0' && letter <= '9') || letter == '_' || letter == '-' || letter == '.';
    });
}

}  // namespace

std::uint64_t CompareOptions::replications_asked() const {
    return replications.value_or(kReplications);
}

std::uint64_t CompareOptions::replications_most() const {
    return replications_max.value_or(std::max(kRankingMax, replications_asked()));
}

void add_compare_flags(Flags& flags, CompareOptions& options) {
    flags.arguments({"SCENARIO", "", "scenario files (.txtpb); the first is the baseline"},
                    options.files);
    flags.repeated_words(
        {"--variant",
         "NAME:PATH=VALUE",
         "one more scenario: the baseline, or the first file where the baseline is a "
         "variant, with this setting, as in one_more:pools[in_house].seats=12; "
         "again with the same NAME for more settings, with another NAME for more "
         "scenarios"},
        options.variants);
    flags.words({"--baseline",
                 "NAME",
                 "the scenario that the others are compared with: a variant, or a file by its "
                 "name without folder and ending; default: the first file"},
                options.baseline);
    flags.repeated_words({"--set", "PATH=VALUE", "changes every scenario; may be given again"},
                         options.set);
    flags.whole_number({"--replications", "N", "days of each scenario; default 100"},
                       {.least = 1, .most = kReplicationsMax},
                       options.replications);
    flags.whole_number({"--seed", "N", "of all scenarios; default 1"},
                       {.least = 0, .most = kSeedMax},
                       options.seed);
    flags.whole_number(
        {"--jobs", "N", "threads; the results do not depend on it; default: all cores"},
        {.least = 1, .most = kJobsMax},
        options.jobs);
    flags.number(
        {"--confidence", "C", "of every interval, of all decisions together; default 0.95"},
        {.least = 0.5, .most = 0.9999},
        options.confidence);
    flags.flag({"--control-variates",
                "",
                "corrects differences by the work that callers happened to bring, whose mean is "
                "known, and says what that was worth"},
               options.control_variates);
    flags.words({"--rank",
                 "KPI",
                 "ranks the scenarios by this figure; --replications are then the first stage, "
                 "which tells how many there have to be"},
                options.rank);
    flags.number({"--indifference",
                  "D",
                  "with --rank: the difference not worth finding, in the figure's unit (% or s)"},
                 {.least = 1e-6, .most = kZoneMax},
                 options.indifference);
    flags.whole_number(
        {"--replications-max", "N", "with --rank: no more than these; default 10000"},
        {.least = 2, .most = kReplicationsMax},
        options.replications_max);
    flags.repeated_words({"--pounds-per-hour",
                          "EMPLOYER=24.50",
                          "what an hour of this employer's people costs; may be given again"},
                         options.prices);
    flags.flag({"--json", "", "prints comparison.json instead of the tables"}, options.json);
    flags.flag({"--csv", "", "prints comparison.csv instead of the tables"}, options.csv);
    flags.words(
        {"--out",
         "DIR",
         "writes report.html, comparison.json, comparison.csv, run.json and the store "
         "results.sqlite there; replications that an earlier run has finished are taken from the "
         "store"},
        options.out);
}

std::optional<std::string> conflict(const CompareOptions& options) {
    if (options.json && options.csv) {
        return "--json and --csv both want standard output; take one, or --out DIR for both";
    }
    if (options.files.size() + options.variants.size() < 2) {
        return "there is only one scenario: name a second file, or make one out of it with "
               "--variant NAME:PATH=VALUE";
    }
    if (options.rank.has_value() != options.indifference.has_value()) {
        return "--rank KPI and --indifference D go together";
    }
    if (options.replications_max && !options.rank) {
        return "--replications-max is for --rank; --replications says how many there are";
    }
    if (options.rank && options.replications_asked() < 2) {
        return "--rank needs a first stage of --replications 2 or more";
    }
    if (options.replications_asked() > options.replications_most()) {
        return "--replications is more than --replications-max";
    }
    return std::nullopt;
}

Result<std::vector<Variant>> variants_of(const CompareOptions& options) {
    std::vector<Variant> variants;
    Problems problems;
    for (const std::string& text : options.variants) {
        const std::size_t colon = text.find(':');
        const std::string name = text.substr(0, colon);
        if (colon == std::string::npos || !is_variant_name(name)) {
            problems.push_back(wrong("--variant",
                                     text,
                                     "must be NAME:PATH=VALUE, such as "
                                     "one_more:pools[in_house].seats=12; a name is of letters, "
                                     "digits and _ - ."));
            continue;
        }
        auto variant = std::ranges::find(variants, name, &Variant::name);
        if (variant == variants.end()) {
            variants.push_back({.name = name, .set = {}});
            variant = std::prev(variants.end());
        }
        variant->set.push_back(text.substr(colon + 1));
    }
    if (!problems.empty()) {
        return tl::unexpected(std::move(problems));
    }
    return variants;
}

Result<std::vector<HourlyPrice>> prices_of(const CompareOptions& options) {
    std::vector<HourlyPrice> prices;
    Problems problems;
    for (const std::string& text : options.prices) {
        const std::size_t equals = text.rfind('=');
        HourlyPrice price{.employer = text.substr(0, equals), .pounds = -1.0};
        if (equals != std::string::npos) {
            const char* const end = text.data() + text.size();
            const auto [stop, error] = std::from_chars(text.data() + equals + 1, end, price.pounds);
            if (error != std::errc{} || stop != end) {
                price.pounds = -1.0;
            }
        }
        if (price.employer.empty() || !(price.pounds >= 0.0) || price.pounds > kPriceMax) {
            problems.push_back(wrong("--pounds-per-hour",
                                     text,
                                     fmt::format("must be EMPLOYER=PRICE, such as force=24.50, "
                                                 "from 0 to {:.0f} pounds",
                                                 kPriceMax)));
        } else if (std::ranges::count(prices, price.employer, &HourlyPrice::employer) > 0) {
            problems.push_back(
                wrong("--pounds-per-hour", text, "must be given once for an employer"));
        } else {
            prices.push_back(std::move(price));
        }
    }
    if (!problems.empty()) {
        return tl::unexpected(std::move(problems));
    }
    return prices;
}

}  // namespace fcr
