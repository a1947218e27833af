#include "sim/contract_study/probes.hpp"

#include "agents/behaviour/people_of_room.hpp"
#include "boost/asio/post.hpp"
#include "boost/asio/thread_pool.hpp"
#include "sim/contract/service_calendar.hpp"
#include "sim/contract_study/probe_judges.hpp"
#include "sim/scenario/compile.hpp"
#include "sim/scenario/dated.hpp"
#include "sim/statistics/paired_difference.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <atomic>
#include <memory>
#include <mutex>

namespace fcr {

namespace {

using std::chrono::days;

/// Keeps what is measured of one replication.
class ProbeSink final : public NoticeSink {
public:
    explicit ProbeSink(const CompiledScenario& room) : room_(room) {}

    void call_closed(const CallRecord& call) override {
        const SimTime at = call.times.network_arrive;
        if (at >= room_.measured_from && at < room_.measured_until) {
            records.calls.push_back(call);
        }
    }
    void seat_taken(const SeatTaken& /*seat*/) override {}
    void queue_grew(const QueueGrew& /*queue*/) override {}
    void incident_closed(const IncidentRecord& incident) override {
        if (incident.times.answered >= room_.measured_from &&
            incident.times.answered < room_.measured_until) {
            records.incidents.push_back(incident);
        }
    }

