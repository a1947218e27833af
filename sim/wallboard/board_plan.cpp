#include "sim/wallboard/board_plan.hpp"

namespace fcr {

BoardPlan board_plan_of(const Scenario& scenario) {
    BoardPlan plan;
    for (std::size_t row = 0; row < scenario.lines.size(); ++row) {
        const Line& line = scenario.lines[row];
        if (line.emergency) {
            plan.emergency_lines.push_back(LineId{row});
        } else if (!line.internal && !line.digital) {
            plan.other_lines.push_back(LineId{row});
        }
    }
    return plan;
}

}  // namespace fcr
