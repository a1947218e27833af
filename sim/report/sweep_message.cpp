#include "sim/report/sweep_message.hpp"

#include "proto/fcr/v1/page.pb.h"
#include "sim/base/check.hpp"
#include "sim/design/design_words.hpp"
#include "sim/report/message_values.hpp"
#include "sim/report/number.hpp"
#include "sim/report/text_table.hpp"

#include <google/protobuf/util/json_util.h>

#include <algorithm>
#include <cmath>

namespace fcr {
namespace {

constexpr std::size_t kBaselineShown = 120;

/// A bootstrap interval lies to both sides; the half width is the longer side.
void fill(v1::EstimateReport& report, const BootstrapEstimate& estimate) {
    report.set_value(six_digits(estimate.value));
    report.set_half_width(
        six_digits(std::max(estimate.high - estimate.value, estimate.value - estimate.low)));
}

void fill_fields(v1::FactorReport& report,
                 const Factor& factor,
                 const std::vector<std::string>& baselines) {
    for (std::size_t row = 0; row < factor.paths.size(); ++row) {
        v1::FactorFieldReport& field = *report.add_fields();
        field.set_path(factor.paths[row]);
        if (!baselines[row].empty()) {
            field.set_baseline(shortened(baselines[row], kBaselineShown));
        }
        if (factor.times[row] != 1.0) {
            field.set_times(six_digits(factor.times[row]));
        }
    }
    report.set_path(report.fields(0).path());
    if (report.fields(0).has_baseline()) {
        report.set_baseline(report.fields(0).baseline());
    }
}

void fill_factors(v1::SweepReport& report, const SweepSummary& summary) {
    const ExperimentPlan& plan = summary.plan;
    for (std::size_t at = 0; at < plan.factors.size(); ++at) {
        const Factor& factor = plan.factors[at];
        v1::FactorReport& row = *report.add_factors();
        fill_fields(row, factor, summary.baselines[at]);
        row.set_title(factor.name);
        if (factor.law) {
            row.set_distribution(spread_words(factor));
        }
        if (!factor.law || plan.design.kind == DesignKind::Grid) {
            for (const Setting& setting : grid_settings(factor)) {
                row.add_values(label_of(factor, setting));
            }
        }
        if (!factor.source.empty()) {
            row.set_source(factor.source);
        }
    }
}

void fill_figures(v1::SweepReport& report, const SweepSummary& summary) {
    for (const SweepFigure& figure : summary.figures) {
        v1::SweepFigureReport& row = *report.add_figures();
        row.set_id(figure.id);
        row.set_title(figure.title);
        row.set_line(figure.line);
        row.set_definition(figure.words);
        row.set_unit(unit_code(figure.unit));
        row.set_better(better_code(figure.better));
    }
    for (std::size_t point = 0; point < summary.points.size(); ++point) {
        v1::SweepPointReport& row = *report.add_points();
        row.set_number(static_cast<std::int32_t>(point + 1));
        for (std::size_t factor = 0; factor < summary.plan.factors.size(); ++factor) {
            row.add_values(setting_label(summary.plan, summary.points[point], factor));
        }
        for (const Figure& value : summary.outcomes[point].figures) {
            fill(*row.add_figures(), value);
        }
    }
}

/// What a message says of one figure's analysis.
class Analysed {
public:
    Analysed(v1::SweepReport& report, const SweepSummary& summary, std::size_t figure)
        : report_(report),
          summary_(summary),
          figure_(figure),
          analysis_(summary.analyses[figure]) {}

    void fill_sensitivity() {
        for (std::size_t factor = 0; factor < analysis_.morris.size(); ++factor) {
            if (const auto& effect = analysis_.morris[factor]) {
                v1::SensitivityReport& row = add_row(factor);
                fill(*row.mutable_morris_mu_star(), effect->mu_star);
                row.mutable_morris_sigma()->set_value(six_digits(effect->sigma));
            }
        }
        for (std::size_t factor = 0; analysis_.sobol && factor < analysis_.sobol->factors.size();
             ++factor) {
            v1::SensitivityReport& row = add_row(factor);
            fill(*row.mutable_sobol_first(), analysis_.sobol->factors[factor].first);
            fill(*row.mutable_sobol_total(), analysis_.sobol->factors[factor].total);
        }
    }

