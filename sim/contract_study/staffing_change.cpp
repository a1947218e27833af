#include "sim/contract_study/staffing_change.hpp"

#include <algorithm>
#include <cstdlib>

namespace fcr {

namespace {

/// Late calls that are taken to be left in an hour with so many seats added: exact in integers.
std::int64_t left(std::int64_t late, std::int32_t added) {
    constexpr std::int64_t kScale = 1'000'000;
    const std::int64_t scaled = late * kScale;
    return added >= 40 ? 0 : scaled >> std::max(added, 0);
}

}  // namespace

std::int64_t weekly_hours(const FteTerms& fte, std::int64_t people) {
    return divide_rounded(static_cast<WideInteger>(fte.productive_hours) * std::abs(people) * 700,
                          36'525);
}

SeatsByHour with_people(const SeatsByHour& seats,
                        const LateByHour& late,
                        const FteTerms& fte,
                        std::int64_t people) {
    SeatsByHour changed = seats;
    for (std::int64_t hours = weekly_hours(fte, people); hours > 0; --hours) {
        std::size_t best = 0;
        for (std::size_t hour = 1; hour < kHoursOfWeek; ++hour) {
            const auto weight = [&](std::size_t of) {
                return people > 0 ? left(late.late[of], changed[of] - seats[of]) : late.late[of];
            };
            // Fewer: the hour that has lost the fewest seats, of those the one with least to lose.
            const bool better =
                people > 0 ? weight(hour) > weight(best)
                           : changed[hour] > changed[best] ||
                                 (changed[hour] == changed[best] && weight(hour) < weight(best));
            best = better ? hour : best;
        }
        changed[best] += people > 0 ? 1 : -1;
    }
    return changed;
}

Money monthly_cost(const SeatsByHour& seats, const SupplierTerms& supplier) {
    std::int64_t hours = 0;
    for (const std::int32_t beside : seats) {
        hours += beside;
    }
    // Weeks in a month: 365.25 / 12 / 7.
    return times(supplier.hour, hours * 36'525, 12 * 700);
}

}  // namespace fcr
