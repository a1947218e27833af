#include "sim/intake/answer_figures.hpp"

#include "sim/domain/kpi_definition.hpp"
#include "sim/metrics/kpi.hpp"

#include <algorithm>
#include <cmath>
#include <span>

namespace fcr {

namespace {

using Figures = std::array<std::optional<double>, kPublicFigures>;

ClockStart clock_of(PublicService service) {
    switch (service) {
        case PublicService::Police999:
        case PublicService::Ambulance999: return ClockStart::OperatorConnect;
        case PublicService::Nhs111: break;
    }
    return ClockStart::MessageEnd;
}

/// The wait at nearest rank; the waits stand in order.
double at_rank(std::span<const Duration> sorted, double share) {
    const auto rank =
        static_cast<std::size_t>(std::ceil(share * static_cast<double>(sorted.size())));
    return to_seconds(sorted[std::max<std::size_t>(rank, 1) - 1]);
}

Figures figures_of(std::vector<Duration> waits, std::uint64_t offered) {
    Figures figures{};
    const auto set = [&figures](PublicFigure figure, double value) {
        figures[static_cast<std::size_t>(figure)] = value;
    };
    if (offered > 0) {
        set(PublicFigure::NotAnswered,
            100.0 * static_cast<double>(offered - waits.size()) / static_cast<double>(offered));
    }
    if (waits.empty()) {
        return figures;
    }
    std::ranges::sort(waits);
    double sum = 0.0;
    for (const Duration wait : waits) {
        sum += to_seconds(wait);
    }
    const double answered = static_cast<double>(waits.size());
    const auto below = [&](int seconds) {
        const auto end = std::ranges::lower_bound(waits, Duration{std::chrono::seconds{seconds}});
        return 100.0 * static_cast<double>(end - waits.begin()) / answered;
    };
    const auto within_60 = std::ranges::upper_bound(waits, Duration{std::chrono::seconds{60}});
    set(PublicFigure::MeanWait, sum / answered);
    set(PublicFigure::MedianWait, at_rank(waits, 0.5));
    set(PublicFigure::Wait90, at_rank(waits, 0.9));
    set(PublicFigure::Wait95, at_rank(waits, 0.95));
    set(PublicFigure::Wait99, at_rank(waits, 0.99));
    set(PublicFigure::Below10, below(10));
    set(PublicFigure::From10Below60, below(60) - below(10));
    set(PublicFigure::From60, 100.0 - below(60));
    set(PublicFigure::Within60, 100.0 * static_cast<double>(within_60 - waits.begin()) / answered);
    return figures;
}

}  // namespace

AnswerCollector::AnswerCollector(const CompiledScenario& scenario,
                                 LineId line,
                                 PublicService service)
    : scenario_(scenario), line_(line), service_(service) {}

void AnswerCollector::replication(std::uint64_t /*number*/, const ReplicationLedgers& ledgers) {
    std::uint64_t offered = 0;
    for (const CallLedgerRow& row : ledgers.calls) {
        const CallRecord& call = row.call;
        const SimTime arrived = call.times.network_arrive;
        if (call.line != line_ || call.outcome == Outcome::Unfinished || arrived == kNever ||
            arrived < scenario_.measured_from || arrived >= scenario_.measured_until) {
            continue;
        }
        ++offered;
        if (call.outcome == Outcome::Answered) {
            waits_.push_back(call.times.answered - clock_start(call, clock_of(service_)));
        }
    }
    offered_.push_back(offered);
    ends_.push_back(waits_.size());
}

AnswerFigures AnswerCollector::figures() const {
    AnswerFigures figures;
    std::size_t begin = 0;
    for (std::size_t day = 0; day < ends_.size(); ++day) {
        const auto first = waits_.begin() + static_cast<std::ptrdiff_t>(begin);
        const auto last = waits_.begin() + static_cast<std::ptrdiff_t>(ends_[day]);
        figures.days.push_back(figures_of({first, last}, offered_[day]));
        figures.offered += offered_[day];
        begin = ends_[day];
    }
    figures.answered = waits_.size();
    figures.together = figures_of(waits_, figures.offered);
    return figures;
}

}  // namespace fcr
