#include "sim/report/appraisal_message.hpp"

#include "proto/fcr/v1/appraisal_report.pb.h"
#include "sim/appraisal/summarise.hpp"
#include "sim/base/check.hpp"
#include "sim/contract/contract_words.hpp"
#include "sim/report/appraisal_findings.hpp"
#include "sim/report/number.hpp"

#include <fmt/format.h>
#include <google/protobuf/util/json_util.h>

#include <cmath>

namespace fcr {
namespace {

/// To the penny.
double pounds(Money money) {
    return static_cast<double>(divide_rounded(money.units, 100)) / 100.0;
}

void fill(v1::AppraisedChanceReport& to, const Proportion& from) {
    to.set_percent(six_digits(100.0 * from.value));
    to.set_low_percent(six_digits(100.0 * from.low));
    to.set_high_percent(six_digits(100.0 * from.high));
}

void fill(v1::MoneySpreadReport& to, const MoneySpread& from) {
    to.set_mean(pounds(from.mean));
    to.set_p10(pounds(from.p10));
    to.set_p50(pounds(from.p50));
    to.set_p80(pounds(from.p80));
    to.set_p90(pounds(from.p90));
}

std::string_view origin_words(FigureOrigin origin) {
    switch (origin) {
        case FigureOrigin::Stated: return "stated";
        case FigureOrigin::Contract: return "contract";
        case FigureOrigin::Derived: return "derived";
        case FigureOrigin::Default: return "default";
    }
    return "";
}

/// What a message says of one option.
class OptionMessage {
public:
    OptionMessage(v1::AppraisedOptionReport& to, const AppraisalSummary& summary, std::size_t row)
        : to_(to),
          summary_(summary),
          plan_(summary.plan.options[row]),
          option_(summary.options[row]),
          is_today_(row == summary.plan.today) {}

    void fill_all() {
        to_.set_id(plan_.id);
        to_.set_title(plan_.title);
        to_.set_kind(std::string(to_string(plan_.kind)));
        to_.set_scenario(plan_.scenario.string());
        if (plan_.contract) {
            to_.set_contract(plan_.contract_file.string());
        }
        fill_costs();
        fill_values();
        if (!is_today_) {
            fill_savings();
        }
        fill_service();
        fill_contract();
    }

private:
    void fill_costs() {
        for (const CostLine line : kCostLines) {
            bool has = false;
            for (const Money year : option_.real.line(line)) {
                has = has || year != Money{};
            }
            if (!has) {
                continue;
            }
            v1::AppraisedLineReport& row = *to_.add_costs();
            row.set_line(std::string(to_string(line)));
            for (const Money year : option_.real.line(line)) {
                row.add_real(pounds(year));
            }
            for (const Money year : option_.nominal.line(line)) {
                row.add_nominal(pounds(year));
            }
        }
        for (const Money year : option_.real.total()) {
            to_.add_total(pounds(year));
        }
        for (const Money year : option_.nominal.total()) {
            to_.add_total_nominal(pounds(year));
        }
    }

    void fill_values() {
        to_.set_whole_life_cost(pounds(option_.cost));
        if (option_.cost_spread) {
            fill(*to_.mutable_whole_life_spread(), *option_.cost_spread);
        }
        for (const ValuedSaving& valued : option_.valued) {
            v1::ValuedReport& row = *to_.add_valued();
            row.set_rate_percent(static_cast<double>(valued.valuation.rate_bp) / 100.0);
            row.set_bias_percent(static_cast<double>(valued.valuation.bias_bp) / 100.0);
            row.set_cost(pounds(valued.cost));
            row.set_saving(pounds(valued.saving));
            row.set_cheapest(summary_.plan.options[valued.cheapest].id);
        }
        to_.set_months_late(six_digits(option_.months_late));
        to_.set_risk_events(six_digits(option_.risk_events));
    }

    void fill_savings() {
        to_.set_saving(pounds(option_.saving));
        if (option_.saving_half_width) {
            to_.set_saving_half_width(std::round(*option_.saving_half_width * 100.0) / 100.0);
        }
        if (option_.saving_spread) {
            fill(*to_.mutable_saving_spread(), *option_.saving_spread);
        }
        if (option_.saving_negative) {
            fill(*to_.mutable_saving_negative(), *option_.saving_negative);
        }
        for (const Money saving : option_.savings) {
            to_.add_savings(pounds(saving));
        }
        for (const Money position : option_.position) {
            to_.add_position(pounds(position));
        }
        if (option_.pays_back) {
            to_.set_pays_back(*option_.pays_back);
        }
        if (option_.switching_charges) {
            to_.set_switching_charges_percent(
                six_digits(static_cast<double>(option_.switching_charges->millionths) / 1e6));
        }
    }

