#include "sim/contract/relief.hpp"

#include "sim/base/check.hpp"
#include "sim/contract/belonging.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <tuple>
#include <utility>

namespace fcr {

std::string_view name_of(ReliefCause cause) {
    switch (cause) {
        case ReliefCause::AuthorityCause: return "AUTHORITY_CAUSE";
        case ReliefCause::ForceMajeure: return "FORCE_MAJEURE";
        case ReliefCause::PlannedMaintenance: return "PLANNED_MAINTENANCE";
        case ReliefCause::VolumeOver: return "VOLUME_OVER";
        case ReliefCause::HandlingTimeOver: return "AHT_OVER";
        case ReliefCause::ThirdParty: return "THIRD_PARTY";
        case ReliefCause::StrikeOwnStaff: return "STRIKE_OWN_STAFF";
        case ReliefCause::Cyber: return "CYBER";
        case ReliefCause::OwnSubcontractor: return "OWN_SUBCONTRACTOR";
    }
    return "";
}

ReliefClaims judge_claims(const ContractTerms& terms,
                          std::size_t kpi,
                          const std::vector<ReliefEvent>& events) {
    ReliefClaims claims;
    for (const ReliefEvent& event : events) {
        bool named = false;
        for (std::size_t row = 0; row < terms.relief.size(); ++row) {
            const ReliefTerms& relief = terms.relief[row];
            if (relief.cause != event.cause || is_by_volume(relief.cause) ||
                std::ranges::count(relief.kpis, kpi) == 0) {
                continue;
            }
            named = true;
            const auto refuse = [&](std::string because) {
                claims.refused.push_back(
                    {.from = event.from,
                     .until = event.until,
                     .because = fmt::format(
                         "relief {} refused for {}: {}", relief.id, event.id, because)});
            };
            if (event.claimed_after_days > relief.notice_days) {
                refuse(fmt::format("notice after {} working days, the limit is {}",
                                   event.claimed_after_days,
                                   relief.notice_days));
            } else if (relief.evidence_required && !event.evidence) {
                refuse("no evidence");
            } else {
                claims.accepted.push_back({row, event.from, event.until});
            }
        }
        if (!named) {
            claims.refused.push_back(
                {.from = event.from,
                 .until = event.until,
                 .because = fmt::format("no relief for {}: the contract gives none for {}",
                                        event.id,
                                        name_of(event.cause))});
        }
    }
    return claims;
}

void ForecastCheck::add(const ForecastCell& forecast, const Volume& came) {
    forecast_millionths += forecast.calls_millionths;
    forecast_handling +=
        static_cast<WideInteger>(forecast.calls_millionths) * forecast.handling.count();
    actual += came;
}

void ForecastCheck::add(const ForecastCheck& other) {
    forecast_millionths += other.forecast_millionths;
    forecast_handling += other.forecast_handling;
    actual += other.actual;
}

bool ForecastCheck::is_over(const ReliefTerms& relief) const {
    const WideInteger allowed = 10'000 + relief.tolerance_bp;
    if (relief.cause == ReliefCause::VolumeOver) {
        return static_cast<WideInteger>(actual.calls) * 1'000'000 * 10'000 >
               forecast_millionths * allowed;
    }
    // actual / answered > (forecast handling / forecast calls) x (1 + d); no forecast, no relief
    return forecast_handling > 0 &&
           static_cast<WideInteger>(actual.handling_us) * forecast_millionths * 10'000 >
               forecast_handling * allowed * actual.answered;
}

std::int64_t ForecastCheck::calls_allowed(const ReliefTerms& relief) const {
    return static_cast<std::int64_t>(static_cast<WideInteger>(forecast_millionths) *
                                     (10'000 + relief.tolerance_bp) / 10'000 / 1'000'000);
}

CallRelief::CallRelief(const Facts& facts,
                       std::size_t kpi,
                       const std::vector<std::size_t>& rows,
                       const ReliefClaims& claims,
                       const Volumes* volumes)
    : facts_(facts), kpi_(facts.terms.kpis[kpi]) {
    for (const std::size_t row : rows) {
        const ReliefTerms& relief = facts_.terms.relief[row];
        if (relief.scope == ReliefScope::Period) {
            continue;
        }
        if (is_by_volume(relief.cause)) {
            FCR_CHECK(volumes != nullptr, "relief by volume needs volumes");
            add_volume(row, *volumes);
            continue;
        }
        for (const ReliefSpan& span : claims.accepted) {
            if (span.relief == row && span.from < facts_.period.end &&
                span.until > facts_.period.start) {
                add_event(span);
            }
        }
    }
}

std::size_t CallRelief::first_of_call(std::size_t call, std::size_t place) const {
    const CallRecord& record = facts_.ledger.calls.call(call);
    const SimTime at = belongs_at(record, facts_.terms.belongs_to);
    std::size_t first = first_of_cell_[place];
    for (const ReliefSpan& span : spans_) {
        if (span.from <= at && at < span.until) {
            first = std::min(first, span.relief);
        }
    }
    if (!cuts_.empty() && cuts_[place].relief != kNone) {
        const Cut& cut = cuts_[place];
        if (std::pair(at, record.number) > std::pair(cut.at, cut.number)) {
            first = std::min<std::size_t>(first, cut.relief);
        }
    }
    return first;
}

void CallRelief::relieve(std::size_t relief, LineId line, std::size_t first, std::size_t end) {
    first_of_cell_.resize(facts_.terms.scope.lines.size() * facts_.cells.size(), kNone);
    for (std::size_t cell = first; cell < end; ++cell) {
        std::uint8_t& row = first_of_cell_[place(line, cell)];
        row = std::min(row, static_cast<std::uint8_t>(relief));
    }
}

void CallRelief::add_event(const ReliefSpan& span) {
    any_ = true;
    const PeriodCells& cells = facts_.cells;
    std::size_t first = cells.cell_at(span.from);
    std::size_t end = std::min(cells.cell_at(span.until - Duration{1}) + 1, cells.size());
    const ReliefScope scope = facts_.terms.relief[span.relief].scope;
    if (scope == ReliefScope::Call) {
        by_call_ = true;
        spans_.push_back(span);
        first = end;
    } else {
        const auto begins_unit = [&](std::size_t cell) {
            return cell == cells.size() || !are_judged_together(scope, cell - 1, cell);
        };
        while (first > 0 && !begins_unit(first)) {
            --first;
        }
        while (!begins_unit(end)) {
            ++end;
        }
    }
    for (std::size_t line = 0; line < facts_.terms.scope.lines.size(); ++line) {
        relieve(span.relief, LineId{line}, first, end);
    }
}

void CallRelief::add_volume(std::size_t relief, const Volumes& volumes) {
    const ReliefTerms& terms = facts_.terms.relief[relief];
    std::vector<Group> over = groups_of(terms, volumes);
    std::erase_if(over, [&](const Group& group) { return !group.check.is_over(terms); });
    if (over.empty()) {
        return;
    }
    any_ = true;
    for (const Group& group : over) {
        const bool whole = terms.scope != ReliefScope::ExcessOnly;
        relieve(relief, group.line, group.first, whole ? group.end : group.first);
    }
    if (terms.scope == ReliefScope::ExcessOnly) {
        add_excess(relief, over);
    }
}

void CallRelief::add_excess(std::size_t relief, const std::vector<Group>& groups) {
    const ReliefTerms& terms = facts_.terms.relief[relief];
    const PeriodCalls& calls = facts_.ledger.calls;
    constexpr std::size_t kOutside = static_cast<std::size_t>(-1);
    std::vector<std::size_t> group_of(first_of_cell_.size(), kOutside);
    for (std::size_t group = 0; group < groups.size(); ++group) {
        for (std::size_t cell = groups[group].first; cell < groups[group].end; ++cell) {
            group_of[place(groups[group].line, cell)] = group;
        }
    }
    std::vector<std::vector<std::pair<SimTime, std::uint64_t>>> came(groups.size());
    for (std::size_t row = 0; row < calls.size(); ++row) {
        const CallRecord& call = calls.call(row);
        const std::size_t group = group_of[place(call.line, facts_.cells.cell_of_call(row))];
        if (group != kOutside &&
            is_in_volume(row, calls, facts_.attribution, kpi_.counting.pool, kpi_.test_calls)) {
            came[group].emplace_back(belongs_at(call, facts_.terms.belongs_to), call.number);
        }
    }
    by_call_ = true;
    cuts_.resize(first_of_cell_.size());
    for (std::size_t group = 0; group < groups.size(); ++group) {
        const auto allowed = static_cast<std::ptrdiff_t>(groups[group].check.calls_allowed(terms));
        // Nothing allowed: every call is later than a moment before the run.
        Cut cut{.relief = static_cast<std::uint8_t>(relief), .at = SimTime::min()};
        if (allowed > 0) {
            const auto last = came[group].begin() + allowed - 1;
            std::ranges::nth_element(came[group], last);
            std::tie(cut.at, cut.number) = *last;
        }
        for (std::size_t cell = groups[group].first; cell < groups[group].end; ++cell) {
            Cut& of_cell = cuts_[place(groups[group].line, cell)];
            of_cell = of_cell.relief == kNone ? cut : of_cell;
        }
    }
}

std::vector<CallRelief::Group> CallRelief::groups_of(const ReliefTerms& terms,
                                                     const Volumes& volumes) const {
    std::vector<ForecastCell> forecast;
    for (const ForecastCell& cell : facts_.ledger.forecast) {
        if (has_line(cell.line) && cell.from < facts_.period.end &&
            cell.until > facts_.period.start) {
            forecast.push_back(cell);
        }
    }
    std::ranges::sort(
        forecast, {}, [](const ForecastCell& cell) { return std::pair(cell.line, cell.from); });
    std::vector<Group> groups;
    for (const ForecastCell& cell : forecast) {
        const std::size_t first = facts_.cells.cell_at(cell.from);
        const std::size_t end = facts_.cells.cell_at(cell.until);
        const bool joins = !groups.empty() && groups.back().line == cell.line &&
                           are_judged_together(terms.scope, groups.back().first, end - 1);
        if (!joins) {
            groups.push_back({.line = cell.line, .first = first, .end = end, .check = {}});
        }
        groups.back().end = end;
        groups.back().check.add(cell, volumes.sum(cell.line, first, end));
    }
    return groups;
}

bool CallRelief::are_judged_together(ReliefScope scope, std::size_t first, std::size_t last) const {
    if (scope == ReliefScope::Day) {
        return facts_.cells.day_of(first) == facts_.cells.day_of(last);
    }
    return first / cells_of_interval() == last / cells_of_interval();
}

std::size_t CallRelief::cells_of_interval() const {
    return static_cast<std::size_t>(kpi_.interval / PeriodCells::kLength);
}

bool CallRelief::has_line(LineId line) const {
    return !kpi_.counting.line || *kpi_.counting.line == line;
}

}  // namespace fcr
