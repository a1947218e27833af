// A base scenario's numbers fitted from an extract: what was found, how sure it is, what was left.
#pragma once

#include "sim/base/result.hpp"
#include "sim/domain/ids.hpp"
#include "sim/fitting/arrival_fit.hpp"
#include "sim/fitting/duration_fit.hpp"
#include "sim/fitting/fit_extract.hpp"
#include "sim/fitting/incident_fit.hpp"
#include "sim/fitting/patience_fit.hpp"
#include "sim/fitting/response_fit.hpp"
#include "sim/scenario/scenario.hpp"

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace fcr {

/// Whole local days, [from, until).
struct FitDays {
    Date from;
    Date until;

    [[nodiscard]] int days() const { return static_cast<int>((until - from).count()); }
    [[nodiscard]] bool has(LocalTime time) const { return time >= from && time < until; }
};

/// The days that the extract has from end to end, or those that its mapping asks for: at the edges
/// a time without a call that is longer than any between two calls says that the day was cut. The
/// extract must have a call.
[[nodiscard]] FitDays whole_days(const FitExtract& extract);

struct FitRequest {
    std::optional<Date> from;       ///< default: the mapping's, else the first whole day
    std::optional<Date> until;      ///< default: the mapping's, else the end of the last whole day
    std::optional<int> first_days;  ///< instead of `until`: so many days are fitted
    std::optional<int> held_out_days;  ///< of what follows; default: all whole days of it
    DurationFitOptions options;
};

/// A block of hours of the day in the span that was held out.
struct HeldOutBlock {
    std::size_t from_hour = 0;  ///< to 4 hours later
    double expected = 0.0;      ///< calls, by the fitted profile
    double observed = 0.0;
};
inline constexpr std::size_t kHoursOfBlock = 4;
/// How far a block may be off, agreed before looking (issue 6).
inline constexpr double kBlockTolerance = 0.15;

struct HeldOutLine {
    std::size_t days = 0;   ///< without a fault
    double expected = 0.0;  ///< calls
    double observed = 0.0;
    std::vector<HeldOutBlock> blocks;
    std::vector<DayResidual> by_day;
    /// Of the span's own profile in the cells of the fit; empty where it has too few days.
    std::optional<FittedValue> dispersion;
    std::optional<FittedValue> dispersion_of_days;
    /// Of both spans together by hour of the week, if every weekday is there twice.
    std::optional<FittedValue> dispersion_of_both;
    /// Variance over mean of the counts of four-hour blocks, over days and whatever their weekday;
    /// the mean of the six blocks. Of the fitted days and of those held out; empty below two days.
    std::optional<double> plain_dispersion_fitted;
    std::optional<double> plain_dispersion;

    [[nodiscard]] std::size_t blocks_within() const;
};

struct FittedLine {
    LineId line;
    std::vector<CountedDay> days;
    ArrivalFit arrivals;
    std::optional<HeldOutLine> held_out;

    /// Mean calls of an hour of the week over the fitted days of its weekday; empty without one.
    [[nodiscard]] std::optional<double> observed(std::size_t hour_of_week) const;
};

struct FittedClass {
    CallClassId call_class;
    std::uint64_t calls = 0;  ///< in the fitted span
    FittedValue share;        ///< of its line's calls, Wilson's interval
    std::optional<double> share_held_out;
    std::optional<DurationFit> talk;
    std::optional<DurationFit> wrap_up;
    std::optional<PatienceFit> patience;
    std::optional<IncidentFit> incidents;
};

struct FittedPool {
    PoolId pool;
    std::optional<DurationFit> pick_up;
    std::optional<DurationFit> gap;
};

/// A number of the base scenario that the extract could not tell.
struct KeptNumber {
    std::string path;  ///< such as call_classes[999].patience
    std::string why;
};

struct ScenarioFit {
    std::string file;
    std::string hash;
    FitDays span;
    std::optional<FitDays> held_out;
    double confidence = 0.95;
    std::uint64_t calls = 0;  ///< in the span
    std::vector<FittedLine> lines;
    std::vector<FittedClass> classes;  ///< those with a call in the span
    std::vector<FittedPool> pools;
    std::optional<FittedValue> day_correlation;  ///< of all pairs of lines, their mean
    std::optional<ResponseFit> response;         ///< of a ledger of incidents
    std::vector<KeptNumber> kept;
    std::vector<std::string> notes;  ///< what to know before trusting the figures

    [[nodiscard]] const FittedClass* of(CallClassId call_class) const;
};

/// Why a number stays as the base has it.
inline constexpr const char* kTooFew = "fewer than 30 of them in the extract";

/// Puts what a ledger of incidents tells into the fit, and what it does not into `kept`.
void add_response(ResponseFit response, const Scenario& base, ScenarioFit& fit);

/// Fits all that the extract tells. Without a whole day in the span, or a line that can be fitted,
/// there are problems.
[[nodiscard]] Result<ScenarioFit> fit_scenario(const FitExtract& extract,
                                               const Scenario& base,
                                               const FitRequest& request);

}  // namespace fcr