    void fill_variance() {
        if (!analysis_.uncertainty) {
            return;
        }
        const InputUncertainty& split = *analysis_.uncertainty;
        v1::VarianceReport& row = *report_.add_variance();
        row.set_figure(id());
        row.set_value(six_digits(split.mean));
        row.set_monte_carlo_half_width(six_digits(split.monte_carlo_half_width));
        row.set_both_half_width(six_digits(split.half_width));
        const double inputs = split.input_variance * (1.0 + 1.0 / static_cast<double>(split.draws));
        const double variance = inputs + split.monte_carlo_variance;
        const double share = variance > 0.0 ? inputs / variance : 0.0;
        row.set_input_half_width(six_digits(split.half_width * std::sqrt(share)));
        row.set_monte_carlo_percent(six_digits(100.0 * (1.0 - share)));
        row.set_input_percent(six_digits(100.0 * share));
    }

    void fill_tornado() {
        if (analysis_.swings.empty()) {
            return;
        }
        v1::TornadoReport& tornado = *report_.add_tornados();
        tornado.set_figure(id());
        fill(*tornado.mutable_baseline(), summary_.outcomes.front().figures[figure_]);
        for (const Swing& swing : analysis_.swings) {
            v1::TornadoBarReport& bar = *tornado.add_bars();
            // The points of a factor stand in the order of its settings; the scenario is the first.
            const auto [low, high] = std::minmax(swing.lowest_point, swing.highest_point);
            bar.set_factor(path(swing.factor));
            bar.set_low(setting_label(summary_.plan, summary_.points[low], swing.factor));
            bar.set_high(setting_label(summary_.plan, summary_.points[high], swing.factor));
            fill(*bar.mutable_at_low(), summary_.outcomes[low].figures[figure_]);
            fill(*bar.mutable_at_high(), summary_.outcomes[high].figures[figure_]);
        }
    }

    void fill_effects() {
        for (const MainEffect& effect : analysis_.effects) {
            v1::MainEffectReport& row = *report_.add_effects();
            row.set_figure(id());
            row.set_factor(path(effect.factor));
            for (const EffectLevel& level : effect.levels) {
                v1::EffectLevelReport& to = *row.add_levels();
                to.set_setting(level.setting);
                to.set_mean(six_digits(level.mean));
                to.set_points(static_cast<std::int32_t>(level.points));
            }
        }
    }

private:
    [[nodiscard]] const std::string& id() const { return summary_.figures[figure_].id; }
    [[nodiscard]] const std::string& path(std::size_t factor) const {
        return summary_.plan.factors[factor].paths.front();
    }
    v1::SensitivityReport& add_row(std::size_t factor) {
        v1::SensitivityReport& row = *report_.add_sensitivity();
        row.set_figure(id());
        row.set_factor(path(factor));
        return row;
    }

    v1::SweepReport& report_;
    const SweepSummary& summary_;
    std::size_t figure_;
    const SweepAnalysis& analysis_;
};

}  // namespace

v1::SweepReport sweep_message(const SweepSummary& summary) {
    const ExperimentPlan& plan = summary.plan;
    v1::SweepReport report;
    report.set_file(plan.file);
    report.set_scenario(plan.scenario.string());
    report.set_design(design_words(plan));
    report.set_replications(static_cast<std::int32_t>(plan.replications));
    report.set_seed(static_cast<double>(plan.seed));
    report.set_first_replication(0);
    report.set_common_random_numbers(plan.design.kind != DesignKind::InputUncertainty);
    report.set_confidence(summary.confidence);
    report.set_per_h(six_digits(to_seconds(summary.per) / 3600.0));
    fill_factors(report, summary);
    fill_figures(report, summary);
    for (std::size_t figure = 0; figure < summary.figures.size(); ++figure) {
        Analysed analysed(report, summary, figure);
        analysed.fill_sensitivity();
        analysed.fill_variance();
        analysed.fill_tornado();
        analysed.fill_effects();
        if (summary.is_whole()) {
            report.add_findings(summary.analyses[figure].finding);
        }
    }
    report.set_points_asked(static_cast<std::int32_t>(summary.points_asked));
    return report;
}

std::string to_json(const SweepSummary& summary) {
    google::protobuf::util::JsonPrintOptions options;
    options.add_whitespace = true;
    options.preserve_proto_field_names = true;
    std::string text;
    const auto status =
        google::protobuf::util::MessageToJsonString(sweep_message(summary), &text, options);
    FCR_CHECK(status.ok(), "a report of finite numbers and valid names can be printed");
    return text;
}

}  // namespace fcr
