#include "sim/report/summary.hpp"

#include "sim/base/check.hpp"
#include "sim/report/samples.hpp"
#include "sim/report/summary_days.hpp"
#include "sim/report/summary_intervals.hpp"
#include "sim/report/summary_kpis.hpp"
#include "sim/report/summary_response.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <utility>

namespace fcr {
namespace {

constexpr Duration kDay = std::chrono::hours{24};

/// The replications' results by population and indicator.
class Results {
public:
    Results(const CompiledScenario& scenario, const ExperimentResult& result, double confidence)
        : result_(result), confidence_(confidence), spans_(spans_of(scenario)) {}

    template <typename IdType>
    [[nodiscard]] CallFigures calls(IdType id, bool has_operator_leg) const {
        return call_figures(population(result_.totals->population(id)), spans_, has_operator_leg);
    }

    template <typename IdType>
    [[nodiscard]] WorkFigures work(IdType id) const {
        return work_figures(population(result_.totals->population(id)), spans_);
    }

    template <typename IdType>
    [[nodiscard]] RosterFigures roster(IdType id) const {
        return roster_figures(population(result_.totals->population(id)), spans_);
    }

    [[nodiscard]] Samples<KpiOutcome> kpi(std::size_t row) const {
        std::vector<const KpiOutcome*> rows;
        for (const ReplicationResult& replication : result_.replications) {
            rows.push_back(&replication.kpis[row]);
        }
        return {std::move(rows), confidence_};
    }

    [[nodiscard]] const Spans& spans() const { return spans_; }

private:
    [[nodiscard]] Samples<Rollup> population(PopulationId id) const {
        std::vector<const Rollup*> rows;
        for (const ReplicationResult& replication : result_.replications) {
            rows.push_back(&replication.populations[id.index()]);
        }
        return {std::move(rows), confidence_};
    }