    ProbeRecords records;

private:
    const CompiledScenario& room_;
};

struct ProbeRooms {
    std::unique_ptr<const CompiledScenario> honest;
    /// By probe; null where the honest room serves, or where it does not compile.
    std::vector<std::unique_ptr<const CompiledScenario>> played;
};

std::optional<ProbeRecords> run_room(const CompiledScenario& room, const Streams& streams) {
    ProbeSink sink(room);
    const PeopleOfRoom people(room);
    ControlRoom control_room(room, sink, people.all());
    control_room.begin(streams);
    control_room.run_to_end();
    if (control_room.limit_reached() != Limit::None) {
        return std::nullopt;
    }
    return std::move(sink.records);
}

/// Samples of each probe, by replication; empty where a room reached a limit.
using Samples = std::vector<std::vector<std::optional<ProbeSample>>>;

Samples run_all(const std::vector<Probe>& probes,
                const ProbeRooms& rooms,
                const ProbeRequest& request,
                ExperimentProgress& progress) {
    Samples samples(probes.size(), std::vector<std::optional<ProbeSample>>(request.replications));
    std::atomic<std::uint64_t> next{0};
    boost::asio::thread_pool pool(request.jobs);
    for (unsigned job = 0; job < request.jobs; ++job) {
        boost::asio::post(pool, [&] {
            for (std::uint64_t row = next.fetch_add(1);
                 row < request.replications && !progress.stop.load();
                 row = next.fetch_add(1)) {
                const Streams streams(request.seed, row);
                const auto honest = run_room(*rooms.honest, streams);
                for (std::size_t probe = 0; honest && probe < probes.size(); ++probe) {
                    if (!probes[probe].judge) {
                        continue;
                    }
                    const CompiledScenario* const room = rooms.played[probe].get();
                    const auto played = room == nullptr ? honest : run_room(*room, streams);
                    if (played) {
                        samples[probe][row] = probes[probe].judge(
                            *honest, *played, room == nullptr ? *rooms.honest : *room);
                    }
                }
                progress.finished.fetch_add(1);
            }
        });
    }
    pool.join();
    return samples;
}

std::optional<Estimate> in_percent(std::optional<Estimate> estimate) {
    if (estimate) {
        estimate->value *= 100.0;
        if (estimate->half_width) {
            *estimate->half_width *= 100.0;
        }
    }
    return estimate;
}

ProbeFigures figures_of(std::size_t row,
                        const Probe& probe,
                        const std::vector<std::optional<ProbeSample>>& samples,
                        double confidence) {
    ProbeFigures figures{.probe = row,
                         .figure = probe.figure,
                         .how = probe.how,
                         .why_not = probe.why_not,
                         .lower_is_better = probe.lower_is_better,
                         .note = probe.note};
    std::vector<RatioSample> reported;
    std::vector<RatioSample> genuine;
    std::vector<RatioSample> before;
    std::vector<RatioSample> after;
    for (const auto& sample : samples) {
        if (sample) {
            reported.push_back(sample->reported);
            genuine.push_back(sample->genuine);
            before.push_back(sample->side_before);
            after.push_back(sample->side_after);
        }
    }
    if (!probe.judge) {
        return figures;
    }
    if (reported.empty()) {
        figures.why_not = "the room that plays it reached one of its limits";
        return figures;
    }
    figures.reported = in_percent(estimate_ratio(reported, confidence));
    figures.genuine = in_percent(estimate_ratio(genuine, confidence));
    if (const auto gain = paired_difference(genuine, reported, confidence)) {
        figures.gain = in_percent(gain->difference);
        if (figures.lower_is_better) {
            figures.gain->value = -figures.gain->value;
        }
    }
    const auto side_before = in_percent(estimate_ratio(before, confidence));
    const auto side_after = in_percent(estimate_ratio(after, confidence));
    if (!probe.side.empty() && side_before && side_after) {
        figures.note = fmt::format("{}: {:.1f} % before, {:.1f} % with it",
                                   probe.side,
                                   side_before->value,
                                   side_after->value);
    }
    return figures;
}

KpiDefinition in_room(const KpiDefinition& counting, const ScopeMap& scope) {
    KpiDefinition definition = counting;
    if (counting.line) {
        for (std::size_t row = 0; row < scope.lines.size(); ++row) {
            if (scope.lines[row] == counting.line) {
                definition.line = LineId{row};
            }
        }
    }
    if (counting.pool) {
        definition.pool = scope.room_pools[counting.pool->index()];
    }
    return definition;
}

}  // namespace

Result<std::vector<ProbeFigures>> run_probes(const ContractTerms& terms,
                                             const ProbeRequest& request,
                                             ExperimentProgress& progress) {
    const std::vector<ServicePeriod> periods =
        service_periods(terms.term.start, request.months, terms.term.start);
    const Date first = periods.front().first;
    const Result<Scenario> scenario =
        load_scenario_on_dates(request.scenario,
                               request.set,
                               {.first = first,
                                .until = periods.back().last + days{1},
                                .warm_up = between_midnights(first - days{1}, first),
                                .level = terms.term.start});
    if (!scenario) {
        return tl::unexpected(scenario.error());
    }
    const Result<ScopeMap> scope = map_scope(terms, *scenario, request.scenario.string());
    if (!scope) {
        return tl::unexpected(scope.error());
    }
    Result<CompiledScenario> honest = compile(*scenario);
    if (!honest) {
        return tl::unexpected(std::move(honest.error()));
    }
    const KpiTerms& kpi = terms.kpis[request.kpi];
    std::vector<Probe> probes = make_probes({.terms = terms,
                                             .scope = *scope,
                                             .scenario = *scenario,
                                             .kpi = kpi,
                                             .definition = in_room(kpi.counting, *scope)});
    ProbeRooms rooms{.honest = std::make_unique<const CompiledScenario>(std::move(*honest)),
                     .played = {}};
    rooms.played.resize(probes.size());
    for (std::size_t row = 0; row < probes.size(); ++row) {
        if (!probes[row].edit) {
            continue;
        }
        Scenario edited = *scenario;
        probes[row].edit(edited);
        Result<CompiledScenario> room = compile(edited);
        if (room) {
            rooms.played[row] = std::make_unique<const CompiledScenario>(std::move(*room));
        } else {
            probes[row].judge = {};
            probes[row].why_not = "the room that plays it: " + to_string(room.error().front());
        }
    }
    const Samples samples = run_all(probes, rooms, request, progress);
    std::vector<ProbeFigures> figures;
    for (std::size_t row = 0; row < probes.size(); ++row) {
        figures.push_back(figures_of(row, probes[row], samples[row], request.confidence));
    }
    return figures;
}

}  // namespace fcr
