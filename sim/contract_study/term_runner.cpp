#include "sim/contract_study/term_runner.hpp"

#include "agents/behaviour/target_chaser.hpp"
#include "sim/base/check.hpp"
#include "sim/contract/basis_points.hpp"
#include "sim/contract_study/planned_seats.hpp"
#include "sim/contract_study/room_behaviour.hpp"
#include "sim/control_room/disruption_draw.hpp"
#include "sim/metrics/ledger.hpp"

#include <algorithm>

namespace fcr {

namespace {

using std::chrono::days;

constexpr Duration kMicrosecond{1};
/// How often a month's end is asked whether its last call is over.
constexpr Duration kPause = std::chrono::minutes{5};
/// Of the authority's choices, beside the supplier's.
constexpr std::uint64_t kAuthority = std::uint64_t{1} << 57;

/// The plan of a kind among the policies about a pool of the room; the last of several.
template <typename Plan>
const Plan* plan_for(const TermPlan& plan, PoolId pool) {
    const Plan* found = nullptr;
    for (const SupplierPolicyTerms& policy : plan.policies) {
        const std::vector<PoolId> pools = pools_of(policy, plan.terms, plan.rooms.scope);
        if (std::ranges::count(pools, pool) > 0 && std::holds_alternative<Plan>(policy.plan)) {
            found = &std::get<Plan>(policy.plan);
        }
    }
    return found;
}

const PaddingPlan* padding_of(const TermPlan& plan) {
    for (const SupplierPolicyTerms& policy : plan.policies) {
        if (const auto* padding = std::get_if<PaddingPlan>(&policy.plan)) {
            return padding;
        }
    }
    return nullptr;
}

/// The indicators that a policy looks at while a month runs.
std::vector<std::size_t> watched_kpis(const TermPlan& plan) {
    std::vector<std::size_t> kpis;
    for (const SupplierPolicyTerms& policy : plan.policies) {
        if (const auto* chaser = std::get_if<TargetChaserPlan>(&policy.plan)) {
            kpis.push_back(chaser->kpi);
        } else if (const auto* padding = std::get_if<PaddingPlan>(&policy.plan)) {
            kpis.push_back(padding->kpi);
        }
    }
    std::ranges::sort(kpis);
    kpis.erase(std::unique(kpis.begin(), kpis.end()), kpis.end());
    return kpis;
}

bool room_pads(const TermRooms& rooms) {
    return std::ranges::any_of(rooms.runs, [](const auto& run) {
        return std::ranges::any_of(run->room.pools.rows(), [](const CompiledPool& pool) {
            return pool.behaviour && pool.behaviour->plan.padding_per_hour > 0.0;
        });
    });
}

/// Terms that measure nothing and pay nothing stand for an arrangement without a contract.
bool is_priced(const ContractTerms& terms) {
    return !terms.kpis.empty() || !terms.charges.empty();
}

}  // namespace

/// People who pad only on days on which they are told to; else as the scenario has them.
class TermRunner::PaddingPeople final : public HandlerBehaviour {
public:
    PaddingPeople(const HandlerBehaviour& people, const bool& pads_today)
        : people_(people), pads_today_(pads_today) {}

