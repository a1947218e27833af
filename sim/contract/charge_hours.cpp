#include "sim/base/check.hpp"
#include "sim/contract/charges.hpp"
#include "sim/contract/hours_filter.hpp"

#include <array>

namespace fcr {

namespace {

constexpr std::int64_t kMicrosecondsOfHour = 3'600'000'000;

ChargeLine hourly(Duration worked, Money hour, std::string working) {
    return {.quantity = Decimal{divide_rounded(static_cast<WideInteger>(worked.count()) * 1'000'000,
                                               kMicrosecondsOfHour)},
            .unit = "hours",
            .rate = hour,
            .amount = to_pence(times(hour, worked.count(), kMicrosecondsOfHour)),
            .working = std::move(working)};
}

/// The row of the band that has a quarter-hour; as many as there are bands when none has.
std::size_t band_of(const std::vector<HourBand>& bands, const ServiceDay& day, Duration time) {
    std::size_t row = 0;
    while (row < bands.size() && !((day.bank_holiday || !bands[row].bank_holidays_only) &&
                                   in_hours(bands[row].hours, day, time))) {
        ++row;
    }
    return row;
}

}  // namespace

ChargeLines charge(const HoursCharge& terms, const ChargeInput& input) {
    const PeriodStaffing& staffing = input.ledger.staffing;
    FCR_CHECK(staffing.measured(), "hours are charged, and the ledger has no staffing");
    std::vector<Duration> worked(terms.bands.size() + 1);
    std::size_t cell = 0;
    for (const ServiceDay& day : input.period.days) {
        for (Duration since{0}; since < day.length; since += PeriodStaffing::kCell) {
            const std::size_t band = band_of(terms.bands, day, time_of_day(day.date, since));
            for (const PoolId pool : input.pools) {
                worked[band] += staffing.at(pool, cell).logged_in;
            }
            ++cell;
        }
    }
    ChargeLines lines;
    for (std::size_t row = 0; row < terms.bands.size(); ++row) {
        const HourBand& band = terms.bands[row];
        lines.push_back(hourly(worked[row], band.hour, "logged in, " + band.name));
    }
    return lines;
}

ChargeLines charge(const FlexCharge& terms, const ChargeInput& input) {
    const PeriodStaffing& staffing = input.ledger.staffing;
    FCR_CHECK(staffing.measured(), "standby is charged, and the ledger has no staffing");
    Duration standby{0};
    Duration cancelled{0};
    for (const PoolId pool : input.pools) {
        for (std::size_t cell = 0; cell < staffing.cells(); ++cell) {
            standby += staffing.at(pool, cell).standby;
            cancelled += staffing.at(pool, cell).cancelled;
        }
    }
    return {hourly(standby, terms.standby_hour, "standby"),
            hourly(cancelled, terms.cancelled_hour, "shifts cancelled at short notice")};
}

}  // namespace fcr
