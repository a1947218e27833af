// Two classes that share handlers, the urgent one always first, no call interrupted.
#include "sim/analysis/erlang.hpp"
#include "sim/analysis/simple_room.hpp"
#include "sim/analysis/validation_cases.hpp"
#include "sim/analysis/validation_measures.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>

namespace fcr {
namespace {

/// The settings of the table of exact values that the project was given.
struct Setting {
    int urgent_per_hour = 0;
    int other_per_hour = 0;
    int service_s = 0;
    int handlers = 0;
    bool one_line = false;  ///< classes told apart by share, not by line
};
constexpr std::array kSettings{
    Setting{.urgent_per_hour = 72,
            .other_per_hour = 108,
            .service_s = 300,
            .handlers = 17,
            .one_line = false},
    Setting{.urgent_per_hour = 72,
            .other_per_hour = 108,
            .service_s = 300,
            .handlers = 18,
            .one_line = false},
    Setting{.urgent_per_hour = 36,
            .other_per_hour = 144,
            .service_s = 300,
            .handlers = 17,
            .one_line = true},
};

ValidationCase priority_case(const Setting& setting, const ValidationEffort& effort) {
    const std::array arrivals_per_s{setting.urgent_per_hour / 3600.0,
                                    setting.other_per_hour / 3600.0};
    const double arrivals_all = arrivals_per_s[0] + arrivals_per_s[1];
    const auto service_mean_s = static_cast<double>(setting.service_s);
    const double relaxation = relaxation_s({.arrivals_per_s = arrivals_all,
                                            .service_mean_s = service_mean_s,
                                            .handlers = setting.handlers});
    SimpleRoom room;
    room.title = fmt::format("{} urgent and {} other calls/h of {} s on {}, {} handlers",
                             setting.urgent_per_hour,
                             setting.other_per_hour,
                             setting.service_s,
                             setting.one_line ? "one line" : "two lines",
                             setting.handlers);
    room.classes = {{.name = "urgent",
                     .arrivals_per_hour = static_cast<double>(setting.urgent_per_hour),
                     .priority = 1},
                    {.name = "other",
                     .arrivals_per_hour = static_cast<double>(setting.other_per_hour),
                     .priority = 2}};
    room.one_line = setting.one_line;
    room.service = ExponentialLaw{service_mean_s};
    room.handlers = static_cast<std::uint32_t>(setting.handlers);
    room.warm_up = duration_from_seconds(effort.warm_up_relaxations * relaxation);
    room.measured = duration_from_seconds(
        std::max(effort.relaxations_min * relaxation, effort.calls_min / arrivals_all));
    room.limits = {{.threshold = Duration{0}, .comparator = Comparator::AtMost}};

    const std::vector<double> waits = priority_wait_means({.arrivals_per_s = arrivals_per_s,
                                                           .service_mean_s = service_mean_s,
                                                           .handlers = setting.handlers});
    const ErlangC both = erlang_c({.arrivals_per_s = arrivals_all,
                                   .service_mean_s = service_mean_s,
                                   .handlers = setting.handlers});
    return {.name = fmt::format("P {}+{}/h {} s {}",
                                setting.urgent_per_hour,
                                setting.other_per_hour,
                                setting.service_s,
                                setting.handlers),
            .setting = room.title,
            .source = "Non-pre-emptive priorities (Cobham 1954), computed",
            .scenario = to_scenario(room),
            .replications = effort.replications,
            .measures = {share_waiting(0, both.wait_probability),
                         mean_wait("mean wait of urgent, s", CallClassId{0}, waits[0]),
                         mean_wait("mean wait of other, s", CallClassId{1}, waits[1])}};
}

}  // namespace

std::vector<ValidationCase> priority_cases(const ValidationEffort& effort) {
    std::vector<ValidationCase> cases;
    cases.reserve(kSettings.size());
    for (const Setting& setting : kSettings) {
        cases.push_back(priority_case(setting, effort));
    }
    return cases;
}

}  // namespace fcr
