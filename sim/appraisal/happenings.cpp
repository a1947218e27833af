#include "sim/appraisal/happenings.hpp"

#include "sim/contract/service_calendar.hpp"
#include "sim/random/distribution.hpp"
#include "sim/random/poisson.hpp"
#include "sim/random/streams.hpp"

#include <algorithm>
#include <cmath>
#include <string_view>
#include <tuple>

namespace fcr {
namespace {

/// The family of entities that risk events are: above those of the room, which are small numbers.
constexpr std::uint64_t kRiskFamily = std::uint64_t{1} << 40U;
/// Occurrences of one event in a year that have draws of their own.
constexpr std::uint64_t kOccurrencesMax = 1'024;

/// FNV-1a, so that an event's draws depend on its name and not on its place in the file.
std::uint64_t hash_of(std::string_view text) {
    std::uint64_t hash = 0xcbf29ce484222325U;
    for (const char letter : text) {
        hash ^= static_cast<unsigned char>(letter);
        hash *= 0x100000001b3U;
    }
    return hash;
}

double length_factor(const Streams& streams, const RiskTerms& event, EntityKey key) {
    if (event.length_cv <= 0.0) {
        return 1.0;
    }
    return Distribution::lognormal(1.0, event.length_cv)
        .sample(streams.draw(Purpose::RiskLength, key));
}

class RiskDraws {
public:
    RiskDraws(const AppraisalPlan& plan, const AppraisedWorld& world, const Streams& streams)
        : plan_(plan),
          world_(world),
          streams_(streams),
          years_(year_starts(plan.start, plan.years)) {}

    void add(std::size_t row, std::vector<RiskOccurrence>& risks) const {
        const RiskTerms& event = plan_.risks[row];
        const std::uint64_t family = kRiskFamily ^ hash_of(event.id);
        for (std::size_t number = 0; number < event.starts.size(); ++number) {
            const EntityKey key{.family = family, .member = number};
            risks.push_back({.event = row,
                             .start = since_start(event.starts[number]),
                             .length_factor = length_factor(streams_, event, key)});
        }
        for (std::size_t year = 0; year + 1 < years_.size(); ++year) {
            add_of_year(row, family, year, risks);
        }
    }

private:
    void add_of_year(std::size_t row,
                     std::uint64_t family,
                     std::size_t year,
                     std::vector<RiskOccurrence>& risks) const {
        const RiskTerms& event = plan_.risks[row];
        const std::uint64_t first = (year + 1) * kOccurrencesMax;
        const double rate = std::min(event.yearly_rate * world_.risk_rates, kPoissonMeanMax);
        Draw counted = streams_.draw(Purpose::RiskCount, {.family = family, .member = first});
        const std::uint32_t count =
            rate > 0.0 ? poisson_by_inversion(rate, counted.next_uniform()) : 0;
        for (std::uint64_t number = 0; number < count; ++number) {
            const EntityKey key{.family = family, .member = first + number};
            Draw place = streams_.draw(Purpose::RiskStart, key);
            const Duration length = years_[year + 1] - years_[year];
            risks.push_back({.event = row,
                             .start = years_[year] + duration_from_seconds(to_seconds(length) *
                                                                           place.next_uniform()),
                             .length_factor = length_factor(streams_, event, key)});
        }
    }

    /// At local midnight of the day.
    [[nodiscard]] Duration since_start(Date date) const {
        Duration passed{0};
        for (Date day = plan_.start; day < date; day += std::chrono::days{1}) {
            passed += day_length(day);
        }
        return passed;
    }

    const AppraisalPlan& plan_;
    const AppraisedWorld& world_;
    const Streams& streams_;
    std::vector<Duration> years_;
};

}  // namespace

std::vector<Duration> year_starts(Date start, int years) {
    std::vector<Duration> starts{Duration{0}};
    Date day = start;
    for (int year = 1; year <= years; ++year) {
        Duration passed = starts.back();
        for (const Date until = term_end(start, 12 * year); day < until;
             day += std::chrono::days{1}) {
            passed += day_length(day);
        }
        starts.push_back(passed);
    }
    return starts;
}

Happenings draw_happenings(const AppraisalPlan& plan,
                           const AppraisedWorld& world,
                           std::uint64_t replication) {
    const Streams streams(plan.seed, replication);
    Happenings happenings;
    const RiskDraws draws(plan, world, streams);
    for (std::size_t row = 0; row < plan.risks.size(); ++row) {
        draws.add(row, happenings.risks);
    }
    std::ranges::stable_sort(happenings.risks, [](const auto& a, const auto& b) {
        return std::tie(a.start, a.event) < std::tie(b.start, b.event);
    });
    Draw slip = streams.draw(Purpose::MobilisationSlip, {.family = kRiskFamily, .member = 0});
    happenings.slip = slip.next_uniform();
    return happenings;
}

int slip_months(const SlipLaw& law, double uniform) {
    if (uniform >= law.chance) {
        return 0;
    }
    return static_cast<int>(std::llround(uniform / law.chance * law.most_months));
}

}  // namespace fcr
