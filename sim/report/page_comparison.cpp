#include "sim/report/page_comparison.hpp"

#include "proto/fcr/v1/page.pb.h"
#include "sim/base/check.hpp"
#include "sim/report/comparison_text.hpp"
#include "sim/report/controlled.hpp"
#include "sim/report/message_values.hpp"
#include "sim/report/number.hpp"
#include "sim/report/page.hpp"
#include "sim/report/report_message.hpp"

#include <fmt/format.h>
#include <google/protobuf/util/json_util.h>

#include <cstdint>

namespace fcr {
namespace {

void fill(v1::ComparedValueReport& to,
          const ComparedValue& value,
          const ComparisonSummary& summary) {
    using Report = v1::ComparedValueReport;
    set(to, &Report::mutable_value, value.value);
    if (!value.difference) {
        return;
    }
    const PairedDifference& paired = *value.difference;
    set(to, &Report::mutable_difference, paired.difference);
    if (paired.p_value) {
        to.set_p_value(six_digits(*paired.p_value));
        to.set_significant(value.differs);
    }
    if (paired.gain && paired.gain->unpaired_replications) {
        const auto unpaired = static_cast<double>(*paired.gain->unpaired_replications);
        to.set_replications_unpaired(six_digits(unpaired));
        to.set_replications_ratio(six_digits(unpaired / static_cast<double>(summary.replications)));
    }
    set(to, &Report::set_controls_ratio, paired.controls_ratio);
}

void fill(v1::ComparedFigureReport& to,
          const ComparedFigure& figure,
          const ComparisonSummary& summary) {
    to.set_id(figure.id);
    to.set_title(figure.title);
    to.set_line(figure.line);
    to.set_definition(figure.words);
    to.set_unit(unit_code(figure.unit));
    to.set_better(better_code(figure.better));
    for (std::size_t row = 0; row < figure.values.size(); ++row) {
        v1::ComparedValueReport& value = *to.add_values();
        value.set_scenario(summary.scenarios[row].name);
        fill(value, figure.values[row], summary);
    }
}

void fill(v1::ResourcesReport& to, const Resources& resources) {
    using Report = v1::ResourcesReport;
    set(to, &Report::mutable_seat_hours, resources.seat_hours);
    set(to, &Report::mutable_fte, resources.fte);
    set(to, &Report::mutable_overtime_hours, resources.overtime_hours);
    set(to, &Report::mutable_pounds, resources.pounds);
}

void fill(v1::RankingReport& to, const ComparisonSummary& summary) {
    const ComparedRanking& ranking = *summary.ranking;
    to.set_figure(ranking.figure);
    to.set_method(ranking_method(summary));
    // The zone that the probability is true of: method names the one that was asked for.
    to.set_indifference_zone(six_digits(ranking_zone(ranking)));
    to.set_probability_correct(summary.request.run.confidence);
    for (const RankedSystem& system : ranking.ranking.order) {
        v1::RankedScenarioReport& row = *to.add_order();
        row.set_scenario(summary.scenarios[system.system].name);
        row.mutable_value()->set_value(six_digits(system.value));
        row.set_may_be_best(system.may_be_best);
    }
}

void fill(v1::ComparisonReport& to, const ComparisonSummary& summary) {
    const RunRequest& run = summary.request.run;
    for (const ComparisonSummary::Entry& entry : summary.scenarios) {
        v1::ComparedScenarioReport& scenario = *to.add_scenarios();
        scenario.set_name(entry.name);
        scenario.set_file(entry.file);
        scenario.set_title(entry.title);
        for (const std::string& setting : entry.differs) {
            scenario.add_differs(setting);
        }
    }
    to.set_baseline(summary.scenarios[summary.request.baseline].name);
    to.set_replications(static_cast<std::int32_t>(summary.replications));
    to.set_replications_asked(static_cast<std::int32_t>(run.replications));
    to.set_seed(static_cast<double>(run.seed));
    to.set_first_replication(static_cast<std::int32_t>(run.first_replication));
    to.set_common_random_numbers(true);
    if (summary.controlled_by && summary.controlled_by->parts > 0) {
        for (const std::string& words : control_words(*summary.controlled_by)) {
            to.add_control_variates(words);
        }
    }
    to.set_confidence(run.confidence);
    to.set_per_h(six_digits(to_seconds(summary.per) / 3600.0));
    to.set_correction(v1::ComparisonReport::HOLM);
    to.set_comparisons(static_cast<std::int32_t>(summary.comparisons));
    for (const ComparedFigure& figure : summary.figures) {
        fill(*to.add_figures(), figure, summary);
    }
    if (summary.ranking) {
        fill(*to.add_rankings(), summary);
    }
    for (std::size_t row = 0; row < summary.resources.size(); ++row) {
        v1::ScenarioResourcesReport& resources = *to.add_resources();
        resources.set_scenario(summary.scenarios[row].name);
        fill(*resources.mutable_use(), summary.resources[row].use);
        if (summary.resources[row].difference) {
            fill(*resources.mutable_difference(), *summary.resources[row].difference);
        }
    }
    to.set_fte_basis(summary.fte_basis);
    to.set_cost_basis(summary.cost_basis.empty() ? "not priced" : summary.cost_basis);
}

void fill_provenance(v1::ProvenanceReport& to, const PagedComparison& paged) {
    const RunRequest& run = paged.summary.request.run;
    to.set_fcrsim_version(paged.record.fcrsim_version);
    to.set_seed(static_cast<double>(run.seed));
    to.set_first_replication(static_cast<std::int32_t>(run.first_replication));
    to.set_replications(static_cast<std::int32_t>(paged.summary.replications));
    for (std::size_t row = 0; row < paged.scenarios.size(); ++row) {
        const ScenarioBundle& bundle = *paged.bundles[row];
        // Two scenarios may be of one file: they go by their names.
        const std::string name =
            fmt::format("{} ({})", paged.scenarios[row].name, paged.scenarios[row].file);
        add_scenario(to, name, bundle);
        add_sources(to, bundle, paged.scenarios[row].name);
    }
}

v1::ReportPage message_of(const PagedComparison& paged) {
    const ComparisonSummary& summary = paged.summary;
    v1::ReportPage page;
    page.set_format(kPageFormat);
    page.set_kind(v1::ReportPage::COMPARISON);
    std::string title;
    for (std::size_t row = 0; row < summary.scenarios.size(); ++row) {
        if (row != summary.request.baseline) {
            title += (title.empty() ? "" : ", ") + summary.scenarios[row].name;
        }
    }
    page.set_title(
        fmt::format("{} against {}", title, summary.scenarios[summary.request.baseline].name));
    fill(*page.mutable_comparison(), summary);
    for (const std::string& warning : summary.warnings) {
        page.add_warnings(warning);
    }
    fill_provenance(*page.mutable_provenance(), paged);
    return page;
}

}  // namespace

std::string comparison_json(const PagedComparison& paged) {
    google::protobuf::util::JsonPrintOptions options;
    options.add_whitespace = true;
    options.preserve_proto_field_names = true;
    std::string text;
    const auto status =
        google::protobuf::util::MessageToJsonString(message_of(paged), &text, options);
    FCR_CHECK(status.ok(), "a comparison of finite numbers and valid names can be printed");
    return text;
}

std::string comparison_page(const PagedComparison& paged) {
    v1::ReportPage page = message_of(paged);
    RunRequest request = paged.summary.request.run;
    for (std::size_t row = 0; row < paged.scenarios.size(); ++row) {
        const ComparedScenario& of = paged.scenarios[row];
        v1::RunReport& run =
            *page.mutable_comparison()->mutable_scenarios(static_cast<int>(row))->mutable_run();
        run = report_message(summarise(of.scenario, of.compiled, of.result, request),
                             paged.record.fcrsim_version);
        // The page of a comparison has no pictures of these.
        run.clear_bands();
        run.clear_weeks();
        run.clear_waits();
    }
    fill_record(*page.mutable_made(), paged.record);
    return page_with(page);
}

}  // namespace fcr
