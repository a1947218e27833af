#include "sim/contract_study/volume_table.hpp"

#include "sim/contract_study/study_units.hpp"

namespace fcr {

namespace {

using Reading = double (*)(const MonthFacts&);

/// A year's worth of each replication's months.
std::optional<Spread> a_year(const TermResults& results, Reading reading, double confidence) {
    std::vector<double> samples;
    for (const TermFacts& term : results.replications) {
        double sum = 0.0;
        for (const MonthFacts& month : term.months) {
            sum += reading(month);
        }
        if (!term.months.empty()) {
            samples.push_back(sum * 12.0 / static_cast<double>(term.months.size()));
        }
    }
    return spread_of(std::move(samples), confidence);
}

std::optional<Spread> unit_cost(const TermResults& results, double confidence) {
    std::vector<double> samples;
    for (const TermFacts& term : results.replications) {
        double net = 0.0;
        double answered = 0.0;
        for (const MonthFacts& month : term.months) {
            net += pounds(month.net);
            answered += static_cast<double>(month.answered_genuine);
        }
        if (answered > 0.0) {
            samples.push_back(net / answered);
        }
    }
    return spread_of(std::move(samples), confidence);
}

VolumeFigures row_of(const ContractStudy& study, const TermResults& results, int percent) {
    const double confidence = study.options().confidence;
    VolumeFigures row{.percent = percent};
    row.offered = a_year(
        results, [](const MonthFacts& m) { return static_cast<double>(m.offered); }, confidence);
    row.answered = a_year(
        results,
        [](const MonthFacts& m) { return static_cast<double>(m.answered_genuine); },
        confidence);
    row.gross = a_year(
        results, [](const MonthFacts& m) { return pounds(m.gross); }, confidence);
    row.credits = a_year(
        results, [](const MonthFacts& m) { return pounds(m.credits.payable); }, confidence);
    row.withheld = a_year(
        results, [](const MonthFacts& m) { return pounds(m.credits.compensation); }, confidence);
    row.net = a_year(
        results, [](const MonthFacts& m) { return pounds(m.net); }, confidence);
    row.unit_cost = unit_cost(results, confidence);
    row.margin = a_year(
        results, [](const MonthFacts& m) { return pounds(m.margin); }, confidence);
    const StudyFigures figures = figures_of(study.terms(), results, confidence);
    if (figures.all_months > 0) {
        row.relieved_percent = 100.0 * static_cast<double>(figures.relieved_months) /
                               static_cast<double>(figures.all_months);
    }
    if (!figures.years.empty()) {
        row.in_distress = figures.years.back().in_distress;
    }
    for (const KpiFigures& kpi : figures.kpis) {
        row.levels.push_back(kpi.level);
        row.missed_percent.push_back(kpi.missed_percent);
    }
    return row;
}

}  // namespace

VolumeTable volume_table(ContractStudy& study,
                         std::uint64_t replications,
                         int months,
                         ExperimentProgress& progress) {
    VolumeTable table{.rows = {}, .replications = replications, .months = months};
    for (const int percent : kVolumePercents) {
        const TermResults results = study.run(
            {.seats = {}, .months = months, .volume = percent / 100.0}, replications, progress);
        if (results.stopped || results.limit) {
            table.whole = false;
            break;
        }
        table.rows.push_back(row_of(study, results, percent));
    }
    return table;
}

}  // namespace fcr
