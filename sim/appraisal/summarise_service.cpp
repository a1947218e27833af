#include "sim/appraisal/summarise_service.hpp"

#include <cstdint>

namespace fcr {
namespace {

std::optional<double> seconds(const std::optional<Duration>& wait) {
    return wait ? std::optional(to_seconds(*wait)) : std::nullopt;
}

ServiceFigures figures_of(const LineService& service, double replications) {
    const ServiceCounts& counts = service.counts();
    const auto mean = [&](std::uint64_t count) {
        return static_cast<double>(count) / replications;
    };
    ServiceFigures figures{.offered = mean(counts.offered),
                           .answered = mean(counts.answered),
                           .lost = mean(counts.lost),
                           .over = {},
                           .p95_s = seconds(service.wait_percentile(0.95)),
                           .p99_s = seconds(service.wait_percentile(0.99)),
                           .worst = service.worst_hour()};
    for (const std::uint64_t over : counts.over) {
        figures.over.push_back(mean(over));
    }
    return figures;
}

/// By line, then year, the whole term last.
std::vector<std::vector<ServiceFigures>> service_of(const OptionOutcome& outcome,
                                                    std::size_t lines) {
    const double replications = static_cast<double>(outcome.replications.size());
    std::vector<std::vector<ServiceFigures>> service(lines);
    for (std::size_t line = 0; line < lines; ++line) {
        LineService term;
        for (const std::vector<LineService>& year : outcome.years) {
            service[line].push_back(figures_of(year[line], replications));
            term.merge(year[line]);
        }
        service[line].push_back(figures_of(term, replications));
    }
    return service;
}

double share_over(const ServiceCounts& counts, std::size_t over) {
    return counts.offered == 0
               ? 0.0
               : static_cast<double>(counts.over[over]) / static_cast<double>(counts.offered);
}

bool is_worse(const ServiceTest& test, const ServiceCounts& option, const ServiceCounts& today) {
    const double margin = static_cast<double>(test.margin_bp) / 10'000.0;
    return share_over(option, test.over) > share_over(today, test.over) + margin;
}

void add_tests(AppraisalSummary& summary, const SimulatedOptions& runs, std::size_t row) {
    const AppraisalPlan& plan = summary.plan;
    OptionSummary& option = summary.options[row];
    const auto& today = runs.options[plan.today].replications;
    const auto& own = runs.options[row].replications;
    std::vector<std::uint64_t> worse(plan.service_tests.size());
    std::uint64_t in_any = 0;
    for (std::size_t replication = 0; replication < own.size(); ++replication) {
        bool any = false;
        for (std::size_t test = 0; test < worse.size(); ++test) {
            const std::size_t line = plan.service_tests[test].line.index();
            const bool is = is_worse(plan.service_tests[test],
                                     own[replication].lines[line],
                                     today[replication].lines[line]);
            worse[test] += is ? 1 : 0;
            any = any || is;
        }
        in_any += any ? 1 : 0;
    }
    const auto all = counts_of(runs, own.size());
    const auto share = [&](std::uint64_t happened) {
        return estimate_proportion(happened, own.size(), summary.confidence).value_or(Proportion{});
    };
    for (std::size_t test = 0; test < worse.size(); ++test) {
        const ServiceTest& asked = plan.service_tests[test];
        option.tests.push_back(
            {.today = share_over(all[plan.today][asked.line.index()], asked.over),
             .option = share_over(all[row][asked.line.index()], asked.over),
             .worse = share(worse[test])});
    }
    option.worse_in_any = share(in_any);
}

}  // namespace

void add_service(AppraisalSummary& summary, const SimulatedOptions& runs) {
    for (std::size_t row = 0; row < summary.options.size(); ++row) {
        summary.options[row].service = service_of(runs.options[row], summary.plan.lines.size());
        if (row != summary.plan.today) {
            add_tests(summary, runs, row);
        }
    }
}

std::vector<std::vector<ServiceCounts>> counts_of(const SimulatedOptions& runs,
                                                  std::size_t replications) {
    std::vector<std::vector<ServiceCounts>> counts;
    for (const OptionOutcome& option : runs.options) {
        std::vector<ServiceCounts>& sums = counts.emplace_back();
        for (std::size_t row = 0; row < replications; ++row) {
            const std::vector<ServiceCounts>& lines = option.replications[row].lines;
            sums.resize(lines.size());
            for (std::size_t line = 0; line < lines.size(); ++line) {
                sums[line] += lines[line];
            }
        }
    }
    return counts;
}

}  // namespace fcr
