#include "sim/fitting/given_calendar.hpp"

#include "proto/fcr/v1/scenario.pb.h"
#include "sim/base/check.hpp"
#include "sim/scenario/local_time.hpp"

#include <fmt/format.h>

namespace fcr {

std::vector<std::string> give_calendar(v1::Scenario& message, Date start, const std::string& why) {
    FCR_CHECK(!message.has_calendar(), "the scenario has a calendar");
    std::vector<std::string> notes;
    v1::Calendar& calendar = *message.mutable_calendar();
    calendar.set_start_date(date_of(LocalTime{start}));
    calendar.set_source(why);
    v1::Run& run = *message.mutable_run();
    if (run.has_day_type()) {
        v1::DayTypeRule& rule = *calendar.add_day_types();
        rule.set_day_type(run.day_type());
        rule.add_on(v1::Calendar::EVERY_DAY);
        rule.set_source("as the base scenario's measured day, which had no date");
    }
    if (run.has_warm_up_day_type() && run.warm_up_day_type() != run.day_type()) {
        notes.push_back(fmt::format(
            "The warm-up's day type {} is taken away: a dated run has one rule for all days.",
            run.warm_up_day_type()));
    }
    run.clear_day_type();
    run.clear_warm_up_day_type();
    return notes;
}

}  // namespace fcr
