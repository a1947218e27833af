#include "sim/control_room/network_leg.hpp"

#include "sim/control_room/lineage.hpp"

namespace fcr {

void draw_operator_leg(const CompiledLine& line, const Streams& streams, Caller& caller) {
    const EntityKey entity = entity_of(caller.key, caller.lineage);
    const DrawBlock block = streams.block(Purpose::OperatorAnswer, entity);
    const auto leg = [&](const Distribution& law, Purpose purpose) {
        return duration_from_seconds(law.sample(streams.draw(block, purpose, entity)));
    };
    caller.operator_answered = caller.dialled + leg(line.operator_answer, Purpose::OperatorAnswer);
    caller.operator_connect =
        caller.operator_answered + leg(line.operator_select, Purpose::OperatorSelect);
    caller.network_arrive =
        caller.operator_connect + leg(line.operator_connect, Purpose::OperatorConnect);
}

}  // namespace fcr
