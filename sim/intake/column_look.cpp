#include "sim/intake/column_look.hpp"

#include "sim/analysis/extract_times.hpp"
#include "sim/analysis/seconds_text.hpp"
#include "sim/base/check.hpp"

#include <algorithm>
#include <array>
#include <utility>

namespace fcr {

namespace {

constexpr std::array kDayForms{"%Y-%m-%d",
                               "%d/%m/%Y",
                               "%m/%d/%Y",
                               "%d-%m-%Y",
                               "%d.%m.%Y",
                               "%d/%m/%y",
                               "%d-%b-%Y",
                               "%d %b %Y",
                               "%Y%m%d"};
constexpr const char* kClockForm = "%H:%M[:%S]";

}  // namespace

TimeForms::TimeForms() {
    const auto add = [this](TimeForm form, const std::string& format) {
        auto reader = TimeReader::make(format);
        FCR_CHECK(reader.has_value(), "a format of ours can be read");
        forms_.push_back(std::move(form));
        readers_.push_back(std::move(*reader));
    };
    for (const char* day : kDayForms) {
        for (const char between : {' ', 'T'}) {
            const std::string format = std::string(day) + between + kClockForm;
            add({.format = format}, format);
        }
    }
    for (const char* day : kDayForms) {
        add({.format = day, .is_day = true}, std::string(day) + " " + kClockForm);
    }
    add({.format = kClockForm, .is_clock = true}, std::string("%Y-%m-%d ") + kClockForm);
}

bool TimeForms::fits(std::size_t row, std::string_view text) const {
    const TimeForm& form = forms_[row];
    if (form.is_day) {
        return readers_[row].read(std::string(text) + " 00:00").has_value();
    }
    if (form.is_clock) {
        return readers_[row].read("2000-01-01 " + std::string(text)).has_value();
    }
    return readers_[row].read(text).has_value();
}

ColumnLook::ColumnLook(std::string header, const TimeForms& forms)
    : header_(std::move(header)), forms_(forms), by_form_(forms.size()) {}

void ColumnLook::add(std::string_view cell) {
    if (!many_values_) {
        ++values_[std::string(cell)];
        if (values_.size() > kValuesMax) {
            values_.clear();
            many_values_ = true;
        }
    }
    if (cell.empty()) {
        return;
    }
    ++filled_;
    std::string_view time = cell;
    if (const auto zone = take_written_zone(time); zone && time.find(':') != time.npos) {
        ++zoned_;
        utc_ += *zone == 0 ? 1 : 0;
    } else {
        time = cell;
    }
    for (std::size_t row = 0; row < by_form_.size(); ++row) {
        by_form_[row] += forms_.fits(row, time) ? 1 : 0;
    }
    std::string number(cell);
    const auto comma = std::ranges::find(number, ',');
    const bool has_comma = comma != number.end();
    if (has_comma) {
        *comma = '.';
    }
    if (parse_seconds(number)) {
        ++(has_comma ? commas_ : number.find('.') != number.npos ? points_ : wholes_);
    }
    LedgerMapping by_clock;
    by_clock.durations = DurationForm::Clock;
    clock_spans_ += read_span(cell, by_clock) ? 1 : 0;
}

const TimeForm* ColumnLook::time_form() const {
    const auto best = std::ranges::max_element(by_form_);
    return best != by_form_.end() && mostly(*best)
               ? &forms_.form(static_cast<std::size_t>(best - by_form_.begin()))
               : nullptr;
}

bool ColumnLook::time_form_in_doubt() const {
    const auto best = std::ranges::max_element(by_form_);
    return best != by_form_.end() && *best > 0 && std::ranges::count(by_form_, *best) > 1;
}

}  // namespace fcr