    void fill_service() {
        for (std::size_t line = 0; line < option_.service.size(); ++line) {
            const std::vector<ServiceFigures>& years = option_.service[line];
            for (std::size_t year = 0; year < years.size(); ++year) {
                const bool term = year + 1 == years.size();
                fill_year(*to_.add_service(),
                          summary_.plan.lines[line],
                          term ? 0 : static_cast<int>(year) + 1,
                          years[year]);
            }
        }
        for (const TestedService& test : option_.tests) {
            v1::TestedServiceReport& row = *to_.add_tests();
            row.set_today_percent(six_digits(100.0 * test.today));
            row.set_option_percent(six_digits(100.0 * test.option));
            fill(*row.mutable_worse(), test.worse);
        }
        if (option_.worse_in_any) {
            fill(*to_.mutable_worse_in_any(), *option_.worse_in_any);
        }
    }

    static void fill_year(v1::AppraisedServiceReport& row,
                          const std::string& line,
                          int year,
                          const ServiceFigures& figures) {
        row.set_line(line);
        row.set_year(year);
        row.set_offered(six_digits(figures.offered));
        row.set_answered(six_digits(figures.answered));
        row.set_lost(six_digits(figures.lost));
        row.set_over_10s(six_digits(figures.over[0]));
        row.set_over_30s(six_digits(figures.over[1]));
        row.set_over_60s(six_digits(figures.over[2]));
        row.set_over_120s(six_digits(figures.over[3]));
        if (figures.p95_s) {
            row.set_p95_s(six_digits(*figures.p95_s));
        }
        if (figures.p99_s) {
            row.set_p99_s(six_digits(*figures.p99_s));
        }
        if (figures.worst) {
            row.set_worst_hour(hour_words(figures.worst->hour));
            row.set_worst_hour_over_60s_percent(six_digits(100.0 * figures.worst->share));
        }
    }

    void fill_contract() {
        if (option_.charges_year) {
            fill(*to_.mutable_charges_year(), *option_.charges_year);
        }
        if (option_.credits_year) {
            fill(*to_.mutable_credits_year(), *option_.credits_year);
        }
        if (option_.supplier_margin) {
            to_.set_supplier_margin_percent(six_digits(100.0 * *option_.supplier_margin));
        }
        for (const CancellingCost& cost : option_.cancelling) {
            v1::CancellingReport& row = *to_.add_cancelling();
            row.set_stage(cost.stage);
            row.set_month(cost.month);
            row.set_procurement(pounds(cost.spent));
            row.set_bidders(pounds(cost.bidders));
            row.set_supplier(pounds(cost.exit));
            row.set_total(pounds(cost.total()));
        }
        for (const LeavingCost& cost : option_.leaving) {
            v1::LeavingReport& row = *to_.add_leaving();
            row.set_year(cost.year);
            row.set_convenience(pounds(cost.convenience));
            row.set_supplier_default(pounds(cost.supplier_default));
        }
    }

