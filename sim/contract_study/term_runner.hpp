// One replication of a contract's term: months in the simulated room, priced as they end.
#pragma once

#include "agents/behaviour/people_of_room.hpp"
#include "sim/contract/evaluate.hpp"
#include "sim/contract/measuring.hpp"
#include "sim/contract/supplier_terms.hpp"
#include "sim/contract/terms.hpp"
#include "sim/contract_study/distress_course.hpp"
#include "sim/contract_study/employer_seats.hpp"
#include "sim/contract_study/month_facts.hpp"
#include "sim/contract_study/month_ledger.hpp"
#include "sim/contract_study/term_listener.hpp"
#include "sim/contract_study/term_rooms.hpp"
#include "sim/control_room/control_room.hpp"

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <vector>

namespace fcr {

/// Seats that a supplier's pool has beside its plan, by contract year; the last year's go on.
struct SeatsBeside {
    PoolId pool;  ///< row of the contract's scope
    std::vector<SeatsByHour> by_year{};
};

/// What is the same for every replication of a term. The terms and rooms must outlive the runner.
struct TermPlan {
    const ContractTerms& terms;
    const TermRooms& rooms;
    std::vector<SupplierPolicyTerms> policies{};
    std::vector<SeatsBeside> seats{};
    bool distress_acts = true;  ///< a supplier in distress loses people; else it is only reported
};

struct TermFacts {
    std::uint64_t number = 0;
    std::vector<MonthFacts> months{};  ///< fewer than the term's where the contract was ended
};

/// Called with each month's ledger and statement before they are forgotten, for tests and traces.
using MonthWatcher = std::function<void(const PeriodLedger& ledger, const Statement& statement)>;

/// Who is told of a replication while it runs, beside its facts.
struct TermEars {
    MonthWatcher watcher{};
    TermListener* listener = nullptr;  ///< null: nobody
};

/// Runs replications one after the other. Terms without indicators and charges are run without
/// pricing: their months have no facts. A month's ledger is closed when the last of the calls
/// that had come by its end is over, at the latest kGrace after it; whatever is open then is
/// censored. At each local midnight the supplier is asked what it fills of the day's seats; it
/// knows the month so far and the statements that are closed.
class TermRunner {
public:
    static constexpr Duration kGrace = std::chrono::hours{12};

    explicit TermRunner(const TermPlan& plan);

    /// The term under the draws of one replication. Empty when the room reached a limit.
    [[nodiscard]] std::optional<TermFacts> run(std::uint64_t seed,
                                               std::uint64_t number,
                                               const TermEars& ears = {});

    [[nodiscard]] Limit limit_reached() const { return limit_; }
    /// Late calls of every month run so far, by indicator.
    [[nodiscard]] const std::vector<LateByHour>& late() const { return late_; }
    /// Those of months in which the indicator was met.
    [[nodiscard]] const std::vector<LateByHour>& late_in_met_months() const { return late_met_; }
    /// Waits of every month run so far, by indicator: see waits_of_levels.
    [[nodiscard]] const std::vector<Histogram>& waits() const { return waits_; }

private:
    /// A supplier's pool and how it is staffed.
    struct Employer {
        PoolId pool;  ///< of the room
        std::unique_ptr<EmployerSeats> seats;
        const TargetChaserPlan* chaser = nullptr;
        std::size_t watched = 0;  ///< of the chaser's indicator
        const ZeroHoursPlan* flexible = nullptr;
        const SeatsBeside* beside = nullptr;
        std::int64_t share_bp = 10'000;  ///< ordered for the day before
        Duration called_off_for{0};      ///< since the share last fell
    };
    /// A local day of a run, in which something is decided.
    struct Day {
        EmployerDay employer;
        const ServicePeriod* period = nullptr;  ///< null before the term and after it
        std::size_t of_period = 0;
        bool begins_month = false;
    };
    class PaddingPeople;

    void make_employers();
    [[nodiscard]] std::size_t watched(std::size_t kpi) const;
    [[nodiscard]] std::vector<Day> days_of(const TermRun& run) const;
    [[nodiscard]] bool run_chain(const TermRun& run, TermFacts& facts, const TermEars& ears);
    void order_day(const Day& day);
    void note_flexible(const Day& day, const TermRun& run);
    void close_month(const TermRun& run,
                     std::size_t period,
                     TermFacts& facts,
                     const MonthWatcher& watcher);
    [[nodiscard]] bool authority_terminates(std::size_t month) const;

    TermPlan plan_;
    const SupplierTerms& supplier_;
    bool pads_ = false;
    std::vector<std::size_t> watched_{};
    std::vector<Employer> employers_{};
    MonthLedger ledger_;
    DistressCourse course_;
    Streams streams_{0, 0};
    std::optional<Evaluator> reported_{};
    std::optional<Evaluator> genuine_{};
    MeasuringHistory counting_{};  ///< of count_calls
    MonthOfWork work_;             ///< guaranteed and cancelled hours of the month that runs
    bool pads_today_ = true;
    Limit limit_ = Limit::None;
    std::vector<LateByHour> late_{};
    std::vector<LateByHour> late_met_{};
    std::vector<Histogram> waits_{};
};

}  // namespace fcr
