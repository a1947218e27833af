#include "sim/contract_study/contract_study.hpp"

#include "sim/base/check.hpp"
#include "sim/contract_study/planned_seats.hpp"
#include "sim/contract_study/study_units.hpp"

#include <algorithm>
#include <map>

namespace fcr {

namespace {

constexpr std::size_t kRoomsKept = 2;
/// Pilot replications are numbered from here, so that none is also one of the study.
constexpr std::uint64_t kPilots = std::uint64_t{1} << 40;

/// Seats that the plan must have room for.
std::uint32_t most_beside(const std::vector<SeatsBeside>& seats) {
    std::int32_t most = 0;
    for (const SeatsBeside& of_pool : seats) {
        for (const SeatsByHour& year : of_pool.by_year) {
            most = std::max(most, *std::ranges::max_element(year));
        }
    }
    return static_cast<std::uint32_t>(most);
}

/// Both plans' seats, hour by hour.
std::vector<SeatsBeside> sum_of(const std::vector<SeatsBeside>& one,
                                const std::vector<SeatsBeside>& other) {
    std::vector<SeatsBeside> sum = one;
    for (const SeatsBeside& more : other) {
        const auto same = std::ranges::find(sum, more.pool, &SeatsBeside::pool);
        if (same == sum.end()) {
            sum.push_back(more);
            continue;
        }
        const std::size_t years = std::max(same->by_year.size(), more.by_year.size());
        const SeatsByHour last = same->by_year.back();
        same->by_year.resize(years, last);
        for (std::size_t year = 0; year < years; ++year) {
            const SeatsByHour& added = more.by_year[std::min(year, more.by_year.size() - 1)];
            for (std::size_t hour = 0; hour < kHoursOfWeek; ++hour) {
                same->by_year[year][hour] += added[hour];
            }
        }
    }
    return sum;
}

/// Margin of each contract year, summed over replications.
std::vector<Money> margin_by_year(const TermResults& results) {
    std::vector<Money> years;
    for (const TermFacts& term : results.replications) {
        for (std::size_t row = 0; row < term.months.size(); ++row) {
            years.resize(std::max(years.size(), row / kMonthsOfYear + 1));
            years[row / kMonthsOfYear] += term.months[row].margin;
        }
    }
    return years;
}

}  // namespace

Result<ContractStudy> ContractStudy::make(const ContractTerms& terms, StudyOptions options) {
    ContractStudy study(terms, std::move(options));
    if (auto rooms = study.rooms(study.options_.months, study.options_.volume, 0); !rooms) {
        return tl::unexpected(std::move(rooms.error()));
    }
    // What a larger volume would be refused for is told before anything is run.
    const double most = study.options_.volume * study.options_.volume_most;
    const int months = std::min(study.options_.months, kMonthsOfYear);
    if (most > study.options_.volume) {
        if (auto rooms = study.rooms(months, most, 0); !rooms) {
            return tl::unexpected(std::move(rooms.error()));
        }
    }
    return study;
}

Result<std::shared_ptr<const TermRooms>> ContractStudy::rooms(int months,
                                                              double volume,
                                                              std::uint32_t seats_beside) {
    for (const Rooms& known : known_) {
        if (known.months == months && known.volume == volume &&
            known.seats_beside >= seats_beside && (seats_beside > 0) == (known.seats_beside > 0)) {
            return known.rooms;
        }
    }
    Result<TermRooms> built =
        build_term_rooms(*terms_,
                         {.scenario = options_.scenario,
                          .set = options_.set,
                          .months = months,
                          .volume = volume,
                          .volume_from_forecast = options_.volume_from_forecast,
                          .policies = options_.policies,
                          .seats_beside_max = seats_beside});
    if (!built) {
        return tl::unexpected(std::move(built.error()));
    }
    known_.push_back({.months = months,
                      .volume = volume,
                      .seats_beside = seats_beside,
                      .rooms = std::make_shared<const TermRooms>(std::move(*built))});
    const std::shared_ptr<const TermRooms> latest = known_.back().rooms;
    if (known_.size() > kRoomsKept) {
        known_.erase(known_.begin() + 1);  // the first is the study's own
    }
    return latest;
}

TermResults ContractStudy::run(const TermVariant& variant,
                               std::uint64_t replications,
                               ExperimentProgress& progress) {
    StudyRequest request = options_.request;
    request.replications = replications;
    return run_with(variant, request, progress);
}

TermResults ContractStudy::run_with(const TermVariant& variant,
                                    const StudyRequest& request,
                                    ExperimentProgress& progress) {
    const std::vector<SeatsBeside> seats = sum_of(chosen_, variant.seats);
    const auto rooms = this->rooms(variant.months.value_or(options_.months),
                                   variant.volume * options_.volume,
                                   most_beside(seats));
    FCR_CHECK(rooms.has_value(), "the study's scenario has been run before");
    return run_term({.terms = *terms_,
                     .rooms = **rooms,
                     .policies = options_.policies,
                     .seats = seats,
                     .distress_acts = options_.distress_acts},
                    request,
                    progress);
}

std::optional<PoolId> ContractStudy::staffed_pool() const {
    const TermRooms& rooms = *known_.front().rooms;
    for (std::size_t row = 0; row < terms_->scope.pools.size(); ++row) {
        const PoolId of_room = rooms.scope.room_pools[row];
        if (terms_->scope.pools[row].owner == Party::Supplier &&
            !rooms.runs.front()->room.pools[of_room].rostered) {
            return PoolId{row};
        }
    }
    return std::nullopt;
}

SeatsByHour ContractStudy::planned_seats(PoolId pool) const {
    const TermRooms& rooms = *known_.front().rooms;
    SeatsByHour planned = fewest_planned(*rooms.runs.front(), rooms.scope.room_pools[pool.index()]);
    const auto chosen = std::ranges::find(chosen_, pool, &SeatsBeside::pool);
    for (std::size_t hour = 0; chosen != chosen_.end() && hour < kHoursOfWeek; ++hour) {
        const auto least = std::ranges::min_element(
            chosen->by_year, {}, [hour](const SeatsByHour& year) { return year[hour]; });
        planned[hour] = std::max(planned[hour] + (*least)[hour], 0);
    }
    return planned;
}

bool ContractStudy::choose_levels(ExperimentProgress& progress) {
    const CostMinimiserPlan* plan = nullptr;
    std::optional<PoolId> pool = staffed_pool();
    for (const SupplierPolicyTerms& policy : options_.policies) {
        if (const auto* found = std::get_if<CostMinimiserPlan>(&policy.plan)) {
            plan = found;
            pool = policy.pool ? policy.pool : pool;
        }
    }
    if (plan == nullptr || !pool) {
        return true;
    }
    StudyRequest pilot = options_.request;
    pilot.first_replication += kPilots;
    pilot.replications = static_cast<std::uint64_t>(plan->pilot_replications);
    const TermResults as_bid = run_with({}, pilot, progress);
    LateByHour late;
    for (const LateByHour& of_kpi : as_bid.late) {
        late.merge(of_kpi);
    }
    std::map<int, std::vector<Money>> margins{{0, margin_by_year(as_bid)}};
    std::map<int, SeatsByHour> seats{{0, SeatsByHour{}}};
    const SeatsByHour planned = planned_seats(*pool);
    bool whole = !as_bid.stopped && !as_bid.limit;
    for (int level = plan->fte_least; whole && level <= plan->fte_most; level += plan->fte_step) {
        if (level == 0) {
            continue;
        }
        seats[level] = level > 0 ? with_people(SeatsByHour{}, late, terms_->fte, level)
                                 : without_people(planned, late, terms_->fte, -level);
        const TermResults results =
            run_with({.seats = {{.pool = *pool, .by_year = {seats[level]}}}}, pilot, progress);
        whole = !results.stopped && !results.limit;
        margins[level] = margin_by_year(results);
    }
    if (!whole) {
        return false;
    }
    SeatsBeside chosen{.pool = *pool, .by_year = {}};
    for (std::size_t year = 0; year < margins[0].size(); ++year) {
        int best = 0;
        for (const auto& [level, by_year] : margins) {
            if (year < by_year.size() && by_year[year] > margins[best][year]) {
                best = level;
            }
        }
        levels_.push_back(best);
        chosen.by_year.push_back(seats[best]);
    }
    chosen_ = {std::move(chosen)};
    return true;
}

}  // namespace fcr
