#include "sim/fitting/response_fit.hpp"

#include "sim/analysis/csv_table.hpp"
#include "sim/analysis/file_feed.hpp"
#include "sim/fitting/file_hash.hpp"
#include "sim/scenario/input_file.hpp"
#include "sim/scenario/near_name.hpp"
#include "sim/statistics/proportion.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <cmath>
#include <utility>

namespace fcr {

namespace {

/// What is gathered of a grade.
struct GradeRows {
    std::uint64_t incidents = 0;
    std::uint64_t assigned = 0;
    std::uint64_t attended = 0;
    std::vector<double> to_dispatch;
    std::vector<double> travel;
};

/// Reads a ledger of incidents.
class IncidentLedger final : public CsvTable {
public:
    IncidentLedger(const std::string& file, const Scenario& scenario) : CsvTable(file, ',') {
        for (const Grade& grade : scenario.response->grades) {
            names_.push_back(grade.name);
        }
        grades.resize(names_.size());
    }

    std::vector<GradeRows> grades;
    std::uint64_t impossible = 0;
    [[nodiscard]] bool told_mobile() const { return mobile_.has_value(); }

private:
    void begin() override {
        grade_ = needed_column("given_grade", "the ledger of incidents");
        assigned_ = needed_column("assigned_s", "the ledger of incidents");
        at_scene_ = needed_column("at_scene_s", "the ledger of incidents");
        graded_ = find_column("graded_s");
        if (!graded_) {
            graded_ = needed_column("opened_s", "the ledger of incidents");
        }
        mobile_ = find_column("mobile_s");
    }

    void table_row(const CsvCells& cells) override {
        const auto name = std::ranges::find(names_, cells[grade_]);
        if (name == names_.end()) {
            refuse(cells,
                   grade_,
                   "must be the name of a grade of the base scenario" +
                       suggest(cells[grade_], names_));
            return;
        }
        const std::optional<double> graded = seconds(cells, *graded_);
        const std::optional<double> assigned = seconds(cells, assigned_);
        const std::optional<double> mobile =
            mobile_ ? seconds(cells, *mobile_) : std::optional<double>{};
        const std::optional<double> at_scene = seconds(cells, at_scene_);
        if (!is_sound()) {
            return;
        }
        GradeRows& of = grades[static_cast<std::size_t>(name - names_.begin())];
        double before = graded.value_or(0.0);
        for (const auto& time : {assigned, mobile, at_scene}) {
            if (time && graded && *time < before) {
                ++impossible;
                return;
            }
            before = time.value_or(before);
        }
        ++of.incidents;
        of.assigned += assigned ? 1 : 0;
        of.attended += at_scene ? 1 : 0;
        if (graded && assigned) {
            of.to_dispatch.push_back(*assigned - *graded);
        }
        const std::optional<double> set_out = mobile_ ? mobile : assigned;
        if (set_out && at_scene) {
            of.travel.push_back(*at_scene - *set_out);
        }
    }

    /// Empty for an empty cell.
    std::optional<double> seconds(const CsvCells& cells, std::size_t cell) {
        const std::string_view text = cells[cell];
        if (text.empty()) {
            return std::nullopt;
        }
        double value = 0.0;
        const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
        if (error != std::errc{} || end != text.data() + text.size() || !std::isfinite(value)) {
            refuse(cells, cell, "must be a number of seconds, or empty");
            return std::nullopt;
        }
        return value;
    }

    std::vector<std::string> names_;
    std::size_t grade_ = 0;
    std::size_t assigned_ = 0;
    std::size_t at_scene_ = 0;
    std::optional<std::size_t> graded_;
    std::optional<std::size_t> mobile_;
};

/// How long units take to set out, on average over the groups.
double mean_mobilise_s(const Scenario& scenario) {
    double sum = 0.0;
    for (const UnitGroup& group : scenario.response->units) {
        sum += mean_s(group.mobilise);
    }
    return scenario.response->units.empty()
               ? 0.0
               : sum / static_cast<double>(scenario.response->units.size());
}

FittedValue share_of(std::uint64_t part, std::uint64_t whole, double confidence) {
    const auto share = estimate_proportion(part, whole, confidence);
    return {.value = share->value, .low = share->low, .high = share->high};
}

}  // namespace

Result<ResponseFit> fit_response(const std::filesystem::path& file,
                                 const Scenario& scenario,
                                 const DurationFitOptions& options) {
    if (!scenario.response) {
        return tl::unexpected(
            Problems{{.file = {},
                      .field = "--incidents",
                      .value = {},
                      .remedy = "must be left out: the base scenario has no response to calls, of "
                                "which dispatch and travel could be fitted"}});
    }
    IncidentLedger ledger(file.string(), scenario);
    feed_file(file, ledger);
    if (Problems problems = ledger.finish(); !problems.empty()) {
        return tl::unexpected(std::move(problems));
    }
    ResponseFit fit;
    fit.file = file.filename().string();
    fit.hash = hash_of_file(file);
    fit.impossible = ledger.impossible;
    fit.told_mobile = ledger.told_mobile();
    const double set_out = fit.told_mobile ? 0.0 : mean_mobilise_s(scenario);
    for (std::size_t row = 0; row < ledger.grades.size(); ++row) {
        GradeRows& of = ledger.grades[row];
        if (of.incidents == 0) {
            continue;
        }
        fit.incidents += of.incidents;
        for (double& seconds : of.travel) {
            seconds = std::max(0.0, seconds - set_out);
        }
        fit.grades.push_back({.grade = GradeId{row},
                              .incidents = of.incidents,
                              .assigned = share_of(of.assigned, of.incidents, options.confidence),
                              .attended = share_of(of.attended, of.incidents, options.confidence),
                              .to_dispatch = fit_durations(std::move(of.to_dispatch), options),
                              .travel = fit_durations(std::move(of.travel), options)});
    }
    if (fit.grades.empty()) {
        return tl::unexpected(Problems{{.file = file.string(),
                                        .field = {},
                                        .value = {},
                                        .remedy = "must have an incident to be fitted from"}});
    }
    return fit;
}

}  // namespace fcr
