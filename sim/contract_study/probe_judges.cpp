#include "sim/contract_study/probe_judges.hpp"

#include "sim/contract_study/probe_parts.hpp"

namespace fcr {

std::vector<Probe> make_probes(const ProbeFacts& facts) {
    using namespace probing;
    return {padding(facts),
            two_clocks(facts),
            announcement(facts),
            thin_desk(facts),
            short_abandonments(facts),
            netted_call_backs(facts),
            menu_base(facts),
            robbed_line(facts),
            hurried_calls(facts),
            graded_by_load(facts),
            late_attendance_clock(facts),
            longer_target(facts),
            hidden_tail(facts),
            averaged_intervals(facts),
            not_tried("no record of the room has a code that can be read two ways"),
            diverted_calls(facts)};
}

}  // namespace fcr
