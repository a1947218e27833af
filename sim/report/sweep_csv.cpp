#include "sim/report/sweep_csv.hpp"

#include "sim/report/csv.hpp"

#include <string>

namespace fcr {

std::string sweep_csv(const SweepSummary& summary) {
    CsvText csv;
    csv.raw("point");
    for (const Factor& factor : summary.plan.factors) {
        csv.text(factor.name);
    }
    for (const SweepFigure& figure : summary.figures) {
        csv.text(figure.id).text(figure.id + ".half_width");
    }
    csv.end_row();
    for (std::size_t row = 0; row < summary.points.size(); ++row) {
        csv.raw(std::to_string(row + 1));
        for (std::size_t factor = 0; factor < summary.plan.factors.size(); ++factor) {
            const auto& setting = summary.points[row].settings[factor];
            if (setting && setting->number) {
                csv.raw(setting->text);
            } else {
                csv.text(setting ? label_of(summary.plan.factors[factor], *setting) : "");
            }
        }
        for (const Figure& value : summary.outcomes[row].figures) {
            csv.number(value ? std::optional(value->value) : std::nullopt);
            csv.number(value ? value->half_width : std::nullopt);
        }
        csv.end_row();
    }
    return csv.take();
}

}  // namespace fcr
