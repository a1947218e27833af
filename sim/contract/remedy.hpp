// The remedy ladder: what follows from failures beyond credits, period by period (contracts.md
// 2.8).
#pragma once

#include "sim/contract/remedy_state.hpp"
#include "sim/contract/statement.hpp"
#include "sim/contract/terms.hpp"

#include <cstdint>
#include <string>
#include <vector>

namespace fcr {

/// A failure that asks for a rectification plan: serious, severe or below the service threshold.
[[nodiscard]] constexpr bool is_material(Severity severity) {
    return severity >= Severity::Serious;
}

/// Whether more than the allowed share of the period's measured results are below their service
/// threshold. Never where credits are the sole remedy.
[[nodiscard]] bool is_unacceptable(const LadderTerms& ladder, const std::vector<KpiLine>& lines);

/// What the ladder hears of a period when it closes.
struct PeriodOutcome {
    Date last_day{};
    std::int64_t points = 0;  ///< TSP, hundredths
    bool unacceptable = false;
    bool cap_reached = false;  ///< of credits or of compensation
    bool in_distress = false;  ///< the supplier, by rating or by margin
    bool authority_terminates = false;
    bool authority_steps_in = false;
};

/// The state of the ladder. Copies are independent. The terms must outlive it.
class RemedyLadder {
public:
    explicit RemedyLadder(const ContractTerms& terms) : terms_(terms) {}

    /// Climbs or descends at the close of a period; what happened, in order. A contract that was
    /// terminated has no more events but its failures.
    [[nodiscard]] std::vector<LadderNote> close(const PeriodOutcome& outcome,
                                                const std::vector<KpiLine>& lines);

    [[nodiscard]] const RectificationPlan& plan() const { return plan_; }
    [[nodiscard]] ContractStanding standing() const { return standing_; }
    [[nodiscard]] int termination_rights() const { return rights_; }

private:
    void enter(PlanState next);
    void enter(ContractStanding next);
    void note(LadderEvent event, std::string because);

    void note_failures(const std::vector<KpiLine>& lines);
    /// The dates of an open plan pass, clean periods count, a material failure opens one.
    void follow_plan(const PeriodOutcome& outcome, const std::vector<KpiLine>& lines);
    void count_clean_period(bool clean);
    /// Whether there is a critical performance failure.
    [[nodiscard]] bool note_critical(const PeriodOutcome& outcome);
    void note_distress(const PeriodOutcome& outcome);
    void settle_standing(const PeriodOutcome& outcome, bool critical);
    [[nodiscard]] bool leaves(const PeriodOutcome& outcome) const;

    const ContractTerms& terms_;
    RectificationPlan plan_;
    ContractStanding standing_ = ContractStanding::Running;
    int rights_ = 0;  ///< periods in which one arose
    bool distressed_ = false;
    std::vector<std::int64_t> points_;  ///< TSP by period, hundredths
    std::vector<LadderNote> notes_;     ///< of the period being closed
};

}  // namespace fcr