    const ExperimentResult& result_;
    double confidence_;
    Spans spans_;
};

void add_calls(const CompiledScenario& scenario, const Results& results, RunSummary& summary) {
    for (std::size_t row = 0; row < scenario.lines.size(); ++row) {
        const CompiledLine& line = scenario.lines[LineId{row}];
        summary.lines.push_back({.name = line.name,
                                 .emergency = line.emergency,
                                 .figures = results.calls(LineId{row}, line.has_operator_leg),
                                 .classes = {}});
    }
    for (std::size_t row = 0; row < scenario.classes.size(); ++row) {
        const CompiledClass& call_class = scenario.classes[CallClassId{row}];
        const CompiledLine& line = scenario.lines[call_class.line];
        summary.classes.push_back(
            {.name = call_class.name,
             .line = line.name,
             .figures = results.calls(CallClassId{row}, line.has_operator_leg)});
        summary.lines[call_class.line.index()].classes.push_back(row);
    }
}

void add_work(const CompiledScenario& scenario, const Results& results, RunSummary& summary) {
    for (std::size_t row = 0; row < scenario.employers.size(); ++row) {
        const Employer& employer = scenario.employers[EmployerId{row}];
        summary.employers.push_back({.name = employer.name,
                                     .contractor = employer.contractor,
                                     .figures = results.work(EmployerId{row}),
                                     .pools = {}});
    }
    for (std::size_t row = 0; row < scenario.pools.size(); ++row) {
        const CompiledPool& pool = scenario.pools[PoolId{row}];
        summary.pools.push_back({.name = pool.name,
                                 .employer = scenario.employers[pool.employer].name,
                                 .site = scenario.sites[pool.site],
                                 .figures = results.work(PoolId{row})});
        EmployerSummary& employer = summary.employers[pool.employer.index()];
        employer.pools.push_back(row);
        if (pool.rostered) {
            summary.pools.back().figures.roster = results.roster(PoolId{row});
            employer.figures.roster = results.roster(pool.employer);
        }
    }
}

void add_kpis(const Scenario& scenario,
              const CompiledScenario& compiled,
              const Results& results,
              RunSummary& summary) {
    for (std::size_t row = 0; row < compiled.kpis.size(); ++row) {
        summary.kpis.push_back(
            summarise_kpi(compiled.kpis[KpiId{row}], compiled, results.kpi(row), results.spans()));
    }
    for (const PublishedFigure& published : scenario.published) {
        summary.published.push_back(summarise_published(published, summary.kpis));
    }
}

void warn_of_calls(const RunSummary& summary, std::vector<std::string>& warnings) {
    for (const LineSummary& line : summary.lines) {
        const CallFigures& figures = line.figures;
        if (!figures.offered || !(figures.offered->value > 0.0)) {
            warnings.push_back(fmt::format("{} had no calls.", line.name));
        }
        if (figures.unfinished && figures.unfinished->value > 0.0) {
            warnings.push_back(fmt::format(
                "{:.6g} calls of {} {} had not ended when the run did; they are in no share and no "
                "wait. A longer run.drain_max_h follows them to their end.",
                figures.unfinished->value,
                line.name,
                period_words(summary)));
        }
    }
}

/// Both lines always: each can be bought with the other.
void warn_of_one_line(const RunSummary& summary, std::vector<std::string>& warnings) {
    const auto is_emergency = [](const LineSummary& line) { return line.emergency; };
    if (std::ranges::none_of(summary.lines, is_emergency)) {
        warnings.emplace_back(
            "No emergency line in the scenario: what its calls take from the "
            "others is not simulated.");
    } else if (std::ranges::all_of(summary.lines, is_emergency)) {
        warnings.emplace_back(
            "No non-emergency line in the scenario: what answering 999 costs 101 "
            "is not simulated.");
    }
}

void warn_of_response(const RunSummary& summary, std::vector<std::string>& warnings) {
    if (!summary.response) {
        return;
    }
    for (const GradeSummary& grade : summary.response->grades) {
        if (grade.figures.unfinished && grade.figures.unfinished->value > 0.0) {
            warnings.push_back(fmt::format(
                "{:.6g} incidents of grade {} {} were open when the run ended; they are in no "
                "share and no time, so those times are too short. A longer run.drain_max_h follows "
                "them to their end.",
                grade.figures.unfinished->value,
                grade.name,
                period_words(summary)));
        }
    }
}

void add_warnings(const Scenario& scenario, RunSummary& summary) {
    std::vector<std::string>& warnings = summary.warnings;
    if (summary.stopped) {
        warnings.push_back(fmt::format("Stopped early: {} of {} replications were finished.",
                                       summary.replications,
                                       summary.request.replications));
    }
    if (summary.replications == 1) {
        warnings.emplace_back(
            "One replication is one possible day: it has no confidence interval.");
    }
    if (scenario.load) {
        warnings.push_back(
            fmt::format("Callers came from a recorded load of {} calls, not from the "
                        "lines' arrivals.",
                        scenario.load->size()));
    }
    if (scenario.run.measured > kDay) {
        warnings.push_back(
            fmt::format("Figures by quarter-hour are averages over the {:.6g} days of the measured "
                        "part.",
                        to_seconds(scenario.run.measured) / to_seconds(kDay)));
    }
    warn_of_calls(summary, warnings);
    warn_of_one_line(summary, warnings);
    warn_of_response(summary, warnings);
    for (const Kpi& kpi : scenario.kpis) {
        if (kpi.definition.type == KpiType::ServiceLevel &&
            kpi.definition.formula == ServiceLevelFormula::F7MalformedDouble) {
            warnings.push_back(
                fmt::format("{} uses F7_MALFORMED_DOUBLE, which counts early "
                            "hang-ups twice and can pass 100 %.",
                            kpi.id));
        }
    }
}

}  // namespace

RunSummary summarise(const Scenario& scenario,
                     const CompiledScenario& compiled,
                     const ExperimentResult& result,
                     const RunRequest& request) {
    FCR_CHECK(!result.limit && !result.replications.empty() && result.totals != nullptr,
              "a run is reported when it has finished replications and no limit");
    RunSummary summary;
    summary.title = scenario.title;
    summary.span = scenario.run;
    summary.request = request;
    summary.replications = result.replications.size();
    summary.stopped = result.stopped;
    summary.per = std::min(compiled.measured_until - compiled.measured_from, kDay);

    const Results results(compiled, result, request.confidence);
    add_calls(compiled, results, summary);
    add_work(compiled, results, summary);
    add_kpis(scenario, compiled, results, summary);
    if (compiled.response) {
        summary.response =
            summarise_response(compiled, result, results.spans(), request.confidence);
    }
    summary.intervals = summarise_intervals(compiled, *result.totals);
    summary.days = summarise_days(compiled, *result.totals);
    add_warnings(scenario, summary);
    return summary;
}

void tell_long_run(RunSummary& summary, const LongRun& run) {
    summary.long_run = run;
    const auto hours = [](Duration span) { return to_seconds(span) / 3600.0; };
    std::string words = fmt::format(
        "Of the long run: the room as it is for ever, one day like the other. Each replication "
        "begins with an empty room, and its first {:.6g} h are dropped, ",
        hours(summary.span.warm_up));
    words += run.pilots == 0
                 ? std::string("as --warm-up says.")
                 : fmt::format(
                       "as MSER-5 tells from the calls and incidents in the room at each "
                       "time, in mean over {} pilot runs of {:.6g} h.",
                       run.pilots,
                       hours(run.pilot));
    summary.warnings.insert(summary.warnings.begin(), std::move(words));
}

void tell_changes(RunSummary& summary, const std::vector<std::string>& changes) {
    if (changes.empty()) {
        return;
    }
    summary.changes = changes;
    for (PublishedSummary& published : summary.published) {
        published.within.reset();
    }
    std::string words =
        fmt::format("The scenario was changed by --set: {}.", fmt::join(changes, ", "));
    if (!summary.published.empty()) {
        words += " Published figures are of the scenario unchanged, and no yardstick here.";
    }
    summary.warnings.insert(summary.warnings.begin(), std::move(words));
}

std::string period_words(const RunSummary& summary) {
    return summary.per == kDay ? "a day"
                               : fmt::format("in {:.6g} h", to_seconds(summary.per) / 3600.0);
}

std::string unit_sign(KpiUnit unit) {
    switch (unit) {
        case KpiUnit::Percent: return "%";
        case KpiUnit::Seconds: return "s";
        case KpiUnit::Calls: return "";
    }
    return "";
}

}  // namespace fcr
