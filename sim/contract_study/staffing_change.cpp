#include "sim/contract_study/staffing_change.hpp"

#include <algorithm>
#include <optional>

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
    return divide_rounded(static_cast<WideInteger>(fte.productive_hours) * people * 700, 36'525);
}

SeatsByHour with_people(const SeatsByHour& seats,
                        const LateByHour& late,
                        const FteTerms& fte,
                        std::int64_t people) {
    SeatsByHour changed = seats;
    for (std::int64_t hours = weekly_hours(fte, people); hours > 0; --hours) {
        const auto weight = [&](std::size_t hour) {
            return left(late.late[hour], changed[hour] - seats[hour]);
        };
        std::size_t best = 0;
        for (std::size_t hour = 1; hour < kHoursOfWeek; ++hour) {
            best = weight(hour) > weight(best) ? hour : best;
        }
        ++changed[best];
    }
    return changed;
}

SeatsByHour without_people(const SeatsByHour& planned,
                           const LateByHour& late,
                           const FteTerms& fte,
                           std::int64_t people) {
    SeatsByHour beside{};
    for (std::int64_t hours = weekly_hours(fte, people); hours > 0; --hours) {
        std::optional<std::size_t> best;
        for (std::size_t hour = 0; hour < kHoursOfWeek; ++hour) {
            const bool any_left = planned[hour] + beside[hour] > 0;
            const bool better =
                !best || beside[hour] > beside[*best] ||
                (beside[hour] == beside[*best] && late.late[hour] < late.late[*best]);
            best = any_left && better ? hour : best;
        }
        if (!best) {
            break;
        }
        --beside[*best];
    }
    return beside;
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
