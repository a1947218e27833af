#include "sim/exercise/exercise_contract.hpp"

#include "proto/fcr/v1/exercise.pb.h"
#include "sim/base/check.hpp"
#include "sim/contract/contract_file.hpp"
#include "sim/contract/contract_reading.hpp"
#include "sim/contract/contract_words.hpp"
#include "sim/contract/forecast.hpp"
#include "sim/contract_study/distress_course.hpp"
#include "sim/contract_study/month_ledger.hpp"
#include "sim/contract_study/room_days.hpp"
#include "sim/scenario/block.hpp"
#include "sim/scenario/input_file.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <optional>
#include <span>
#include <string>
#include <utility>

namespace fcr {
namespace {

using C = v1::ExerciseContract;
using std::chrono::days;

constexpr std::size_t kDaysOfMonthMax = 31;
constexpr Duration kDay = std::chrono::hours{24};
/// Replications of days that nobody plays: no review has so many other draws.
constexpr std::uint64_t kFirstUnplayed = std::uint64_t{1} << 32U;

const std::string* kept_in(const ScenarioBundle& bundle, std::string_view name) {
    const auto found = std::ranges::find(bundle.files, name, &ScenarioBundle::File::name);
    return found == bundle.files.end() ? nullptr : &found->bytes;
}

std::optional<ContractTerms> read_terms_of(const Block& block,
                                           const std::filesystem::path& folder,
                                           const ScenarioBundle* bundle) {
    const std::string name = block.text(C::kFileFieldNumber);
    if (name.empty()) {
        block.missing(C::kFileFieldNumber,
                      "must be given, the contract's file relative to this one's folder");
        return std::nullopt;
    }
    const std::filesystem::path file = (folder / name).lexically_normal();
    const std::string* const text = bundle == nullptr ? nullptr : kept_in(*bundle, kContractFile);
    if (bundle != nullptr && text == nullptr) {
        block.refuse(C::kFileFieldNumber, "must be kept with the exercise, and is not");
        return std::nullopt;
    }
    Result<ContractTerms> terms =
        bundle == nullptr
            ? load_contract(file)
            : parse_contract(*text, file.filename().string(), kept_in(*bundle, kForecastFile));
    if (!terms) {
        for (Problem& problem : terms.error()) {
            block.refuse_file(C::kFileFieldNumber, std::move(problem));
        }
        return std::nullopt;
    }
    return std::move(*terms);
}

/// The date on which the measured part begins; none when it is wrong, or of no use to the contract.
std::optional<Date> read_date_of(const Block& block,
                                 const ContractTerms& terms,
                                 const Scenario& scenario) {
    std::optional<Date> date;
    if (scenario.calendar) {
        date = scenario.calendar->days[scenario.calendar->measured_day].date;
    }
    if (block.has(C::kDateFieldNumber)) {
        const std::optional<Date> given = read_date(block, C::kDateFieldNumber);
        if (given && date && *given != *date) {
            block.refuse(C::kDateFieldNumber,
                         fmt::format("must be the scenario's own first measured day, {}",
                                     date_words(*date)));
            return std::nullopt;
        }
        date = given;
    } else if (!date) {
        block.missing(C::kDateFieldNumber,
                      "must be given, on which day of the contract the exercise is");
    }
    if (!date) {
        return std::nullopt;
    }
    const int months = std::min(terms.term.months, kEarlierMonthsMax + 1);
    const Date last = term_end(terms.term.start, months) - days{1};
    if (*date < terms.term.start || *date > last) {
        const std::string remedy = fmt::format(
            "must lie from {} to {}, in the {} of the contract",
            date_words(terms.term.start),
            date_words(last),
            months < terms.term.months ? fmt::format("first {} months", months) : "term");
        if (block.has(C::kDateFieldNumber)) {
            block.refuse(C::kDateFieldNumber, remedy);
        } else {
            block.missing(C::kDateFieldNumber, remedy);
        }
        return std::nullopt;
    }
    return date;
}

/// Puts day `row` of a period into its ledger: what is from so long after its midnight on.
void put_day(const ExerciseContract& contract,
             std::span<const PeriodLedger> unplayed,
             const ServicePeriod& period,
             std::size_t row,
             Duration from,
             PeriodLedger& ledger) {
    const ServiceDay& day = period.days[row];
    add_day(unplayed[row],
            contract.terms.belongs_to,
            contract.midnight,
            {.later = period.start + day.midnight - contract.midnight,
             .first_cell = static_cast<std::size_t>(day.midnight / PeriodStaffing::kCell),
             .from = contract.midnight + from,
             .until = contract.midnight + std::min(day.length, kDay)},
            ledger);
}

}  // namespace

const UnplayedDays& ExerciseContract::unplayed() const {
    std::call_once(once_, [this] {
        unplayed_.days = run_room_days(terms,
                                       scope,
                                       *room,
                                       {.seed = seed,
                                        .first_replication = kFirstUnplayed,
                                        .count = kDaysOfMonthMax,
                                        .midnight = midnight});
        auto evaluator = std::make_unique<Evaluator>(terms);
        for (const ServicePeriod& period : earlier) {
            PeriodLedger ledger = empty_ledger(terms, period);
            for (std::size_t row = 0; row < period.days.size(); ++row) {
                put_day(*this, unplayed_.days, period, row, Duration{0}, ledger);
            }
            complete_ledger(terms, period, ledger);
            static_cast<void>(evaluator->close(period, ledger));
        }
        unplayed_.earlier = std::move(evaluator);
    });
    return unplayed_;
}

std::size_t played_row(const ExerciseContract& contract) {
    return static_cast<std::size_t>((contract.date - contract.month.first) / days{1});
}

std::shared_ptr<const ExerciseContract> read_exercise_contract(const Block& block,
                                                               const std::filesystem::path& folder,
                                                               const ScenarioBundle* bundle,
                                                               const ExercisePlan& plan) {
    std::optional<ContractTerms> terms = read_terms_of(block, folder, bundle);
    if (!terms) {
        return nullptr;
    }
    Result<ScopeMap> scope = map_scope(*terms, *plan.scenario, "the exercise's scenario");
    if (!scope) {
        for (Problem& problem : scope.error()) {
            block.refuse_file(C::kFileFieldNumber, std::move(problem));
        }
    }
    const std::optional<Date> date = read_date_of(block, *terms, *plan.scenario);
    const SimTime midnight = plan.room->measured_from;
    if (plan.room->measured_until - midnight < kDay) {
        block.refuse_block(
            fmt::format("{} h are measured",
                        to_seconds(plan.room->measured_until - midnight) / 3'600.0),
            "needs a scenario of which 24 h are measured: the other days of the month are like it");
        return nullptr;
    }
    if (!scope || !date) {
        return nullptr;
    }
    std::vector<ServicePeriod> periods =
        service_periods(terms->term.start, terms->term.months, *date);
    for (ServicePeriod& period : periods) {
        period.start += midnight - kStartOfRun;
        period.end += midnight - kStartOfRun;
    }
    const auto month = std::ranges::find_if(
        periods, [&](const ServicePeriod& period) { return period.has(midnight); });
    FCR_CHECK(month != periods.end(), "the date is of the term");
    if (plan.end > month->end) {
        block.refuse(C::kDateFieldNumber,
                     "must be so long before the end of a month of the contract that the exercise "
                     "ends in it");
        return nullptr;
    }
    auto contract = std::make_shared<ExerciseContract>();
    contract->terms = std::move(*terms);
    contract->scope = std::move(*scope);
    contract->date = *date;
    contract->midnight = midnight;
    contract->month = *month;
    contract->earlier.assign(periods.begin(), month);
    contract->room = plan.room;
    contract->seed = plan.seed;
    return contract;
}

Result<std::vector<ScenarioBundle::File>> contract_files(const ExerciseContract& contract) {
    std::vector<ScenarioBundle::File> files;
    Result<std::string> text = read_input_file(contract.terms.file, kScenarioBytesMax);
    if (!text) {
        return tl::unexpected(std::move(text.error()));
    }
    files.push_back({.name = std::string(kContractFile), .bytes = std::move(*text)});
    if (contract.terms.forecast && contract.terms.forecast->profile) {
        Result<std::string> profile =
            read_input_file(contract.terms.forecast->profile->file, kCsvBytesMax);
        if (!profile) {
            return tl::unexpected(std::move(profile.error()));
        }
        files.push_back({.name = std::string(kForecastFile), .bytes = std::move(*profile)});
    }
    return files;
}

void add_unplayed_day(const ExerciseContract& contract,
                      const ServicePeriod& period,
                      std::size_t row,
                      Duration from,
                      PeriodLedger& ledger) {
    put_day(contract, contract.unplayed().days, period, row, from, ledger);
}

PeriodLedger empty_ledger(const ContractTerms& terms, const ServicePeriod& period) {
    PeriodLedger ledger;
    ledger.staffing = PeriodStaffing(
        terms.scope.pools.size(),
        static_cast<std::size_t>((period.end - period.start) / PeriodStaffing::kCell));
    return ledger;
}

void complete_ledger(const ContractTerms& terms,
                     const ServicePeriod& period,
                     PeriodLedger& ledger) {
    ledger.forecast = forecast_cells(terms, period);
    const MonthOfWork work{.staffed = staffed_hours(terms.scope, ledger.staffing)};
    ledger.books = {.cost = supplier_cost(terms.supplier_model, work, terms.term.months),
                    .known = true};
}

}  // namespace fcr
