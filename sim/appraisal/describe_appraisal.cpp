#include "sim/appraisal/describe_appraisal.hpp"

#include "sim/contract/contract_words.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace fcr {
namespace {

std::string describe_option(const AppraisalPlan& plan, std::size_t row) {
    const AppraisalOption& option = plan.options[row];
    return fmt::format("  {}: {}, {}, {}{}\n",
                       option.id,
                       option.title,
                       to_string(option.kind),
                       option.contract ? option.contract_file.string() + " in " : "",
                       option.scenario.string()) +
           (row == plan.today ? "    the others are held against it\n" : "");
}

std::string describe_questions(const AppraisalPlan& plan) {
    std::string text = "Asked\n";
    for (const ServiceTest& test : plan.service_tests) {
        text += fmt::format("  whether more {} calls wait longer than {} s, by more than {}\n",
                            plan.lines[test.line.index()],
                            kOverSeconds[test.over],
                            percent_words(test.margin_bp));
    }
    for (const Sensitivity& asked : plan.sensitivities) {
        text += fmt::format("  {} from {} to {}\n",
                            facts_of(asked.input).title,
                            setting_words(asked.input, asked.low),
                            setting_words(asked.input, asked.high));
    }
    for (const AppraisalCase& asked : plan.cases) {
        text += fmt::format("  the case \"{}\"\n", asked.title);
    }
    return text;
}

std::string describe_figures(const AppraisalPlan& plan) {
    std::string text = "Figures\n";
    for (const Assumption& figure : plan.assumptions) {
        text += fmt::format("  {}{}: {} ({}{}{})\n",
                            figure.option.empty() ? "" : figure.option + ", ",
                            figure.what,
                            figure.value,
                            origin_words(figure.origin),
                            figure.source.empty() ? "" : ": ",
                            figure.source);
    }
    return text;
}

/// Of all stages together, without the lognormal factor.
double hours_of(const RiskTerms& event) {
    double hours = 0.0;
    for (const RiskStage& stage : event.stages) {
        hours += to_seconds(stage.length) / 3600.0;
    }
    return hours;
}

}  // namespace

std::string_view origin_words(FigureOrigin origin) {
    switch (origin) {
        case FigureOrigin::Stated: return "stated";
        case FigureOrigin::Contract: return "contract";
        case FigureOrigin::Derived: return "derived";
        case FigureOrigin::Default: return "default";
    }
    return "";
}

std::string describe(const AppraisalPlan& plan) {
    std::string text = fmt::format("{}\n{} year{} from {}, {} replications, seed {}\nOptions\n",
                                   plan.title,
                                   plan.years,
                                   plan.years == 1 ? "" : "s",
                                   date_words(plan.start),
                                   plan.replications,
                                   plan.seed);
    for (std::size_t row = 0; row < plan.options.size(); ++row) {
        text += describe_option(plan, row);
    }
    return text + describe_questions(plan) + describe_figures(plan);
}

std::string describe(std::span<const RiskTerms> events) {
    std::string text;
    for (const RiskTerms& event : events) {
        text +=
            fmt::format("  {}: {}, {}, {} stage{} of {:.6g} h together\n",
                        event.id,
                        event.title,
                        event.yearly_rate > 0.0 ? fmt::format("{:.4g} a year", event.yearly_rate)
                                                : std::string("at a rate that appraisals state"),
                        event.stages.size(),
                        event.stages.size() == 1 ? "" : "s",
                        hours_of(event));
    }
    return text;
}

}  // namespace fcr
