// Erlang B, C and A: rooms in steady state whose service is known exactly.
#include "sim/analysis/erlang.hpp"
#include "sim/analysis/simple_room.hpp"
#include "sim/analysis/validation_cases.hpp"
#include "sim/analysis/validation_measures.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <span>
#include <utility>

namespace fcr {
namespace {

/// The settings of the table of exact values that the project was given: light to very heavy, a
/// few handlers to many.
struct Load {
    int calls_per_hour = 0;
    int service_s = 0;
    std::span<const int> handlers;
};
constexpr std::array kFewHandlers{8, 9, 10, 12};
constexpr std::array kSomeHandlers{11, 12, 13, 14, 15};
constexpr std::array kManyHandlers{152, 156, 160, 170};
constexpr std::array kLoads{
    Load{.calls_per_hour = 100, .service_s = 240, .handlers = kFewHandlers},
    Load{.calls_per_hour = 200, .service_s = 180, .handlers = kSomeHandlers},
    Load{.calls_per_hour = 1800, .service_s = 300, .handlers = kManyHandlers},
};
constexpr std::array kPatiences{60, 300};  // mean, seconds

constexpr std::array kAnsweredWithin{10, 20, 60};  // seconds

/// Indicators of every closed-form room: those who did not wait, then kAnsweredWithin.
constexpr std::size_t kNoWait = 0;
constexpr std::size_t kFirstLimit = 1;

/// A room with what all of them have in common. `relaxation` in seconds.
SimpleRoom steady_room(const ErlangInput& input,
                       double relaxation,
                       const ValidationEffort& effort) {
    SimpleRoom room;
    room.classes.push_back(
        {.name = "calls", .arrivals_per_hour = input.arrivals_per_s * 3600.0, .priority = 1});
    room.service = ExponentialLaw{input.service_mean_s};
    room.handlers = static_cast<std::uint32_t>(input.handlers);
    room.warm_up = duration_from_seconds(effort.warm_up_relaxations * relaxation);
    room.measured = duration_from_seconds(
        std::max(effort.relaxations_min * relaxation, effort.calls_min / input.arrivals_per_s));
    room.limits.push_back({.threshold = Duration{0}, .comparator = Comparator::AtMost});
    for (const int limit_s : kAnsweredWithin) {
        room.limits.push_back(
            {.threshold = std::chrono::seconds{limit_s}, .comparator = Comparator::AtMost});
    }
    return room;
}

ValidationCase case_of(std::string name,
                       std::string source,
                       const SimpleRoom& room,
                       const ValidationEffort& effort) {
    return {.name = std::move(name),
            .setting = room.title,
            .source = std::move(source),
            .scenario = to_scenario(room),
            .replications = effort.replications,
            .measures = {}};
}

template <typename Exact>
void add_answered_within(ValidationCase& made, Exact exact) {
    for (std::size_t limit = 0; limit < kAnsweredWithin.size(); ++limit) {
        const int within_s = kAnsweredWithin[limit];
        made.measures.push_back(share_answered_within(fmt::format("answered within {} s", within_s),
                                                      kFirstLimit + limit,
                                                      exact(static_cast<double>(within_s))));
    }
}

std::string in_words(const Load& load, int handlers) {
    return fmt::format(
        "{} calls/h of {} s, {} handlers", load.calls_per_hour, load.service_s, handlers);
}

std::string short_name(std::string_view model, const Load& load, int handlers) {
    return fmt::format("{} {}/h {} s {}", model, load.calls_per_hour, load.service_s, handlers);
}

/// A loss room forgets at least as fast as one call is served: a call more or less is one that
/// leaves after its own service.
ValidationCase erlang_b_case(const Load& load,
                             const ErlangInput& input,
                             const ValidationEffort& effort) {
    SimpleRoom room = steady_room(input, input.service_mean_s, effort);
    room.title = in_words(load, input.handlers) + ", as many lines";
    room.lines_max = room.handlers;
    ValidationCase made = case_of(
        short_name("B", load, input.handlers), "Erlang B (Erlang 1917), computed", room, effort);
    const double blocked = erlang_b(input);
    made.measures = {share_blocked(blocked),
                     occupancy(offered_load(input) * (1.0 - blocked) / input.handlers)};
    return made;
}

ValidationCase erlang_c_case(const Load& load,
                             const ErlangInput& input,
                             const ValidationEffort& effort) {
    SimpleRoom room = steady_room(input,
                                  relaxation_s({.arrivals_per_s = input.arrivals_per_s,
                                                .service_mean_s = input.service_mean_s,
                                                .handlers = input.handlers}),
                                  effort);
    room.title = in_words(load, input.handlers) + ", endless patience";
    ValidationCase made = case_of(
        short_name("C", load, input.handlers), "Erlang C (Erlang 1917), computed", room, effort);
    const ErlangC exact = erlang_c(input);
    made.measures = {share_waiting(kNoWait, exact.wait_probability),
                     mean_wait("mean wait of all, s", CallClassId{0}, exact.wait_mean_s),
                     occupancy(exact.occupancy)};
    add_answered_within(made,
                        [&](double within_s) { return erlang_c_answered_within(input, within_s); });
    return made;
}

/// A call more or less leaves after its service or its patience, so the longer of the two bounds
/// how long the room remembers.
ValidationCase erlang_a_case(const Load& load,
                             const ErlangAInput& input,
                             const ValidationEffort& effort) {
    const double relaxation = std::max(input.queue.service_mean_s, input.patience_mean_s);
    SimpleRoom room = steady_room(input.queue, relaxation, effort);
    room.title = fmt::format(
        "{}, mean patience {} s", in_words(load, input.queue.handlers), input.patience_mean_s);
    room.patience = ExponentialLaw{input.patience_mean_s};
    ValidationCase made = case_of(
        fmt::format("{} {} s", short_name("A", load, input.queue.handlers), input.patience_mean_s),
        "Erlang A (Palm 1957), computed",
        room,
        effort);
    const ErlangA exact = erlang_a(input);
    made.measures = {share_waiting(kNoWait, exact.wait_probability),
                     share_abandoned(kNoWait, exact.abandon_probability),
                     mean_wait("mean wait of all, s", CallClassId{0}, exact.wait_mean_s),
                     occupancy(exact.occupancy)};
    add_answered_within(made,
                        [&](double within_s) { return erlang_a_answered_within(input, within_s); });
    return made;
}

}  // namespace

std::vector<ValidationCase> closed_form_cases(const ValidationEffort& effort) {
    std::vector<ValidationCase> cases;
    for (const Load& load : kLoads) {
        for (const int handlers : load.handlers) {
            const ErlangInput input{.arrivals_per_s = load.calls_per_hour / 3600.0,
                                    .service_mean_s = static_cast<double>(load.service_s),
                                    .handlers = handlers};
            cases.push_back(erlang_b_case(load, input, effort));
            cases.push_back(erlang_c_case(load, input, effort));
            for (const int patience_s : kPatiences) {
                cases.push_back(erlang_a_case(
                    load,
                    {.queue = input, .patience_mean_s = static_cast<double>(patience_s)},
                    effort));
            }
        }
    }
    return cases;
}

}  // namespace fcr
