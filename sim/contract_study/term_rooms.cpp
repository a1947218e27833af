#include "sim/contract_study/term_rooms.hpp"

#include "sim/base/check.hpp"
#include "sim/contract/forecast.hpp"
#include "sim/contract_study/room_behaviour.hpp"
#include "sim/contract_study/study_units.hpp"
#include "sim/metrics/ledger.hpp"
#include "sim/scenario/compile.hpp"
#include "sim/scenario/dated.hpp"
#include "sim/scenario/load.hpp"
#include "sim/scenario/near_name.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace fcr {

namespace {

using std::chrono::days;

constexpr Duration kDay = std::chrono::hours{24};

/// Which periods of the term a run has: [first, first + count).
struct RunMonths {
    int first = 0;
    int count = 0;
};

/// Whole contract years, as evenly shared out as they go.
std::vector<RunMonths> share_out(int months, int run_years_max) {
    const int years = (months + kMonthsOfYear - 1) / kMonthsOfYear;
    const int runs = (years + run_years_max - 1) / run_years_max;
    std::vector<RunMonths> shared;
    int first = 0;
    for (int run = 0; run < runs; ++run) {
        const int until = std::min((run + 1) * years / runs * kMonthsOfYear, months);
        shared.push_back({.first = first, .count = until - first});
        first = until;
    }
    return shared;
}

/// Local days of warm-up before each run: the scenario's, at least one.
int warm_up_days(const Scenario& scenario) {
    const auto whole = static_cast<int>((scenario.run.warm_up + kDay - Duration{1}) / kDay);
    return std::max(whole, 1);
}

Problem refuse_long(const RoomRequest& request, const std::string& what) {
    return {.file = request.scenario.string(),
            .field = what,
            .value = fmt::format("a term of {} months", request.months),
            .remedy = fmt::format("would begin anew inside a term of more than {} years; run at "
                                  "most so many, with --years {}",
                                  kRunYearsMax,
                                  kRunYearsMax)};
}

/// What of a room cannot go on where an earlier run ended.
Problems refuse_chain(const RoomRequest& request, const Scenario& scenario) {
    Problems problems;
    if (std::ranges::any_of(scenario.pools,
                            [](const Pool& pool) { return pool.staff.has_value(); })) {
        problems.push_back(refuse_long(request, "pools.roster"));
    }
    if (!scenario.surges.empty()) {
        problems.push_back(refuse_long(request, "surges"));
    }
    if (!scenario.disruptions.empty()) {
        problems.push_back(refuse_long(request, "disruptions"));
    }
    return problems;
}

/// Expected calls of a line in a span of the run, by the scenario's profile.
double expected_calls(const ArrivalProfile& arrivals, SimTime from, SimTime until) {
    const auto first = static_cast<std::size_t>((from - kStartOfRun) / arrivals.interval);
    const auto end = static_cast<std::size_t>((until - kStartOfRun) / arrivals.interval);
    double calls = 0.0;
    for (std::size_t row = first; row < std::min(end, arrivals.calls.size()); ++row) {
        calls += arrivals.calls[row];
    }
    return calls;
}

void multiply(ArrivalProfile& arrivals, SimTime from, SimTime until, double factor) {
    const auto first = static_cast<std::size_t>((from - kStartOfRun) / arrivals.interval);
    const auto end = static_cast<std::size_t>((until - kStartOfRun) / arrivals.interval);
    for (std::size_t row = first; row < std::min(end, arrivals.calls.size()); ++row) {
        arrivals.calls[row] *= factor;
    }
}

/// Cells of the forecast where the contract has one for the line, else of what the scenario
/// expects of each of its intervals.
std::vector<ForecastCell> forecast_of(const ContractTerms& terms,
                                      const ServicePeriod& period,
                                      const CompiledScenario& room,
                                      const ScopeMap& scope) {
    std::vector<ForecastCell> cells = forecast_cells(terms, period);
    for (std::size_t row = 0; row < room.lines.size(); ++row) {
        const LineId line{row};
        const std::optional<LineId> of_contract = scope.of(line);
        const CompiledLine& facts = room.lines[line];
        if (!of_contract || facts.rates.count == 0 ||
            std::ranges::count(cells, *of_contract, &ForecastCell::line) > 0) {
            continue;
        }
        const auto first =
            static_cast<std::uint32_t>((period.start - kStartOfRun) / facts.interval);
        const auto end = static_cast<std::uint32_t>((period.end - kStartOfRun) / facts.interval);
        for (std::uint32_t interval = first; interval < std::min(end, facts.rates.count);
             ++interval) {
            const ForecastRow expected = forecast_row(room, line, interval);
            cells.push_back(
                {.line = *of_contract,
                 .from = expected.from,
                 .until = expected.from + expected.length,
                 .calls_millionths = static_cast<std::int64_t>(expected.calls * 1e6 + 0.5),
                 .handling = duration_from_seconds(expected.handling_s)});
        }
    }
    return cells;
}

/// What the contract forecasts of a line in a period, in calls; empty when it does not.
std::optional<double> forecast_total(const std::vector<ForecastCell>& cells, LineId line) {
    std::optional<double> calls;
    for (const ForecastCell& cell : cells) {
        if (cell.line == line) {
            calls = calls.value_or(0.0) + static_cast<double>(cell.calls_millionths) / 1e6;
        }
    }
    return calls;
}

void scale_to_forecast(const ContractTerms& terms,
                       const ScopeMap& scope,
                       const ServicePeriod& period,
                       Scenario& scenario) {
    const std::vector<ForecastCell> cells = forecast_cells(terms, period);
    for (std::size_t row = 0; row < scenario.lines.size(); ++row) {
        const std::optional<LineId> line = scope.of(LineId{row});
        const std::optional<double> wanted = line ? forecast_total(cells, *line) : std::nullopt;
        ArrivalProfile& arrivals = scenario.lines[row].arrivals;
        const double has = expected_calls(arrivals, period.start, period.end);
        if (wanted && has > 0.0) {
            multiply(arrivals, period.start, period.end, *wanted / has);
        }
    }
}

/// Disruptions that the supplier claims relief for and the scenario does not have.
Problems refuse_claims(const ContractTerms& terms, const Scenario& scenario) {
    std::vector<std::string> names;
    for (const Disruption& disruption : scenario.disruptions) {
        names.push_back(disruption.name);
    }
    Problems problems;
    const std::vector<ReliefClaimPlan>& claims = terms.supplier_model.claims;
    for (std::size_t row = 0; row < claims.size(); ++row) {
        if (std::ranges::count(names, claims[row].disruption) == 0) {
            problems.push_back({.file = terms.file,
                                .field = fmt::format("supplier_model.claims[{}].disruption", row),
                                .value = claims[row].disruption,
                                .remedy = "must be the name of a disruption of the scenario" +
                                          suggest(claims[row].disruption, names)});
        }
    }
    return problems;
}

void add_claims(const std::vector<ReliefClaimPlan>& claims,
                const Scenario& scenario,
                const CompiledScenario& room,
                std::vector<ClaimedDisruption>& claimed) {
    for (const ReliefClaimPlan& claim : claims) {
        for (std::size_t row = 0; row < scenario.disruptions.size(); ++row) {
            if (scenario.disruptions[row].name != claim.disruption) {
                continue;
            }
            ReliefEvent event{.id = claim.disruption,
                              .cause = claim.cause,
                              .from = kNever,
                              .until = kStartOfRun,
                              .claimed_after_days = claim.after_days,
                              .evidence = claim.evidence};
            for (const CompiledDisruptionStage& stage : room.disruption_stages) {
                if (stage.disruption == DisruptionId{row}) {
                    event.from = std::min(event.from, stage.from);
                    event.until = std::max(event.until, stage.until);
                }
            }
            claimed.push_back({.disruption = DisruptionId{row}, .event = std::move(event)});
        }
    }
}

/// What every run of the chain has in common.
struct ChainFacts {
    const ContractTerms& terms;
    const RoomRequest& request;
    const ScopeMap& scope;
    int warm_up_days = 1;
};

/// The scenario on the dates of a run, with as many calls as are forecast, and with what the
/// supplier's people do.
Result<Scenario> scenario_of(const ChainFacts& chain, const RunDates& dates) {
    Result<Scenario> scenario =
        load_scenario_on_dates(chain.request.scenario, chain.request.set, dates);
    if (!scenario) {
        return scenario;
    }
    for (const PoolId pool : chain.scope.room_pools) {
        if (!scenario->pools[pool.index()].staff) {
            scenario->pools[pool.index()].called_in_max += chain.request.seats_beside_max;
        }
    }
    if (auto problem =
            add_behaviours(chain.terms, chain.scope, chain.request.policies, *scenario)) {
        return tl::unexpected(Problems{std::move(*problem)});
    }
    return scenario;
}

Scenario with_volume(Scenario scenario, double volume) {
    for (Line& line : scenario.lines) {
        for (double& calls : line.arrivals.calls) {
            calls *= volume;
        }
    }
    return scenario;
}

std::vector<std::vector<ForecastCell>> forecasts_of(const ChainFacts& chain,
                                                    const std::vector<ServicePeriod>& periods,
                                                    const CompiledScenario& expected) {
    std::vector<std::vector<ForecastCell>> forecasts;
    for (const ServicePeriod& period : periods) {
        forecasts.push_back(forecast_of(chain.terms, period, expected, chain.scope));
    }
    return forecasts;
}

Result<std::unique_ptr<const TermRun>> build_run(const ChainFacts& chain, RunMonths months) {
    const Date term_start = chain.terms.term.start;
    const auto first_row = static_cast<std::size_t>(months.first);
    const auto count = static_cast<std::size_t>(months.count);
    std::vector<ServicePeriod> dated =
        service_periods(term_start, chain.request.months, term_start);
    const Date first = dated[first_row].first;
    const Date last = dated[first_row + count - 1].last;
    const Date begins = first - days{chain.warm_up_days};
    Result<Scenario> scenario = scenario_of(chain,
                                            {.first = first,
                                             .until = last + days{2},
                                             .warm_up = between_midnights(begins, first),
                                             .level = term_start});
    if (!scenario) {
        return tl::unexpected(std::move(scenario.error()));
    }
    std::vector<ServicePeriod> periods = service_periods(term_start, chain.request.months, begins);
    periods.erase(periods.begin(), periods.begin() + months.first);
    periods.resize(count);
    if (chain.request.change) {
        chain.request.change(*scenario, between_midnights(term_start, first));
    }
    if (chain.request.volume_from_forecast) {
        for (const ServicePeriod& period : periods) {
            scale_to_forecast(chain.terms, chain.scope, period, *scenario);
        }
    }
    Result<CompiledScenario> room = compile(*scenario);
    if (!room) {
        return tl::unexpected(std::move(room.error()));
    }
    std::vector<std::vector<ForecastCell>> forecast = forecasts_of(chain, periods, *room);
    if (chain.request.volume != 1.0) {
        room = compile(with_volume(*scenario, chain.request.volume));
        if (!room) {
            return tl::unexpected(std::move(room.error()));
        }
    }
    room->days_before = (first - term_start).count();
    room->hours_before = between_midnights(term_start, first) / std::chrono::hours{1};
    std::vector<ClaimedDisruption> claims;
    add_claims(chain.terms.supplier_model.claims, *scenario, *room, claims);
    add_claims(chain.request.claims, *scenario, *room, claims);
    return std::make_unique<const TermRun>(TermRun{.room = std::move(*room),
                                                   .periods = std::move(periods),
                                                   .forecast = std::move(forecast),
                                                   .claims = std::move(claims)});
}

}  // namespace

