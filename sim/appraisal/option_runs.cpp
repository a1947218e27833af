#include "sim/appraisal/option_runs.hpp"

#include "sim/appraisal/room_events.hpp"
#include "sim/appraisal/service_listener.hpp"
#include "sim/base/check.hpp"
#include "sim/contract_study/term_runner.hpp"
#include "sim/experiment/share_replications.hpp"

#include <algorithm>
#include <utility>

namespace fcr {
namespace {

constexpr int kMonthsAYear = 12;

/// What is run of an option: its contract, or without one the appraised years alone, in which
/// nothing is measured or paid. Nobody leaves before the end; what leaving costs is told apart.
ContractTerms terms_of(const AppraisalPlan& plan, const AppraisalOption& option) {
    if (option.contract) {
        ContractTerms terms = *option.contract;
        terms.ladder.termination = TerminationPolicy::Stay;
        return terms;
    }
    ContractTerms nothing;
    nothing.file = plan.file;
    nothing.id = option.id;
    nothing.term.start = plan.start;
    nothing.term.months = kMonthsAYear * plan.years;
    return nothing;
}

void slow_down(double handling, Scenario& scenario) {
    for (Pool& pool : scenario.pools) {
        pool.handling_factor *= handling;
    }
}

/// Today's people who have left before a late start.
void thin_out(const AppraisalOption& today, std::int64_t left_bp, Scenario& scenario) {
    Disruption disruption{
        .name = "the old service thins out", .start = Duration{0}, .chance = 1.0, .stages = {{}}};
    disruption.stages.front().length = scenario.run.measured;
    for (std::size_t row = 0; row < scenario.pools.size(); ++row) {
        if (std::ranges::count(today.staffed_pools, scenario.pools[row].name) > 0) {
            disruption.stages.front().staff.push_back(
                {.pool = PoolId{row}, .multiplier = static_cast<double>(left_bp) / 10'000.0});
        }
    }
    scenario.disruptions.push_back(std::move(disruption));
}

MonthMoney money_of(const MonthFacts& month) {
    return {.charges = month.gross, .credits = month.gross - month.net};
}

}  // namespace

struct AppraisalRooms::Parts {
    const AppraisalPlan& plan;
    CallsWorld world;
    std::vector<ContractTerms> terms{};  ///< by option
    std::vector<TermRooms> rooms{};      ///< the same, when nothing happens

    [[nodiscard]] RoomRequest request(std::size_t option) const {
        const AppraisalOption& of = plan.options[option];
        return {.scenario = of.scenario,
                .set = of.changes,
                .months = kMonthsAYear * plan.years,
                .volume = world.volume,
                .policies = terms[option].supplier_model.policies,
                .change = [handling = world.handling](Scenario& scenario, Duration /*from*/) {
                    slow_down(handling, scenario);
                }};
    }
};

/// Runs replications one after the other, and keeps what they come to.
class AppraisalRooms::Worker {
public:
    explicit Worker(const Parts& parts)
        : parts_(parts),
          plan_(parts.plan),
          runners_(plan_.options.size()),
          today_(plan_.lines, months()),
          own_(plan_.lines, months()),
          thin_(plan_.lines, months()) {
        years.resize(plan_.options.size());
        for (auto& option : years) {
            option.resize(static_cast<std::size_t>(plan_.years));
            for (std::vector<LineService>& year : option) {
                year.resize(plan_.lines.size());
            }
        }
    }

    /// By option, year and line, over the replications run.
    std::vector<std::vector<std::vector<LineService>>> years;

    /// Empty when a room reached a limit.
    [[nodiscard]] std::optional<std::vector<OptionReplication>> run(std::uint64_t number) {
        const Happenings happenings = draw_happenings(plan_, {}, number);
        std::vector<OptionReplication> options(plan_.options.size());
        // Today's first: what is late is served by it meanwhile.
        if (!run_option(plan_.today, number, happenings, today_, options[plan_.today])) {
            return std::nullopt;
        }
        add_service(plan_.today, {.own = today_, .before = today_, .late = 0}, options);
        for (std::size_t option = 0; option < options.size(); ++option) {
            if (option == plan_.today) {
                continue;
            }
            const int late = months_late(plan_.options[option], {}, happenings);
            const bool thin = late > 0 && left_bp(option) < 10'000;
            if (!run_option(option, number, happenings, own_, options[option]) ||
                (thin && !run_thin(option, late, number, happenings))) {
                return std::nullopt;
            }
            add_service(option,
                        {.own = own_,
                         .before = thin ? thin_ : today_,
                         .late = static_cast<std::size_t>(late)},
                        options);
        }
        return options;
    }

    [[nodiscard]] Limit limit_reached() const { return limit_; }
    /// In whose room it was reached.
    [[nodiscard]] std::size_t limit_option() const { return limit_option_; }

private:
    [[nodiscard]] std::size_t months() const {
        return static_cast<std::size_t>(kMonthsAYear * plan_.years);
    }
    [[nodiscard]] std::int64_t left_bp(std::size_t option) const {
        return plan_.options[option].sourcing->mobilisation.old_service_bp;
    }

    [[nodiscard]] bool run_option(std::size_t option,
                                  std::uint64_t number,
                                  const Happenings& happenings,
                                  ServiceListener& listener,
                                  OptionReplication& replication) {
        listener.begin_replication();
        const std::vector<RiskOccurrence> events = room_events(plan_, option, happenings);
        std::optional<TermFacts> facts;
        if (events.empty()) {
            if (!runners_[option]) {
                runners_[option] = std::make_unique<TermRunner>(
                    plan_of(parts_.terms[option], parts_.rooms[option]));
            }
            facts = run_with(*runners_[option], number, listener);
        } else {
            RoomRequest request = parts_.request(option);
            request.change = [this, &events](Scenario& scenario, Duration from) {
                slow_down(parts_.world.handling, scenario);
                add_events(plan_, events, from, scenario);
            };
            request.claims = claims_of(plan_, events);
            facts = run_anew(option, request, number, listener);
        }
        if (facts) {
            keep(option, *facts, replication);
        } else {
            limit_option_ = option;
        }
        return facts.has_value();
    }

    /// The first months of today's arrangement with the people that are left of it.
    [[nodiscard]] bool run_thin(std::size_t option,
                                int late,
                                std::uint64_t number,
                                const Happenings& happenings) {
        thin_.begin_replication();
        const std::vector<RiskOccurrence> events = room_events(plan_, plan_.today, happenings);
        RoomRequest request = parts_.request(plan_.today);
        request.months = std::min(late, kMonthsAYear * plan_.years);
        request.change = [&](Scenario& scenario, Duration from) {
            slow_down(parts_.world.handling, scenario);
            add_events(plan_, events, from, scenario);
            thin_out(plan_.options[plan_.today], left_bp(option), scenario);
        };
        request.claims = claims_of(plan_, events);
        limit_option_ = plan_.today;
        return run_anew(plan_.today, request, number, thin_).has_value();
    }

    /// In a room of its own.
    [[nodiscard]] std::optional<TermFacts> run_anew(std::size_t option,
                                                    const RoomRequest& request,
                                                    std::uint64_t number,
                                                    ServiceListener& listener) {
        const Result<TermRooms> rooms = build_term_rooms(parts_.terms[option], request);
        FCR_CHECK(rooms.has_value(), "events make no room wrong that is right without them");
        TermRunner runner(plan_of(parts_.terms[option], *rooms));
        return run_with(runner, number, listener);
    }

    [[nodiscard]] static TermPlan plan_of(const ContractTerms& terms, const TermRooms& rooms) {
        return {.terms = terms, .rooms = rooms, .policies = terms.supplier_model.policies};
    }

    [[nodiscard]] std::optional<TermFacts> run_with(TermRunner& runner,
                                                    std::uint64_t number,
                                                    ServiceListener& listener) {
        std::optional<TermFacts> facts = runner.run(plan_.seed, number, {.listener = &listener});
        limit_ = runner.limit_reached();
        return facts;
    }

    void keep(std::size_t option, const TermFacts& facts, OptionReplication& replication) const {
        if (!plan_.options[option].contract) {
            return;
        }
        Money margin;
        Money net;
        for (const MonthFacts& month : facts.months) {
            replication.months.push_back(money_of(month));
            margin += month.margin;
            net += month.net;
        }
        replication.supplier_margin_bp =
            net > Money{}
                ? divide_rounded(static_cast<WideInteger>(margin.units) * 10'000, net.units)
                : 0;
    }

    struct Served {
        const ServiceListener& own;
        const ServiceListener& before;  ///< of the months before a late start
        std::size_t late = 0;
    };
    void add_service(std::size_t option,
                     const Served& served,
                     std::vector<OptionReplication>& options) {
        std::vector<ServiceCounts>& lines = options[option].lines;
        lines.resize(plan_.lines.size());
        for (std::size_t month = 0; month < months(); ++month) {
            const auto here = (month < served.late ? served.before : served.own).month(month);
            for (std::size_t line = 0; line < lines.size(); ++line) {
                years[option][month / kMonthsAYear][line].merge(here[line]);
                lines[line] += here[line].counts();
            }
        }
    }

    const Parts& parts_;
    const AppraisalPlan& plan_;
    std::vector<std::unique_ptr<TermRunner>> runners_;  ///< by option, in rooms without events
    ServiceListener today_;
    ServiceListener own_;
    ServiceListener thin_;
    Limit limit_ = Limit::None;
    std::size_t limit_option_ = 0;
};

AppraisalRooms::AppraisalRooms(std::unique_ptr<Parts> parts) : parts_(std::move(parts)) {}
AppraisalRooms::AppraisalRooms(AppraisalRooms&& other) noexcept = default;
AppraisalRooms::~AppraisalRooms() = default;

const CompiledScenario& AppraisalRooms::room(std::size_t option) const {
    return parts_->rooms[option].runs.front()->room;
}

Result<AppraisalRooms> AppraisalRooms::build(const AppraisalPlan& plan, const CallsWorld& world) {
    auto parts = std::make_unique<Parts>(Parts{.plan = plan, .world = world});
    for (const AppraisalOption& option : plan.options) {
        parts->terms.push_back(terms_of(plan, option));
    }
    for (std::size_t option = 0; option < plan.options.size(); ++option) {
        Result<TermRooms> rooms = build_term_rooms(parts->terms[option], parts->request(option));
        if (!rooms) {
            return tl::unexpected(std::move(rooms.error()));
        }
        parts->rooms.push_back(std::move(*rooms));
    }
    return AppraisalRooms(std::move(parts));
}

AppraisalRunResult AppraisalRooms::run(std::uint64_t replications,
                                       unsigned jobs,
                                       ExperimentProgress& progress) const {
    const AppraisalPlan& plan = parts_->plan;
    auto shared = share_replications<std::vector<OptionReplication>, Worker>(
        {.first = 0, .count = replications, .jobs = jobs},
        progress,
        [&] { return std::make_unique<Worker>(*parts_); },
        [](Worker& worker, std::uint64_t number) { return worker.run(number); });
    const auto& workers = shared.workers;
    auto& done = shared.results;

    AppraisalRunResult result;
    result.limit = shared.limit;
    if (shared.limit) {
        result.limit_option = workers[shared.limit_worker]->limit_option();
    }
    SimulatedOptions& runs = result.runs;
    runs.options.resize(plan.options.size());
    for (std::size_t option = 0; option < plan.options.size(); ++option) {
        runs.options[option].years = std::move(workers.front()->years[option]);
        for (std::size_t row = 1; row < workers.size(); ++row) {
            for (std::size_t year = 0; year < runs.options[option].years.size(); ++year) {
                for (std::size_t line = 0; line < plan.lines.size(); ++line) {
                    runs.options[option].years[year][line].merge(
                        workers[row]->years[option][year][line]);
                }
            }
        }
    }
    // Begun in order and finished, they have no gap; after a limit they are of no use.
    for (std::uint64_t number = 0; number < replications && done[number]; ++number) {
        for (std::size_t option = 0; option < plan.options.size(); ++option) {
            runs.options[option].replications.push_back(std::move((*done[number])[option]));
        }
        runs.happenings.push_back(draw_happenings(plan, {}, number));
    }
    result.stopped = !result.limit && runs.happenings.size() < replications;
    return result;
}

}  // namespace fcr
