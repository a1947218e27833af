#include "sim/fitting/fitted_scenario.hpp"

#include "proto/fcr/v1/scenario.pb.h"
#include "sim/base/check.hpp"
#include "sim/fitting/given_calendar.hpp"
#include "sim/scenario/block.hpp"
#include "sim/scenario/load.hpp"
#include "sim/scenario/syntax.hpp"

#include <fmt/format.h>
#include <google/protobuf/text_format.h>

#include <algorithm>
#include <cmath>
#include <utility>
#include <variant>

namespace fcr {

namespace {

constexpr std::size_t kHashDigits = 12;
constexpr double kLawCvMin = 0.001;
constexpr double kLawCvMax = 100.0;
constexpr double kDayCvMax = 2.0;

/// To six significant digits, as all statistics are.
double rounded(double value) {
    if (value == 0.0) {
        return 0.0;
    }
    return std::stod(fmt::format("{:.6g}", value));
}

double seconds_of_law(double value) {
    return rounded(std::clamp(value, kSpanAboveZero.min, kSpanAboveZero.max));
}

double cv_of_law(double value) {
    return rounded(std::clamp(value, kLawCvMin, kLawCvMax));
}

std::string interval_words(const FittedValue& value, int digits = 3) {
    return fmt::format(
        "{:.{}g} ({:.{}g} to {:.{}g})", value.value, digits, value.low, digits, value.high, digits);
}

/// Puts a law into its message.
struct LawWriter {
    v1::Distribution& to;

    void operator()(const ConstantLaw& law) const { to.set_constant_s(rounded(law.value_s)); }
    void operator()(const ExponentialLaw& law) const {
        to.mutable_exponential()->set_mean_s(seconds_of_law(law.mean_s));
    }
    void operator()(const LognormalLaw& law) const {
        to.mutable_lognormal()->set_mean_s(seconds_of_law(law.mean_s));
        to.mutable_lognormal()->set_cv(cv_of_law(law.cv));
    }
    void operator()(const GammaLaw& law) const {
        to.mutable_gamma()->set_mean_s(seconds_of_law(law.mean_s));
        to.mutable_gamma()->set_cv(cv_of_law(law.cv));
    }
    void operator()(const EmpiricalLaw& law) const {
        double value = 0.0;
        for (const QuantileKnot& knot : law.knots) {
            v1::Empirical::Knot& row = *to.mutable_empirical()->add_knots();
            value = std::max(value, rounded(std::min(knot.value, kSpan.max)));
            row.set_value_s(value);
            row.set_cumulative(rounded(knot.cumulative));
        }
    }
    void operator()(const PiecewiseHazardLaw& law) const {
        for (const HazardStretch& stretch : law.stretches) {
            v1::PiecewiseHazard::Stretch& row = *to.mutable_piecewise_hazard()->add_stretches();
            row.set_from_s(rounded(stretch.from));
            row.set_mean_s(seconds_of_law(1.0 / std::max(stretch.rate, 1e-12)));
        }
    }
    template <typename Other>
    void operator()(const Other& /*law*/) const {
        FCR_CHECK(false, "a law that nothing is fitted with");
    }
};

void put_law(v1::Distribution& to, const Law& law, std::string source) {
    to.Clear();
    std::visit(LawWriter{to}, law);
    to.set_source(std::move(source));
}

/// Puts a fit into the message of a scenario.
class FitWriter {
public:
    FitWriter(v1::Scenario& message, const Scenario& scenario, const ScenarioFit& fit)
        : message_(message), scenario_(scenario), fit_(fit), from_(source_words(fit)) {}

