#include "sim/report/calibration_summary.hpp"
#include "sim/report/number.hpp"
#include "sim/report/summary_kpis.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

namespace fcr {
namespace {

/// Parts of a direction smaller than this are left out of its words.
constexpr double kPartTold = 0.2;

std::string joined(const std::vector<std::string>& words) {
    std::string text;
    for (std::size_t row = 0; row < words.size(); ++row) {
        text += (row == 0 ? "" : row + 1 == words.size() ? " and " : ", ") + words[row];
    }
    return text;
}

std::string fit_finding(const ReportedCalibration& reported) {
    const CheckedFit& best = reported.result.best();
    std::size_t within = 0;
    std::vector<std::string> outside;
    std::vector<std::string> open;
    for (std::size_t row = 0; row < best.figures.size(); ++row) {
        const JudgedTarget judged =
            judge(reported.plan.targets[row], best.figures[row], reported.confidence);
        switch (judged.verdict) {
            case TargetVerdict::Within: ++within; break;
            case TargetVerdict::Outside: outside.push_back(reported.words[row].title); break;
            case TargetVerdict::Open: open.push_back(reported.words[row].title); break;
        }
    }
    std::string text = fmt::format("{} of {} targets are explained within their limits by {}.",
                                   within,
                                   best.figures.size(),
                                   name_of_fit(reported, best));
    if (!outside.empty()) {
        text += fmt::format(" Not explained: {}.", joined(outside));
    }
    if (!open.empty()) {
        text += fmt::format(" Too near their limits to say: {}.", joined(open));
    }
    return text;
}

/// What moves along a direction, largest first: `day seats up and 101 talk down together`.
std::string direction_words(const CalibrationPlan& plan, const Direction& direction) {
    std::vector<std::size_t> order;
    for (std::size_t row = 0; row < direction.parts.size(); ++row) {
        if (std::abs(direction.parts[row]) >= kPartTold) {
            order.push_back(row);
        }
    }
    std::ranges::stable_sort(
        order, std::greater{}, [&](std::size_t row) { return std::abs(direction.parts[row]); });
    if (order.size() == 1) {
        return plan.parameters[order.front()].name;
    }
    std::vector<std::string> words;
    for (const std::size_t row : order) {
        words.push_back(fmt::format(
            "{} {}", plan.parameters[row].name, direction.parts[row] > 0.0 ? "up" : "down"));
    }
    return joined(words) + " together";
}

void add_directions(const ReportedCalibration& reported, std::vector<std::string>& findings) {
    const Identifiability& held = *reported.result.identifiability;
    const CalibrationPlan& plan = reported.plan;
    for (const std::size_t row : held.idle) {
        findings.push_back(
            fmt::format("{} moves no target: over its whole range by less than one "
                        "tolerance all told. Nothing is learnt of it.",
                        plan.parameters[row].name));
    }
    for (const AlikePair& pair : held.alike) {
        const std::string& first = plan.parameters[pair.first].name;
        const std::string& second = plan.parameters[pair.second].name;
        findings.push_back(fmt::format(
            "{} and {} cannot be told apart: they do nearly the same to all targets (cosine "
            "{:.3f}); one unit more of the first is undone by {:+.3g} of the second.",
            first,
            second,
            pair.cosine,
            pair.undoes));
    }
    for (auto row = held.directions.rbegin(); row != held.directions.rend(); ++row) {
        if (hold_of(*row) == Hold::None) {
            findings.push_back(
                fmt::format("Not held by the targets: {} together. Over the whole "
                            "range the targets move by less than one tolerance.",
                            direction_words(plan, *row)));
        } else if (hold_of(*row) == Hold::Loose) {
            findings.push_back(
                fmt::format("Loosely held: {} together may move by {:.0f} % of "
                            "their ranges before the targets move by one tolerance.",
                            direction_words(plan, *row),
                            100.0 * row->reach()));
        }
    }
}

void add_stretch(const ReportedCalibration& reported, std::vector<std::string>& findings) {
    const ProfileStretch& stretch = *reported.result.stretch;
    const Factor& parameter = reported.plan.parameters[reported.result.profile->parameter];
    if (stretch.low == stretch.high) {
        findings.push_back(
            fmt::format("Whatever the other parameters do, {} is {:g}: its "
                        "neighbours in the profile explain the targets less well.",
                        parameter.name,
                        stretch.low));
        return;
    }
    findings.push_back(fmt::format(
        "Anything from {:g} to {:g} of {} explains the targets about as well, when the other "
        "parameters follow{}.",
        stretch.low,
        stretch.high,
        parameter.name,
        stretch.to_low_end && stretch.to_high_end ? "; these are its bounds" : ""));
}

/// Beside the best.
std::string_view how_well(const CheckedFit& fit) {
    if (!fit.is_near_equal()) {
        return "less well than the best";
    }
    return fit.from_best.value < -kNearEqual
               ? "better than anything found: give the search more points"
               : "about as well as the best";
}

void add_others(const ReportedCalibration& reported, std::vector<std::string>& findings) {
    const Calibration& result = reported.result;
    std::size_t others = 0;
    for (const CheckedFit& fit : result.fits) {
        if (fit.origin == FitOrigin::Known) {
            findings.push_back(
                fmt::format("{} explains the targets {} (misfit {:.3g}, the best found {:.3g}).",
                            name_of_fit(reported, fit),
                            how_well(fit),
                            fit.misfit.value,
                            result.best().misfit.value));
        } else if (fit.is_near_equal() &&
                   distance(fit.point, result.best().point) >= kAnotherAnswer) {
            ++others;
        }
    }
    if (others > 0) {
        findings.push_back(
            fmt::format("{} other fit{} found elsewhere explain{} the targets about "
                        "as well; see the table of fits.",
                        others,
                        others == 1 ? "" : "s",
                        others == 1 ? "s" : ""));
    }
    for (const std::string& refused : result.known_refused) {
        findings.push_back(fmt::format("Not judged: {}.", refused));
    }
}

}  // namespace

TargetWords words_of(const Kpi& kpi) {
    return {.title = kpi.title.empty() ? kpi.id : kpi.title, .unit = unit_of(kpi.definition.type)};
}

std::string name_of_fit(const ReportedCalibration& reported, const CheckedFit& fit) {
    switch (fit.origin) {
        case FitOrigin::Start: return fmt::format("search {}", fit.number + 1);
        case FitOrigin::Equal: return "tried on the way";
        case FitOrigin::Known: return reported.plan.known[fit.number].name;
    }
    return {};
}

std::vector<std::string> calibration_findings(const ReportedCalibration& reported) {
    const Calibration& result = reported.result;
    std::vector<std::string> findings{fit_finding(reported)};
    if (result.identifiability) {
        findings.emplace_back(
            is_ambiguous(result)
                ? "The fit is not unique: other values explain the targets as well. Take no single "
                  "number of it for a fact."
                : "Nothing else was found that explains the targets as well, and they hold every "
                  "parameter firmly.");
        add_directions(reported, findings);
    }
    if (result.stretch) {
        add_stretch(reported, findings);
    }
    add_others(reported, findings);
    return findings;
}

std::vector<std::string> calibration_warnings(const ReportedCalibration& reported) {
    const CalibrationPlan& plan = reported.plan;
    const Calibration& result = reported.result;
    std::vector<std::string> warnings;
    if (!result.is_checked) {
        warnings.emplace_back(
            "The run was stopped before the best fit was checked on callers of "
            "its own: its figures are those it was chosen for, and flatter it.");
    } else if (result.stopped) {
        warnings.emplace_back("The run was stopped: what is missing was not reached.");
    }
    if (plan.parameters.size() > plan.targets.size()) {
        warnings.push_back(fmt::format(
            "There are {} parameters and {} targets: at least {} direction{} cannot be held.",
            plan.parameters.size(),
            plan.targets.size(),
            plan.parameters.size() - plan.targets.size(),
            plan.parameters.size() - plan.targets.size() == 1 ? "" : "s"));
    }
    if (result.search_points >= plan.budget.points) {
        warnings.push_back(
            fmt::format("The search used all of its {} points; with more it may "
                        "find a better fit.",
                        plan.budget.points));
    }
    if (result.refused > 0) {
        warnings.push_back(fmt::format("{} point{} could not be simulated; the first: {}.",
                                       result.refused,
                                       result.refused == 1 ? "" : "s",
                                       result.first_refusal));
    }
    for (std::size_t row = 0; row < plan.parameters.size(); ++row) {
        const double unit = result.best().point[row].unit;
        if (unit <= 0.0 || unit >= 1.0) {
            warnings.push_back(
                fmt::format("{} is at the {} end of its bounds; a better fit may "
                            "lie beyond.",
                            plan.parameters[row].name,
                            unit <= 0.0 ? "low" : "high"));
        }
    }
    return warnings;
}

}  // namespace fcr