std::size_t TermRooms::months() const {
    std::size_t months = 0;
    for (const auto& run : runs) {
        months += run->periods.size();
    }
    return months;
}

Result<TermRooms> build_term_rooms(const ContractTerms& terms, const RoomRequest& request) {
    FCR_CHECK(request.months > 0 && request.months <= terms.term.months, "months of the term");
    const Result<Scenario> scenario = load_scenario(request.scenario, request.set);
    if (!scenario) {
        return tl::unexpected(scenario.error());
    }
    const std::string file = request.scenario.string();
    Result<ScopeMap> scope = map_scope(terms, *scenario, file);
    if (!scope) {
        return tl::unexpected(std::move(scope.error()));
    }
    if (Problems problems = refuse_claims(terms, *scenario); !problems.empty()) {
        return tl::unexpected(std::move(problems));
    }
    TermRooms rooms;
    rooms.scope = std::move(*scope);
    for (const Pool& pool : scenario->pools) {
        rooms.pool_names.push_back(pool.name);
    }
    const std::vector<RunMonths> shared = share_out(request.months, request.run_years_max);
    if (shared.size() > 1) {
        if (Problems problems = refuse_chain(request, *scenario); !problems.empty()) {
            return tl::unexpected(std::move(problems));
        }
    }
    const ChainFacts chain{.terms = terms,
                           .request = request,
                           .scope = rooms.scope,
                           .warm_up_days = warm_up_days(*scenario)};
    for (const RunMonths months : shared) {
        auto run = build_run(chain, months);
        if (!run) {
            return tl::unexpected(std::move(run.error()));
        }
        rooms.runs.push_back(std::move(*run));
    }
    return rooms;
}

}  // namespace fcr