    std::vector<std::string> write() {
        for (const FittedLine& line : fit_.lines) {
            put_arrivals(*message_.mutable_lines(static_cast<int>(line.line.index())), line);
        }
        put_calendar();
        for (const FittedClass& fitted : fit_.classes) {
            put_class(*message_.mutable_call_classes(static_cast<int>(fitted.call_class.index())),
                      fitted);
        }
        put_shares();
        for (const FittedPool& pool : fit_.pools) {
            put_pool(*message_.mutable_pools(static_cast<int>(pool.pool.index())), pool);
        }
        put_correlation();
        put_travel();
        return std::move(notes_);
    }

private:
    void put_arrivals(v1::Line& line, const FittedLine& fitted) {
        const ArrivalFit& fit = fitted.arrivals;
        const v1::Arrivals before = line.arrivals();
        if (before.month_factors_size() > 0 || before.has_yearly_factor() ||
            before.weekday_factors_size() > 0 || before.has_volume_factor()) {
            notes_.push_back(
                fmt::format("{}: the base's volume, weekday, month and yearly factors are taken "
                            "away: the level is that of the extract.",
                            line.name()));
        }
        v1::Arrivals& to = *line.mutable_arrivals();
        to.Clear();
        double sum = 0.0;
        for (const FittedValue& hour : fit.profile) {
            to.add_week_weights(rounded(hour.value));
            sum += to.week_weights(to.week_weights_size() - 1);
        }
        to.set_calls_per_day(rounded(sum / 7.0));
        if (fit.day_factor_cv.value > 0.0) {
            to.set_day_factor_cv(rounded(std::min(fit.day_factor_cv.value, kDayCvMax)));
        }
        std::string factors = fmt::format("day factor cv {}", interval_words(fit.day_factor_cv));
        if (has_hour_factor(fit)) {
            v1::HourFactor& hour = *to.mutable_hour_factor();
            hour.set_cv(rounded(std::min(fit.hour_factor_cv.value, kDayCvMax)));
            hour.set_correlation(rounded(fit.hour_correlation.value));
            hour.set_source(fmt::format("{}: cv {}, correlation {}",
                                        from_,
                                        interval_words(fit.hour_factor_cv),
                                        interval_words(fit.hour_correlation)));
        } else {
            factors += ", no hour factor that could be told from chance";
        }
        to.set_source(fmt::format("{}: {} calls on {} days, {} a day; {}",
                                  from_,
                                  fit.calls,
                                  fit.days,
                                  interval_words(fit.calls_per_day, 4),
                                  factors));
    }

    void put_calendar() {
        if (message_.has_calendar()) {
            return;
        }
        const Date start = fit_.span.until;
        for (std::string& note : give_calendar(
                 message_,
                 start,
                 fmt::format("the day after the fitted span; a run of other dates has another "
                             "start_date (weekday of this one: {})",
                             weekday_words(start)))) {
            notes_.push_back(std::move(note));
        }
        notes_.push_back(
            fmt::format("The base scenario has no calendar: the fitted one begins on {}, a {}.",
                        date_of(LocalTime{start}),
                        weekday_words(start)));
    }

    [[nodiscard]] static std::string weekday_words(Date date) {
        constexpr std::array kWeekdays{
            "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"};
        return kWeekdays[std::chrono::weekday{date}.iso_encoding() - 1];
    }

    [[nodiscard]] std::string of_law(const DurationFit& fit) const {
        return fmt::format("{}: {} of them, {}, mean {} s, cv {}",
                           from_,
                           fit.count,
                           fit.law_name(),
                           interval_words(fit.mean),
                           interval_words(fit.cv));
    }

