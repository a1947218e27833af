#include "sim/intake/answer_figures.hpp"

#include "sim/domain/kpi_definition.hpp"
#include "sim/metrics/kpi.hpp"

#include <algorithm>
#include <cmath>
#include <span>
#include <utility>

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

/// Of some calls.
struct Answers {
    std::vector<Duration> waits;  ///< of those that were answered
    std::uint64_t offered = 0;

    void add(std::span<const Duration> more, std::uint64_t more_offered) {
        waits.insert(waits.end(), more.begin(), more.end());
        offered += more_offered;
    }
};

Figures figures_of(Answers answers) {
    std::vector<Duration>& waits = answers.waits;
    const std::uint64_t offered = answers.offered;
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

/// Puts the mean of the parts' own in place of median and percentiles, weighted by the calls that
/// they answered.
void take_means_of_parts(Figures& figures, const std::vector<Answers>& parts) {
    constexpr std::array kPercentiles{
        PublicFigure::MedianWait, PublicFigure::Wait90, PublicFigure::Wait95, PublicFigure::Wait99};
    std::array<double, kPercentiles.size()> sums{};
    double answered = 0.0;
    for (const Answers& part : parts) {
        if (part.waits.empty()) {
            continue;
        }
        const double calls = static_cast<double>(part.waits.size());
        const Figures own = figures_of(part);
        for (std::size_t row = 0; row < kPercentiles.size(); ++row) {
            sums[row] += calls * own[static_cast<std::size_t>(kPercentiles[row])].value();
        }
        answered += calls;
    }
    for (std::size_t row = 0; row < kPercentiles.size() && answered > 0.0; ++row) {
        figures[static_cast<std::size_t>(kPercentiles[row])] = sums[row] / answered;
    }
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

std::span<const Duration> AnswerCollector::waits(std::size_t day) const {
    const std::size_t begin = day == 0 ? 0 : ends_[day - 1];
    return std::span(waits_).subspan(begin, ends_[day] - begin);
}

AnswerFigures AnswerCollector::figures() const {
    const AnswerCollector* const alone = this;
    return figures_together({&alone, 1}, PercentilesOf::AllCalls);
}

AnswerFigures figures_together(std::span<const AnswerCollector* const> parts,
                               PercentilesOf percentiles) {
    const auto of = [percentiles](const std::vector<Answers>& answers) {
        Answers all;
        for (const Answers& part : answers) {
            all.add(part.waits, part.offered);
        }
        Figures figures = figures_of(std::move(all));
        if (percentiles == PercentilesOf::MeanOfParts) {
            take_means_of_parts(figures, answers);
        }
        return figures;
    };
    AnswerFigures figures;
    std::vector<Answers> whole(parts.size());
    for (std::size_t day = 0; day < parts.front()->days(); ++day) {
        std::vector<Answers> of_day(parts.size());
        for (std::size_t part = 0; part < parts.size(); ++part) {
            of_day[part].add(parts[part]->waits(day), parts[part]->offered(day));
            whole[part].add(parts[part]->waits(day), parts[part]->offered(day));
        }
        figures.days.push_back(of(of_day));
    }
    for (const Answers& part : whole) {
        figures.offered += part.offered;
        figures.answered += part.waits.size();
    }
    figures.together = of(whole);
    return figures;
}

}  // namespace fcr
