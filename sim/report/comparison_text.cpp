#include "sim/report/comparison_text.hpp"

#include "sim/report/controlled.hpp"
#include "sim/report/csv.hpp"
#include "sim/report/number.hpp"
#include "sim/report/text_table.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <string_view>
#include <utility>

namespace fcr {
namespace {

constexpr int kDecimals = 2;
constexpr std::size_t kNameWidth = 12;
constexpr std::string_view kMark = " *";
constexpr std::string_view kNoMark = "  ";

double percent(double share) {
    return 100.0 * share;
}

std::string period_of(Duration per) {
    return per == std::chrono::hours{24} ? "a day"
                                         : fmt::format("in {:.6g} h", to_seconds(per) / 3600.0);
}

std::string with_sign(const Estimate& difference, int decimals) {
    const std::string text = with_half_width(difference, {}, decimals);
    return difference.value > 0.0 && text != "0" ? '+' + text : text;
}

std::string value_cell(const Figure& figure, int decimals) {
    return figure ? with_half_width(Estimate{figure->value, std::nullopt}, {}, decimals)
                  : std::string(kNotMeasured);
}

std::string p_cell(const std::optional<double>& p_value) {
    if (!p_value) {
        return {};
    }
    return *p_value < 0.001 ? "<0.001" : fmt::format("{:.3f}", *p_value);
}

/// Times as many replications that unpaired runs would have needed.
std::string pairing_cell(const PairedDifference& difference, std::uint64_t replications) {
    if (!difference.gain || !difference.gain->unpaired_replications) {
        return {};
    }
    return fmt::format("{:.1f}x",
                       static_cast<double>(*difference.gain->unpaired_replications) /
                           static_cast<double>(replications));
}

bool is_corrected(const ComparisonSummary& summary) {
    return summary.controlled_by && summary.controlled_by->parts > 0;
}

std::string controls_cell(const PairedDifference& difference) {
    return difference.controls_ratio ? fmt::format("{:.1f}x", *difference.controls_ratio)
                                     : std::string{};
}

std::string what_was_run(const ComparisonSummary& summary) {
    const RunRequest& run = summary.request.run;
    std::string words = fmt::format(
        "{} replications of each of {} scenarios, seed {}, the same callers through each (common "
        "random numbers).",
        summary.replications,
        summary.scenarios.size(),
        run.seed);
    if (summary.request.rank) {
        words += fmt::format(
            " The first {} were the ranking's first stage and told how many there had to be.",
            std::min(summary.request.rank->first_stage, summary.replications));
    }
    if (is_corrected(summary)) {
        words += fmt::format(
            " Differences are corrected by control variates, the {}, so that they are not quite "
            "those of the figures beside them.",
            fmt::join(control_words(*summary.controlled_by), " and the "));
    }
    words += fmt::format(
        " ± is half the {:.6g} % interval of one figure alone. * differs by Holm's correction for "
        "all {} differences below together: the chance of one wrong * or more is at most {:.6g} %.",
        percent(run.confidence),
        summary.comparisons,
        percent(1.0 - run.confidence));
    return wrapped(words, 0);
}

std::string scenario_list(const ComparisonSummary& summary) {
    std::string text;
    for (std::size_t row = 0; row < summary.scenarios.size(); ++row) {
        const ComparisonSummary::Entry& entry = summary.scenarios[row];
        text += wrapped(fmt::format("{}: {}{}",
                                    entry.name,
                                    entry.file,
                                    row == summary.request.baseline ? ", the baseline" : ""),
                        2);
        if (row != summary.request.baseline && entry.differs.empty()) {
            text += "      no setting is other than the baseline's\n";
        }
        for (const std::string& setting : entry.differs) {
            text += wrapped(setting, 6);
        }
    }
    return text;
}

std::string label_of(const ComparedFigure& figure) {
    const std::string sign = unit_sign(figure.unit);
    // Indicators' titles name their unit as they like; lines' do not.
    return sign.empty() ? figure.title : fmt::format("{}, {}", figure.title, sign);
}

/// The columns of the two scenarios. Names are broken, not cut: two may begin alike.
std::vector<std::string> name_columns(const ComparisonSummary& summary, std::size_t other) {
    return {broken_name(summary.scenarios[summary.request.baseline].name, kNameWidth),
            broken_name(summary.scenarios[other].name, kNameWidth)};
}

TextTable figure_table(const ComparisonSummary& summary, std::size_t other, bool of_lines) {
    const std::size_t baseline = summary.request.baseline;
    std::vector<std::string> columns = name_columns(summary, other);
    columns.insert(columns.end(), {"difference  ", "p", "pairing"});
    if (is_corrected(summary)) {
        columns.emplace_back("controls");
    }
    TextTable table(of_lines ? "Lines" : "Indicators", std::move(columns));
    for (const ComparedFigure& figure : summary.figures) {
        if (figure.of_line != of_lines) {
            continue;
        }
        const ComparedValue& value = figure.values[other];
        std::vector<std::string> cells{value_cell(figure.values[baseline].value, kDecimals),
                                       value_cell(value.value, kDecimals)};
        if (value.difference) {
            cells.push_back(with_sign(value.difference->difference, kDecimals) +
                            std::string(value.differs ? kMark : kNoMark));
            cells.push_back(p_cell(value.difference->p_value));
            cells.push_back(pairing_cell(*value.difference, summary.replications));
            if (is_corrected(summary)) {
                cells.push_back(controls_cell(*value.difference));
            }
        }
        table.add_row(label_of(figure), std::move(cells));
    }
    return table;
}

struct ResourceRow {
    std::string_view label;
    Figure Resources::*figure;
    std::string_view absent;
};
constexpr ResourceRow kResourceRows[] = {
    {"Seat-hours", &Resources::seat_hours, kNotMeasured},
    {"FTE", &Resources::fte, kNotMeasured},
    {"Overtime, hours", &Resources::overtime_hours, "no roster"},
    {"Pounds", &Resources::pounds, "not priced"},
};

TextTable resource_table(const ComparisonSummary& summary, std::size_t other) {
    const std::size_t baseline = summary.request.baseline;
    std::vector<std::string> columns = name_columns(summary, other);
    columns.emplace_back("difference  ");
    TextTable table(fmt::format("Resources {}", period_of(summary.per)), std::move(columns));
    for (const ResourceRow& row : kResourceRows) {
        const auto cell = [&](const Resources& use) {
            const Figure& figure = use.*row.figure;
            return figure ? value_cell(figure, kDecimals) : std::string(row.absent);
        };
        std::vector<std::string> cells{cell(summary.resources[baseline].use),
                                       cell(summary.resources[other].use)};
        if (const Figure& difference = (*summary.resources[other].difference).*row.figure) {
            cells.push_back(with_sign(*difference, kDecimals) + std::string(kNoMark));
        }
        table.add_row(std::string(row.label), std::move(cells));
    }
    return table;
}

std::string basis_words(const ComparisonSummary& summary) {
    std::string text = wrapped(fmt::format("FTE: {}.", summary.fte_basis), 2);
    text += wrapped(summary.cost_basis.empty()
                        ? "Pounds: not priced; --pounds-per-hour EMPLOYER=PRICE prices the hours."
                        : fmt::format("Pounds: {}.", summary.cost_basis),
                    2);
    return text;
}

std::string pairing_words(const ComparisonSummary& summary) {
    if (!summary.pairing) {
        return {};
    }
    const PairingWorth& worth = *summary.pairing;
    return '\n' +
           wrapped(fmt::format("Pairing: for differences as narrow, runs with other callers "
                               "for each scenario would have needed {:.1f} times the "
                               "replications (median over {} differences; {:.1f} to {:.1f}).",
                               worth.median,
                               worth.differences,
                               worth.least,
                               worth.most),
                   0);
}

std::string_view words_of(RankStanding standing) {
    switch (standing) {
        case RankStanding::Chosen: return "has the best figure";
        case RankStanding::WithinIndifference:
            return "behind by no more than the zone: either will do";
        case RankStanding::ClearlyWorse: return "not the best";
        case RankStanding::NotToldApart: return "not told apart from the best";
    }
    return {};
}

std::string ranking_text(const ComparisonSummary& summary) {
    if (!summary.ranking) {
        return {};
    }
    const ComparedRanking& ranking = *summary.ranking;
    const auto figure = std::ranges::find(summary.figures, ranking.figure, &ComparedFigure::id);
    TextTable table(fmt::format("Ranking by {}, {}", ranking.figure, unit_sign(figure->unit)),
                    {"value", "behind at most"});
    std::size_t place = 1;
    for (const RankedSystem& system : ranking.ranking.order) {
        table.add_row(
            fmt::format("{}. {}: {}",
                        place++,
                        summary.scenarios[system.system].name,
                        words_of(system.standing)),
            {fmt::format("{:.2f}", system.value), fmt::format("{:.2f}", system.behind_most)});
    }
    const std::string sure =
        fmt::format("With {:.6g} % the first is the best, or behind it by less than {:.3g}. {}.",
                    percent(summary.request.run.confidence),
                    ranking_zone(ranking),
                    ranking_method(summary));
    return '\n' + table.to_string() + wrapped(sure, 2);
}

const char* better_code(const std::optional<BetterWhen>& better) {
    if (!better) {
        return "";
    }
    return *better == BetterWhen::Larger ? "HIGHER" : "LOWER";
}

std::string_view unit_code(KpiUnit unit) {
    switch (unit) {
        case KpiUnit::Percent: return "PERCENT";
        case KpiUnit::Seconds: return "SECONDS";
        case KpiUnit::Calls: return "CALLS";
    }
    return {};
}

/// Value and half width; two empty cells when there is none.
void add_estimate(CsvText& csv, const Estimate* estimate) {
    if (estimate == nullptr) {
        csv.raw("").raw("");
        return;
    }
    csv.number(estimate->value).number(estimate->half_width);
}

const Estimate* estimate_in(const Figure& figure) {
    return figure ? &*figure : nullptr;
}

void add_csv_row(CsvText& csv,
                 const ComparisonSummary& summary,
                 const ComparedFigure& figure,
                 std::size_t row) {
    const ComparedValue& value = figure.values[row];
    const auto& paired = value.difference;
    csv.text(figure.id)
        .text(figure.title)
        .text(figure.line)
        .raw(unit_code(figure.unit))
        .raw(better_code(figure.better))
        .text(summary.scenarios[row].name);
    add_estimate(csv, estimate_in(value.value));
    add_estimate(csv, paired ? &paired->difference : nullptr);
    csv.number(paired ? paired->p_value : std::nullopt)
        .number(value.adjusted_p)
        .raw(!value.adjusted_p ? ""
             : value.differs   ? "true"
                               : "false");
    if (paired && paired->gain && paired->gain->unpaired_replications) {
        const auto unpaired = static_cast<double>(*paired->gain->unpaired_replications);
        csv.number(unpaired).number(unpaired / static_cast<double>(summary.replications));
    } else {
        csv.raw("").raw("");
    }
    if (is_corrected(summary)) {
        csv.number(paired ? paired->controls_ratio : std::nullopt);
    }
    csv.end_row();
}

struct ResourceCode {
    std::string_view id;
    std::string_view unit;
    Figure Resources::*figure;
};
constexpr ResourceCode kResourceCodes[] = {
    {"seat_hours", "HOURS", &Resources::seat_hours},
    {"fte", "PEOPLE", &Resources::fte},
    {"overtime_hours", "HOURS", &Resources::overtime_hours},
    {"pounds", "POUNDS", &Resources::pounds},
};

}  // namespace

std::string ranking_method(const ComparisonSummary& summary) {
    const ComparedRanking& ranked = *summary.ranking;
    return fmt::format(
        "Two stages (Clark and Yang 1986), Bonferroni over {} differences from the best; after {} "
        "replications {} were needed for an indifference zone of {:.6g}, {} {} were run",
        summary.scenarios.size() - 1,
        ranked.first_stage,
        ranked.ranking.replications_needed.value_or(0),
        ranked.indifference_zone,
        ranked.ranking.enough_replications ? "and" : "but only",
        summary.replications);
}

double ranking_zone(const ComparedRanking& ranked) {
    return ranked.ranking.enough_replications
               ? ranked.indifference_zone
               : std::max(ranked.indifference_zone, ranked.ranking.order.front().behind_most);
}

std::string to_text(const ComparisonSummary& summary) {
    const std::string& baseline = summary.scenarios[summary.request.baseline].name;
    std::string text = fmt::format("Comparison with {}\n", baseline) + what_was_run(summary);
    text += '\n' + scenario_list(summary);
    for (std::size_t row = 0; row < summary.scenarios.size(); ++row) {
        if (row == summary.request.baseline) {
            continue;
        }
        text += fmt::format("\n{} less {}\n", summary.scenarios[row].name, baseline);
        text += figure_table(summary, row, true).to_string();
        text += '\n' + figure_table(summary, row, false).to_string();
        text += '\n' + resource_table(summary, row).to_string();
    }
    text += basis_words(summary);
    text += pairing_words(summary);
    text += ranking_text(summary);
    if (!summary.warnings.empty()) {
        text += '\n';
        for (const std::string& warning : summary.warnings) {
            text += wrapped("Note: " + warning, 0);
        }
    }
    return text;
}

std::string comparison_csv(const ComparisonSummary& summary) {
    CsvText csv;
    for (const std::string_view head : {"figure",
                                        "title",
                                        "line",
                                        "unit",
                                        "better",
                                        "scenario",
                                        "value",
                                        "half_width",
                                        "difference",
                                        "difference_half_width",
                                        "p_value",
                                        "adjusted_p",
                                        "differs",
                                        "replications_unpaired",
                                        "replications_ratio"}) {
        csv.raw(head);
    }
    if (is_corrected(summary)) {
        csv.raw("controls_ratio");
    }
    csv.end_row();
    for (const ComparedFigure& figure : summary.figures) {
        for (std::size_t row = 0; row < figure.values.size(); ++row) {
            add_csv_row(csv, summary, figure, row);
        }
    }
    for (const ResourceCode& code : kResourceCodes) {
        for (std::size_t row = 0; row < summary.resources.size(); ++row) {
            const ScenarioResources& of = summary.resources[row];
            csv.raw(code.id).raw("").raw("").raw(code.unit).raw("").text(
                summary.scenarios[row].name);
            add_estimate(csv, estimate_in(of.use.*code.figure));
            add_estimate(csv, of.difference ? estimate_in((*of.difference).*code.figure) : nullptr);
            csv.raw("").raw("").raw("").raw("").raw("");
            if (is_corrected(summary)) {
                csv.raw("");
            }
            csv.end_row();
        }
    }
    return csv.take();
}

}  // namespace fcr
