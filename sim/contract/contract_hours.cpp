// Hours charges: bands of rates, and that no hour is paid for twice.
#include "proto/fcr/v1/contract.pb.h"
#include "sim/contract/contract_reading.hpp"
#include "sim/contract/period_ledger.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <bitset>

namespace fcr {

namespace {

using C = v1::Contract;
using H = v1::HoursCharge;
using B = v1::HourBand;

constexpr int kHourBandsMax = 16;
constexpr std::size_t kCellsOfDay = std::chrono::days{1} / PeriodStaffing::kCell;
constexpr std::size_t kCellsOfWeek = 7 * kCellsOfDay;

/// Quarter-hours of the week, on ordinary days and then on bank holidays.
using Cells = std::bitset<2 * kCellsOfWeek>;

bool has_time(const HoursFilter& hours, Duration time) {
    const bool begun = hours.from <= time;
    const bool not_over = time < hours.until;
    return hours.until <= hours.from ? begun || not_over : begun && not_over;
}

/// The quarter-hours of the band's own hours: all of them where it names none.
Cells claimed(const HourBand& band) {
    Cells cells;
    for (std::size_t cell = 0; cell < 2 * kCellsOfWeek; ++cell) {
        const bool holiday = cell >= kCellsOfWeek;
        const std::size_t day = cell % kCellsOfWeek / kCellsOfDay;
        const auto time = static_cast<int>(cell % kCellsOfDay) * PeriodStaffing::kCell;
        const bool day_counts = band.hours.days.at(day) &&
                                (holiday ? band.hours.bank_holidays : !band.bank_holidays_only);
        cells.set(cell, day_counts && has_time(band.hours, time));
    }
    return cells;
}

std::string first_of(const Cells& cells) {
    constexpr std::array<std::string_view, 7> names{
        "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"};
    std::size_t cell = 0;
    while (!cells.test(cell)) {
        ++cell;
    }
    const std::size_t minutes = cell % kCellsOfDay * 15;
    return fmt::format("{} {:02}:{:02}{}",
                       names.at(cell % kCellsOfWeek / kCellsOfDay),
                       minutes / 60,
                       minutes % 60,
                       cell >= kCellsOfWeek ? " on bank holidays" : "");
}

/// Staffing is known by quarter-hour.
void check_quarter(const Block& hours, int field, Duration time) {
    if (hours.has(field) && time % PeriodStaffing::kCell != Duration{0}) {
        hours.refuse(field, "must be a quarter-hour: staffing is paid by quarter-hours");
    }
}

HourBand read_hour_band(const Block& block, int row) {
    HourBand band;
    band.name = read_line_of_text(block, B::kNameFieldNumber);
    band.name = band.name.empty() ? fmt::format("band {}", row + 1) : band.name;
    const Block hours = block.child(B::kHoursFieldNumber);
    band.hours = read_hours(hours);
    check_quarter(hours, v1::Hours::kFromFieldNumber, band.hours.from);
    check_quarter(hours, v1::Hours::kUntilFieldNumber, band.hours.until);
    band.bank_holidays_only = block.as<B>().bank_holidays_only();
    if (band.bank_holidays_only && !band.hours.bank_holidays) {
        block.refuse(B::kBankHolidaysOnlyFieldNumber,
                     "must be left out: the hours leave bank holidays out");
    }
    band.hour = needed_money(block, B::kHourGbpFieldNumber, kUnitPoundsMax);
    return band;
}

/// 0 with hours of its own; 1 what is left of bank holidays; 2 what is left.
int order_of(const Block& block, const HourBand& band) {
    return block.has(B::kHoursFieldNumber) ? 0 : band.bank_holidays_only ? 1 : 2;
}

bool share_a_pool(const ChargeTerms& one, const ChargeTerms& other) {
    return std::ranges::any_of(
        one.pools, [&other](PoolId pool) { return std::ranges::count(other.pools, pool) > 0; });
}

Cells claimed(const HoursCharge& charge) {
    Cells cells;
    for (const HourBand& band : charge.bands) {
        cells |= claimed(band);
    }
    return cells;
}

/// What charges are paid from, where two of a kind would pay for the same hours.
bool is_paid_from_books(const ChargeTerms& charge) {
    return std::holds_alternative<CostPlusCharge>(charge.kind) ||
           std::holds_alternative<TargetCostCharge>(charge.kind);
}

void check_pair(const Block& block, const ChargeTerms& earlier, const ChargeTerms& later) {
    const auto* const one = std::get_if<HoursCharge>(&earlier.kind);
    const auto* const other = std::get_if<HoursCharge>(&later.kind);
    if (one != nullptr && other != nullptr && share_a_pool(earlier, later)) {
        const Cells both = claimed(*one) & claimed(*other);
        if (both.any()) {
            block.refuse_block(
                later.id,
                fmt::format("must not claim hours that {} claims too, such as {}: name other "
                            "hours, or another pool",
                            earlier.id,
                            first_of(both)));
        }
    }
    const bool books = is_paid_from_books(earlier) || is_paid_from_books(later);
    const bool both_staff = (is_paid_from_books(earlier) || one != nullptr) &&
                            (is_paid_from_books(later) || other != nullptr);
    if (books && both_staff) {
        block.refuse_block(later.id,
                           fmt::format("must not pay for hours that {} pays for: the supplier's "
                                       "open book has all of its staff; keep one of the two",
                                       earlier.id));
    }
}

}  // namespace

HoursCharge read_hour_bands(const Block& block) {
    HoursCharge charge;
    std::array<std::vector<HourBand>, 3> by_order;
    Cells taken;
    const int count = block.rows(H::kBandsFieldNumber, 1, kHourBandsMax);
    for (int row = 0; row < count; ++row) {
        const Block here = block.child(H::kBandsFieldNumber, row);
        HourBand band = read_hour_band(here, row);
        std::vector<HourBand>& alike = by_order.at(static_cast<std::size_t>(order_of(here, band)));
        if (!here.has(B::kHoursFieldNumber) && !alike.empty()) {
            here.refuse_block(band.name,
                              "must have hours: an earlier band has all hours that no other has");
        }
        if (here.has(B::kHoursFieldNumber)) {
            const Cells both = taken & claimed(band);
            if (both.any()) {
                here.refuse_block(
                    band.name,
                    fmt::format("must not claim hours that an earlier band claims, such as {}",
                                first_of(both)));
            }
            taken |= claimed(band);
        }
        alike.push_back(std::move(band));
    }
    for (std::vector<HourBand>& bands : by_order) {
        std::ranges::move(bands, std::back_inserter(charge.bands));
    }
    return charge;
}

void check_hours_claimed_once(const ContractReading& reading) {
    const std::vector<ChargeTerms>& charges = reading.terms.charges;
    for (std::size_t later = 1; later < charges.size(); ++later) {
        const Block block = reading.root.child(C::kChargesFieldNumber, static_cast<int>(later));
        for (std::size_t earlier = 0; earlier < later; ++earlier) {
            check_pair(block, charges[earlier], charges[later]);
        }
    }
}

}  // namespace fcr