    v1::AppraisedOptionReport& to_;
    const AppraisalSummary& summary_;
    const AppraisalOption& plan_;
    const OptionSummary& option_;
    bool is_today_;
};

void fill_switch(v1::SwitchReport& to,
                 const AppraisalSummary& summary,
                 AppraisedInput input,
                 const Switch& at) {
    to.set_setting(setting_words(input, at.setting));
    to.set_value(six_digits(at.setting));
    to.set_option(summary.plan.options[at.option].id);
}

double over_minute_percent(const ServiceCounts& counts) {
    return counts.offered == 0 ? 0.0
                               : six_digits(100.0 * static_cast<double>(counts.over[2]) /
                                            static_cast<double>(counts.offered));
}

void fill_sensitivity(v1::AppraisedSensitivityReport& to,
                      const AppraisalSummary& summary,
                      const SensitivitySummary& asked) {
    const AppraisedInput input = asked.asked.input;
    to.set_input(std::string(facts_of(input).title));
    to.set_low(setting_words(input, asked.asked.low));
    to.set_high(setting_words(input, asked.asked.high));
    const std::size_t today = summary.plan.today;
    for (std::size_t option = 0; option < summary.options.size(); ++option) {
        to.add_cost_low(pounds(asked.cost_low[option]));
        to.add_cost_base(pounds(asked.cost_base[option]));
        to.add_cost_high(pounds(asked.cost_high[option]));
        to.add_saving_low(pounds(asked.cost_low[today] - asked.cost_low[option]));
        to.add_saving_base(pounds(asked.cost_base[today] - asked.cost_base[option]));
        to.add_saving_high(pounds(asked.cost_high[today] - asked.cost_high[option]));
    }
    if (asked.above) {
        fill_switch(*to.mutable_above(), summary, input, *asked.above);
    }
    if (asked.below) {
        fill_switch(*to.mutable_below(), summary, input, *asked.below);
    }
    for (std::size_t option = 0; option < asked.service_low.size(); ++option) {
        for (std::size_t line = 0; line < summary.plan.lines.size(); ++line) {
            v1::AskedServiceReport& row = *to.add_service();
            row.set_option(summary.plan.options[option].id);
            row.set_line(summary.plan.lines[line]);
            row.set_low_over_60s_percent(over_minute_percent(asked.service_low[option][line]));
            row.set_high_over_60s_percent(over_minute_percent(asked.service_high[option][line]));
        }
    }
}

void fill_case(v1::AppraisedCaseReport& to,
               const AppraisalSummary& summary,
               const CaseSummary& asked) {
    to.set_title(asked.title);
    for (const Money cost : asked.cost) {
        to.add_cost(pounds(cost));
    }
    for (const Money saving : asked.saving) {
        to.add_saving(pounds(saving));
    }
    to.set_cheapest(summary.plan.options[asked.cheapest].id);
}

void fill_assumptions(v1::AppraisalReport& report, const AppraisalPlan& plan) {
    for (const Assumption& assumption : plan.assumptions) {
        v1::AppraisedFigureReport& row = *report.add_assumptions();
        if (!assumption.option.empty()) {
            row.set_option(assumption.option);
        }
        row.set_what(assumption.what);
        row.set_value(assumption.value);
        row.set_origin(std::string(origin_words(assumption.origin)));
        row.set_source(assumption.source);
    }
}

}  // namespace

v1::AppraisalReport appraisal_message(const AppraisalSummary& summary) {
    const AppraisalPlan& plan = summary.plan;
    v1::AppraisalReport report;
    report.set_file(plan.file);
    report.set_title(plan.title);
    report.set_description(plan.description);
    report.set_start(date_words(plan.start));
    report.set_years(plan.years);
    report.set_today(plan.options[plan.today].id);
    report.set_cheapest(plan.options[summary.cheapest].id);
    report.set_second(plan.options[summary.second].id);
    fill(*report.mutable_cheapest_is(), summary.cheapest_is);
    report.set_replications(static_cast<std::int32_t>(summary.replications));
    report.set_sensitivity_replications(
        static_cast<std::int32_t>(summary.sensitivity_replications));
    report.set_seed(static_cast<double>(plan.seed));
    report.set_confidence(summary.confidence);
    for (const std::string& finding : appraisal_findings(summary)) {
        report.add_findings(finding);
    }
    for (const std::string& line : plan.lines) {
        report.add_lines(line);
    }
    for (const ServiceTest& test : plan.service_tests) {
        v1::ServiceTestReport& row = *report.add_service_tests();
        row.set_line(plan.lines[test.line.index()]);
        row.set_over_s(kOverSeconds[test.over]);
        row.set_margin_points(static_cast<double>(test.margin_bp) / 100.0);
        row.set_words(test_words(plan, test));
    }
    for (std::size_t row = 0; row < summary.options.size(); ++row) {
        OptionMessage(*report.add_options(), summary, row).fill_all();
    }
    for (const SensitivitySummary& asked : summary.sensitivities) {
        fill_sensitivity(*report.add_sensitivities(), summary, asked);
    }
    for (const CaseSummary& asked : summary.cases) {
        fill_case(*report.add_cases(), summary, asked);
    }
    fill_assumptions(report, plan);
    return report;
}

std::string to_json(const AppraisalSummary& summary) {
    google::protobuf::util::JsonPrintOptions options;
    options.add_whitespace = true;
    options.preserve_proto_field_names = true;
    std::string text;
    const auto status =
        google::protobuf::util::MessageToJsonString(appraisal_message(summary), &text, options);
    FCR_CHECK(status.ok(), "a report of finite numbers and valid names can be printed");
    return text;
}

}  // namespace fcr