    void put_class(v1::CallClass& to, const FittedClass& fitted) {
        if (fitted.talk) {
            put_law(*to.mutable_talk(), fitted.talk->law, of_law(*fitted.talk));
        }
        if (fitted.wrap_up) {
            put_law(*to.mutable_wrap_up(), fitted.wrap_up->law, of_law(*fitted.wrap_up));
        }
        if (fitted.patience) {
            put_law(*to.mutable_patience(),
                    fitted.patience->law,
                    fmt::format("{}: {}, {} of {} callers gave up, the others censored",
                                from_,
                                name_of(fitted.patience->kind()),
                                fitted.patience->gave_up,
                                fitted.patience->count));
        }
        if (fitted.incidents) {
            v1::Cluster& cluster = *to.mutable_cluster();
            cluster.clear_sizes();
            for (const IncidentSize& size : fitted.incidents->sizes) {
                v1::Cluster::Size& row = *cluster.add_sizes();
                row.set_calls(size.calls);
                row.set_cumulative(rounded(size.cumulative));
            }
            if (fitted.incidents->gap) {
                put_law(*cluster.mutable_gap(),
                        fitted.incidents->gap->law,
                        of_law(*fitted.incidents->gap));
            }
            cluster.set_source(fmt::format("{}: {} incidents, calls each {}",
                                           from_,
                                           fitted.incidents->incidents,
                                           interval_words(fitted.incidents->mean)));
        }
    }

    /// A line's shares sum to 1 after they are rounded: the largest takes the rest.
    void put_shares() {
        for (const FittedLine& line : fit_.lines) {
            double sum = 0.0;
            v1::CallClass* largest = nullptr;
            std::uint64_t calls = 0;
            std::size_t classes = 0;
            for (const FittedClass& fitted : fit_.classes) {
                if (scenario_.call_classes[fitted.call_class.index()].line != line.line) {
                    continue;
                }
                ++classes;
                v1::CallClass& to =
                    *message_.mutable_call_classes(static_cast<int>(fitted.call_class.index()));
                to.set_share(rounded(fitted.share.value));
                sum += to.share();
                if (largest == nullptr || fitted.calls > calls) {
                    largest = &to;
                    calls = fitted.calls;
                }
                to.set_source(
                    fmt::format("share: {}, {} calls{}",
                                from_,
                                fitted.calls,
                                to.source().empty() ? "" : "; before the fit: " + to.source()));
            }
            if (largest != nullptr && classes > 1) {
                largest->set_share(largest->share() + (1.0 - sum));
            }
        }
    }

    void put_pool(v1::Pool& to, const FittedPool& fitted) {
        if (fitted.pick_up) {
            put_law(*to.mutable_pick_up(), fitted.pick_up->law, of_law(*fitted.pick_up));
        }
        if (fitted.gap) {
            put_law(*to.mutable_after_call_gap(), fitted.gap->law, of_law(*fitted.gap));
        }
    }

    /// Of every group of units, whose other grades stay.
    void put_travel() {
        if (!fit_.response) {
            return;
        }
        const ResponseFit& response = *fit_.response;
        for (v1::UnitGroup& group : *message_.mutable_response()->mutable_units()) {
            for (const FittedGrade& fitted : response.grades) {
                if (fitted.travel) {
                    put_travel(group,
                               scenario_.response->grades[fitted.grade.index()].name,
                               *fitted.travel);
                }
            }
        }
    }

    void put_travel(v1::UnitGroup& group, const std::string& grade, const DurationFit& fit) {
        v1::TravelByGrade* row = nullptr;
        for (v1::TravelByGrade& other : *group.mutable_travel_by_grade()) {
            row = other.grade() == grade ? &other : row;
        }
        if (row == nullptr) {
            row = group.add_travel_by_grade();
            row->set_grade(grade);
        }
        put_law(*row->mutable_travel(),
                fit.law,
                fmt::format("{}, sha256 {}: {} incidents, {}, mean {} s, cv {}",
                            fit_.response->file,
                            fit_.response->hash.substr(0, kHashDigits),
                            fit.count,
                            fit.law_name(),
                            interval_words(fit.mean),
                            interval_words(fit.cv)));
    }

