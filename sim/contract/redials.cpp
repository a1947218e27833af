#include "sim/contract/redials.hpp"

#include "sim/contract/belonging.hpp"

#include <algorithm>

namespace fcr {

namespace {

constexpr std::size_t kEarlier = static_cast<std::size_t>(-1);

struct Attempt {
    CallerOnLine who;
    SimTime at;
    std::uint64_t number = 0;
    std::size_t row = kEarlier;  ///< kEarlier: a call of the period before

    friend auto operator<=>(const Attempt&, const Attempt&) = default;
};

}  // namespace

std::vector<bool> redials_left_out(const KpiTerms& kpi,
                                   const ServicePeriod& period,
                                   const PeriodCalls& calls,
                                   std::span<const std::size_t> rows,
                                   std::vector<RecentCaller>& recent) {
    std::vector<Attempt> attempts;
    attempts.reserve(rows.size() + recent.size());
    for (const RecentCaller& caller : recent) {
        attempts.push_back({.who = caller.who, .at = period.start - caller.before_end});
    }
    for (const std::size_t row : rows) {
        const CallRecord& call = calls.call(row);
        attempts.push_back(
            {.who = {.line = call.line, .caller = call.caller, .matter = call.matter},
             .at = offered_at(call),
             .number = call.number,
             .row = row});
    }
    std::ranges::sort(attempts);
    recent.clear();
    std::vector<bool> left_out(calls.size());
    for (std::size_t at = 0; at < attempts.size(); ++at) {
        const Attempt& attempt = attempts[at];
        const bool has_next = at + 1 < attempts.size() && attempts[at + 1].who == attempt.who;
        const bool followed = has_next && attempts[at + 1].at - attempt.at <= kpi.redial_within;
        if (followed) {
            const Attempt& dropped =
                kpi.redial == RedialRule::FirstOnly ? attempts[at + 1] : attempt;
            if (dropped.row != kEarlier) {
                left_out[dropped.row] = true;
            }
        } else if (!has_next && period.end - attempt.at <= kpi.redial_within) {
            recent.push_back({.who = attempt.who, .before_end = period.end - attempt.at});
        }
    }
    return left_out;
}

}  // namespace fcr
