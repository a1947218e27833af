// The days of an extract: which are missing, twice, or copies of others.
#pragma once

#include "sim/base/time.hpp"
#include "sim/intake/import_report.hpp"
#include "sim/scenario/civil_day.hpp"

#include <cstdint>
#include <map>

namespace fcr {

/// Adds rows day by day. Memory holds the days. Not thread-safe.
class ImportDays {
public:
    /// A row of a day; `key` is of what it says but for the date. A day's rows in another order
    /// make the same day.
    void add(Date day, std::uint64_t key);
    /// A row that came before in the file; written or not.
    void add_repeat(Date day);
    /// A row in the hour that the clock of its day shows twice.
    void add_shown_twice(Date day, bool second);

    /// Fills in what the days say.
    void report(ImportReport& report) const;

private:
    struct Day {
        std::uint64_t rows = 0;
        std::uint64_t repeats = 0;
        std::uint64_t digest = 0;  ///< sum of the stirred keys
        std::uint64_t shown_twice = 0;
        std::uint64_t second = 0;
    };
    [[nodiscard]] Day& at(Date day);
    void report_copies(ImportReport& report) const;

    std::map<Date, Day> days_;
    Date latest_{};
    Day* latest_day_ = nullptr;
};

}  // namespace fcr
