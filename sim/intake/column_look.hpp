// What the cells of a column look like, as far as a few thousand rows can tell.
#pragma once

#include "sim/scenario/local_time.hpp"

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace fcr {

/// A form in which times may be written.
struct TimeForm {
    std::string format;     ///< of TimeReader
    bool is_day = false;    ///< the column has the date alone; the format is of the date
    bool is_clock = false;  ///< the time of day alone
};

/// The forms that are tried, the likelier of two that fit alike first.
class TimeForms {
public:
    TimeForms();

    [[nodiscard]] std::size_t size() const { return forms_.size(); }
    [[nodiscard]] const TimeForm& form(std::size_t row) const { return forms_[row]; }
    [[nodiscard]] bool fits(std::size_t row, std::string_view text) const;

private:
    std::vector<TimeForm> forms_;
    std::vector<TimeReader> readers_;
};

/// Collects a column's cells. Holds at most kValuesMax of its values.
class ColumnLook {
public:
    static constexpr std::size_t kValuesMax = 40;

    ColumnLook(std::string header, const TimeForms& forms);

    void add(std::string_view cell);

    [[nodiscard]] const std::string& header() const { return header_; }
    [[nodiscard]] std::uint64_t filled() const { return filled_; }
    /// The form that nearly all cells have.
    [[nodiscard]] const TimeForm* time_form() const;
    /// Another form that as many cells have: days and months may be swapped.
    [[nodiscard]] bool time_form_in_doubt() const;
    [[nodiscard]] bool has_written_zone() const { return mostly(zoned_); }
    [[nodiscard]] bool only_written_utc() const { return zoned_ == utc_; }
    [[nodiscard]] bool is_seconds() const { return mostly(points_ + commas_ + wholes_); }
    [[nodiscard]] bool is_clock_span() const { return mostly(clock_spans_); }
    [[nodiscard]] bool has_decimal_comma() const { return commas_ > 0; }
    /// Its values with their rows, where they are few.
    [[nodiscard]] const std::map<std::string, std::uint64_t, std::less<>>& values() const {
        return values_;
    }
    [[nodiscard]] bool has_few_values() const { return !many_values_ && !values_.empty(); }

private:
    [[nodiscard]] bool mostly(std::uint64_t count) const {
        return filled_ > 0 && 10 * count >= 9 * filled_;
    }

    std::string header_;
    const TimeForms& forms_;
    std::vector<std::uint64_t> by_form_;
    std::uint64_t filled_ = 0;
    std::uint64_t zoned_ = 0;
    std::uint64_t utc_ = 0;
    std::uint64_t wholes_ = 0;
    std::uint64_t points_ = 0;
    std::uint64_t commas_ = 0;
    std::uint64_t clock_spans_ = 0;
    std::map<std::string, std::uint64_t, std::less<>> values_;
    bool many_values_ = false;
};

}  // namespace fcr
