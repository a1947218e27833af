// Forecasts, and the events and volumes that excuse the supplier.
#include "proto/fcr/v1/contract.pb.h"
#include "sim/contract/contract_reading.hpp"
#include "sim/contract/forecast.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>

namespace fcr {

namespace {

using C = v1::Contract;
using F = v1::Forecast;
using R = v1::ReliefRule;

constexpr int kReliefMax = 64;
constexpr int kForecastRowsMax = 16 * 480;

static_assert(static_cast<int>(ReliefCause::OwnSubcontractor) + 1 == v1::OWN_SUBCONTRACTOR);
static_assert(static_cast<int>(ReliefScope::ExcessOnly) + 1 == v1::EXCESS_ONLY);
static_assert(static_cast<int>(ReliefEffect::ScalePoints) + 1 == v1::SCALE_POINTS);

void read_months(const ContractReading& reading, const Block& block, ForecastTerms& forecast) {
    using M = v1::MonthForecast;
    const int months = block.rows(F::kMonthsFieldNumber, 0, kForecastRowsMax);
    for (int row = 0; row < months; ++row) {
        const Block month = block.child(F::kMonthsFieldNumber, row);
        std::optional<std::size_t> line;
        if (month.has(M::kLineFieldNumber)) {
            line = month.named(M::kLineFieldNumber, reading.lines);
        } else {
            month.missing(M::kLineFieldNumber, "must be given, a line of scope.lines");
        }
        forecast.months.push_back(
            {.line = LineId{line.value_or(0)},
             .calls = needed_whole(month, M::kCallsFieldNumber, kCalls),
             .handling = read_seconds(month, M::kAhtSFieldNumber).value_or(Duration{0})});
    }
}

/// The profile must have a day for every day of the week, and a column for a line.
void check_profile(const ContractReading& reading, const Block& block, const Profile& profile) {
    constexpr std::array<std::string_view, 7> names{
        "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"};
    for (int weekday = 0; weekday < 7; ++weekday) {
        if (forecast_day(profile, weekday, false) == nullptr) {
            block.refuse(F::kProfileCsvFieldNumber,
                         fmt::format("must have a day type for a {}: monday to sunday, weekday, "
                                     "weekend, or one type for all days",
                                     names.at(static_cast<std::size_t>(weekday))));
            return;
        }
    }
    if (profile.interval % PeriodStaffing::kCell != Duration{0}) {
        block.refuse(F::kProfileCsvFieldNumber,
                     "must have intervals of quarter-hours, or of several");
    }
    const bool some = std::ranges::any_of(reading.lines.names, [&profile](const auto& line) {
        return profile.column(line).has_value();
    });
    if (!some) {
        block.refuse(F::kProfileCsvFieldNumber, "must have a column for a line of scope.lines");
    }
}

bool goes_by_interval(const ReliefTerms& rule) {
    return rule.scope == ReliefScope::Interval || rule.scope == ReliefScope::Day;
}

/// Whether the forecast says of a line what the rule compares with.
bool suffices(const ContractTerms& terms, LineId line, const ReliefTerms& rule) {
    const bool handling =
        terms.forecast && std::ranges::any_of(terms.forecast->months, [&](const auto& month) {
            return month.line == line && month.handling > Duration{0};
        });
    return has_forecast(terms, line, goes_by_interval(rule)) &&
           (rule.cause == ReliefCause::VolumeOver || handling);
}

/// What the rule compares with a forecast has to be in the forecast.
void check_relief_forecast(const ContractReading& reading,
                           const Block& block,
                           const ReliefTerms& rule) {
    const ContractTerms& terms = reading.terms;
    if (!reading.forecast_is_read) {
        return;
    }
    std::vector<LineId> missing;
    for (std::size_t row = 0; row < terms.scope.lines.size(); ++row) {
        const LineId line{row};
        const bool concerned = std::ranges::any_of(rule.kpis, [&](std::size_t kpi) {
            return !terms.kpis[kpi].counting.line || *terms.kpis[kpi].counting.line == line;
        });
        if (concerned && !suffices(terms, line, rule)) {
            missing.push_back(line);
        }
    }
    if (missing.empty()) {
        return;
    }
    const std::string& line = terms.scope.lines[missing.front().index()];
    std::string remedy = "needs a forecast of that line: ";
    remedy += goes_by_interval(rule)
                  ? "forecast.profile_csv, because the rule goes by interval or day"
                  : "forecast.months or forecast.profile_csv";
    if (rule.cause == ReliefCause::HandlingTimeOver) {
        remedy += ", and forecast.months with aht_s";
    }
    block.refuse_block(fmt::format("no forecast of line {}", line), remedy);
}

/// What tolerance, scope and effect have to do with each other.
void check_rule(const Block& block, const ReliefTerms& rule) {
    const bool over =
        rule.cause == ReliefCause::VolumeOver || rule.cause == ReliefCause::HandlingTimeOver;
    refuse_unused(block, R::kToleranceBpFieldNumber, over, "VOLUME_OVER and AHT_OVER");
    if (over && !block.has(R::kToleranceBpFieldNumber)) {
        block.missing(R::kToleranceBpFieldNumber,
                      "must be given: by how much the forecast may be exceeded, such as 1000");
    }
    if (rule.scope == ReliefScope::ExcessOnly && rule.cause != ReliefCause::VolumeOver) {
        block.refuse(R::kScopeFieldNumber,
                     "must be another than EXCESS_ONLY, which is for "
                     "VOLUME_OVER only");
    }
    if (rule.scope == ReliefScope::Call && over) {
        block.refuse(R::kScopeFieldNumber,
                     "must be INTERVAL, WHOLE_DAY, WHOLE_PERIOD or EXCESS_ONLY: a single call is "
                     "not over a forecast");
    }
    const bool scales = rule.effect == ReliefEffect::ScalePoints;
    refuse_unused(block, R::kPointsBpFieldNumber, scales, "SCALE_POINTS");
    if (scales && rule.scope != ReliefScope::Period) {
        block.refuse(R::kScopeFieldNumber,
                     "must be WHOLE_PERIOD with SCALE_POINTS: points are of a whole period");
    }
}

ReliefTerms read_rule(const ContractReading& reading, const Block& block) {
    ReliefTerms rule;
    if (!block.has(R::kCauseFieldNumber)) {
        block.missing(R::kCauseFieldNumber, "must be given, such as VOLUME_OVER");
    }
    if (!block.has(R::kScopeFieldNumber)) {
        block.missing(R::kScopeFieldNumber,
                      "must be given: EACH_CALL, INTERVAL, WHOLE_DAY, WHOLE_PERIOD or EXCESS_ONLY");
    }
    const auto cause = read_enum<ReliefCause>(block, R::kCauseFieldNumber);
    const auto scope = read_enum<ReliefScope>(block, R::kScopeFieldNumber);
    rule.cause = cause.value_or(rule.cause);
    rule.scope = scope.value_or(rule.scope);
    rule.effect = enum_or(block, R::kEffectFieldNumber, rule.effect);
    if (rule.effect == ReliefEffect::ScalePoints) {
        rule.points_bp = needed_whole(block, R::kPointsBpFieldNumber, kBasisPoints);
    }
    rule.tolerance_bp =
        whole_or(block,
                 R::kToleranceBpFieldNumber,
                 {.min = 0.0, .max = 100'000.0, .unit = "basis points (100 is 1 %)"},
                 0);
    rule.notice_days = static_cast<int>(whole_or(block,
                                                 R::kNoticeDaysFieldNumber,
                                                 {.min = 0.0, .max = 366.0, .unit = "days"},
                                                 rule.notice_days));
    rule.evidence_required = block.as<R>().evidence_required();
    rule.kpis = read_kpi_list(reading, block, R::kKpisFieldNumber);
    if (cause && scope) {
        check_rule(block, rule);
        if (rule.cause == ReliefCause::VolumeOver || rule.cause == ReliefCause::HandlingTimeOver) {
            check_relief_forecast(reading, block, rule);
        }
    }
    return rule;
}

/// The cause in the words of the file, for rules without an id.
std::string cause_name(const Block& block) {
    std::string name = v1::ReliefCause_Name(block.as<R>().cause());
    std::ranges::transform(name, name.begin(), [](char letter) {
        return letter >= 'A' && letter <= 'Z' ? static_cast<char>(letter - 'A' + 'a') : letter;
    });
    return name;
}

}  // namespace

bool has_forecast(const ContractTerms& terms, LineId line, bool by_interval) {
    if (!terms.forecast) {
        return false;
    }
    const ForecastTerms& forecast = *terms.forecast;
    const bool profile =
        forecast.profile && forecast.profile->column(terms.scope.lines[line.index()]);
    const bool month = std::ranges::count(forecast.months, line, &MonthForecast::line) > 0;
    return profile || (month && !by_interval);
}

void read_forecast(ContractReading& reading) {
    if (!reading.root.has(C::kForecastFieldNumber)) {
        return;
    }
    const Block block = reading.root.child(C::kForecastFieldNumber);
    ForecastTerms forecast;
    forecast.issued_by = enum_or(block, F::kIssuedByFieldNumber, Party::Supplier);
    forecast.locked = block.as<F>().locked();
    read_months(reading, block, forecast);
    if (block.has(F::kProfileCsvFieldNumber)) {
        const std::filesystem::path folder =
            std::filesystem::path(reading.terms.file).parent_path();
        const std::filesystem::path file =
            (folder / block.text(F::kProfileCsvFieldNumber)).lexically_normal();
        Result<Profile> profile = reading.profile == nullptr
                                      ? read_profile(file)
                                      : parse_profile(*reading.profile, file.string());
        if (profile) {
            check_profile(reading, block, *profile);
            forecast.profile = std::move(*profile);
        } else {
            reading.forecast_is_read = false;
            for (Problem& problem : profile.error()) {
                block.refuse_file(F::kProfileCsvFieldNumber, std::move(problem));
            }
        }
    } else if (forecast.months.empty()) {
        block.refuse_block("an empty forecast", "must have months or profile_csv");
    }
    reading.terms.forecast = std::move(forecast);
}

void read_relief(ContractReading& reading) {
    std::vector<std::string> ids;
    const int rules = reading.root.rows(C::kReliefFieldNumber, 0, kReliefMax);
    for (int row = 0; row < rules; ++row) {
        const Block block = reading.root.child(C::kReliefFieldNumber, row);
        ReliefTerms rule = read_rule(reading, block);
        rule.id = block.has(R::kIdFieldNumber) ? block.text(R::kIdFieldNumber) : cause_name(block);
        if (!is_name(rule.id)) {
            block.refuse(R::kIdFieldNumber, std::string(kNameRemedy));
        } else if (std::ranges::count(ids, rule.id) > 0) {
            block.refuse_block(rule.id, "must have an id that no other rule has");
        }
        ids.push_back(rule.id);
        reading.terms.relief.push_back(std::move(rule));
    }
}

}  // namespace fcr
