// The fit of a response joins that of its calls: what is kept of the base, and what is to be known.
#include "sim/fitting/fit.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

namespace fcr {

void add_response(ResponseFit response, const Scenario& base, ScenarioFit& fit) {
    const auto travel_of = [&](std::size_t grade) {
        return std::ranges::any_of(response.grades, [grade](const FittedGrade& row) {
            return row.grade == GradeId{grade} && row.travel.has_value();
        });
    };
    for (std::size_t row = 0; row < base.response->grades.size(); ++row) {
        if (base.response->grades[row].needs_deployment && !travel_of(row)) {
            fit.kept.push_back({.path = fmt::format("response.units.travel_by_grade[{}]",
                                                    base.response->grades[row].name),
                                .why = fmt::format("{} reached in {}", kTooFew, response.file)});
        }
    }
    if (response.impossible > 0) {
        fit.notes.push_back(fmt::format("{}: {} incidents whose times go backwards left out.",
                                        response.file,
                                        response.impossible));
    }
    if (!response.told_mobile) {
        fit.notes.push_back(
            fmt::format("{} does not tell when units set out: travel is from their assignment, "
                        "less the mean time that the base scenario's units take to set out.",
                        response.file));
    }
    if (fit.held_out) {
        fit.notes.push_back(
            fmt::format("{} tells no dates: travel is fitted from all its incidents, those of the "
                        "days held out too if it has them.",
                        response.file));
    }
    fit.notes.push_back(
        "From the dispatcher to the first unit: no number of the scenario is fitted from it, since "
        "desks and units make it. A run of the fitted scenario shows whether they are right.");
    if (base.response->units.size() > 1) {
        fit.notes.push_back(fmt::format(
            "{} does not tell groups of units apart: all have the travel that is fitted.",
            response.file));
    }
    fit.response = std::move(response);
}

}  // namespace fcr