    /// Lines whose day factors differ more than before cannot go together as closely.
    void put_correlation() {
        std::vector<double> cvs;
        for (const v1::Line& line : message_.lines()) {
            if (line.arrivals().day_factor_cv() > 0.0) {
                cvs.push_back(line.arrivals().day_factor_cv());
            }
        }
        std::ranges::sort(cvs, std::ranges::greater{});
        const double most = cvs.size() < 2 ? 1.0 : cvs[1] / cvs[0];
        const double asked = fit_.day_correlation ? fit_.day_correlation->value
                                                  : message_.demand().day_factor_correlation();
        if (!fit_.day_correlation && asked <= most) {
            return;
        }
        v1::Demand& demand = *message_.mutable_demand();
        const double kept = std::min(asked, std::floor(most * 1e6) / 1e6);
        demand.set_day_factor_correlation(rounded(kept));
        if (fit_.day_correlation) {
            demand.set_source(fmt::format("{}: {}", from_, interval_words(*fit_.day_correlation)));
        }
        if (kept < asked) {
            notes_.push_back(fmt::format(
                "The correlation of the lines' day factors is {:.3g} instead of {:.3g}: lines of "
                "different cv cannot go together more closely.",
                kept,
                asked));
        }
    }

    v1::Scenario& message_;
    const Scenario& scenario_;
    const ScenarioFit& fit_;
    std::string from_;
    std::vector<std::string> notes_;
};

constexpr std::string_view kHeader =
    "# proto-file: proto/fcr/v1/scenario.proto\n"
    "# proto-message: fcr.v1.Scenario\n"
    "#\n"
    "# Written by fcrsim fit. Every fitted number has the extract as its source; the others are "
    "the\n"
    "# base scenario's, with its sources.\n\n";

}  // namespace

std::string source_words(const ScenarioFit& fit) {
    return fmt::format("{}, sha256 {}, {} to {}",
                       fit.file,
                       fit.hash.substr(0, kHashDigits),
                       date_of(LocalTime{fit.span.from}),
                       date_of(LocalTime{fit.span.until - std::chrono::days{1}}));
}

Result<FittedScenario> write_fitted(const ScenarioBundle& base,
                                    const Scenario& scenario,
                                    const ScenarioFit& fit) {
    v1::Scenario message;
    google::protobuf::TextFormat::ParseInfoTree places;
    const auto problem = parse_text("the base scenario", SourceText(base.text), message, places);
    FCR_CHECK(!problem.has_value(), "a bundle holds a scenario's text");
    FittedScenario written;
    written.notes = FitWriter(message, scenario, fit).write();
    google::protobuf::TextFormat::Printer printer;
    printer.SetUseUtf8StringEscaping(true);
    std::string text;
    printer.PrintToString(message, &text);
    written.text = std::string(kHeader) + text;
    std::vector<ScenarioBundle::File> files;
    for (const ScenarioBundle::File& file : base.files) {
        if (text.find('"' + file.name + '"') != std::string::npos) {
            files.push_back(file);
        }
    }
    written.bundle = bundle_text(written.text, std::move(files));
    const Result<Scenario> fitted = load_bundle(written.bundle, "scenario.txtpb");
    if (!fitted) {
        Problems problems = fitted.error();
        for (Problem& row : problems) {
            row.file = "the fitted scenario";
            row.line = 0;
            row.column = 0;
        }
        return tl::unexpected(std::move(problems));
    }
    return written;
}

std::string profile_csv(const ScenarioFit& fit, const Scenario& scenario) {
    constexpr std::array kDays{"Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"};
    std::string text = "line,weekday,hour,calls,low,high,observed\n";
    for (const FittedLine& line : fit.lines) {
        for (std::size_t row = 0; row < kProfileHours; ++row) {
            const FittedValue& hour = line.arrivals.profile[row];
            const std::optional<double> observed = line.observed(row);
            text += fmt::format("{},{},{},{:.6g},{:.6g},{:.6g},{}\n",
                                scenario.lines[line.line.index()].name,
                                kDays[row / kHoursOfDay],
                                row % kHoursOfDay,
                                hour.value,
                                hour.low,
                                hour.high,
                                observed ? fmt::format("{:.6g}", *observed) : std::string{});
        }
    }
    return text;
}

}  // namespace fcr
