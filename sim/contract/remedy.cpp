#include "sim/contract/remedy.hpp"

#include "sim/base/check.hpp"
#include "sim/contract/contract_words.hpp"
#include "sim/contract/working_days.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <numeric>
#include <utility>

namespace fcr {

namespace {

constexpr std::int64_t kInOne = 100;

const char* word(Severity severity) {
    switch (severity) {
        case Severity::Met: return "met";
        case Severity::Minor: return "a minor failure";
        case Severity::Serious: return "a serious failure";
        case Severity::Severe: return "a severe failure";
        case Severity::BelowThreshold: return "below its service threshold";
    }
    return "";
}

/// Hundredths of points, with as many decimals as they need.
std::string points_words(std::int64_t hundredths) {
    return hundredths % kInOne == 0
               ? fmt::format("{}", hundredths / kInOne)
               : fmt::format("{}.{:02}", hundredths / kInOne, hundredths % kInOne);
}

bool any_material(const std::vector<KpiLine>& lines) {
    return std::ranges::any_of(lines,
                               [](const KpiLine& line) { return is_material(line.severity); });
}

}  // namespace

bool is_unacceptable(const LadderTerms& ladder, const std::vector<KpiLine>& lines) {
    const auto measured = std::ranges::count_if(
        lines, [](const KpiLine& line) { return line.rating != Rating::Other; });
    const auto below = std::ranges::count_if(
        lines, [](const KpiLine& line) { return line.severity == Severity::BelowThreshold; });
    return !ladder.credits_sole_remedy && below * 10'000 > measured * ladder.unacceptable_share_bp;
}

void RemedyLadder::enter(PlanState next) {
    FCR_CHECK(may_follow(plan_.state, next), "illegal change of a rectification plan");
    plan_.state = next;
}

void RemedyLadder::enter(ContractStanding next) {
    FCR_CHECK(may_follow(standing_, next), "illegal change of a contract's standing");
    standing_ = next;
}

void RemedyLadder::note(LadderEvent event, std::string because) {
    notes_.push_back({.event = event, .because = std::move(because)});
}

std::vector<LadderNote> RemedyLadder::close(const PeriodOutcome& outcome,
                                            const std::vector<KpiLine>& lines) {
    notes_.clear();
    points_.push_back(outcome.points);
    note_failures(lines);
    if (outcome.cap_reached) {
        note(LadderEvent::CapReached, "credits or compensation reached their cap");
    }
    if (!terms_.ladder.credits_sole_remedy && standing_ != ContractStanding::Terminated) {
        follow_plan(outcome, lines);
        if (outcome.unacceptable) {
            note(LadderEvent::UnacceptableFailure,
                 fmt::format("more than {} of the measured indicators are below their service "
                             "threshold: the period's charges are withheld",
                             percent_words(terms_.ladder.unacceptable_share_bp)));
        }
        const bool critical = note_critical(outcome);
        note_distress(outcome);
        settle_standing(outcome, critical);
    }
    return std::exchange(notes_, {});
}

void RemedyLadder::note_failures(const std::vector<KpiLine>& lines) {
    for (const KpiLine& line : lines) {
        if (line.severity == Severity::Met) {
            continue;
        }
        note(is_material(line.severity) ? LadderEvent::MaterialFailure : LadderEvent::KpiFailed,
             fmt::format("{}: {}{}",
                         terms_.kpis[line.kpi].id,
                         word(line.severity),
                         line.repeat ? ", repeated" : ""));
    }
}

void RemedyLadder::follow_plan(const PeriodOutcome& outcome, const std::vector<KpiLine>& lines) {
    const bool material = any_material(lines);
    if (plan_.state == PlanState::Cleared || plan_.state == PlanState::Failed) {
        plan_ = {};
    }
    if (plan_.state == PlanState::None) {
        if (material) {
            enter(PlanState::Drafting);
            plan_.opened = outcome.last_day;
            plan_.due = working_days_after(plan_.opened, terms_.ladder.plan_due_days);
            plan_.reviewed = working_days_after(plan_.due, terms_.ladder.plan_review_days);
            note(LadderEvent::PlanOpened,
                 fmt::format("a rectification plan is due on {} and reviewed by {}",
                             date_words(plan_.due),
                             date_words(plan_.reviewed)));
        }
        return;
    }
    ++plan_.periods_open;
    if (plan_.state == PlanState::Drafting && outcome.last_day >= plan_.due) {
        enter(PlanState::InReview);
    }
    if (plan_.state == PlanState::InReview && outcome.last_day >= plan_.reviewed) {
        enter(PlanState::InForce);
    }
    if (plan_.state == PlanState::InForce) {
        count_clean_period(!material);
    }
    if (plan_.state != PlanState::Cleared && plan_.periods_open > terms_.ladder.plan_months_max) {
        enter(PlanState::Failed);
        note(LadderEvent::PlanFailed,
             fmt::format("the plan of {} is not cleared after {} months",
                         date_words(plan_.opened),
                         plan_.periods_open));
    }
}

void RemedyLadder::count_clean_period(bool clean) {
    plan_.clean_periods = clean ? plan_.clean_periods + 1 : 0;
    if (plan_.clean_periods >= terms_.ladder.plan_clean_periods) {
        enter(PlanState::Cleared);
        note(LadderEvent::PlanCleared,
             fmt::format("{} clean periods in a row", plan_.clean_periods));
    }
}

bool RemedyLadder::note_critical(const PeriodOutcome& outcome) {
    const auto months =
        std::min(static_cast<std::size_t>(terms_.ladder.critical_months), points_.size());
    const std::int64_t points = std::accumulate(
        points_.end() - static_cast<std::ptrdiff_t>(months), points_.end(), std::int64_t{0});
    const bool by_points = points >= terms_.ladder.critical_points * kInOne;
    if (by_points) {
        note(LadderEvent::CriticalFailure,
             fmt::format("{} points in {} months, {} are critical",
                         points_words(points),
                         months,
                         terms_.ladder.critical_points));
    }
    const bool by_cap = terms_.ladder.critical_at_cap && outcome.cap_reached;
    if (by_cap) {
        note(LadderEvent::CriticalFailure, "a cap was reached");
    }
    return by_points || by_cap;
}

void RemedyLadder::note_distress(const PeriodOutcome& outcome) {
    if (outcome.in_distress && !distressed_) {
        note(LadderEvent::DistressPlan,
             "the supplier is in financial distress: monthly accounts, contingency readied");
    }
    distressed_ = outcome.in_distress;
}

void RemedyLadder::settle_standing(const PeriodOutcome& outcome, bool critical) {
    const bool plan_failed = plan_.state == PlanState::Failed;
    const bool new_right = critical || plan_failed;
    if (new_right) {
        ++rights_;
        note(LadderEvent::TerminationRight,
             critical ? "a critical performance failure" : "a rectification plan failed");
    }
    if (new_right && leaves(outcome)) {
        enter(ContractStanding::Terminated);
        note(LadderEvent::Terminated, fmt::format("the authority uses right number {}", rights_));
        return;
    }
    const bool steps_in = terms_.ladder.step_in && (critical || outcome.authority_steps_in);
    if (steps_in) {
        if (standing_ != ContractStanding::SteppedIn) {
            enter(ContractStanding::SteppedIn);
        }
        note(LadderEvent::SteppedIn, "force staff run the supplier's pools in the next period");
        return;
    }
    const ContractStanding next =
        rights_ > 0 ? ContractStanding::MayTerminate : ContractStanding::Running;
    if (standing_ != next) {
        enter(next);
    }
}

bool RemedyLadder::leaves(const PeriodOutcome& outcome) const {
    switch (terms_.ladder.termination) {
        case TerminationPolicy::Stay: return false;
        case TerminationPolicy::FirstRight: return true;
        case TerminationPolicy::AfterRights: return rights_ >= terms_.ladder.termination_after;
        case TerminationPolicy::WithProbability: return outcome.authority_terminates;
    }
    return false;
}

}  // namespace fcr
