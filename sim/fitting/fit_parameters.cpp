#include "sim/fitting/fit_parameters.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

namespace fcr {

namespace {

class ParameterList {
public:
    explicit ParameterList(const Scenario& base) : base_(base) {}

    void add_line(const FittedLine& line) {
        const ArrivalFit& fit = line.arrivals;
        const std::string path =
            fmt::format("lines[{}].arrivals", base_.lines[line.line.index()].name);
        const auto add_day = [&](const char* title, const char* unit, const FittedValue& value) {
            rows_.push_back({.path = path,
                             .title = title,
                             .unit = unit,
                             .value = value,
                             .count = fit.days,
                             .law = {},
                             .fit = {}});
        };
        add_day("calls a day", "", fit.calls_per_day);
        add_day("day_factor_cv", "", fit.day_factor_cv);
        add_day("hour_factor.cv", "", fit.hour_factor_cv);
        if (fit.hour_factor_cv.low <= 0.0) {
            rows_.back().fit = "not told from chance: left out";
        } else {
            add_day("hour_factor.correlation", "", fit.hour_correlation);
        }
        add_day("dispersion of hours", "", fit.dispersion);
        add_day("the same, days scaled to their totals", "", fit.dispersion_of_days);
        add_day("dispersion of 5 minutes in the hour", "", fit.within_hour);
        add_day("correlation of neighbouring hours", "", fit.lag_1);
    }

    void add_response(const ResponseFit& fit) {
        for (const FittedGrade& grade : fit.grades) {
            const std::string path = fmt::format("response.grades[{}]",
                                                 base_.response->grades[grade.grade.index()].name);
            const auto add_share = [&](const char* title, const FittedValue& value) {
                rows_.push_back({.path = path,
                                 .title = title,
                                 .unit = {},
                                 .value = value,
                                 .count = grade.incidents,
                                 .law = {},
                                 .fit = {}});
            };
            add_share("share with a unit assigned", grade.assigned);
            add_share("share attended", grade.attended);
            add_duration(path + ".dispatch", grade.to_dispatch);
            add_duration(path + ".travel", grade.travel);
        }
    }

    void add_class(const FittedClass& fitted) {
        const std::string path =
            fmt::format("call_classes[{}]", base_.call_classes[fitted.call_class.index()].name);
        rows_.push_back({.path = path,
                         .title = "share",
                         .unit = {},
                         .value = fitted.share,
                         .count = fitted.calls,
                         .law = {},
                         .fit = {}});
        add_duration(path + ".talk", fitted.talk);
        add_duration(path + ".wrap_up", fitted.wrap_up);
        add_patience(path + ".patience", fitted.patience);
        if (fitted.incidents) {
            add_incidents(path + ".cluster", *fitted.incidents);
        }
    }

    void add_pool(const FittedPool& fitted) {
        const std::string path = fmt::format("pools[{}]", base_.pools[fitted.pool.index()].name);
        add_duration(path + ".pick_up", fitted.pick_up);
        add_duration(path + ".after_call_gap", fitted.gap);
    }

    void add(FitParameter row) { rows_.push_back(std::move(row)); }
    [[nodiscard]] std::vector<FitParameter> take() { return std::move(rows_); }

private:
    void add_duration(const std::string& path, const std::optional<DurationFit>& fit) {
        if (!fit) {
            return;
        }
        std::string words;
        if (fit->chosen) {
            const LawCandidate& law = fit->candidates[*fit->chosen];
            words = fmt::format("off by {:.3f} at most", law.distance);
            if (fit->p_value) {
                words += fmt::format(", A2 {:.2f}, p {:.2f} of {}",
                                     law.anderson_darling,
                                     *fit->p_value,
                                     fit->tested);
            }
        } else if (fit->candidates.empty()) {
            words = "the values themselves";
        } else {
            double least = 1.0;
            for (const LawCandidate& law : fit->candidates) {
                least = std::min(least, law.distance);
            }
            words = fmt::format("the values themselves: every law off by {:.3f} or more", least);
        }
        rows_.push_back({.path = path,
                         .title = "mean",
                         .unit = "s",
                         .value = fit->mean,
                         .count = fit->count,
                         .law = fit->law_name(),
                         .fit = std::move(words)});
        rows_.push_back({.path = path,
                         .title = "cv",
                         .unit = {},
                         .value = fit->cv,
                         .count = fit->count,
                         .law = fit->law_name(),
                         .fit = {}});
    }

    void add_patience(const std::string& path, const std::optional<PatienceFit>& fit) {
        if (!fit) {
            return;
        }
        const std::string law(name_of(fit->kind()));
        const auto add_row = [&](std::string title, const char* unit, const FittedValue& value) {
            rows_.push_back({.path = path,
                             .title = std::move(title),
                             .unit = unit,
                             .value = value,
                             .count = fit->gave_up,
                             .law = law,
                             .fit = {}});
        };
        const std::size_t first = rows_.size();
        switch (fit->kind()) {
            case PatienceKind::Exponential: add_row("mean", "s", fit->mean); break;
            case PatienceKind::Weibull:
                add_row("shape", "", fit->shape);
                add_row("scale", "s", {.value = fit->scale, .low = fit->scale, .high = fit->scale});
                break;
            case PatienceKind::PiecewiseHazard:
                for (const HazardFit& stretch : fit->stretches) {
                    add_row(fmt::format("mean from {:g} s on", stretch.from), "s", stretch.mean);
                    rows_.back().count = stretch.gave_up;
                }
                break;
        }
        rows_[first].fit = fmt::format("off by {:.3f} at most from Kaplan-Meier",
                                       fit->candidates[fit->chosen].distance);
        for (const SurvivalPoint& point : fit->points) {
            add_row(fmt::format("still waiting after {:g} s", point.seconds), "", point.share);
            rows_.back().count = point.at_risk;
        }
    }

    void add_incidents(const std::string& path, const IncidentFit& fit) {
        rows_.push_back({.path = path,
                         .title = "calls per incident",
                         .unit = {},
                         .value = fit.mean,
                         .count = fit.incidents,
                         .law = {},
                         .fit = fmt::format("largest {}", fit.largest)});
        rows_.push_back({.path = path,
                         .title = "share of one call",
                         .unit = {},
                         .value = fit.singles,
                         .count = fit.incidents,
                         .law = {},
                         .fit = {}});
        add_duration(path + ".gap", fit.gap);
    }

    const Scenario& base_;
    std::vector<FitParameter> rows_;
};

}  // namespace

std::vector<FitParameter> parameters_of(const ScenarioFit& fit, const Scenario& base) {
    ParameterList list(base);
    for (const FittedLine& line : fit.lines) {
        list.add_line(line);
    }
    for (const FittedClass& fitted : fit.classes) {
        list.add_class(fitted);
    }
    for (const FittedPool& pool : fit.pools) {
        list.add_pool(pool);
    }
    if (fit.response) {
        list.add_response(*fit.response);
    }
    if (fit.day_correlation) {
        list.add({.path = "demand",
                  .title = "day_factor_correlation",
                  .unit = {},
                  .value = *fit.day_correlation,
                  .count = static_cast<std::uint64_t>(fit.span.days()),
                  .law = {},
                  .fit = {}});
    }
    return list.take();
}

}  // namespace fcr