    [[nodiscard]] bool passes_over(Duration waited) const override {
        return people_.passes_over(waited);
    }
    [[nodiscard]] double pace(const PoolView& view) const override { return people_.pace(view); }
    [[nodiscard]] bool pads(const PoolView& view) const override {
        return pads_today_ && people_.pads(view);
    }
    [[nodiscard]] double presence(const PoolView& view) const override {
        return people_.presence(view);
    }

private:
    const HandlerBehaviour& people_;
    const bool& pads_today_;
};

TermRunner::TermRunner(const TermPlan& plan)
    : plan_(plan),
      supplier_(plan_.terms.supplier_model),
      pads_(room_pads(plan.rooms)),
      watched_(watched_kpis(plan)),
      ledger_(plan.terms, plan.rooms.scope, watched_),
      course_(supplier_, plan.terms.ladder),
      late_(plan.terms.kpis.size()),
      late_met_(plan.terms.kpis.size()),
      waits_(waits_of_levels(plan.terms)) {
    make_employers();
}

/// Where the counts of an indicator stand that somebody watches.
std::size_t TermRunner::watched(std::size_t kpi) const {
    const auto found = std::ranges::find(watched_, kpi);
    FCR_CHECK(found != watched_.end(), "nobody said that the indicator is watched");
    return static_cast<std::size_t>(found - watched_.begin());
}

/// Who fills seats otherwise than planned has an employer; the rest of the pools need none.
void TermRunner::make_employers() {
    for (std::size_t row = 0; row < plan_.terms.scope.pools.size(); ++row) {
        const PoolId pool = plan_.rooms.scope.room_pools[row];
        if (plan_.terms.scope.pools[row].owner != Party::Supplier ||
            plan_.rooms.runs.front()->room.pools[pool].rostered) {
            continue;
        }
        Employer employer;
        employer.pool = pool;
        employer.chaser = plan_for<TargetChaserPlan>(plan_, pool);
        employer.flexible = plan_for<ZeroHoursPlan>(plan_, pool);
        const auto beside = std::ranges::find(plan_.seats, PoolId{row}, &SeatsBeside::pool);
        employer.beside = beside == plan_.seats.end() ? nullptr : &*beside;
        if (employer.chaser != nullptr) {
            employer.watched = watched(employer.chaser->kpi);
        }
        if (employer.chaser == nullptr && employer.flexible == nullptr &&
            employer.beside == nullptr && !plan_.distress_acts) {
            continue;
        }
        employer.seats = std::make_unique<EmployerSeats>(
            row, employer.flexible == nullptr ? std::nullopt : std::optional(*employer.flexible));
        employers_.push_back(std::move(employer));
    }
}

std::optional<TermFacts> TermRunner::run(std::uint64_t seed,
                                         std::uint64_t number,
                                         const TermEars& ears) {
    streams_ = Streams(seed, number);
    course_.begin(streams_);
    reported_.reset();
    genuine_.reset();
    counting_ = MeasuringHistory{};
    if (is_priced(plan_.terms)) {
        reported_.emplace(plan_.terms);
        if (pads_) {
            genuine_.emplace(plan_.terms);
        }
    }
    work_ = MonthOfWork{};
    limit_ = Limit::None;
    for (Employer& employer : employers_) {
        employer.seats->begin(streams_);
        employer.share_bp = kOneBp;
        employer.called_off_for = Duration{0};
    }
    TermFacts facts{.number = number, .months = {}};
    for (const auto& run : plan_.rooms.runs) {
        if (!run_chain(*run, facts, ears)) {
            break;
        }
    }
    return limit_ == Limit::None ? std::optional(std::move(facts)) : std::nullopt;
}

std::vector<TermRunner::Day> TermRunner::days_of(const TermRun& run) const {
    const Date term_start = plan_.terms.term.start;
    const auto number = [&](Date date) { return (date - term_start).count(); };
    const auto weekday = [](Date date) {
        return static_cast<int>(std::chrono::weekday{date}.iso_encoding()) - 1;
    };
    std::vector<Day> all;
    // The warm-up, back from the first period to the start of the run.
    SimTime midnight = run.periods.front().start;
    for (Date date = run.periods.front().first - days{1}; midnight > kStartOfRun; date -= days{1}) {
        midnight -= day_length(date);
        all.push_back({.employer = {.midnight = midnight,
                                    .date = date,
                                    .number = number(date),
                                    .weekday = weekday(date)}});
    }
    std::ranges::reverse(all);
    for (const ServicePeriod& period : run.periods) {
        for (std::size_t row = 0; row < period.days.size(); ++row) {
            const ServiceDay& day = period.days[row];
            all.push_back({.employer = {.midnight = period.start + day.midnight,
                                        .date = day.date,
                                        .number = number(day.date),
                                        .weekday = day.weekday},
                           .period = &period,
                           .of_period = row,
                           .begins_month = row == 0});
        }
    }
    const Date after = run.periods.back().last + days{1};
    all.push_back({.employer = {.midnight = run.periods.back().end,
                                .date = after,
                                .number = number(after),
                                .weekday = weekday(after)},
                   .begins_month = true});
    return all;
}

/// False when the contract has ended, or a limit was reached.
bool TermRunner::run_chain(const TermRun& run, TermFacts& facts, const TermEars& ears) {
    const PeopleOfRoom of_scenario(run.room);
    const RoomPeople people = of_scenario.all();
    std::vector<const HandlerBehaviour*> handlers(people.pools.begin(), people.pools.end());
    std::vector<std::unique_ptr<PaddingPeople>> padding;
    for (const HandlerBehaviour*& pool : handlers) {
        if (pool != nullptr && pads_) {
            padding.push_back(std::make_unique<PaddingPeople>(*pool, pads_today_));
            pool = padding.back().get();
        }
    }
    std::vector<const SeatPolicy*> seats(run.room.pools.size(), nullptr);
    for (const Employer& employer : employers_) {
        seats[employer.pool.index()] = employer.seats.get();
    }
    ledger_.begin(run.room, pads_);
    std::optional<NoticeTee> both;
    if (ears.listener != nullptr) {
        ears.listener->begin_run(run);
        both.emplace(ledger_, *ears.listener);
    }
    NoticeSink& sink = both ? static_cast<NoticeSink&>(*both) : ledger_;
    ControlRoom room(
        run.room, sink, {.pools = handlers, .supervisor = people.supervisor, .seats = seats});
    const std::vector<Day> all = days_of(run);
    // The first day's seats are filled as the room begins.
    order_day(all.front());
    room.begin(streams_);
    std::size_t closed = 0;
    for (std::size_t row = 0; row < all.size(); ++row) {
        const Day& day = all[row];
        const SimTime midnight = day.employer.midnight;
        if (midnight > kStartOfRun) {
            room.run_until(midnight - kMicrosecond);
            note_flexible(all[row - 1], run);
        }
        const bool month_ended = day.begins_month && row > 0 && all[row - 1].period != nullptr;
        if (day.begins_month) {
            const CallCounts& counts = room.counts();
            ledger_.begin_month(day.period,
                                {.at = midnight,
                                 .calls_so_far = counts.offered,
                                 .calls_open = counts.waiting + counts.in_hand});
        }
        if (row > 0) {
            order_day(day);
        }
        for (SimTime at = midnight; month_ended && ledger_.open_calls() > 0 &&
                                    at < midnight + kGrace && room.limit_reached() == Limit::None;
             at += kPause) {
            room.run_until(at + kPause - kMicrosecond);
        }
        if (room.limit_reached() != Limit::None) {
            limit_ = room.limit_reached();
            return false;
        }
        if (month_ended) {
            close_month(run, closed++, facts, ears.watcher);
            if (facts.months.back().terminated) {
                return false;
            }
        }
    }
    return true;
}

void TermRunner::order_day(const Day& day) {
    const int days_of_month = day.period == nullptr ? 0 : static_cast<int>(day.period->days.size());
    const int days_passed = static_cast<int>(day.of_period);
    const auto so_far = [&](std::size_t watched) {
        const KpiDefinition& counting = plan_.terms.kpis[watched_[watched]].counting;
        return MonthSoFar{.counted = kpi_value(counting, ledger_.so_far(watched)),
                          .days_passed = days_passed,
                          .days_of_month = days_of_month};
    };
    const bool in_month = day.period != nullptr && days_passed > 0;
    for (Employer& employer : employers_) {
        std::int64_t share = kOneBp;
        if (employer.chaser != nullptr && in_month) {
            share = staffed_bp(
                *employer.chaser, plan_.terms.kpis[employer.chaser->kpi], so_far(employer.watched));
        }
        employer.called_off_for =
            share < employer.share_bp ? Duration{0} : employer.called_off_for + days{1};
        employer.share_bp = share;
        if (plan_.distress_acts) {
            share = share * course_.staffed_bp() / kOneBp;
        }
        const SeatsByHour* added = nullptr;
        if (employer.beside != nullptr && !employer.beside->by_year.empty()) {
            const auto year =
                static_cast<std::size_t>(day.period == nullptr ? 0 : day.period->number / 12);
            added = &employer.beside->by_year[std::min(year, employer.beside->by_year.size() - 1)];
        }
        employer.seats->order(day.employer, {.share_bp = share, .added = added});
    }
    const PaddingPlan* const padding = padding_of(plan_);
    pads_today_ = true;
    if (padding != nullptr && padding->while_missing && in_month) {
        const KpiTerms& kpi = plan_.terms.kpis[padding->kpi];
        pads_today_ = standing_of(kpi, so_far(watched(padding->kpi)), 0) != MonthStanding::Safe;
    }
}

/// Adds up what people without guaranteed hours are paid for beside their work, once the day is
/// over.
void TermRunner::note_flexible(const Day& day, const TermRun& run) {
    const bool law = plan_.terms.people && day.employer.date >= plan_.terms.people->zero_hours_law;
    if (day.period == nullptr || !law) {
        return;
    }
    for (const Employer& employer : employers_) {
        if (employer.flexible == nullptr) {
            continue;
        }
        const Duration length = day_length(day.employer.date);
        Duration planned{0};
        Duration worked{0};
        for (Duration at{0}; at < length; at += PeriodStaffing::kCell) {
            const SimTime quarter = day.employer.midnight + at;
            const FlexibleSeats seats = employer.seats->flexible_at(
                {.at = quarter, .planned = planned_at(run.room, employer.pool, quarter)});
            planned += PeriodStaffing::kCell * seats.planned;
            worked += PeriodStaffing::kCell * (seats.planned - seats.declined - seats.called_off);
            if (employer.called_off_for < employer.flexible->notice) {
                work_.cancelled += PeriodStaffing::kCell * seats.called_off;
                work_.cancelled_bp = employer.flexible->cancelled_bp;
            }
        }
        const Duration guaranteed = planned * employer.flexible->guaranteed_bp / kOneBp;
        work_.guaranteed += std::max(guaranteed - worked, Duration{0});
    }
}

bool TermRunner::authority_terminates(std::size_t month) const {
    const EntityKey choice{.family = kAuthority, .member = month};
    return streams_.draw(Purpose::Tenure, choice).next_uniform() <
           static_cast<double>(plan_.terms.ladder.termination_bp) / kOneBp;
}

void TermRunner::close_month(const TermRun& run,
                             std::size_t period_row,
                             TermFacts& facts,
                             const MonthWatcher& watcher) {
    const ServicePeriod& period = run.periods[period_row];
    PeriodLedger& ledger = ledger_.close_month();
    if (!reported_) {
        facts.months.emplace_back();
        return;
    }
    ledger.forecast = run.forecast[period_row];
    for (const ClaimedDisruption& claim : run.claims) {
        const bool overlaps = claim.event.from < period.end && claim.event.until > period.start;
        if (overlaps && disruption_happens(streams_,
                                           claim.disruption.index(),
                                           run.room.disruptions[claim.disruption].chance)) {
            ledger.events.push_back(claim.event);
        }
    }
    work_.staffed = staffed_hours(plan_.terms.scope, ledger.staffing);
    const Money cost = supplier_cost(supplier_, work_, plan_.terms.term.months);
    ledger.books = {.cost = cost, .known = true};
    ledger.supplier_in_distress = course_.distress() != Distress::None;
    const AuthorityChoice choice{.terminates = authority_terminates(facts.months.size())};
    const Statement statement = reported_->close(period, ledger, choice);
    if (watcher) {
        watcher(ledger, statement);
    }
    MonthFacts month = facts_of(statement, plan_.terms);
    month.padding = ledger_.padding();
    if (genuine_) {
        PeriodLedger& genuine = ledger_.genuine();
        genuine.forecast = ledger.forecast;
        genuine.events = ledger.events;
        genuine.books = ledger.books;
        genuine.supplier_in_distress = ledger.supplier_in_distress;
        const Statement without = genuine_->close(period, genuine, choice);
        month.genuine_kpis = kpi_months(without, plan_.terms);
        month.genuine_credit = without.credits.payable;
        month.answered_genuine = without.answered;
    }
    CountedCalls counted = count_calls(plan_.terms, period, ledger, counting_, waits_);
    for (std::size_t kpi = 0; kpi < counted.late.size(); ++kpi) {
        late_[kpi].merge(counted.late[kpi]);
        if (month.kpis[kpi].measured > 0 && month.kpis[kpi].missed == 0) {
            late_met_[kpi].merge(counted.late[kpi]);
        }
    }
    month.calls = std::move(counted.kpis);
    course_.close_month({.revenue = statement.net, .cost = cost});
    month.staffed = work_.staffed;
    month.supplier_cost = cost;
    month.margin = statement.net - cost;
    month.distress = course_.distress();
    work_ = MonthOfWork{};
    facts.months.push_back(std::move(month));
}

}  // namespace fcr
