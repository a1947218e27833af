#include "tools/fcrsim/limit_words.hpp"

#include <fmt/format.h>

namespace fcr {

std::string limit_words(Limit limit, const CompiledScenario& scenario) {
    switch (limit) {
        case Limit::WaitingRoom:
            return fmt::format(
                "{} callers were waiting at once, the most the waiting room holds. "
                "Add seats, or give every line a lines_max, as real lines have.",
                scenario.waiting_calls_max);
        case Limit::IntervalArrivals:
            return "one interval of a line's profile brought more callers than room was made for. "
                   "Lower the line's volume_factor or day_factor_cv.";
        case Limit::ReturningCalls:
            return fmt::format(
                "{} calls were yet to come of those that came (redials, repeats, work), the most "
                "there is room for. Lower the shares or attempts_max of after_loss and repeat.",
                scenario.returning_calls_max);
        case Limit::OpenIncidents:
            return fmt::format(
                "{} incidents were open at once, the most there is room for: more come than units "
                "can attend. Add units, or close incidents that nobody can be sent to (give_up_s).",
                scenario.response ? scenario.response->incidents_max : 0);
        case Limit::None: break;
    }
    return "a limit was reached.";
}

std::string_view limit_name(Limit limit) {
    switch (limit) {
        case Limit::WaitingRoom: return "waiting_calls_max";
        case Limit::IntervalArrivals: return "interval_calls_max";
        case Limit::ReturningCalls: return "returning_calls_max";
        case Limit::OpenIncidents: return "incidents_max";
        case Limit::None: break;
    }
    return "";
}

}  // namespace fcr
